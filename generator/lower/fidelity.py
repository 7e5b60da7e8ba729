"""The fidelity report: every keyword of the document, by a table, exact or not and why."""

from typing import Final

from generator.ir.document import JsonObject, JsonValue
from generator.ir.fidelity import Fidelity, FidelityNote, FidelityReport
from generator.ir.spec import Spec
from generator.lower.located import escape

_LOOSE: Final = {
    **dict.fromkeys(
        ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
        ("bounds", "the server checks it"),
    ),
    **dict.fromkeys(
        ("minLength", "maxLength", "pattern"),
        ("text-constraints", "the server checks it; a pattern is never compiled"),
    ),
    **dict.fromkeys(
        ("minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"),
        ("sizes", "the server checks it"),
    ),
    **dict.fromkeys(
        ("not", "if", "then", "else", "dependentSchemas", "dependentRequired"),
        ("conditions", "what is excluded has no Python type"),
    ),
    **dict.fromkeys(
        ("propertyNames", "contains", "minContains", "maxContains"),
        ("member-constraints", "what is excluded has no Python type"),
    ),
    **dict.fromkeys(
        ("unevaluatedProperties", "unevaluatedItems"), ("unevaluated", "unknown members are kept")
    ),
}
_IGNORED: Final = {
    "externalDocs": ("external-docs", "a link for people"),
    "xml": ("xml", "XML bodies are passed through raw"),
    "links": ("links", "hints for a next call"),
    "contact": ("info", "about the publisher"),
    "license": ("info", "about the publisher"),
    "termsOfService": ("info", "about the publisher"),
}
_DATA: Final = frozenset({"example", "examples", "default", "enum", "const", "x-enum"})
_NAMES: Final = frozenset(
    {
        "properties",
        "patternProperties",
        "schemas",
        "responses",
        "parameters",
        "requestBodies",
        "headers",
        "securitySchemes",
        "callbacks",
        "pathItems",
        "$defs",
        "definitions",
        "paths",
        "webhooks",
        "content",
        "encoding",
        "variables",
        "dependentSchemas",
        "scopes",
        "mapping",
    }
)


def fidelity_report(spec: Spec, found: tuple[FidelityNote, ...]) -> FidelityReport:
    """Count the keywords of a document.

    Args:
        found: What was noticed while lowering: approximations and their like.
    """
    notes: list[FidelityNote] = []
    exact = _walk(spec.tree, notes)
    losses = [
        FidelityNote(
            name="source-loss",
            fidelity=Fidelity.SOURCE_LOSS,
            keyword=loss.what,
            reason=loss.detail or "the page does not say it",
            pointer=loss.pointer,
        )
        for loss in spec.losses
    ]
    return FidelityReport(exact=exact, notes=(*notes, *found, *losses))


def _walk(tree: JsonObject, notes: list[FidelityNote]) -> int:
    exact = 0
    pending: list[tuple[JsonValue, str, bool]] = [(tree, "", False)]
    while pending:
        node, pointer, names = pending.pop()
        if isinstance(node, list):
            pending.extend(
                (entry, f"{pointer}/{n}", False)
                for n, entry in enumerate(node)
                if isinstance(entry, (dict, list))
            )
            continue
        if not isinstance(node, dict):
            continue
        for key, value in node.items():
            below = f"{pointer}/{escape(key)}"
            if not names:
                if key.startswith("x-"):
                    notes.append(
                        FidelityNote(
                            name="extension",
                            fidelity=Fidelity.IGNORED,
                            keyword=key,
                            reason="an extension",
                            pointer=below,
                        )
                    )
                    continue
                if (key in _LOOSE and not isinstance(value, dict)) or key in (
                    "not",
                    "if",
                    "then",
                    "else",
                ):
                    name, reason = _LOOSE[key]
                    notes.append(
                        FidelityNote(
                            name=name,
                            fidelity=Fidelity.LOOSE,
                            keyword=key,
                            reason=reason,
                            pointer=below,
                        )
                    )
                elif key in _IGNORED:
                    name, reason = _IGNORED[key]
                    notes.append(
                        FidelityNote(
                            name=name,
                            fidelity=Fidelity.IGNORED,
                            keyword=key,
                            reason=reason,
                            pointer=below,
                        )
                    )
                    continue
                else:
                    exact += 1
                if key in _DATA:
                    continue
            if isinstance(value, (dict, list)):
                pending.append((value, below, not names and key in _NAMES))
    return exact

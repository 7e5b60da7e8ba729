"""The fidelity report: every keyword of the canonical document, counted as exact, or with what it is
instead and why. Asked for by `show`; what could make `generate` fail is noted while lowering."""

from collections.abc import Iterator

from msgspec import Struct, field

from generator.ir.api import Api, BodyEncoding, Content, Operation
from generator.ir.document import JsonObject, JsonValue
from generator.ir.fidelity import Fidelity, FidelityNote, FidelityReport
from generator.ir.schema import UnionSchema
from generator.ir.spec import Spec
from generator.lower.all_of import merged_constraints
from generator.lower.bodies import encoding_of
from generator.lower.keywords import HONOURED_EXTENSIONS, IGNORED, LOOSE, OBJECTS
from generator.lower.located import escape
from generator.lower.scalars import coerced_default, scalar_type
from generator.python.arguments import preferred

_SCALARS = frozenset({"string", "integer", "number", "boolean"})


def fidelity_report(spec: Spec, api: Api, found: tuple[FidelityNote, ...]) -> FidelityReport:
    """Count the keywords of a document.

    Args:
        found: What was noticed while lowering.
    """
    walk = _Walk()
    walk.object(spec.tree, "document", "")
    beside = {c.pointer for o in api.operations if o.beside and o.body for c in o.body.contents}
    others = [
        *(
            FidelityNote(
                name="beside-ref",
                fidelity=Fidelity.IGNORED,
                keyword=unread.keyword,
                reason="OpenAPI 3.0 and Swagger 2.0 give nothing a meaning beside `$ref`",
                pointer=unread.pointer,
            )
            for unread in spec.unread
        ),
        *(n for o in api.operations for n in _alternatives(o) if n.pointer not in beside),
        *(note for d in api.definitions if isinstance(d, UnionSchema) for note in _undecided(d)),
        *(
            FidelityNote(
                name="source-loss",
                fidelity=Fidelity.SOURCE_LOSS,
                keyword=loss.what,
                reason=loss.detail or "the page does not say it",
                pointer=loss.pointer,
            )
            for loss in spec.losses
        ),
    ]
    return FidelityReport(exact=walk.exact, notes=(*walk.notes, *found, *others))


class _Walk(Struct):
    """A walk through a document, object by object. Depth is bounded by the loader (R6)."""

    exact: int = 0
    notes: list[FidelityNote] = field(default_factory=list[FidelityNote])

    def object(self, node: JsonValue, kind: str, pointer: str) -> None:
        """Count the keywords of one object and of all below it."""
        if not isinstance(node, dict):
            return
        if kind == "callback":
            self._map(node, "path item", pointer)
            return
        if kind == "security requirement":
            self.exact += len(node)
            return
        table = OBJECTS[kind]
        for keyword, value in node.items():
            holds = table.get(keyword)
            at = f"{pointer}/{escape(keyword)}"
            if holds is None:
                self._unknown(keyword, at)
            elif found := LOOSE.get(kind, {}).get(keyword):
                if not (keyword == "unevaluatedProperties" and value is True):
                    self._note(Fidelity.LOOSE, keyword, found, at)
                self._below(holds, value, at)
            elif found := IGNORED.get(kind, {}).get(keyword):
                self._note(Fidelity.IGNORED, keyword, found, at)
            else:
                self._exact(node, kind, keyword, at)
                self._below(holds, value, at)

    def _exact(self, node: JsonObject, kind: str, keyword: str, at: str) -> None:
        """A keyword that is honoured, unless its value stands in the way."""
        if kind == "schema" and (found := _loose_value(node, keyword)):
            fidelity = Fidelity.IGNORED if keyword == "default" else Fidelity.LOOSE
            self._note(fidelity, keyword, found, at)
        else:
            self.exact += 1

    def _below(self, holds: str, value: JsonValue, at: str) -> None:
        if not holds:
            return
        if holds.startswith("["):
            for number, entry in enumerate(value if isinstance(value, list) else ()):
                self.object(entry, holds[1:-1], f"{at}/{number}")
        elif holds.startswith("{"):
            self._map(value, holds[1:-1], at)
        else:
            self.object(value, holds, at)

    def _map(self, value: JsonValue, kind: str, at: str) -> None:
        for name, entry in (value if isinstance(value, dict) else {}).items():
            below = f"{at}/{escape(name)}"
            if kind in ("path item", "response") and name.startswith("x-"):
                self._unknown(name, below)
                continue
            if kind == "media type" and isinstance(entry, dict):
                self._raw(name, entry, below)
            self.object(entry, kind, below)

    def _raw(self, media_type: str, entry: JsonObject, at: str) -> None:
        """Note where a structure is described that goes through as text or bytes."""
        schema = entry.get("schema")
        encoding = encoding_of(media_type)
        structured = isinstance(schema, dict) and not schema.keys().isdisjoint(
            {"properties", "items", "$ref", "allOf", "oneOf", "anyOf"}
        )
        if structured and encoding in (BodyEncoding.TEXT, BodyEncoding.BYTES):
            what = "text" if encoding is BodyEncoding.TEXT else "bytes"
            reason = f"{media_type} goes through as the {what} that it is"
            self._note(Fidelity.LOOSE, "schema", ("raw-body", reason), f"{at}/schema")

    def _unknown(self, keyword: str, at: str) -> None:
        if keyword in HONOURED_EXTENSIONS:
            self.exact += 1
        elif keyword.startswith("x-"):
            self._note(Fidelity.IGNORED, keyword, ("extension", "an extension"), at)
        else:
            self._note(
                Fidelity.IGNORED,
                keyword,
                ("unknown-keyword", "OpenAPI has no such keyword in this place"),
                at,
            )

    def _note(self, fidelity: Fidelity, keyword: str, why: tuple[str, str], at: str) -> None:
        self.notes.append(
            FidelityNote(name=why[0], fidelity=fidelity, keyword=keyword, reason=why[1], pointer=at)
        )


def _loose_value(schema: JsonObject, keyword: str) -> tuple[str, str] | None:
    """Why a keyword that is honoured as a rule is not with the value it has here."""
    value = schema[keyword]
    if keyword in ("enum", "const"):
        values = value if keyword == "enum" and isinstance(value, list) else [value]
        if any(isinstance(v, (dict, list)) for v in values):
            return "structured-values", "values that are objects or arrays have no Python literal"
    if keyword == "default" and value is not None:
        kind = schema.get("type")
        if isinstance(kind, str) and kind in _SCALARS:
            text = schema.get("format")
            made = scalar_type(
                kind, text if isinstance(text, str) else None, merged_constraints([])
            )
            if coerced_default(value, made) is None:
                return "misfit-defaults", f"it is no {kind}, as the schema wants it"
    return None


def _alternatives(operation: Operation) -> Iterator[FidelityNote]:
    """Media types that a method does not use, as it uses another (ADR 6 and 7)."""
    if operation.body:
        yield from _unused(operation.body.contents, "sends")
    for response in operation.responses:
        yield from _unused(response.contents, "asks for")


def _unused(contents: tuple[Content, ...], verb: str) -> Iterator[FidelityNote]:
    chosen = preferred(contents)
    for content in contents:
        events = content.encoding is BodyEncoding.EVENT_STREAM and verb == "asks for"
        if chosen is not None and content is not chosen and not events:
            yield FidelityNote(
                name="other-media-types",
                fidelity=Fidelity.IGNORED,
                keyword=content.media_type,
                reason=f"the method {verb} {chosen.media_type}",
                pointer=content.pointer,
            )


def _undecided(union: UnionSchema) -> Iterator[FidelityNote]:
    """Unions whose variants nothing tells apart."""
    decided = {kind for kind, _ in union.dispatch.kinds}
    told = {t for _, t in union.dispatch.tags} | {t for _, t in union.dispatch.keys}
    told |= {t for _, t in union.dispatch.kinds}
    lost = [v for v in union.variants if v not in told]
    if lost and len(union.variants) > 1 and len(decided) < len(union.variants):
        yield FidelityNote(
            name="undecided-unions",
            fidelity=Fidelity.LOOSE,
            keyword="oneOf" if union.exclusive else "anyOf",
            reason="nothing tells some of its variants apart: such a value is kept as it came",
            pointer=union.id,
        )

"""What the readers of operations share: the document, and the schemas that have come to light."""

from msgspec import Struct, field

from generator.diagnostics import Collector
from generator.ir.api import Example
from generator.ir.document import JsonObject, JsonValue
from generator.ir.fidelity import Fidelity, FidelityNote
from generator.lower.located import below, escape, object_of, refuse, text_of, unescape
from generator.lower.schemas import Schemas


class Context(Struct, frozen=True):
    """The document of a run.

    Attributes:
        notes: What was found not to be exact, beyond what the keywords themselves say.
    """

    tree: JsonObject
    schemas: Schemas
    collector: Collector
    scheme_names: frozenset[str]
    notes: list[FidelityNote] = field(default_factory=list[FidelityNote])
    _known: dict[str, JsonObject] = field(default_factory=dict[str, JsonObject])

    def followed(self, value: JsonValue, pointer: str) -> tuple[JsonObject, str]:
        """An object in place of its Reference Object, and where it really stands.

        A description beside `$ref` overrides the target's (OpenAPI 3.1 §4.8.23).
        """
        node = object_of(value)
        overriding: JsonObject = {}
        for _ in range(100):
            reference = node.get("$ref")
            if not isinstance(reference, str):
                return ({**node, **overriding} if overriding else node), pointer
            overriding = {
                **{k: v for k, v in node.items() if k in ("description", "summary")},
                **overriding,
            }
            pointer = reference[1:]
            if pointer not in self._known:
                found: JsonValue = self.tree
                for step in pointer.split("/")[1:]:
                    found = below(found, unescape(step))
                self._known[pointer] = object_of(found)
            node = self._known[pointer]
        raise refuse("O320", "a chain of references that does not end", pointer)

    def note(self, name: str, fidelity: Fidelity, keyword: str, reason: str, pointer: str) -> None:
        """Say that something is not exact."""
        self.notes.append(
            FidelityNote(
                name=name, fidelity=fidelity, keyword=keyword, reason=reason, pointer=pointer
            )
        )

    def examples(self, holder: JsonObject, pointer: str) -> tuple[Example, ...]:
        """The authored examples of a media type or a parameter."""
        made: list[Example] = []
        if "example" in holder:
            made.append(
                Example(name="example", value=holder["example"], pointer=f"{pointer}/example")
            )
        for name, value in object_of(holder.get("examples")).items():
            example, at = self.followed(value, f"{pointer}/examples/{escape(name)}")
            # OpenAPI 3.2 §4.19.1 calls the value `dataValue`, to tell it from its spelling.
            for key in ("value", "dataValue"):
                if key in example:
                    made.append(
                        Example(
                            name=name,
                            value=example[key],
                            summary=text_of(example.get("summary")),
                            pointer=f"{at}/{key}",
                        )
                    )
        return tuple(made)

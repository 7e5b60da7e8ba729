"""Whether a schema admits null, said of the schema alone, so that recursion can't hide it."""

from typing import Final

from msgspec import Struct, field

from generator.ir.document import JsonObject
from generator.lower.located import Located, is_null, located, object_of_schema

_SHARING: Final = ("oneOf", "anyOf")
_SPEAKING: Final = frozenset({"type", "enum", "const", "properties", "items", *_SHARING})


class Nullability(Struct):
    """Answers for the schemas of one document, each found once.

    Attributes:
        tree: The canonical document.
    """

    tree: JsonObject
    known: dict[str, bool] = field(default_factory=dict[str, bool])

    def nullable(self, at: Located, seen: frozenset[str] = frozenset()) -> bool:
        """Whether null is among the values of a schema."""
        schema = at.schema
        if isinstance(schema, bool) or at.pointer in seen:
            return False
        if at.pointer in self.known:
            return self.known[at.pointer]
        made = self._nullable(at, schema, seen | {at.pointer})
        self.known[at.pointer] = made
        return made

    def _nullable(self, at: Located, schema: JsonObject, seen: frozenset[str]) -> bool:
        says: list[bool] = []
        kind = schema.get("type")
        if kind is not None:
            says.append(kind == "null" or (isinstance(kind, list) and "null" in kind))
        if isinstance(enum := schema.get("enum"), list) and kind is None:
            says.append(None in enum)
        if "const" in schema:
            says.append(schema["const"] is None)
        if isinstance(reference := schema.get("$ref"), str):
            says.append(self.nullable(located(self.tree, reference[1:]), seen))
        says.extend(self.nullable(branch, seen) for branch in at.branches("allOf"))
        for key in _SHARING:
            if branches := at.branches(key):
                says.append(any(self.nullable(b, seen) or is_null(b) for b in branches))
        return bool(says) and all(says)


def speaks_of_null(part: Located) -> bool:
    """Whether a part has an opinion on null."""
    return not _SPEAKING.isdisjoint(object_of_schema(part))

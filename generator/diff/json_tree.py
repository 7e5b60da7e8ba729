"""Reads the canonical document by pointer, following `$ref`s. Never changes it."""

from typing import Final

from msgspec import Struct, field

from generator.ir.document import JsonObject, JsonValue

_DEEPEST: Final = 20


class Tree(Struct, frozen=True, kw_only=True):
    root: JsonValue
    known: dict[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    """Pointer → node, of those that were asked for."""

    def at(self, pointer: str) -> JsonValue:
        """The node at a pointer, `$ref`s on the way followed; `None` where there is none."""
        if pointer in self.known:
            return self.known[pointer]
        steps: list[str] = []
        above = pointer.replace("~input", "")
        while above and above not in self.known:
            above, _, step = above.rpartition("/")
            steps.append(step)
        node = self.known[above] if above else self._followed(self.root)
        while steps:
            step = steps.pop()
            node = self._followed(_child(node, _unescaped(step)))
            above = f"{above}/{step}"
            self.known[above] = node
        return node

    def mapping(self, pointer: str) -> JsonObject:
        """The mapping at a pointer; empty where there is none."""
        node = self.at(pointer)
        return node if isinstance(node, dict) else {}

    def stands_elsewhere(self, pointer: str) -> bool:
        """Whether nothing is there because it stands in a branch above, of which the pointer of a
        value that has no name (`anyOf: [X, null]`) says nothing."""
        above = pointer
        while above and self.at(above) is None:
            above = above.rpartition("/")[0]
        return above != pointer and not {"oneOf", "anyOf", "allOf"}.isdisjoint(self.mapping(above))

    def whole(self, pointer: str, depth: int = 0) -> JsonObject:
        """The mapping at a pointer with what its `allOf` adds; the mapping's own keywords win."""
        schema = self.mapping(pointer)
        branches = schema.get("allOf")
        if not isinstance(branches, list) or depth > _DEEPEST:
            return schema
        made: JsonObject = {}
        for number in range(len(branches)):
            made |= self.whole(f"{pointer}/allOf/{number}", depth + 1)
        return made | {key: value for key, value in schema.items() if key != "allOf"}

    def unwrapped(self, pointer: str) -> JsonObject:
        """The mapping at a pointer; an `allOf` around another, or around nothing, is taken off."""
        schema = self.mapping(pointer)
        for _ in range(_DEEPEST):
            branches = schema.get("allOf")
            pointer = f"{pointer}/allOf/0"
            inner = self.mapping(pointer)
            if (
                not isinstance(branches, list)
                or len(branches) != 1
                or (inner and "allOf" not in inner)
            ):
                break
            own = {key: value for key, value in schema.items() if key != "allOf"}
            schema = {**inner, **own}
        return schema

    def _followed(self, node: JsonValue) -> JsonValue:
        seen: set[str] = set()
        while isinstance(node, dict) and isinstance(reference := node.get("$ref"), str):
            if not reference.startswith("#") or reference in seen:
                return node
            seen.add(reference)
            target = self.at(reference[1:])
            if len(node) > 1 and isinstance(target, dict):
                return {**target, **{k: v for k, v in node.items() if k != "$ref"}}
            node = target
        return node


def _unescaped(step: str) -> str:
    return step.replace("~1", "/").replace("~0", "~") if "~" in step else step


def _child(node: JsonValue, step: str) -> JsonValue:
    if isinstance(node, dict):
        return node.get(step)
    if isinstance(node, list) and step.isdigit() and int(step) < len(node):
        return node[int(step)]
    return None

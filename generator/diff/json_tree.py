"""Reads the canonical document by pointer, following `$ref`s. Never changes it."""

from dataclasses import dataclass, field

from generator.ir.document import JsonObject, JsonValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    root: JsonValue
    known: dict[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    """Pointer → node, of those that were asked for."""

    def at(self, pointer: str) -> JsonValue:
        """The node at a pointer, `$ref`s on the way followed; `None` where there is none."""
        steps: list[str] = []
        above = pointer.replace("~input", "")
        while above and above not in self.known:
            above, _, step = above.rpartition("/")
            steps.append(step)
        node = self.known[above] if above else self._followed(self.root)
        while steps:
            step = steps.pop()
            node = self._followed(_child(node, step.replace("~1", "/").replace("~0", "~")))
            above = f"{above}/{step}"
            self.known[above] = node
        return node

    def mapping(self, pointer: str) -> JsonObject:
        """The mapping at a pointer; empty where there is none."""
        node = self.at(pointer)
        return node if isinstance(node, dict) else {}

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


def _child(node: JsonValue, step: str) -> JsonValue:
    if isinstance(node, dict):
        return node.get(step)
    if isinstance(node, list) and step.isdigit() and int(step) < len(node):
        return node[int(step)]
    return None

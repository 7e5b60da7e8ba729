"""`$id`, `$anchor` and `$dynamicAnchor`: the names that schemas of a document give themselves."""

from typing import Final
from urllib.parse import urljoin

from msgspec import Struct, field

from generator.ir.document import JsonObject, JsonValue
from generator.resolve.sources import escape

_NAMES: Final = frozenset(
    {"properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "schemas"}
)
"""The keys whose children are named by the author: a property may be called `$anchor` or `default`."""
_DATA: Final = frozenset({"default", "example", "examples", "enum", "const"})


class Identifiers(Struct):
    """Attributes:
    resources: Absolute or relative URI of `$id` → pointer.
    anchors: (pointer of the resource, anchor) → pointer.
    dynamic: `$dynamicAnchor` → the pointers where it stands.
    """

    resources: dict[str, str] = field(default_factory=dict[str, str])
    anchors: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    dynamic: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def anchor(self, name: str, resource: str) -> str | None:
        """The pointer of an anchor, the resource's own before those of the rest."""
        own = self.anchors.get((resource, name))
        if own is not None:
            return own
        found = [pointer for (_, other), pointer in self.anchors.items() if other == name]
        return found[0] if len(found) == 1 else None

    def resource(self, uri: str, base: str) -> str | None:
        """The pointer of the schema with that `$id`, seen from the resource at `base`."""
        if not self.resources:
            return None
        own = next((u for u, pointer in self.resources.items() if pointer == base), "")
        wanted = uri.rstrip("#")
        return self.resources.get(wanted) or self.resources.get(urljoin(own, wanted))


def identifiers_of(tree: JsonValue) -> Identifiers:
    """Find them all, in one walk that leaves examples and extensions alone."""
    found = Identifiers()
    pending: list[tuple[JsonValue, str, str, str, bool]] = [(tree, "", "", "", False)]
    while pending:
        node, pointer, resource, base, named = pending.pop()
        if isinstance(node, list):
            pending.extend(
                (entry, f"{pointer}/{number}", resource, base, False)
                for number, entry in enumerate(node)
            )
        elif isinstance(node, dict):
            if not named:
                resource, base = _note(found, node, pointer, resource, base)
            pending.extend(
                (value, f"{pointer}/{escape(key)}", resource, base, not named and key in _NAMES)
                for key, value in node.items()
                if isinstance(value, (dict, list))
                and (named or not (key in _DATA or key.startswith("x-")))
            )
    return found


def _note(
    found: Identifiers, node: JsonObject, pointer: str, resource: str, base: str
) -> tuple[str, str]:
    identifier = node.get("$id")
    if isinstance(identifier, str) and not identifier.startswith("#"):
        resource, base = pointer, urljoin(base, identifier).rstrip("#")
        found.resources.setdefault(base, pointer)
    for key in ("$anchor", "$dynamicAnchor"):
        if isinstance(name := node.get(key), str):
            found.anchors.setdefault((resource, name), pointer)
    if isinstance(name := node.get("$dynamicAnchor"), str):
        found.dynamic.setdefault(name, []).append(pointer)
    return resource, base

"""Whether a block in the expanded dialect is whole: the docs site writes the same keys each time, so one
that is not there was cut off or misspelt, and what it held would be lost without a word."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct, field

from generator.diagnostics import Diagnostic, SpecError
from generator.ir.document import JsonObject, JsonValue, Position
from generator.load.json_values import is_object
from generator.load.limits import refuse_at, shortened
from generator.load.places import Places

_CUT: Final = "The page is cut off, or a key is misspelt: take it from the docs site again."
_ENDS: Final = ("deprecated", "type")
"""What stands behind the operation, with `components`."""


def refuse_other_shapes(tree: JsonObject, at: Position, places: Places, *, closed: bool) -> None:
    """Hold that all that is read of an expanded block is there, and of the right kind.

    Args:
        closed: Whether the block's end is marked. Where it is not, what stands last must be there.

    Raises:
        SpecError: `L134`, every problem at its place.
    """
    shape = _Shape(at, places)
    endpoint = shape.mapping(tree, "paths")
    request = shape.mapping(endpoint, "request")
    response = shape.mapping(endpoint, "response")
    if not closed and not any(key in endpoint for key in _ENDS) and "components" not in tree:
        shape.problem(endpoint, "paths", "has neither `deprecated` and `type` nor `components`")
    if "components" in tree:
        shape.mapping(shape.mapping(tree, "components"), "schemas", optional=True)
    shape.array(endpoint, "servers", optional=True)
    shape.array(request, "security", optional=True)
    for group in shape.entries(shape.mapping(request, "parameters", optional=True)):
        for name, parameter in shape.named(group):
            shape.products(parameter, "schema", name)
    shape.contents(shape.mapping(request, "body", optional=True))
    for contents in shape.entries(response):
        shape.contents(contents)
    if shape.problems:
        raise SpecError(shape.problems)


class _Shape(Struct):
    at: Position
    places: Places
    problems: list[Diagnostic] = field(default_factory=list[Diagnostic])

    def problem(self, holder: JsonObject, key: str, message: str) -> None:
        at = self.places.entry(holder, key) or self._near(holder)
        self.problems += refuse_at("L134", f"`{shortened(key)}` {message}", at, _CUT).diagnostics

    def _near(self, holder: JsonObject) -> Position:
        """The first entry of a mapping in which something is missing."""
        first = next(iter(holder), None)
        return (self.places.entry(holder, first) if first is not None else None) or self.at

    def mapping(self, holder: JsonObject, key: str, *, optional: bool = False) -> JsonObject:
        """The mapping under a key; an optional one may be empty, or not there."""
        value = holder.get(key)
        if is_object(value):
            return value
        if value is not None:
            self.problem(holder, key, "is no mapping")
        elif not optional and holder:
            self.problem(holder, key, "is not there")
        return {}

    def array(self, holder: JsonObject, key: str, *, optional: bool = False) -> list[JsonValue]:
        value = holder.get(key)
        if isinstance(value, list):
            return value
        if value is not None:
            self.problem(holder, key, "is no list")
        elif not optional:
            self.problem(holder, key, "is not there")
        return []

    def named(self, holder: JsonObject) -> Iterator[tuple[str, JsonObject]]:
        """The entries of a mapping of mappings."""
        for key, value in holder.items():
            if is_object(value):
                yield key, value
            elif value is not None:
                self.problem(holder, key, "is no mapping")

    def entries(self, holder: JsonObject) -> list[JsonObject]:
        return [value for _, value in self.named(holder)]

    def contents(self, holder: JsonObject) -> None:
        """Media type → its alternatives."""
        for media_type, content in self.named(holder):
            self.products(content, "schemaArray", media_type)

    def products(self, holder: JsonObject, key: str, name: str) -> None:
        """The alternatives of a schema, and their properties."""
        if not holder:
            return
        if key in holder and holder[key] in (None, []):
            self.problem(holder, key, f"of {shortened(name)} is empty")
            return
        for number, product in enumerate(self.array(holder, key)):
            if not is_object(product):
                self.problem(holder, key, f"of {shortened(name)}: entry {number + 1} is no mapping")
                continue
            for _ in self.named(self.mapping(product, "properties", optional=True)):
                pass

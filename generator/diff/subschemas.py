"""Compares two schemas in the documents themselves, keyword by keyword, where no type is at hand.

For what stands under `contains`, `then`, `not` and the like, and for keywords that bind nothing of
the declared type (`minItems` of a string): said, for a person wrote them, but never more.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from generator.diff.changes import Seen, seen
from generator.diff.scalars import bound
from generator.diff.words import listed, quoted
from generator.ir.document import JsonObject, JsonValue

BOUNDS: Final = {
    "minimum": ("min", ("integer", "number")),
    "maximum": ("max", ("integer", "number")),
    "exclusiveMinimum": ("exclusive-min", ("integer", "number")),
    "exclusiveMaximum": ("exclusive-max", ("integer", "number")),
    "minLength": ("min-length", ("string",)),
    "maxLength": ("max-length", ("string",)),
    "minItems": ("min-items", ("array",)),
    "maxItems": ("max-items", ("array",)),
    "minProperties": ("min-properties", ("object",)),
    "maxProperties": ("max-properties", ("object",)),
}
_NOTHING: Final = {"minLength": 0, "minItems": 0, "minProperties": 0}
"""Bounds that restrict nothing."""
_DEEPEST: Final = 20


class Leaf(NamedTuple):
    """A rule that holds at a place below."""

    path: str
    seen: Seen


def leaves(before: JsonValue, after: JsonValue, path: str = "", depth: int = 0) -> Iterator[Leaf]:
    """The keywords that differ, each at its place."""
    if not isinstance(before, dict) or not isinstance(after, dict) or depth > _DEEPEST:
        return
    for keyword, (name, _) in BOUNDS.items():
        for found in bound(name, *_bounds(keyword, before, after)):
            yield Leaf(path, found)
    if before.get("pattern") != after.get("pattern"):
        yield Leaf(path, seen("pattern-changed", before.get("pattern"), after.get("pattern")))
    if "const" in before and "const" in after and before["const"] != after["const"]:
        yield Leaf(path, seen("const-changed", before["const"], after["const"]))
    yield from (Leaf(path, found) for found in _types(before, after))
    yield from _values(before, after, path)
    yield from _properties(before, after, path, depth)
    if "items" in before and "items" in after:
        yield from leaves(before["items"], after["items"], f"{path}[]", depth + 1)


def _types(before: JsonObject, after: JsonObject) -> Iterator[Seen]:
    old, new = _names(before.get("type")), _names(after.get("type"))
    if ("null" in old) != ("null" in new) and len(old | new) > 1:
        yield Seen("became-nullable" if "null" in new else "became-not-nullable")
    if old - {"null"} != new - {"null"} or before.get("format") != after.get("format"):
        yield seen("type-changed", _type(before), _type(after))


def _values(before: JsonObject, after: JsonObject, path: str) -> Iterator[Leaf]:
    for keyword, prefix in (("enum", ""), ("x-extensible-enum", "x-extensible-")):
        old, new = before.get(keyword), after.get(keyword)
        if isinstance(old, list) and isinstance(new, list):
            gone, come = [v for v in old if v not in new], [v for v in new if v not in old]
            both = listed(map(quoted, gone)), listed(map(quoted, come))
            if gone:
                yield Leaf(path, Seen(f"{prefix}enum-value-removed", *both))
            if come:
                yield Leaf(path, Seen(f"{prefix}enum-value-added", *both))


def _properties(before: JsonObject, after: JsonObject, path: str, depth: int) -> Iterator[Leaf]:
    old, new = before.get("properties"), after.get("properties")
    olds = old if isinstance(old, dict) else {}
    news = new if isinstance(new, dict) else {}
    needed, needs = _names(before.get("required")), _names(after.get("required"))
    for name in olds | news:
        place = f"{path}.{name}"
        if name not in news:
            yield Leaf(place, Seen("optional-property-removed"))
        elif name not in olds:
            need = "required" if name in needs else "optional"
            yield Leaf(place, Seen(f"{need}-property-added"))
        else:
            if (name in needs) != (name in needed):
                verb = "became-required" if name in needs else "became-optional"
                yield Leaf(place, Seen(verb))
            yield from leaves(olds[name], news[name], place, depth + 1)


def own_leaves(before: JsonObject, after: JsonObject) -> Iterator[Leaf]:
    """The keywords of two schemas that their types say nothing of, at their own place alone."""
    types = _names(before.get("type")) & _names(after.get("type"))
    for keyword, (name, kinds) in BOUNDS.items():
        if "enum" not in before and (not types or types & set(kinds)):
            for found in bound(name, *_bounds(keyword, before, after)):
                yield Leaf("", found)
    if before.get("pattern") != after.get("pattern"):
        yield Leaf("", seen("pattern-changed", before.get("pattern"), after.get("pattern")))
    if _names(before.get("type")) != _names(after.get("type")):
        yield Leaf("", seen("type-compatible", _type(before), _type(after)))


def idle_bounds(before: JsonObject, after: JsonObject) -> Iterator[Seen]:
    """The bounds that bind nothing of the declared type: of other kinds, or beside an `enum`."""
    types = _names(before.get("type")) & _names(after.get("type"))
    if not types:
        return
    listed = "enum" in before and "enum" in after
    for keyword, (name, kinds) in BOUNDS.items():
        if listed or not types & set(kinds):
            yield from bound(name, *_bounds(keyword, before, after))
    if before.get("format") != after.get("format") and not types & {"string", "integer", "number"}:
        yield seen("type-changed", _type(before), _type(after))


def idle_properties(before: JsonObject, after: JsonObject) -> Iterator[Leaf]:
    """What changed below `properties` of something that is no object."""
    types = _names(before.get("type")) | _names(after.get("type"))
    if types and "object" not in types:
        yield from _properties(before, after, "", 0)


def _names(value: JsonValue) -> set[str]:
    if isinstance(value, str):
        return {value}
    return {name for name in value if isinstance(name, str)} if isinstance(value, list) else set()


def _type(schema: JsonObject) -> str:
    words = "/".join(sorted(_names(schema.get("type")))) or "any value"
    return f"{words} ({schema['format']})" if isinstance(schema.get("format"), str) else words


def _bounds(
    keyword: str, before: JsonObject, after: JsonObject
) -> tuple[int | float | None, int | float | None, int | None]:
    """Where a bound stood and stands, and where it restricts nothing."""
    return _number(before.get(keyword)), _number(after.get(keyword)), _NOTHING.get(keyword)


def _number(value: JsonValue) -> int | float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None

"""Compares two types of the same JSON kind: formats and bounds. Yields the rules that hold."""

import math
from collections.abc import Iterator, Mapping
from typing import Final

from generator.diff.changes import Seen, seen
from generator.diff.words import type_name
from generator.ir.schema import (
    ArrayType,
    Constraints,
    IntegerType,
    JsonKind,
    MapSchema,
    MapType,
    NumberType,
    ObjectSchema,
    SchemaType,
    StringType,
    TupleType,
)

# Attribute of `Constraints` → name in the ids, and the value that restricts nothing.
_NUMBERS: Final = (
    ("minimum", "min", None),
    ("maximum", "max", None),
    ("exclusive_minimum", "exclusive-min", None),
    ("exclusive_maximum", "exclusive-max", None),
)
_BOUNDS: Final[Mapping[JsonKind, tuple[tuple[str, str, int | None], ...]]] = {
    JsonKind.NULL: (),
    JsonKind.BOOLEAN: (),
    JsonKind.INTEGER: _NUMBERS,
    JsonKind.NUMBER: _NUMBERS,
    JsonKind.STRING: (("min_length", "min-length", 0), ("max_length", "max-length", None)),
    JsonKind.ARRAY: (("min_items", "min-items", 0), ("max_items", "max-items", None)),
    JsonKind.OBJECT: (
        ("min_properties", "min-properties", 0),
        ("max_properties", "max-properties", None),
    ),
}
_ALL_TEXT: Final = frozenset({"", ".*", "^.*$", "^.*", ".*$", "^", "$"})
_FORMATS: Final = frozenset(
    {"int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float", "double"}
    | {"decimal", "byte", "base64url", "binary", "char", "password", "date", "time", "date-time"}
    | {"duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6", "uri"}
    | {"uri-reference", "uri-template", "iri", "iri-reference", "uuid", "json-pointer", "regex"}
    | {"relative-json-pointer", "media-range", "commonmark", "html"}
)
"""Those whose values are defined somewhere; what another one allows can't be told."""
_WIDER: Final = {"int32": "int64", "float": "double"}


def bounds(base: Constraints, revision: Constraints, kind: JsonKind) -> Iterator[Seen]:
    """The bounds of a kind of value that moved, were set or were lifted."""
    integers = kind is JsonKind.INTEGER and _as_closed(base) == _as_closed(revision)
    if base == revision:
        return
    for attribute, name, nothing in _BOUNDS[kind]:
        if integers and name in ("min", "max", "exclusive-min", "exclusive-max"):
            continue
        yield from bound(name, getattr(base, attribute), getattr(revision, attribute), nothing)
    if kind is JsonKind.STRING:
        yield from _patterns(base.pattern, revision.pattern)
    if kind in (JsonKind.INTEGER, JsonKind.NUMBER):
        yield from _multiples(base.multiple_of, revision.multiple_of)
    if kind is JsonKind.ARRAY and base.unique_items != revision.unique_items:
        yield Seen("unique-items-set" if revision.unique_items else "unique-items-unset")


def bound(
    name: str,
    before: int | float | None,
    after: int | float | None,
    nothing: int | float | None = None,
) -> Iterator[Seen]:
    """How one bound moved. A bound at `nothing` restricts nothing."""
    if before == after or (before in (None, nothing) and after in (None, nothing)):
        return
    if before is None:
        yield seen(f"{name}-set", before, after)
    elif after is None:
        yield seen(f"{name}-unset", before, after)
    else:
        yield seen(f"{name}-{'increased' if after > before else 'decreased'}", before, after)


def formats(base: SchemaType, revision: SchemaType) -> Iterator[Seen]:
    """How the format of a number or a string changed."""
    before, after = _format(base), _format(revision)
    if before == after:
        return
    words = type_name(base), type_name(revision)
    if after is None or _WIDER.get(before or "") == after:
        yield Seen("format-widened" if _is_number(base) else "type-generalized", *words)
    elif before is None or _WIDER.get(after) == before:
        yield Seen("format-narrowed" if _is_number(base) else "type-specialized", *words)
    else:
        known = before in _FORMATS and after in _FORMATS
        yield Seen("type-changed" if known else "format-changed", *words)


def constraints_of(
    head: object,
) -> Constraints:
    """The bounds of a type; none for a boolean."""
    match head:
        case IntegerType() | NumberType() | StringType() | ArrayType() | TupleType() | MapType():
            return head.constraints
        case ObjectSchema() | MapSchema():
            return head.constraints
        case _:
            return Constraints()


def _format(of: SchemaType) -> str | None:
    match of:
        case IntegerType() | NumberType():
            return of.format
        case StringType():
            return of.format_name
        case _:
            return None


def _is_number(of: SchemaType) -> bool:
    return isinstance(of, IntegerType | NumberType)


def _patterns(before: str | None, after: str | None) -> Iterator[Seen]:
    if before == after:
        return
    if before is None or before in _ALL_TEXT:
        if after is not None and after not in _ALL_TEXT:
            yield seen("pattern-added", before, after)
    elif after is None:
        yield seen("pattern-removed", before, after)
    else:
        rule = "pattern-generalized" if after in _ALL_TEXT else "pattern-changed"
        yield seen(rule, before, after)


def _multiples(before: int | float | None, after: int | float | None) -> Iterator[Seen]:
    if before == after:
        return
    if before is None or after is None:
        yield seen("multiple-of-set" if before is None else "multiple-of-unset", before, after)
    elif _divides(before, after):
        yield seen("multiple-of-specialized", before, after)
    elif _divides(after, before):
        yield seen("multiple-of-generalized", before, after)
    else:
        yield seen("multiple-of-changed", before, after)


def _divides(part: int | float, whole: int | float) -> bool:
    return part != 0 and math.isclose(whole / part, round(whole / part))


def _as_closed(of: Constraints) -> tuple[object, ...]:
    """An integer's bounds, `> 0` and `>= 1` being the same."""
    low = [of.minimum] if of.minimum is not None else []
    high = [of.maximum] if of.maximum is not None else []
    if of.exclusive_minimum is not None:
        low.append(math.floor(of.exclusive_minimum) + 1)
    if of.exclusive_maximum is not None:
        high.append(math.ceil(of.exclusive_maximum) - 1)
    return max(low, default=None), min(high, default=None), of.multiple_of

"""JSON values of a lowered API's types, as Hypothesis strategies.

They follow the types and the constraints that can be followed; `valid` is asked about every value of
a definition, at any depth, so that what the IR leaves out (`not`, `if`, `contains`) holds too.
"""

import base64
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias, assert_never

from hypothesis import strategies as st

from generator.ir.schema import (
    AliasSchema,
    AnyType,
    ArrayType,
    BooleanType,
    Constraints,
    EnumSchema,
    Field,
    IntegerType,
    LiteralType,
    MapSchema,
    MapType,
    NamedType,
    NeverType,
    NullableType,
    NullType,
    NumberType,
    ObjectSchema,
    SchemaDefinition,
    SchemaId,
    SchemaType,
    StringFormat,
    StringType,
    TupleType,
    UnionSchema,
    UnionType,
)

Definitions: TypeAlias = Mapping[SchemaId, SchemaDefinition]
Strategy: TypeAlias = st.SearchStrategy[Any]

FIELDS_AT_ONCE = 8
"""Optional fields that one value has at most: a value of a hundred is too large to draw."""

CHARACTERS = st.characters(codec="utf-8")
TEXT = st.text(CHARACTERS, max_size=8)
KEYS = st.text(CHARACTERS, min_size=1, max_size=6).map(lambda key: f"~{key}")
FORMATS: Mapping[str, Strategy] = {
    "uri": st.from_regex(r"https://[a-z]{1,8}\.example/[a-z0-9]{0,8}", fullmatch=True),
    "email": st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.example", fullmatch=True),
    "hostname": st.from_regex(r"[a-z]{1,8}\.example", fullmatch=True),
    "ipv4": st.ip_addresses(v=4).map(str),
    "ipv6": st.ip_addresses(v=6).map(str),
    "time": st.times().map(lambda t: t.replace(microsecond=0).isoformat() + "Z"),
}
"""Formats that stay text in Python, for those who check them (Prism does)."""

JSON: Strategy = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=4,
)


def values(kind: SchemaType, definitions: Definitions, depth: int = 3) -> Strategy:
    """JSON values of a type; optional parts end at `depth`."""
    return JsonValues(definitions).of(kind, depth)


class JsonValues:
    """The values of one API's types.

    Args:
        valid: Whether the source schema of a definition accepts a value.
    """

    def __init__(
        self,
        definitions: Definitions,
        valid: Callable[[SchemaId, Any], bool] = lambda schema_id, value: True,
    ) -> None:
        self.definitions = definitions
        self.valid = valid
        self._made: dict[tuple[SchemaId, int], Strategy] = {}

    def of(self, kind: SchemaType, depth: int = 3) -> Strategy:
        """JSON values of a type; optional parts end at `depth`."""
        match kind:
            case AnyType():
                return JSON
            case NeverType():
                return st.nothing()
            case NullType():
                return st.none()
            case BooleanType():
                return st.booleans()
            case IntegerType():
                return integers(kind.constraints)
            case NumberType():
                return numbers(kind.constraints)
            case StringType():
                return strings(kind)
            case LiteralType():
                return st.just(kind.value)
            case ArrayType() if depth <= 0 and not kind.constraints.min_items:
                return st.just([])
            case ArrayType():
                return arrays(self.of(kind.items, depth - 1), kind.constraints, depth)
            case TupleType():
                return self._tuples(kind, depth)
            case MapType():
                return maps(self.of(kind.values, depth - 1), kind.constraints, depth)
            case UnionType():
                return st.one_of([self.of(member, depth) for member in kind.members])
            case NullableType():
                return st.none() if depth <= 0 else st.none() | self.of(kind.of, depth)
            case NamedType():
                return st.deferred(lambda: self.of_definition(self.definitions[kind.id], depth))
            case _:
                assert_never(kind)

    def of_definition(self, definition: SchemaDefinition, depth: int = 3) -> Strategy:
        """JSON values of a definition that its source schema accepts."""
        key = (definition.id, depth)
        if key not in self._made:
            made = self._of_definition(definition, depth)
            self._made[key] = made.filter(lambda value: self.valid(definition.id, value))
        return self._made[key]

    def _of_definition(self, definition: SchemaDefinition, depth: int) -> Strategy:
        match definition:
            case ObjectSchema():
                return self._objects(definition, depth)
            case MapSchema():
                return maps(self.of(definition.values, depth - 1), definition.constraints, depth)
            case EnumSchema():
                members = [member.value for member in definition.members]
                return st.sampled_from(members) if members else JSON
            case UnionSchema():
                return st.one_of([self.of(variant, depth) for variant in definition.variants])
            case AliasSchema():
                return self.of(definition.type, depth)
            case _:
                assert_never(definition)

    def _tuples(self, kind: TupleType, depth: int) -> Strategy:
        """Arrays of the first items, none of which needs to be there."""
        low = kind.constraints.min_items or 0
        high = len(kind.items) if depth > 0 else min(low, len(kind.items))
        items = [self.of(item, depth - 1) for item in kind.items[:high]]
        sizes = range(min(low, high), high + 1)
        return st.one_of([st.tuples(*items[:n]).map(list) for n in sizes])

    def _objects(self, definition: ObjectSchema, depth: int) -> Strategy:
        required = self._fields((f for f in definition.fields if f.required), depth)
        required |= dict.fromkeys(definition.required_undeclared, JSON)
        optional = list(
            self._fields((f for f in definition.fields if not f.required), depth).items()
            if depth > 0
            else ()
        )
        known = st.one_of(
            [
                st.fixed_dictionaries(
                    required, optional=dict(optional[start : start + FIELDS_AT_ONCE])
                )
                for start in range(0, len(optional) or 1, FIELDS_AT_ONCE)
            ]
        )
        if definition.extra is None or definition.patterns or depth <= 1:
            return known
        extra = st.dictionaries(KEYS, self.of(definition.extra, depth - 1), max_size=1)
        return st.tuples(known, extra).map(lambda pair: {**pair[1], **pair[0]})

    def _fields(self, fields: Iterable[Field], depth: int) -> dict[str, Strategy]:
        return {f.wire_name: self.of(f.type, depth - 1) for f in fields}


def integers(limits: Constraints) -> Strategy:
    low = limits.minimum if limits.minimum is not None else -(2**63)
    high = limits.maximum if limits.maximum is not None else 2**63 - 1
    if limits.exclusive_minimum is not None:
        low = max(low, limits.exclusive_minimum + 1)
    if limits.exclusive_maximum is not None:
        high = min(high, limits.exclusive_maximum - 1)
    step = int(limits.multiple_of) if limits.multiple_of and limits.multiple_of >= 1 else 1
    first, last = int(-(-low // step)), int(high // step)
    return st.integers(first, last).map(lambda n: n * step) if first <= last else st.nothing()


def numbers(limits: Constraints) -> Strategy:
    if limits.multiple_of:
        return integers(limits)
    low = limits.minimum if limits.minimum is not None else limits.exclusive_minimum
    high = limits.maximum if limits.maximum is not None else limits.exclusive_maximum
    return st.floats(
        None if low is None else float(low),
        None if high is None else float(high),
        allow_nan=False,
        allow_infinity=False,
        exclude_min=limits.exclusive_minimum is not None and limits.minimum is None,
        exclude_max=limits.exclusive_maximum is not None and limits.maximum is None,
    ) | integers(limits)


def strings(kind: StringType) -> Strategy:
    match kind.format:
        case StringFormat.DATE:
            return st.dates().map(lambda d: d.isoformat())
        case StringFormat.DATE_TIME:
            return st.datetimes(allow_imaginary=False).map(lambda d: d.isoformat() + "Z")
        case StringFormat.UUID:
            return st.uuids().map(str)
        case StringFormat.DECIMAL:
            return st.decimals(allow_nan=False, allow_infinity=False, places=3).map(
                lambda d: f"{d:f}"
            )
        case StringFormat.BYTE:
            return st.binary(max_size=6).map(lambda b: base64.b64encode(b).decode())
        case StringFormat.TEXT | StringFormat.BINARY:
            known = FORMATS.get(kind.format_name or "")
            return texts(kind.constraints) if known is None else known
        case _:
            assert_never(kind.format)


def texts(limits: Constraints) -> Strategy:
    low = limits.min_length or 0
    high = limits.max_length
    if limits.pattern is not None and (matching := matches(limits.pattern)) is not None:
        return matching.filter(lambda s: low <= len(s) <= (high if high is not None else len(s)))
    longest = max(low, min(high if high is not None else 12, low + 12))
    return st.text(CHARACTERS, min_size=low, max_size=longest)


def matches(pattern: str) -> Strategy | None:
    """Texts in which an ECMA regular expression is found; `None` where Python can't read it."""
    spelt = re.sub(r"\(\?<(?=[A-Za-z])", "(?P<", pattern)
    # Python's `$` stands before a last newline, too.
    spelt = re.sub(r"(?<!\\)\$(?=\)|\||$)", r"\\Z", spelt)
    try:
        return st.from_regex(re.compile(spelt))
    except re.error:
        return None


def arrays(items: Strategy, limits: Constraints, depth: int) -> Strategy:
    low = limits.min_items or 0
    most = limits.max_items if limits.max_items is not None else 2
    high = max(low, min(2 if depth > 0 else 0, most))
    if high == 0:
        return st.just([])
    return st.lists(
        items, min_size=low, max_size=high, unique_by=repr if limits.unique_items else None
    )


def maps(entries: Strategy, limits: Constraints, depth: int) -> Strategy:
    low = limits.min_properties or 0
    most = limits.max_properties if limits.max_properties is not None else 2
    return st.dictionaries(
        KEYS, entries, min_size=low, max_size=max(low, min(2 if depth > 0 else 0, most))
    )

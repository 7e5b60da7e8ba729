"""JSON values of a lowered API's types, as Hypothesis strategies.

They follow the types and the constraints that can be followed; a value may still break a keyword
that the IR leaves out (`pattern`, `not`, `if`), so users check each against the source schema.
"""

from collections.abc import Mapping
from typing import Any, assert_never

from hypothesis import strategies as st

from generator.ir.schema import (
    AliasSchema,
    AnyType,
    ArrayType,
    BooleanType,
    Constraints,
    EnumSchema,
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

Definitions = Mapping[SchemaId, SchemaDefinition]

TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
KEYS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=6).map(lambda key: f"~{key}")
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=4,
)


def values(kind: SchemaType, definitions: Definitions, depth: int = 3) -> st.SearchStrategy[Any]:
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
        case ArrayType():
            if depth <= 0 and not kind.constraints.min_items:
                return st.just([])
            return arrays(values(kind.items, definitions, depth - 1), kind.constraints, depth)
        case TupleType():
            return tuples(kind, definitions, depth)
        case MapType():
            return maps(values(kind.values, definitions, depth - 1), kind.constraints, depth)
        case UnionType():
            return st.one_of([values(member, definitions, depth) for member in kind.members])
        case NullableType():
            return st.none() if depth <= 0 else st.none() | values(kind.of, definitions, depth)
        case NamedType():
            return st.deferred(lambda: definition_values(definitions[kind.id], definitions, depth))
        case _:
            assert_never(kind)


def definition_values(
    definition: SchemaDefinition, definitions: Definitions, depth: int = 3
) -> st.SearchStrategy[Any]:
    """JSON values of a definition."""
    match definition:
        case ObjectSchema():
            return objects(definition, definitions, depth)
        case MapSchema():
            return maps(
                values(definition.values, definitions, depth - 1), definition.constraints, depth
            )
        case EnumSchema():
            return (
                st.sampled_from([member.value for member in definition.members])
                if definition.members
                else JSON
            )
        case UnionSchema():
            return st.one_of(
                [values(variant, definitions, depth) for variant in definition.variants]
            )
        case AliasSchema():
            return values(definition.type, definitions, depth)
        case _:
            assert_never(definition)


def objects(
    definition: ObjectSchema, definitions: Definitions, depth: int
) -> st.SearchStrategy[Any]:
    required = {
        f.wire_name: values(f.type, definitions, depth - 1) for f in definition.fields if f.required
    }
    required |= dict.fromkeys(definition.required_undeclared, JSON)
    optional = {
        f.wire_name: values(f.type, definitions, depth - 1)
        for f in definition.fields
        if not f.required and depth > 0 and not f.read_only and not f.write_only
    }
    known = st.fixed_dictionaries(required, optional=optional)
    if definition.extra is None or definition.patterns or depth <= 1:
        return known
    extra = st.dictionaries(KEYS, values(definition.extra, definitions, depth - 1), max_size=1)
    return st.tuples(known, extra).map(lambda pair: {**pair[1], **pair[0]})


def integers(limits: Constraints) -> st.SearchStrategy[Any]:
    low = limits.minimum if limits.minimum is not None else -(2**63)
    high = limits.maximum if limits.maximum is not None else 2**63 - 1
    if limits.exclusive_minimum is not None:
        low = max(low, limits.exclusive_minimum + 1)
    if limits.exclusive_maximum is not None:
        high = min(high, limits.exclusive_maximum - 1)
    step = int(limits.multiple_of) if limits.multiple_of and limits.multiple_of >= 1 else 1
    return st.integers(int(-(-low // step)), int(high // step)).map(lambda n: n * step)


def numbers(limits: Constraints) -> st.SearchStrategy[Any]:
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


def strings(kind: StringType) -> st.SearchStrategy[Any]:
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
            return st.binary(max_size=6).map(lambda b: __import__("base64").b64encode(b).decode())
        case StringFormat.TEXT | StringFormat.BINARY:
            low = kind.constraints.min_length or 0
            high = kind.constraints.max_length
            return st.text(
                st.characters(codec="utf-8"),
                min_size=low,
                max_size=max(low, min(high if high is not None else 12, low + 12)),
            )
        case _:
            assert_never(kind.format)


def tuples(kind: TupleType, definitions: Definitions, depth: int) -> st.SearchStrategy[Any]:
    """Arrays of the first items, none of which needs to be there."""
    low = kind.constraints.min_items or 0
    high = len(kind.items) if depth > 0 else min(low, len(kind.items))
    items = [values(item, definitions, depth - 1) for item in kind.items[:high]]
    return st.one_of([st.tuples(*items[:n]).map(list) for n in range(min(low, high), high + 1)])


def arrays(
    items: st.SearchStrategy[Any], limits: Constraints, depth: int
) -> st.SearchStrategy[Any]:
    low = limits.min_items or 0
    high = max(
        low, min(2 if depth > 0 else 0, limits.max_items if limits.max_items is not None else 2)
    )
    if high == 0:
        return st.just([])
    return st.lists(
        items, min_size=low, max_size=high, unique_by=repr if limits.unique_items else None
    )


def maps(
    entries: st.SearchStrategy[Any], limits: Constraints, depth: int
) -> st.SearchStrategy[Any]:
    low = limits.min_properties or 0
    high = max(
        low,
        min(
            2 if depth > 0 else 0, limits.max_properties if limits.max_properties is not None else 2
        ),
    )
    if high == 0:
        return st.just({})
    return st.dictionaries(KEYS, entries, min_size=low, max_size=high)

"""Which definitions a type or a definition names, directly; and what aliases stand for."""

from collections.abc import Mapping
from typing import Final, assert_never

from generator.ir.api import Operation
from generator.ir.schema import (
    AliasSchema,
    AnyType,
    ArrayType,
    BooleanType,
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
    StringType,
    TupleType,
    UnionSchema,
    UnionType,
)

_LEAVES: Final = frozenset(
    {AnyType, NeverType, NullType, BooleanType, IntegerType, NumberType, StringType, LiteralType}
)
_LONGEST: Final = 50
"""How many aliases are followed: `lower` refuses those that never end."""


def unaliased(kind: SchemaType, definitions: Mapping[SchemaId, SchemaDefinition]) -> SchemaType:
    """The type with aliases at its root seen through."""
    for _ in range(_LONGEST):
        if not isinstance(kind, NamedType):
            break
        definition = definitions.get(kind.id)
        if not isinstance(definition, AliasSchema):
            break
        kind = definition.type
    return kind


def target(
    kind: SchemaType, definitions: Mapping[SchemaId, SchemaDefinition]
) -> SchemaDefinition | None:
    """The definition that a type names, aliases seen through."""
    found = unaliased(kind, definitions)
    return definitions.get(found.id) if isinstance(found, NamedType) else None


def ids_in_type(kind: SchemaType) -> list[SchemaId]:
    """The definitions that a type names, directly."""
    match kind:
        case NamedType():
            return [kind.id]
        case ArrayType():
            return ids_in_type(kind.items)
        case MapType():
            return ids_in_type(kind.values)
        case NullableType():
            return ids_in_type(kind.of)
        case TupleType():
            rest = [] if kind.rest is None else ids_in_type(kind.rest)
            return [found for item in kind.items for found in ids_in_type(item)] + rest
        case UnionType():
            return [found for member in kind.members for found in ids_in_type(member)]
        case _:
            return []


def types_of(definition: SchemaDefinition) -> list[SchemaType]:
    """The types that a definition is made of."""
    match definition:
        case ObjectSchema():
            types = [f.type for f in definition.fields] + [p.type for p in definition.patterns]
            return types if definition.extra is None else [*types, definition.extra]
        case MapSchema():
            return [definition.values]
        case AliasSchema():
            return [definition.type]
        case UnionSchema():
            return list(definition.variants)
        case EnumSchema():
            return []
        case _:
            assert_never(definition)


def ids_in_definition(definition: SchemaDefinition) -> list[SchemaId]:
    """The definitions that a definition names, directly."""
    types = types_of(definition)
    return [found for kind in types if type(kind) not in _LEAVES for found in ids_in_type(kind)]


def request_types(operation: Operation) -> list[SchemaType]:
    """The types of what a caller sends: parameters and bodies."""
    contents = operation.body.contents if operation.body else ()
    return [p.type for p in operation.parameters] + [c.type for c in contents]


def response_types(operation: Operation) -> list[SchemaType]:
    """The types of what a server sends: bodies and headers."""
    contents = [c.type for r in operation.responses for c in r.contents]
    return contents + [h.type for r in operation.responses for h in r.headers]

"""The canonical form of a type: which JSON values it allows, whatever spelling said so.

Aliases are followed, nested unions flattened, null taken out, all single values and enums merged
into one set, so that `enum` of one equals `const`, `anyOf: [X, null]` equals a nullable X, and a
union of one is its variant.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from generator.diff.side import Indexed
from generator.ir.document import JsonScalar
from generator.ir.schema import (
    AliasSchema,
    AnyType,
    ArrayType,
    BooleanType,
    Discriminator,
    EnumSchema,
    IntegerType,
    JsonKind,
    LiteralType,
    MapSchema,
    MapType,
    NamedType,
    NeverType,
    NullableType,
    NullType,
    NumberType,
    ObjectSchema,
    SchemaId,
    SchemaType,
    StringType,
    TupleType,
    UnionSchema,
    UnionType,
)

Head: TypeAlias = (
    BooleanType
    | IntegerType
    | NumberType
    | StringType
    | ArrayType
    | TupleType
    | MapType
    | ObjectSchema
    | MapSchema
)
Value: TypeAlias = tuple[JsonKind, JsonScalar]
"""A scalar with its kind: `true` is not `1`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A type where it stands.

    Attributes:
        pointer: Of the schema in the canonical document.
        label: How a message calls the place.
    """

    type: SchemaType
    pointer: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """One alternative that is no fixed value."""

    head: Head
    kind: JsonKind
    pointer: str
    id: SchemaId | None


@dataclass(slots=True, kw_only=True)
class Shape:
    """Attributes:
    anything: Any value at all (null among them).
    values: Fixed values, from `const` and `enum`.
    closed: Whether the values are all there are (no extensible enum among them).
    union: The `oneOf` or `anyOf` it was spelt with, if any.
    """

    anything: bool = False
    null: bool = False
    arms: list[Arm] = field(default_factory=list[Arm])
    values: dict[Value, None] = field(default_factory=dict[Value, None])
    closed: bool = True
    single: bool = False
    union: UnionSchema | None = None
    discriminator: Discriminator | None = None
    pointer: str = ""
    seen: set[SchemaId] = field(default_factory=set[SchemaId])


_LEAVES = (AnyType, BooleanType, IntegerType, LiteralType, NumberType, StringType)


def is_leaf(type: SchemaType) -> bool:
    """Whether nothing stands below a type that could differ."""
    return isinstance(type, _LEAVES)


def shape_of(use: Use, side: Indexed) -> Shape:
    """The canonical form of a type."""
    shape = Shape(pointer=use.pointer)
    _add(shape, use.type, use.pointer, side)
    if shape.anything:
        shape.arms, shape.values, shape.null = [], {}, True
    return shape


def kind_of_value(value: JsonScalar) -> JsonKind:
    match value:
        case None:
            return JsonKind.NULL
        case bool():
            return JsonKind.BOOLEAN
        case int():
            return JsonKind.NUMBER
        case float():
            return JsonKind.NUMBER
        case str():
            return JsonKind.STRING


def _add(shape: Shape, of: SchemaType, pointer: str, side: Indexed) -> None:
    match of:
        case AnyType():
            shape.anything = True
        case NeverType():
            pass
        case NullType():
            shape.null = True
        case NullableType():
            shape.null = True
            _add(shape, of.of, pointer, side)
        case LiteralType():
            shape.single = not shape.values
            shape.values[(kind_of_value(of.value), of.value)] = None
        case UnionType():
            for member in of.members:
                _add(shape, member, pointer, side)
        case NamedType():
            _add_named(shape, of.id, side)
        case BooleanType():
            _arm(shape, of, JsonKind.BOOLEAN, pointer)
        case IntegerType():
            _arm(shape, of, JsonKind.INTEGER, pointer)
        case NumberType():
            _arm(shape, of, JsonKind.NUMBER, pointer)
        case StringType():
            _arm(shape, of, JsonKind.STRING, pointer)
        case ArrayType() | TupleType():
            _arm(shape, of, JsonKind.ARRAY, pointer)
        case MapType():
            _arm(shape, of, JsonKind.OBJECT, pointer)


def _arm(
    shape: Shape, head: Head, kind: JsonKind, pointer: str, id: SchemaId | None = None
) -> None:
    shape.arms.append(Arm(head=head, kind=kind, pointer=pointer, id=id))


def _add_named(shape: Shape, id: SchemaId, side: Indexed) -> None:
    if id in shape.seen:
        return
    shape.seen.add(id)
    definition = side.definitions[id]
    match definition:
        case AliasSchema():
            _add(shape, definition.type, id, side)
        case EnumSchema():
            shape.single = not shape.values and len(definition.members) == 1
            for member in definition.members:
                shape.values[(kind_of_value(member.value), member.value)] = None
            shape.closed = shape.closed and not definition.extensible
        case UnionSchema():
            shape.union = shape.union or definition
            shape.discriminator = shape.discriminator or definition.discriminator
            for number, variant in enumerate(definition.variants):
                keyword = "oneOf" if definition.exclusive else "anyOf"
                _add(shape, variant, f"{id}/{keyword}/{number}", side)
        case ObjectSchema() | MapSchema():
            _arm(shape, definition, JsonKind.OBJECT, id, id)

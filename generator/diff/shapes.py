"""The canonical form of a type: which JSON values it allows, whatever spelling said so.

Aliases are followed, nested unions flattened, null taken out, all single values and enums merged
into one set, so that `enum` of one equals `const`, `anyOf: [X, null]` equals a nullable X, and a
union of one is its variant.
"""

from typing import TypeAlias

from msgspec import Struct, field

from generator.diff.side import Indexed
from generator.ir.document import JsonScalar
from generator.ir.schema import (
    NO_CONSTRAINTS,
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


class Use(Struct, frozen=True, kw_only=True):
    """A type where it stands.

    Attributes:
        pointer: Of the schema in the canonical document.
        label: How a message calls the place.
    """

    type: SchemaType
    pointer: str
    label: str


class Arm(Struct, frozen=True, kw_only=True):
    """One alternative that is no fixed value."""

    head: Head
    kind: JsonKind
    pointer: str
    id: SchemaId | None


class Shape(Struct, kw_only=True):
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


SCALARS = frozenset({JsonKind.BOOLEAN, JsonKind.INTEGER, JsonKind.NUMBER, JsonKind.STRING})
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


# What two shapes have in common.


def arm_for(shape: Shape, value: Value) -> Arm | None:
    """The free alternative whose kind a fixed value has."""
    kinds = (JsonKind.NUMBER, JsonKind.INTEGER) if value[0] is JsonKind.NUMBER else (value[0],)
    return next((arm for arm in shape.arms if arm.kind in kinds), None)


def allows(shape: Shape, value: Value) -> bool:
    """Whether a free alternative holds a value."""
    arm = arm_for(shape, value)
    if arm is None:
        return False
    return (
        arm.kind is not JsonKind.INTEGER or not isinstance(value[1], float) or value[1].is_integer()
    )


def beyond_arms(shape: Shape) -> list[Value]:
    """The fixed values that no free alternative of the same type holds already."""
    return [value for value in shape.values if not allows(shape, value)]


def free_arms(shape: Shape, other: Shape) -> list[Arm]:
    """The free alternatives, less those that only free (or bind) the other's fixed values."""
    return [arm for arm in shape.arms if not (is_scalar(arm) and _replaces(arm, shape, other))]


def _replaces(arm: Arm, shape: Shape, other: Shape) -> bool:
    held = [value for value in other.values if arm_for(shape, value) is arm]
    has_own = any(
        a.kind is arm.kind or {a.kind, arm.kind} == {JsonKind.INTEGER, JsonKind.NUMBER}
        for a in other.arms
    )
    return bool(held) and not has_own


def is_scalar(arm: Arm) -> bool:
    """Whether an alternative is no object and no array."""
    return arm.kind in SCALARS


def is_empty(shape: Shape) -> bool:
    """Whether a shape allows nothing but, it may be, null."""
    return not shape.arms and not shape.values


def disjoint(left: list[Arm], right: list[Arm], before: Shape, after: Shape) -> bool:
    """Nothing in common at all: a change of type, not one of alternatives."""
    kinds = {_wide(arm.kind) for arm in left} | {kind for kind, _ in before.values}
    others = {_wide(arm.kind) for arm in right} | {kind for kind, _ in after.values}
    return not kinds & others


def _wide(kind: JsonKind) -> JsonKind:
    return JsonKind.NUMBER if kind is JsonKind.INTEGER else kind


def absorbed(arm: Arm, others: list[Arm]) -> bool:
    """Whether another alternative allows all of it: integers among numbers."""
    return isinstance(arm.head, IntegerType) and any(isinstance(o.head, NumberType) for o in others)


def is_part(arm: Arm, whole: Arm) -> bool:
    """Whether an object's values are all values of an object that demands nothing."""
    match whole.head:
        case MapSchema() | MapType():
            free = whole.head.values == AnyType() and whole.head.constraints == NO_CONSTRAINTS
            return free and arm.kind is JsonKind.OBJECT
        case ObjectSchema(fields=known, extra=AnyType(), patterns=(), required_undeclared=()):
            if whole.head.constraints != NO_CONSTRAINTS or any(f.required for f in known):
                return False
        case _:
            return False
    if not isinstance(arm.head, ObjectSchema):
        return False
    own = {field.wire_name: field.type for field in arm.head.fields}
    return all(
        (
            is_leaf(one.type) and own[one.wire_name] == one.type
            if one.wire_name in own
            else arm.head.extra is None and not arm.head.patterns
        )
        for one in known
    )

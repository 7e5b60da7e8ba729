"""Unions: which variants there are, and how a value finds its own.

Two steps. While schemas are read, `normalized_union` takes out what is no alternative at all. When
every definition is known, `finished_unions` flattens, narrows tags, and decides each `Dispatch`: by
the kind of JSON, then by a tag, then by a required property that only one variant declares. Nothing
is left to trying.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec.structs import replace

from generator.ir.document import JsonScalar
from generator.ir.schema import (
    AliasSchema,
    AnyType,
    ArrayType,
    BooleanType,
    Definition,
    Discriminator,
    Dispatch,
    EnumMember,
    EnumSchema,
    IntegerType,
    JsonKind,
    LiteralType,
    MapSchema,
    MapType,
    MemberOrigin,
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

_SCALARS: Final = (BooleanType, IntegerType, NumberType, StringType)


class PendingUnion(Definition, frozen=True, kw_only=True):
    """A union whose dispatch is not decided yet.

    Attributes:
        discriminator: Property and tag value → pointer of the variant.
        said: Constant → what its alternative says of it.
    """

    variants: tuple[SchemaType, ...]
    exclusive: bool
    discriminator: tuple[str, Mapping[str, str]] | None
    said: tuple[tuple[JsonScalar, str], ...] = ()


Pending = dict[SchemaId, "SchemaDefinition | PendingUnion"]


def normalized_union(union: PendingUnion) -> SchemaType | PendingUnion | EnumSchema:
    """The union without impossible, repeated and contained variants; or what is left of it."""
    variants: list[SchemaType] = [
        v for v in dict.fromkeys(union.variants) if not isinstance(v, NeverType)
    ]
    if not variants:
        return NeverType() if union.variants else AnyType()
    if any(isinstance(v, AnyType) for v in variants):
        return AnyType()
    variants = _widened([v for v in variants if not isinstance(v, NullType)])
    if not variants:
        return NullType()
    literals = [v.value for v in variants if isinstance(v, LiteralType)]
    plain = [v for v in variants if isinstance(v, StringType) and v.format is StringFormat.TEXT]
    texts = all(isinstance(v, str) for v in literals)
    known = len(literals) > 1 and len(literals) == len(variants)
    extensible = bool(literals and plain) and len(literals) + 1 == len(variants) and texts
    if known or extensible:
        return _enum(union, literals, extensible=extensible)
    if len(variants) == 1:
        return variants[0]
    if all(isinstance(v, _SCALARS) for v in variants):
        return UnionType(members=tuple(variants))
    return replace(union, variants=tuple(variants))


def _enum(
    union: PendingUnion, values: list[bool | int | float | str], *, extensible: bool
) -> EnumSchema:
    return EnumSchema(
        id=union.id,
        origin=union.origin,
        places=union.places,
        title=union.title,
        description=union.description,
        deprecated=union.deprecated,
        examples=union.examples,
        members=tuple(
            EnumMember(
                value=value,
                description=next(
                    (t for v, t in union.said if v == value and type(v) is type(value)), None
                ),
            )
            for value in values
        ),
        extensible=extensible,
    )


def _widened(variants: list[SchemaType]) -> list[SchemaType]:
    """Scalars of one kind joined: a number covers an integer, a plain string any string."""
    made: list[SchemaType] = []
    numbers = [v for v in variants if isinstance(v, NumberType)]
    integers = [v for v in variants if isinstance(v, IntegerType)]
    strings = [v for v in variants if isinstance(v, StringType)]
    for variant in variants:
        match variant:
            case NumberType() | IntegerType() if numbers or len(integers) > 1:
                joined: SchemaType = NumberType() if numbers else IntegerType()
                if len(numbers) + len(integers) == 1:
                    joined = variant
            case StringType() if len(strings) > 1:
                joined = StringType()
            case _:
                joined = variant
        if joined not in made:
            made.append(joined)
    return made


def finished_unions(pending: Pending) -> dict[SchemaId, SchemaDefinition]:
    """All definitions, the unions among them with their dispatch."""
    _flatten(pending)
    _narrow_tags(pending)
    made: dict[SchemaId, SchemaDefinition] = {}
    for schema_id, definition in pending.items():
        made[schema_id] = (
            _finished(definition, pending) if isinstance(definition, PendingUnion) else definition
        )
    return made


def _flatten(pending: Pending) -> None:
    """Put the variants of inline unions without a discriminator into the union around them."""
    for schema_id, union in list(pending.items()):
        if not isinstance(union, PendingUnion) or union.discriminator:
            continue
        variants: list[SchemaType] = []
        for variant in union.variants:
            inner = pending.get(variant.id) if isinstance(variant, NamedType) else None
            if (
                isinstance(inner, PendingUnion)
                and not inner.discriminator
                and isinstance(inner.origin, MemberOrigin)
                and inner.origin.parent == schema_id
            ):
                variants.extend(inner.variants)
            else:
                variants.append(variant)
        pending[schema_id] = replace(union, variants=tuple(dict.fromkeys(variants)))


def _narrow_tags(pending: Pending) -> None:
    """Where a variant has one tag value, its tag field is that value."""
    wanted: dict[tuple[SchemaId, str], set[str]] = {}
    for union in pending.values():
        if isinstance(union, PendingUnion) and union.discriminator:
            name, mapping = union.discriminator
            for value, pointer in mapping.items():
                wanted.setdefault((SchemaId(pointer), name), set()).add(value)
    for (schema_id, name), values in wanted.items():
        definition = pending.get(schema_id)
        if len(values) != 1 or not isinstance(definition, ObjectSchema):
            continue
        (value,) = values
        fields = tuple(
            (
                replace(f, type=LiteralType(value=value))
                if f.wire_name == name and _may_be(f.type, value, pending)
                else f
            )
            for f in definition.fields
        )
        pending[schema_id] = replace(definition, fields=fields)


def _may_be(kind: SchemaType, value: str, pending: Pending) -> bool:
    """Whether a tag's declared type is a string or an enum that has the value."""
    if isinstance(kind, NamedType):
        enum = pending.get(kind.id)
        return isinstance(enum, EnumSchema) and any(m.value == value for m in enum.members)
    return isinstance(kind, StringType) and kind.format is StringFormat.TEXT


def _finished(union: PendingUnion, pending: Pending) -> UnionSchema:
    discriminator: Discriminator | None = None
    tags: dict[JsonScalar, SchemaType] = {}
    tag: str | None = None
    if union.discriminator:
        tag, mapping = union.discriminator
        pairs = [
            (value, SchemaId(pointer))
            for value, pointer in mapping.items()
            if SchemaId(pointer) in pending
        ]
        discriminator = Discriminator(wire_name=tag, mapping=tuple(pairs))
        tags = {value: NamedType(id=schema_id) for value, schema_id in pairs}
    variants = union.variants
    known = set(variants)
    variants += tuple(dict.fromkeys(t for t in tags.values() if t not in known))
    objects = [v for v in variants if JsonKind.OBJECT in kinds_of(v, pending)]
    if not tags and len(objects) > 1:
        tag, tags = _inferred_tag(objects, pending)
    # A tag that is there but unknown is a variant of a later version: nothing else is asked.
    always = bool(tags) and (
        discriminator is not None
        or _always_there(tag or "", (_object_of(v, pending) for v in objects))
    )
    return UnionSchema(
        id=union.id,
        origin=union.origin,
        places=union.places,
        title=union.title,
        description=union.description,
        deprecated=union.deprecated,
        examples=union.examples,
        variants=variants,
        exclusive=union.exclusive,
        discriminator=discriminator,
        dispatch=Dispatch(
            # Where tags tell objects apart, being the only one is not enough.
            kinds=tuple(
                (kind, variant)
                for kind, variant in _unique_kinds(variants, pending)
                if kind is not JsonKind.OBJECT or not tags
            ),
            tag=tag if tags else None,
            tags=tuple(tags.items()),
            keys=_unique_keys(objects, pending) if len(objects) > 1 and not always else (),
        ),
    )


def _unique_kinds(
    variants: Iterable[SchemaType], pending: Pending
) -> tuple[tuple[JsonKind, SchemaType], ...]:
    accepting: dict[JsonKind, list[SchemaType]] = {}
    for variant in variants:
        for kind in kinds_of(variant, pending):
            accepting.setdefault(kind, []).append(variant)
    return tuple(
        (kind, accepting[kind][0]) for kind in JsonKind if len(accepting.get(kind, ())) == 1
    )


def kinds_of(
    kind: SchemaType,
    pending: Mapping[SchemaId, "SchemaDefinition | PendingUnion"],
    seen: frozenset[SchemaId] = frozenset(),
) -> frozenset[JsonKind]:
    """The kinds of JSON values that a type may have."""
    match kind:
        case BooleanType():
            return frozenset({JsonKind.BOOLEAN})
        case IntegerType():
            return frozenset({JsonKind.INTEGER})
        case NumberType():
            return frozenset({JsonKind.INTEGER, JsonKind.NUMBER})
        case StringType():
            return frozenset({JsonKind.STRING})
        case LiteralType():
            return frozenset({_kind_of_value(kind.value)})
        case ArrayType() | TupleType():
            return frozenset({JsonKind.ARRAY})
        case MapType():
            return frozenset({JsonKind.OBJECT})
        case NullType():
            return frozenset({JsonKind.NULL})
        case NullableType():
            return kinds_of(kind.of, pending, seen) | {JsonKind.NULL}
        case UnionType():
            return frozenset[JsonKind]().union(*(kinds_of(m, pending, seen) for m in kind.members))
        case NamedType():
            if kind.id in seen or kind.id not in pending:
                return frozenset()
            return _kinds_of_definition(pending[kind.id], pending, seen | {kind.id})
        case AnyType():
            return frozenset(JsonKind)
        case NeverType():
            return frozenset()


def _kinds_of_definition(
    definition: "SchemaDefinition | PendingUnion",
    pending: Mapping[SchemaId, "SchemaDefinition | PendingUnion"],
    seen: frozenset[SchemaId],
) -> frozenset[JsonKind]:
    match definition:
        case ObjectSchema() | MapSchema():
            return frozenset({JsonKind.OBJECT})
        case EnumSchema():
            return frozenset(_kind_of_value(member.value) for member in definition.members)
        case AliasSchema():
            return kinds_of(definition.type, pending, seen)
        case UnionSchema() | PendingUnion():
            return frozenset[JsonKind]().union(
                *(kinds_of(v, pending, seen) for v in definition.variants)
            )


def _kind_of_value(value: bool | int | float | str) -> JsonKind:
    match value:
        case bool():
            return JsonKind.BOOLEAN
        case int():
            return JsonKind.INTEGER
        case float():
            return JsonKind.NUMBER
        case str():
            return JsonKind.STRING


def _object_of(kind: SchemaType, pending: Pending) -> ObjectSchema | None:
    """The object behind a variant, through aliases."""
    for _ in range(20):
        definition = pending.get(kind.id) if isinstance(kind, NamedType) else None
        if isinstance(definition, ObjectSchema):
            return definition
        if not isinstance(definition, AliasSchema):
            return None
        kind = definition.type
    return None


def _inferred_tag(
    variants: list[SchemaType], pending: Pending
) -> tuple[str | None, dict[JsonScalar, SchemaType]]:
    """A property that has known values in every object variant, others in each: one that all of
    them require before one that may be absent."""
    objects = [_object_of(variant, pending) for variant in variants]
    if any(found is None for found in objects):
        return None, {}
    fields = [{f.wire_name: f for f in found.fields} for found in objects if found is not None]
    shared = [name for name in fields[0] if all(name in table for table in fields)]
    for name in sorted(shared, key=lambda n: not all(table[n].required for table in fields)):
        values = [_known_values(table[name].type, pending) for table in fields]
        flat = [value for found in values for value in found]
        if all(values) and len({(type(v), v) for v in flat}) == len(set(flat)) == len(flat):
            return name, {
                value: variant
                for found, variant in zip(values, variants, strict=True)
                for value in found
            }
    return None, {}


def _known_values(kind: SchemaType, pending: Pending) -> tuple[bool | int | str, ...]:
    """The values of a constant or of a closed enum; none where a type admits others."""
    kind = kind.of if isinstance(kind, NullableType) else kind
    values: tuple[bool | int | float | str, ...] = ()
    if isinstance(kind, LiteralType):
        values = (kind.value,)
    elif isinstance(kind, NamedType):
        definition = pending.get(kind.id)
        if isinstance(definition, AliasSchema):
            return _known_values(definition.type, pending)
        if isinstance(definition, EnumSchema) and not definition.extensible:
            values = tuple(member.value for member in definition.members)
    known = tuple(v for v in values if not isinstance(v, float))
    return known if len(known) == len(values) else ()


def _always_there(name: str, objects: Iterable[ObjectSchema | None]) -> bool:
    """Whether every object requires a property."""
    return all(
        found is not None and any(f.wire_name == name and f.required for f in found.fields)
        for found in objects
    )


def _unique_keys(
    variants: list[SchemaType], pending: Pending
) -> tuple[tuple[tuple[str, ...], SchemaType], ...]:
    """The required properties of each object variant that no other variant declares."""
    objects = [_object_of(variant, pending) for variant in variants]
    found: list[tuple[tuple[str, ...], SchemaType]] = []
    for number, (variant, definition) in enumerate(zip(variants, objects, strict=True)):
        others = [o for n, o in enumerate(objects) if n != number]
        if definition is None or any(o is None for o in others):
            return ()
        declared = {f.wire_name for o in others if o is not None for f in o.fields}
        unique = tuple(
            f.wire_name for f in definition.fields if f.required and f.wire_name not in declared
        )
        if unique:
            found.append((unique, variant))
    return tuple(found)

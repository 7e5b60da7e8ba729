"""Structurally equal inline schemas share one definition, prose aside, named after the smallest pointer."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from msgspec.structs import replace

from generator.ir.references import ids_in_definition
from generator.ir.schema import (
    NO_CONSTRAINTS,
    AliasSchema,
    ArrayType,
    ComponentOrigin,
    Dispatch,
    EnumSchema,
    Field,
    MapSchema,
    MapType,
    NamedType,
    NullableType,
    ObjectSchema,
    SchemaDefinition,
    SchemaId,
    SchemaType,
    TupleType,
    UnionSchema,
    UnionType,
)
from generator.lower.rewriting import rewritten_definition

Shape: TypeAlias = SchemaId | int
"""What a definition is: its number among all that differ; or itself, whatever it looks like."""


def shared_definitions(
    definitions: Mapping[SchemaId, SchemaDefinition],
) -> tuple[dict[SchemaId, SchemaDefinition], dict[SchemaId, SchemaId]]:
    """The definitions without repetitions, and every replaced id → the one that stands for it."""
    shapes = _Shapes(definitions)
    equal: dict[object, list[SchemaId]] = {}
    for schema_id, definition in definitions.items():
        if not isinstance(definition.origin, ComponentOrigin):
            equal.setdefault(shapes.shape(schema_id), []).append(schema_id)
    replaced: dict[SchemaId, SchemaId] = {}
    places: dict[SchemaId, list[str]] = {}
    for group in equal.values():
        # The smallest pointer, so that the order of a document does not matter.
        owner = min(group)
        places[owner] = [owner, *(other for other in group if other != owner)]
        replaced.update({other: owner for other in group if other != owner})
    if not replaced:
        return dict(definitions), {}

    def rename(schema_id: SchemaId) -> SchemaId:
        return replaced.get(schema_id, schema_id)

    made: dict[SchemaId, SchemaDefinition] = {}
    for schema_id, definition in definitions.items():
        if schema_id in replaced:
            continue
        rewritten = rewritten_definition(definition, rename)
        if len(places.get(schema_id, ())) > 1:
            rewritten = replace(rewritten, places=tuple(places[schema_id]))
        made[schema_id] = rewritten
    return made, replaced


class _Shapes:
    """Finds what each definition is; two that differ only in prose are the same."""

    def __init__(self, definitions: Mapping[SchemaId, SchemaDefinition]) -> None:
        self.definitions = definitions
        self.known: dict[SchemaId, Shape] = {}
        self.active: set[SchemaId] = set()
        self.numbers: dict[object, int] = {}
        self.plain: dict[int, str] = {}

    def shape(self, schema_id: SchemaId) -> Shape:
        """The definition's shape. One that is part of a cycle is itself."""
        if schema_id in self.known:
            return self.known[schema_id]
        if schema_id in self.active or schema_id not in self.definitions:
            return schema_id
        definition = self.definitions[schema_id]
        self.active.add(schema_id)
        inner: dict[SchemaId, Shape] = {}
        for other in ids_in_definition(definition):
            held = self.definitions.get(other)
            component = held is None or isinstance(held.origin, ComponentOrigin)
            inner[other] = other if component else self.shape(other)
        told = self._told(definition, lambda one: inner.get(one, one))
        made = self.numbers.setdefault(told, len(self.numbers))
        self.active.discard(schema_id)
        self.known[schema_id] = made
        return made

    def _told(
        self, definition: SchemaDefinition, named: Callable[[SchemaId], Shape]
    ) -> tuple[object, ...]:
        """What tells a definition from others, without prose. Values are spelt, as `1` equals `True`."""

        def of(kind: SchemaType) -> object:
            return self._type(kind, named)

        match definition:
            case ObjectSchema():
                return (
                    "object",
                    tuple(self._field(f, of) for f in definition.fields),
                    None if definition.extra is None else of(definition.extra),
                    definition.extra_declared,
                    tuple((p.pattern, of(p.type)) for p in definition.patterns),
                    definition.required_undeclared,
                    repr(definition.constraints),
                )
            case MapSchema():
                return (
                    "map",
                    of(definition.values),
                    tuple((p.pattern, of(p.type)) for p in definition.patterns),
                    repr(definition.constraints),
                )
            case EnumSchema():
                return ("enum", repr([m.value for m in definition.members]), definition.extensible)
            case UnionSchema():
                stated = definition.discriminator
                return (
                    "union",
                    tuple(dict.fromkeys(map(of, definition.variants))),
                    definition.exclusive,
                    stated and (stated.wire_name, tuple((v, named(i)) for v, i in stated.mapping)),
                    _dispatched(definition.dispatch, of),
                )
            case AliasSchema():
                return ("alias", of(definition.type))

    def _type(self, kind: SchemaType, named: Callable[[SchemaId], Shape]) -> object:
        match kind:
            case NamedType():
                return ("named", named(kind.id))
            case ArrayType() if kind.constraints is NO_CONSTRAINTS:
                return ("array", self._type(kind.items, named))
            case ArrayType():
                return ("array", self._type(kind.items, named), repr(kind.constraints))
            case MapType():
                return ("map", self._type(kind.values, named), repr(kind.constraints))
            case NullableType():
                return ("nullable", self._type(kind.of, named))
            case TupleType():
                rest = None if kind.rest is None else self._type(kind.rest, named)
                items = tuple(self._type(item, named) for item in kind.items)
                return ("tuple", items, rest, repr(kind.constraints))
            case UnionType():
                return ("union", tuple(self._type(m, named) for m in kind.members))
            case _:
                # Most scalars are the same few objects, which the definitions keep alive.
                spelt = self.plain.get(id(kind))
                if spelt is None:
                    spelt = self.plain[id(kind)] = repr(kind)
                return spelt

    @staticmethod
    def _field(field: Field, of: Callable[[SchemaType], object]) -> tuple[object, ...]:
        return (
            field.wire_name,
            of(field.type),
            field.required,
            None if field.default is None else repr(field.default),
            field.deprecated,
            field.read_only,
            field.write_only,
        )


def _dispatched(dispatch: Dispatch, of: Callable[[SchemaType], object]) -> tuple[object, ...]:
    return (
        tuple((str(kind), of(v)) for kind, v in dispatch.kinds),
        dispatch.tag,
        tuple((repr(tag), of(v)) for tag, v in dispatch.tags),
        tuple((key, of(v)) for key, v in dispatch.keys),
    )

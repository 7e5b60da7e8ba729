"""Structurally equal inline schemas share one definition, prose aside, named after the smallest pointer."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from generator.ir.schema import (
    AliasSchema,
    ComponentOrigin,
    EnumSchema,
    Field,
    MapSchema,
    ObjectSchema,
    SchemaDefinition,
    SchemaId,
    UnionSchema,
)
from generator.lower.rewriting import ids_in_definition, rewritten_definition, rewritten_type


def shared_definitions(
    definitions: Mapping[SchemaId, SchemaDefinition],
) -> tuple[dict[SchemaId, SchemaDefinition], dict[SchemaId, SchemaId]]:
    """The definitions without repetitions, and every replaced id → the one that stands for it."""
    shapes = _Shapes(definitions)
    equal: dict[str, list[SchemaId]] = {}
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
    """A digest of what each definition is; two that differ only in prose have the same."""

    def __init__(self, definitions: Mapping[SchemaId, SchemaDefinition]) -> None:
        self.definitions = definitions
        self.known: dict[SchemaId, str] = {}
        self.active: dict[SchemaId, int] = {}

    def shape(self, schema_id: SchemaId) -> str:
        """The definition's digest. One that is part of a cycle is itself, whatever it looks like."""
        if schema_id in self.known:
            return self.known[schema_id]
        if schema_id in self.active or schema_id not in self.definitions:
            return schema_id
        definition = self.definitions[schema_id]
        self.active[schema_id] = len(self.active)
        digests: dict[SchemaId, SchemaId] = {}
        for other in ids_in_definition(definition):
            inner = self.definitions.get(other)
            component = inner is None or isinstance(inner.origin, ComponentOrigin)
            digests[other] = other if component else SchemaId(self.shape(other))
        bare = _without_prose(rewritten_definition(definition, lambda one: digests.get(one, one)))
        made = hashlib.sha256(repr(bare).encode("utf-8", "surrogatepass")).hexdigest()
        del self.active[schema_id]
        self.known[schema_id] = made
        return made


def _without_prose(definition: SchemaDefinition) -> tuple[object, ...]:
    match definition:
        case ObjectSchema():
            return (
                "object",
                tuple(_field(f) for f in definition.fields),
                definition.extra,
                definition.extra_declared,
                definition.patterns,
                definition.required_undeclared,
                definition.constraints,
            )
        case MapSchema():
            return ("map", definition.values, definition.patterns, definition.constraints)
        case EnumSchema():
            return ("enum", tuple(m.value for m in definition.members), definition.extensible)
        case UnionSchema():
            return (
                "union",
                definition.variants,
                definition.exclusive,
                definition.discriminator,
                definition.dispatch,
            )
        case AliasSchema():
            return ("alias", rewritten_type(definition.type, lambda one: one))


def _field(field: Field) -> tuple[object, ...]:
    return (
        field.wire_name,
        field.type,
        field.required,
        field.default,
        field.deprecated,
        field.read_only,
        field.write_only,
    )

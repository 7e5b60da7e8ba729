"""Types as they are on the wire: what an alias stands for, and what null is not."""

from collections.abc import Mapping

from generator.ir.schema import (
    AliasSchema,
    NamedType,
    NullableType,
    SchemaDefinition,
    SchemaId,
    SchemaType,
)


def seen_through(kind: SchemaType, definitions: Mapping[SchemaId, SchemaDefinition]) -> SchemaType:
    """The type without null and aliases."""
    for _ in range(20):
        if isinstance(kind, NullableType):
            kind = kind.of
        definition = definitions.get(kind.id) if isinstance(kind, NamedType) else None
        if not isinstance(definition, AliasSchema):
            break
        kind = definition.type
    return kind

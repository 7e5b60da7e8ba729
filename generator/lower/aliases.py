"""Types as they are on the wire: what an alias stands for, and what null is not."""

from collections.abc import Mapping

from generator.ir.references import unaliased
from generator.ir.schema import NullableType, SchemaDefinition, SchemaId, SchemaType


def seen_through(kind: SchemaType, definitions: Mapping[SchemaId, SchemaDefinition]) -> SchemaType:
    """The type without null and aliases."""
    found = unaliased(kind, definitions)
    return seen_through(found.of, definitions) if isinstance(found, NullableType) else found

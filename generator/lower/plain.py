"""The schemas that most of a document are: a scalar, its format, its limits and its prose.

What `Schemas.read` would find out by asking every keyword, told from the set of keywords alone.
"""

from functools import lru_cache
from typing import Final

from generator.ir.document import JsonObject, JsonValue
from generator.ir.schema import NO_CONSTRAINTS, NullableType, SchemaType
from generator.lower.all_of import ANNOTATIONS, LIMITS, merged_constraints
from generator.lower.located import Located, text_of
from generator.lower.scalars import scalar_type

_SCALARS: Final = frozenset({"string", "integer", "number", "boolean"})
_SAYS_NOTHING: Final = frozenset({"type", "format"}) | ANNOTATIONS
_SAYS_LITTLE: Final = _SAYS_NOTHING | LIMITS


def plain_type(at: Located, schema: JsonObject) -> SchemaType | None:
    """The type of a schema that is one scalar, or it and null; `None` where it is, or may be, more."""
    kind = schema.get("type")
    nullable = isinstance(kind, list)
    if isinstance(kind, list):
        kind = _beside_null(kind)
    if not isinstance(kind, str) or kind not in _SCALARS:
        return None
    name = text_of(schema.get("format"))
    if schema.keys() <= _SAYS_NOTHING:
        return _unlimited(kind, name, nullable)
    if schema.keys() <= _SAYS_LITTLE:
        made = scalar_type(kind, name, merged_constraints([at]))
        return NullableType(of=made) if nullable else made
    return None


def _beside_null(kinds: list[JsonValue]) -> JsonValue:
    if len(kinds) != 2 or "null" not in kinds:
        return None
    return kinds[0] if kinds[1] == "null" else kinds[1]


@lru_cache(maxsize=1 << 10)
def _unlimited(kind: str, name: str | None, nullable: bool) -> SchemaType:
    made = scalar_type(kind, name, NO_CONSTRAINTS)
    return NullableType(of=made) if nullable else made

"""Decoders that nothing of a package would call: of unions that are asked for and never read."""

from collections.abc import Iterable

from generator.ir.references import (
    ids_in_definition,
    ids_in_type,
    request_types,
    response_types,
)
from generator.ir.schema import AliasSchema, NullableType, SchemaId, SchemaType, UnionSchema
from generator.python.code import Code
from generator.python.codecs import decode_function, from_argument
from generator.python.types import Scope


def idle_decoders(scope: Scope) -> frozenset[SchemaId]:
    """The unions, and the aliases that contain themselves, whose decoder is nobody's.

    What another definition names is decoded with it; what the server sends, by a result, an error, a
    header, or by who receives a webhook; of what a caller gives, mappings that must fit a model.
    """
    named = {i for d in scope.api.definitions for i in ids_in_definition(d)}
    for operation in scope.api.operations:
        named |= _named(response_types(operation), scope)
    for operation in (webhook.operation for webhook in scope.api.webhooks):
        named |= _named([*response_types(operation), *request_types(operation)], scope)
    called = {
        str(one.name)
        for operation in scope.api.operations
        for kind in request_types(operation)
        for one in from_argument(_given(kind), Code("value"), scope).imports
    }
    return frozenset(
        d.id
        for d in scope.api.definitions
        if isinstance(d, (UnionSchema, AliasSchema))
        and d.id not in named
        and decode_function(d.id, scope) not in called
    )


def _given(kind: SchemaType) -> SchemaType:
    return kind.of if isinstance(kind, NullableType) else kind


def _named(kinds: Iterable[SchemaType], scope: Scope) -> set[SchemaId]:
    """The definitions that types name, aliases seen through: what they name is other definitions'."""
    return {i for kind in kinds for i in ids_in_type(kind) if i in scope.definitions}

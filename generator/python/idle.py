"""Decoders that nothing of a package would call: of unions that are asked for and never read."""

from collections.abc import Iterable, Iterator

from generator.ir.api import Content, Operation
from generator.ir.references import ids_in_definition, ids_in_type
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
    hooks = [w.operation for w in scope.api.webhooks]
    for operation in scope.api.operations:
        named |= _named(_received(operation), scope)
    for operation in hooks:
        named |= _named([*_received(operation), *_sent(operation)], scope)
    called = {
        str(one.name)
        for operation in scope.api.operations
        for kind in _sent(operation)
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


def _received(operation: Operation) -> Iterator[SchemaType]:
    for response in operation.responses:
        yield from _types(response.contents)
        yield from (header.type for header in response.headers)


def _sent(operation: Operation) -> Iterator[SchemaType]:
    yield from (parameter.type for parameter in operation.parameters)
    if operation.body:
        yield from _types(operation.body.contents)


def _types(contents: Iterable[Content]) -> Iterator[SchemaType]:
    return (content.type for content in contents)


def _named(kinds: Iterable[SchemaType], scope: Scope) -> set[SchemaId]:
    """The definitions that types name, aliases seen through: what they name is other definitions'."""
    return {i for kind in kinds for i in ids_in_type(kind) if i in scope.definitions}

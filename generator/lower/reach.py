"""Which way each definition travels, and the request variants of those that differ by direction.

`readOnly` fields leave requests and `writeOnly` fields leave responses (OpenAPI 3.1 §4.8.24.2, JSON
Schema validation §9.4). A definition that goes both ways and is touched by that, itself or by what
it holds, keeps its name for responses and gets a variant `~input` for requests.
"""

from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from generator.ir.api import Content, Operation, Webhook
from generator.ir.references import (
    ids_in_definition,
    ids_in_type,
    request_types,
    response_types,
)
from generator.ir.schema import (
    Directions,
    InputOrigin,
    NamedType,
    ObjectSchema,
    SchemaDefinition,
    SchemaId,
    SchemaType,
)
from generator.lower.rewriting import rewritten_definition, rewritten_type

Definitions = Mapping[SchemaId, SchemaDefinition]


def directed(
    definitions: Definitions, operations: tuple[Operation, ...], webhooks: tuple[Webhook, ...]
) -> tuple[dict[SchemaId, SchemaDefinition], tuple[Operation, ...], tuple[Webhook, ...]]:
    """Definitions with their directions, split where those differ, and who uses them, adapted."""
    sent = [t for o in operations for t in request_types(o)]
    sent += [t for w in webhooks for t in response_types(w.operation)]
    received = [t for o in operations for t in response_types(o)]
    received += [t for w in webhooks for t in request_types(w.operation)]
    requests = _reached(sent, definitions)
    responses = _reached(received, definitions)
    split = _split(definitions, requests & responses)
    made: dict[SchemaId, SchemaDefinition] = {}

    def to_input(schema_id: SchemaId) -> SchemaId:
        return SchemaId(f"{schema_id}~input") if schema_id in split else schema_id

    for schema_id, definition in definitions.items():
        both = Directions(request=schema_id in requests, response=schema_id in responses)
        definition = replace(definition, directions=both)
        if schema_id in split:
            made[schema_id] = _without(
                replace(definition, directions=Directions(response=True)), request=False
            )
            variant = replace(
                definition,
                id=to_input(schema_id),
                origin=InputOrigin(of=schema_id),
                places=tuple(f"{place}~input" for place in definition.places),
                directions=Directions(request=True),
            )
            made[variant.id] = rewritten_definition(_without(variant, request=True), to_input)
        elif both.request and not both.response:
            made[schema_id] = rewritten_definition(_without(definition, request=True), to_input)
        else:
            made[schema_id] = (
                _without(definition, request=False)
                if both.response and not both.request
                else definition
            )
    if not split:
        return made, operations, webhooks
    adapted = tuple(_adapted_requests(o, to_input) for o in operations)
    hooks = tuple(replace(w, operation=_adapted_responses(w.operation, to_input)) for w in webhooks)
    return made, adapted, hooks


def _split(definitions: Definitions, both: set[SchemaId]) -> set[SchemaId]:
    """Those of `both` that have directed fields, or hold one that has."""
    found = {i for i in both if _is_directed(definitions[i])}
    holders: dict[SchemaId, list[SchemaId]] = {}
    for schema_id in both:
        for inner in ids_in_definition(definitions[schema_id]):
            holders.setdefault(inner, []).append(schema_id)
    pending = list(found)
    while pending:
        for holder in holders.get(pending.pop(), ()):
            if holder not in found:
                found.add(holder)
                pending.append(holder)
    return found


def _is_directed(definition: SchemaDefinition) -> bool:
    return isinstance(definition, ObjectSchema) and any(
        f.read_only or f.write_only for f in definition.fields
    )


def _without(definition: SchemaDefinition, *, request: bool) -> SchemaDefinition:
    """The definition without the fields that its one direction does not have."""
    if not isinstance(definition, ObjectSchema):
        return definition
    fields = tuple(f for f in definition.fields if not (f.read_only if request else f.write_only))
    return (
        definition if len(fields) == len(definition.fields) else replace(definition, fields=fields)
    )


def _reached(types: Iterable[SchemaType], definitions: Definitions) -> set[SchemaId]:
    pending = [found for kind in types for found in ids_in_type(kind)]
    seen: set[SchemaId] = set()
    while pending:
        schema_id = pending.pop()
        if schema_id not in seen and schema_id in definitions:
            seen.add(schema_id)
            pending.extend(ids_in_definition(definitions[schema_id]))
    return seen


def reached_from(
    operations: Iterable[Operation],
    webhooks: Iterable[Webhook],
    definitions: Definitions,
    named: frozenset[str] = frozenset(),
) -> set[SchemaId]:
    """Every definition that an operation or webhook uses, or that is named, at any depth."""
    types = [t for o in operations for t in (*request_types(o), *response_types(o))]
    types += [
        t for w in webhooks for t in (*request_types(w.operation), *response_types(w.operation))
    ]
    return _reached([*types, *(NamedType(id=i) for i in definitions if i in named)], definitions)


def _adapted_requests(operation: Operation, rename: Callable[[SchemaId], SchemaId]) -> Operation:
    body = operation.body
    types = request_types(operation)
    if all(rename(named) == named for kind in types for named in ids_in_type(kind)):
        return operation
    return replace(
        operation,
        parameters=tuple(
            replace(p, type=rewritten_type(p.type, rename)) for p in operation.parameters
        ),
        body=replace(body, contents=_contents(body.contents, rename)) if body else None,
    )


def _adapted_responses(operation: Operation, rename: Callable[[SchemaId], SchemaId]) -> Operation:
    return replace(
        operation,
        responses=tuple(
            replace(r, contents=_contents(r.contents, rename)) for r in operation.responses
        ),
    )


def _contents(
    contents: tuple[Content, ...], rename: Callable[[SchemaId], SchemaId]
) -> tuple[Content, ...]:
    return tuple(replace(c, type=rewritten_type(c.type, rename)) for c in contents)


def rewritten_operation(operation: Operation, rename: Callable[[SchemaId], SchemaId]) -> Operation:
    """The operation with every definition that it names passed through `rename`; itself, where none
    changes."""
    types = (*request_types(operation), *response_types(operation))
    if all(rename(named) == named for kind in types for named in ids_in_type(kind)):
        return operation
    made = _adapted_responses(_adapted_requests(operation, rename), rename)
    return replace(
        made,
        responses=tuple(
            replace(
                r, headers=tuple(replace(h, type=rewritten_type(h.type, rename)) for h in r.headers)
            )
            for r in made.responses
        ),
    )

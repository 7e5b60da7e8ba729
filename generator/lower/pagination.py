"""Which operations are paged, and how: by the config's rules, or by the shapes that APIs have in
common."""

from collections.abc import Mapping
from typing import Final

from generator.config import PaginationRule
from generator.ir.api import (
    BodyEncoding,
    ExactStatus,
    Operation,
    Pagination,
    PaginationKind,
    ParameterLocation,
)
from generator.ir.schema import (
    AliasSchema,
    ArrayType,
    NamedType,
    NullableType,
    ObjectSchema,
    SchemaDefinition,
    SchemaId,
    SchemaType,
    StringType,
)

_CURSORS: Final = {
    "paginationtoken",
    "pagetoken",
    "cursor",
    "nexttoken",
    "next",
    "after",
    "startingafter",
    "nextcursor",
    "continuationtoken",
    "continuation",
    "pagecursor",
    "startcursor",
}
_NEXT: Final = {
    "next",
    "nexttoken",
    "nextpagetoken",
    "nextcursor",
    "paginationtoken",
    "cursor",
    "continuationtoken",
    "after",
    "nextpage",
    "nextpagecursor",
    "endcursor",
}
_HOLDERS: Final = {
    "pagination",
    "paging",
    "meta",
    "pageinfo",
    "metadata",
    "responsemetadata",
    "cursors",
    "links",
    "page",
}
_ITEMS: Final = ("data", "items", "results", "values", "records", "entries", "vectors", "objects")

Definitions = Mapping[SchemaId, SchemaDefinition]


def find_pagination(
    operation: Operation, definitions: Definitions, rules: tuple[PaginationRule, ...] | None
) -> Pagination | None:
    """How an operation is paged; `None` where it is not, or where nothing says so for certain."""
    if rules is not None:
        return next((found for rule in rules if (found := _by_rule(operation, rule))), None)
    if operation.method != "GET":
        return None
    body = _body_of(operation, definitions)
    if body is None:
        return None
    cursor = next(
        (
            p
            for p in operation.parameters
            if p.location is ParameterLocation.QUERY
            and not p.required
            and _fold(p.wire_name) in _CURSORS
            and _is_text(p.type, definitions)
        ),
        None,
    )
    if cursor is None:
        return None
    following = _path_to_next(body, definitions)
    items = _path_to_items(body, definitions)
    if following is None or items is None:
        return None
    return Pagination(
        kind=PaginationKind.CURSOR,
        parameter=(ParameterLocation.QUERY, cursor.wire_name),
        next=following,
        items=items,
    )


def _by_rule(operation: Operation, rule: PaginationRule) -> Pagination | None:
    if rule.operations and not {operation.key, operation.operation_id} & set(rule.operations):
        return None
    parameter = next((p for p in operation.parameters if p.wire_name == rule.parameter), None)
    if rule.kind != "link" and parameter is None:
        return None
    return Pagination(
        kind=PaginationKind(rule.kind),
        parameter=None if parameter is None else (parameter.location, parameter.wire_name),
        next=tuple(rule.next.split(".")) if rule.next else (),
        items=tuple(rule.items.split(".")) if rule.items else (),
    )


def _body_of(operation: Operation, definitions: Definitions) -> ObjectSchema | None:
    for response in operation.responses:
        if isinstance(response.status, ExactStatus) and response.status.code == 200:
            for content in response.contents:
                if content.encoding is BodyEncoding.JSON:
                    return _object(content.type, definitions)
    return None


def _object(kind: SchemaType, definitions: Definitions) -> ObjectSchema | None:
    found = _seen_through(kind, definitions)
    definition = definitions.get(found.id) if isinstance(found, NamedType) else None
    return definition if isinstance(definition, ObjectSchema) else None


def _seen_through(kind: SchemaType, definitions: Definitions) -> SchemaType:
    """The type without null and aliases."""
    for _ in range(20):
        if isinstance(kind, NullableType):
            kind = kind.of
        definition = definitions.get(kind.id) if isinstance(kind, NamedType) else None
        if not isinstance(definition, AliasSchema):
            break
        kind = definition.type
    return kind


def _path_to_next(body: ObjectSchema, definitions: Definitions) -> tuple[str, ...] | None:
    for field in body.fields:
        if _fold(field.wire_name) in _HOLDERS and (inner := _object(field.type, definitions)):
            for below in inner.fields:
                if _fold(below.wire_name) in _NEXT and _is_text(below.type, definitions):
                    return (field.wire_name, below.wire_name)
    for field in body.fields:
        if _fold(field.wire_name) in _NEXT and _is_text(field.type, definitions):
            return (field.wire_name,)
    return None


def _path_to_items(body: ObjectSchema, definitions: Definitions) -> tuple[str, ...] | None:
    arrays = [f for f in body.fields if isinstance(_seen_through(f.type, definitions), ArrayType)]
    named = [f for f in arrays if _fold(f.wire_name) in _ITEMS]
    chosen = named[0] if named else arrays[0] if len(arrays) == 1 else None
    return (chosen.wire_name,) if chosen else None


def _is_text(kind: SchemaType, definitions: Definitions) -> bool:
    return isinstance(_seen_through(kind, definitions), StringType)


def _fold(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()

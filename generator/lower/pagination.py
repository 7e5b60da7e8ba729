"""Which operations are paged, and how: by the config's rules, or by the shapes that APIs have in
common."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from generator.config import PaginationRule
from generator.ir.api import (
    BodyEncoding,
    ExactStatus,
    Operation,
    Pagination,
    PaginationKind,
    Parameter,
    ParameterLocation,
)
from generator.ir.schema import (
    ArrayType,
    Default,
    Field,
    IntegerType,
    NamedType,
    NullableType,
    ObjectSchema,
    SchemaDefinition,
    SchemaId,
    SchemaType,
    StringType,
)
from generator.lower.aliases import seen_through
from generator.lower.located import refuse
from generator.python.arguments import spread_body

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
_OFFSETS: Final = {"offset", "skip", "startindex", "startat"}
_PAGES: Final = {"page", "pagenumber", "pageno", "pagenum"}
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
    "page",
}
_LINK: Final = re.compile(r"\b(url|uri|link|href)\b", re.IGNORECASE)
_DEEPEST: Final = 2
_ITEMS: Final = ("data", "items", "results", "values", "records", "entries", "vectors", "objects")

Definitions = Mapping[SchemaId, SchemaDefinition]


def find_pagination(
    operation: Operation, definitions: Definitions, rules: tuple[PaginationRule, ...] | None
) -> Pagination | None:
    """How an operation is paged; `None` where it is not, or where nothing says so for certain.

    Raises:
        SpecError: `O360` a rule names the operation and does not fit it.
    """
    body = _body_of(operation, definitions)
    if rules is not None:
        found = (_by_rule(operation, rule, body, definitions) for rule in rules)
        return next((pagination for pagination in found if pagination), None)
    if operation.method != "GET" or body is None:
        return None
    items = _path_to_items(body, definitions)
    if items is None:
        return None
    return (
        _by_cursor(operation, body, items, definitions)
        or _by_link(operation, items)
        or _by_number(operation, items, definitions, PaginationKind.OFFSET, _OFFSETS)
        or _by_number(operation, items, definitions, PaginationKind.PAGE, _PAGES)
    )


def _by_cursor(
    operation: Operation, body: SchemaType, items: tuple[str, ...], definitions: Definitions
) -> Pagination | None:
    cursor = _parameter(operation, _CURSORS, StringType, definitions)
    following = _path_to_next(body, definitions)
    if cursor is None or following is None:
        return None
    return Pagination(
        kind=PaginationKind.CURSOR,
        parameter=(cursor.location, cursor.wire_name),
        next=following,
        items=items,
    )


def _by_link(operation: Operation, items: tuple[str, ...]) -> Pagination | None:
    documented = any(
        header.wire_name.lower() == "link"
        for response in operation.responses
        if isinstance(response.status, ExactStatus) and response.status.code == 200
        for header in response.headers
    )
    return Pagination(kind=PaginationKind.LINK, parameter=None, items=items) if documented else None


def _by_number(
    operation: Operation,
    items: tuple[str, ...],
    definitions: Definitions,
    kind: PaginationKind,
    names: set[str],
) -> Pagination | None:
    found = _parameter(operation, names, IntegerType, definitions)
    if found is None:
        return None
    return Pagination(
        kind=kind,
        parameter=(found.location, found.wire_name),
        items=items,
        start=_start(found.default, found.type, kind, definitions),
    )


def _parameter(
    operation: Operation,
    names: set[str],
    kind: type[StringType] | type[IntegerType],
    definitions: Definitions,
) -> Parameter | None:
    """The optional query parameter of one of the names."""
    return next(
        (
            p
            for p in operation.parameters
            if p.location is ParameterLocation.QUERY
            and not p.required
            and _fold(p.wire_name) in names
            and isinstance(seen_through(p.type, definitions), kind)
        ),
        None,
    )


def _start(
    default: Default | None, type: SchemaType, kind: PaginationKind, definitions: Definitions
) -> int:
    """The first offset or number: the default, the minimum, or what most servers begin with."""
    stated = default.value if default else None
    if isinstance(stated, int) and not isinstance(stated, bool):
        return stated
    found = seen_through(type, definitions)
    minimum = found.constraints.minimum if isinstance(found, IntegerType) else None
    if kind is PaginationKind.OFFSET:
        return int(minimum or 0)
    return 1 if minimum is None else int(minimum)


def _by_rule(
    operation: Operation,
    rule: PaginationRule,
    body: SchemaType | None,
    definitions: Definitions,
) -> Pagination | None:
    if rule.operations and not {operation.key, operation.operation_id} & set(rule.operations):
        return None
    problem = _misfit(operation, rule, body, definitions)
    if problem:
        if rule.operations:
            raise refuse("O360", f"the pagination rule does not fit: {problem}", operation.pointer)
        return None
    moves = None if rule.kind == "link" else _moves(operation, rule, definitions)
    kind = PaginationKind(rule.kind)
    return Pagination(
        kind=kind,
        parameter=(moves.location, moves.wire_name) if isinstance(moves, Parameter) else None,
        field=moves.wire_name if isinstance(moves, Field) else None,
        next=_path(rule.next),
        items=_path(rule.items),
        start=_start(moves.default, moves.type, kind, definitions) if moves else 0,
    )


def _moves(
    operation: Operation, rule: PaginationRule, definitions: Definitions
) -> Parameter | Field | None:
    """The parameter that moves on, or the field of the body."""
    body = spread_body(operation, definitions)
    named: tuple[Parameter | Field, ...] = (*operation.parameters, *(body.fields if body else ()))
    return next((one for one in named if one.wire_name == rule.parameter), None)


def _misfit(
    operation: Operation, rule: PaginationRule, body: SchemaType | None, definitions: Definitions
) -> str | None:
    """Why a rule can't hold for an operation."""
    if body is None:
        return "there is no single answer with a JSON body"
    if not isinstance(_type_at(body, _path(rule.items), definitions), ArrayType):
        return f"{rule.items or 'the body'} is no array"
    if rule.kind == "link":
        return None
    moves = _moves(operation, rule, definitions)
    if moves is None:
        return f"there is no parameter {rule.parameter!r}"
    if rule.kind == "cursor" and moves.required and not isinstance(moves.type, NullableType):
        return f"{rule.parameter!r} is required, and the first page has none"
    if rule.kind == "cursor" and (
        not rule.next or _type_at(body, _path(rule.next), definitions) is None
    ):
        return f"there is no {rule.next!r} in the body"
    return None


def _path(dotted: str) -> tuple[str, ...]:
    return tuple(dotted.split(".")) if dotted else ()


def _type_at(
    kind: SchemaType, path: tuple[str, ...], definitions: Definitions
) -> SchemaType | None:
    """The type that stands at a path of fields, without null and aliases."""
    for step in path:
        holder = _object(kind, definitions)
        field = next((f for f in holder.fields if f.wire_name == step), None) if holder else None
        if field is None:
            return None
        kind = field.type
    return seen_through(kind, definitions)


def _body_of(operation: Operation, definitions: Definitions) -> SchemaType | None:
    """The JSON body of the one success that an operation documents."""
    successes = [
        response
        for response in operation.responses
        if isinstance(response.status, ExactStatus) and 200 <= response.status.code < 300
    ]
    if len(successes) != 1 or len(successes[0].contents) != 1:
        return None
    content = successes[0].contents[0]
    return content.type if content.encoding is BodyEncoding.JSON else None


def _object(kind: SchemaType, definitions: Definitions) -> ObjectSchema | None:
    found = seen_through(kind, definitions)
    definition = definitions.get(found.id) if isinstance(found, NamedType) else None
    return definition if isinstance(definition, ObjectSchema) else None


def _path_to_next(
    kind: SchemaType, definitions: Definitions, depth: int = 0
) -> tuple[str, ...] | None:
    """Where the next cursor stands: in what holds such things, in the body itself."""
    body = _object(kind, definitions)
    if body is None or depth > _DEEPEST:
        return None
    for field in body.fields:
        if _fold(field.wire_name) in _HOLDERS:
            inner = _path_to_next(field.type, definitions, depth + 1)
            if inner:
                return (field.wire_name, *inner)
    return next(
        (
            (field.wire_name,)
            for field in body.fields
            if _fold(field.wire_name) in _NEXT and _is_cursor(field, definitions)
        ),
        None,
    )


def _is_cursor(field: Field, definitions: Definitions) -> bool:
    """Whether a text can be the value of a parameter: the address of the next page is none."""
    found = seen_through(field.type, definitions)
    return (
        isinstance(found, StringType)
        and found.format_name not in ("uri", "url", "uri-reference")
        and not _LINK.search(field.description or "")
    )


def _path_to_items(kind: SchemaType, definitions: Definitions) -> tuple[str, ...] | None:
    """Where the items stand: the body itself, or its one array."""
    if isinstance(seen_through(kind, definitions), ArrayType):
        return ()
    body = _object(kind, definitions)
    if body is None:
        return None
    arrays = [f for f in body.fields if isinstance(seen_through(f.type, definitions), ArrayType)]
    named = [f for f in arrays if _fold(f.wire_name) in _ITEMS]
    chosen = named[0] if named else arrays[0] if len(arrays) == 1 else None
    return (chosen.wire_name,) if chosen else None


@lru_cache(maxsize=1 << 12)
def _fold(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()

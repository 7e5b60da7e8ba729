"""What a call takes: the arguments of an operation's method, in the specification's order, unnamed.

Read by `name` (which names them), `render` (which prints them) and `diff` (which compares them).
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from generator.ir.api import (
    Api,
    BodyEncoding,
    Content,
    Operation,
    Pagination,
    Parameter,
    ParameterLocation,
)
from generator.ir.names import ArgumentKey
from generator.ir.references import target, unaliased
from generator.ir.schema import (
    AnyType,
    Default,
    Field,
    LiteralType,
    MapType,
    ObjectSchema,
    SchemaDefinition,
    SchemaId,
    SchemaType,
    StringFormat,
    StringType,
)

_PREFERENCE: Final = (
    BodyEncoding.JSON,
    BodyEncoding.FORM,
    BodyEncoding.MULTIPART,
    BodyEncoding.NDJSON,
    BodyEncoding.TEXT,
    BodyEncoding.BYTES,
    BodyEncoding.EVENT_STREAM,
)


class ArgumentKind(StrEnum):
    """Where an argument's value goes."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"
    FIELD = "field"
    """A field of a spread object body."""
    EXTRA = "extra"
    """The undeclared fields of a spread body."""
    BODY = "body"


_KINDS: Final = {location: ArgumentKind(location) for location in ParameterLocation}


class CallArgument(Struct, frozen=True, kw_only=True):
    """One argument. `default` is of the schema, or its only value: a required argument takes it as
    Python's default."""

    key: ArgumentKey
    wire_name: str
    kind: ArgumentKind
    type: SchemaType
    required: bool
    default: Default | None = None
    description: str | None = None
    deprecated: bool = False
    parameter: Parameter | None = None
    field: Field | None = None


def request_content(operation: Operation) -> Content | None:
    """The media type that a method sends (ADR 6)."""
    return preferred(operation.body.contents) if operation.body else None


def preferred(contents: tuple[Content, ...]) -> Content | None:
    """The content that types best, the first of its kind."""
    if len(contents) < 2:
        return contents[0] if contents else None
    return min(contents, key=lambda c: _PREFERENCE.index(c.encoding))


def spread_body(
    operation: Operation, definitions: Mapping[SchemaId, SchemaDefinition]
) -> ObjectSchema | None:
    """The object whose fields are arguments; `None` where the body is one argument, or there is
    none."""
    content = request_content(operation)
    if content is None or content.encoding not in (
        BodyEncoding.JSON,
        BodyEncoding.FORM,
        BodyEncoding.MULTIPART,
    ):
        return None
    found = target(content.type, definitions)
    return found if isinstance(found, ObjectSchema) else None


def moving_key(pagination: Pagination) -> str:
    """The key of the argument that moves on from page to page; empty where none does."""
    if pagination.field is not None:
        return f"body:{pagination.field}"
    return ":".join(pagination.parameter) if pagination.parameter else ""


def call_arguments(
    api: Api, operation: Operation, definitions: Mapping[SchemaId, SchemaDefinition]
) -> tuple[CallArgument, ...]:
    """The arguments of a call: path parameters in the path's order, then the others, then the body."""
    found = [_of_parameter(p, definitions) for p in operation.parameters]
    order = {name: number for number, name in enumerate(_path_names(operation.path))}
    path = sorted(
        (a for a in found if a.kind is ArgumentKind.PATH), key=lambda a: order.get(a.wire_name, 0)
    )
    others = [a for a in found if a.kind is not ArgumentKind.PATH]
    return (*_positional(path), *others, *_body_arguments(operation, definitions))


def _positional(arguments: list[CallArgument]) -> list[CallArgument]:
    """Without the defaults that stand before an argument that has none: Python allows them last."""
    bare = max((n for n, a in enumerate(arguments) if a.default is None), default=0)
    return [
        replace(a, default=None) if n < bare and a.default is not None else a
        for n, a in enumerate(arguments)
    ]


def python_default(
    default: Default | None,
    kind: SchemaType,
    definitions: Mapping[SchemaId, SchemaDefinition],
    *,
    required: bool,
) -> Default | None:
    """The schema's default; of what is required and can have one value alone, that value: nobody
    has to repeat it."""
    if default is not None or not required:
        return default
    found = unaliased(kind, definitions)
    return Default(value=found.value) if isinstance(found, LiteralType) else None


def _of_parameter(
    parameter: Parameter, definitions: Mapping[SchemaId, SchemaDefinition]
) -> CallArgument:
    return CallArgument(
        key=f"{parameter.location.value}:{parameter.wire_name}",
        wire_name=parameter.wire_name,
        kind=_KINDS[parameter.location],
        type=parameter.type,
        required=parameter.required,
        default=python_default(
            parameter.default, parameter.type, definitions, required=parameter.required
        ),
        description=parameter.description,
        deprecated=parameter.deprecated,
        parameter=parameter,
    )


def _body_arguments(
    operation: Operation, definitions: Mapping[SchemaId, SchemaDefinition]
) -> list[CallArgument]:
    content = request_content(operation)
    if content is None or operation.body is None:
        return []
    body = spread_body(operation, definitions)
    if body is None:
        return [
            CallArgument(
                key="body",
                wire_name="body",
                kind=ArgumentKind.BODY,
                type=_body_type(content),
                required=operation.body.required,
                description=operation.body.description,
            )
        ]
    found = [
        CallArgument(
            key=f"body:{field.wire_name}",
            wire_name=field.wire_name,
            kind=ArgumentKind.FIELD,
            type=field.type,
            required=field.required,
            default=python_default(field.default, field.type, definitions, required=field.required),
            description=field.description,
            deprecated=field.deprecated,
            field=field,
        )
        for field in body.fields
    ]
    if body.required_undeclared or (body.extra is not None and body.extra_declared):
        names = ", ".join(f"`{name}`" for name in body.required_undeclared)
        found.append(
            CallArgument(
                key="body:*",
                wire_name="additional_properties",
                kind=ArgumentKind.EXTRA,
                type=MapType(values=body.extra or AnyType()),
                required=False,
                description=f"Further fields of the body{f'; it needs {names}' if names else ''}.",
            )
        )
    return found


def _body_type(content: Content) -> SchemaType:
    match content.encoding:
        case BodyEncoding.BYTES:
            return StringType(format=StringFormat.BINARY)
        case BodyEncoding.FORM | BodyEncoding.MULTIPART if isinstance(content.type, AnyType):
            return MapType(values=AnyType())
        case _:
            return content.type


def _path_names(path: str) -> list[str]:
    names: list[str] = []
    rest = path
    while "{" in rest:
        name, _, rest = rest.partition("{")[2].partition("}")
        names.append(name)
    return names

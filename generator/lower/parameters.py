"""Parameters (OpenAPI 3.1 §4.8.12): path-level ones merged in, style and explode at their effect."""

import re
from typing import Final

from generator.ir.api import BodyEncoding, Parameter, ParameterLocation, ParameterStyle
from generator.ir.document import JsonObject, JsonValue
from generator.ir.fidelity import Fidelity
from generator.ir.schema import (
    MapType,
    NamedType,
    OperationOrigin,
    Role,
    SchemaOrigin,
    SchemaType,
    SharedOrigin,
    StringType,
)
from generator.lower.bodies import encoding_of
from generator.lower.context import Context
from generator.lower.headers import refuse_header
from generator.lower.located import Located, escape, list_of, object_of, refuse, text_of, unescape
from generator.lower.scalars import coerced_default
from generator.lower.styles import read_style

_DEFAULT_STYLES: Final = {
    ParameterLocation.PATH: ParameterStyle.SIMPLE,
    ParameterLocation.QUERY: ParameterStyle.FORM,
    ParameterLocation.HEADER: ParameterStyle.SIMPLE,
    ParameterLocation.COOKIE: ParameterStyle.FORM,
}
_SHARED: Final = "/components/parameters/"
_LOCATIONS: Final = (*ParameterLocation, "querystring")
_NOT_PARAMETERS: Final = {
    **dict.fromkeys(
        ("accept", "content-type", "authorization"), "OpenAPI leaves it to media types and security"
    ),
    **dict.fromkeys(
        ("host", "content-length", "transfer-encoding", "connection"),
        "the HTTP library writes it, as the body and the connection are",
    ),
}
"""Headers that callers do not give, and why."""


def read_parameters(
    context: Context,
    key: str,
    path: str,
    item: JsonObject,
    operation: JsonObject,
    pointers: tuple[str, str],
) -> tuple[Parameter, ...]:
    """The parameters of an operation, its path's first, each once.

    Args:
        pointers: Of the path item and of the operation.
    """
    found: dict[tuple[str, str], Parameter] = {}
    for holder, pointer in ((item, pointers[0]), (operation, pointers[1])):
        for number, value in enumerate(list_of(holder.get("parameters"))):
            with context.collector.part():
                made = _parameter(context, key, value, f"{pointer}/parameters/{number}", path)
                if made is not None:
                    found[_identity(made)] = made
    for name in re.findall(r"\{([^{}]+)\}", path):
        if (ParameterLocation.PATH, name) not in found:
            context.note(
                "undeclared-path-parameters",
                Fidelity.LOOSE,
                name,
                "the path has it, but no parameter describes it: any text is taken",
                pointers[1],
            )
            found[ParameterLocation.PATH, name] = Parameter(
                wire_name=name,
                location=ParameterLocation.PATH,
                type=StringType(),
                required=True,
                style=ParameterStyle.SIMPLE,
                explode=False,
                pointer=pointers[1],
            )
    return tuple(found.values())


def _identity(parameter: Parameter) -> tuple[str, str]:
    name = parameter.wire_name
    return parameter.location, (
        name.lower() if parameter.location is ParameterLocation.HEADER else name
    )


def _parameter(
    context: Context, key: str, value: JsonValue, pointer: str, path: str
) -> Parameter | None:
    node, pointer = context.followed(value, pointer)
    name = node.get("name")
    where = node.get("in")
    if not isinstance(name, str) or where not in _LOCATIONS:
        raise refuse(
            "O321",
            "a parameter needs `name`, and `in` of path, query, querystring, header or cookie",
            pointer,
        )
    is_whole = where == "querystring"
    location = ParameterLocation.QUERY if is_whole else ParameterLocation(str(where))
    if location is ParameterLocation.HEADER:
        if reason := _NOT_PARAMETERS.get(name.lower()):
            context.note("reserved-headers", Fidelity.IGNORED, name, reason, pointer)
            return None
        refuse_header(name, pointer)
    if location is ParameterLocation.PATH and f"{{{name}}}" not in path:
        context.note(
            "unused-path-parameters", Fidelity.IGNORED, name, f"{path} has no such part", pointer
        )
        return None
    origin: SchemaOrigin = OperationOrigin(operation=key, role=Role.PARAMETER, part=(name,))
    if pointer.startswith(_SHARED):
        origin = SharedOrigin(section="parameters", key=unescape(pointer[len(_SHARED) :]))
    media_type = next(iter(object_of(node.get("content"))), None)
    if media_type is not None:
        at = Located(
            object_of(object_of(node.get("content")).get(media_type)),
            f"{pointer}/content/{escape(media_type)}",
        ).step("schema")
    else:
        at = Located(node, pointer).step("schema")
    kind = context.schemas.type_of(at, origin)
    if is_whole:
        _refuse_other_than_form(media_type, kind, pointer)
    style = (
        read_style(node["style"], pointer)
        if node.get("style") is not None
        else _DEFAULT_STYLES[location]
    )
    explode = node.get("explode")
    schema = at.schema if isinstance(at.schema, dict) else {}
    return Parameter(
        wire_name=name,
        location=location,
        type=kind,
        required=location is ParameterLocation.PATH or node.get("required") is True,
        style=style,
        explode=(
            explode
            if isinstance(explode, bool)
            else style in (ParameterStyle.FORM, ParameterStyle.DEEP_OBJECT)
        ),
        allow_reserved=node.get("allowReserved") is True,
        allow_empty_value=node.get("allowEmptyValue") is True,
        media_type=(
            None
            if is_whole
            else _media_type(context, object_of(node.get("content")), kind, pointer)
        ),
        default=coerced_default(schema["default"], kind) if "default" in schema else None,
        description=text_of(node.get("description")) or text_of(schema.get("description")),
        deprecated=node.get("deprecated") is True,
        examples=context.examples(node, pointer),
        pointer=pointer,
    )


def _refuse_other_than_form(media_type: str | None, kind: SchemaType, pointer: str) -> None:
    """Hold a whole query string (OpenAPI 3.2 §4.12, `in: querystring`) to what a client can write:
    the fields of a form, which is a `query` parameter of exploded style `form`.

    Raises:
        SpecError: `O324` it is anything else.
    """
    is_form = media_type is not None and encoding_of(media_type) is BodyEncoding.FORM
    if not is_form or not isinstance(kind, (NamedType, MapType)):
        raise refuse(
            "O324",
            "a query string as a whole can be written of the fields of a form alone",
            pointer,
            "Give it the content application/x-www-form-urlencoded and an object.",
        )


def _media_type(
    context: Context, content: JsonObject, kind: SchemaType, pointer: str
) -> str | None:
    """The media type of a parameter that is a document; text stands as it is."""
    stated = next(iter(content), None)
    if stated is None:
        return None
    encoding = encoding_of(stated)
    if encoding is BodyEncoding.TEXT and isinstance(kind, StringType):
        return None
    if encoding is not BodyEncoding.JSON:
        context.note(
            "parameter-media-types",
            Fidelity.APPROXIMATED,
            stated,
            "the value is written as JSON",
            f"{pointer}/content/{escape(stated)}",
        )
    return stated

"""Request bodies and the contents of responses (OpenAPI 3.1 §4.8.13–15)."""

from typing import Final

from generator.ir.api import BodyEncoding, Content, PartEncoding, RequestBody
from generator.ir.document import JsonObject, JsonValue
from generator.ir.fidelity import Fidelity
from generator.ir.schema import (
    AnyType,
    ArrayType,
    BooleanType,
    IntegerType,
    NumberType,
    OperationOrigin,
    Role,
    SchemaOrigin,
    SchemaType,
    SharedOrigin,
    StringFormat,
    StringType,
)
from generator.lower.context import Context
from generator.lower.headers import is_media_type, refuse_header, refuse_media_type
from generator.lower.located import Located, escape, object_of, only_text, text_of, unescape
from generator.lower.styles import read_style

_NDJSON: Final = {
    "application/x-ndjson",
    "application/ndjson",
    "application/jsonl",
    "application/x-jsonl",
    "application/x-jsonlines",
    "application/json-seq",
    "application/jsonlines",
}
_SHARED: Final = "/components/requestBodies/"
_UNKNOWN: Final = "no body can be of this media type (RFC 9110 §8.3): it is taken as it comes"
_TEXT: Final = {
    "application/xml",
    "application/yaml",
    "application/x-yaml",
    "application/javascript",
    "application/sql",
    "application/graphql",
}


def encoding_of(media_type: str) -> BodyEncoding:
    """How a media type is written."""
    bare = media_type.partition(";")[0].strip().lower()
    if bare in _NDJSON:
        return BodyEncoding.NDJSON
    if (
        bare == "application/json"
        or bare.endswith("+json")
        or bare in ("text/json", "*/*", "application/*")
    ):
        return BodyEncoding.JSON
    if bare == "application/x-www-form-urlencoded":
        return BodyEncoding.FORM
    if bare.startswith("multipart/"):
        return BodyEncoding.MULTIPART
    if bare == "text/event-stream":
        return BodyEncoding.EVENT_STREAM
    if bare.startswith("text/") or bare in _TEXT or bare.endswith(("+xml", "+yaml")):
        return BodyEncoding.TEXT
    return BodyEncoding.BYTES


def read_body(context: Context, key: str, value: JsonValue, pointer: str) -> RequestBody | None:
    """The request body of an operation."""
    if value is None:
        return None
    node, at = context.followed(value, pointer)
    origin: SchemaOrigin = OperationOrigin(operation=key, role=Role.REQUEST)
    if at.startswith(_SHARED):
        origin = SharedOrigin(section="requestBodies", key=unescape(at[len(_SHARED) :]))
    contents = read_contents(context, node, at, origin)
    if not contents:
        return None
    return RequestBody(
        required=node.get("required") is True,
        contents=contents,
        description=text_of(node.get("description")),
        pointer=at,
    )


def read_contents(
    context: Context,
    holder: JsonObject,
    pointer: str,
    origin: SchemaOrigin,
    *,
    received: bool = False,
) -> tuple[Content, ...]:
    """The media types of a body, in the specification's order. One that is none is passed over
    where there are others; where there is no other, a response's is taken as it comes.

    Raises:
        SpecError: `O331`, through the collector: a request has no media type to be sent with.
    """
    made: list[Content] = []
    declared = object_of(holder.get("content"))
    for media_type, value in declared.items():
        at = f"{pointer}/content/{escape(media_type)}"
        if not is_media_type(media_type) and any(map(is_media_type, declared)):
            context.note(
                "media-type-names",
                Fidelity.IGNORED,
                media_type,
                "no body can be of this media type (RFC 9110 §8.3), and there are others",
                at,
            )
            continue
        with context.collector.part():
            if not received or not media_type.isprintable():
                refuse_media_type(media_type, at)
            elif not is_media_type(media_type):
                context.note("media-type-names", Fidelity.LOOSE, media_type, _UNKNOWN, at)
                media_type = "*/*"
            made.append(_content(context, media_type, object_of(value), at, origin))
    return tuple(made)


def _content(
    context: Context, media_type: str, node: JsonObject, pointer: str, origin: SchemaOrigin
) -> Content:
    encoding = encoding_of(media_type)
    located = Located(node, pointer)
    at = located.step("itemSchema") if "itemSchema" in node else located.step("schema")
    kind: SchemaType = context.schemas.type_of(at, origin) if at.schema is not True else AnyType()
    match encoding:
        case BodyEncoding.NDJSON | BodyEncoding.EVENT_STREAM:
            kind = kind.items if isinstance(kind, ArrayType) else kind
        case BodyEncoding.TEXT if _is_binary(kind):
            encoding = BodyEncoding.BYTES
        case BodyEncoding.TEXT if not isinstance(kind, (BooleanType, IntegerType, NumberType)):
            kind = StringType()
        case BodyEncoding.BYTES:
            kind = StringType(format=StringFormat.BINARY)
        case BodyEncoding.FORM | BodyEncoding.MULTIPART if isinstance(kind, StringType):
            # Not fields that we would write, but the text of them all.
            encoding, kind = BodyEncoding.BYTES, StringType(format=StringFormat.BINARY)
        case BodyEncoding.JSON if _is_binary(kind):
            # Raw bytes have no form in JSON: the answer is the body as it came.
            encoding = BodyEncoding.BYTES
        case _:
            pass
    return Content(
        media_type=media_type,
        encoding=encoding,
        type=kind,
        parts=_parts(context, object_of(node.get("encoding")), f"{pointer}/encoding", encoding),
        examples=context.examples(node, pointer),
        pointer=pointer,
    )


def _is_binary(kind: SchemaType) -> bool:
    return isinstance(kind, StringType) and kind.format is StringFormat.BINARY


def _parts(
    context: Context, encodings: JsonObject, pointer: str, encoding: BodyEncoding
) -> tuple[PartEncoding, ...]:
    """Encoding Objects (§4.8.15), which have a meaning for forms and multipart bodies alone."""
    if encodings and encoding not in (BodyEncoding.FORM, BodyEncoding.MULTIPART):
        context.note(
            "encoding-of-no-form",
            Fidelity.IGNORED,
            "encoding",
            "only forms and multipart bodies have parts",
            pointer,
        )
        return ()
    made: list[PartEncoding] = []
    for name, value in encodings.items():
        node = object_of(value)
        at = f"{pointer}/{escape(name)}"
        explode = node.get("explode")
        made.append(
            PartEncoding(
                wire_name=name,
                content_type=text_of(node.get("contentType")),
                style=read_style(node.get("style"), at) if "style" in node else None,
                explode=explode if isinstance(explode, bool) else None,
                allow_reserved=node.get("allowReserved") is True,
                headers=_part_headers(context, object_of(node.get("headers")), at, encoding),
            )
        )
    return tuple(made)


def _part_headers(
    context: Context, headers: JsonObject, pointer: str, encoding: BodyEncoding
) -> tuple[tuple[str, str | None], ...]:
    """Headers of a part: name and the constant that its schema fixes, if it does."""
    made: list[tuple[str, str | None]] = []
    for name, value in headers.items():
        node, at = context.followed(value, f"{pointer}/headers/{escape(name)}")
        if name.lower() == "content-type" or encoding is BodyEncoding.FORM:
            continue
        refuse_header(name, at)
        constant = only_text(object_of(node.get("schema")))
        if constant is None:
            required = node.get("required") is True
            context.note(
                "part-headers",
                Fidelity.APPROXIMATED if required else Fidelity.LOOSE,
                name,
                "a part has this header only where `File(headers=…)` gives it",
                at,
            )
        made.append((name, constant))
    return tuple(made)

"""Responses (OpenAPI 3.1 §4.8.16–17): statuses, contents, headers."""

import re

from generator.ir.api import (
    DefaultStatus,
    ExactStatus,
    Response,
    ResponseHeader,
    Status,
    StatusRange,
)
from generator.ir.document import JsonObject
from generator.ir.fidelity import Fidelity
from generator.ir.schema import OperationOrigin, Role, SchemaOrigin, SharedOrigin
from generator.lower.bodies import read_contents
from generator.lower.context import Context
from generator.lower.headers import is_header
from generator.lower.located import Located, escape, object_of, refuse, text_of, unescape


def read_responses(
    context: Context, key: str, responses: JsonObject, pointer: str
) -> tuple[Response, ...]:
    """The documented responses, in the specification's order."""
    successes = [s for s in responses if s.startswith("2")]
    errors = [s for s in responses if not s.startswith(("2", "x-"))]
    made: list[Response] = []
    for status, value in responses.items():
        if status.startswith("x-"):
            continue
        here = f"{pointer}/responses/{escape(status)}"
        with context.collector.part():
            node, at = context.followed(value, here)
            alone = (successes if status.startswith("2") else errors) == [status]
            origin = _origin(key, status, at, here, alone=alone and status.startswith("2"))
            made.append(
                Response(
                    status=read_status(status, here),
                    contents=read_contents(context, node, at, origin, received=True),
                    headers=_headers(context, key, object_of(node.get("headers")), at),
                    description=text_of(node.get("description")),
                    pointer=at,
                )
            )
    return tuple(made)


def _origin(key: str, status: str, at: str, here: str, *, alone: bool) -> SchemaOrigin:
    if at != here and at.startswith("/components/"):
        steps = at.split("/")
        return SharedOrigin(section=steps[2], key=unescape(steps[3]))
    return OperationOrigin(operation=key, role=Role.RESPONSE, status=None if alone else status)


def read_status(text: str, pointer: str) -> Status:
    """`200`, `4XX` or `default`.

    Raises:
        SpecError: `O323` it is none of them.
    """
    if text == "default":
        return DefaultStatus()
    if re.fullmatch(r"[1-5][0-9]{2}", text):
        return ExactStatus(code=int(text))
    if re.fullmatch(r"[1-5][xX]{2}", text):
        return StatusRange(hundreds=int(text[0]))
    raise refuse("O323", f"{text} is no status", pointer, "A status is `200`, `4XX` or `default`.")


def _headers(
    context: Context, key: str, headers: JsonObject, pointer: str
) -> tuple[ResponseHeader, ...]:
    made: list[ResponseHeader] = []
    for name, value in headers.items():
        here = f"{pointer}/headers/{escape(name)}"
        node, at = context.followed(value, here)
        if name.lower() == "content-type":
            continue
        if not is_header(name):
            context.note(
                "response-header-names",
                Fidelity.IGNORED,
                name,
                "no header can have this name (RFC 9110 §5.1)",
                at,
            )
            continue
        origin = OperationOrigin(operation=key, role=Role.RESPONSE_HEADER, part=(name,))
        content = object_of(node.get("content"))
        media_type = next(iter(content), None)
        schema = (
            Located(object_of(content[media_type]), f"{at}/content/{escape(media_type)}")
            if media_type
            else Located(node, at)
        )
        made.append(
            ResponseHeader(
                wire_name=name,
                type=context.schemas.type_of(schema.step("schema"), origin),
                required=node.get("required") is True,
                description=text_of(node.get("description")),
                deprecated=node.get("deprecated") is True,
                style_explode=node.get("explode") is True,
                media_type=media_type,
                pointer=at,
            )
        )
    return tuple(made)

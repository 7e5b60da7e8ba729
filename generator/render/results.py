"""Results and errors of operations: annotations, readers, and the union of all error bodies."""

from msgspec import Struct

from generator.ir.api import (
    BodyEncoding,
    Content,
    DefaultStatus,
    ExactStatus,
    Operation,
    Response,
    Status,
    StatusRange,
)
from generator.python.arguments import preferred
from generator.python.code import Code, Expression, Import
from generator.python.codecs import decoder
from generator.python.results import is_success, success_shape
from generator.python.types import Scope, annotation, union

_READERS = "._runtime.readers"


class ResultText(Struct, frozen=True):
    """What an operation's method returns, and how it is read."""

    annotation: Expression
    reader: Expression
    accept: str | None


def result_text(operation: Operation, scope: Scope) -> ResultText:
    """The result of the operation's own method."""
    shape = success_shape(operation)
    if not shape.answers:
        return ResultText(Expression(Code("None")), _named("no_body"), None)
    types = [_annotation(content, scope) for _, content in shape.answers]
    readers = [(response.status, _reader(content, scope)) for response, content in shape.answers]
    kinds = [kind for response, content in shape.answers for kind in _kinds(response, content)]
    accept = ", ".join(dict.fromkeys(kinds))
    return ResultText(
        union(list(dict.fromkeys(types))),
        _by_status(readers),
        None if accept in ("", "application/json") else accept,
    )


def _kinds(response: Response, content: Content | None) -> list[str]:
    """The media types that a response is asked for in; bytes are read in any that is documented."""
    if content is None:
        return []
    if content.encoding is not BodyEncoding.BYTES:
        return [content.media_type]
    return [c.media_type for c in response.contents if c.encoding is BodyEncoding.BYTES]


def error_text(operation: Operation, scope: Scope) -> Expression:
    """How the body of a failure is read."""
    found = [(r.status, _reader(c, scope)) for r, c in _error_contents(operation)]
    default = [reader for status, reader in found if isinstance(status, DefaultStatus)]
    distinct = list(dict.fromkeys(reader.code for _, reader in found))
    if not found:
        return _named("no_body")
    if len(distinct) == 1:
        return found[0][1]
    if not default and len({r.code for _, r in found}) == 1:
        return found[0][1]
    return _by_status(found)


def error_types(operation: Operation, scope: Scope) -> list[Expression]:
    """The types of the documented error bodies."""
    return list(dict.fromkeys(_annotation(c, scope) for _, c in _error_contents(operation)))


def error_union(scope: Scope) -> Expression:
    """The union of all documented error bodies; `None` where there is none."""
    found = [t for o in scope.api.operations for t in error_types(o, scope)]
    return union(list(dict.fromkeys(found))) if found else Expression(Code("None"))


def _error_contents(operation: Operation) -> list[tuple[Response, Content]]:
    answered = {id(r) for r, _ in success_shape(operation).answers}
    return [
        (r, c)
        for r in operation.responses
        if not is_success(r)
        and id(r) not in answered
        and (c := preferred(r.contents)) is not None
        and c.encoding in (BodyEncoding.JSON, BodyEncoding.TEXT)
    ]


def _annotation(content: Content | None, scope: Scope) -> Expression:
    if content is None:
        return Expression(Code("None"))
    match content.encoding:
        case BodyEncoding.JSON:
            return annotation(content.type, scope)
        case BodyEncoding.TEXT:
            return Expression(Code("str"))
        case BodyEncoding.NDJSON | BodyEncoding.EVENT_STREAM:
            inner = annotation(content.type, scope)
            return Expression(Code(f"list[{inner.code}]"), inner.imports)
        case _:
            return Expression(Code("bytes"))


def _reader(content: Content | None, scope: Scope) -> Expression:
    if content is None:
        return _named("no_body")
    match content.encoding:
        case BodyEncoding.JSON:
            return _wrapping("json_body", decoder(content.type, scope))
        case BodyEncoding.TEXT:
            return _named("text_body")
        case BodyEncoding.NDJSON | BodyEncoding.EVENT_STREAM:
            return _wrapping("lines_body", decoder(content.type, scope))
        case _:
            return _named("bytes_body")


def _by_status(readers: list[tuple[Status, Expression]]) -> Expression:
    if len(readers) == 1:
        return readers[0][1]
    if len({reader.code for _, reader in readers}) == 1:
        return readers[0][1]
    entries = ", ".join(f"{_status_key(status)}: {reader.code}" for status, reader in readers)
    imports = frozenset({Import(_READERS, "by_status")}).union(*(r.imports for _, r in readers))
    return Expression(Code(f"by_status({{{entries}}})"), imports)


def _status_key(status: Status) -> int:
    match status:
        case ExactStatus(code=code):
            return code
        case StatusRange(hundreds=hundreds):
            return hundreds
        case DefaultStatus():
            return 0


def _named(name: str) -> Expression:
    return Expression(Code(name), frozenset({Import(_READERS, name)}))


def _wrapping(name: str, inner: Expression) -> Expression:
    return Expression(Code(f"{name}({inner.code})"), inner.imports | {Import(_READERS, name)})

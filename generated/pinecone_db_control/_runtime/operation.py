"""Operations: what the specification says of a call, and the request and result it makes. No I/O."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from .codec import is_object, parse_json
from .errors import BaseStatusError, DecodeError, request_id
from .model import dump_json
from .options import RequestOptions
from .readers import Answer, Reader
from .serialization import cookie_header, header_value, path_value, query_string
from .unset import UNSET

Result = TypeVar("Result")
Body = TypeVar("Body")

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


@dataclass(frozen=True, slots=True)
class Content:
    """A request's body that is not JSON.

    Attributes:
        content: Bytes, or chunks of them.
        media_type: With its parameters.
        replayable: Whether it can be sent a second time.
    """

    content: bytes | Iterable[bytes]
    media_type: str
    replayable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation(Generic[Result, Body]):
    """One operation.

    Attributes:
        path: With a `{name}` for each parameter.
        result: Reads a 2xx answer.
        error_body: Reads the body of another.
        error: Gives the class that a status outside 2xx raises.
        accept: What is asked for.
        security: Alternatives of credentials that hold together; `None`: the client's.
        base_url: Where the operation is served, if not where the client's others are.
        retries: How often it may be repeated; `None`: as the client says.
        idempotency_header: A header by which the server recognises a repetition.
        message: Where an error's body has its message.
    """

    id: str
    method: str
    path: str
    result: Reader[Result]
    error_body: Reader[Body | None]
    error: Callable[[int], type[BaseStatusError[Body]]]
    accept: str = "application/json"
    security: tuple[tuple[str, ...], ...] | None = None
    base_url: str | None = None
    retries: int | None = None
    idempotency_header: str | None = None
    message: tuple[str, ...] = ()

    def expand(self, parameters: Mapping[str, Any]) -> str:
        """The path with its parameters in place, percent-encoded.

        Raises:
            ValueError: A value is empty, `.` or `..`, and would lead to another path.
        """
        if not parameters:
            return self.path
        path = re.sub(
            r"{(.*?)}", lambda match: path_value(match[1], parameters[match[1]]), self.path
        )
        if any(step in {".", ".."} for step in path.split("/")):
            raise ValueError(f"{path!r} would lead to another path")
        return path

    def read(self, answer: Answer) -> Result:
        """What an answer means to the caller: a result, or an exception."""
        if 200 <= answer.status < 300:
            try:
                return self.result(answer)
            except DecodeError as error:
                error.status = answer.status
                error.request_id = request_id(answer.headers)
                error.content = answer.content
                raise
        raise self.failure(answer)

    def failure(self, answer: Answer) -> BaseStatusError[Body]:
        """The exception for an answer outside 2xx. Its body never hides the status."""
        try:
            body = self.error_body(answer)
        except (DecodeError, RecursionError):
            body = None
        return self.error(answer.status)(
            self.id, answer.status, answer.headers, answer.content, body, self._message(answer)
        )

    def _message(self, answer: Answer) -> str:
        if not self.message:
            return ""
        try:
            found = parse_json(answer.content)
        except DecodeError:
            return ""
        for step in self.message:
            found = found.get(step) if is_object(found) else None
        return found if isinstance(found, str) else ""


@dataclass(slots=True)
class Prepared:
    """A request, ready to be sent but for its credentials."""

    method: str
    url: str
    headers: dict[str, str]
    content: bytes | Iterable[bytes] | None
    replayable: bool
    query: list[str] = field(default_factory=list[str])
    cookies: list[str] = field(default_factory=list[str])

    def target(self) -> str:
        """The URL with its query."""
        if not self.query:
            return self.url
        return self.url + ("&" if "?" in self.url else "?") + "&".join(self.query)


def prepare(
    operation: Operation[Any, Any],
    *,
    base_url: str,
    defaults: Mapping[str, str],
    path: Mapping[str, Any],
    query: Mapping[str, Any],
    headers: Mapping[str, Any],
    cookies: Mapping[str, Any],
    json: object,
    body: Content | None,
    options: RequestOptions,
) -> Prepared:
    """Make the request of a call.

    Raises:
        ValueError: A value can't stand where it should.
    """
    sent = {"Accept": operation.accept, **defaults}
    for name, value in headers.items():
        if value is not None:
            sent[name] = header_value(name, value)
    content: bytes | Iterable[bytes] | None = None
    replayable = True
    if json is not UNSET:
        if options.extra_body and is_object(json):
            json = {**json, **options.extra_body}
        content = dump_json(json)
        sent.setdefault("Content-Type", "application/json")
    elif body is not None:
        content, replayable = body.content, body.replayable
        sent["Content-Type"] = header_value("Content-Type", body.media_type)
    if options.headers:
        _override(sent, options.headers)
    if options.idempotency_key is not None:
        name = operation.idempotency_header or "Idempotency-Key"
        sent[name] = header_value(name, options.idempotency_key)
    prepared = Prepared(
        method=operation.method,
        url=(operation.base_url or base_url) + operation.expand(path),
        headers=sent,
        content=content,
        replayable=replayable,
    )
    if query and (written := query_string(query)):
        prepared.query.append(written)
    if options.extra_query:
        prepared.query.append(query_string(options.extra_query))
    if cookies and (cookie := cookie_header(cookies)):
        prepared.cookies.append(cookie)
    return prepared


def _override(headers: dict[str, str], given: Mapping[str, str]) -> None:
    """Lay headers over others, names compared without regard to case."""
    for name, value in given.items():
        checked = checked_header(name, value)
        for other in [n for n in headers if n.lower() == name.lower()]:
            del headers[other]
        headers[name] = checked


def checked_header(name: str, value: str) -> str:
    """A header's value, its name and itself checked.

    Raises:
        ValueError: One of them could not stand in a request.
    """
    if not _TOKEN.fullmatch(name):
        raise ValueError(f"{name!r} is no name of a header")
    return header_value(name, value)

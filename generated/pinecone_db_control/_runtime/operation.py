"""Operations: what the specification says of a call, its request and its result. No I/O."""

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from urllib.parse import urljoin, urlsplit

from .codec import is_array, is_object, parse_json
from .errors import ArgumentError, BaseStatusError, DecodeError, request_id
from .model import dump_json
from .options import RequestOptions
from .readers import Answer, Reader
from .serialization import cookie_header, header_value, path_value, query_string
from .unset import UNSET

Result = TypeVar("Result")
Body = TypeVar("Body")

_HOLE = re.compile(r"{(.*?)}")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


@dataclass(frozen=True, slots=True)
class Content:
    """A request's body that is not JSON.

    Attributes:
        content: Bytes, or chunks of them, made anew by each iteration where it is replayable.
        media_type: With its parameters.
        replayable: Whether it can be sent a second time.
        length: Bytes in all, where the chunks are known to have so many.
    """

    content: bytes | Iterable[bytes] = field(repr=False)
    media_type: str
    replayable: bool = True
    length: int | None = None


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
        base_url: Where the operation is served, if not where the client's others are; a path is
            one of the client's server.
        retries: How often it may be repeated; `None`: as the client says.
        idempotency_header: A header by which the server recognises a repetition; each call gets a
            key of its own where the caller gives none.
        message: Where an error's body has its message.
        repeatable: Whether sending it twice does no harm, whatever its method says.
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
    repeatable: bool = False

    def expand(self, parameters: Mapping[str, Any]) -> str:
        """The path with its parameters in place, percent-encoded.

        Raises:
            ArgumentError: A value is empty, `.` or `..`, and would lead to another path.
        """
        if not parameters:
            return self.path
        return _HOLE.sub(lambda hole: path_value(hole[1], parameters[hole[1]]), self.path)

    def read(self, answer: Answer, note: str = "") -> Result:
        """What an answer means to the caller: a result, or an exception."""
        if 200 <= answer.status < 300:
            try:
                return self.result(answer)
            except DecodeError as error:
                error.status = answer.status
                error.request_id = request_id(answer.headers)
                error.content = answer.content
                raise
        raise self.failure(answer, note)

    def failure(self, answer: Answer, note: str = "") -> BaseStatusError[Body]:
        """The exception for an answer outside 2xx. Its body never hides the status."""
        try:
            body = self.error_body(answer)
        except (DecodeError, RecursionError):
            body = None
        kind, message = self.error(answer.status), self._message(answer)
        return kind(self.id, answer.status, answer.headers, answer.content, body, message, note)

    def _message(self, answer: Answer) -> str:
        if not self.message:
            return ""
        try:
            found = parse_json(answer.content)
        except DecodeError:
            return ""
        for step in self.message:
            if is_object(found):
                found = found.get(step)
            else:
                found = found[int(step)] if is_array(found) and _within(step, found) else None
        return found if isinstance(found, str) else ""


def _within(step: str, found: Sequence[Any]) -> bool:
    return step.isascii() and step.isdigit() and int(step) < len(found)


@dataclass(slots=True, repr=False)
class Prepared:
    """A request, ready to be sent but for its credentials."""

    method: str
    url: str
    headers: dict[str, str]
    content: bytes | Iterable[bytes] | None
    replayable: bool
    repeatable: bool
    query: list[str] = field(default_factory=list[str])

    def __repr__(self) -> str:
        # What else it holds may be secret, and stands in the locals of a traceback.
        return f"<{self.method} request>"

    def add_cookie(self, pair: str) -> None:
        """Put a `name=value` pair into the `Cookie` header."""
        earlier = self.headers.get("Cookie")
        self.headers["Cookie"] = f"{earlier}; {pair}" if earlier else pair

    def target(self) -> str:
        """The URL with its query."""
        if not self.query:
            return self.url
        return self.url + ("&" if "?" in self.url else "?") + "&".join(self.query)


def prepare(
    operation: Operation[Any, Any],
    *,
    base_url: str,
    everywhere: bool,
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
        ArgumentError: A value can't stand where it should.
    """
    sent = {"Accept": operation.accept, **defaults}
    for name, value in headers.items():
        if value is not None:
            put_header(sent, name, header_value(name, value))
    content: bytes | Iterable[bytes] | None = None
    replayable = True
    if json is not UNSET:
        if options.extra_body and is_object(json):
            json = {**json, **options.extra_body}
        try:
            content = dump_json(json)
        except (TypeError, ValueError) as error:
            raise ArgumentError(f"the body is no JSON: {error}") from None
        if "Content-Type" not in sent:
            put_header(sent, "Content-Type", "application/json")
    elif body is not None:
        content, replayable = body.content, body.replayable
        put_header(sent, "Content-Type", header_value("Content-Type", body.media_type))
        if body.length is not None:
            sent["Content-Length"] = str(body.length)
    for name, value in options.headers.items():
        put_header(sent, name, checked_header(name, value))
    prepared = Prepared(
        method=operation.method,
        url=_served_at(operation.base_url, base_url, everywhere=everywhere)
        + operation.expand(path),
        headers=sent,
        content=content,
        replayable=replayable,
        repeatable=_keyed(operation.idempotency_header, options.idempotency_key, sent)
        or operation.repeatable,
    )
    if options.link is not None:
        prepared.url = _same_server(options.link, prepared.url)
    elif query and (written := query_string(query)):
        prepared.query.append(written)
    if options.extra_query:
        prepared.query.append(query_string(options.extra_query))
    if cookies and (cookie := cookie_header(cookies)):
        prepared.add_cookie(cookie)
    return prepared


def _served_at(own: str | None, base_url: str, *, everywhere: bool) -> str:
    """The server of an operation, which may have one of its own."""
    if own is None or (everywhere and "://" in own):
        return base_url
    return urljoin(f"{base_url}/", own).rstrip("/")


def _keyed(header: str | None, given: str | None, headers: dict[str, str]) -> bool:
    """Put a call's idempotency key into its headers; say whether it has one."""
    if given is not None:
        name = header or "Idempotency-Key"
        put_header(headers, name, header_value(name, given))
        return True
    if header is None:
        return False
    if not any(name.lower() == header.lower() for name in headers):
        headers[header] = _uuid4()
    return True


def _uuid4() -> str:
    """A random UUID (RFC 9562 §5.4); the module that makes them is not worth importing for it."""
    made = bytearray(os.urandom(16))
    made[6] = made[6] & 0x0F | 0x40
    made[8] = made[8] & 0x3F | 0x80
    text = made.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def _same_server(link: str, url: str) -> str:
    """A link that the server gave, absolute.

    Raises:
        ArgumentError: It leads to another server, which must not see the credentials.
    """
    found = urljoin(url, link)
    there, here = urlsplit(found), urlsplit(url)
    if (there.scheme, there.netloc) != (here.scheme, here.netloc):
        raise ArgumentError(f"the link {link[:200]!r} leads to another server")
    return found


def put_header(headers: dict[str, str], name: str, value: str) -> None:
    """Set a header, in place of one whose name differs in case at most."""
    if name not in headers:
        folded = name.lower()
        for other in [n for n in headers if n.lower() == folded]:
            del headers[other]
    headers[name] = value


def checked_header(name: str, value: str) -> str:
    """A header's value, its name and itself checked.

    Raises:
        ArgumentError: One of them could not stand in a request.
    """
    if not _TOKEN.fullmatch(name):
        raise ArgumentError(f"{name!r} is no name of a header")
    return header_value(name, value)

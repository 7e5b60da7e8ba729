"""Calls over HTTP: the only module that sends anything. `Transport`, and `AsyncTransport` to await."""

import inspect
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Iterable, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final, Self, TypeVar
from urllib.parse import urlsplit

import httpx2

from .credentials import AsyncSecret, Credential, chosen, require
from .errors import (
    ClosedError,
    ConnectionFailedError,
    CredentialsError,
    DeadlineError,
    ResponseTooLargeError,
    TimedOutError,
)
from .operation import Content, Operation, Prepared, checked_header, prepare
from .options import NO_OPTIONS, RawResponse, RequestOptions
from .readers import Answer
from .retries import RETRIED, RetryBudget, jitter, may_repeat, pause
from .unset import UNSET, Unset

Result = TypeVar("Result")

_NOTHING: Final[Mapping[str, Any]] = {}
_LOGGED: Final = frozenset(
    {
        "content-type",
        "content-length",
        "date",
        "retry-after",
        "x-request-id",
        "request-id",
        "server",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds for all calls of a client.

    Attributes:
        logger: Name under which requests and responses are logged, at DEBUG, without secrets.
    """

    base_url: str
    headers: Mapping[str, str]
    timeout: float | None
    deadline: float | None
    retries: int
    credentials: Mapping[str, Credential]
    security: tuple[tuple[str, ...], ...]
    on_request: Callable[[httpx2.Request], None] | None = None
    on_response: Callable[[RawResponse], None] | None = None
    max_response_bytes: int = 64 * 1024 * 1024
    logger: str = "client"


@dataclass(slots=True)
class Clock:
    """Time and chance; tests put their own in place."""

    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = jitter


CLOCK: Final = Clock()


def settings(
    *,
    base_url: str,
    headers: Mapping[str, str] | None,
    user_agent: str,
    constants: Mapping[str, str] | None = None,
    timeout: float | None,
    deadline: float | None,
    retries: int,
    credentials: Mapping[str, Credential] | None = None,
    security: tuple[tuple[str, ...], ...] = (),
    always: bool = False,
    on_request: Callable[[httpx2.Request], None] | None = None,
    on_response: Callable[[RawResponse], None] | None = None,
    logger: str = "client",
) -> Settings:
    """The settings of a client, checked.

    Args:
        always: Whether every operation needs credentials, so that their absence is an error here.

    Raises:
        CredentialsError: They are needed and absent.
        ValueError: The URL is not one of a server, or a header could not be sent.
    """
    found = urlsplit(base_url)
    if found.scheme not in ("http", "https") or not found.hostname or found.query or found.fragment:
        raise ValueError(f"base_url: {base_url!r} is not the URL of a server")
    sent = {"User-Agent": user_agent}
    for name, value in {**(constants or {}), **(headers or {})}.items():
        for other in [n for n in sent if n.lower() == name.lower()]:
            del sent[other]
        sent[name] = checked_header(name, value)
    if always:
        require(security, credentials or {})
    return Settings(
        base_url=base_url.rstrip("/"),
        headers=sent,
        timeout=timeout,
        deadline=deadline,
        retries=retries,
        credentials=credentials or {},
        security=security,
        on_request=on_request,
        on_response=on_response,
        logger=logger,
    )


def changed(
    base: Settings,
    *,
    timeout: float | Unset | None,
    deadline: float | Unset | None,
    retries: int | Unset,
    headers: Mapping[str, str] | None,
) -> Settings:
    """Settings with some of them replaced."""
    more = {name: checked_header(name, value) for name, value in (headers or {}).items()}
    folded = {name.lower() for name in more}
    kept = {n: v for n, v in base.headers.items() if n.lower() not in folded}
    return replace(
        base,
        timeout=base.timeout if timeout is UNSET else timeout,
        deadline=base.deadline if deadline is UNSET else deadline,
        retries=base.retries if retries is UNSET else retries,
        headers={**kept, **more},
    )


@dataclass(slots=True)
class _Call:
    """One call on its way: how often it was sent, and how long it may go on."""

    operation: Operation[Any, Any]
    prepared: Prepared
    options: RequestOptions
    settings: Settings
    clock: Clock
    budget: RetryBudget
    ends: float | None
    timeout: float | None
    retries: int
    attempts: int = 0
    failure: ConnectionFailedError | None = None

    def remaining(self) -> float | None:
        """Seconds until the deadline.

        Raises:
            DeadlineError: It has passed.
        """
        if self.ends is None:
            return None
        left = self.ends - self.clock.monotonic()
        if left <= 0:
            raise DeadlineError(f"{self.operation.id}: the deadline has passed") from self.failure
        return left

    def request_timeout(self) -> httpx2.Timeout:
        """The limits of one attempt."""
        left = self.remaining()
        limit = self.timeout
        if left is not None:
            limit = left if limit is None else min(limit, left)
        connect = limit if limit is None else min(limit, 5.0)
        return httpx2.Timeout(
            limit, connect=connect, pool=limit if limit is None else min(limit, 10.0)
        )

    def wait(self, status: int | None, headers: Mapping[str, str], *, sent: bool) -> float | None:
        """Seconds before another attempt; `None`: there is none."""
        keyed = (
            self.options.idempotency_key is not None
            or (self.operation.idempotency_header or "") in self.prepared.headers
        )
        if self.attempts > self.retries or (status is not None and status not in RETRIED):
            return None
        if not may_repeat(
            self.prepared.method, keyed=keyed, replayable=self.prepared.replayable, sent=sent
        ):
            return None
        seconds = pause(status, headers, self.attempts, self.clock.now(), self.clock.chance())
        if seconds is None or not self.budget.take():
            return None
        left = self.remaining()
        return None if left is not None and seconds >= left else seconds

    def finished(self, response: httpx2.Response, content: bytes) -> Answer:
        """Show an answer to those who asked for it."""
        options, hook = self.options.on_response, self.settings.on_response
        if options or hook:
            raw = RawResponse(
                status=response.status_code,
                headers=response.headers,
                content=content,
                attempts=self.attempts,
            )
            for see in (hook, options):
                if see:
                    see(raw)
        if response.status_code < 400:
            self.budget.give_back()
        return Answer(response.status_code, response.headers, content)


def _log(call: _Call, what: str, headers: Mapping[str, str] | None = None) -> None:
    logger = logging.getLogger(call.settings.logger)
    if logger.isEnabledFor(logging.DEBUG):
        shown = {k: v for k, v in (headers or {}).items() if k.lower() in _LOGGED}
        # The query may hold a secret, and so may the body: neither is shown.
        logger.debug("%s %s %s %s", call.operation.method, call.operation.path, what, shown)


class _Common:
    """What both transports have."""

    _settings: Settings
    _budget: RetryBudget
    _clock: Clock

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._settings.base_url!r})"

    def _call(
        self,
        operation: Operation[Any, Any],
        path: Mapping[str, Any],
        query: Mapping[str, Any],
        headers: Mapping[str, Any],
        cookies: Mapping[str, Any],
        json: object,
        body: Content | None,
        options: RequestOptions | None,
    ) -> _Call:
        settings = self._settings
        options = options or NO_OPTIONS
        prepared = prepare(
            operation,
            base_url=settings.base_url,
            defaults=settings.headers,
            path=path,
            query=query,
            headers=headers,
            cookies=cookies,
            json=json,
            body=body,
            options=options,
        )
        deadline = settings.deadline if options.deadline is UNSET else options.deadline
        retries = operation.retries if operation.retries is not None else settings.retries
        return _Call(
            operation=operation,
            prepared=prepared,
            options=options,
            settings=settings,
            clock=self._clock,
            budget=self._budget,
            ends=None if deadline is None else self._clock.monotonic() + deadline,
            timeout=(settings.timeout if options.timeout is UNSET else options.timeout),
            retries=retries if options.retries is UNSET else options.retries,
        )

    def _credentials(self, operation: Operation[Any, Any]) -> tuple[Credential, ...]:
        security = self._settings.security if operation.security is None else operation.security
        return chosen(security, self._settings.credentials)


class Transport(_Common):
    """A connection pool, and the way of a call through it. Safe among threads."""

    def __init__(
        self, settings: Settings, *, transport: httpx2.BaseTransport | None = None
    ) -> None:
        self._settings = settings
        self._budget = RetryBudget()
        self._clock = CLOCK
        self._http = httpx2.Client(transport=transport, follow_redirects=False)

    def with_settings(self, settings: Settings) -> Self:
        """A transport with other settings that shares the connections."""
        other = type(self).__new__(type(self))
        other._settings, other._budget = settings, self._budget
        other._clock, other._http = self._clock, self._http
        return other

    @property
    def settings(self) -> Settings:
        return self._settings

    def close(self) -> None:
        self._http.close()

    def call(
        self,
        operation: Operation[Result, Any],
        *,
        path: Mapping[str, Any] = _NOTHING,
        query: Mapping[str, Any] = _NOTHING,
        headers: Mapping[str, Any] = _NOTHING,
        cookies: Mapping[str, Any] = _NOTHING,
        json: object = UNSET,
        body: Content | None = None,
        options: RequestOptions | None = None,
    ) -> Result:
        """Make a call and read its answer."""
        call = self._call(operation, path, query, headers, cookies, json, body, options)
        with self._answered(call) as response:
            content = _read(call, response)
        return operation.read(call.finished(response, content))

    @contextmanager
    def stream(
        self,
        operation: Operation[Any, Any],
        *,
        path: Mapping[str, Any] = _NOTHING,
        query: Mapping[str, Any] = _NOTHING,
        headers: Mapping[str, Any] = _NOTHING,
        cookies: Mapping[str, Any] = _NOTHING,
        json: object = UNSET,
        body: Content | None = None,
        options: RequestOptions | None = None,
    ) -> Generator[Iterable[bytes], None, None]:
        """Make a call whose answer is read as it comes; an error is raised here."""
        call = self._call(operation, path, query, headers, cookies, json, body, options)
        with self._answered(call) as response:
            if not response.is_success:
                raise operation.failure(call.finished(response, _read(call, response)))
            yield _chunks(call, response)

    @contextmanager
    def _answered(self, call: _Call) -> Generator[httpx2.Response, None, None]:
        """The first answer that is not repeated away, open."""
        self._authorize(call)
        while True:
            request = self._request(call)
            call.attempts += 1
            try:
                with _translated(call):
                    response = self._http.send(request, stream=True)
            except ConnectionFailedError as error:
                seconds = call.wait(None, _NOTHING, sent=not _never_sent(error))
                if seconds is None:
                    raise
                call.failure = error
            else:
                _log(call, str(response.status_code), response.headers)
                seconds = call.wait(response.status_code, response.headers, sent=True)
                if seconds is None:
                    try:
                        yield response
                    finally:
                        response.close()
                    return
                response.close()
            call.clock.sleep(seconds)

    def _request(self, call: _Call) -> httpx2.Request:
        if self._http.is_closed:
            raise ClosedError("the client was closed: make a new one")
        request = self._http.build_request(
            call.prepared.method,
            call.prepared.target(),
            headers=call.prepared.headers,
            content=call.prepared.content,
            timeout=call.request_timeout(),
        )
        if call.settings.on_request:
            call.settings.on_request(request)
        return request

    def _authorize(self, call: _Call) -> None:
        for credential in self._credentials(call.operation):
            credential.apply(tuple(_asked(s) for s in credential.secrets), call.prepared)
        _put_cookies(call.prepared)


class AsyncTransport(_Common):
    """`Transport`, awaited."""

    def __init__(
        self, settings: Settings, *, transport: httpx2.AsyncBaseTransport | None = None
    ) -> None:
        self._settings = settings
        self._budget = RetryBudget()
        self._clock = CLOCK
        self._http = httpx2.AsyncClient(transport=transport, follow_redirects=False)

    def with_settings(self, settings: Settings) -> Self:
        """A transport with other settings that shares the connections."""
        other = type(self).__new__(type(self))
        other._settings, other._budget = settings, self._budget
        other._clock, other._http = self._clock, self._http
        return other

    @property
    def settings(self) -> Settings:
        return self._settings

    async def aclose(self) -> None:
        await self._http.aclose()

    async def call(
        self,
        operation: Operation[Result, Any],
        *,
        path: Mapping[str, Any] = _NOTHING,
        query: Mapping[str, Any] = _NOTHING,
        headers: Mapping[str, Any] = _NOTHING,
        cookies: Mapping[str, Any] = _NOTHING,
        json: object = UNSET,
        body: Content | None = None,
        options: RequestOptions | None = None,
    ) -> Result:
        """Make a call and read its answer."""
        call = self._call(operation, path, query, headers, cookies, json, body, options)
        async with self._answered(call) as response:
            content = await _aread(call, response)
        return operation.read(call.finished(response, content))

    @asynccontextmanager
    async def stream(
        self,
        operation: Operation[Any, Any],
        *,
        path: Mapping[str, Any] = _NOTHING,
        query: Mapping[str, Any] = _NOTHING,
        headers: Mapping[str, Any] = _NOTHING,
        cookies: Mapping[str, Any] = _NOTHING,
        json: object = UNSET,
        body: Content | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncGenerator[AsyncIterator[bytes], None]:
        """Make a call whose answer is read as it comes; an error is raised here."""
        call = self._call(operation, path, query, headers, cookies, json, body, options)
        async with self._answered(call) as response:
            if not response.is_success:
                raise operation.failure(call.finished(response, await _aread(call, response)))
            yield _achunks(call, response)

    @asynccontextmanager
    async def _answered(self, call: _Call) -> AsyncGenerator[httpx2.Response, None]:
        await self._authorize(call)
        while True:
            request = self._request(call)
            call.attempts += 1
            try:
                with _translated(call):
                    response = await self._http.send(request, stream=True)
            except ConnectionFailedError as error:
                seconds = call.wait(None, _NOTHING, sent=not _never_sent(error))
                if seconds is None:
                    raise
                call.failure = error
            else:
                _log(call, str(response.status_code), response.headers)
                seconds = call.wait(response.status_code, response.headers, sent=True)
                if seconds is None:
                    try:
                        yield response
                    finally:
                        await response.aclose()
                    return
                await response.aclose()
            if call.clock.sleep is time.sleep:
                await _pause(seconds)
            else:
                call.clock.sleep(seconds)

    def _request(self, call: _Call) -> httpx2.Request:
        if self._http.is_closed:
            raise ClosedError("the client was closed: make a new one")
        content = call.prepared.content
        request = self._http.build_request(
            call.prepared.method,
            call.prepared.target(),
            headers=call.prepared.headers,
            content=(
                content if content is None or isinstance(content, bytes) else _as_async(content)
            ),
            timeout=call.request_timeout(),
        )
        if call.settings.on_request:
            call.settings.on_request(request)
        return request

    async def _authorize(self, call: _Call) -> None:
        for credential in self._credentials(call.operation):
            values = [await _aasked(secret) for secret in credential.secrets]
            credential.apply(tuple(values), call.prepared)
        _put_cookies(call.prepared)


async def _pause(seconds: float) -> None:
    import asyncio

    await asyncio.sleep(seconds)


def _put_cookies(prepared: Prepared) -> None:
    if prepared.cookies:
        prepared.headers["Cookie"] = "; ".join(prepared.cookies)


def _asked(secret: AsyncSecret | None) -> str:
    """A secret's value now."""
    value = secret() if callable(secret) else secret
    if not isinstance(value, str) or not value:
        raise CredentialsError("a credential's callable gave no text")
    return value


async def _aasked(secret: AsyncSecret | None) -> str:
    value = secret() if callable(secret) else secret
    if inspect.isawaitable(value):
        value = await value
    if not isinstance(value, str) or not value:
        raise CredentialsError("a credential's callable gave no text")
    return value


async def _as_async(chunks: Iterable[bytes]) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


def _chunks(call: _Call, response: httpx2.Response) -> Generator[bytes, None, None]:
    with _translated(call):
        for chunk in response.iter_bytes():
            call.remaining()
            yield chunk


async def _achunks(call: _Call, response: httpx2.Response) -> AsyncGenerator[bytes, None]:
    with _translated(call):
        async for chunk in response.aiter_bytes():
            call.remaining()
            yield chunk


def _read(call: _Call, response: httpx2.Response) -> bytes:
    """The body, decompressed, up to the cap and before the deadline."""
    limit = call.settings.max_response_bytes
    made: list[bytes] = []
    size = 0
    for chunk in _chunks(call, response):
        size += len(chunk)
        if size > limit:
            raise ResponseTooLargeError(
                f"{call.operation.id}: the answer is larger than {limit} bytes"
            )
        made.append(chunk)
    return b"".join(made) if len(made) != 1 else made[0]


async def _aread(call: _Call, response: httpx2.Response) -> bytes:
    limit = call.settings.max_response_bytes
    made: list[bytes] = []
    size = 0
    async for chunk in _achunks(call, response):
        size += len(chunk)
        if size > limit:
            raise ResponseTooLargeError(
                f"{call.operation.id}: the answer is larger than {limit} bytes"
            )
        made.append(chunk)
    return b"".join(made) if len(made) != 1 else made[0]


def _never_sent(error: ConnectionFailedError) -> bool:
    """Whether the request can't have reached the server."""
    return isinstance(
        error.__cause__, (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
    )


@contextmanager
def _translated(call: _Call) -> Generator[None, None, None]:
    """httpx2's exceptions as ours."""
    try:
        yield
    except httpx2.TimeoutException as error:
        if call.ends is not None and call.clock.monotonic() >= call.ends:
            raise DeadlineError(f"{call.operation.id}: the deadline has passed") from error
        raise TimedOutError(f"{call.operation.id}: {str(error) or 'no answer in time'}") from error
    except (httpx2.RequestError, httpx2.InvalidURL) as error:
        raise ConnectionFailedError(f"{call.operation.id}: {error}") from error
    except RuntimeError as error:
        if "closed" in str(error):
            raise ClosedError("the client was closed: make a new one") from error
        raise

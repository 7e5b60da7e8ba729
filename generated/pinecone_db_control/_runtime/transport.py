"""Calls over HTTP: the only module that sends anything. `Transport`, and `AsyncTransport` to await.

Requests go to httpx2's transports, not through its client: no redirect is followed, no cookie kept,
no URL logged (its query may hold a secret). The proxies of the environment hold all the same.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterable, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from types import NoneType
from typing import Any, Final, NoReturn, Self, TypeVar
from urllib.request import getproxies, proxy_bypass

import httpx2

from .call import FAILURES, Call, Clock
from .connections import LEFT, async_watch, bound, watch
from .credentials import AsyncSecret, Credential, TokenSource, asked, async_asked, chosen
from .errors import (
    ApiError,
    ClosedError,
    ConnectionFailedError,
    DeadlineError,
    DecodeError,
    ResponseTooLargeError,
    request_id,
)
from .operation import Content, Operation, prepare
from .options import NO_OPTIONS, RequestOptions
from .readers import Answer
from .retries import RetryBudget
from .settings import Settings, without_hooks
from .unset import UNSET

Result = TypeVar("Result")

CLOCK: Final = Clock()
_NOTHING: Final[Mapping[str, Any]] = {}
_BROKEN: Final = (*FAILURES, ResponseTooLargeError)


@dataclass(slots=True)
class _Shared:
    """What a client and those made of it by `with_options` have in common, beside connections."""

    budget: RetryBudget = field(default_factory=RetryBudget)
    closed: bool = False


class _Common:
    """What both transports have."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._shared = _Shared()
        self._clock = CLOCK

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._settings.base_url!r})"

    def with_settings(self, settings: Settings) -> Self:
        """A transport with other settings that shares the connections."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__, _settings=settings)
        return other

    def __reduce__(self) -> NoReturn:
        raise TypeError("a client holds connections and can't be pickled")

    @property
    def settings(self) -> Settings:
        return self._settings

    def _begun(
        self,
        operation: Operation[Any, Any],
        path: Mapping[str, Any],
        query: Mapping[str, Any],
        headers: Mapping[str, Any],
        cookies: Mapping[str, Any],
        json: object,
        body: Content | None,
        options: RequestOptions | None,
    ) -> Call:
        """A call with its request made, and nothing sent."""
        settings = self._settings
        options = options or NO_OPTIONS
        deadline = settings.deadline if options.deadline is UNSET else options.deadline
        retries = settings.retries if operation.retries is None else operation.retries
        return Call(
            operation,
            prepare(
                operation,
                base_url=settings.base_url,
                everywhere=settings.everywhere,
                defaults=settings.headers,
                path=path,
                query=query,
                headers=headers,
                cookies=cookies,
                json=json,
                body=body,
                options=options,
            ),
            options,
            settings,
            self._clock,
            self._shared.budget,
            None if deadline is None else self._clock.monotonic() + deadline,
            settings.timeout if options.timeout is UNSET else options.timeout,
            retries if options.retries is UNSET else options.retries,
        )

    def _credentials(self, operation: Operation[Any, Any]) -> tuple[Credential, ...]:
        settings = self._settings
        security = settings.security if operation.security is None else operation.security
        return chosen(security, settings.credentials) if security else ()

    def _request(self, call: Call, content: Any, trace: Any) -> httpx2.Request:
        """The request of the next attempt."""
        if self._shared.closed:
            raise ClosedError("the client was closed: make a new one")
        prepared = call.prepared
        extensions: dict[str, Any] = {"timeout": call.timeouts()}
        if call.ends is not None:
            extensions["trace"] = trace
        request = httpx2.Request(
            prepared.method,
            prepared.target(),
            headers=prepared.headers,
            content=content,
            extensions=extensions,
        )
        if call.settings.on_request:
            call.settings.on_request(request)
        call.attempts += 1
        return request

    def _checked_size(self, call: Call, size: int) -> None:
        limit = self._settings.max_response_bytes
        if size > limit:
            raise ResponseTooLargeError(
                f"{call.operation.id}: the answer is larger than {limit} bytes (max_response_bytes)"
            )

    def _broken(self, error: Exception, call: Call, response: httpx2.Response) -> ApiError:
        """What it means that a body broke off."""
        if isinstance(error, ResponseTooLargeError):
            return error
        made = call.failed(error, closed=self._shared.closed)
        if isinstance(made, DecodeError):
            made.status, made.request_id = response.status_code, request_id(response.headers)
        return made


def _matters(error: ApiError, response: httpx2.Response) -> bool:
    """Whether a broken body is what to raise: the status of an error says more than its body."""
    return response.is_success or isinstance(error, (DeadlineError, ClosedError))


def _proxy(url: str) -> str | None:
    """The proxy that the environment names for a server (`HTTPS_PROXY`, `NO_PROXY`, …)."""
    found = getproxies()
    server = httpx2.URL(url)
    proxy = found.get(server.scheme) or found.get("all")
    if not proxy or proxy_bypass(server.host):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


class Transport(_Common):
    """A connection pool, and the way of a call through it. Safe among threads."""

    def __init__(
        self, settings: Settings, *, transport: httpx2.BaseTransport | None = None
    ) -> None:
        super().__init__(settings)
        self._http = transport or httpx2.HTTPTransport(proxy=_proxy(settings.base_url))

    def close(self) -> None:
        self._shared.closed = True
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
        call = self._begun(operation, path, query, headers, cookies, json, body, options)
        self._authorize(call)
        while True:
            try:
                answer = self._read(call, self._sent(call))
            except ConnectionFailedError:
                pause = call.pause_after_failure()
                if pause is None:
                    raise
            else:
                pause = call.pause_after(answer)
                if pause is None:
                    return operation.read(answer, call.note)
            self._clock.sleep(pause)

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
        call = self._begun(operation, path, query, headers, cookies, json, body, options)
        self._authorize(call)
        response = self._opened(call)
        try:
            call.opened(response)
            yield self._chunks(call, response)
        finally:
            response.close()

    def _opened(self, call: Call) -> httpx2.Response:
        """The head of a success; an error is raised."""
        while True:
            try:
                response = self._sent(call)
                answer = None if response.is_success else self._read(call, response)
            except ConnectionFailedError:
                pause = call.pause_after_failure()
                if pause is None:
                    raise
            else:
                if answer is None:
                    return response
                pause = call.pause_after(answer)
                if pause is None:
                    raise call.operation.failure(answer, call.note)
            self._clock.sleep(pause)

    def _authorize(self, call: Call) -> None:
        for credential in self._credentials(call.operation):
            values = [self._asked(secret, call) for secret in credential.secrets]
            credential.apply(values, call.prepared)

    def _asked(self, secret: AsyncSecret | TokenSource | None, call: Call) -> str:
        """A secret's value now."""
        if isinstance(secret, TokenSource):
            own = partial(self._plain().call, options=RequestOptions(deadline=call.remaining()))
            return secret.token(own, self._clock.monotonic)
        return asked(secret)

    def _plain(self) -> Self:
        return self.with_settings(without_hooks(self._settings))

    def _sent(self, call: Call) -> httpx2.Response:
        """The head of an attempt's answer."""
        request = self._request(call, call.prepared.content, watch)
        token = None if call.ends is None else LEFT.set(call.remaining)
        try:
            response = self._http.handle_request(request)
        except FAILURES as error:
            del request
            made = call.failed(error, closed=self._shared.closed)
            raise made from made.__cause__
        finally:
            if token is not None:
                LEFT.reset(token)
        stale = bound(response)
        if stale is not None:
            stale.close()
            raise call.unasked()
        return response

    def _read(self, call: Call, response: httpx2.Response) -> Answer:
        """An answer with its body, decompressed, up to the cap and before the deadline."""
        made: list[bytes] = []
        size = 0
        token = None if call.ends is None else LEFT.set(call.remaining)
        try:
            for chunk in response.iter_bytes():
                size += len(chunk)
                self._checked_size(call, size)
                made.append(chunk)
                call.remaining()
        except _BROKEN as error:
            broken = self._broken(error, call, response)
            if _matters(broken, response):
                raise broken from broken.__cause__
        finally:
            response.close()
            if token is not None:
                LEFT.reset(token)
        return call.answered(response, b"".join(made))

    def _chunks(self, call: Call, response: httpx2.Response) -> Generator[bytes, None, None]:
        """A body as it comes, before the deadline."""
        chunks = response.iter_bytes()
        while True:
            token = LEFT.set(call.remaining)
            try:
                call.remaining()
                chunk = next(chunks, None)
            except FAILURES as error:
                broken = self._broken(error, call, response)
                raise broken from broken.__cause__
            finally:
                LEFT.reset(token)
            if chunk is None:
                return
            yield chunk


class AsyncTransport(_Common):
    """`Transport`, awaited."""

    def __init__(
        self, settings: Settings, *, transport: httpx2.AsyncBaseTransport | None = None
    ) -> None:
        super().__init__(settings)
        self._http = transport or httpx2.AsyncHTTPTransport(proxy=_proxy(settings.base_url))

    async def aclose(self) -> None:
        self._shared.closed = True
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
        call = self._begun(operation, path, query, headers, cookies, json, body, options)
        await self._authorize(call)
        while True:
            try:
                answer = await self._read(call, await self._sent(call))
            except ConnectionFailedError:
                pause = call.pause_after_failure()
                if pause is None:
                    raise
            else:
                pause = call.pause_after(answer)
                if pause is None:
                    return operation.read(answer, call.note)
            await self._clock.asleep(pause)

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
        call = self._begun(operation, path, query, headers, cookies, json, body, options)
        await self._authorize(call)
        response = await self._opened(call)
        try:
            call.opened(response)
            yield self._chunks(call, response)
        finally:
            await response.aclose()

    async def _opened(self, call: Call) -> httpx2.Response:
        """The head of a success; an error is raised."""
        while True:
            try:
                response = await self._sent(call)
                answer = None if response.is_success else await self._read(call, response)
            except ConnectionFailedError:
                pause = call.pause_after_failure()
                if pause is None:
                    raise
            else:
                if answer is None:
                    return response
                pause = call.pause_after(answer)
                if pause is None:
                    raise call.operation.failure(answer, call.note)
            await self._clock.asleep(pause)

    async def _authorize(self, call: Call) -> None:
        for credential in self._credentials(call.operation):
            values = [await self._asked(secret, call) for secret in credential.secrets]
            credential.apply(values, call.prepared)

    async def _asked(self, secret: AsyncSecret | TokenSource | None, call: Call) -> str:
        if isinstance(secret, TokenSource):
            own = partial(self._plain().call, options=RequestOptions(deadline=call.remaining()))
            return await secret.async_token(own, self._clock.monotonic)
        return await async_asked(secret)

    def _plain(self) -> Self:
        return self.with_settings(without_hooks(self._settings))

    async def _sent(self, call: Call) -> httpx2.Response:
        content: Any = call.prepared.content
        if not isinstance(content, (bytes, NoneType)):
            content = _as_async(content)
        request = self._request(call, content, async_watch)
        token = None if call.ends is None else LEFT.set(call.remaining)
        try:
            response = await self._http.handle_async_request(request)
        except FAILURES as error:
            del request
            made = call.failed(error, closed=self._shared.closed)
            raise made from made.__cause__
        finally:
            if token is not None:
                LEFT.reset(token)
        stale = bound(response)
        if stale is not None:
            await stale.aclose()
            raise call.unasked()
        return response

    async def _read(self, call: Call, response: httpx2.Response) -> Answer:
        made: list[bytes] = []
        size = 0
        token = None if call.ends is None else LEFT.set(call.remaining)
        try:
            async for chunk in response.aiter_bytes():
                size += len(chunk)
                self._checked_size(call, size)
                made.append(chunk)
                call.remaining()
        except _BROKEN as error:
            broken = self._broken(error, call, response)
            if _matters(broken, response):
                raise broken from broken.__cause__
        finally:
            await response.aclose()
            if token is not None:
                LEFT.reset(token)
        return call.answered(response, b"".join(made))

    async def _chunks(self, call: Call, response: httpx2.Response) -> AsyncGenerator[bytes, None]:
        chunks = response.aiter_bytes()
        while True:
            token = LEFT.set(call.remaining)
            try:
                call.remaining()
                chunk = await anext(chunks, None)
            except FAILURES as error:
                broken = self._broken(error, call, response)
                raise broken from broken.__cause__
            finally:
                LEFT.reset(token)
            if chunk is None:
                return
            yield chunk


async def _as_async(chunks: Iterable[bytes]) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk

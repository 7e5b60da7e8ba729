"""The runtime driven directly, sync and async from one table: what a test does is a function of a
transport, and what it gives is awaited where it must be."""

import asyncio
import inspect
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx2

from generator.runtime.call import Clock
from generator.runtime.credentials import Credential
from generator.runtime.downloads import AsyncDownload, Download
from generator.runtime.errors import ApiError, BaseStatusError
from generator.runtime.operation import Operation
from generator.runtime.readers import bytes_body, json_body, no_body
from generator.runtime.settings import settings
from generator.runtime.streams import AsyncStream, Stream
from generator.runtime.transport import AsyncTransport, Transport

CONTEXT = ssl.create_default_context()
CANARY = "canary-7f3a"
BEARER: dict[str, Credential] = {"key": Credential("header", "Api-Key", (CANARY,), "key", "KEY")}


class StatusError(BaseStatusError[Any]):
    """Any status outside 2xx."""


def plain(value: Any) -> Any:
    return value


def operation(method: str, path: str = "/things", **more: Any) -> Operation[Any, Any]:
    """An operation of JSON bodies."""
    values: dict[str, Any] = {
        "result": json_body(plain),
        "error_body": json_body(plain),
        "error": lambda _: StatusError,
    }
    return Operation(id=f"{method.lower()}Thing", method=method, path=path, **(values | more))


GET = operation("GET")
PUT = operation("PUT")
DELETE = operation("DELETE")
POST = operation("POST")
PATCH = operation("PATCH")
KEYED = operation("POST", idempotency_header="Idempotency-Key")
NAMED = operation("GET", "/indexes/{name}/backups")
BYTES = operation("GET", result=bytes_body)
NOTHING = operation("DELETE", result=no_body)

Act = Callable[[Any], Any]


@dataclass
class FakeTime:
    """Time that passes only by sleeping, and chance that is none."""

    at: float = 1000.0
    date: float = 1_000_000_000.0
    chance: float = 1.0
    slept: list[float] = field(default_factory=list[float])

    def clock(self) -> Clock:
        async def asleep(seconds: float) -> None:
            self.sleep(seconds)

        return Clock(
            monotonic=lambda: self.at,
            now=lambda: self.date,
            sleep=self.sleep,
            asleep=asleep,
            chance=lambda: self.chance,
        )

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


def no_pauses() -> Clock:
    """Real time, in which pauses take none."""

    async def asleep(seconds: float) -> None:
        await asyncio.sleep(0)

    return Clock(sleep=lambda _: None, asleep=asleep)


@dataclass(frozen=True)
class Driver:
    """Runs acts on a sync or an async transport."""

    asynchronous: bool

    def outcomes(
        self,
        url: str,
        *acts: Act,
        clock: Clock | None = None,
        transport: Any = None,
        limits: httpx2.Limits | None = None,
        own: bool = True,
        **more: Any,
    ) -> list[Any]:
        """What each act gives, or the `ApiError` that it raises; the client is closed afterwards.

        Args:
            own: Whether a transport of the test's is used: the client's would read the machine's
                certificates each time.
        """
        values: dict[str, Any] = {
            "headers": None,
            "user_agent": "test/1",
            "timeout": 5.0,
            "deadline": None,
            "retries": 2,
        }
        base = settings(base_url=url, **(values | more))
        if transport is None and own:
            kind = httpx2.AsyncHTTPTransport if self.asynchronous else httpx2.HTTPTransport
            transport = kind(limits=limits or httpx2.Limits(), verify=CONTEXT)
        if self.asynchronous:
            return asyncio.run(self._async(base, acts, clock or no_pauses(), transport))
        made = Transport(base, transport=transport)
        made._clock = clock or no_pauses()
        found: list[Any] = []
        try:
            for act in acts:
                try:
                    found.append(act(made))
                except ApiError as error:
                    found.append(error)
        finally:
            made.close()
        return found

    async def _async(
        self, base: Any, acts: tuple[Act, ...], clock: Clock, transport: Any
    ) -> list[Any]:
        made = AsyncTransport(base, transport=transport)
        made._clock = clock
        found: list[Any] = []
        try:
            for act in acts:
                try:
                    value = act(made)
                    found.append(await value if inspect.isawaitable(value) else value)
                except ApiError as error:
                    found.append(error)
        finally:
            await made.aclose()
        return found

    def outcome(self, url: str, act: Act, **more: Any) -> Any:
        """What one act gives or raises."""
        return self.outcomes(url, act, **more)[0]


def calling(operation: Operation[Any, Any], **more: Any) -> Act:
    """The act of a call."""
    return lambda transport: transport.call(operation, **more)


def streaming(operation: Operation[Any, Any], *, events: bool = True, **more: Any) -> Act:
    """The act of reading a stream to its end."""

    def act(transport: Any) -> Any:
        opened = transport.stream(operation, **more)
        if isinstance(transport, Transport):
            with Stream(opened, plain, events=events) as stream:
                return list(stream)

        async def read() -> list[Any]:
            async with AsyncStream(opened, plain, events=events) as stream:
                return [item async for item in stream]

        return read()

    return act


def downloading(operation: Operation[Any, Any], path: Any = None, **more: Any) -> Act:
    """The act of downloading: the bytes, or the size of the file that they are saved to."""

    def act(transport: Any) -> Any:
        opened = transport.stream(operation, **more)
        if isinstance(transport, Transport):
            with Download(opened) as download:
                return download.read() if path is None else download.save(path)

        async def read() -> Any:
            async with AsyncDownload(opened) as download:
                return await (download.read() if path is None else download.save(path))

        return read()

    return act

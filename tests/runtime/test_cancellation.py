"""Cancelled, closed and crowded: scenarios 21, 22, 35. Async, for only there is cancellation."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import httpx2
import pytest

from generator.runtime.errors import ApiError, ClosedError, ConnectionFailedError, TimedOutError
from generator.runtime.operation import Content
from generator.runtime.options import RequestOptions
from generator.runtime.settings import settings
from generator.runtime.transport import AsyncTransport, Transport
from tests.runtime.driving import GET, POST, PUT
from tests.runtime.misbehaving_server import Exchange, misbehaving_server


def base_of(url: str, **more: Any) -> Any:
    values: dict[str, Any] = {"timeout": 5.0, "deadline": None, "retries": 2}
    return settings(base_url=url, headers=None, user_agent="x", **(values | more))


def faulty(exchange: Exchange) -> None:
    """Fine, but for what a query asks for."""
    what = exchange.request.target.partition("=")[2]
    if what == "silence":
        exchange.silence()
    elif what == "stall":
        exchange.send(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{")
        exchange.silence()
    elif what == "busy":
        exchange.reply(503, b"", {"Retry-After": "50"})
    else:
        exchange.reply()


class SlowBody:
    """A body that never comes to its end."""

    def __iter__(self) -> Any:
        while True:
            yield b"x" * 65536


CALLS: dict[str, Callable[[AsyncTransport], Awaitable[Any]]] = {
    "header wait": lambda t: t.call(GET, query={"do": "silence"}),
    "body read": lambda t: t.call(GET, query={"do": "stall"}),
    "backoff": lambda t: t.call(GET, query={"do": "busy"}),
    "with a deadline": lambda t: t.call(
        GET, query={"do": "stall"}, options=RequestOptions(deadline=30.0)
    ),
    "send": lambda t: t.call(PUT, body=Content(SlowBody(), "text/plain")),
}


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("after", [0.0, 0.001, 0.03])
def test_a_cancelled_call_leaves_the_client_whole(name: str, after: float) -> None:
    async def story(url: str) -> None:
        limits = httpx2.Limits(max_connections=2)
        transport = AsyncTransport(base_of(url), transport=httpx2.AsyncHTTPTransport(limits=limits))
        for _ in range(4):
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(after):
                    await CALLS[name](transport)
        tasks = [asyncio.ensure_future(CALLS[name](transport)) for _ in range(6)]
        await asyncio.sleep(after)
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        assert [type(error) for error in ended] == [asyncio.CancelledError] * 6
        for _ in range(20):
            assert await transport.call(GET, options=RequestOptions(timeout=2.0)) == {}
        await transport.aclose()

    with misbehaving_server(faulty) as server:
        asyncio.run(story(server.url))


def test_a_stuck_call_does_not_stop_fifty_others() -> None:
    async def story(url: str) -> list[Any]:
        limits = httpx2.Limits(max_connections=2)
        transport = AsyncTransport(base_of(url), transport=httpx2.AsyncHTTPTransport(limits=limits))
        stuck = asyncio.ensure_future(CALLS["header wait"](transport))
        found = await asyncio.gather(*[transport.call(GET) for _ in range(50)])
        stuck.cancel()
        await transport.aclose()
        return found

    with misbehaving_server(faulty) as server:
        assert asyncio.run(story(server.url)) == [{}] * 50


def test_calls_that_find_no_connection_time_out() -> None:
    async def story(url: str) -> list[Any]:
        limits = httpx2.Limits(max_connections=2)
        transport = AsyncTransport(
            base_of(url, retries=0), transport=httpx2.AsyncHTTPTransport(limits=limits)
        )
        stuck = [asyncio.ensure_future(CALLS["header wait"](transport)) for _ in range(2)]
        await asyncio.sleep(0.05)
        found = await asyncio.gather(
            *[transport.call(GET, options=RequestOptions(timeout=0.05)) for _ in range(20)],
            return_exceptions=True,
        )
        for task in stuck:
            task.cancel()
        await asyncio.gather(*stuck, return_exceptions=True)
        found += [await transport.call(GET) for _ in range(20)]
        await transport.aclose()
        return found

    with misbehaving_server(faulty) as server:
        found = asyncio.run(story(server.url))
    assert [type(error) for error in found[:20]] == [TimedOutError] * 20
    assert found[20:] == [{}] * 20


def test_closing_ends_the_calls_in_flight() -> None:
    async def story(url: str) -> Any:
        transport = AsyncTransport(base_of(url))
        calls = [asyncio.ensure_future(CALLS["body read"](transport)) for _ in range(3)]
        await asyncio.sleep(0.1)
        await transport.aclose()
        return await asyncio.wait_for(asyncio.gather(*calls, return_exceptions=True), 3)

    with misbehaving_server(faulty) as server:
        found = asyncio.run(story(server.url))
        assert all(isinstance(error, ApiError) for error in found)

        transport = Transport(base_of(server.url, timeout=0.4))
        ended: list[Exception] = []

        def call() -> None:
            try:
                transport.call(POST, query={"do": "silence"})
            except ApiError as error:
                ended.append(error)

        thread = threading.Thread(target=call)
        thread.start()
        while server.count("POST") == 0:
            pass
        transport.close()
        thread.join()
    assert isinstance(ended[0], (ClosedError, ConnectionFailedError))
    with pytest.raises(ClosedError):
        transport.call(GET)

"""The deadline of a call covers all of it, whatever a server does: scenarios 4, 5, 22, 27."""

import socket
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import httpx2
import pytest

from generator.runtime.connections import bind, shorter, watch
from generator.runtime.errors import ConnectionFailedError, DeadlineError, TimedOutError
from generator.runtime.options import RequestOptions
from tests.runtime.driving import GET, POST, Driver, calling, downloading, streaming
from tests.runtime.misbehaving_server import Exchange, misbehaving_server

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"


def body_that_stalls(exchange: Exchange) -> None:
    exchange.send(HEAD + b"{")
    exchange.silence()


def body_that_drips(exchange: Exchange) -> None:
    exchange.send(HEAD)
    exchange.drip(b" " * 1000, every=0.05)


def body_that_drips_and_stalls(exchange: Exchange) -> None:
    exchange.send(HEAD)
    exchange.drip(b" " * 3, every=0.05)
    exchange.silence()


def head_that_drips(exchange: Exchange) -> None:
    exchange.drip(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1000, every=0.05)


def nothing(exchange: Exchange) -> None:
    exchange.silence()


@pytest.mark.parametrize(
    "answer",
    [
        nothing,
        head_that_drips,
        body_that_stalls,
        body_that_drips,
        body_that_drips_and_stalls,
    ],
)
@pytest.mark.parametrize("act", [calling(GET), downloading(GET)], ids=["call", "download"])
def test_a_deadline_binds(
    driver: Driver, answer: Callable[[Exchange], None], act: Callable[[Any], Any]
) -> None:
    with misbehaving_server(answer) as server:
        begun = time.monotonic()
        found = driver.outcome(server.url, act, deadline=0.3)
        took = time.monotonic() - begun
    assert isinstance(found, DeadlineError)
    assert 0.25 < took < 1.0
    assert server.count() == 1


def test_a_deadline_binds_a_connection_that_was_there_before(driver: Driver) -> None:
    def answer(exchange: Exchange) -> None:
        if exchange.number == 1:
            exchange.reply()
        else:
            head_that_drips(exchange)

    with misbehaving_server(answer) as server:
        begun = time.monotonic()
        first, second = driver.outcomes(
            server.url, calling(GET), calling(GET, options=RequestOptions(deadline=0.2))
        )
        took = time.monotonic() - begun
    assert first == {}
    assert isinstance(second, DeadlineError)
    assert took < 1.0
    assert server.connections == 1


def test_a_body_that_drips_within_its_time_arrives(driver: Driver) -> None:
    def answer(exchange: Exchange) -> None:
        exchange.send(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n")
        exchange.drip(b"[12]", every=0.01)

    with misbehaving_server(answer) as server:
        assert driver.outcomes(
            server.url,
            calling(GET, options=RequestOptions(deadline=2.0, timeout=None)),
            calling(GET, options=RequestOptions(timeout=None)),
        ) == [[12], [12]]


def test_options_set_and_lift_the_clients_deadline(driver: Driver) -> None:
    def answer(exchange: Exchange) -> None:
        exchange.stopped.wait(0.1)
        exchange.reply()

    with misbehaving_server(answer) as server:
        found = driver.outcomes(
            server.url,
            calling(GET),
            calling(GET, options=RequestOptions(deadline=None)),
            calling(GET, options=RequestOptions(deadline=3.0)),
            deadline=0.05,
        )
    assert isinstance(found[0], DeadlineError)
    assert found[1:] == [{}, {}]


def test_a_pool_without_a_free_connection_is_a_timeout_that_names_it(driver: Driver) -> None:
    """A stream holds the only connection; the call behind it may be repeated, for it was not sent."""
    with misbehaving_server(lambda exchange: exchange.reply(200, b"data: 1\n\n")) as server:

        def act(transport: Any) -> Any:
            opened = transport.stream(GET)
            options = RequestOptions(timeout=0.05)
            if not driver.asynchronous:
                with opened:
                    return transport.call(POST, options=options)

            async def awaited() -> Any:
                async with opened:
                    return await transport.call(POST, options=options)

            return awaited()

        found = driver.outcome(server.url, act, limits=httpx2.Limits(max_connections=1))
    assert type(found) is TimedOutError
    assert "no connection became free within 0.05 s (3 attempts)" in str(found)
    assert server.count("POST") == 0


def test_a_connection_that_is_not_made_in_time_was_never_sent(driver: Driver) -> None:
    with ExitStack() as stack:
        listening = stack.enter_context(socket.socket())
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        for _ in range(4):  # until the queue is full, and further connections wait
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listening.getsockname())
        found = driver.outcome(url, calling(POST), timeout=0.05)
    assert type(found) is TimedOutError
    assert "no connection within 0.05 s (3 attempts)" in str(found)


def test_a_name_that_nobody_knows(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    found = driver.outcome("http://api.invalid", calling(POST))
    assert type(found) is ConnectionFailedError
    assert "Name or service not known" in str(found)


def test_a_server_on_ipv6_alone(driver: Driver) -> None:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            pass
    except OSError:
        pytest.skip("no IPv6 on this machine")
    with misbehaving_server(lambda exchange: exchange.reply(), host="::1") as server:
        assert driver.outcome(server.url, calling(GET)) == {}


def test_limits_are_the_shorter_of_two() -> None:
    assert shorter(None, None) is None
    assert shorter(1.0, None) == 1.0
    assert shorter(None, 2.0) == 2.0
    assert shorter(3.0, 2.0) == 2.0


def test_only_network_streams_are_bound() -> None:
    bind(None)
    bind(object())
    watch("http11.receive_response_headers.complete", {"return_value": object()})


def test_a_stream_that_waits_for_ever_ends_at_its_deadline(driver: Driver) -> None:
    def answer(exchange: Exchange) -> None:
        exchange.chunked(b'data: {"n": 1}\n\n')
        exchange.silence()

    with misbehaving_server(answer) as server:
        found = driver.outcome(server.url, streaming(GET), deadline=0.2)
    assert isinstance(found, DeadlineError)

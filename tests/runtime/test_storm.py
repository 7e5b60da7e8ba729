"""Many calls at once against a server that fails one time in five, in every way there is."""

import asyncio
import random
import threading
from collections import Counter
from typing import Any

import httpx2

from generator.runtime.errors import ApiError, ConnectionFailedError, TimedOutError
from generator.runtime.operation import Operation
from generator.runtime.options import RequestOptions
from generator.runtime.retries import RetryBudget
from generator.runtime.settings import settings
from generator.runtime.transport import AsyncTransport, Transport
from tests.runtime.driving import DELETE, GET, KEYED, POST, PUT, StatusError, no_pauses
from tests.runtime.misbehaving_server import Exchange, Server, misbehaving_server

CALLED: tuple[Operation[Any, Any], ...] = (GET, PUT, DELETE, POST, KEYED)
REPEATED = {"GET", "PUT", "DELETE"}
SILENT = 115
"""The number of a call that is never answered."""


def options_of(number: int) -> RequestOptions | None:
    return RequestOptions(timeout=0.15, retries=0) if number == SILENT else None


class Storm:
    """A server that fails a fifth of the requests, while it blows."""

    def __init__(self) -> None:
        self.chance = random.Random(7)
        self.lock = threading.Lock()
        self.blows = True

    def __call__(self, exchange: Exchange) -> None:
        with self.lock:
            fault = self.chance.randrange(30) if self.blows else 99
        call = exchange.request.target.partition("=")[2]
        if fault == 6 or int(call) == SILENT:
            fault = 6 if int(call) == SILENT else 99
        match fault:
            case 0:
                exchange.reply(503)
            case 1:
                exchange.reply(429, b"{}", {"Retry-After": "0"})
            case 2:
                exchange.hang_up()
            case 3:
                exchange.reset()
            case 4:
                exchange.send(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{")
                exchange.hang_up()
            case 5:
                exchange.send(b"garbage\r\n\r\n")
                exchange.hang_up()
            case 6:
                exchange.silence()
            case _:
                exchange.reply(200, call.encode())


def judge(outcomes: dict[int, Any], server: Server) -> None:
    """Every call ended as it should, and nothing was sent twice that must not be."""
    sent = Counter(int(r.target.partition("=")[2]) for r in server.requests)
    keys: dict[str, set[str]] = {}
    for request in server.requests:
        keys.setdefault(request.target, set()).add(request.headers.get("idempotency-key", ""))
    assert all(len(found) == 1 for found in keys.values())
    failed = 0
    for number, outcome in outcomes.items():
        called = CALLED[number % len(CALLED)]
        repeatable = called.method in REPEATED or called is KEYED
        assert sent[number] <= (4 if repeatable else 1)
        if number == SILENT:
            assert isinstance(outcome, TimedOutError)
        elif isinstance(outcome, ApiError):
            failed += 1
            assert isinstance(outcome, (StatusError, ConnectionFailedError, TimedOutError))
            # A call that may be repeated fails only when all of its attempts do, or the budget is
            # empty; one that may not fails with its only attempt.
            assert (
                not repeatable
                or sent[number] == 4
                or "too many" in str(outcome)
                or outcome.__cause__
            )
        else:
            assert outcome == number
    assert 0 < failed < len(outcomes) / 5


def base_of(url: str) -> Any:
    return settings(
        base_url=url, headers=None, user_agent="x", timeout=30.0, deadline=None, retries=3
    )


def test_eight_threads_of_a_hundred_calls() -> None:
    storm = Storm()
    outcomes: dict[int, Any] = {}
    with misbehaving_server(storm) as server:
        limits = httpx2.Limits(max_connections=2)
        transport = Transport(base_of(server.url), transport=httpx2.HTTPTransport(limits=limits))
        transport._clock = no_pauses()
        transport._shared.budget = RetryBudget(tokens=10_000, limit=10_000)

        def work(first: int) -> None:
            for number in range(first, first + 100):
                try:
                    called = CALLED[number % len(CALLED)]
                    outcomes[number] = transport.call(
                        called, query={"n": number}, options=options_of(number)
                    )
                except ApiError as error:
                    outcomes[number] = error

        threads = [threading.Thread(target=work, args=(n * 100,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        judge(outcomes, server)
        storm.blows = False
        assert [transport.call(GET, query={"n": n}) for n in range(20)] == list(range(20))
        transport.close()
    assert len(outcomes) == 800


def test_two_hundred_tasks() -> None:
    storm = Storm()
    outcomes: dict[int, Any] = {}

    async def story(server: Server) -> None:
        limits = httpx2.Limits(max_connections=2)
        transport = AsyncTransport(
            base_of(server.url), transport=httpx2.AsyncHTTPTransport(limits=limits)
        )
        transport._clock = no_pauses()
        transport._shared.budget = RetryBudget(tokens=10_000, limit=10_000)

        async def work(number: int) -> None:
            try:
                called = CALLED[number % len(CALLED)]
                outcomes[number] = await transport.call(
                    called, query={"n": number}, options=options_of(number)
                )
            except ApiError as error:
                outcomes[number] = error

        await asyncio.gather(*[work(n) for n in range(200)])
        judge(outcomes, server)
        storm.blows = False
        assert [await transport.call(GET, query={"n": n}) for n in range(20)] == list(range(20))
        await transport.aclose()

    with misbehaving_server(storm) as server:
        asyncio.run(story(server))
    assert len(outcomes) == 200

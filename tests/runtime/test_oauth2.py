"""OAuth2 client credentials: fetched once by however many, in time, through the client's transport."""

import asyncio
import json
import pickle
import threading
import time
from typing import Any
from urllib.parse import parse_qs

import pytest

from generator.runtime.credentials import Credential
from generator.runtime.errors import CredentialsError, DeadlineError
from generator.runtime.oauth2 import ClientCredentials, token_or_client
from generator.runtime.options import RequestOptions
from generator.runtime.settings import settings
from generator.runtime.transport import AsyncTransport, Transport
from tests.runtime.driving import CANARY, GET, Driver, FakeTime, calling
from tests.runtime.misbehaving_server import Exchange, Server, misbehaving_server
from tests.runtime.test_secrets import rendered


class Issuer:
    """Gives tokens `t1`, `t2`, …, and answers calls that bring one."""

    def __init__(self, answer: Any = None, **fields: Any) -> None:
        self.issued = 0
        self.fields = {"expires_in": 3600} | fields
        self.answer = answer

    def __call__(self, exchange: Exchange) -> None:
        if exchange.request.target != "/token":
            exchange.reply(200, json.dumps(exchange.request.headers["authorization"]).encode())
            return
        if self.answer is not None and exchange.number <= 1:
            self.answer(exchange)
            return
        self.issued += 1
        given = {"access_token": f"t{self.issued}", "token_type": "bearer", **self.fields}
        exchange.reply(200, json.dumps(given).encode())


def credentials(server: Server, url: str = "", **more: Any) -> dict[str, Any]:
    source = ClientCredentials(
        **{
            "client_id": "id",
            "client_secret": CANARY,
            "token_url": url or f"{server.url}/token",
            "scopes": "read write",
            **more,
        }
    )
    credential = Credential("bearer", "", (source,), "token", "TOKEN")
    return {"credentials": {"o": credential}, "security": (("o",),)}


def test_a_token_is_fetched_once_and_kept(driver: Driver) -> None:
    seen: list[Any] = []
    with misbehaving_server(Issuer()) as server:
        found = driver.outcomes(
            server.url, *[calling(GET)] * 3, on_response=seen.append, **credentials(server)
        )
    assert found == ["Bearer t1"] * 3
    assert server.count("POST") == 1
    assert parse_qs(server.requests[0].body.decode()) == {
        "grant_type": ["client_credentials"],
        "client_id": ["id"],
        "client_secret": [CANARY],
        "scope": ["read write"],
    }
    assert "authorization" not in server.requests[0].headers
    # Hooks see the calls of the API, and no token.
    assert len(seen) == 3
    assert all(b"access_token" not in raw.content for raw in seen)


@pytest.mark.parametrize(
    ("expires", "lasts"),
    [(3600, 3540), (100, 50), (30, 15), ("600", 540), (None, 3540), ("soon", 3540), ([], 3540)],
)
def test_a_token_is_fetched_anew_before_it_expires(
    driver: Driver, expires: Any, lasts: float
) -> None:
    at = FakeTime()

    def later(seconds: float) -> Any:
        def act(transport: Any) -> Any:
            at.at += seconds
            return transport.call(GET)

        return act

    with misbehaving_server(Issuer(expires_in=expires)) as server:
        found = driver.outcomes(
            server.url,
            calling(GET),
            later(lasts - 1),
            later(2),
            clock=at.clock(),
            **credentials(server),
        )
    assert found == ["Bearer t1", "Bearer t1", "Bearer t2"]


def test_threads_share_one_fetch() -> None:
    def slow(exchange: Exchange) -> None:
        exchange.stopped.wait(0.1)
        exchange.reply(200, b'{"access_token": "slow"}')

    with misbehaving_server(Issuer(slow)) as server:
        base = settings(
            base_url=server.url,
            headers=None,
            user_agent="x",
            timeout=5,
            deadline=None,
            retries=0,
            **credentials(server),
        )
        transport = Transport(base)
        found: list[Any] = []
        threads = [
            threading.Thread(target=lambda: found.append(transport.call(GET))) for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        transport.close()
        assert found == ["Bearer slow"] * 8
        assert server.count("POST") == 1


def test_tasks_share_one_fetch_that_blocks_no_loop() -> None:
    ticks: list[float] = []

    def slow(exchange: Exchange) -> None:
        exchange.stopped.wait(0.2)
        exchange.reply(200, b'{"access_token": "slow"}')

    async def story(url: str, more: dict[str, Any]) -> list[Any]:
        async def tick() -> None:
            while True:
                ticks.append(time.monotonic())
                await asyncio.sleep(0.01)

        base = settings(
            base_url=url,
            headers=None,
            user_agent="x",
            timeout=5,
            deadline=None,
            retries=0,
            **more,
        )
        transport = AsyncTransport(base)
        ticking = asyncio.ensure_future(tick())
        found = await asyncio.gather(*[transport.call(GET) for _ in range(20)])
        ticking.cancel()
        await transport.aclose()
        return found

    with misbehaving_server(Issuer(slow)) as server:
        found = asyncio.run(story(server.url, credentials(server)))
        assert found == ["Bearer slow"] * 20
        assert server.count("POST") == 1
    assert len(ticks) > 3


def test_a_cancelled_fetch_leaves_it_to_the_next() -> None:
    async def story(url: str, more: dict[str, Any]) -> Any:
        base = settings(
            base_url=url, headers=None, user_agent="x", timeout=5, deadline=None, retries=0, **more
        )
        transport = AsyncTransport(base)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await transport.call(GET)
        found = await transport.call(GET)
        await transport.aclose()
        return found

    with misbehaving_server(Issuer(lambda exchange: exchange.silence())) as server:
        assert asyncio.run(story(server.url, credentials(server))) == "Bearer t1"


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (lambda e: e.reply(401, f'{{"error": "bad secret {CANARY}"}}'.encode()), "status 401"),
        (lambda e: e.reply(200, b"<html>"), "JSON"),
        (lambda e: e.reply(200, b'{"token": "x"}'), "no access_token"),
        (lambda e: e.reply(200, b'{"access_token": ""}'), "no access_token"),
        (lambda e: e.reply(200, b"[]"), "no access_token"),
    ],
)
def test_no_token_is_an_error_of_the_credentials(driver: Driver, answer: Any, message: str) -> None:
    with misbehaving_server(Issuer(answer)) as server:
        found = driver.outcome(server.url, calling(GET), **credentials(server))
    assert isinstance(found, CredentialsError)
    assert message in str(found)
    assert f"{server.url}/token" in str(found)
    assert CANARY not in str(found)
    assert server.count("GET") == 0


@pytest.mark.parametrize("answer", [lambda e: e.reply(503), lambda e: e.hang_up()])
def test_a_fetch_is_repeated(driver: Driver, answer: Any) -> None:
    with misbehaving_server(Issuer(answer)) as server:
        assert driver.outcome(server.url, calling(GET), **credentials(server)) == "Bearer t1"
    assert server.count("POST") == 2


def test_a_fetch_ends_at_the_calls_deadline(driver: Driver) -> None:
    with misbehaving_server(Issuer(lambda exchange: exchange.silence())) as server:
        begun = time.monotonic()
        found = driver.outcome(
            server.url, calling(GET, options=RequestOptions(deadline=0.1)), **credentials(server)
        )
        assert time.monotonic() - begun < 1.0
    assert isinstance(found, DeadlineError)


def test_a_relative_token_url_is_of_the_server(driver: Driver) -> None:
    with misbehaving_server(Issuer()) as server:
        more = credentials(server, url="/token", scopes="")
        assert driver.outcome(server.url, calling(GET), **more) == "Bearer t1"
    assert b"scope" not in server.requests[0].body


def test_ids_and_secrets_may_be_callables(driver: Driver) -> None:
    with misbehaving_server(Issuer()) as server:
        more = credentials(server, client_id=lambda: "called", client_secret=lambda: CANARY)
        assert driver.outcome(server.url, calling(GET), **more) == "Bearer t1"
        bad = credentials(server, client_id=lambda: 3)
        assert isinstance(driver.outcome(server.url, calling(GET), **bad), CredentialsError)
    assert b"client_id=called" in server.requests[0].body


def test_ids_and_secrets_may_be_awaited() -> None:
    async def secret() -> str:
        return "awaited"

    with misbehaving_server(Issuer()) as server:
        more = credentials(server, client_id=secret, client_secret=secret)
        driver = Driver(asynchronous=True)
        assert driver.outcome(server.url, calling(GET), **more) == "Bearer t1"
    assert b"client_id=awaited" in server.requests[0].body


def test_a_token_or_what_gets_one() -> None:
    more = {"token_url": "https://a.test/token", "scopes": ""}
    assert token_or_client("t", "id", "secret", **more) == "t"
    assert token_or_client(None, "id", None, **more) is None
    made = token_or_client(None, "id", CANARY, **more)
    assert isinstance(made, ClientCredentials)
    assert repr(made) == "ClientCredentials('https://a.test/token')"
    with pytest.raises(TypeError):
        pickle.dumps(made)
    assert CANARY not in rendered(ValueError(made))

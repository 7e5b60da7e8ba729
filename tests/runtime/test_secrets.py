"""A secret is shown nowhere: scenario 25."""

import logging
import pickle
import traceback
from typing import Any

import httpx2
import pytest

from generator.runtime.credentials import Credential, chosen, from_environment, require
from generator.runtime.errors import (
    ApiError,
    ArgumentError,
    BaseStatusError,
    ClosedError,
    ConnectionFailedError,
    CredentialsError,
    DeadlineError,
    DecodeError,
    PageError,
    ResponseTooLargeError,
    TimedOutError,
)
from generator.runtime.options import RequestOptions
from generator.runtime.settings import settings
from generator.runtime.transport import AsyncTransport, Transport
from tests.runtime.driving import CANARY, GET, POST, Driver, StatusError, calling, operation
from tests.runtime.misbehaving_server import Exchange, misbehaving_server

PLACES: dict[str, Credential] = {
    "header": Credential("header", "Api-Key", (CANARY,), "api_key", "API_KEY"),
    "query": Credential("query", "key", (CANARY,), "key", "KEY"),
    "cookie": Credential("cookie", "session", (CANARY,), "session", "SESSION"),
    "bearer": Credential("bearer", "", (lambda: CANARY,), "token", "TOKEN"),
    "basic": Credential("basic", "", ("user", CANARY), "username", "USERNAME"),
    "authorization": Credential("authorization", "", (CANARY,), "token", "TOKEN"),
}


def rendered(error: BaseException) -> str:
    """All that can be seen of an exception: text, and every frame with its locals."""
    shown: list[str] = []
    found: BaseException | None = error
    while found is not None:
        shown += [str(found), repr(found), repr(found.args), repr(vars(found))]
        for frame, _ in traceback.walk_tb(found.__traceback__):
            # Our own frames, and those of the libraries: the test's hold the secret by right.
            if "/tests/" not in frame.f_code.co_filename:
                shown += [f"{name}={value!r}" for name, value in frame.f_locals.items()]
        found = found.__cause__ or found.__context__
    return "\n".join(shown)


def broken(exchange: Exchange) -> None:
    exchange.send(b"rubbish\r\n\r\n")
    exchange.hang_up()


ANSWERS = {
    "fine": lambda exchange: exchange.reply(),
    "error": lambda exchange: exchange.reply(500),
    "rubbish": broken,
    "hang up": lambda exchange: exchange.hang_up(),
    "no json": lambda exchange: exchange.reply(200, b"<html>"),
    "silence": lambda exchange: exchange.silence(),
    "too large": lambda exchange: exchange.reply(200, b" " * 10_000),
    "no gzip": lambda exchange: exchange.reply(200, b"x", {"Content-Encoding": "gzip"}),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("answer", ANSWERS)
def test_a_secret_is_sent_and_not_shown(
    driver: Driver, place: str, answer: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with misbehaving_server(ANSWERS[answer]) as server:
        found = driver.outcome(
            server.url,
            calling(GET, query={"q": "x"}, cookies={"c": "y"}),
            credentials=PLACES,
            security=((place,),),
            timeout=0.3 if answer == "silence" else 5.0,
            max_response_bytes=5_000,
            retries=0 if answer == "silence" else 1,
        )
    sent = f"{server.requests[0].target} {server.requests[0].headers}"
    assert place == "basic" or CANARY in sent
    assert "getThing" not in caplog.text or "/things" in caplog.text
    assert caplog.text
    secret = "dXNlcjpjYW5hcnkt" if place == "basic" else CANARY
    assert secret not in caplog.text
    if isinstance(found, ApiError):
        assert secret not in rendered(found)
        assert secret.encode() not in pickle.dumps(found)


@pytest.mark.parametrize("place", PLACES)
def test_a_secret_is_not_shown_where_nobody_listens(
    driver: Driver, place: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    found = driver.outcome(
        "http://127.0.0.1:1", calling(GET), credentials=PLACES, security=((place,),)
    )
    assert isinstance(found, ConnectionFailedError)
    assert CANARY not in rendered(found) + caplog.text


@pytest.mark.parametrize("place", ["header", "bearer", "authorization"])
def test_a_secret_that_no_header_may_hold_is_not_shown(driver: Driver, place: str) -> None:
    bad = CANARY + "\n"
    credential = Credential(PLACES[place].place, "Api-Key", (bad,), "api_key", "API_KEY")
    found = driver.outcome(
        "http://127.0.0.1:1", calling(GET), credentials={"k": credential}, security=(("k",),)
    )
    assert isinstance(found, CredentialsError)
    assert CANARY not in rendered(found)


def test_what_holds_secrets_shows_and_pickles_none() -> None:
    base = settings(
        base_url="http://api.test",
        headers={"X-Auth": CANARY},
        user_agent="x",
        timeout=1,
        deadline=None,
        retries=0,
        credentials=PLACES,
        security=(("header",),),
    )
    for made in (Transport(base), AsyncTransport(base)):
        assert repr(made) == f"{type(made).__name__}('http://api.test')"
        with pytest.raises(TypeError):
            pickle.dumps(made)
    options = RequestOptions(
        headers={"X": CANARY}, extra_query={"k": CANARY}, extra_body={"k": CANARY}
    )
    assert CANARY not in repr(base) + repr(PLACES) + repr(options)
    for credential in PLACES.values():
        with pytest.raises(TypeError):
            pickle.dumps(credential)


def test_hooks_see_the_request_as_it_is_sent(driver: Driver) -> None:
    """The one place where a secret can be seen, as the caller asks for it."""
    seen: list[httpx2.Request] = []
    with misbehaving_server(ANSWERS["fine"]) as server:
        driver.outcome(
            server.url,
            calling(GET),
            credentials=PLACES,
            security=(("header",),),
            on_request=seen.append,
        )
    assert seen[0].headers["api-key"] == CANARY


@pytest.mark.parametrize("value", [lambda: "", lambda: None, lambda: 3])
def test_a_callable_that_gives_no_text(driver: Driver, value: Any) -> None:
    credential = Credential("header", "K", (value,), "k", "K")
    found = driver.outcome(
        "http://127.0.0.1:1", calling(GET), credentials={"k": credential}, security=(("k",),)
    )
    assert isinstance(found, CredentialsError)


def test_a_secret_may_be_awaited() -> None:
    async def secret() -> str:
        return "awaited"

    credential = Credential("bearer", "", (secret,), "token", "TOKEN")
    with misbehaving_server(ANSWERS["fine"]) as server:
        Driver(asynchronous=True).outcome(
            server.url, calling(GET), credentials={"k": credential}, security=(("k",),)
        )
    assert server.requests[0].headers["authorization"] == "Bearer awaited"


def test_the_first_alternative_with_its_secrets_is_chosen(driver: Driver) -> None:
    none = Credential("header", "X-None", (None,), "none", "NONE")
    credentials = {"none": none, "key": PLACES["header"], "query": PLACES["query"]}
    both = (("none",), ("key", "query"))
    with misbehaving_server(ANSWERS["fine"]) as server:
        found = driver.outcomes(
            server.url,
            calling(GET),
            calling(operation("GET", security=(("none",), ()))),
            calling(operation("GET", security=())),
            calling(operation("GET", security=(("none", "key"),))),
            calling(operation("GET", security=(("unheard-of",),))),
            credentials=credentials,
            security=both,
        )
    assert "canary" in server.requests[0].target
    assert "api-key" in server.requests[0].headers
    assert "api-key" not in server.requests[1].headers
    assert "api-key" not in server.requests[2].headers
    assert isinstance(found[3], CredentialsError)
    assert "pass none or set the environment variable NONE" in str(found[3])
    assert isinstance(found[4], CredentialsError)
    with pytest.raises(CredentialsError, match="pass none"):
        settings(
            base_url="http://a.test",
            headers=None,
            user_agent="x",
            timeout=1,
            deadline=None,
            retries=0,
            credentials={"none": none},
            security=(("none",),),
            always=True,
        )
    assert chosen((), {}) == ()
    require((), {})


def test_the_environment_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_KEY", "there")
    assert from_environment(None, "SOME_KEY") == "there"
    assert from_environment("given", "SOME_KEY") == "given"
    assert from_environment(None, "OTHER_KEY") is None


ERRORS: list[ApiError] = [
    *(ApiError("a"), ArgumentError("a"), ClosedError("a"), ConnectionFailedError("a")),
    *(TimedOutError("a"), DeadlineError("a"), ResponseTooLargeError("a"), PageError("a")),
    CredentialsError("a"),
    DecodeError("missing", ".a", 200, "r", b"{}"),
    StatusError("op", 404, httpx2.Headers({"X-Request-Id": "r"}), b"{}", {"a": 1}, "m", "n"),
    StatusError("op", 404, {}, b"text", None),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda e: type(e).__name__)
def test_errors_unpickle_as_they_were(error: ApiError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert repr(again) == repr(error)
    assert vars(again) == vars(error)
    if isinstance(error, BaseStatusError):
        assert isinstance(again, BaseStatusError)
        assert again.request_id == error.request_id


def test_errors_stand_in_one_tree() -> None:
    assert issubclass(DeadlineError, TimedOutError)
    assert issubclass(TimedOutError, ConnectionFailedError)
    for kind in (ArgumentError, CredentialsError, DecodeError):
        assert issubclass(kind, ValueError)
        assert issubclass(kind, ApiError)
    assert repr(StatusError("op", 404, {}, b"gone", None)) == "StatusError('op: 404: gone')"
    assert repr(DecodeError("missing", ".a")) == "DecodeError('$.a: missing')"


def test_a_post_logs_its_attempts(driver: Driver, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="client")
    headers = {"X-Request-Id": "r-9", "Set-Cookie": CANARY}
    with misbehaving_server(lambda exchange: exchange.reply(503, b"{}", headers)) as server:
        driver.outcomes(server.url, calling(POST), calling(GET), retries=1)
    lines = [record.getMessage() for record in caplog.records if record.name == "client"]
    assert lines[0].startswith("POST /things attempt 1: answered 503")
    assert "r-9" in lines[0]
    assert any("GET /things attempt 1: again in" in line for line in lines)
    assert CANARY not in caplog.text


def test_missing_credentials_name_every_way() -> None:
    known = {
        "key": Credential("header", "X", (None,), "api_key", "A_KEY"),
        "token": Credential("bearer", "", (None,), "token", "A_TOKEN"),
        "app": Credential("header", "X-App", ("there",), "app", "A_APP"),
    }
    with pytest.raises(CredentialsError) as caught:
        chosen((("key",), ("token", "app"), ("key",)), known)
    assert str(caught.value) == (
        "no credentials: pass api_key or set the environment variable A_KEY;"
        " or pass token or set the environment variable A_TOKEN"
    )

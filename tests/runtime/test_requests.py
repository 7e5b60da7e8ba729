"""What may stand in a request, and where it goes: scenarios 15, 23, 24, 28."""

import contextlib
import datetime
from typing import Any
from urllib.parse import unquote_to_bytes

import httpx2
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from generator.runtime.call import Clock
from generator.runtime.credentials import Credential
from generator.runtime.errors import ArgumentError, ClosedError, ConnectionFailedError
from generator.runtime.operation import Content
from generator.runtime.options import RequestOptions
from generator.runtime.serialization import Raw
from generator.runtime.settings import changed, settings
from generator.runtime.transport import Transport
from tests.runtime.driving import (
    BEARER,
    GET,
    NAMED,
    POST,
    Driver,
    StatusError,
    calling,
    operation,
)
from tests.runtime.misbehaving_server import Exchange, misbehaving_server


def fine(exchange: Exchange) -> None:
    exchange.reply()


# Paths.

NASTY = [
    "a/b",
    "a\\b",
    "?x",
    "#x",
    "%2e%2e",
    "%2F",
    "a b",
    "..a",
    "a..",
    "...",
    "\u00e9",
    "😀",
    "x" * 4096,
]


@pytest.mark.parametrize("value", [*NASTY, "\r\n", "\x00", "a;b=c", "//evil.example", "@evil"])
def test_a_path_value_arrives_as_it_is(driver: Driver, value: str) -> None:
    with misbehaving_server(fine) as server:
        assert driver.outcome(server.url, calling(NAMED, path={"name": value})) == {}
    path = server.requests[0].target.partition("?")[0]
    assert [unquote_to_bytes(step).decode() for step in path.split("/")] == [
        *("", "indexes"),
        value,
        "backups",
    ]


@pytest.mark.parametrize("value", ["", ".", "..", "\ud800"])
def test_a_path_value_that_would_lead_elsewhere_is_refused(driver: Driver, value: str) -> None:
    with misbehaving_server(fine) as server:
        found = driver.outcome(server.url, calling(NAMED, path={"name": value}))
    assert isinstance(found, ArgumentError)
    assert server.requests == []


def test_two_values_in_one_step_can_not_lead_elsewhere_together(driver: Driver) -> None:
    pair = operation("GET", "/indexes/{a}{b}/backups")
    with misbehaving_server(fine) as server:
        found = driver.outcomes(
            server.url,
            calling(pair, path={"a": Raw("."), "b": "."}),
            calling(pair, path={"a": ".x", "b": "y"}),
        )
    assert isinstance(found[0], ArgumentError)
    assert found[1] == {}


@hypothesis_settings(max_examples=200, deadline=None)
@given(st.text(max_size=20))
def test_no_text_changes_the_route(value: str) -> None:
    targets: list[bytes] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        targets.append(request.url.raw_path)
        return httpx2.Response(200, json={})

    with contextlib.suppress(ArgumentError):
        Driver(asynchronous=False).outcome(
            "http://api.test",
            calling(NAMED, path={"name": value}),
            transport=httpx2.MockTransport(answer),
        )
    for target in targets:
        steps = target.split(b"/")
        assert len(steps) == 4
        assert unquote_to_bytes(steps[2]).decode() == value


# Headers, queries, cookies.


@pytest.mark.parametrize(
    "value", ["a\r\nX-Evil: 1", "a\nb", "a\x00b", "\u00e9", "\x7f", "a\rb", "\x85"]
)
@pytest.mark.parametrize("place", ["argument", "option", "key", "secret", "media type"])
def test_a_header_that_would_break_out_is_never_sent(
    driver: Driver, place: str, value: str
) -> None:
    acts = {
        "argument": calling(GET, headers={"X-Trace": value}),
        "option": calling(GET, options=RequestOptions(headers={"X-Trace": value})),
        "key": calling(POST, options=RequestOptions(idempotency_key=value)),
        "secret": calling(GET),
        "media type": calling(POST, body=Content(b"", value)),
    }
    credentials = {"key": Credential("header", "Api-Key", (value,), "key", "KEY")}
    with misbehaving_server(fine) as server:
        found = driver.outcome(
            server.url,
            acts[place],
            credentials=credentials if place == "secret" else {},
            security=(("key",),) if place == "secret" else (),
        )
    assert isinstance(found, ValueError)
    assert server.connections == 0
    assert place != "secret" or value not in str(found)


@pytest.mark.parametrize("name", ["X Trace", "X:Trace", "", "X\r\nY", "X\u00e9"])
def test_a_name_that_is_no_headers_is_refused(driver: Driver, name: str) -> None:
    with misbehaving_server(fine) as server:
        found = driver.outcome(
            server.url, calling(GET, options=RequestOptions(headers={name: "x"}))
        )
        assert isinstance(found, ArgumentError)
        with pytest.raises(ValueError, match="header"):
            driver.outcome(server.url, calling(GET), headers={name: "x"})
    assert server.connections == 0


@pytest.mark.parametrize(
    ("value", "sent"),
    [(" x ", "x"), ("\tx", "x"), ("x" * 64_000, "x" * 64_000), ("a\tb", "a\tb"), ("", "")],
)
def test_header_values_at_the_edge(driver: Driver, value: str, sent: str) -> None:
    with misbehaving_server(fine) as server:
        driver.outcome(server.url, calling(GET, headers={"X-Trace": value}))
    assert server.requests[0].headers["x-trace"] == sent


def test_headers_that_differ_in_case_are_one(driver: Driver) -> None:
    with misbehaving_server(fine) as server:
        driver.outcome(
            server.url,
            calling(
                GET,
                headers={"X-A": "argument", "X-B": None},
                options=RequestOptions(headers={"x-a": "option"}),
            ),
            headers={"x-A": "client", "user-agent": "mine"},
        )
    assert server.requests[0].headers["x-a"] == "option"
    assert server.requests[0].headers["user-agent"] == "mine"


@pytest.mark.parametrize("value", ["a&b=c", "a\r\nb", "\x00", "a#b", "é", "a;b", "a b+c"])
def test_queries_and_cookies_arrive_as_they_are(driver: Driver, value: str) -> None:
    with misbehaving_server(fine) as server:
        driver.outcome(
            server.url,
            calling(
                GET,
                query={"q": value},
                cookies={"c": value},
                options=RequestOptions(extra_query={"e&": value}),
            ),
            credentials={"k": Credential("cookie", "session", ("s;x",), "k", "K")},
            security=(("k",),),
        )
    request = server.requests[0]
    pairs = [p.split("=") for p in request.target.partition("?")[2].split("&")]
    assert [[unquote_to_bytes(t).decode() for t in p] for p in pairs] == [
        ["q", value],
        ["e&", value],
    ]
    cookie, session = request.headers["cookie"].split("; ")
    assert unquote_to_bytes(cookie.partition("=")[2]).decode() == value
    assert session == "session=s%3Bx"


def test_a_time_that_could_be_any_is_refused(driver: Driver) -> None:
    with misbehaving_server(fine) as server:
        found = driver.outcome(server.url, calling(GET, query={"t": datetime.datetime(2024, 1, 1)}))
    assert isinstance(found, ArgumentError)
    assert server.connections == 0


def test_extra_fields_go_into_an_object_alone(driver: Driver) -> None:
    options = RequestOptions(extra_body={"b": 2})
    with misbehaving_server(fine) as server:
        driver.outcomes(
            server.url,
            calling(POST, json={"a": 1}, options=options),
            calling(POST, json=[1], options=options),
            calling(POST, json={"a": 1}, headers={"Content-Type": "application/merge-patch+json"}),
        )
    assert [request.body for request in server.requests] == [b'{"a":1,"b":2}', b"[1]", b'{"a":1}']
    kinds = [request.headers["content-type"] for request in server.requests]
    assert kinds == ["application/json", "application/json", "application/merge-patch+json"]


# Where it goes.

PLACES = [
    "{other}/stolen",
    "//{host}/stolen",
    "/elsewhere",
    "javascript:alert(1)",
    "",
    None,
    "https://{host}/x",
]


@pytest.mark.parametrize("status", [300, 301, 302, 303, 307, 308])
@pytest.mark.parametrize("place", PLACES)
def test_redirects_are_never_followed(driver: Driver, status: int, place: str | None) -> None:
    with misbehaving_server(fine) as other:

        def answer(exchange: Exchange) -> None:
            host = other.url.removeprefix("http://")
            headers = (
                {} if place is None else {"Location": place.format(other=other.url, host=host)}
            )
            exchange.reply(status, b"", headers)

        with misbehaving_server(answer) as server:
            found = driver.outcome(
                server.url, calling(GET), credentials=BEARER, security=(("key",),)
            )
    assert isinstance(found, StatusError)
    assert found.status == status
    assert server.count() == 1
    assert other.connections == 0


def test_a_link_stays_on_its_server(driver: Driver) -> None:
    with misbehaving_server(fine) as server:
        links = [f"{server.url}/things?page=2", "?page=3", "/other?page=4"]
        evil = [
            "http://evil.test/",
            "//evil.test/x",
            server.url.replace("http:", "https:"),
            "ftp:x",
        ]
        found = driver.outcomes(
            server.url,
            *[
                calling(GET, query={"page": 1}, options=RequestOptions(link=link))
                for link in (*links, *evil)
            ],
            credentials=BEARER,
            security=(("key",),),
        )
    assert found[:3] == [{}, {}, {}]
    assert all(isinstance(error, ArgumentError) for error in found[3:])
    targets = ["/things?page=2", "/things?page=3", "/other?page=4"]
    assert [request.target for request in server.requests] == targets


def test_an_operation_may_have_a_server_of_its_own(driver: Driver) -> None:
    with misbehaving_server(fine) as server:
        called = operation("GET", base_url=server.url + "/v2")
        assert driver.outcome("http://127.0.0.1:1", calling(called)) == {}
    assert server.requests[0].target == "/v2/things"


@pytest.mark.parametrize(
    "url",
    [
        "api.test",
        "ftp://api.test",
        "http://",
        "https://api.test/?x=1",
        "https://api.test/#x",
        "https://user:secret@api.test",
        "https://api.test:port",
        "https://api\x00.test",
        "",
    ],
)
def test_what_is_no_server_is_no_base_url(driver: Driver, url: str) -> None:
    with pytest.raises(ValueError, match="base_url") as caught:
        driver.outcome(url, calling(GET))
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["http://api.test/", "http://api.test/v1/"])
def test_a_slash_behind_the_base_url_changes_nothing(driver: Driver, url: str) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json=str(request.url))

    found = driver.outcome(url, calling(GET), transport=httpx2.MockTransport(answer))
    assert found == f"{url}things"


# Proxies of the environment.


@pytest.mark.parametrize("variable", ["http_proxy", "HTTP_PROXY", "ALL_PROXY"])
def test_proxies_of_the_environment_hold(
    driver: Driver, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    with misbehaving_server(fine) as proxy:
        monkeypatch.setenv(variable, proxy.url)
        assert driver.outcome("http://api.test", calling(GET), own=False) == {}
        assert proxy.requests[0].target == "http://api.test/things"
        monkeypatch.setenv(variable, proxy.url.removeprefix("http://"))
        assert driver.outcome("http://api.test", calling(GET), own=False) == {}
        with misbehaving_server(fine) as server:
            monkeypatch.setenv("NO_PROXY", "127.0.0.1")
            assert driver.outcome(server.url, calling(GET), own=False) == {}
            assert server.count() == 1
    assert proxy.count() == 2


def test_netrc_is_left_alone(
    driver: Driver, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    file = tmp_path / "netrc"
    file.write_text("machine 127.0.0.1 login me password secret\n", "utf-8")
    monkeypatch.setenv("NETRC", str(file))
    with misbehaving_server(fine) as server:
        driver.outcome(server.url, calling(GET))
    assert "authorization" not in server.requests[0].headers


def test_cookies_of_a_server_are_not_kept(driver: Driver) -> None:
    with misbehaving_server(
        lambda exchange: exchange.reply(200, b"{}", {"Set-Cookie": "session=1; Path=/"})
    ) as server:
        driver.outcomes(server.url, calling(GET), calling(GET))
    assert "cookie" not in server.requests[1].headers


# The client's life.


def test_a_closed_client_refuses(driver: Driver) -> None:
    def act(transport: Any) -> Any:
        if isinstance(transport, Transport):
            transport.close()
            return transport.call(GET)

        async def closed() -> Any:
            await transport.aclose()
            return await transport.call(GET)

        return closed()

    with misbehaving_server(fine) as server:
        found = driver.outcomes(
            server.url,
            act,
            calling(GET),
            lambda transport: transport.with_settings(transport.settings).call(GET),
        )
    assert [type(error) for error in found] == [ClosedError] * 3
    assert server.connections == 0


def test_other_settings_share_the_connections(driver: Driver) -> None:
    def act(transport: Any) -> Any:
        more = changed(
            transport.settings, timeout=1.0, deadline=2.0, retries=0, headers={"x-a": "2"}
        )
        return transport.with_settings(more).call(GET)

    with misbehaving_server(fine) as server:
        found = driver.outcomes(server.url, calling(GET), act, calling(GET), headers={"X-A": "1"})
    assert found == [{}, {}, {}]
    assert [request.headers["x-a"] for request in server.requests] == ["1", "2", "1"]
    assert server.connections == 1


def test_hooks_see_requests_and_every_response(driver: Driver) -> None:
    seen: list[Any] = []

    def sign(request: httpx2.Request) -> None:
        request.headers["X-Signature"] = "signed"

    def answer(exchange: Exchange) -> None:
        headers = {"X-Request-Id": f"r-{exchange.number}"}
        exchange.reply(503 if exchange.number == 1 else 200, b"{}", headers)

    with misbehaving_server(answer) as server:
        driver.outcome(server.url, calling(GET), on_request=sign, on_response=seen.append)
    assert [request.headers["x-signature"] for request in server.requests] == ["signed"] * 2
    assert [(r.status, r.attempts, r.request_id) for r in seen] == [
        (503, 1, "r-1"),
        (200, 2, "r-2"),
    ]
    assert seen[1].content == b"{}"


def test_a_hook_that_makes_no_request_of_it_is_told_so(driver: Driver) -> None:
    def spoil(request: httpx2.Request) -> None:
        request.headers["X-Evil"] = "a\r\nb"

    with misbehaving_server(fine) as server:
        found = driver.outcome(server.url, calling(GET), on_request=spoil)
    assert isinstance(found, ArgumentError)
    assert server.requests == []


def test_the_default_settings_are_real_time() -> None:
    assert isinstance(
        Transport(
            settings(
                base_url="http://a.test",
                headers=None,
                user_agent="x",
                timeout=1,
                deadline=None,
                retries=0,
            )
        )._clock,
        Clock,
    )
    assert issubclass(ConnectionFailedError, Exception)


@pytest.mark.parametrize("body", [{"a": b"x"}, {"a": float("nan")}], ids=["bytes", "no number"])
def test_a_body_that_json_does_not_have_is_refused(driver: Driver, body: object) -> None:
    with misbehaving_server(lambda exchange: exchange.reply(200, b"{}")) as server:
        found = driver.outcome(server.url, calling(POST, json=body))
    assert isinstance(found, ArgumentError)
    assert server.requests == []

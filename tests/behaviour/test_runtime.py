"""The runtime behind generated clients: repetitions, streams, uploads, listings, secrets."""

import asyncio
import pickle
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.conftest import ROOT
from tests.packages import config_for, imported, write_package

GOLDEN = ROOT / "tests" / "golden"


@pytest.fixture(scope="module")
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    name = request.param
    source = GOLDEN / name / "spec.yaml"
    root: Path = tmp_path_factory.mktemp(name)
    with imported(write_package(config_for(source, package=name), root)) as module:
        yield module


def mock(*answers: httpx2.Response) -> tuple[httpx2.MockTransport, list[httpx2.Request]]:
    """A transport that gives the answers in turn, the last one for ever."""
    seen: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        given = answers[min(len(seen), len(answers)) - 1]
        return httpx2.Response(given.status_code, headers=given.headers, content=given.content)

    return httpx2.MockTransport(answer), seen


def client_of(package: Any, transport: httpx2.MockTransport, **more: Any) -> Any:
    client = package.Client(base_url="http://api.test", transport=transport, **more)
    slept: list[float] = []
    clock = type(client._transport._clock)(sleep=slept.append, chance=lambda: 1.0, now=lambda: 1e9)
    client._transport._clock = clock
    client.slept = slept
    return client


FAILING = httpx2.Response(503, json={})
FINE = httpx2.Response(200, json={"data": [], "pagination": {"next": ""}})


@pytest.mark.parametrize("package", ["pages_of_a_listing"], indirect=True)
def test_a_safe_call_is_repeated_with_growing_pauses(package: Any) -> None:
    transport, seen = mock(FAILING, FAILING, FINE)
    client = client_of(package, transport)
    raw: list[Any] = []
    client.list_backups(options=package.RequestOptions(on_response=raw.append))
    assert len(seen) == 3
    assert client.slept == [0.5, 1.0]
    assert raw[-1].attempts == 3


@pytest.mark.parametrize("package", ["pages_of_a_listing"], indirect=True)
def test_the_last_error_is_raised_when_repeating_does_not_help(package: Any) -> None:
    transport, seen = mock(FAILING)
    with pytest.raises(package.ServiceUnavailableError):
        client_of(package, transport).list_backups()
    assert len(seen) == 3
    transport, seen = mock(FAILING)
    with pytest.raises(package.StatusError):
        client_of(package, transport, retries=0).list_backups()
    assert len(seen) == 1


@pytest.mark.parametrize("package", ["bodies_of_every_kind"], indirect=True)
def test_a_post_is_sent_once_unless_it_has_a_key(package: Any) -> None:
    transport, seen = mock(FAILING)
    with pytest.raises(package.StatusError):
        client_of(package, transport).send_form(grant_type="x")
    assert len(seen) == 1
    transport, seen = mock(FAILING, httpx2.Response(204))
    client_of(package, transport).send_form(
        grant_type="x", options=package.RequestOptions(idempotency_key="k-1")
    )
    assert [r.headers["idempotency-key"] for r in seen] == ["k-1", "k-1"]


@pytest.mark.parametrize("package", ["pages_of_a_listing"], indirect=True)
@pytest.mark.parametrize(
    ("given", "pauses"),
    [
        ("0", [0.0]),
        ("1.5", [1.5]),
        ("61", None),
        ("-1", [0.5]),
        ("nan", [0.5]),
        ("soon", [0.5]),
        ("Sun, 09 Sep 2001 01:46:45 GMT", [5.0]),
        ("Sun, 09 Sep 2001 01:46:30 GMT", [0.0]),
    ],
)
def test_retry_after(package: Any, given: str, pauses: list[float] | None) -> None:
    transport, seen = mock(httpx2.Response(429, headers={"Retry-After": given}, json={}), FINE)
    client = client_of(package, transport)
    if pauses is None:
        with pytest.raises(package.TooManyRequestsError):
            client.list_backups()
        assert len(seen) == 1
    else:
        client.list_backups()
        assert client.slept == pauses


@pytest.mark.parametrize("package", ["pages_of_a_listing"], indirect=True)
def test_a_budget_bounds_repetitions(package: Any) -> None:
    transport, seen = mock(FAILING)
    client = client_of(package, transport)
    for _ in range(100):
        with pytest.raises(package.StatusError):
            client.list_backups()
    assert len(seen) < 200


@pytest.mark.parametrize("package", ["pages_of_a_listing"], indirect=True)
def test_a_listing_is_followed_and_a_loop_is_an_error(package: Any) -> None:
    first = httpx2.Response(200, json={"data": [{"id": "1"}], "pagination": {"next": "t"}})
    last = httpx2.Response(200, json={"data": [{"id": "2"}]})
    transport, seen = mock(first, last)
    with client_of(package, transport) as client:
        assert [b.id for b in client.iter_backups(limit=1)] == ["1", "2"]
    assert [dict(r.url.params) for r in seen] == [
        {"limit": "1"},
        {"limit": "1", "paginationToken": "t"},
    ]
    transport, _ = mock(first)
    with pytest.raises(package.ApiError, match="second time"):
        list(client_of(package, transport).iter_backups())


@pytest.mark.parametrize("package", ["pages_of_a_listing"], indirect=True)
def test_a_closed_client_says_so(package: Any) -> None:
    client = client_of(package, mock(FINE)[0])
    client.close()
    with pytest.raises(package.ClosedError):
        client.list_backups()


@pytest.mark.parametrize("package", ["events_and_answers_of_one_status"], indirect=True)
def test_events_are_typed_and_end_at_done(package: Any) -> None:
    text = b': hello\r\n\r\ndata: {"delta": "a"}\r\n\r\nevent: x\ndata: {"delta":\ndata:  "b"}\n\ndata: [DONE]\n\n'
    answer = httpx2.Response(200, headers={"Content-Type": "text/event-stream"}, content=text)
    transport, seen = mock(answer)
    client = client_of(package, transport)
    with client.stream_chat(prompt="p") as events:
        assert [chunk.delta for chunk in events] == ["a", "b"]
    assert seen[0].headers["accept"] == "text/event-stream"

    async def watched() -> list[str]:
        async with package.AsyncClient(base_url="http://api.test", transport=transport) as other:
            async with other.watch() as events:
                return [chunk.delta async for chunk in events]

    assert asyncio.run(watched()) == ["a", "b"]


@pytest.mark.parametrize("package", ["bodies_of_every_kind"], indirect=True)
def test_bodies_on_the_wire(package: Any, tmp_path: Path) -> None:
    transport, seen = mock(httpx2.Response(204))
    client = client_of(package, transport)
    client.send_form(grant_type="a b", scopes=["x", "y"])
    assert seen[-1].content == b"grant_type=a%20b&scopes=x&scopes=y"
    transport, seen = mock(httpx2.Response(200, json={}))
    client = client_of(package, transport)
    client.upload_file(file=package.File(b"%PDF", filename='a".pdf'), purpose="p", meta={"a": 1})
    body = seen[-1].content
    assert (
        b'name="file"; filename="a%22.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n' in body
    )
    assert b'name="meta"\r\nContent-Type: application/json\r\n\r\n{"a":1}\r\n' in body
    transport, seen = mock(httpx2.Response(200, content=b'{"_id":"2"}\n{"_id":"3"}\n'))
    found = client_of(package, transport).send_lines(body=[{"_id": "1", "text": "t"}])
    assert seen[-1].content == b'{"_id":"1","text":"t"}\n'
    assert [line.id for line in found] == ["2", "3"]
    transport, _ = mock(httpx2.Response(200, content=b"%PDF"))
    client = client_of(package, transport)
    assert client.put_bytes(body=b"x") == b"%PDF"
    with client.download_put_bytes(body=b"x") as download:
        assert download.save(tmp_path / "x.pdf") == 4


@pytest.mark.parametrize("package", ["security_is_an_or_of_ands"], indirect=True)
def test_secrets_go_where_they_belong_and_are_never_shown(
    package: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    transport, seen = mock(httpx2.Response(204))
    client = client_of(package, transport, x_key="canary", tenant="acme")
    client.usual()
    assert seen[-1].headers["x-key"] == "canary"
    assert seen[-1].url.params["tenant"] == "acme"
    client.open()
    assert "x-key" not in seen[-1].headers
    bearer = client_of(package, transport, token=lambda: "canary-2")
    bearer.usual()
    assert seen[-1].headers["authorization"] == "Bearer canary-2"
    with pytest.raises(ValueError, match="token"):
        client_of(package, transport).machine()
    assert "canary" not in repr(client._transport) + repr(client) + caplog.text
    with pytest.raises((TypeError, AttributeError, pickle.PicklingError)):
        pickle.dumps(client._transport)


@pytest.mark.parametrize("package", ["several_success_and_error_bodies"], indirect=True)
def test_statuses_choose_their_bodies(package: Any) -> None:
    cases = {200: {"result": "r"}, 202: {"progress": 0.5}, 204: None}
    found = []
    for status, body in cases.items():
        transport, _ = mock(httpx2.Response(status, json=body) if body else httpx2.Response(status))
        found.append(client_of(package, transport).get_job("x"))
    assert [type(f).__name__ for f in found] == [
        "GetJob200Response",
        "GetJob202Response",
        "NoneType",
    ]
    for status, body, kind in (
        (404, {"id": "i"}, "Missing"),
        (418, {"title": "t"}, "Problem"),
        (500, {"title": "t"}, "Problem"),
    ):
        transport, _ = mock(httpx2.Response(status, json=body))
        with pytest.raises(package.StatusError) as caught:
            client_of(package, transport, retries=0).get_job("x")
        assert type(caught.value.body).__name__ == kind
        again = pickle.loads(pickle.dumps(caught.value))
        assert (again.status, again.body) == (status, caught.value.body)
    transport, _ = mock(httpx2.Response(204))
    with pytest.warns(DeprecationWarning, match="delete_job"):
        client_of(package, transport).delete_job("x")


@pytest.mark.parametrize("package", ["every_parameter_style"], indirect=True)
def test_every_style_on_the_wire(package: Any) -> None:
    transport, seen = mock(httpx2.Response(204))
    client_of(package, transport).styles(
        1,
        ["a", "b"],
        ["c", "d"],
        ["e", "f/g"],
        exploded=["1", "2"],
        joined=[1, 2],
        piped=["1", "2"],
        spaced=["1", "2"],
        deep={"a": "x", "b[c]": 2},
        object={"k": "v w"},
        filter={"x": 1},
        raw="a/b?c",
        ids=["7"],
        x_trace=["t", "u"],
        x_flag=True,
        session="s;x",
    )
    url = str(seen[-1].url)
    assert url.startswith("http://api.test/p/1/.a.b/;matrix=c,d/e,f%2Fg?")
    assert (
        url.partition("?")[2]
        == (
            "exploded=1&exploded=2&joined=1,2&piped=1|2&spaced=1%202&deep%5Ba%5D=x&deep%5Bb%5Bc%5D%5D=2"
            "&k=v%20w&filter=%7B%22x%22%3A1%7D&raw=a/b?c&ids%5B%5D=7"
        )
        or "piped=1%7C2" in url
    )
    assert seen[-1].headers["x-trace"] == "t,u"
    assert seen[-1].headers["x-flag"] == "true"
    assert seen[-1].headers["cookie"] == "session=s%3Bx"

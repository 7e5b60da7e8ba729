"""Events, lines and files, piece by piece, in both directions; scenario 33 for files."""

import io
import os
from pathlib import Path
from typing import IO, Any

import httpx2
import pytest

from generator.runtime import streams
from generator.runtime.bodies import form_body, ndjson_body, raw_body
from generator.runtime.downloads import AsyncDownload, Download
from generator.runtime.errors import (
    ArgumentError,
    ConnectionFailedError,
    DecodeError,
    ResponseTooLargeError,
)
from generator.runtime.multipart import File, multipart_body
from generator.runtime.options import RequestOptions
from generator.runtime.streams import AsyncStream, Event, EventParser, JsonLines, Stream
from tests.runtime.driving import (
    GET,
    POST,
    PUT,
    Driver,
    StatusError,
    calling,
    downloading,
    plain,
    streaming,
)
from tests.runtime.misbehaving_server import Exchange, misbehaving_server

TEXT = (
    b"\xef\xbb\xbf: a comment\r\n\r\n"
    b'data: {"n": 1}\r\n\r\n'
    b"event: x\rid: 7\rdata: [2,\rdata:  3]\r\r"
    b"retry: 5\nid: \0\ndata:4\n\n"
    b"data\n\n"
    b"event: no data\n\n"
    b"data: lost"
)
EVENTS = [
    Event('{"n": 1}'),
    Event("[2,\n 3]", "x", "7"),
    Event("4", "message", "7"),
    Event("", "message", "7"),
]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_events_however_they_are_cut(size: int) -> None:
    parser = EventParser()
    found: list[Event] = []
    for start in range(0, len(TEXT), size):
        found += parser.feed(TEXT[start : start + size])
    assert found == EVENTS


@pytest.mark.parametrize("size", [1, 2, 5, 1000])
def test_lines_however_they_are_cut(size: int) -> None:
    text = b'{"n": 1}\r\n\n  \n{"n": 2}\n{"n": 3}'
    parser = JsonLines()
    found: list[bytes] = []
    for start in range(0, len(text), size):
        found += parser.feed(text[start : start + size])
    assert [line.strip() for line in found + parser.rest()] == [
        *(b'{"n": 1}', b'{"n": 2}', b'{"n": 3}')
    ]


def test_an_event_or_line_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "LONGEST", 100)
    with pytest.raises(ResponseTooLargeError):
        for _ in range(200):
            EventParser().feed(b"data: " + b"x" * 200)
    parser = EventParser()
    with pytest.raises(ResponseTooLargeError):
        for _ in range(200):
            parser.feed(b"data: x\n")
    lines = JsonLines()
    with pytest.raises(ResponseTooLargeError):
        for _ in range(200):
            lines.feed(b"x")


def test_streams_arrive_as_they_are_sent(driver: Driver) -> None:
    """The server sends the second event only when the test has seen the first."""

    def answer(exchange: Exchange) -> None:
        exchange.chunked(b'data: {"n": 1}\n\n')
        exchange.stopped.wait(0.05)
        exchange.chunk(b'data: {"n": 2}\n\ndata: [DONE]\n\ndata: {"n": 3}\n\n')
        exchange.silence()

    with misbehaving_server(answer) as server:
        assert driver.outcome(server.url, streaming(GET)) == [{"n": 1}, {"n": 2}]


def test_lines_are_a_stream_too(driver: Driver) -> None:
    def answer(exchange: Exchange) -> None:
        exchange.reply(200, b'{"n": 1}\n\n{"n": 2}')

    with misbehaving_server(answer) as server:
        found = driver.outcome(server.url, streaming(GET, events=False))
    assert found == [{"n": 1}, {"n": 2}]


def test_an_event_that_is_no_json_is_a_decode_error(driver: Driver) -> None:
    with misbehaving_server(lambda exchange: exchange.reply(200, b"data: {\n\n")) as server:
        assert isinstance(driver.outcome(server.url, streaming(GET)), DecodeError)


def test_an_error_is_raised_where_the_stream_is_opened(driver: Driver) -> None:
    with misbehaving_server(lambda exchange: exchange.reply(404, b'{"no": 1}')) as server:
        found = driver.outcomes(server.url, streaming(GET), downloading(GET))
    assert all(isinstance(error, StatusError) and error.body == {"no": 1} for error in found)


def test_a_stream_left_early_is_closed(driver: Driver) -> None:
    def answer(exchange: Exchange) -> None:
        if exchange.request.method == "GET":
            exchange.chunked(b"data: 1\n\n", b"data: 2\n\n")
            exchange.silence()
        else:
            exchange.reply()

    def act(transport: Any) -> Any:
        opened = transport.stream(GET)
        if not driver.asynchronous:
            with Stream(opened, plain, events=True) as stream:
                return next(iter(stream))

        async def first() -> Any:
            async with AsyncStream(opened, plain, events=True) as stream:
                return await anext(aiter(stream))

        return first()

    with misbehaving_server(answer) as server:
        found = driver.outcomes(
            server.url, act, act, calling(POST), limits=httpx2.Limits(max_connections=1)
        )
    assert found == [1, 1, {}]


def test_what_is_not_opened_can_not_be_read() -> None:
    async def read(made: Any) -> None:
        async for _ in made:
            pass

    import asyncio

    for made in (Stream(None, plain, events=True), Download(None)):  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="`with`"):
            list(made)
    for opened in (AsyncStream(None, plain, events=True), AsyncDownload(None)):  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="`async with`"):
            asyncio.run(read(opened))


def test_streams_and_their_heads_are_seen(driver: Driver) -> None:
    seen: list[Any] = []
    with misbehaving_server(
        lambda exchange: exchange.reply(200, b"data: 1\n\n", {"X-Request-Id": "r"})
    ) as server:
        options = RequestOptions(on_response=seen.append)
        driver.outcome(server.url, streaming(GET, options=options))
    assert [(r.status, r.request_id, r.content) for r in seen] == [(200, "r", b"")]


def test_a_download_is_saved(driver: Driver, tmp_path: Path) -> None:
    body = b"0123456789" * 50_000
    path = tmp_path / "file"
    with misbehaving_server(lambda exchange: exchange.reply(200, body)) as server:
        found = driver.outcomes(
            server.url, downloading(GET, path), downloading(GET), max_response_bytes=10
        )
    assert found == [len(body), body]
    assert path.read_bytes() == body


def test_a_download_that_breaks_leaves_what_was_there(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"before")
    with misbehaving_server(lambda exchange: exchange.chunked(b"half")) as server:
        found = driver.outcome(server.url, downloading(GET, path))
    assert isinstance(found, ConnectionFailedError)
    assert (os.listdir(tmp_path), path.read_bytes()) == (["file"], b"before")


def test_a_pipe_is_written_to_and_not_replaced(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reading = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with misbehaving_server(lambda exchange: exchange.reply(200, b"text")) as server:
        assert driver.outcome(server.url, downloading(GET, path)) == 4
    assert os.read(reading, 10) == b"text"
    os.close(reading)
    assert os.listdir(tmp_path) == ["pipe"]


# Uploads.


class Pipe(io.RawIOBase):
    """A file that can't be sent back."""

    def __init__(self, data: bytes) -> None:
        self.data = io.BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        return self.data.read(size)

    def seekable(self) -> bool:
        return False


class Bare:
    """Something to read from, and no more."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def read(self, size: int = -1) -> bytes:
        given, self.data = self.data[:size], self.data[size:]
        return given


def refusing_first(exchange: Exchange) -> None:
    exchange.reply(503 if exchange.number == 1 else 200)


def test_a_file_is_sent_from_where_it_stands_and_again(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "file.bin"
    path.write_bytes(b"skipped" + b"x" * 200_000)
    with misbehaving_server(refusing_first) as server, path.open("rb") as file:
        file.seek(7)
        body = raw_body(file, "application/octet-stream")
        assert driver.outcome(server.url, calling(PUT, body=body)) == {}
    assert [request.body for request in server.requests] == [b"x" * 200_000] * 2
    assert server.requests[0].headers["content-length"] == "200000"
    assert "transfer-encoding" not in server.requests[0].headers


@pytest.mark.parametrize("kind", [Pipe, Bare])
def test_a_file_that_can_not_be_sent_back_is_sent_once(driver: Driver, kind: Any) -> None:
    with misbehaving_server(refusing_first) as server:
        body = raw_body(kind(b"x" * 100_000), "application/octet-stream")
        assert isinstance(driver.outcome(server.url, calling(PUT, body=body)), StatusError)
    assert [request.body for request in server.requests] == [b"x" * 100_000]
    assert server.requests[0].headers["transfer-encoding"] == "chunked"


def parts_of(body: bytes) -> list[bytes]:
    boundary = body.partition(b"\r\n")[0]
    return [part.strip(b"\r\n") for part in body.split(boundary)[1:-1]]


def test_parts_and_their_headers(driver: Driver) -> None:
    class Model:
        def to_dict(self) -> dict[str, Any]:
            return {"m": 1}

    from generator.runtime.model import Model as Base

    Base.register(Model)
    named: IO[bytes] = io.BytesIO(b"named")
    named.name = '/tmp/na"me\r\n.txt'  # type: ignore[misc]
    body = multipart_body(
        {
            "none": None,
            "text": "t",
            "count": 3,
            "list": ["a", "b"],
            "object": {"k": [1]},
            "model": Model(),
            "bytes": b"raw",
            "file": named,
            "typed": File(b"pdf", "a.pdf", "application/pdf"),
            "declared": File(b"csv", "a.csv"),
            "several": File(b"png", "a.png", headers={"X-Own": "1"}),
            "nested": [[1, 2]],
        },
        {"declared": "text/csv", "several": "image/png, image/jpeg", "bytes": "image/png"},
        headers={"several": {"X-Fixed": "2"}},
    )
    with misbehaving_server(refusing_first) as server:
        assert driver.outcome(server.url, calling(PUT, body=body)) == {}
    first, second = server.requests
    assert first.body == second.body
    assert first.headers["content-length"] == str(len(first.body))
    start = b"Content-Disposition: form-data; name="
    assert parts_of(first.body) == [
        start + b'"text"\r\n\r\nt',
        start + b'"count"\r\n\r\n3',
        start + b'"list"\r\n\r\na',
        start + b'"list"\r\n\r\nb',
        start + b'"object"\r\nContent-Type: application/json\r\n\r\n{"k":[1]}',
        start + b'"model"\r\nContent-Type: application/json\r\n\r\n{"m":1}',
        start + b'"bytes"; filename="upload"\r\nContent-Type: image/png\r\n\r\nraw',
        start
        + b'"file"; filename="na%22me%0D%0A.txt"\r\nContent-Type: application/octet-stream\r\n\r\nnamed',
        start + b'"typed"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\npdf',
        start + b'"declared"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\ncsv',
        start
        + b'"several"; filename="a.png"\r\nContent-Type: application/octet-stream\r\nX-Fixed: 2\r\nX-Own: 1\r\n\r\npng',
        start + b'"nested"\r\nContent-Type: application/json\r\n\r\n[1,2]',
    ]


def test_parts_that_can_not_be_sent_again(driver: Driver) -> None:
    with misbehaving_server(refusing_first) as server:
        body = multipart_body({"file": File(Pipe(b"once")), "text": "t"})  # type: ignore[arg-type]
        found = driver.outcome(server.url, calling(PUT, body=body))
    assert isinstance(found, StatusError)
    assert b"once" in server.requests[0].body
    assert server.requests[0].headers["transfer-encoding"] == "chunked"
    assert "data" not in repr(File(b"data"))


def test_a_part_without_files_is_bytes(driver: Driver) -> None:
    with misbehaving_server(refusing_first) as server:
        driver.outcome(server.url, calling(PUT, body=multipart_body({"a": "b"})))
    assert parts_of(server.requests[1].body) == [
        b'Content-Disposition: form-data; name="a"\r\n\r\nb'
    ]
    with pytest.raises(ArgumentError):
        multipart_body({"a": File(b"x", "f", "text/plain\r\nX-Evil: 1")})


def test_forms_lines_and_text(driver: Driver) -> None:
    with misbehaving_server(lambda exchange: exchange.reply()) as server:
        driver.outcomes(
            server.url,
            calling(POST, body=form_body({"a": "b c", "n": None, "o": {"k": 1}, "l": [1, True]})),
            calling(POST, body=ndjson_body([{"a": 1}, {"a": 2}])),
            calling(POST, body=raw_body("h\u00e9", "text/plain")),
            calling(POST, body=raw_body(b"raw", "image/png")),
            calling(POST, body=raw_body(iter([b"a", b"b"]), "image/png")),
        )
    assert [request.body for request in server.requests] == [
        b"a=b%20c&o=%7B%22k%22%3A1%7D&l=1&l=true",
        b'{"a":1}\n{"a":2}\n',
        "h\u00e9".encode(),
        b"raw",
        b"ab",
    ]


def test_a_broken_upload_is_an_error_of_the_connection(driver: Driver) -> None:
    def answer(exchange: Exchange) -> None:
        exchange.reset()

    with misbehaving_server(answer) as server:
        body = raw_body(io.BytesIO(b"x" * 5_000_000), "image/png")
        found = driver.outcome(
            server.url, calling(POST, body=body, headers={"X-Read-No-Body": "1"})
        )
    assert isinstance(found, ConnectionFailedError)
    assert server.count() == 1

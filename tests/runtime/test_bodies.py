"""Bodies that are not what they seem, too large, or not what was asked for: scenarios 16, 18–20."""

import gzip
import io
import json
import zlib
from typing import Any

import pytest

from generator.runtime.errors import ArgumentError, DecodeError, ResponseTooLargeError
from generator.runtime.multipart import File, as_file
from generator.runtime.readers import json_body, lines_body, text_body
from tests.runtime.driving import BYTES, GET, Driver, StatusError, calling, downloading, operation
from tests.runtime.misbehaving_server import misbehaving_server

MEGABYTE = b" " * 1_000_000


def bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(MEGABYTE) for _ in range(megabytes)) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", bomb(50)),
        ("gzip, gzip", gzip.compress(bomb(50))),
        ("deflate", zlib.compress(MEGABYTE * 50)),
    ],
    ids=["gzip", "nested", "deflate"],
)
def test_a_bomb_is_stopped_at_the_cap(driver: Driver, encoding: str, body: bytes) -> None:
    assert len(body) < 100_000
    headers = {"Content-Encoding": encoding}
    with misbehaving_server(lambda exchange: exchange.reply(200, body, headers)) as server:
        found = driver.outcome(server.url, calling(GET), max_response_bytes=4_000_000)
    assert isinstance(found, ResponseTooLargeError)
    assert "4000000" in str(found)


def test_a_bomb_takes_no_memory_beyond_the_cap() -> None:
    import tracemalloc

    body, driver = bomb(200), Driver(asynchronous=False)
    headers = {"Content-Encoding": "gzip"}
    with misbehaving_server(lambda exchange: exchange.reply(200, body, headers)) as server:
        tracemalloc.start()
        driver.outcome(server.url, calling(GET), max_response_bytes=2_000_000)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 12_000_000


@pytest.mark.parametrize(
    ("encoding", "body", "expected"),
    [
        ("gzip", gzip.compress(b'{"a": 1}'), {"a": 1}),
        ("deflate", zlib.compress(b'{"a": 1}'), {"a": 1}),
        ("gzip, gzip", gzip.compress(gzip.compress(b'{"a": 1}')), {"a": 1}),
        ("gzip", gzip.compress(b'{"a": 1}') + b"trailing junk", {"a": 1}),
        ("identity", b'{"a": 1}', {"a": 1}),
        ("gzip", b'{"a": 1}', DecodeError),
        ("gzip", gzip.compress(b'{"a": 1}')[:10] + b"corrupt", DecodeError),
        ("gzip", gzip.compress(b'{"a": 1}' * 100)[:30], DecodeError),
        ("unheard-of", b"\x00\x01", DecodeError),
        ("gzip, " * 20 + "gzip", b"x", DecodeError),
    ],
    ids=[
        *("gzip", "deflate", "twice", "junk behind", "identity", "none"),
        *("corrupt", "cut", "unheard of", "too often"),
    ],
)
def test_encodings(driver: Driver, encoding: str, body: bytes, expected: Any) -> None:
    headers = {"Content-Encoding": encoding, "X-Request-Id": "r-1"}
    with misbehaving_server(lambda exchange: exchange.reply(200, body, headers)) as server:
        found = driver.outcome(server.url, calling(GET))
    if expected is DecodeError:
        assert isinstance(found, DecodeError)
        assert (found.status, found.request_id) == (200, "r-1")
        assert server.count() == 1
    else:
        assert found == expected


def test_a_corrupt_body_hides_no_status_and_no_download(driver: Driver) -> None:
    headers = {"Content-Encoding": "gzip"}
    with misbehaving_server(lambda exchange: exchange.reply(404, b"plain", headers)) as server:
        found = driver.outcome(server.url, calling(GET))
    assert isinstance(found, StatusError)
    with misbehaving_server(lambda exchange: exchange.reply(200, b"plain", headers)) as server:
        found = driver.outcome(server.url, downloading(GET))
    assert isinstance(found, DecodeError)


@pytest.mark.parametrize(
    ("status", "body", "message"),
    [
        (502, b"<html><h1>Bad gateway</h1></html>", "<html><h1>Bad gateway</h1></html>"),
        (500, b"", ""),
        (500, b"[1, 2]", "[1, 2]"),
        (400, b'{"error": null}', '{"error": null}'),
        (400, b'{"error": {"message": "no such index"}}', "no such index"),
        (400, b'{"error": {"message": 3}}', '{"error": {"message": 3}}'),
        (400, b'{"errors": [{"message": "first"}]}', '{"errors": [{"message": "first"}]}'),
        (400, "h\u00e9".encode("latin-1"), "h\ufffd"),
        (400, b"[" * 100_000, "[" * 500),
        (302, b"", ""),
        (304, b"", ""),
        (400, b'{"half": ', '{"half": '),
    ],
    ids=range(12),
)
def test_errors_keep_their_status_whatever_their_body(
    driver: Driver, status: int, body: bytes, message: str
) -> None:
    called = operation("GET", message=("error", "message"))
    headers = {"X-Request-Id": "r-2"}
    with misbehaving_server(lambda exchange: exchange.reply(status, body, headers)) as server:
        found = driver.outcome(server.url, calling(called), retries=0)
    assert isinstance(found, StatusError)
    kept = b"" if status == 304 else body
    assert (found.status, found.content, found.message) == (status, kept, message)
    assert found.request_id == "r-2"


def test_a_message_may_stand_in_an_array(driver: Driver) -> None:
    bodies = [b'{"errors": [{"message": "first"}]}', b'{"errors": []}', b'{"errors": {}}']
    called = operation("GET", message=("errors", "0", "message"))
    found: list[str] = []
    for body in bodies:
        with misbehaving_server(lambda exchange, body=body: exchange.reply(400, body)) as server:
            found.append(driver.outcome(server.url, calling(called)).message)
    assert found == ["first", '{"errors": []}', '{"errors": {}}']


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b'{"a": 1',
        b"[" * 100_000,
        b"9" * 5_000,
        b"<html></html>",
        b"not json",
        b'{"a": "\xe9"}',
    ],
    ids=["empty", "truncated", "deep", "long integer", "HTML", "text", "latin-1"],
)
def test_a_success_that_is_no_json_is_one_typed_error(driver: Driver, body: bytes) -> None:
    headers = {"X-Request-Id": "r-3"}
    with misbehaving_server(lambda exchange: exchange.reply(200, body, headers)) as server:
        found = driver.outcome(server.url, calling(GET))
    assert isinstance(found, DecodeError)
    assert (found.status, found.request_id, found.content) == (200, "r-3", body)


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b"\xef\xbb\xbf" + b'{"a": 1}', {"a": 1}),
        ('{"a": 1}'.encode("utf-16"), {"a": 1}),
        (b'{"a": 1, "a": 2}', {"a": 2}),
        (b'{"a": "\\ud800"}', {"a": "\ud800"}),
        (b'{"a": 9007199254740993}', {"a": 9007199254740993}),
        (b"18446744073709551617", 18446744073709551617),
    ],
    ids=["BOM", "UTF-16", "duplicate key", "lone surrogate", "beyond 2**53", "beyond 64 bits"],
)
def test_json_that_is_odd_is_read_all_the_same(driver: Driver, body: bytes, value: Any) -> None:
    with misbehaving_server(lambda exchange: exchange.reply(200, body)) as server:
        assert driver.outcome(server.url, calling(GET)) == value


def test_a_number_that_is_none_is_read_as_python_reads_it(driver: Driver) -> None:
    with misbehaving_server(lambda exchange: exchange.reply(200, b"[NaN, -Infinity]")) as server:
        assert repr(driver.outcome(server.url, calling(GET))) == "[nan, -inf]"


def test_a_body_where_none_is_due_is_passed_over(driver: Driver) -> None:
    def answer(exchange: Any) -> None:
        exchange.send(b"HTTP/1.1 204 No Content\r\n\r\n")
        if exchange.number == 1:
            exchange.send(b"a body that must not be")

    called = operation("DELETE", result=lambda answer: answer.content)
    with misbehaving_server(answer) as server:
        assert driver.outcomes(server.url, calling(called), calling(called)) == [b"", b""]


@pytest.mark.parametrize(
    ("kind", "body", "text"),
    [
        ("text/plain", "h\u00e9".encode(), "h\u00e9"),
        ("text/plain; charset=latin-1", "h\u00e9".encode("latin-1"), "h\u00e9"),
        ('text/plain; charset="utf-16"', "h\u00e9".encode("utf-16"), "h\u00e9"),
        ("text/plain; charset=unheard-of", b"x", None),
        ("text/plain", b"\xff", None),
    ],
)
def test_text_is_read_in_its_charset(
    driver: Driver, kind: str, body: bytes, text: str | None
) -> None:
    called = operation("GET", result=text_body)
    headers = {"Content-Type": kind}
    with misbehaving_server(lambda exchange: exchange.reply(200, body, headers)) as server:
        found = driver.outcome(server.url, calling(called))
    assert isinstance(found, DecodeError) if text is None else found == text


def test_lines_name_the_one_that_does_not_fit(driver: Driver) -> None:
    called = operation("GET", result=lines_body(lambda value: value["n"]))
    with misbehaving_server(
        lambda exchange: exchange.reply(200, b'{"n": 1}\n\n{"n": 2}')
    ) as server:
        assert driver.outcome(server.url, calling(called)) == [1, 2]
    with misbehaving_server(lambda exchange: exchange.reply(200, b'{"n": 1}\n{')) as server:
        found = driver.outcome(server.url, calling(called))
    assert isinstance(found, DecodeError)
    assert found.path == "[1]"


def test_an_answer_of_a_status_that_has_no_reader(driver: Driver) -> None:
    from generator.runtime.readers import by_status

    readers = {200: json_body(lambda v: ("exact", v)), 2: json_body(lambda v: ("range", v))}
    called = operation("GET", result=by_status(readers))
    only = operation("GET", result=by_status({200: json_body(json.dumps)}))
    with misbehaving_server(
        lambda exchange: exchange.reply(200 if exchange.number == 1 else 202, b"1")
    ) as server:
        found = driver.outcomes(server.url, calling(called), calling(called), calling(only))
    assert found[:2] == [("exact", 1), ("range", 1)]
    assert isinstance(found[2], DecodeError)


def test_bytes_are_as_they_came(driver: Driver) -> None:
    body = bytes(range(256)) * 1000
    with misbehaving_server(lambda exchange: exchange.reply(200, body)) as server:
        assert driver.outcomes(server.url, calling(BYTES), downloading(BYTES)) == [body, body]


@pytest.mark.parametrize("file", [b"x", io.BytesIO(b"x"), File(b"x"), None, [b"x", None]])
def test_a_file_is_taken_as_it_is(file: Any) -> None:
    assert as_file("file", file) is file


@pytest.mark.parametrize("file", ["/etc/hostname", io.StringIO("x"), 1, [b"x", "y"]])
def test_what_is_no_file_is_refused_by_name(file: Any) -> None:
    with pytest.raises(ArgumentError, match="photo: expected bytes"):
        as_file("photo", file)

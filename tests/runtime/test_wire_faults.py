"""Answers that break off, make no sense or never end: scenarios 1–3, 6–9, 17, 30, 31."""

import socket

import httpx2
import pytest

from generator.runtime.errors import (
    ApiError,
    ConnectionFailedError,
    DeadlineError,
    ResponseTooLargeError,
    TimedOutError,
)
from generator.runtime.operation import Content
from generator.runtime.options import RequestOptions
from tests.runtime.driving import (
    BYTES,
    GET,
    POST,
    Driver,
    StatusError,
    calling,
    downloading,
    streaming,
)
from tests.runtime.misbehaving_server import Exchange, misbehaving_server

OK = b"HTTP/1.1 200 OK\r\n"
BROKEN = {
    "a length that never comes": OK + b"Content-Length: 10\r\n\r\n{}",
    "a chunk that breaks off": OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{}",
    "chunks without an end": OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
    "a chunk of no size": OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n",
    "a negative length": OK + b"Content-Length: -1\r\n\r\n{}",
    "two lengths": OK + b"Content-Length: 2\r\nContent-Length: 5\r\n\r\n{}",
    "a length that is none": OK + b"Content-Length: two\r\n\r\n{}",
    "no status line": b"garbage\r\n\r\n{}",
    "a status of four digits": b"HTTP/1.1 2000 OK\r\n\r\n",
    "HTTP/0.9": b"<html>hello</html>\r\n\r\n",
    "a header that is none": OK + b"no colon here\r\n\r\n{}",
    "headers that break off": OK + b"Content-Le",
    "a header of 200 KB": OK + b"X: " + b"x" * 200_000 + b"\r\n\r\n{}",
    "10,000 headers": OK + b"X-Some-Header: some value\r\n" * 10_000 + b"\r\n{}",
    "nothing": b"",
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_whole_answer_is_a_connection_error(driver: Driver, name: str) -> None:
    def answer(exchange: Exchange) -> None:
        exchange.send(BROKEN[name])
        exchange.hang_up()

    with misbehaving_server(answer) as server:
        found = driver.outcomes(server.url, calling(GET), calling(POST), calling(BYTES), retries=1)
    assert [type(error) for error in found] == [ConnectionFailedError] * 3
    assert server.count("GET") == 4
    assert server.count("POST") == 1


def test_a_broken_body_never_hides_the_status_of_an_error(driver: Driver) -> None:
    def answer(exchange: Exchange) -> None:
        exchange.send(b'HTTP/1.1 404 No\r\nContent-Length: 100\r\n\r\n{"half": ')
        exchange.hang_up()

    with misbehaving_server(answer) as server:
        for act in (calling(GET), streaming(GET)):
            found = driver.outcome(server.url, act)
            assert isinstance(found, StatusError)
            assert (found.status, found.content, found.body) == (404, b'{"half": ', None)


def test_nobody_listens(driver: Driver) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    found = driver.outcomes(url, calling(GET), calling(POST))
    assert [type(error) for error in found] == [ConnectionFailedError] * 2
    assert all("3 attempts" in str(error) for error in found)


def test_a_reset_is_a_connection_error(driver: Driver) -> None:
    with misbehaving_server(lambda exchange: exchange.reset()) as server:
        found = driver.outcomes(server.url, calling(GET), calling(POST))
    assert [type(error) for error in found] == [ConnectionFailedError] * 2
    assert server.count("GET") == 3
    assert server.count("POST") == 1


def test_silence_ends_at_the_timeout(driver: Driver) -> None:
    with misbehaving_server(lambda exchange: exchange.silence()) as server:
        found = driver.outcome(server.url, calling(GET), timeout=0.1)
        assert type(found) is TimedOutError
        assert "0.1 s" in str(found)
        assert server.settled(3)
        options = RequestOptions(timeout=0.05)
        found = driver.outcome(server.url, calling(POST, options=options))
        assert type(found) is TimedOutError
        assert server.settled(1, "POST")


def test_a_length_that_is_too_small_gives_no_answer_to_the_next_call(driver: Driver) -> None:
    def answer(exchange: Exchange) -> None:
        exchange.send(
            OK + b'Content-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n"forged"'
        )

    with misbehaving_server(answer) as server:
        assert driver.outcomes(server.url, *[calling(GET)] * 3) == [{}, {}, {}]
    assert server.connections == 3


def test_a_late_answer_is_never_taken_for_the_next_calls(driver: Driver) -> None:
    def answer(exchange: Exchange) -> None:
        if exchange.request.target == "/things?slow=true":
            exchange.stopped.wait(0.15)
            exchange.reply(200, b'"late"')
        else:
            exchange.reply(200, b'"mine"')

    with misbehaving_server(answer) as server:
        found = driver.outcomes(
            server.url,
            calling(GET, query={"slow": True}, options=RequestOptions(timeout=0.05, retries=0)),
            calling(GET),
            calling(GET),
            limits=httpx2.Limits(max_connections=1),
        )
    assert isinstance(found[0], TimedOutError)
    assert found[1:] == ["mine", "mine"]


def test_interim_answers_are_passed_over(driver: Driver) -> None:
    def answer(exchange: Exchange) -> None:
        exchange.send(b"HTTP/1.1 102 Processing\r\n\r\n" * 500)
        exchange.reply()

    with misbehaving_server(answer) as server:
        assert driver.outcome(server.url, calling(GET)) == {}


def test_interim_answers_for_ever_end_at_the_deadline(driver: Driver) -> None:
    def answer(exchange: Exchange) -> None:
        while not exchange.stopped.is_set():
            exchange.send(b"HTTP/1.1 102 Processing\r\n\r\n" * 500)

    with misbehaving_server(answer) as server:
        found = driver.outcome(server.url, calling(GET), deadline=0.2)
    assert isinstance(found, DeadlineError)


def test_an_answer_without_end_stops_at_the_cap(driver: Driver) -> None:
    def answer(exchange: Exchange) -> None:
        exchange.chunked()
        while not exchange.stopped.is_set():
            exchange.chunk(b" " * 65536)

    with misbehaving_server(answer) as server:
        found = driver.outcome(server.url, calling(GET), max_response_bytes=1_000_000)
    assert isinstance(found, ResponseTooLargeError)
    assert server.count() == 1


def test_an_error_without_end_is_cut_and_keeps_its_status(driver: Driver) -> None:
    def answer(exchange: Exchange) -> None:
        exchange.chunked(status=400)
        while not exchange.stopped.is_set():
            exchange.chunk(b"x" * 65536)

    with misbehaving_server(answer) as server:
        found = driver.outcome(server.url, calling(GET), max_response_bytes=200_000)
    assert isinstance(found, StatusError)
    assert found.status == 400
    assert 0 < len(found.content) <= 200_000


def test_an_answer_before_the_body_was_sent_is_read(driver: Driver) -> None:
    """Scenario 30: 413 and the connection closed, with the request's body still on its way."""

    def answer(exchange: Exchange) -> None:
        exchange.reply(413, b'{"too": "large"}')
        exchange.hang_up()

    with misbehaving_server(answer) as server:
        body = Content([b"x" * 65536] * 64, "text/plain", length=64 * 65536)
        found = driver.outcome(
            server.url, calling(POST, body=body, headers={"X-Read-No-Body": "1"})
        )
    # The answer may be lost to the reset that the unread bytes cause: then it is an error all the
    # same, and the body is not sent again.
    assert isinstance(found, ApiError)
    assert server.count() == 1


def test_an_answer_in_place_of_a_body_is_read(driver: Driver) -> None:
    def answer(exchange: Exchange) -> None:
        exchange.reply(413, b'{"too": "large"}')

    with misbehaving_server(answer) as server:
        found = driver.outcome(
            server.url,
            calling(POST, json={"a": 1}, headers={"X-Read-No-Body": "1"}),
        )
    assert isinstance(found, StatusError)
    assert found.body == {"too": "large"}


def test_faults_leak_no_connection(driver: Driver) -> None:
    def answer(exchange: Exchange) -> None:
        if exchange.number > 50:
            exchange.reply()
        else:
            (exchange.hang_up, exchange.reset, lambda: exchange.reply(500))[exchange.number % 3]()

    with misbehaving_server(answer) as server:
        found = driver.outcomes(
            server.url,
            *[calling(GET, options=RequestOptions(retries=0))] * 50,
            calling(GET),
            limits=httpx2.Limits(max_connections=1),
        )
    assert all(isinstance(error, ApiError) for error in found[:50])
    assert found[50] == {}


def test_a_stream_that_breaks_off_is_an_error_and_not_an_end(driver: Driver) -> None:
    def answer(exchange: Exchange) -> None:
        exchange.chunked(b'data: {"n": 1}\n\n')
        exchange.hang_up()

    with misbehaving_server(answer) as server:
        found = driver.outcomes(server.url, streaming(GET), downloading(GET))
    assert [type(error) for error in found] == [ConnectionFailedError] * 2


def test_a_stream_is_repeated_until_its_answer_begins(driver: Driver) -> None:
    def answer(exchange: Exchange) -> None:
        if exchange.number == 1:
            exchange.hang_up()
        elif exchange.number == 2:
            exchange.reply(503)
        else:
            exchange.reply(200, b'data: {"n": 1}\n\n')

    with misbehaving_server(answer) as server:
        assert driver.outcome(server.url, streaming(GET)) == [{"n": 1}]
    assert server.count() == 3
    with misbehaving_server(lambda exchange: exchange.hang_up()) as server:
        assert isinstance(driver.outcome(server.url, streaming(POST)), ConnectionFailedError)
    assert server.count() == 1

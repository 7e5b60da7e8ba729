"""What is repeated, how often, after which pause: scenarios 10–14, 29, 32, 33."""

import email.utils
import time
from collections.abc import Callable
from typing import Any

import pytest

from generator.runtime.errors import ConnectionFailedError, DeadlineError
from generator.runtime.operation import Content, Operation
from generator.runtime.options import RawResponse, RequestOptions
from generator.runtime.retries import RetryBudget, backoff, jitter
from tests.runtime.driving import (
    DELETE,
    GET,
    KEYED,
    PATCH,
    POST,
    PUT,
    Act,
    Driver,
    FakeTime,
    StatusError,
    calling,
    operation,
)
from tests.runtime.misbehaving_server import Exchange, misbehaving_server

SAFE = ("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE")


def failing_first(*statuses: int, headers: dict[str, str] | None = None) -> Callable[..., None]:
    """Answers the statuses in turn, then 200."""

    def answer(exchange: Exchange) -> None:
        if exchange.number <= len(statuses):
            exchange.reply(statuses[exchange.number - 1], headers=headers)
        else:
            exchange.reply()

    return answer


def hanging_up(exchange: Exchange) -> None:
    exchange.hang_up()


@pytest.mark.parametrize(
    ("called", "sent"), [(GET, 2), (PUT, 2), (DELETE, 2), (POST, 1), (PATCH, 1), (KEYED, 2)]
)
def test_only_safe_calls_are_repeated_after_a_status(
    driver: Driver, called: Operation[Any, Any], sent: int
) -> None:
    with misbehaving_server(failing_first(503)) as server:
        found = driver.outcome(server.url, calling(called))
    assert server.count() == sent
    assert (found == {}) == (sent == 2)


@pytest.mark.parametrize(
    ("called", "sent"), [(GET, 3), (PUT, 3), (DELETE, 3), (POST, 1), (PATCH, 1), (KEYED, 3)]
)
def test_only_safe_calls_are_repeated_after_a_lost_answer(
    driver: Driver, called: Operation[Any, Any], sent: int
) -> None:
    with misbehaving_server(hanging_up) as server:
        found = driver.outcome(server.url, calling(called))
    assert isinstance(found, ConnectionFailedError)
    assert server.count() == sent


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
@pytest.mark.parametrize("method", [*SAFE, "POST", "PATCH"])
def test_statuses_that_pass_are_repeated_for_safe_methods(
    driver: Driver, method: str, status: int
) -> None:
    with misbehaving_server(failing_first(status)) as server:
        driver.outcome(server.url, calling(operation(method, result=lambda answer: answer.status)))
    assert server.count() == (2 if method in SAFE else 1)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 422, 425, 501, 505])
def test_statuses_that_stay_are_not_repeated(driver: Driver, status: int) -> None:
    with misbehaving_server(failing_first(status)) as server:
        found = driver.outcome(server.url, calling(GET))
    assert server.count() == 1
    assert isinstance(found, StatusError)
    assert found.status == status


def test_attempts_are_bounded_and_the_last_error_is_raised(driver: Driver) -> None:
    def answer(exchange: Exchange) -> None:
        exchange.reply(503, f'{{"n": {exchange.number}}}'.encode())

    seen: list[RawResponse] = []
    with misbehaving_server(answer) as server:
        options = RequestOptions(on_response=seen.append)
        found = driver.outcome(server.url, calling(GET, options=options), retries=3)
    assert server.count() == 4
    assert isinstance(found, StatusError)
    assert found.body == {"n": 4}
    assert [(r.status, r.attempts) for r in seen] == [(503, 1), (503, 2), (503, 3), (503, 4)]


def test_retries_are_set_for_a_client_an_operation_and_a_call(driver: Driver) -> None:
    once = operation("GET", retries=1)
    with misbehaving_server(failing_first(*[503] * 20)) as server:
        driver.outcomes(
            server.url,
            calling(GET),
            calling(once),
            calling(once, options=RequestOptions(retries=0)),
            retries=3,
        )
    assert server.count() == 4 + 2 + 1


def test_pauses_grow_with_full_jitter(driver: Driver) -> None:
    at = FakeTime()
    with misbehaving_server(failing_first(*[503] * 6)) as server:
        driver.outcome(server.url, calling(GET), clock=at.clock(), retries=6)
    assert at.slept == [0.5, 1, 2, 4, 8, 8]
    assert [backoff(n, 0.25) for n in (1, 2, 20)] == [0.125, 0.25, 2.0]
    drawn = [jitter() for _ in range(1000)]
    assert all(0 <= chance < 1 for chance in drawn)
    assert 0.4 < sum(drawn) / len(drawn) < 0.6


FUTURE = email.utils.formatdate(1_000_000_005, usegmt=True)
PAST = email.utils.formatdate(999_999_000, usegmt=True)


@pytest.mark.parametrize(
    ("given", "pauses"),
    [
        ({"Retry-After": "0"}, [0.0]),
        ({"Retry-After": "1"}, [1.0]),
        ({"Retry-After": "1.5"}, [1.5]),
        ({"Retry-After": "60"}, [60.0]),
        ({"Retry-After": "-1"}, [0.5]),
        ({"Retry-After": "nan"}, [0.5]),
        ({"Retry-After": "inf"}, [0.5]),
        ({"Retry-After": "1e999"}, [0.5]),
        ({"Retry-After": "soon"}, [0.5]),
        ({"Retry-After": ""}, [0.5]),
        ({"Retry-After": FUTURE}, [5.0]),
        ({"Retry-After": PAST}, [0.0]),
        ({"Retry-After": "Sunday, 09-Sep-01 01:46:45 GMT"}, [5.0]),
        ({"Retry-After": "Sun Sep  9 01:46:45 2001"}, [5.0]),
        ({"Retry-After": "Sun, 99 Sep 2001 01:46:45 GMT"}, [0.5]),
        ({"Retry-After-Ms": "250"}, [0.25]),
        ({"Retry-After-Ms": "soon", "Retry-After": "2"}, [2.0]),
        ({"Retry-After-Ms": "soon"}, [0.5]),
    ],
)
def test_retry_after(driver: Driver, given: dict[str, str], pauses: list[float]) -> None:
    at = FakeTime()
    with misbehaving_server(failing_first(429, headers=given)) as server:
        assert driver.outcome(server.url, calling(GET), clock=at.clock()) == {}
    assert at.slept == pauses


@pytest.mark.parametrize("given", ["61", "9e99", "Sun, 09 Sep 2040 01:46:45 GMT"])
def test_too_long_a_wait_is_not_waited_and_the_error_says_so(driver: Driver, given: str) -> None:
    at = FakeTime()
    with misbehaving_server(failing_first(429, headers={"Retry-After": given})) as server:
        found = driver.outcome(server.url, calling(GET), clock=at.clock())
    assert server.count() == 1
    assert at.slept == []
    assert isinstance(found, StatusError)
    assert "asks to wait" in found.note
    assert found.note in str(found)


def test_a_call_has_one_idempotency_key_and_the_next_another(driver: Driver) -> None:
    with misbehaving_server(failing_first(503, 503, 200, 503)) as server:
        driver.outcomes(
            server.url,
            calling(KEYED),
            calling(KEYED, options=RequestOptions(idempotency_key="mine")),
            calling(KEYED, headers={"idempotency-key": "given"}),
            calling(KEYED, options=RequestOptions(headers={"IDEMPOTENCY-KEY": "by-hand"})),
        )
    keys = [request.headers["idempotency-key"] for request in server.requests]
    assert keys[0] == keys[1] == keys[2]
    assert keys[3:] == ["mine", "mine", "given", "by-hand"]
    digits = keys[0].split("-")
    assert [len(d) for d in digits] == [8, 4, 4, 4, 12]
    assert digits[2][0] == "4"
    assert digits[3][0] in "89ab"
    with misbehaving_server(failing_first()) as server:
        driver.outcomes(server.url, calling(KEYED), calling(KEYED))
    assert len({request.headers["idempotency-key"] for request in server.requests}) == 2


def test_a_key_makes_any_post_repeatable(driver: Driver) -> None:
    with misbehaving_server(failing_first(503)) as server:
        options = RequestOptions(idempotency_key="k")
        assert driver.outcome(server.url, calling(POST, options=options)) == {}
    assert [request.headers["idempotency-key"] for request in server.requests] == ["k", "k"]


def test_a_budget_bounds_the_repetitions_of_all_calls(driver: Driver) -> None:
    with misbehaving_server(lambda exchange: exchange.reply(503)) as server:
        found = driver.outcomes(server.url, *[calling(GET)] * 100)
    assert 100 < server.count() < 200
    assert "too many calls" in found[-1].note
    budget = RetryBudget(tokens=4.0)
    assert not budget.take()
    budget.give_back()
    assert budget.take()
    full = RetryBudget()
    full.give_back()
    assert full.tokens == full.limit


def test_no_attempt_begins_that_the_deadline_would_end(driver: Driver) -> None:
    at = FakeTime()
    with misbehaving_server(lambda exchange: exchange.reply(503)) as server:
        found = driver.outcome(server.url, calling(GET), clock=at.clock(), deadline=1.2, retries=9)
    assert at.slept == [0.5]
    assert server.count() == 2
    assert isinstance(found, StatusError)
    assert "deadline" in found.note


def test_a_deadline_that_passes_in_a_pause_is_an_error_with_its_cause(driver: Driver) -> None:
    at = FakeTime()
    clock = at.clock()

    def oversleep(seconds: float) -> None:
        at.at += 10 * seconds

    async def aoversleep(seconds: float) -> None:
        oversleep(seconds)

    clock.sleep, clock.asleep = oversleep, aoversleep
    with misbehaving_server(hanging_up) as server:
        found = driver.outcome(server.url, calling(GET), clock=clock, deadline=2.0)
    assert isinstance(found, DeadlineError)
    assert isinstance(found.__cause__, ConnectionFailedError)
    assert server.count() == 1


def test_a_wall_clock_that_jumps_changes_no_deadline(driver: Driver) -> None:
    at = FakeTime()

    def answer(exchange: Exchange) -> None:
        at.date -= 1_000_000
        failing_first(503)(exchange)

    with misbehaving_server(answer) as server:
        found = driver.outcome(server.url, calling(GET), clock=at.clock(), deadline=30.0)
    assert found == {}


def test_an_interrupt_in_a_pause_is_not_swallowed(driver: Driver) -> None:
    clock = FakeTime().clock()

    def interrupted(seconds: float) -> None:
        raise KeyboardInterrupt

    async def ainterrupted(seconds: float) -> None:
        raise KeyboardInterrupt

    clock.sleep, clock.asleep = interrupted, ainterrupted
    with misbehaving_server(failing_first(503)) as server:
        with pytest.raises(KeyboardInterrupt):
            driver.outcome(server.url, calling(GET), clock=clock)
    assert server.count() == 1


def test_a_body_that_can_be_read_once_is_sent_once(driver: Driver) -> None:
    with misbehaving_server(failing_first(503)) as server:
        body = Content(iter([b"a", b"b"]), "text/plain", replayable=False)
        found = driver.outcome(server.url, calling(PUT, body=body))
        assert isinstance(found, StatusError)
        assert server.count() == 1
        body = Content([b"a", b"b"], "text/plain")
        assert driver.outcome(server.url, calling(PUT, body=body)) == {}
    assert [request.body for request in server.requests] == [b"ab", b"ab"]
    with misbehaving_server(failing_first(503)) as server:
        assert driver.outcome(server.url, calling(PUT, body=body)) == {}
    assert [request.body for request in server.requests] == [b"ab", b"ab"]


def later(act: Act) -> Act:
    def waited(transport: Any) -> Any:
        time.sleep(0.1)
        return act(transport)

    return waited


def test_a_connection_that_went_stale_is_replaced(driver: Driver) -> None:
    """Scenario 14: the server closes an idle connection, or just when the next request comes."""

    def answer(exchange: Exchange) -> None:
        if exchange.number == 2:
            exchange.hang_up()
        else:
            exchange.reply()

    with misbehaving_server(answer) as server:
        assert driver.outcomes(server.url, calling(GET), calling(GET)) == [{}, {}]
    assert [request.connection for request in server.requests] == [1, 1, 2]
    with misbehaving_server(answer) as server:
        first, second = driver.outcomes(server.url, calling(GET), calling(POST))
    assert first == {}
    assert isinstance(second, ConnectionFailedError)
    assert server.count("POST") == 1

    def closing(exchange: Exchange) -> None:
        exchange.reply()
        exchange.hang_up()

    with misbehaving_server(closing) as server:
        # A moment later the client knows that the connection is gone, and a POST is safe.
        assert driver.outcomes(server.url, *[later(calling(POST))] * 3) == [{}, {}, {}]
    assert server.count() == 3

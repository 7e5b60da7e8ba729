"""One call on its way: how often it was sent, how long it may go on, what became of it. No I/O."""

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import httpx2

from .connections import shorter
from .errors import (
    ApiError,
    ArgumentError,
    ClosedError,
    ConnectionFailedError,
    DeadlineError,
    DecodeError,
    TimedOutError,
)
from .operation import Operation, Prepared
from .options import RawResponse, RequestOptions
from .readers import Answer
from .retries import LONGEST, RETRIED, RetryBudget, backoff, jitter, may_repeat, retry_after
from .settings import Settings

CONNECT: Final = 5.0
POOL: Final = 10.0
FAILURES: Final = (httpx2.HTTPError, httpx2.StreamError, httpx2.InvalidURL, DeadlineError)
"""What comes out of the HTTP library where a call fails."""
_NEVER_SENT: Final = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.ProxyError,
)
_LOGGED: Final = frozenset(
    {"content-type", "content-length", "date", "retry-after", "server"}
    | {"x-request-id", "request-id"}
)


async def _asleep(seconds: float) -> None:
    import asyncio

    await asyncio.sleep(seconds)


@dataclass(slots=True)
class Clock:
    """Time and chance; tests put their own in place."""

    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    asleep: Callable[[float], Awaitable[None]] = _asleep
    chance: Callable[[], float] = jitter


@dataclass(slots=True)
class Call:
    """One call.

    Attributes:
        ends: When the deadline is, on the monotonic clock; `None`: never.
        timeout: Seconds of silence after which an attempt fails.
        retries: How often it may be repeated.
        attempts: How often it was sent.
        note: Why it was not repeated, where it could have been.
        limit: The timeout of the last attempt, cut by the deadline.
        sent: Whether the attempt that failed may have reached the server.
        fatal: Whether repeating can't help.
    """

    operation: Operation[Any, Any]
    prepared: Prepared
    options: RequestOptions
    settings: Settings
    clock: Clock
    budget: RetryBudget
    ends: float | None
    timeout: float | None
    retries: int
    attempts: int = 0
    note: str = ""
    limit: float | None = None
    sent: bool = True
    fatal: bool = False
    failure: ApiError | None = field(default=None, repr=False)

    def remaining(self) -> float | None:
        """Seconds until the deadline.

        Raises:
            DeadlineError: It has passed.
        """
        if self.ends is None:
            return None
        left = self.ends - self.clock.monotonic()
        if left <= 0:
            raise self._late() from self.failure
        return left

    def _late(self) -> DeadlineError:
        self.fatal = True
        return DeadlineError(f"{self.operation.id}: the deadline has passed{self._counted()}")

    def _counted(self) -> str:
        return f" ({self.attempts} attempts)" if self.attempts > 1 else ""

    def timeouts(self) -> Mapping[str, float | None]:
        """The limits of one attempt, in seconds."""
        limit = self.timeout
        if self.ends is not None:
            limit = shorter(limit, self.remaining())
        self.limit = limit
        if limit is None:
            return {"connect": None, "read": None, "write": None, "pool": None}
        connect, pool = min(limit, CONNECT), min(limit, POOL)
        return {"connect": connect, "read": limit, "write": limit, "pool": pool}

    # After an attempt.

    def failed(self, error: Exception, *, closed: bool) -> ApiError:
        """The HTTP library's exception as ours.

        The frames of the library hold the request's headers among their locals: they are forgotten.
        """
        self.fatal = _forget_frames(error) or self.fatal
        self.sent = not isinstance(error, _NEVER_SENT)
        made = self._named(error, closed=closed)
        if made is not error:
            made.__cause__ = error
        self._log(f"failed: {made}")
        self.failure = made
        return made

    def unasked(self) -> ConnectionFailedError:
        """The error of an answer that was there before the request was sent."""
        self.sent = True
        return ConnectionFailedError(f"{self.operation.id}: an answer came that nobody asked for")

    def _named(self, error: Exception, *, closed: bool) -> ApiError:
        name = self.operation.id
        if closed:
            return ClosedError(f"{name}: the client was closed during the call")
        match error:
            case ApiError():
                return error
            case httpx2.TimeoutException():
                if self.ends is not None and self.clock.monotonic() >= self.ends:
                    return self._late()
                return TimedOutError(f"{name}: {self._silence(error)}{self._counted()}")
            case httpx2.LocalProtocolError() | httpx2.UnsupportedProtocol() | httpx2.InvalidURL():
                return ArgumentError(f"{name}: not a request: {error}")
            case httpx2.DecodingError():
                return DecodeError(f"not what its Content-Encoding says: {error}")
            case _:
                what = str(error) or type(error).__name__
                return ConnectionFailedError(f"{name}: {what}{self._counted()}")

    def _silence(self, error: httpx2.TimeoutException) -> str:
        match error:
            case httpx2.ConnectTimeout():
                return f"no connection within {shorter(self.limit, CONNECT):g} s"
            case httpx2.PoolTimeout():
                return f"no connection became free within {shorter(self.limit, POOL):g} s"
            case _:
                return f"silence for {shorter(self.limit, None) or 0:g} s"

    def pause_after_failure(self) -> float | None:
        """Seconds before another attempt, where there was no answer; `None`: there is none."""
        if self.fatal or not self._repeatable(sent=self.sent):
            return None
        return self._affordable(backoff(self.attempts, self.clock.chance()))

    def pause_after(self, answer: Answer) -> float | None:
        """Seconds before another attempt, in view of an answer; `None`: it stands."""
        if answer.status not in RETRIED or not self._repeatable(sent=True):
            if answer.status < 400:
                self.budget.give_back()
            return None
        asked = retry_after(answer.headers, self.clock.now())
        if asked is None:
            asked = backoff(self.attempts, self.clock.chance())
        elif asked > LONGEST:
            self.note = f"not repeated: the server asks to wait {asked:.0f} s, over {LONGEST:.0f} s"
            return None
        return self._affordable(asked)

    def _repeatable(self, *, sent: bool) -> bool:
        prepared = self.prepared
        return self.attempts <= self.retries and may_repeat(
            prepared.method,
            repeatable=prepared.repeatable,
            replayable=prepared.replayable,
            sent=sent,
        )

    def _affordable(self, seconds: float) -> float | None:
        if self.ends is not None and self.ends - self.clock.monotonic() <= seconds:
            self.note = "not repeated: the deadline is nearer than the next attempt"
            return None
        if not self.budget.take():
            self.note = "not repeated: too many calls of this client fail"
            return None
        self._log(f"again in {seconds:.3f} s")
        return seconds

    # What others see.

    def answered(self, response: httpx2.Response, content: bytes) -> Answer:
        """An answer, shown to those who asked for it."""
        status, headers = response.status_code, response.headers
        self._log("answered", status, headers)
        hook, own = self.settings.on_response, self.options.on_response
        if hook or own:
            raw = RawResponse(
                status=status, headers=headers, content=content, attempts=self.attempts
            )
            if hook:
                hook(raw)
            if own:
                own(raw)
        return Answer(status, headers, content)

    def opened(self, response: httpx2.Response) -> None:
        """Note an answer that is read as a stream."""
        self.answered(response, b"")
        self.budget.give_back()

    def _log(self, what: str, status: int = 0, headers: Mapping[str, str] | None = None) -> None:
        logger = self.settings.logger
        if logger.isEnabledFor(10):
            shown = {k: v for k, v in (headers or {}).items() if k.lower() in _LOGGED}
            # The path's template, not the URL: a query may hold a secret, and so may a body.
            logger.debug(
                "%s %s attempt %d: %s%s",
                self.operation.method,
                self.operation.path,
                self.attempts,
                what,
                f" {status} {shown}" if status else "",
            )


def _forget_frames(error: BaseException) -> bool:
    """Drop the frames of an exception and its causes; say whether one of them is of TLS."""
    of_tls = False
    found: BaseException | None = error
    while found is not None:
        # By its name: nothing but a connection needs the module.
        of_tls = of_tls or type(found).__module__ == "ssl"
        found.__traceback__ = None
        found = found.__cause__ or found.__context__
    return of_tls

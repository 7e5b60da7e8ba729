"""Whether and when a call is repeated: decided by pure functions of what happened so far.

Repeated are idempotent methods, what was never sent, and calls with an idempotency key. Pauses grow
exponentially with full jitter; `Retry-After` is honoured up to a minute (a call for which the
server asks more is not repeated, and its error says so). A budget shared by all
calls of a client keeps a failing server from being asked again and again.
"""

import random
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

IDEMPOTENT: Final = frozenset({"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"})
RETRIED: Final = frozenset({408, 429, 500, 502, 503, 504})
_BASE: Final = 0.5
_CAP: Final = 8.0
LONGEST: Final = 60.0


@dataclass(slots=True)
class RetryBudget:
    """Tokens for repetitions: each costs five, each success gives one back. Safe among threads."""

    tokens: float = 100.0
    limit: float = 100.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self) -> bool:
        """Whether a repetition is affordable; it is paid for."""
        with self.lock:
            if self.tokens < 5:
                return False
            self.tokens -= 5
            return True

    def give_back(self) -> None:
        """Note a success."""
        if self.tokens < self.limit:
            with self.lock:
                self.tokens = min(self.limit, self.tokens + 1)


def backoff(attempt: int, chance: float) -> float:
    """Seconds before the next attempt: `chance` (0 to 1) of 0.5, 1, 2, … up to 8."""
    return chance * min(_CAP, _BASE * 2.0 ** (attempt - 1))


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Seconds that the server asks to wait; `None` where it says nothing that can be understood.

    Args:
        now: Seconds since the epoch, for a date.
    """
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        given = headers.get(name)
        if given is not None:
            try:
                seconds = float(given) / unit
            except ValueError:
                continue
            return seconds if 0 <= seconds < float("inf") else None
    date = headers.get("retry-after")
    return None if date is None else _until(date, now)


def _until(text: str, now: float) -> float | None:
    from email.utils import parsedate_to_datetime

    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return None


def may_repeat(method: str, *, repeatable: bool, replayable: bool, sent: bool) -> bool:
    """Whether a failed attempt may be made again at all."""
    if not replayable:
        return False
    return method in IDEMPOTENT or repeatable or not sent


def jitter() -> float:
    """A number between 0 and 1."""
    return random.random()

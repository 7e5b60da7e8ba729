"""Deadlines that bind every single read: a server that sends a byte now and then is no exception.

The timeouts of the HTTP library hold for one read each. So each connection's `read` is made to look
at how much time the call that reads has left.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any, Final

LEFT: Final[ContextVar[Callable[[], float | None] | None]] = ContextVar("left", default=None)
"""Gives the seconds that the current call has left; raises when there are none."""


def bind(stream: Any) -> None:
    """Make a connection's reads end at the deadline of the call that reads.

    Args:
        stream: A network stream of the HTTP library, sync or async; anything else stays as it is.
    """
    if "read" in getattr(stream, "__dict__", ("read",)):
        return
    read: Callable[[int, float | None], Any] = stream.read

    def read_in_time(max_bytes: int, timeout: float | None = None) -> Any:
        left = LEFT.get()
        return read(max_bytes, timeout if left is None else shorter(timeout, left()))

    stream.read = read_in_time


def shorter(timeout: float | None, left: float | None) -> float | None:
    """The smaller of two limits, where `None` is none."""
    if timeout is None or left is None:
        return left if timeout is None else timeout
    return min(timeout, left)


def watch(event: str, info: Mapping[str, Any]) -> None:
    """Bind a connection as soon as it is there: the HTTP library's `trace` extension."""
    if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
        bind(info.get("return_value"))


async def async_watch(event: str, info: Mapping[str, Any]) -> None:
    """`watch`, as the library's async side wants it."""
    watch(event, info)

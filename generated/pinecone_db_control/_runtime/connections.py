"""What connections of the HTTP library are made to do beside reading and writing.

Deadlines bind every single read: the library's timeouts hold for one read each, so a server that
sends a byte now and then would be waited for without end. And an answer that was there before its
request was sent is found out: it is the rest of an earlier one, or a forgery.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any, Final

import httpx2

LEFT: Final[ContextVar[Callable[[], float | None] | None]] = ContextVar("left", default=None)
"""Gives the seconds that the current call has left; raises when there are none."""


def bind(stream: Any) -> None:
    """Make a connection keep deadlines, and remember whether it was read since it was written.

    Args:
        stream: A network stream of the HTTP library, sync or async; anything else stays as it is.
    """
    if "read" in getattr(stream, "__dict__", ("read",)):
        return
    read: Callable[[int, float | None], Any] = stream.read
    write: Callable[[bytes, float | None], Any] = stream.write

    def read_in_time(max_bytes: int, timeout: float | None = None) -> Any:
        stream.heard = True
        left = LEFT.get()
        return read(max_bytes, timeout if left is None else shorter(timeout, left()))

    def write_and_listen(buffer: bytes, timeout: float | None = None) -> Any:
        stream.heard = False
        return write(buffer, timeout)

    stream.read, stream.write, stream.heard = read_in_time, write_and_listen, True


def bound(response: httpx2.Response) -> Any:
    """Bind the connection of an answer; give it where the answer was there before its request."""
    stream = response.extensions.get("network_stream")
    if stream is None or response.extensions.get("http_version") == b"HTTP/2":
        return None
    bind(stream)
    return None if stream.heard else stream


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

"""Answers that come piece by piece: events, lines, bytes. Context managers that close what they
opened."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, Generic, Protocol, Self, TypeVar

from .codec import parse_json
from .errors import ResponseTooLargeError

T = TypeVar("T")

LONGEST: Final = 64 * 1024 * 1024
"""The most bytes that one event or one line may have."""


@dataclass(frozen=True, slots=True)
class Event:
    """One server-sent event (WHATWG HTML §9.2)."""

    data: str
    event: str = "message"
    id: str | None = None


class LineParser:
    """Turns chunks of bytes into lines, without their ends."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0

    def feed(self, chunk: bytes) -> list[bytes]:
        """The lines that a chunk completes."""
        head, end, rest = chunk.partition(b"\n")
        self._size += len(head)
        self._pieces.append(head)
        if self._size > LONGEST:
            raise ResponseTooLargeError(f"a line of the stream is longer than {LONGEST} bytes")
        if not end:
            return []
        lines = [b"".join(self._pieces), *rest.split(b"\n")]
        last = lines.pop()
        self._pieces, self._size = [last], len(last)
        return lines

    def rest(self) -> list[bytes]:
        """What stands behind the last line's end."""
        return [b"".join(self._pieces)]


class JsonLines:
    """The JSON texts of chunks of bytes, one a line."""

    done = False

    def __init__(self) -> None:
        self._lines = LineParser()

    def feed(self, chunk: bytes) -> list[bytes]:
        return [line for line in self._lines.feed(chunk) if line.strip()]

    def rest(self) -> list[bytes]:
        return [line for line in self._lines.rest() if line.strip()]


class EventParser:
    """Turns chunks of bytes into events."""

    def __init__(self) -> None:
        self._lines = LineParser()
        self._data: list[str] = []
        self._size = 0
        self._event = ""
        self._id: str | None = None
        self._begun = False
        self._half = b""

    def feed(self, chunk: bytes) -> list[Event]:
        """The events that a chunk completes."""
        chunk = self._half + chunk
        # A bare CR at the end may be half of a CRLF: it waits for the next chunk.
        self._half = b"\r" if chunk.endswith(b"\r") else b""
        text = chunk[: len(chunk) - len(self._half)]
        found: list[Event] = []
        for line in self._lines.feed(text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")):
            if not self._begun:
                line = line.removeprefix(b"\xef\xbb\xbf")
                self._begun = True
            if event := self._line(line.decode("utf-8", "replace")):
                found.append(event)
        return found

    def _line(self, line: str) -> Event | None:
        if not line:
            made = (
                Event("\n".join(self._data), self._event or "message", self._id)
                if self._data
                else None
            )
            self._data, self._size, self._event = [], 0, ""
            return made
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        match name:
            case "data":
                self._size += len(value)
                if self._size > LONGEST:
                    raise ResponseTooLargeError(f"an event is longer than {LONGEST} characters")
                self._data.append(value)
            case "event":
                self._event = value
            case "id" if "\0" not in value:
                self._id = value
            case _:
                pass
        return None


class EventTexts:
    """The JSON texts of events; a `[DONE]` event, which some servers send last, ends them."""

    def __init__(self) -> None:
        self._events = EventParser()
        self.done = False

    def feed(self, chunk: bytes) -> list[str]:
        texts = [] if self.done else [event.data for event in self._events.feed(chunk)]
        if "[DONE]" in texts:
            self.done = True
            del texts[texts.index("[DONE]") :]
        return texts

    def rest(self) -> list[str]:
        """Nothing: an event without its blank line is not whole."""
        return []


class _Texts(Protocol):
    """Finds JSON texts in chunks of bytes."""

    @property
    def done(self) -> bool: ...

    def feed(self, chunk: bytes) -> Iterable[str | bytes]: ...

    def rest(self) -> Iterable[str | bytes]: ...


def _texts(*, events: bool) -> _Texts:
    return EventTexts() if events else JsonLines()


class Stream(Generic[T]):
    """Values as the server sends them. Use it in a `with` statement; iterate once."""

    def __init__(
        self,
        opened: AbstractContextManager[Iterable[bytes]],
        decode: Callable[[Any], T],
        *,
        events: bool,
    ) -> None:
        self._opened = opened
        self._decode = decode
        self._texts = _texts(events=events)
        self._chunks: Iterable[bytes] | None = None

    def __enter__(self) -> Self:
        self._chunks = self._opened.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._opened.__exit__(kind, error, trace)

    def __iter__(self) -> Iterator[T]:
        if self._chunks is None:
            raise ValueError("use the stream in a `with` statement")
        for chunk in self._chunks:
            for text in self._texts.feed(chunk):
                yield self._decode(parse_json(text))
            if self._texts.done:
                return
        for text in self._texts.rest():
            yield self._decode(parse_json(text))


class AsyncStream(Generic[T]):
    """`Stream`, for `async with` and `async for`."""

    def __init__(
        self,
        opened: AbstractAsyncContextManager[AsyncIterator[bytes]],
        decode: Callable[[Any], T],
        *,
        events: bool,
    ) -> None:
        self._opened = opened
        self._decode = decode
        self._texts = _texts(events=events)
        self._chunks: AsyncIterator[bytes] | None = None

    async def __aenter__(self) -> Self:
        self._chunks = await self._opened.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._opened.__aexit__(kind, error, trace)

    async def __aiter__(self) -> AsyncIterator[T]:
        if self._chunks is None:
            raise ValueError("use the stream in an `async with` statement")
        async for chunk in self._chunks:
            for text in self._texts.feed(chunk):
                yield self._decode(parse_json(text))
            if self._texts.done:
                return
        for text in self._texts.rest():
            yield self._decode(parse_json(text))

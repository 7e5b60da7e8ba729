"""Answers that come piece by piece: events, lines, bytes. Context managers that close what they
opened."""

import os
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from .codec import parse_json

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Event:
    """One server-sent event (WHATWG HTML §9.2)."""

    data: str
    event: str = "message"
    id: str | None = None


class EventParser:
    """Turns chunks of bytes into events."""

    def __init__(self) -> None:
        self._buffer = b""
        self._data: list[str] = []
        self._event = ""
        self._id: str | None = None
        self._begun = False

    def feed(self, chunk: bytes) -> list[Event]:
        """The events that a chunk completes."""
        self._buffer += chunk
        if not self._begun and self._buffer:
            self._buffer = self._buffer.removeprefix(b"\xef\xbb\xbf")
            self._begun = True
        found: list[Event] = []
        # A bare CR at the end may be half of a CRLF: it waits for the next chunk.
        kept = b"\r" if self._buffer.endswith(b"\r") else b""
        text = self._buffer[: len(self._buffer) - len(kept)]
        lines = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        self._buffer = lines.pop() + kept
        for line in lines:
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
            self._data, self._event = [], ""
            return made
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        match name:
            case "data":
                self._data.append(value)
            case "event":
                self._event = value
            case "id" if "\0" not in value:
                self._id = value
            case _:
                pass
        return None


class LineParser:
    """Turns chunks of bytes into lines that are not blank."""

    def __init__(self) -> None:
        self._buffer = b""

    def feed(self, chunk: bytes) -> list[bytes]:
        *lines, self._buffer = (self._buffer + chunk).split(b"\n")
        return [line for line in lines if line.strip()]

    def rest(self) -> list[bytes]:
        return [self._buffer] if self._buffer.strip() else []


def _decoded(text: str | bytes, decode: Callable[[Any], T]) -> T:
    return decode(parse_json(text))


class Stream(Generic[T]):
    """Values as the server sends them. Use it in a `with` statement; iterate once.

    A `[DONE]` event, which some servers send behind the last one, ends it.
    """

    def __init__(
        self,
        opened: AbstractContextManager[Iterable[bytes]],
        decode: Callable[[Any], T],
        *,
        events: bool,
    ) -> None:
        self._opened = opened
        self._decode = decode
        self._events = events
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
        if self._events:
            yield from self._of_events(self._chunks)
        else:
            yield from self._of_lines(self._chunks)

    def _of_events(self, chunks: Iterable[bytes]) -> Iterator[T]:
        parser = EventParser()
        for chunk in chunks:
            for event in parser.feed(chunk):
                if event.data == "[DONE]":
                    return
                yield _decoded(event.data, self._decode)

    def _of_lines(self, chunks: Iterable[bytes]) -> Iterator[T]:
        parser = LineParser()
        for chunk in chunks:
            for line in parser.feed(chunk):
                yield _decoded(line, self._decode)
        for line in parser.rest():
            yield _decoded(line, self._decode)


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
        self._events = events
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
        events, lines = EventParser(), LineParser()
        async for chunk in self._chunks:
            if self._events:
                for event in events.feed(chunk):
                    if event.data == "[DONE]":
                        return
                    yield _decoded(event.data, self._decode)
            else:
                for line in lines.feed(chunk):
                    yield _decoded(line, self._decode)
        for line in lines.rest():
            yield _decoded(line, self._decode)


class Download:
    """Bytes as the server sends them. Use it in a `with` statement."""

    def __init__(self, opened: AbstractContextManager[Iterable[bytes]]) -> None:
        self._opened = opened
        self._chunks: Iterable[bytes] = ()

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

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._chunks)

    def read(self) -> bytes:
        """All of it."""
        return b"".join(self._chunks)

    def save(self, path: str | os.PathLike[str]) -> int:
        """Write it to a file; give its size."""
        with open(path, "wb") as file:
            return sum(file.write(chunk) for chunk in self._chunks)


class AsyncDownload:
    """`Download`, for `async with`."""

    def __init__(self, opened: AbstractAsyncContextManager[AsyncIterator[bytes]]) -> None:
        self._opened = opened
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

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if self._chunks is None:
            raise ValueError("use the download in an `async with` statement")
        async for chunk in self._chunks:
            yield chunk

    async def read(self) -> bytes:
        """All of it."""
        return b"".join([chunk async for chunk in self])

    async def save(self, path: str | os.PathLike[str]) -> int:
        """Write it to a file; give its size."""
        size = 0
        with open(path, "wb") as file:
            async for chunk in self:
                size += file.write(chunk)
        return size

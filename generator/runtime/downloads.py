"""Answers of bytes, as they come or into a file. Context managers that close what they opened."""

import os
from collections.abc import AsyncIterator, Generator, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, AbstractContextManager, contextmanager
from types import TracebackType
from typing import IO, Self


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Generator[IO[bytes], None, None]:
    """A file to write, put in its place at the end; what stood there before stays until then.

    Raises:
        OSError: It can't be written. Nothing is left of it.
    """
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):
        # A pipe or a device is written to, not replaced.
        with open(target, "wb") as file:
            yield file
        return
    part = f"{target}.{os.urandom(4).hex()}.part"
    with open(part, "xb") as file:
        try:
            yield file
        except BaseException:
            file.close()
            os.unlink(part)
            raise
    os.replace(part, target)


class Download:
    """Bytes as the server sends them. Use it in a `with` statement."""

    def __init__(self, opened: AbstractContextManager[Iterable[bytes]]) -> None:
        self._opened = opened
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

    def __iter__(self) -> Iterator[bytes]:
        if self._chunks is None:
            raise ValueError("use the download in a `with` statement")
        return iter(self._chunks)

    def read(self) -> bytes:
        """All of it."""
        return b"".join(self)

    def save(self, path: str | os.PathLike[str]) -> int:
        """Write it to a file, which is there when it is whole; give its size in bytes."""
        with whole_file(path) as file:
            return sum(file.write(chunk) for chunk in self)


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
        """Write it to a file, which is there when it is whole; give its size in bytes."""
        size = 0
        with whole_file(path) as file:
            async for chunk in self:
                size += file.write(chunk)
        return size

"""Open files as bodies: read in chunks while they are sent, and again for another attempt."""

from collections.abc import Iterator
from typing import IO, Final, TypeGuard

CHUNK: Final = 64 * 1024


def is_file(value: object) -> TypeGuard[IO[bytes]]:
    """Whether a value is an open file."""
    return hasattr(value, "read")


class FileChunks:
    """The rest of an open file.

    Attributes:
        length: Bytes from where the file stands to its end; `None`: the file does not say.
        replayable: Whether it can be read a second time.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._start = _position(file)
        self.replayable = self._start is not None
        self.length = None if self._start is None else _rest(file, self._start)

    def __iter__(self) -> Iterator[bytes]:
        if self._start is not None:
            self._file.seek(self._start)
        while chunk := self._file.read(CHUNK):
            yield chunk


def _position(file: IO[bytes]) -> int | None:
    """Where the file stands, if it can be sent back there."""
    try:
        return file.tell() if file.seekable() else None
    except (AttributeError, OSError):
        return None


def _rest(file: IO[bytes], start: int) -> int:
    end = file.seek(0, 2)
    file.seek(start)
    return end - start

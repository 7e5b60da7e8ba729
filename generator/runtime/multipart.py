"""`multipart/form-data` (RFC 7578): fields and files, sent as they are read."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import TextIOBase
from typing import IO, Any, TypeAlias, TypeVar

from .errors import ArgumentError
from .model import dump_json, encode_json
from .operation import Content, checked_header
from .serialization import is_mapping, is_sequence, text
from .uploads import FileChunks, is_file

T = TypeVar("T")
UNNAMED = "upload"
UNTYPED = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class File:
    """A file to upload.

    Attributes:
        data: Its bytes, or an open file, which is read from where it stands while it is sent.
        filename: As the server sees it.
        content_type: Its media type.
        headers: Of its part, beside those two.
    """

    data: bytes | IO[bytes] = field(repr=False)
    filename: str = UNNAMED
    content_type: str = UNTYPED
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


FileContent: TypeAlias = bytes | IO[bytes] | File


def as_file(name: str, value: T) -> T:
    """An argument that is a file, or several. A text is none: a path is not opened, and characters
    are no bytes.

    Raises:
        ArgumentError: It is none.
    """
    entries: Iterable[object] = value if is_sequence(value) else (value,)
    for entry in entries:
        known = isinstance(entry, (bytes, File)) or (
            is_file(entry) and not isinstance(entry, TextIOBase)
        )
        if entry is not None and not known:
            found = type(entry).__name__
            raise ArgumentError(f"{name}: expected bytes, a file of bytes, or File, found {found}")
    return value


@dataclass(frozen=True, slots=True)
class _Parts:
    """The body, part by part, as often as it is asked for."""

    pieces: tuple[bytes | FileChunks, ...]

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            if isinstance(piece, bytes):
                yield piece
            else:
                yield from piece


def multipart_body(
    fields: Mapping[str, Any],
    types: Mapping[str, str] | None = None,
    *,
    headers: Mapping[str, Mapping[str, str]] | None = None,
    media_type: str = "multipart/form-data",
) -> Content:
    """A body of parts: files as files, arrays as parts of one name, objects as JSON.

    Args:
        types: Field → media type of its parts, where the specification says so.
        headers: Field → headers of its parts that the specification fixes.
    """
    boundary = os.urandom(16).hex()
    kind = f"{media_type}; boundary={boundary}"
    pieces: list[bytes | FileChunks] = []
    for name, value in fields.items():
        if value is None:
            continue
        entries: Iterable[Any] = value if is_sequence(value) else [value]
        for entry in entries:
            head, content = _part(name, entry, (types or {}).get(name))
            for header, given in {**(headers or {}).get(name, {}), **_headers_of(entry)}.items():
                head += f"\r\n{header}: {checked_header(header, given)}"
            pieces += (f"--{boundary}\r\n{head}\r\n\r\n".encode(), content, b"\r\n")
    pieces.append(f"--{boundary}--\r\n".encode("ascii"))
    files = [piece for piece in pieces if not isinstance(piece, bytes)]
    if not files:
        return Content(b"".join(piece for piece in pieces if isinstance(piece, bytes)), kind)
    known = all(file.length is not None for file in files)
    return Content(
        _Parts(tuple(pieces)),
        kind,
        replayable=all(file.replayable for file in files),
        length=sum(_length(piece) for piece in pieces) if known else None,
    )


def _headers_of(value: Any) -> Mapping[str, str]:
    return value.headers if isinstance(value, File) else {}


def _length(piece: bytes | FileChunks) -> int:
    return len(piece) if isinstance(piece, bytes) else piece.length or 0


def _part(name: str, value: Any, kind: str | None) -> tuple[str, bytes | FileChunks]:
    """A part's headers and content."""
    filename: str | None = None
    content: bytes | FileChunks
    if isinstance(value, File):
        filename = value.filename
        kind = kind if value.content_type == UNTYPED and _single(kind) else value.content_type
        content = value.data if isinstance(value.data, bytes) else FileChunks(value.data)
    elif isinstance(value, bytes):
        filename, kind, content = UNNAMED, kind or UNTYPED, value
    elif is_file(value):
        filename = os.path.basename(str(getattr(value, "name", "") or UNNAMED))
        kind, content = kind or UNTYPED, FileChunks(value)
    elif is_mapping(value) or hasattr(value, "to_dict") or is_sequence(value):
        kind, content = kind or "application/json", dump_json(encode_json(value))
    else:
        content = text(value).encode()
    head = f'Content-Disposition: form-data; name="{_quoted(name)}"'
    if filename is not None:
        head += f'; filename="{_quoted(filename)}"'
    return f"{head}\r\nContent-Type: {_header(kind)}" if kind else head, content


def _single(kind: str | None) -> bool:
    """Whether the specification names one media type for a part."""
    return kind is not None and "," not in kind and "*" not in kind


def _quoted(text: str) -> str:
    """As browsers quote it (WHATWG HTML, multipart form data)."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _header(text: str) -> str:
    if not text.isprintable():
        raise ArgumentError(f"{text!r} is no media type")
    return text.partition(",")[0].strip()

"""`multipart/form-data` (RFC 7578): fields and files."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import IO, Any, TypeAlias

from .model import dump_json, encode_json
from .operation import Content, checked_header
from .serialization import is_mapping, is_sequence, text


@dataclass(frozen=True, slots=True)
class File:
    """A file to upload.

    Attributes:
        data: Its bytes, or an open file, which is read when the request is made.
        filename: As the server sees it.
        content_type: Its media type.
        headers: Of its part, beside those two.
    """

    data: bytes | IO[bytes]
    filename: str = "upload"
    content_type: str = "application/octet-stream"
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


FileContent: TypeAlias = bytes | IO[bytes] | File


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
    pieces: list[bytes] = []
    for name, value in fields.items():
        if value is None:
            continue
        entries: Iterable[Any] = value if is_sequence(value) else [value]
        for entry in entries:
            own = (headers or {}).get(name, {})
            pieces.append(_part(boundary, name, entry, (types or {}).get(name), own))
    body = b"".join(pieces) + f"--{boundary}--\r\n".encode("ascii")
    return Content(body, f"{media_type}; boundary={boundary}")


def _part(
    boundary: str, name: str, value: Any, kind: str | None, headers: Mapping[str, str]
) -> bytes:
    filename: str | None = None
    if isinstance(value, File):
        filename, kind = value.filename, (
            kind
            if kind
            and "," not in kind
            and "*" not in kind
            and value.content_type == "application/octet-stream"
            else value.content_type
        )
        content = value.data if isinstance(value.data, bytes) else value.data.read()
        headers = {**headers, **value.headers}
    elif isinstance(value, bytes):
        filename, kind, content = "upload", kind or "application/octet-stream", value
    elif hasattr(value, "read"):
        filename = os.path.basename(str(getattr(value, "name", "") or "upload"))
        kind, content = kind or "application/octet-stream", value.read()
    elif is_mapping(value) or hasattr(value, "to_dict") or is_sequence(value):
        kind, content = kind or "application/json", dump_json(encode_json(value))
    else:
        content = text(value).encode()
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{_quoted(name)}"'
    if filename is not None:
        head += f'; filename="{_quoted(filename)}"'
    if kind:
        head += f"\r\nContent-Type: {_header(kind)}"
    for header, text_of_it in headers.items():
        head += f"\r\n{header}: {checked_header(header, text_of_it)}"
    return head.encode() + b"\r\n\r\n" + content + b"\r\n"


def _quoted(text: str) -> str:
    """As browsers quote it (WHATWG HTML, multipart form data)."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _header(text: str) -> str:
    if not text.isprintable():
        raise ValueError(f"{text!r} is no media type")
    return text.partition(",")[0].strip()

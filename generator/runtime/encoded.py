"""Bytes that JSON holds in strings: base64, bare or as a `data:` URL."""

import base64
import binascii
from typing import Any, Self

from .codec import string
from .errors import DecodeError
from .model import register_encoder

_SCHEME, _MARK = "data:", ";base64,"


class DataUrl(bytes):
    """Bytes that are written as a `data:` URL (RFC 2397), as some APIs want their base64.

    Attributes:
        media_type: What the bytes are: `image/png`.
    """

    media_type: str

    def __new__(cls, data: bytes, media_type: str = "application/octet-stream") -> Self:
        self = super().__new__(cls, data)
        self.media_type = media_type
        return self


def parse_base64(value: Any) -> bytes:
    text = string(value)
    head, mark, data = text.partition(_MARK)
    is_url = bool(mark) and head.startswith(_SCHEME)
    try:
        made = base64.b64decode(data if is_url else text, validate=True)
    except (binascii.Error, ValueError):
        raise DecodeError(f"expected base64, found {text[:40]!r}") from None
    return DataUrl(made, head.removeprefix(_SCHEME)) if is_url else made


def format_base64(value: bytes) -> str:
    text = base64.b64encode(value).decode("ascii")
    return f"{_SCHEME}{value.media_type}{_MARK}{text}" if isinstance(value, DataUrl) else text


register_encoder("bytes", format_base64)
register_encoder("DataUrl", format_base64)

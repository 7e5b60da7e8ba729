"""What may be a header and a media type (RFC 9110 §5.1, §8.3; rule R11)."""

import re
from typing import Final

from generator.lower.located import refuse

_TOKEN: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_MEDIA_TYPE: Final = re.compile(r"[\x20-\x7e]+")
FRAMING: Final = frozenset(
    {
        "host",
        "content-length",
        "transfer-encoding",
        "connection",
        "te",
        "trailer",
        "upgrade",
        "keep-alive",
        "proxy-connection",
    }
)


def is_header(name: str) -> bool:
    """Whether a header can have this name."""
    return _TOKEN.fullmatch(name) is not None


def refuse_header(name: str, pointer: str) -> None:
    """Refuse to send a header that is no token, or that would frame the message.

    Raises:
        SpecError: `O330`.
    """
    if not is_header(name):
        raise refuse(
            "O330", f"{name!r} is no name of a header", pointer, "Letters, digits and `-`."
        )
    if name.lower() in FRAMING:
        raise refuse(
            "O330",
            f"the header {name} belongs to the connection, not to the API",
            pointer,
            "Remove the parameter.",
        )


def is_media_type(name: str) -> bool:
    """Whether a body can be declared to be of this media type."""
    return _MEDIA_TYPE.fullmatch(name) is not None and "/" in name


def refuse_media_type(name: str, pointer: str) -> None:
    """Refuse a media type that would break out of its header.

    Raises:
        SpecError: `O331`.
    """
    if not is_media_type(name):
        raise refuse("O331", f"{name!r} is no media type", pointer, "As in `application/json`.")

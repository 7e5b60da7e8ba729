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


def refuse_header(name: str, pointer: str, *, sent: bool = True) -> None:
    """Refuse a header that is no token, or that would frame a message that we send.

    Raises:
        SpecError: `O330`.
    """
    if not _TOKEN.fullmatch(name):
        raise refuse(
            "O330", f"{name!r} is no name of a header", pointer, "Letters, digits and `-`."
        )
    if sent and name.lower() in FRAMING:
        raise refuse(
            "O330",
            f"the header {name} belongs to the connection, not to the API",
            pointer,
            "Remove the parameter.",
        )


def refuse_media_type(name: str, pointer: str) -> None:
    """Refuse a media type that would break out of its header.

    Raises:
        SpecError: `O331`.
    """
    if not _MEDIA_TYPE.fullmatch(name) or "/" not in name:
        raise refuse("O331", f"{name!r} is no media type", pointer, "As in `application/json`.")

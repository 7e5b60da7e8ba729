"""Headers of responses, read as the types that the specification gives them (§4.8.21)."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

from .codec import parse_json
from .errors import DecodeError

T = TypeVar("T")


class Headed(Protocol):
    """What has headers: a `RawResponse`, a `StatusError`."""

    @property
    def headers(self) -> Mapping[str, str]: ...


def optional_header(headers: Mapping[str, str], name: str, read: Callable[[str], T]) -> T | None:
    """A header's value; `None` where there is no such header.

    Raises:
        DecodeError: The value is not what is documented.
    """
    value = headers.get(name)
    if value is None:
        folded = name.lower()
        value = next((v for n, v in headers.items() if n.lower() == folded), None)
    if value is None:
        return None
    try:
        return read(value)
    except DecodeError as error:
        raise error.within(f"[{name!r}]") from None


def required_header(headers: Mapping[str, str], name: str, read: Callable[[str], T]) -> T:
    """A header's value.

    Raises:
        DecodeError: There is no such header, or the value is not what is documented.
    """
    made = optional_header(headers, name, read)
    if made is None:
        raise DecodeError("missing").within(f"[{name!r}]")
    return made


def integer_header(text: str) -> int:
    """A decimal number without a fraction."""
    plain = text.strip()
    if plain.isascii() and plain.removeprefix("-").isdecimal() and len(plain) < 40:
        return int(plain)
    raise DecodeError(f"expected an integer, found {text[:40]!r}")


def number_header(text: str) -> float:
    """A number."""
    try:
        return float(text)
    except ValueError:
        raise DecodeError(f"expected a number, found {text[:40]!r}") from None


def boolean_header(text: str) -> bool:
    """`true` or `false`."""
    found = {"true": True, "false": False}.get(text.strip().lower())
    if found is None:
        raise DecodeError(f"expected true or false, found {text[:40]!r}")
    return found


def list_header(read: Callable[[str], T]) -> Callable[[str], list[T]]:
    """Values between commas."""
    return lambda text: [read(part.strip()) for part in text.split(",")] if text.strip() else []


def json_header(decode: Callable[[Any], T]) -> Callable[[str], T]:
    """A JSON document."""
    return lambda text: decode(parse_json(text))

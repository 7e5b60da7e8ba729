"""Values in URLs and headers: the default style of each place (OpenAPI 3.1 §4.8.12.3)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeGuard
from urllib.parse import quote

from .errors import ArgumentError

_OTHER_PATHS = frozenset({"", ".", ".."})
_RESERVED = ":/?#[]@!$&'()*+,;="


class Raw(str):
    """A value that is percent-encoded already."""

    __slots__ = ()


def text(value: Any) -> str:
    """A scalar as it stands in a URL or a header.

    Raises:
        ArgumentError: It is no scalar, or a date-time without a time zone.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ArgumentError(f"{value!r} has no time zone: which instant is meant?")
        written = value.isoformat()
        return written.removesuffix("+00:00") + "Z" if written.endswith("+00:00") else written
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "as_integer_ratio"):
        return f"{value:f}"  # a Decimal, whose module is not worth importing for this
    if isinstance(value, bytes):
        return value.decode("latin-1")
    if hasattr(value, "hex") and hasattr(value, "urn"):
        return str(value)
    raise ArgumentError(f"expected text, a number, a boolean or a date, found {_kind(value)}")


def _kind(value: object) -> str:
    return "None" if value is None else type(value).__name__


def is_sequence(value: object) -> TypeGuard[Sequence[Any]]:
    """Whether a value is an array here: a sequence that is no text."""
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes))


def is_mapping(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether a value is an object here."""
    return isinstance(value, Mapping)


def encoded(value: Any) -> str:
    """A scalar percent-encoded, `Raw` text as it is.

    Raises:
        ArgumentError: It is text that UTF-8 can't hold.
    """
    return value if isinstance(value, Raw) else _quoted(text(value), "")


def with_reserved(value: Any) -> Any:
    """A value with reserved characters left as they are (`allowReserved`)."""
    if value is None:
        return None
    if hasattr(value, "to_dict"):
        value = value.to_dict()
    if is_mapping(value):
        return {key: with_reserved(entry) for key, entry in value.items()}
    if is_sequence(value):
        return [with_reserved(entry) for entry in value]
    return Raw(_quoted(text(value), _RESERVED))


def _quoted(value: str, safe: str) -> str:
    try:
        return quote(value, safe=safe)
    except UnicodeEncodeError:
        raise ArgumentError(f"{value!r} holds half of a surrogate pair") from None


def query_string(pairs: Mapping[str, Any]) -> str:
    """A query: arrays repeated, objects spread, `None` left out (`form`, exploded)."""
    made: list[str] = []
    for name, value in pairs.items():
        try:
            for key, entry in expanded(name, value):
                made.append(f"{encoded(key)}={encoded(entry)}")
        except ArgumentError as error:
            raise ArgumentError(f"{name}: {error}") from None
    return "&".join(made)


def expanded(name: str, value: Any) -> Iterable[tuple[str, Any]]:
    """The name and value pairs of one parameter."""
    if value is None:
        return ()
    if is_sequence(value):
        return [(name, entry) for entry in value if entry is not None]
    if is_mapping(value):
        return [pair for key, entry in value.items() for pair in expanded(key, entry)]
    return ((name, value),)


def path_value(name: str, value: Any) -> str:
    """A path parameter, percent-encoded (`simple`).

    Raises:
        ArgumentError: It is no scalar, or empty, `.` or `..`, and would lead to another path.
    """
    try:
        if is_sequence(value):
            made = ",".join(encoded(entry) for entry in value)
        elif is_mapping(value):
            made = ",".join(f"{encoded(k)},{encoded(v)}" for k, v in value.items())
        else:
            made = encoded(value)
    except ArgumentError as error:
        raise ArgumentError(f"{name}: {error}") from None
    if made in _OTHER_PATHS:
        raise ArgumentError(f"{name}: {value!r} can't be a part of a path")
    return made


def header_value(name: str, value: Any) -> str:
    """A header's value (`simple`), checked (RFC 9110 §5.5).

    Raises:
        ArgumentError: It is no scalar, or holds a character that would end the header, or none that
            ASCII has.
    """
    try:
        if is_sequence(value):
            made = ",".join(text(entry) for entry in value)
        elif is_mapping(value):
            made = ",".join(f"{k},{text(v)}" for k, v in value.items())
        else:
            made = text(value)
    except ArgumentError as error:
        raise ArgumentError(f"the header {name}: {error}") from None
    if not made.isascii() or (not made.isprintable() and not made.replace("\t", " ").isprintable()):
        raise ArgumentError(
            f"the header {name} has a value with characters that no header may hold"
        )
    return made.strip(" \t")


def cookie_header(pairs: Mapping[str, Any]) -> str:
    """The `Cookie` header (`form`)."""
    made = [
        f"{key}={encoded(entry)}"
        for name, value in pairs.items()
        for key, entry in expanded(name, value)
    ]
    return "; ".join(made)

"""Values that JSON holds in strings: dates, UUIDs, decimals."""

from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from .codec import string
from .errors import ArgumentError, DecodeError
from .model import register_encoder


def parse_datetime(value: Any) -> datetime:
    """RFC 3339; without an offset it is read as UTC."""
    text = string(value)
    try:
        made = datetime.fromisoformat(text)
    except ValueError:
        raise DecodeError(f"expected a date-time, found {text[:40]!r}") from None
    return made.replace(tzinfo=UTC) if made.tzinfo is None else made


def format_datetime(value: datetime) -> str:
    """RFC 3339, UTC as `Z`, without a trailing zero fraction.

    Raises:
        ArgumentError: The value is no date-time, or has no time zone.
    """
    _check(value, datetime)
    if value.tzinfo is None:
        raise ArgumentError(f"{value!r} has no time zone: which instant is meant?")
    text = value.isoformat()
    if "." in text:
        head, _, tail = text.partition(".")
        digits = tail[:6].rstrip("0")
        text = head + (f".{digits}" if digits else "") + tail[6:]
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def parse_date(value: Any) -> date:
    text = string(value)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DecodeError(f"expected a date, found {text[:40]!r}") from None


def format_date(value: date) -> str:
    _check(value, date)
    return value.isoformat()[:10]


def parse_uuid(value: Any) -> UUID:
    text = string(value)
    try:
        return UUID(text)
    except ValueError:
        raise DecodeError(f"expected a UUID, found {text[:40]!r}") from None


def parse_decimal(value: Any) -> Decimal:
    text = string(value)
    try:
        return Decimal(text)
    except InvalidOperation:
        raise DecodeError(f"expected a decimal, found {text[:40]!r}") from None


def format_decimal(value: Decimal) -> str:
    _check(value, Decimal)
    return f"{value:f}"


def _check(value: object, kind: type[object]) -> None:
    if not isinstance(value, kind):
        raise ArgumentError(
            f"expected a {kind.__name__}, found {type(value).__name__} {value!r:.40}"
        )


register_encoder("datetime", format_datetime)
register_encoder("date", format_date)
register_encoder("UUID", str)
register_encoder("Decimal", format_decimal)

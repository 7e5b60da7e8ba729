"""Strings, numbers and what their `format` means."""

from generator.ir.document import JsonValue
from generator.ir.schema import (
    BooleanType,
    Constraints,
    Default,
    IntegerType,
    NullableType,
    NumberType,
    SchemaType,
    StringFormat,
    StringType,
)

_RAW_FAMILIES = frozenset({"image", "audio", "video", "font"})
_FORMATS = {
    "date": StringFormat.DATE,
    "date-time": StringFormat.DATE_TIME,
    "datetime": StringFormat.DATE_TIME,
    "uuid": StringFormat.UUID,
    "decimal": StringFormat.DECIMAL,
    "byte": StringFormat.BYTE,
    "base64": StringFormat.BYTE,
    "binary": StringFormat.BINARY,
}


def scalar_type(
    kind: str,
    format_name: str | None,
    constraints: Constraints,
    encoding: JsonValue = None,
    media_type: JsonValue = None,
) -> SchemaType:
    """The type of one of JSON's scalar kinds.

    Args:
        encoding: `contentEncoding`.
        media_type: `contentMediaType`, which says that a string without an encoding is raw bytes
            (OpenAPI 3.1 §4.8.14.1).
    """
    match kind:
        case "integer":
            return IntegerType(format=format_name, constraints=constraints)
        case "number":
            return NumberType(format=format_name, constraints=constraints)
        case "boolean":
            return BooleanType()
        case _:
            found = _FORMATS.get(format_name or "", StringFormat.TEXT)
            if encoding == "base64":
                found = StringFormat.BYTE
            elif encoding == "binary" or (encoding is None and is_raw(media_type)):
                found = StringFormat.BINARY
            return StringType(format=found, format_name=format_name, constraints=constraints)


def is_raw(media_type: JsonValue) -> bool:
    """Whether a `contentMediaType` is of bytes that are no text."""
    return (
        isinstance(media_type, str) and media_type.partition("/")[0].lower() in _RAW_FAMILIES
    ) or (media_type == "application/octet-stream")


def coerced_default(value: JsonValue, kind: SchemaType) -> Default | None:
    """A `default` of the declared type; a string that spells a number or boolean is read as one.

    `None` where the value does not fit: a default of the wrong type is no default.
    """
    if isinstance(kind, NullableType):
        return Default(value=None) if value is None else coerced_default(value, kind.of)
    match kind:
        case BooleanType():
            if isinstance(value, str) and value.lower() in ("true", "false"):
                value = value.lower() == "true"
            return Default(value=value) if isinstance(value, bool) else None
        case IntegerType():
            if isinstance(value, str) and value.lstrip("-").isdecimal() and value.isascii():
                value = int(value)
            if isinstance(value, float) and value.is_integer():
                value = int(value)
            return (
                Default(value=value)
                if isinstance(value, int) and not isinstance(value, bool)
                else None
            )
        case NumberType():
            if isinstance(value, str):
                try:
                    value = float(value)
                except ValueError:
                    return None
            return (
                Default(value=value)
                if isinstance(value, (int, float)) and not isinstance(value, bool)
                else None
            )
        case StringType():
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                value = str(value)
            return Default(value=value) if isinstance(value, str) else None
        case _:
            return None if value is None else Default(value=value)

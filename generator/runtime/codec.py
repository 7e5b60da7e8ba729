"""The checks behind `from_dict`: a JSON value in, a typed value or a `DecodeError` out.

`required`, `optional` and their kin take their field out of the object, so that what is left at the
end is what the specification does not know. An error learns its path on the way out, level by
level: JSON that fits pays nothing for it.
"""

import json
import re
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import Any, TypeGuard, TypeVar, overload

from .errors import DecodeError
from .unset import UNSET, Unset

T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")

_MISSING = object()
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_DIGITS = bytes(48 if chr(code).isdigit() and code < 128 else 32 for code in range(256))
_LONG = b"0" * 19
_JSON_NAMES: dict[type[object], str] = {
    dict: "object",
    list: "array",
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    type(None): "null",
}


def _parser() -> Callable[[str | bytes], Any]:
    """orjson where it is installed; what it refuses goes to `json`: results are the same."""
    if find_spec("orjson") is None:
        return json.loads
    loads: Callable[[str | bytes], Any] = __import__("orjson").loads

    def parse(text: str | bytes) -> Any:
        plain = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        # It reads an integer beyond 64 bits as a float, and says nothing.
        if _LONG in plain.translate(_DIGITS):
            return json.loads(text)
        try:
            return loads(text)
        except ValueError:
            return json.loads(text)

    return parse


_parse = _parser()


def parse_json(text: str | bytes) -> Any:
    """Read JSON.

    Raises:
        DecodeError: It is malformed, or nested too deeply.
    """
    try:
        return _parse(text)
    except (ValueError, RecursionError) as error:
        raise DecodeError(f"not JSON: {error}") from error


def step(name: str) -> str:
    """A field's step in a JSON path: `.name`, or `['odd name']`."""
    return f".{name}" if _PLAIN.fullmatch(name) else f"[{name!r}]"


def is_object(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether a value is a JSON object."""
    return type(value) is dict or isinstance(value, Mapping)


def is_array(value: object) -> TypeGuard[list[Any] | tuple[Any, ...]]:
    """Whether a value is a JSON array, or a tuple in its place."""
    return isinstance(value, (list, tuple))


def check_object(value: Any) -> dict[str, Any]:
    """Copy a JSON object, one level deep."""
    try:
        return {**value}
    except TypeError:
        raise _mismatch(value, dict) from None


def required(fields: dict[str, Any], name: str, kind: type[T]) -> T:
    """Take a field that must be there and of this kind."""
    value = fields.pop(name, _MISSING)
    if type(value) is kind:
        return value
    return _converted(value, kind, name)


def optional(fields: dict[str, Any], name: str, kind: type[T]) -> T | None:
    """Take a field that may be missing."""
    value = fields.pop(name, None)
    if value is None or type(value) is kind:
        return value
    return _converted(value, kind, name)


def required_or_null(fields: dict[str, Any], name: str, kind: type[T]) -> T | None:
    """Take a field that must be there, and is null or of this kind."""
    value = fields.pop(name, _MISSING)
    if value is None or type(value) is kind:
        return value
    return _converted(value, kind, name)


def optional_or_null(fields: dict[str, Any], name: str, kind: type[T]) -> T | Unset | None:
    """Take a field that may be missing and may be null, which are not the same."""
    value = fields.pop(name, UNSET)
    if value is UNSET or value is None or type(value) is kind:
        return value
    return _converted(value, kind, name)


def required_as(fields: dict[str, Any], name: str, decode: Callable[[Any], T]) -> T:
    """Take a field that must be there, through its own decoder."""
    try:
        value = fields.pop(name)
    except KeyError:
        raise DecodeError("missing").within(step(name)) from None
    try:
        return decode(value)
    except DecodeError as error:
        raise error.within(step(name)) from None


def optional_as(fields: dict[str, Any], name: str, decode: Callable[[Any], T]) -> T | None:
    """Take a field that may be missing, through its own decoder."""
    value = fields.pop(name, None)
    if value is None:
        return None
    try:
        return decode(value)
    except DecodeError as error:
        raise error.within(step(name)) from None


def required_or_null_as(fields: dict[str, Any], name: str, decode: Callable[[Any], T]) -> T | None:
    """Take a field that must be there and may be null, through its own decoder."""
    try:
        value = fields.pop(name)
    except KeyError:
        raise DecodeError("missing").within(step(name)) from None
    try:
        return None if value is None else decode(value)
    except DecodeError as error:
        raise error.within(step(name)) from None


def optional_or_null_as(
    fields: dict[str, Any], name: str, decode: Callable[[Any], T]
) -> T | Unset | None:
    """Take a field that may be missing and may be null, through its own decoder."""
    value = fields.pop(name, UNSET)
    if value is None or value is UNSET:
        return value
    try:
        return decode(value)
    except DecodeError as error:
        raise error.within(step(name)) from None


def optional_null(fields: dict[str, Any], name: str) -> Unset | None:
    """Take a field that is null where it is there, which says something."""
    value = fields.pop(name, UNSET)
    if value is None or value is UNSET:
        return value
    raise _mismatch(value, type(None)).within(step(name))


def required_list(fields: dict[str, Any], name: str, kind: type[T]) -> list[T]:
    """Take an array of scalars that must be there."""
    value = fields.pop(name, _MISSING)
    if value is _MISSING:
        raise DecodeError("missing").within(step(name))
    try:
        return _list_of_kind(value, kind)
    except DecodeError as error:
        raise error.within(step(name)) from None


def optional_list(fields: dict[str, Any], name: str, kind: type[T]) -> list[T] | None:
    """Take an array of scalars that may be missing."""
    value = fields.pop(name, None)
    if value is None:
        return None
    try:
        return _list_of_kind(value, kind)
    except DecodeError as error:
        raise error.within(step(name)) from None


def required_list_as(fields: dict[str, Any], name: str, decode: Callable[[Any], T]) -> list[T]:
    """Take an array that must be there, each item through a decoder."""
    value = fields.pop(name, _MISSING)
    if value is _MISSING:
        raise DecodeError("missing").within(step(name))
    try:
        return _list(value, decode)
    except DecodeError as error:
        raise error.within(step(name)) from None


def optional_list_as(
    fields: dict[str, Any], name: str, decode: Callable[[Any], T]
) -> list[T] | None:
    """Take an array that may be missing, each item through a decoder."""
    value = fields.pop(name, None)
    if value is None:
        return None
    try:
        return _list(value, decode)
    except DecodeError as error:
        raise error.within(step(name)) from None


def required_literal(fields: dict[str, Any], name: str, kind: type[object]) -> Any:
    """Take a field whose known values a `Literal` lists; any other value of the kind is kept."""
    value = fields.pop(name, _MISSING)
    if type(value) is kind:
        return value
    raise _mismatch(value, kind).within(step(name))


def optional_literal(fields: dict[str, Any], name: str, kind: type[object]) -> Any:
    """Take a field that may be missing, and whose known values a `Literal` lists."""
    value = fields.pop(name, None)
    if value is None or type(value) is kind:
        return value
    raise _mismatch(value, kind).within(step(name))


def decode_map(value: Any, decode: Callable[[Any], T]) -> dict[str, T]:
    """Copy a JSON object, each value through a decoder."""
    entries = check_object(value)
    for name, entry in entries.items():
        try:
            entries[name] = decode(entry)
        except DecodeError as error:
            raise error.within(step(name)) from None
    return entries


def check_map(value: Any, kind: type[T]) -> dict[str, T]:
    """Copy a JSON object whose values are scalars of one kind."""
    entries = check_object(value)
    for name, entry in entries.items():
        if type(entry) is not kind:
            entries[name] = _converted(entry, kind, name)
    return entries


def map_of(decode: Callable[[Any], T]) -> Callable[[Any], dict[str, T]]:
    """The decoder of an object whose values have this decoder."""
    return lambda value: decode_map(value, decode)


def list_of(decode: Callable[[Any], T]) -> Callable[[Any], list[T]]:
    """The decoder of an array whose items have this decoder."""
    return lambda value: _list(value, decode)


def tuple_of(
    rest: Callable[[Any], Any] | None, *items: Callable[[Any], Any]
) -> Callable[[Any], list[Any]]:
    """The decoder of an array whose first items have decoders of their own."""

    def decode(value: Any) -> list[Any]:
        made: list[Any] = []
        for number, item in enumerate(_check_list(value)):
            one = items[number] if number < len(items) else rest or anything
            try:
                made.append(one(item))
            except DecodeError as error:
                raise error.within(f"[{number}]") from None
        return made

    return decode


def nullable(decode: Callable[[Any], T]) -> Callable[[Any], T | None]:
    """The decoder of a value that may be null."""
    return lambda value: None if value is None else decode(value)


def literal(*kinds: type[object]) -> Callable[[Any], Any]:
    """The decoder of known values: what else is of their kinds is kept, for APIs grow."""

    def decode(value: Any) -> Any:
        if type(value) in kinds:
            return value
        raise _mismatch(value, kinds[0])

    return decode


@overload
def scalar(first: type[A], second: type[B], /) -> Callable[[Any], A | B]: ...
@overload
def scalar(first: type[A], second: type[B], third: type[C], /) -> Callable[[Any], A | B | C]: ...
def scalar(*kinds: type[Any]) -> Callable[[Any], Any]:
    """The decoder of a scalar of several kinds."""

    def decode(value: Any) -> Any:
        if type(value) in kinds or (type(value) is int and float in kinds):
            return value
        raise _mismatch(value, kinds[0])

    return decode


def string(value: Any) -> str:
    if type(value) is str:
        return value
    raise _mismatch(value, str)


def integer(value: Any) -> int:
    if type(value) is int:
        return value
    if type(value) is float and value.is_integer():
        return int(value)
    raise _mismatch(value, int)


def number(value: Any) -> float:
    if type(value) is float or type(value) is int:
        return value
    raise _mismatch(value, float)


def boolean(value: Any) -> bool:
    if type(value) is bool:
        return value
    raise _mismatch(value, bool)


def null(value: Any) -> None:
    if value is not None:
        raise _mismatch(value, type(None))


def anything(value: Any) -> Any:
    """The decoder of a value that the specification says nothing of."""
    return value


def _check_list(value: Any) -> list[Any]:
    if is_array(value):
        return value if isinstance(value, list) else list(value)
    raise _mismatch(value, list)


def _list(value: Any, decode: Callable[[Any], T]) -> list[T]:
    items = _check_list(value)
    try:
        return [decode(item) for item in items]
    except DecodeError:
        for place, item in enumerate(items):
            try:
                decode(item)
            except DecodeError as error:
                raise error.within(f"[{place}]") from None
        raise


def _list_of_kind(value: Any, kind: type[T]) -> list[T]:
    items = _check_list(value)
    found = set(map(type, items))
    if not found or found == {kind}:
        return items
    return [_converted_item(item, kind, place) for place, item in enumerate(items)]


def _converted_item(value: Any, kind: type[T], place: int) -> T:
    if type(value) is kind:
        return value
    try:
        made: T = _convert(value, kind)
    except DecodeError as error:
        raise error.within(f"[{place}]") from None
    return made


def _converted(value: Any, kind: type[T], name: str) -> T:
    try:
        made: T = _convert(value, kind)
    except DecodeError as error:
        raise error.within(step(name)) from None
    return made


def _convert(value: Any, kind: type[Any]) -> Any:
    """A value of another type that is the same in JSON: `1.0` is an integer, too."""
    if kind is float and type(value) is int:
        return value
    if kind is int and type(value) is float and value.is_integer():
        return int(value)
    raise _mismatch(value, kind)


def _mismatch(value: object, kind: type[object]) -> DecodeError:
    if value is _MISSING:
        return DecodeError("missing")
    found = _JSON_NAMES.get(type(value), type(value).__name__)
    return DecodeError(f"expected {_JSON_NAMES[kind]}, found {found}")

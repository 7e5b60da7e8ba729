"""Values that hold no object: checked against the grammar's rule, sloppy spellings put right.

`null` means that an author left the value out. What no rule names is data, and never comes here.
"""

from collections.abc import Callable
from typing import Final

from generator.ir.document import JsonObject, JsonValue
from generator.resolve.grammar import Value


class Misfit:
    """The mark of a value that no reading fits."""


MISFIT: Final = Misfit()


def fitted(value: JsonValue, rule: Value) -> JsonValue | Misfit:
    """The value as the rule wants it; the same object where nothing is to be put right."""
    if holds := _TAKEN_AS_THEY_ARE.get(rule):
        return value if holds(value) else MISFIT
    if rule is Value.TEXT_OR_NUMBER:
        return value if isinstance(value, str) else _spelt(value)
    return _texts_by_name(value)


def kind_of(value: JsonValue, *, besides: Value | None = None) -> str:
    """A value's kind, for people.

    Args:
        besides: What it was to be, which may be of the same kind.
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            entries = next((kind_of(v) for v in value if not isinstance(v, str)), "")
            return f"a list with {entries}" if besides and entries else "a list"
        case _:
            return "an object"


def _spelt(value: JsonValue) -> JsonValue | Misfit:
    """`version: 1.0` without quotes is a number in YAML."""
    return str(value) if _is_number(value) else MISFIT


def is_text(value: JsonValue) -> bool:
    """Whether a value is text."""
    return isinstance(value, str)


def _is_flag(value: JsonValue) -> bool:
    return isinstance(value, bool)


def _is_list(value: JsonValue) -> bool:
    return isinstance(value, list)


def _is_bound(value: JsonValue) -> bool:
    return isinstance(value, (bool, int, float))


def _is_type(value: JsonValue) -> bool:
    return isinstance(value, str) or _are_texts(value)


def _is_number(value: JsonValue) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_count(value: JsonValue) -> bool:
    if isinstance(value, float):
        return value >= 0 and value.is_integer()
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _are_texts(value: JsonValue) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)


def _texts_by_name(value: JsonValue) -> JsonValue | Misfit:
    """An object of texts; a scope without a description has the empty one."""
    if not isinstance(value, dict):
        return MISFIT
    if all(isinstance(text, str) for text in value.values()):
        return value
    made: JsonObject = {name: "" if text is None else text for name, text in value.items()}
    return made if all(isinstance(text, str) for text in made.values()) else MISFIT


_TAKEN_AS_THEY_ARE: Final[dict[Value, Callable[[JsonValue], bool]]] = {
    Value.TEXT: is_text,
    Value.FLAG: _is_flag,
    Value.NUMBER: _is_number,
    Value.BOUND: _is_bound,
    Value.COUNT: _is_count,
    Value.LIST: _is_list,
    Value.TEXTS: _are_texts,
    Value.TYPE: _is_type,
}

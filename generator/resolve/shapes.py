"""Values that hold no object: checked against the grammar's rule, sloppy spellings put right.

`null` means that an author left the value out. What no rule names is data, and never comes here.
"""

from typing import Final, assert_never

from generator.ir.document import JsonObject, JsonValue
from generator.resolve.grammar import Value


class Misfit:
    """The mark of a value that no reading fits."""


MISFIT: Final = Misfit()


def fitted(value: JsonValue, rule: Value) -> JsonValue | Misfit:
    """The value as the rule wants it; the same object where nothing is to be put right."""
    match rule:
        case Value.TEXT:
            return value if isinstance(value, str) else MISFIT
        case Value.FLAG:
            return value if isinstance(value, bool) else MISFIT
        case Value.NUMBER:
            return value if _is_number(value) else MISFIT
        case Value.BOUND:
            return value if isinstance(value, bool) or _is_number(value) else MISFIT
        case Value.COUNT:
            return value if _is_count(value) else MISFIT
        case Value.LIST:
            return value if isinstance(value, list) else MISFIT
        case Value.TEXTS:
            return value if _are_texts(value) else MISFIT
        case Value.TYPE:
            return value if isinstance(value, str) or _are_texts(value) else MISFIT
        case Value.TEXT_OR_NUMBER:
            return value if isinstance(value, str) else _spelt(value)
        case Value.NAMES_TO_TEXT:
            return _texts_by_name(value)
        case _:
            assert_never(rule)


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

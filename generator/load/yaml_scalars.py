"""One YAML scalar → a JSON scalar, by the core schema of YAML 1.2 (§10.3.2).

Timestamps, `yes`, `no`, `on`, `off`, `0b1`, `1_000` and `1:30` are strings, as they are to every tool
that reads YAML 1.2; so is `010`, which is eight to one half of the tools and ten to the other. What
JSON can't hold (infinity, NaN, integers beyond the limit) is refused.
"""

import math
import re

from generator.ir.document import JsonScalar
from generator.load.limits import MAX_DIGITS

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_PREFIX = "tag:yaml.org,2002:"
SCALAR_TAGS = frozenset(f"{_PREFIX}{kind}" for kind in ("str", "int", "float", "bool", "null"))
STRING_TAGS = frozenset(("!", f"{_PREFIX}str"))


class NotJson(ValueError):
    """JSON has no such scalar: `code` and `message` of the diagnostic."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


def plain_value(text: str) -> JsonScalar:
    """The value of a scalar without quotes and without a tag.

    Raises:
        NotJson: `L123`, `L124`.
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    # A glance at the first character spares nearly every string the three patterns.
    if text[0] not in "-+.0123456789":
        return text
    if _INTEGER.fullmatch(text):
        return _integer(text)
    if _FLOAT.fullmatch(text):
        return _finite(float(text))
    if _NOT_FINITE.fullmatch(text):
        raise NotJson("L124", "a number that is not finite")
    return text


def tagged_value(text: str, tag: str) -> JsonScalar:
    """The value of a scalar with one of `SCALAR_TAGS`.

    Raises:
        NotJson: `L114` the text is no such value, or as `plain_value`.
    """
    kind = tag.removeprefix(_PREFIX)
    if kind == "str":
        return text
    value = plain_value(text)
    fits = {
        "int": isinstance(value, int) and not isinstance(value, bool),
        "float": isinstance(value, (int, float)) and not isinstance(value, bool),
        "bool": isinstance(value, bool),
        "null": value is None,
    }
    if not fits[kind]:
        raise NotJson("L114", f"not a value of the tag !!{kind}")
    return value


def is_plain_string(text: str) -> bool:
    """Whether a scalar without quotes is a string."""
    return text not in _CONSTANTS and not (
        _INTEGER.fullmatch(text) or _FLOAT.fullmatch(text) or _NOT_FINITE.fullmatch(text)
    )


def _integer(text: str) -> int:
    if len(text.lstrip("-+")) > MAX_DIGITS:
        raise NotJson("L123", f"an integer of more than {MAX_DIGITS} digits")
    return int(text, 0) if text[:2] in ("0o", "0x") else int(text)


def _finite(number: float) -> float:
    if not math.isfinite(number):
        raise NotJson("L124", "a number that is not finite")
    return number

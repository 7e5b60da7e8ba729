"""Lines that are too long, broken as black breaks them, where its rules are few.

A statement that ends with a call, a list or a dictionary is broken inside that pair of brackets: what
is in them stands on a line of its own if it fits, else each part on one, with a comma behind it; and so
again within a part. A union, a condition and a name are put into brackets first. Everything else is
`None`: black has more rules, for operators above all.
"""

import re
from typing import Final

from msgspec import Struct

WIDTH: Final = 100

DOTTED = (
    r"(?!(?:lambda|not|await|yield|return|raise|if|in|is|and|or|else|for)\b)[A-Za-z_]\w*(?:\.\w+)*+"
)
_CALL = rf"(?:await )?{DOTTED}(?=\()"
_DISPLAY = r"(?=[\[{])"
_STATEMENT: Final = re.compile(rf"(?:return |raise )?{_CALL}|return {_DISPLAY}")
_ASSIGNED: Final = re.compile(rf"{_CALL}|{DOTTED}(?=\[)|{_DISPLAY}")
_REFERENCE: Final = re.compile(rf"{DOTTED}(?:\(\))?")
_PART: Final = re.compile(
    rf'(?:\w+=|(?:"+|{DOTTED}): )?(?:(?:lambda(?: \w+)?: )?{_CALL}|{_DISPLAY})'
)
_VARIANT: Final = re.compile(rf'{DOTTED}(?:\["*\])?|"+')
_NAMED: Final = re.compile(rf'(?:\w+=|(?:"+|{DOTTED}): )')
_TYPED: Final = re.compile(r'(\w+: )([^=]+)((?: = [\w."-]+)?)')
_FUNCTION: Final = re.compile(r'((?:async )?def \w+\()("+)(\).*:)')
_CONDITION: Final = re.compile(
    r"((?:(?! if | else | for |lambda).)+) (if (?:(?! if | else | for |lambda).)+)"
    r" (else (?:(?! if | else | for |lambda).)+)"
)
_OPERAND: Final = re.compile(rf"(?:\| )?{DOTTED}(?=\[)|else {_CALL}")
_BRACKET: Final = re.compile(r"[()\[\]{}]")
_PAIR: Final = re.compile(r'[(\[{]"+[)\]}]')
_NO_PARTS: Final = re.compile(r" for |lambda \w+,")


class Stretch(Struct, frozen=True):
    """A part of a line.

    Attributes:
        code: The text with every string as filler (`"`) of the same length.
    """

    text: str
    code: str

    def __getitem__(self, at: slice) -> "Stretch":
        return Stretch(self.text[at], self.code[at])


def broken_statement(line: Stretch, indent: int) -> list[str] | None:
    """A statement that is too long, without its indentation, in lines."""
    target, equal, _ = line.code.partition(" = ")
    start = len(target) + len(equal) if equal else 0
    found = (_ASSIGNED if equal else _STATEMENT).match(line.code, start)
    if found and _PAIR.fullmatch(_top(line.code[found.end() :])):
        return _within(line, found.end(), indent, "")
    if line.code.startswith("return "):
        start = len("return ")
    return (
        (_wrapped(line[:start], line[start:], indent, "") if start else None)
        or broken_typed(line, indent, "")
        or _broken_function(line, indent)
    )


def broken_part(part: Stretch, indent: int, end: str) -> list[str] | None:
    """A part of what brackets hold, in lines; in one if it fits.

    Args:
        end: The comma behind it, if there is one.
    """
    if indent + len(part.text) + len(end) <= WIDTH:
        return [f"{' ' * indent}{part.text}{end}"]
    found = _PART.match(part.code)
    if found:
        return _within(part, found.end(), indent, end)
    name = _NAMED.match(part.code)
    if name and re.fullmatch(DOTTED, part.code[name.end() :]):
        return [f"{' ' * indent}{part.text}{end}"]
    if not name or not _branches(part[name.end() :]):
        return None
    return _wrapped(part[: name.end()], part[name.end() :], indent, end)


def broken_typed(line: Stretch, indent: int, end: str) -> list[str] | None:
    """A parameter or a field that is too long: its type, a union, stands on a line of its own."""
    found = _TYPED.fullmatch(_top(line.code))
    if not found or len(_variants(line[found.end(1) : found.start(3)])) < 2:
        return None
    margin = " " * indent
    made = [
        f"{margin}{line.text[: found.end(1)]}(",
        f"{margin}    {line.text[found.end(1) : found.start(3)]}",
        f"{margin}){line.text[found.start(3) :]}{end}",
    ]
    return made if max(map(len, made)) <= WIDTH else None


def _broken_function(line: Stretch, indent: int) -> list[str] | None:
    """The first line of a function of one parameter."""
    top = _top(line.code)
    found = _FUNCTION.fullmatch(top)
    if not found or "," in _top(line.code[found.start(2) : found.end(2)]):
        return None
    margin = " " * indent
    made = [
        f"{margin}{line.text[: found.end(1)]}",
        f"{margin}    {line.text[found.start(2) : found.end(2)]},",
        f"{margin}{line.text[found.start(3) :]}",
    ]
    return made if max(map(len, made)) <= WIDTH else None


def _within(line: Stretch, at: int, indent: int, end: str) -> list[str] | None:
    """A line that ends with a pair of brackets, which opens at `at`, broken in them."""
    if not _PAIR.fullmatch(_top(line.code[at:])) or indent + at + 1 > WIDTH:
        return None
    display = line.code[at] != "(" and line.code[at - 1 : at] in ("", " ", "=")
    held = _held(line[at + 1 : -1], indent + 4, display=display)
    if held is None:
        return None
    margin = " " * indent
    return [f"{margin}{line.text[: at + 1]}", *held, f"{margin}{line.text[-1]}{end}"]


def _held(content: Stretch, indent: int, *, display: bool) -> list[str] | None:
    """What a pair of brackets holds, in lines.

    Args:
        display: Whether it is a list or a dictionary, whose parts never share a line.
    """
    top = _top(content.code)
    parts = [""] if _NO_PARTS.search(top) else top.split(", ")
    fits = indent + len(content.text) <= WIDTH
    if fits and not (display and len(parts) > 1):
        return [f"{' ' * indent}{content.text}"]
    if len(parts) == 1:
        return broken_part(content, indent, "")
    made: list[str] = []
    at = 0
    for part in parts:
        lines = broken_part(content[at : at + len(part)], indent, ",")
        if lines is None:
            return None
        made += lines
        at += len(part) + 2
    return made


def _wrapped(head: Stretch, value: Stretch, indent: int, end: str) -> list[str] | None:
    """A union of types, a condition, or what has nothing to break in it, in brackets of its own."""
    parts = _variants(value) or _branches(value)
    if _REFERENCE.fullmatch(value.code):
        parts = [value]
    elif len(parts) < 2:
        return None
    if indent + len(head.text) + 1 > WIDTH:
        return None
    made: list[str] = [f"{' ' * (indent + 4)}{value.text}"]
    if len(made[0]) > WIDTH:
        made.clear()
        for part in parts:
            lines = _operand(part, indent + 4)
            if lines is None:
                return None
            made += lines
    margin = " " * indent
    return [f"{margin}{head.text}(", *made, f"{margin}){end}"]


def _variants(union: Stretch) -> list[Stretch]:
    """The types of a union, each with the operator before it; empty where it is none."""
    variants = _top(union.code).split(" | ")
    if not all(map(_VARIANT.fullmatch, variants)):
        return []
    made: list[Stretch] = []
    at = 0
    for variant in variants:
        made.append(union[max(at - 2, 0) : at + len(variant)])
        at += len(variant) + 3
    return made


def _branches(condition: Stretch) -> list[Stretch]:
    """`A`, `if B` and `else C`; empty where it is something else."""
    found = _CONDITION.fullmatch(_top(condition.code))
    if not found:
        return []
    first, second = found.start(2), found.start(3)
    return [condition[: first - 1], condition[first : second - 1], condition[second:]]


def _operand(operand: Stretch, indent: int) -> list[str] | None:
    """A type of a union, or a branch of a condition, in lines."""
    if indent + len(operand.text) <= WIDTH:
        return [f"{' ' * indent}{operand.text}"]
    found = _OPERAND.match(operand.code)
    return _within(operand, found.end(), indent, "") if found else None


def _top(code: str) -> str:
    """The code with all that brackets hold as filler."""
    made: list[str] = []
    depth = last = 0
    for bracket in _BRACKET.finditer(code):
        at = bracket.start()
        if bracket[0] in "([{":
            depth += 1
            if depth == 1:
                made.append(code[last : at + 1])
                last = at + 1
        else:
            depth -= 1
            if depth == 0:
                made.append('"' * (at - last))
                last = at
    return "".join([*made, code[last:]])

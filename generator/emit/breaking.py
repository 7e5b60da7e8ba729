"""Lines that are too long, broken as black breaks them, where its rules are few.

A statement that ends with a call, a list or a dictionary is broken inside that pair of brackets: what
is in them stands on a line of its own if it fits, else each part on one, with a comma behind it; and so
again within a part. A union is put into parentheses first. Everything else is `None`: black has more
rules, for operators above all.
"""

import re
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 100

DOTTED = (
    r"(?!(?:lambda|not|await|yield|return|raise|if|in|is|and|or|else|for)\b)[A-Za-z_]\w*(?:\.\w+)*+"
)
_CALL = rf"(?:await )?{DOTTED}(?=\()"
_DISPLAY = r"(?=[\[{])"
_STATEMENT: Final = re.compile(rf"(?:return |raise )?{_CALL}|return {_DISPLAY}")
_ASSIGNED: Final = re.compile(rf"{_CALL}|{_DISPLAY}")
_PART: Final = re.compile(
    rf'(?:\w+=|(?:"+|{DOTTED}): )?(?:(?:lambda(?: \w+)?: )?{_CALL}|{_DISPLAY})'
)
_VARIANT: Final = re.compile(rf'{DOTTED}(?:\["*\])?|"+')
_BRACKET: Final = re.compile(r"[()\[\]{}]")
_NO_PARTS: Final = re.compile(r" for |lambda \w+,")


@dataclass(frozen=True, slots=True)
class Stretch:
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
    if not equal:
        found = _STATEMENT.match(line.code)
        return _within(line, found.end(), indent, "") if found else None
    start = len(target) + len(equal)
    found = _ASSIGNED.match(line.code, start)
    return (
        _within(line, found.end(), indent, "")
        if found
        else _broken_union(line[:start], line[start:], indent)
    )


def broken_part(part: Stretch, indent: int, end: str) -> list[str] | None:
    """A part of what brackets hold, in lines; in one if it fits.

    Args:
        end: The comma behind it, if there is one.
    """
    if indent + len(part.text) + len(end) <= WIDTH:
        return [f"{' ' * indent}{part.text}{end}"]
    found = _PART.match(part.code)
    return _within(part, found.end(), indent, end) if found else None


def _within(line: Stretch, at: int, indent: int, end: str) -> list[str] | None:
    """A line that ends with a pair of brackets, which opens at `at`, broken in them."""
    top = _top(line.code[at:])
    if not re.fullmatch(r'[(\[{]"+[)\]}]', top) or indent + at + 1 > WIDTH:
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


def _broken_union(head: Stretch, union: Stretch, indent: int) -> list[str] | None:
    """An assignment whose value is a union of types."""
    variants = _top(union.code).split(" | ")
    if len(variants) < 2 or not all(map(_VARIANT.fullmatch, variants)):
        return None
    if indent + len(head.text) + 1 > WIDTH:
        return None
    inner = indent + 4
    made: list[str] = [f"{' ' * inner}{union.text}"]
    if len(made[0]) > WIDTH:
        at = 0
        made.clear()
        for variant in variants:
            begin = max(at - 2, 0)  # with the operator before it
            lines = _variant(union[begin : at + len(variant)], inner)
            if lines is None:
                return None
            made += lines
            at += len(variant) + 3
    margin = " " * indent
    return [f"{margin}{head.text}(", *made, f"{margin})"]


def _variant(variant: Stretch, indent: int) -> list[str] | None:
    if indent + len(variant.text) <= WIDTH:
        return [f"{' ' * indent}{variant.text}"]
    at = variant.code.find("[")
    return _within(variant, at, indent, "") if at > 0 else None


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

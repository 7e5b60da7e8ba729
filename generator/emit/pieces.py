"""A module in pieces that black can format apart, and the module from the formatted pieces.

black decides each statement by itself; between statements it decides on blank lines alone, and by
rules that are written down here. So the whole is the same, byte for byte, as if formatted at once (a
test holds it), while a piece that has not changed need not be formatted again, and one that is as
black would have it is looked at once instead of twice.
"""

import ast
from collections.abc import Iterable, Sequence

from msgspec import Struct

_CLASS = "class _:\n"
_LONG = 40  # lines: what a piece of plain statements, or a class, has before it is cut


class Piece(Struct, frozen=True):
    """Attributes:
    text: What black is given, whole lines.
    before: The line ends between it and the piece before.
    member: Whether it is a member of the class that the piece before belongs to.
    """

    text: str
    before: str
    member: bool = False

    @property
    def source(self) -> str:
        """What black is given: a member within a class, so that its depth is right."""
        return _CLASS + self.text if self.member else self.text

    def formatted(self, made: str) -> str:
        """What black has made of it, as it stands in the module."""
        made = made.strip("\n")
        return made.removeprefix(_CLASS) if self.member else made


def pieces_of(text: str) -> list[Piece]:
    """Cut a module."""
    lines = text.split("\n")
    made: list[Piece] = []
    for group in _groups(ast.parse(text).body):
        begin, end = _first(group[0]) - 1, group[-1].end_lineno or 0
        before = _between(group[0], made, lines, begin)
        node = group[0]
        if isinstance(node, ast.ClassDef) and end - begin > _LONG and (cut := _members(node)):
            starts = [_first(member) - 1 for member in cut]
            made.append(Piece(_lines(lines, begin, starts[0]), before))
            for start, stop in zip(starts, [*starts[1:], end], strict=True):
                made.append(Piece(_lines(lines, start, stop), "\n\n", member=True))
        else:
            made.append(Piece(_lines(lines, begin, end), before))
    return made


def joined(pieces: Sequence[Piece], formatted: Iterable[str]) -> str:
    """The module of its formatted pieces."""
    text = "".join(
        part
        for piece, made in zip(pieces, formatted, strict=True)
        for part in (piece.before, piece.formatted(made))
    )
    return f"{text}\n" if text else ""


def _groups(body: Sequence[ast.stmt]) -> Iterable[list[ast.stmt]]:
    """Statements that stay together: classes and functions alone, assignments by the dozen, and what
    comes before them (docstring, imports) in one."""
    group: list[ast.stmt] = []
    for node in body:
        if group and _may_cut(group, node):
            yield group
            group = []
        group.append(node)
    if group:
        yield group


def _may_cut(group: Sequence[ast.stmt], node: ast.stmt) -> bool:
    if _is_block(node) or _is_block(group[-1]):
        return True
    return (
        _is_constant(node)
        and all(_is_constant(n) for n in group[-2:])
        and (group[-1].end_lineno or 0) - group[0].lineno >= _LONG
    )


def _is_block(node: ast.stmt) -> bool:
    return isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))


def _is_constant(node: ast.stmt) -> bool:
    return isinstance(node, (ast.Assign, ast.AnnAssign))


def _between(node: ast.stmt, made: Sequence[Piece], lines: Sequence[str], begin: int) -> str:
    """black's blank lines before a piece: two around classes and functions, else up to two that the
    source has."""
    if not made:
        return ""
    before = made[-1]
    if (
        _is_block(node)
        or before.member
        or before.text.startswith(("@", "class ", "def ", "async "))
    ):
        return "\n\n\n"
    blank = 0
    while blank < 2 and not lines[begin - 1 - blank].strip():
        blank += 1
    return "\n" * (blank + 1)


def _members(node: ast.ClassDef) -> list[ast.stmt]:
    """The methods that a class ends with, but for one where nothing else would be left; none where a
    body is `...`, for whose blank lines black has other rules."""
    found: list[ast.stmt] = []
    for statement in reversed(node.body):
        if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
            break
        if _is_stub(statement):
            return []
        found.insert(0, statement)
    return found[1:] if len(found) == len(node.body) else found


def _is_stub(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    last = node.body[-1]
    return isinstance(last, ast.Expr) and getattr(last.value, "value", None) is ...


def _first(node: ast.stmt) -> int:
    """The line that a statement begins on, decorators included."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(d.lineno for d in decorators)])


def _lines(lines: Sequence[str], begin: int, end: int) -> str:
    return "\n".join(lines[begin:end]).strip("\n") + "\n"

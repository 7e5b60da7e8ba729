"""`Code`: text that may stand in a generated file, and the only doors to it (rules R1, R3).

A string of the specification becomes source through `literal`, `docstring` or `ident`, and a
README's text through `markdown`. `Code(...)` itself is for text that this program wrote.
"""

import keyword
import re
import textwrap
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from msgspec import Struct

from generator.diagnostics import InternalError
from generator.ir.document import JsonValue

WIDTH: Final = 100
_IDENTIFIER: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_UNSAFE: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)


class Code(str):
    """Source text. A template prints nothing else."""

    __slots__ = ()


class Import(Struct, frozen=True, order=True):
    """A name that a piece of code needs.

    Attributes:
        module: `typing`, or relative to the package's root with a leading dot: `._runtime.codec`.
    """

    module: str
    name: str


class Expression(Struct, frozen=True):
    """Code, and what has to be imported for it."""

    code: Code
    imports: frozenset[Import] = frozenset()


def code(text: str) -> Code:
    """Text of our own as code; for f-strings whose parts are `Code`."""
    return Code(text)


@lru_cache(maxsize=1 << 16)
def ident(name: str) -> Code:
    """A Python identifier: ASCII, no keyword.

    Raises:
        InternalError: It is none; `name/` should have seen to that.
    """
    if not _IDENTIFIER.fullmatch(name) or keyword.iskeyword(name):
        raise InternalError(f"{name!r} is no identifier")
    return Code(name)


def literal(value: JsonValue) -> Code:
    """A JSON value as a Python literal, in ASCII, with double quotes where black would have them."""
    if isinstance(value, str):
        return Code(_string(value))
    if isinstance(value, list):
        return Code("[" + ", ".join(literal(entry) for entry in value) + "]")
    if isinstance(value, dict):
        return Code("{" + ", ".join(f"{_string(k)}: {literal(v)}" for k, v in value.items()) + "}")
    return Code(repr(value))


@lru_cache(maxsize=1 << 16)
def _string(text: str) -> str:
    quoted = ascii(text)
    if quoted[0] == "'" and '"' not in quoted:
        return '"' + quoted[1:-1].replace("\\'", "'") + '"'
    return quoted


def words(text: str) -> Code:
    """A string of words as a literal: of several, joined by the parser, where it is long."""
    lines = textwrap.wrap(text, WIDTH - 40, break_long_words=False, break_on_hyphens=False)
    if len(lines) < 2 or " ".join(lines) != text:
        return literal(text)
    parts = [*(f"{line} " for line in lines[:-1]), lines[-1]]
    return Code(f"({' '.join(literal(part) for part in parts)})")


def printable(text: str) -> str:
    """Text without what could hide or reorder it: such characters are spelt as escapes."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text  # nearly all
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    return _UNSAFE.sub(lambda m: f"<U+{ord(m[0]):04X}>", text)


def docstring(text: str, *, indent: int, width: int = WIDTH) -> Code:
    """A quoted docstring: prose wrapped at the width, other lines as they are.

    The first line stands behind the quotes; black leaves the result alone.
    """
    safe = printable(text)
    plain = _wrapped(safe, width - indent, width - indent - 3)
    if len(plain) == 1:  # the closing quotes stand on the same line, whatever black is given
        plain = _wrapped(safe, width - indent, width - indent - 6)
    lines = [within_docstring(line, last=n == len(plain) - 1) for n, line in enumerate(plain)]
    while lines and not lines[0]:
        lines.pop(0)
    if not lines:
        return Code('"""Undocumented."""')
    pad = " " * indent
    if "" in lines:
        body = "\n".join(
            (pad + line if number and line else line).rstrip() for number, line in enumerate(lines)
        )
        return Code(f'"""{body}\n{pad}"""')
    last_fits = len(lines[-1]) + indent + (6 if len(lines) == 1 else 3) <= width
    body = ("\n" + pad).join(lines) if len(lines) > 1 else lines[0]
    body = "\n".join(line.rstrip() for line in body.split("\n"))
    return Code(f'"""{body}"""' if last_fits else f'"""{body}\n{pad}"""')


def within_docstring(line: str, *, last: bool) -> str:
    """A line as it stands between triple quotes, which it can neither end nor, as the last one, run
    into; nothing in it is a doctest, and nothing hides."""
    line = printable(line).replace("\n", " ")
    stem = line.rstrip('"') if last else line
    made = stem.replace("\\", "\\\\").replace('"""', '\\"\\"\\"') + '\\"' * (len(line) - len(stem))
    return made.replace(">>>", "> >>")


def wrapped(text: str, width: int) -> list[str]:
    """Prose as lines of at most `width`, paragraphs and lists kept apart."""
    return list(_wrapped(text, width, width))


@lru_cache(maxsize=20_000)  # an argument's words stand in every operation that takes it
def _wrapped(text: str, width: int, first: int) -> tuple[str, ...]:
    lines: list[str] = []
    fenced = False
    for paragraph in _paragraphs(text):
        if paragraph.lstrip().startswith("```"):
            fenced = not fenced
        if fenced or _stays(paragraph):
            # Several empty lines mean no more than one; in code they may.
            if fenced or paragraph.strip() or (lines and lines[-1]):
                lines.append(paragraph.rstrip())
            continue
        own, marker = _lead(paragraph)
        hang = own + (marker if ">" in marker else " " * len(marker))
        lines.extend(
            _filled(
                paragraph.strip() if not own else paragraph.rstrip(),
                max(width if lines else first, 24),
                hang,
            )
        )
    while lines and not lines[-1]:
        lines.pop()
    return tuple(lines)


_LEAD: Final = re.compile(r"(\s*)((?:>[ ]?)+|(?:[-*+]|\d+[.)])\s+)?")


def _lead(paragraph: str) -> tuple[str, str]:
    """A paragraph's indent, and the marker of a list's item or of a quotation."""
    found = _LEAD.match(paragraph)
    return (found[1], found[2] or "") if found else ("", "")


def _stays(paragraph: str) -> bool:
    """Whether Markdown gives a meaning to where the line ends: code, a table's row, nothing."""
    return (
        paragraph.lstrip().startswith("|")
        or not paragraph.strip()
        or (paragraph.startswith("    ") and not _lead(paragraph)[1])
    )


def _filled(text: str, width: int, hang: str) -> list[str]:
    """What `textwrap.wrap` makes of a paragraph; words with single spaces between them, which is
    nearly all there is, without its cost."""
    if "  " in text or text.startswith(" ") or not text.isascii():
        return textwrap.wrap(
            text, width, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False
        )
    if len(text) <= width:
        return [text]
    lines: list[str] = []
    line, indent = "", ""
    for word in text.split(" "):
        if line and len(indent) + len(line) + 1 + len(word) > width:
            lines.append(indent + line)
            line, indent = word, hang
        else:
            line = f"{line} {word}" if line else word
    return [*lines, indent + line]


def _paragraphs(text: str) -> Iterable[str]:
    """Lines, with those of one paragraph of prose joined."""
    joined: list[str] = []
    fenced, before = False, ""
    for line in text.strip().split("\n"):
        if line.lstrip().startswith("```"):
            fenced = not fenced
            alone = True
        else:
            alone = fenced or not line.strip() or bool(_BEGINS.match(line))
        if joined and (alone or _breaks(before)):
            yield " ".join(joined)
            joined = []
        before = line
        if alone and (fenced or not line.strip() or line.lstrip().startswith("```")):
            yield line
        else:
            joined.append(line.strip() if joined else line.rstrip())
    if joined:
        yield " ".join(joined)


_BEGINS: Final = re.compile(r"\s*([-*+]\s|#{1,6}\s|[>|]|\d+[.)]\s|    |([-=*_])\2{2,}\s*$)")
"""A line that is none of the paragraph before it: an item, a heading, a quotation, a row, code, a
rule."""
_ENDS: Final = re.compile(r"\s*(#{1,6}\s|\||([-=*_])\2{2,}\s*$)|.*(  |\\)$")


def _breaks(line: str) -> bool:
    """Whether a line ends its paragraph by itself: a heading, a row, a rule, a break that is asked
    for."""
    return bool(_ENDS.match(line))


def markdown(text: str) -> Code:
    """Text of the specification for a README, as plain prose on one line."""
    flat = " ".join(printable(text).split())
    # An underscore within a word means nothing to Markdown.
    return Code(re.sub(r"([\\`*\[\]<>|]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9]))", r"\\\1", flat))


def markdown_code(text: str) -> Code:
    """Text as a code span that holds whatever it holds."""
    flat = " ".join(printable(text).split())
    longest = max((len(run) for run in re.findall(r"`+", flat)), default=0)
    ticks = "`" * (longest + 1)
    space = " " if longest else ""
    return Code(f"{ticks}{space}{flat.replace('|', chr(92) + '|')}{space}{ticks}")


def strings(values: Iterable[str]) -> Code:
    """Strings as a list literal."""
    return Code("[" + ", ".join(_string(value) for value in values) + "]")


def name_list(names: Iterable[str], *, indent: int) -> Code:
    """Identifiers as one string with spaces between them, as many on a line as fit."""
    text = " ".join(ident(name) for name in names)
    pad = " " * (indent + 4)
    if len(text) + indent <= WIDTH // 2:
        return Code(f'"{text}"')
    inner = textwrap.fill(text, WIDTH, initial_indent=pad, subsequent_indent=pad)
    return Code(f'"""\n{inner}\n{" " * indent}"""')


def tuple_of(parts: Iterable[str]) -> Code:
    """A tuple of code; the comma behind the last part makes the formatter give each of several its own
    line."""
    listed = ", ".join(parts)
    return Code(f"({listed},)" if listed else "()")


def joined(parts: Iterable[Code], separator: str) -> Code:
    """Pieces of code with text of our own between them."""
    return Code(separator.join(parts))

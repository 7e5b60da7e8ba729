"""Sources that black need not see: what it would make of the statements that generated code is made
of.

black is the authority on the format, and slow: it costs more than all else together. Nearly all that
templates print is in its format already, or is a call that is too long for its line, which black breaks by
few rules. So a source is read here by a small grammar of text that black leaves as it is; a line that is too
long is broken (`breaking`). Whatever the grammar does not know, however harmless, is `None`, and goes to
black. It is written to refuse: tests hold it against black over all packages that we generate, and over
sources that something is wrong with.

How it reads: every string becomes filler of the same length (`"`), then every pair of brackets, from the
inside out, until a statement is a line of words, operators and filler.
"""

import re
from typing import Final

from msgspec import Struct

from generator.emit.breaking import (
    DOTTED,
    WIDTH,
    Stretch,
    broken_part,
    broken_statement,
    broken_typed,
)
from generator.python.strings import STRING_OR_HASH

# Small, for patterns are compiled in every run. They may say yes to what is no Python: the sources are.
_NAME = r'(?:[A-Za-z_"][\w".]*+(?<!\.)|\d[\d_.]*+(?<!\.)(?![\w"])|\.\.\.(?![\w.]))'
_SIGN = r"(?:[-+*/%|&<>]|[=!<>]=|->)"
_TERMS = rf"(?>-?{_NAME}(?: (?:{_SIGN} -?)?{_NAME})*+)"
_LIST = rf"{_TERMS}(?:, {_TERMS})*+"
_ELEMENT = rf"(?:\*{{0,2}}{_TERMS}(?:=(?:{_TERMS}: )?{_TERMS}|: {_TERMS}(?: = {_TERMS})?)?|[*/])"

_GLUED: Final = re.compile(
    "(?:"
    + "|".join(
        rf"{word[0]}(?<![\w.]{word[0]}){word[1:]}"
        for word in (
            *("and", "as", "assert", "await", "del", "elif", "else", "for", "from", "if", "import"),
            *("in", "is", "lambda", "not", "or", "raise", "return", "while", "yield"),
        )
    )
    + r")(?:[(\[{]| [-+*] )|[)\]}][\w\"]|\bfrom\.|class \w+\(\)"
)
"""A bracket and a word without the space between them; a sign with one; brackets of a class that black
takes away."""


def _alone(bracket: str) -> str:
    """That a bracket stands for itself: within another, or behind an operator or a keyword."""
    keywords = "|".join(
        rf"(?<=\b{word} \{bracket})" for word in ("and", "else", "if", "in", "or", "return")
    )
    return rf"(?:(?<=[(\[{{=*]\{bracket})|(?<=[,=:|+\-*/%<> ] \{bracket})|{keywords})"


_GROUP: Final = re.compile(
    rf'\((?:(?<=[\w"]\()(?:{_ELEMENT}(?:, (?!\))|(?=\))))*+'  # a call, or parameters
    rf"|{_alone('(')}(?:{_TERMS}(?:(?:, {_TERMS})++|,))?)\)"  # a tuple
    rf'|\[(?:(?<=[\w"]\[){_LIST}|{_alone("[")}(?:{_LIST})?)\]'
    rf"|\{{{_alone('{')}(?:{_ELEMENT}(?:, (?!\}})|(?=\}})))*+\}}"
)
_WITHOUT: Final = ("\1", "\\", "\t", "\f", '" "', "-> (", "[(")
_STARTS: Final = (
    *("...", "assert ", "async with ", "del ", "except", "finally", "global ", "nonlocal ", "try"),
    "with ",
)
_BLOCKS: Final = (
    *("async ", "case ", "class ", "def ", "elif ", "else", "for ", "if ", "match ", "while "),
)
_PLAIN: Final = re.compile(
    r'''"(?:[ !#-\[\]-~]|\\(?:[\\abfnrtv0]|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}))*"'''
    r"""|'[ -&(-\[\]-~]*"[ -&(-\[\]-~]*'"""
)
_ESCAPES: Final = re.compile(r"\\[xuUN]|\\\s*\n|[\t\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_STATEMENT: Final = re.compile(
    rf"@{DOTTED}\"*+|(?:from \.+[\w.]* (?=import ))?{_LIST}(?::(?: {_TERMS})?)?(?: (?:[-+*/%|&]|//)?= {_LIST})*+"
)
_PART: Final = re.compile(_ELEMENT + ",")
_OPENING: Final = re.compile(
    rf"(?:{_TERMS}(?:: {_TERMS})? = |return |raise )?(?:(?:await )?{DOTTED}\(|[\[{{])"
    r"|(?:async )?def \w+\(|from \.*[\w.]* import \("
)
_OPENING_PART: Final = re.compile(rf'(?:\w+=|(?:"+|{DOTTED}): )?(?:(?:await )?{DOTTED}\(|[\[{{])')
_CLOSING_DEF: Final = re.compile(rf"\)(?: -> {_TERMS})?:")
_PAIRS: Final = {"(": ")", "[": "]", "{": "}"}


def laid_out(source: str) -> str | None:
    """What black makes of a source at 100 columns; `None` where only black knows.

    Args:
        source: Statements that can be parsed, whole lines.
    """
    code = STRING_OR_HASH.sub(_filler, source)
    if not code.isascii() or any(map(code.__contains__, _WITHOUT)) or _GLUED.search(code):
        return None
    flat, count = _GROUP.subn(_held, code)
    while count:
        flat, count = _GROUP.subn(_held, flat)
    lines = _Reader(source, code).read(flat)
    return None if lines is None else "\n".join([*lines, ""])


def _filler(found: re.Match[str]) -> str:
    """A string as filler, with `NUL` for its line ends; `\\1` where black might change it."""
    text = found[0]
    before = found.string[max(found.start() - 2, 0) : found.start()]
    after = found.string[found.end() : found.end() + 1]
    if after.isalnum() or after in ("'", '"', "_"):
        return "\1"
    if text.startswith('"""'):
        fine = len(text) > 6 and not before[-1:].isalnum()
        return re.sub(r"[^\n]", '"', text).replace("\n", "\0") if fine else "\1"
    if before[-1:].isalnum():
        format_string = re.fullmatch(r"\W?f", before) is not None and text.isascii()
        fine = format_string and not set("\\'") & set(text)
    else:
        fine = _PLAIN.fullmatch(text) is not None
    return '"' * len(text) if fine else "\1"


def _held(found: re.Match[str]) -> str:
    return '"' * len(found[0])


class _Open(Struct):
    """Brackets whose parts stand on lines of their own.

    Attributes:
        kind: The first word of a definition or an import; else empty.
        bare: Whether its one part has no comma behind it.
    """

    kind: str
    closing: str
    indent: int
    parts: int = 0
    bare: bool = False


class _Reader:
    """Reads lines whose brackets are filler already, but for those that hold a part a line."""

    def __init__(self, source: str, code: str) -> None:
        self.source = source
        self.code = code
        self.lines: list[str] = []
        self.open: list[_Open] = []
        self.before = ""  # the last statement's first line, without its indentation
        self.opens = False  # whether a block begins behind it
        self.indent = 0
        self.documented = False  # whether it is the docstring of a class
        self.defined: list[int] = []

    def read(self, flat: str) -> list[str] | None:
        at = blank = 0
        for line in flat.removesuffix("\n").split("\n"):
            end = at + len(line)
            text = line.lstrip(" ")
            if not text:
                if line or self.open:
                    return None
                blank += 1
            else:
                made = self._line(text, Stretch(self.source[at:end], self.code[at:end]), blank)
                if made is None:
                    return None
                self.lines += [""] * blank + made
                blank = 0
            at = end + 1
        return None if self.open or blank else self.lines

    def _line(self, text: str, line: Stretch, blank: int) -> list[str] | None:
        indent = len(line.text) - len(text)
        if self.open:
            return self._part(text, line, indent)
        if not self._stands(text, indent, blank):
            return None
        if line.text.startswith('"""', indent) and not text.strip('"\0'):
            made = self._docstring(line.text, indent)
        else:
            made = self._statement(text, line, indent)
            self.documented = False
        self.before, self.indent = text, indent
        return made

    def _stands(self, text: str, indent: int, blank: int) -> bool:
        """Whether a statement is as deep, and has as many blank lines before it, as black has it."""
        if indent % 4 or (indent != self.indent + 4 if self.opens else indent > self.indent):
            return False
        under = bool(self.defined) and self.defined[-1] >= indent
        while self.defined and self.defined[-1] >= indent:
            self.defined.pop()
        block = text.startswith(("def ", "async def ", "class "))
        if block:
            self.defined.append(indent)
        if not self.before:
            return blank == 0
        around = 1 if indent else 2
        if block or text[0] == "@":
            if self.before[0] == "@":
                return blank == 0
            if self.opens:
                return blank == (
                    0 if self.before.startswith(("def ", "async def ", "class ")) else 1
                )
            return blank == around
        if under:
            return blank == around and not text.startswith(("else", "elif"))
        if self.opens:
            return blank == 0
        if self.documented and indent == self.indent:
            return blank == 1
        imported = self.before.startswith(("import ", "from "))
        if imported and indent == self.indent and not text.startswith(("import ", "from ")):
            return blank == 1
        return blank <= around

    def _docstring(self, line: str, indent: int) -> list[str] | None:
        token = line[indent:]
        owner = self.before.startswith(("class ", "def ", "async def "))
        self.documented = not self.before or (self.before.startswith("class ") and self.opens)
        if self.opens or not self.before:
            if (self.opens and not owner) or not _stays(token[3:-3], indent):
                return None
        elif _ESCAPES.search(token):
            return None
        self.opens = False
        return [line]

    def _statement(self, text: str, line: Stretch, indent: int) -> list[str] | None:
        if "\0" in text or not line.text.isascii():
            return None
        self.opens = text[-1] == ":"
        long = len(line.text) > WIDTH
        block = text.startswith(_BLOCKS)
        if text.startswith(_STARTS):
            return None
        if text[-1] in _PAIRS:
            fine = not long and (not block or text.startswith(("def ", "async def ")))
            return self._begin(_OPENING, text, line, indent) if fine else None
        if block and not self.opens:
            return None
        if not _STATEMENT.fullmatch(text):
            return None
        return broken_statement(line[indent:], indent) if long else [line.text]

    def _begin(
        self, pattern: re.Pattern[str], text: str, line: Stretch, indent: int
    ) -> list[str] | None:
        """A line that ends where brackets open."""
        if not pattern.fullmatch(text):
            return None
        first = text.split(" ", 1)[0]
        kind = first if first in ("def", "async", "from") else ""
        self.open.append(_Open(kind, _PAIRS[text[-1]], indent))
        return [line.text]

    def _part(self, text: str, line: Stretch, indent: int) -> list[str] | None:
        within = self.open[-1]
        long = len(line.text) > WIDTH
        if "\0" in text or not line.text.isascii():
            return None
        if text[0] in ")]}":
            fine = text[0] == within.closing and indent == within.indent and within.parts
            return [line.text] if fine and not long and self._end(text) else None
        if indent != within.indent + 4 or within.bare:
            return None
        if text[-1] in _PAIRS:
            fine = not within.kind and not long
            return self._begin(_OPENING_PART, text, line, indent) if fine else None
        within.parts += 1
        if not _PART.fullmatch(text):
            return None
        if not long or within.kind == "from":
            return [line.text]
        broken = broken_typed if within.kind else broken_part
        return broken(line[indent:-1], indent, ",")

    def _end(self, text: str) -> bool:
        """Whether brackets end as they should."""
        closed = self.open.pop()
        if closed.kind in ("def", "async"):
            self.opens = True
            return bool(_CLOSING_DEF.fullmatch(text))
        if not self.open:
            return text == closed.closing
        outer = self.open[-1]
        outer.parts += 1
        outer.bare = text == closed.closing
        return text[1:] == "," or (outer.bare and outer.parts == 1 and outer.closing == ")")


def _stays(content: str, indent: int) -> bool:
    """Whether black leaves a docstring as it is."""
    first, *others = content.split("\n")
    margin = " " * indent
    last = others[-1] if others else first
    if _ESCAPES.search(content) or first != first.strip() or first[:1] in ("", '"'):
        return False
    if last[-1:] in ('"', "\\") or any(o != o.rstrip() for o in others[:-1]):
        return False
    depths = [len(o) - len(o.lstrip()) for o in others if o.strip()]
    if others and (not depths or min(depths) != indent):
        return False
    if others and last == margin:
        return bool(others[-2:-1] and others[-2])
    return last == last.rstrip() and last != "" and (not others or len(last) + 3 <= WIDTH)

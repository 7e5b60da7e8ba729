"""The format without black: never another byte than black's, whatever the source."""

import ast
import warnings
from functools import cache

import black
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.emit.by_black import MODE
from generator.emit.layout import laid_out
from generator.emit.pieces import pieces_of
from tests.conftest import ROOT

LEFT_ALONE = {
    "a call": "x = f(a, b=c)\n",
    "a one-tuple": "x = (a,)\n",
    "strings": """x = ["it's", 'says "so"', "", "\\\\ \\n \\xe9", f"{a!r}"]\n""",
    "a comprehension": 'x = {k: f(v) for k, v in d.items() if v is not None}\n',
    "a lambda": "x = f(lambda a, b: a | b, key=lambda c: -c)\n",
    "parts": "x: dict[str, Any] = {\n    a: [\n        b,\n    ],\n    **c,\n}\n",
    "a function": "async def f(\n    self,\n    *,\n    a: int = -1,\n) -> T[U, V]:\n    return a\n",
    "a class": '@a\nclass A(B[C]):\n    """It is.\n\n    So.\n    """\n\n    a: int\n    """Of a ."""\n'
    "\n    def f(self) -> None:\n        return\n",
    "a match": 'match a:\n    case "a" | "b":\n        b = 1\n    case _:\n        b = 2\n',
    "an import": '"""Doc."""\n\nfrom .a import (\n    b,\n    c as d,\n)\n\nX = 1\n',
    "one part": "x = f(\n    g(\n        a,\n    )\n)\n",
}  # fmt: skip
LONG = "abcdefghij" * 4
BROKEN = {
    "a call": f"return self.f({LONG}, {LONG}, c={{a: b}})\n",
    "a call in two lines": f"x = await self.{LONG}({LONG}, {LONG[:20]})\n",
    "within parts": f"x = f(\n    a={{'': g({LONG}, ({LONG},), 1)}},\n)\n".replace("''", '""'),
    "within a lambda": f"return f(lambda a: g({LONG}, {LONG}), {LONG})\n",
    "a list": f"x[{LONG}] = [{LONG}, {LONG}]\n",
    "a comprehension": f"x[{LONG}] = [{LONG} for a, b in {LONG[:20]}]\n",
    "a union": f"X: TypeAlias = {LONG} | {LONG} | {LONG}\n",
    "a union with literals": f'X: TypeAlias = Literal["{LONG}", "{LONG}", "{LONG}"] | str\n',
    "a condition": f"x[{LONG}] = {LONG} if {LONG} else f({LONG})\n",
    "a condition that fits": f"return {LONG} if {LONG[:20]} else {LONG[:25]}\n",
    "a condition within parts": f"x = f(a={LONG} if b else g({LONG}, {LONG[:30]}, 1234567890), b=1)\n",
    "a name": f'x["{LONG}"] = self.{LONG}{LONG[:20]}.to_dict()\n',
    "an alias": f'X: TypeAlias = Literal["{LONG}", "{LONG}", ""]\n',
    "a field": f"class A:\n    {LONG}: {LONG} | B[{LONG[:20]}] | None = None\n",
    "a function": f"def {LONG}(value: {LONG}) -> {LONG}:\n    return value\n",
    "a parameter": f"def f(\n    self,\n    a: {LONG} | {LONG} | None = None,\n) -> int:\n    pass\n",
    "a union that fits": f"X: TypeAlias = {LONG} | {LONG[:26]} | {LONG[:20]}\n",
}
UNBROKEN = {
    "an entry": f'x = {{\n    "{LONG}": self.{LONG}{LONG},\n}}\n',
    "an import": f"from a import (\n    {LONG}{LONG} as {LONG}{LONG},\n)\n",
}
REFUSED = {
    "a quote": "x = 'a'\n",
    "an escape": 'x = "\\xE9"\n',
    "no escape": 'x = "\\"a"\n',
    "a prefix": 'x = R"a"\n',
    "a space": "x = f (a)\n",
    "no space": "x = f(a,b)\n",
    "no space behind a keyword": "x = a if(b, c) else d\n",
    "a sign": "x = f(- a)\n",
    "a keyword argument": "x = f(a = b)\n",
    "a default": "def f(a: int=1):\n    pass\n",
    "a slice": "x = a[b: c]\n",
    "brackets": "x = (a)\n",
    "a decorator that is no name": "@f(a) | b\nclass A:\n    a: int\n",
    "a target in brackets": "for (a, b) in c:\n    pass\n",
    "a magic comma": "x = f(a,)\n",
    "two lines": "x = f(\n    a, b\n)\n",
    "a power": "x = a ** b\n",
    "a number": "x = 0XFF\n",
    "strings that belong together": 'x = "a" "b"\n',
    "a comment": "x = 1  # a\n",
    "statements on lines": "if a: b = [\n    c,\n]\n",
    "statements on a line": "if a: pass\n",
    "a stub": "class A:\n    ...\n",
    "an indentation": "if a:\n  b = 1\n",
    "blank lines": "class A:\n    a: int\n\n\n    b: int\n",
    "no blank line": "class A:\n    a: int\n    def f(self) -> None:\n        return\n",
    "no blank line behind imports": "import a\nX = 1\n",
    "a blank line behind def": "def f():\n\n    return 1\n",
    "a docstring's space": 'def f():\n    """ Doc."""\n',
    "a docstring's indentation": 'def f():\n    """Doc.\n\n      More.\n    """\n',
    "a docstring's last line": f'def f():\n    """Doc.\n\n    {LONG}{LONG} abcdefghijklm"""\n',
    "a long string": f'x = "{LONG} {LONG} {LONG}"\n',
    "conditions": f"x = {LONG} if {LONG} else b if {LONG} else c\n",
    "a positional condition": f"x = f({LONG} if {LONG} else {LONG})\n",
    "a parameter of one type": f"def f(\n    a: A[{LONG}, {LONG}, {LONG}] = None,\n) -> int:\n    pass\n",
    "a chain": f"x = {LONG}.f({LONG}).g({LONG})\n",
}


@cache
def pieces() -> tuple[str, ...]:
    """What black is given of the packages of the golden cases and of the runtime, formatted, and as
    a template might leave it."""
    paths = [*ROOT.glob("tests/golden/*/expected/**/*.py"), *ROOT.glob("generator/runtime/*.py")]
    found = {piece.source for path in paths for piece in pieces_of(path.read_text("utf-8"))}
    return tuple(sorted(found))


def by_black(source: str) -> str:
    return black.format_str(source, mode=MODE)


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_what_is_as_it_should_be_is_left_alone(name: str) -> None:
    source = LEFT_ALONE[name]
    assert laid_out(source) == source == by_black(source)


@pytest.mark.parametrize("name", BROKEN)
def test_a_long_line_is_broken_as_black_breaks_it(name: str) -> None:
    source = BROKEN[name]
    made = laid_out(source)
    assert made == by_black(source) != source
    assert laid_out(made) in (made, None)


@pytest.mark.parametrize("name", UNBROKEN)
def test_a_long_line_that_nothing_can_break_is_left_alone(name: str) -> None:
    source = UNBROKEN[name]
    assert laid_out(source) == source == by_black(source)


@pytest.mark.parametrize("name", REFUSED)
def test_what_black_would_change_otherwise_is_refused(name: str) -> None:
    ast.parse(REFUSED[name])
    assert laid_out(REFUSED[name]) is None


def test_it_is_black_for_what_we_generate() -> None:
    made = {source: laid_out(source) for source in pieces()}
    known = {source: text for source, text in made.items() if text is not None}
    assert [s for s, text in known.items() if text != by_black(s)] == []
    assert len(known) > 0.75 * len(made)


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_whatever_is_wrong_with_a_source_it_is_black_or_refused(data: st.DataObject) -> None:
    source = data.draw(st.sampled_from([s for s in pieces() if len(s) < 1200]))
    at = data.draw(st.integers(0, len(source) - 1))
    wrong = data.draw(
        st.sampled_from(
            [
                *" \n,()[]'\"\\:*-x#.=|",
                "  ",
                " = ",
                "(a)",
                "(a,)",
                "not ",
                '"""',
                "1E5",
                "**",
                "\n\n",
            ]
        )
        | st.just("a_longer_name_for_it_" * 3)
    )
    gone = data.draw(st.sampled_from([0, 0, 1, 1, 2, 4]))
    source = source[:at] + wrong + source[at + gone :]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(source)
        except (SyntaxError, ValueError):
            assume(False)
    made = laid_out(source)
    assert made is None or made == by_black(source)

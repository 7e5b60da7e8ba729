"""The last look at what is written: what it lets pass, and what it does not."""

import ast
import warnings
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import InternalError
from generator.emit.self_check import _has_plain_outline, _is_ours, check_module, self_check
from generator.ir.files import FileRole, GeneratedFile
from tests.conftest import ROOT

OURS = sorted(ROOT.glob("tests/golden/*/expected/**/*.py"))
WRONG = {
    "a call": "evil()\n",
    "a call behind a class": "class A:\n    a: int\n\nevil()\n",
    "a call behind a docstring": '"""Doc."""\n"""More."""; evil()\n',
    "a call in brackets": '[\n"a",\nevil(),\n]\n',
    "a call behind a colon": '(\nlambda:\n    evil()\n)()\n',
    "a call behind a key": 'x = [y for y in {\n"a":\n    evil()\n}]\n',
    "a call behind a slice": "evil[\na:\n    b\n]()\n",
    "a call behind a page": "class A:\n    a: int\n\fevil()\n",
    "a call behind a return": "class A:\n    a: int\revil()\n",
    "a loop": "for a in b:\n    evil()\n",
    "another condition": "if evil():\n    a = 1\n",
    "a coroutine": "async def f():\n    return 1\n",
    "a lambda": "a = lambda: evil\n",
    "a comprehension": "a: int = [\n    b\n    for b in c\n]\n",
    "a format string": 'a = f"{evil()}"\n',
    "an import": "import os\n",
    "an import of a name": "from os import path\n",
    "a decorator": "@evil[0]\nclass A:\n    a: int\n",
    "a call of another name": "a = evil()\n",
    "a deletion": "del a\n",
    "a comment": "a = 1  # type: ignore\n",
    "no Python": "a = \n",
    "an argument twice": "def f(a, a):\n    return a\n",
    "a keyword twice": "a = dict(b=1, b=2)\n",
    "a return": "return\n",
    "a warning": "def f(a):\n    return a is 1\n",
    "an escape": 'a = "\\d"\n',
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_not_ours_is_refused(name: str) -> None:
    with pytest.raises(InternalError):
        check_module("a.py", WRONG[name])


PROSE = "First.\n\n\nSecond. " + "And so on. " * 4_000
LARGE = "".join(f'class A{n}:\n    """{PROSE}"""\n\n    a: int\n\n\n' for n in range(20))


@pytest.mark.parametrize("name", WRONG)
def test_what_is_not_ours_is_refused_behind_much_that_is(name: str) -> None:
    with pytest.raises(InternalError):
        check_module("a.py", LARGE + WRONG[name])


def test_a_large_module_passes() -> None:
    check_module("a.py", f"from __future__ import annotations\n\n\n{LARGE}")
    for late in ("from __future__ import annotations\n", '"""\n\n\nSecond.""" + a\n'):
        with pytest.raises(InternalError):
            check_module("a.py", LARGE + late)


def test_many_modules_are_looked_at_by_several_processes() -> None:
    files = [
        GeneratedFile(path=f"a{n}.py", text=LARGE + wrong, role=FileRole.CLIENT)
        for n, wrong in enumerate(["", "", "evil()\n"])
    ]
    self_check(files[:2])
    with pytest.raises(InternalError, match=r"a2\.py"):
        self_check(files)
    self_check(files, {"a2.py"})


@pytest.mark.parametrize("path", OURS[::7], ids=lambda path: path.parent.name)
def test_what_we_generate_passes_by_its_outline(path: Path) -> None:
    text = path.read_text("utf-8")
    check_module("a.py", text)
    assert _has_plain_outline(text)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_outline_says_more_than_the_syntax_tree(data: st.DataObject) -> None:
    texts = [text for path in OURS[::11] if len(text := path.read_text("utf-8")) < 4000]
    text = data.draw(st.sampled_from(texts))
    at = data.draw(st.integers(0, len(text)))
    wrong = data.draw(
        st.sampled_from(
            ["evil()\n", "\nevil()\n", '"', '"""', "'", ":\n", "\\\n", "\r", "\f", "(", ")", "lambda: ", ":", ";evil()"]
        )
    )  # fmt: skip
    gone = data.draw(st.sampled_from([0, 0, 1, 2, 8]))
    text = text[:at] + wrong + text[at + gone :]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(text, "a.py", "exec", dont_inherit=True)
            tree = ast.parse(text)
        except (SyntaxError, ValueError):
            return
    if _has_plain_outline(text):
        assert all(map(_is_ours, tree.body))

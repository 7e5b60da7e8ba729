"""Formatting: in pieces as at once, with ruff as with black."""

import subprocess
import sys
import textwrap
from pathlib import Path

import black
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.diagnostics import SpecError
from generator.emit.by_black import MODE
from generator.emit.formatting import format_files
from generator.emit.pieces import pieces_of
from generator.ir.files import FileRole, GeneratedFile
from generator.pipeline import generate
from generator.python.code import _filled
from tests.conftest import ROOT
from tests.packages import config_for

UNFORMATTED = {
    "header": '"""Doc."""\nfrom __future__ import annotations\n\nimport os\nA = {"a":1,}\n\n\n\n\n\nB: int=2\n',
    "constants": "import os\n" + "\n".join(f"A{n} = f( {n} )" + "\n" * (n % 4) for n in range(90)),
    "functions": "def f(a:int)->int: return a\ndef g(): pass\nX=1\n@f\nclass C: pass\nY=2\nZ=3\n",
    "members": "class C:\n    '''Doc.'''\n    a:int=1\n    'Of a.'\n"
    + "\n".join(f"    @property\n    def m{n}(self)->int:\n        'Doc.'\n        return {n}" for n in range(30)),
    "methods alone": "class C:\n" + "\n".join(f"    async def m{n}(self):\n        return [{n},]" for n in range(60)),
    "stubs": "class C:\n" + "\n".join(f"    def m{n}(self) -> int: ..." for n in range(60)),
    "typing": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import os\nelse:\n    def f(): pass\nA=1\n",
    "empty": "",
}  # fmt: skip


def both(text: str) -> tuple[str, str]:
    file = GeneratedFile(path="made.py", text=text, role=FileRole.CLIENT)
    (made,) = format_files([file], "black")
    return made.text, black.format_str(text, mode=MODE)


@pytest.mark.parametrize("name", UNFORMATTED)
def test_pieces_are_the_whole(name: str) -> None:
    made, wanted = both(UNFORMATTED[name])
    assert made == wanted


def test_classes_are_cut_at_their_methods() -> None:
    assert sum(piece.member for piece in pieces_of(UNFORMATTED["members"])) == 30
    assert sum(piece.member for piece in pieces_of(UNFORMATTED["stubs"])) == 0


def test_generated_modules_are_the_same_in_pieces_and_with_ruff() -> None:
    paths = sorted(ROOT.glob("tests/golden/*/expected/**/*.py"))[::2]
    # One space more behind each comma, and no blank lines: what a template might leave to black.
    files = [
        GeneratedFile(path=f"m{n}.py", text=_rough(path), role=FileRole.CLIENT)
        for n, path in enumerate(paths)
    ]
    ruff = format_files(files, "ruff")
    assert [f.text for f in ruff] == [f.text for f in format_files(files, "black")]
    assert [f.text for f in ruff[:12]] == [black.format_str(f.text, mode=MODE) for f in files[:12]]


def _rough(path: Path) -> str:
    text = path.read_text("utf-8")
    return "\n".join(
        line if '"' in line or line.startswith(" " * 12) else line.replace(", ", ",  ")
        for line in text.split("\n")
    ).replace("\n\n\n", "\n")


def test_what_is_known_is_not_formatted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf: dict[str, str] = {}
    text = UNFORMATTED["members"]
    file = GeneratedFile(path="made.py", text=text, role=FileRole.CLIENT)
    first = format_files([file], "black", lambda _: shelf)
    calls: list[str] = []
    real = black.format_str
    monkeypatch.setattr(
        black, "format_str", lambda source, mode: calls.append(source) or real(source, mode=mode)
    )
    assert format_files([file], "black", lambda _: shelf) == first
    assert not calls
    changed = GeneratedFile(
        path="made.py", text=text.replace("return 7", "return 8"), role=file.role
    )
    format_files([changed], "black", lambda _: shelf)
    assert len(calls) == 1


@given(
    words=st.lists(st.text("abcdefghij", min_size=1, max_size=40), min_size=1, max_size=30),
    width=st.integers(24, 92),
    hang=st.sampled_from(["", "  ", "    "]),
    space=st.sampled_from([" ", " ", "  "]),
)
def test_prose_is_filled_as_textwrap_fills_it(
    words: list[str], width: int, hang: str, space: str
) -> None:
    text = space.join(words)
    assert _filled(text, width, hang) == textwrap.wrap(
        text, width, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False
    )


def test_ruff_is_asked_for_before_the_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seed = ROOT / "specs" / "pinecone" / "2025-04" / "create_backup.md"
    told: list[str] = []
    monkeypatch.setattr("generator.emit.ruff.which", lambda _: None)
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    config = replace(config_for(seed, package="backups"), formatter="ruff")
    with pytest.raises(SpecError, match="E501 the formatter ruff is not installed"):
        generate(config, tell=told.append)
    assert not told


def test_black_is_not_imported_for_what_it_would_leave_alone() -> None:
    code = (
        "import sys\n"
        "from generator.emit.formatting import format_files\n"
        "from generator.ir.files import FileRole, GeneratedFile\n"
        "def made(text):\n"
        "    file = GeneratedFile(path='a.py', text=text, role=FileRole.CLIENT)\n"
        "    return format_files([file], 'black')[0].text\n"
        "assert made('x = f(a, b)\\n') == 'x = f(a, b)\\n'\n"
        "assert 'black' not in sys.modules\n"
        "assert made('x = f(a,b)\\n') == 'x = f(a, b)\\n'\n"
        "assert 'black' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)

"""The templates' byte code that is kept: used, and whatever is wrong with it a miss."""

import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from generator.render.compiled import CompiledTemplates


def printed(folder: Path, monkeypatch: pytest.MonkeyPatch, **options: bool) -> tuple[str, int]:
    """What the template prints in a new environment, and how often it was compiled for that."""
    environment = Environment(
        loader=FileSystemLoader(folder), bytecode_cache=CompiledTemplates(folder), **options
    )
    compiled: list[str] = []
    compile_once = environment.compile

    def counted(source: str, *given: str) -> object:
        compiled.append(source)
        return compile_once(source, *given)

    monkeypatch.setattr(environment, "compile", counted)
    text = environment.get_template("a.jinja").render(x="x")
    return text, len(compiled)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "a.jinja").write_text("{{ x }}\n")
    return tmp_path


def test_a_template_is_compiled_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert printed(folder, monkeypatch) == ("x", 1)
    assert printed(folder, monkeypatch) == ("x", 0)


def test_another_source_or_option_is_a_miss(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed(folder, monkeypatch)
    assert printed(folder, monkeypatch, keep_trailing_newline=True) == ("x\n", 1)
    (folder / "a.jinja").write_text("{{ x }}{{ x }}")
    assert printed(folder, monkeypatch) == ("xx", 1)


@pytest.mark.parametrize("damage", [b"", b"\n", b"no head", None])
def test_what_is_damaged_is_a_miss(
    folder: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes | None
) -> None:
    printed(folder, monkeypatch)
    (kept,) = (folder / "__pycache__").iterdir()
    kept.write_bytes(kept.read_bytes()[:-9] if damage is None else damage)
    assert printed(folder, monkeypatch) == ("x", 1)
    assert printed(folder, monkeypatch) == ("x", 0)


def test_a_folder_that_refuses_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "__pycache__").write_text("a file")
    assert printed(folder, monkeypatch) == ("x", 1)
    assert printed(folder, monkeypatch) == ("x", 1)


def test_python_that_keeps_no_byte_code_keeps_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    printed(folder, monkeypatch)
    assert not (folder / "__pycache__").exists()

"""The one format of generated code: black at 100 columns, or ruff where the config says so."""

import ast
import gc
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from shutil import which

import black
from black.mode import TargetVersion
from black.parsing import InvalidInput

from generator.config import Formatter
from generator.diagnostics import Diagnostic, InternalError, Place, SpecError
from generator.ir.files import FileRole, GeneratedFile

_MODE = black.Mode(target_versions={TargetVersion.PY311}, line_length=100)
_CHUNK = 600  # lines; black's cost grows faster than the text it is given at once


def format_files(files: Iterable[GeneratedFile], formatter: Formatter) -> tuple[GeneratedFile, ...]:
    """The files with their Python formatted; the runtime, a byte copy, as it is.

    Raises:
        SpecError: `E501` ruff is asked for and not installed.
    """
    return tuple(
        (
            replace(f, text=format_source(f.text, f.path, formatter))
            if f.path.endswith(".py") and f.role is not FileRole.RUNTIME
            else f
        )
        for f in files
    )


def format_source(text: str, path: str, formatter: Formatter) -> str:
    """One module's text, formatted."""
    if formatter == "ruff":
        return _ruff(text)
    frozen = gc.isenabled()
    gc.disable()  # black's trees are large and live: collecting them over and over is most of its cost
    try:
        return _black(text, path)
    finally:
        if frozen:
            gc.enable()


def _black(text: str, path: str) -> str:
    try:
        if text.count("\n") < 2 * _CHUNK:
            return black.format_str(text, mode=_MODE)
        made = [black.format_str(chunk, mode=_MODE).strip("\n") for chunk in _chunks(text)]
    except (InvalidInput, ValueError) as error:
        raise InternalError(f"{path} is no Python: {error}") from error
    # Chunks end between a class or function and what follows: two blank lines, as black has them.
    return "\n\n\n".join(made) + "\n"


def _chunks(text: str) -> Iterable[str]:
    """The module in pieces that end before a class or a decorated or plain function."""
    lines = text.split("\n")
    starts = [
        min([node.lineno, *(d.lineno for d in node.decorator_list)]) - 1
        for node in ast.parse(text).body
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
    ]
    begin = 0
    for start in starts:
        if start - begin >= _CHUNK:
            yield "\n".join(lines[begin:start])
            begin = start
    yield "\n".join(lines[begin:])


def _ruff(text: str) -> str:
    beside = Path(sys.executable).with_name("ruff")
    command = str(beside) if beside.exists() else which("ruff")
    if command is None:
        raise SpecError(
            Diagnostic(
                code="E501",
                message="the formatter ruff is not installed",
                place=Place(file="oasmith.toml"),
                hint="pip install 'oasmith[ruff]', or choose black.",
            )
        )
    done = subprocess.run(
        [command, "format", "--isolated", "--line-length", "100", "--target-version", "py311", "-"],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise InternalError(f"ruff: {done.stderr[-300:]}")
    return done.stdout

"""The runtime of a package: byte copies of the modules that its own code needs, and of what they
need."""

import ast
from collections.abc import Iterable
from pathlib import Path

from generator.ir.files import FileRole, GeneratedFile

_RUNTIME = Path(__file__).resolve().parent.parent / "runtime"


def runtime_files(files: Iterable[GeneratedFile]) -> tuple[GeneratedFile, ...]:
    """The closure of the `_runtime` imports of a package's modules."""
    pending = {name for file in files if file.path.endswith(".py") for name in _imported(file.text)}
    needed: set[str] = {"__init__"}
    texts: dict[str, str] = {"__init__": _text("__init__")}
    while pending:
        name = pending.pop()
        if name in needed:
            continue
        needed.add(name)
        texts[name] = _text(name)
        pending |= _siblings(texts[name]) - needed
    return tuple(
        GeneratedFile(path=f"_runtime/{name}.py", text=texts[name], role=FileRole.RUNTIME)
        for name in sorted(needed)
    )


def _text(name: str) -> str:
    return (_RUNTIME / f"{name}.py").read_text("utf-8")


def _imported(source: str) -> set[str]:
    """Modules of the runtime that a generated module imports."""
    return {
        node.module.rpartition("_runtime.")[2]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
        and node.module
        and "_runtime." in f"{node.module}."
        and node.module.rpartition("_runtime.")[1]
    }


def _siblings(source: str) -> set[str]:
    """Modules of the runtime that one of them imports."""
    return {
        node.module
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and node.level == 1 and node.module
    }

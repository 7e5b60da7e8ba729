"""The runtime of a package: byte copies of the modules that its own code needs, and of what they
need."""

import re
from collections.abc import Iterable
from pathlib import Path

from generator.ir.files import FileRole, GeneratedFile
from generator.python.strings import STRING_OR_HASH

_IMPORT = re.compile(r"from \.+_runtime\.(\w+) import")
_SIBLING = re.compile(r"^[ ]*from \.(\w+) import", re.MULTILINE)
_RUNTIME = Path(__file__).resolve().parent.parent / "runtime"


def runtime_files(files: Iterable[GeneratedFile]) -> tuple[GeneratedFile, ...]:
    """The closure of the `_runtime` imports of a package's modules."""
    pending = _imported_by(f.text for f in files if f.path.endswith(".py"))
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


def _imported_by(sources: Iterable[str]) -> set[str]:
    """Modules of the runtime that generated modules import.

    A line that looks like an import may stand in a docstring. So each module is looked for in a
    source with such a line less its strings, the shortest first: few sources, not all of them.
    """
    found: set[str] = set()
    for source in sorted(sources, key=len):
        if not set(_IMPORT.findall(source)) <= found:
            found.update(_IMPORT.findall(STRING_OR_HASH.sub("", source)))
    return found


def _siblings(source: str) -> set[str]:
    """Modules of the runtime that one of them imports. These texts are ours: no string in them looks
    like an import (a test holds it)."""
    return set(_SIBLING.findall(source))

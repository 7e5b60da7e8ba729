"""The digest of everything but the inputs that decides the output: our own source, and what is
installed beside it."""

import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def toolchain() -> str:
    """SHA-256 of the generator's modules and templates, of Python's version, and of the names and
    versions of all distributions that can be imported."""
    found = hashlib.sha256(sys.version.encode())
    for folder in (_PACKAGE, _PACKAGE.parent / "templates"):
        for path in _sources(folder):
            found.update(f"\n{path.relative_to(folder).as_posix()}\n".encode())
            found.update(path.read_bytes())
    for name in sorted(_distributions()):
        found.update(f"\n{name}".encode())
    return found.hexdigest()


def _sources(folder: Path) -> Iterable[Path]:
    for base, names, files in os.walk(folder):
        names[:] = sorted(n for n in names if n != "__pycache__")
        for name in sorted(files):
            if name.endswith((".py", ".jinja", ".jinja2")):
                yield Path(base, name)


def _distributions() -> Iterable[str]:
    for folder in sys.path:
        try:
            yield from (n for n in os.listdir(folder or ".") if n.endswith((".dist-info", ".egg")))
        except OSError:
            continue

"""The digest of everything but the inputs that decides the output: our own source, and what is
installed beside it."""

import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from shutil import which

_PACKAGE = Path(__file__).resolve().parent.parent


def toolchain() -> str:
    """SHA-256 of the generator's modules and templates, of Python's version, of the names and
    versions of all distributions that can be imported, and of the ruff on the path."""
    found = hashlib.sha256(sys.version.encode())
    for folder in (_PACKAGE, _PACKAGE.parent / "templates"):
        for path in _sources(folder):
            found.update(f"\n{path.relative_to(folder).as_posix()}\n".encode())
            found.update(path.read_bytes())
    for name in sorted(_distributions()):
        found.update(f"\n{name}".encode())
    found.update(f"\n{_ruff()}".encode())
    return found.hexdigest()


def _sources(folder: Path) -> Iterable[Path]:
    for base, names, files in os.walk(folder):
        names[:] = sorted(n for n in names if n != "__pycache__")
        for name in sorted(files):
            if name.endswith((".py", ".jinja", ".jinja2")):
                yield Path(base, name)


def _ruff() -> str:
    """The ruff on the path, which is no distribution of ours: which file, and when it was changed."""
    place = which("ruff")
    try:
        known = os.stat(place) if place else None
    except OSError:
        return ""
    return f"{place} {known.st_size} {known.st_mtime_ns}" if known else ""


def _distributions() -> Iterable[str]:
    for folder in sys.path:
        try:
            yield from (
                n
                for n in os.listdir(folder or ".")
                if n.endswith((".dist-info", ".egg-info", ".egg"))
            )
        except OSError:
            continue

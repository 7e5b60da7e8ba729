"""`check`: what the disk has, against what would be generated, with the cause of each difference."""

import difflib
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from generator.emit.digest import text_digest
from generator.emit.lock import LOCK_NAME
from generator.ir.files import FileSet
from generator.ir.lock import Lock


class Cause(IntEnum):
    """Why a package is not what it should be; the value is the exit code."""

    EDITED = 10
    MISSING = 11
    EXTRA = 12
    SPEC_MOVED = 13
    CONFIG_MOVED = 14
    GENERATOR_MOVED = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One file, or the package as a whole (`path` empty)."""

    cause: Cause
    path: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What `check` found.

    Attributes:
        diff: Unified, from the disk to what would be generated.
        notes: What is worth saying of a clean package.
    """

    package: str
    differences: tuple[Difference, ...]
    diff: str
    notes: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0, or the lowest cause's."""
        return min((int(d.cause) for d in self.differences), default=0)


def check_package(made: FileSet, made_lock: Lock, folder: Path, lock: Lock | None) -> CheckReport:
    """Compare a package on the disk with what its sources make. Never writes."""
    texts = {f.path: f.text for f in made.files}
    there = {
        p.relative_to(folder).as_posix(): p
        for p in (folder.rglob("*") if folder.is_dir() else ())
        if p.is_file() and "__pycache__" not in p.parts
    }
    found: list[Difference] = []
    for path in sorted(texts.keys() | there.keys()):
        if path == LOCK_NAME and path in there:
            continue
        known = lock.files.get(path) if lock else None
        if path not in there:
            if path in (lock.files if lock else texts):
                found.append(Difference(cause=Cause.MISSING, path=path, message="missing"))
            continue
        if known is None and path not in texts:
            found.append(Difference(cause=Cause.EXTRA, path=path, message="not of the package"))
            continue
        digest = text_digest(there[path].read_text("utf-8", "surrogateescape"))
        wanted = known.sha256 if known else text_digest(texts[path])
        if digest != wanted:
            found.append(Difference(cause=Cause.EDITED, path=path, message="edited by hand"))
    same = lock is not None and {p: f.sha256 for p, f in lock.files.items()} == {
        p: f.sha256 for p, f in made_lock.files.items()
    }
    notes: list[str] = []
    if lock is not None and not same:
        found += _moved(lock, made_lock)
    elif lock is not None and lock.generator != made_lock.generator:
        notes.append(f"made by oasmith {lock.generator}; {made_lock.generator} makes the same")
    if lock is not None and same and lock.sources != made_lock.sources:
        notes.append("the sources have changed in ways that do not show in the package")
    diff = "".join(
        line
        for path in sorted(texts)
        if path != LOCK_NAME
        for line in difflib.unified_diff(
            _lines(there.get(path)),
            texts[path].splitlines(keepends=True),
            f"{path} (on disk)",
            f"{path} (generated)",
        )
    )
    return CheckReport(
        package=made.package, differences=tuple(found), diff=diff, notes=tuple(notes)
    )


def _moved(lock: Lock, made: Lock) -> list[Difference]:
    """Why the package would be another one now."""
    found: list[Difference] = []
    if lock.api != made.api:
        found.append(
            Difference(cause=Cause.SPEC_MOVED, path="", message="the specification has changed")
        )
    if lock.config != made.config:
        found.append(
            Difference(
                cause=Cause.CONFIG_MOVED,
                path="",
                message="the configuration or an overlay has changed",
            )
        )
    if (lock.generator, lock.tools) != (made.generator, made.tools) or not found:
        found.append(
            Difference(
                cause=Cause.GENERATOR_MOVED,
                path="",
                message=f"oasmith has changed since {lock.generator}",
            )
        )
    return found


def _lines(path: Path | None) -> list[str]:
    return path.read_text("utf-8", "surrogateescape").splitlines(keepends=True) if path else []

"""`check`: what the disk has, against what would be generated, with the cause of each difference.

Never writes. The lock says what was written last, so that an edit of a file and a move of what it
is made of are told apart.
"""

import difflib
from collections.abc import Mapping
from enum import IntEnum
from pathlib import Path

from msgspec import Struct

from generator.disk import LOCK_NAME, bytes_digest, files_of, said_of_disk
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


class Difference(Struct, frozen=True, kw_only=True):
    """One file, or the package as a whole (`path` empty)."""

    cause: Cause
    path: str
    message: str


class CheckReport(Struct, frozen=True, kw_only=True):
    """What `check` found.

    Attributes:
        folder: Where the package is.
        diff: Unified, from the disk to what would be generated.
        notes: What is worth saying of a clean package.
    """

    package: str
    folder: str
    differences: tuple[Difference, ...]
    diff: str
    notes: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0, or the lowest cause's."""
        return min((int(d.cause) for d in self.differences), default=0)


def check_package(made: FileSet, made_lock: Lock, folder: Path, lock: Lock | None) -> CheckReport:
    """Compare a package on the disk with what its sources make.

    Raises:
        SpecError: `E520` the disk can't be read.
    """
    with said_of_disk(folder, verb="read"):
        there = {path: _content(found) for path, found in files_of(folder)}
    texts = {f.path: f.text for f in made.files if f.path != LOCK_NAME}
    same = lock is not None and _digests(lock) == _digests(made_lock)
    found = _of_files(there, made_lock, lock)
    if lock is not None and not same:
        found += _moved(lock, made_lock)
    return CheckReport(
        package=made.package,
        folder=folder.as_posix(),
        differences=tuple(found),
        diff=_diff(there, texts, lock),
        notes=tuple(_notes(lock, made_lock)) if lock is not None and same else (),
    )


def _content(path: Path) -> bytes | None:
    """A file's bytes; `None`: a link, which is never what we wrote."""
    return None if path.is_symlink() else path.read_bytes()


def _digests(lock: Lock) -> dict[str, str]:
    return {path: f.sha256 for path, f in lock.files.items()}


def _of_files(there: Mapping[str, bytes | None], made: Lock, lock: Lock | None) -> list[Difference]:
    """Each file of the disk against what was written last; without a lock, against what would be
    written now."""
    known = _digests(lock or made)
    found: list[Difference] = []
    for path in sorted({*there, *known, LOCK_NAME}):
        if path not in there:
            found.append(Difference(cause=Cause.MISSING, path=path, message="missing"))
        elif path == LOCK_NAME:
            continue
        elif path not in known:
            found.append(Difference(cause=Cause.EXTRA, path=path, message="not of the package"))
        elif (data := there[path]) is None:
            found.append(Difference(cause=Cause.EDITED, path=path, message="replaced by a link"))
        elif bytes_digest(data) != known[path]:
            found.append(Difference(cause=Cause.EDITED, path=path, message="edited by hand"))
    return found


def _notes(lock: Lock, made: Lock) -> list[str]:
    """What has moved without changing a byte of the package."""
    notes: list[str] = []
    if lock.generator != made.generator:
        notes.append(f"made by oasmith {lock.generator}; {made.generator} makes the same")
    elif lock.tools != made.tools or lock.schema != made.schema:
        notes.append("made with other versions of the tools; these make the same")
    if (lock.sources, lock.overlays if lock.schema > 1 else made.overlays) != (
        made.sources,
        made.overlays,
    ):
        notes.append("the sources have changed in ways that do not show in the package")
    return notes


def _moved(lock: Lock, made: Lock) -> list[Difference]:
    """Why the package would be another one now.

    The bytes of the sources say whether the specification moved: the lowered API moves with the
    generator, too.
    """
    found: list[Difference] = []
    if lock.sources != made.sources and lock.api != made.api:
        found.append(
            Difference(cause=Cause.SPEC_MOVED, path="", message="the specification has changed")
        )
    if lock.config != made.config or (lock.schema > 1 and lock.overlays != made.overlays):
        found.append(
            Difference(
                cause=Cause.CONFIG_MOVED,
                path="",
                message="the configuration or an overlay has changed",
            )
        )
    moved = (lock.generator, lock.tools) != (made.generator, made.tools)
    if not found and not moved and lock.sources != made.sources:
        found.append(
            Difference(
                cause=Cause.SPEC_MOVED, path="", message="the specification's files have changed"
            )
        )
    if moved or not found:
        found.append(
            Difference(
                cause=Cause.GENERATOR_MOVED,
                path="",
                message=f"oasmith has changed since {lock.generator}",
            )
        )
    return found


def _diff(there: Mapping[str, bytes | None], texts: Mapping[str, str], lock: Lock | None) -> str:
    """Unified, of every file that is ours or would be."""
    ours = {*texts, *(lock.files if lock else ())}
    return "".join(
        line
        for path in sorted(ours)
        for line in difflib.unified_diff(
            _lines(there.get(path)),
            texts.get(path, "").splitlines(keepends=True),
            f"{path} (on disk)",
            f"{path} (generated)",
        )
    )


def _lines(data: bytes | None) -> list[str]:
    text = (data or b"").replace(b"\r\n", b"\n").decode("utf-8", "surrogateescape")
    return text.splitlines(keepends=True)

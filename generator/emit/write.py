"""A `FileSet` onto the disk: the whole package, or nothing (rule R5).

The new tree is built beside the old one, files that are not ours are carried over, and the two
change places by renames. A run that is killed leaves the old tree or the new one, and at worst a
folder
that the next run removes.
"""

import errno
import fcntl
import os
import secrets
import shutil
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Place, SpecError
from generator.emit.digest import text_digest
from generator.emit.lock import LOCK_NAME, read_lock
from generator.ir.files import FileSet
from generator.ir.lock import Lock

_BUILDING = ".oasmith-new-"
_OLD = ".oasmith-old-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What writing changed: paths in the package."""

    added: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        return not (self.added or self.modified or self.removed)


def read_package_lock(folder: Path) -> Lock | None:
    """The lock of a package on the disk, if it has one.

    Raises:
        SpecError: `E510`.
    """
    path = folder / LOCK_NAME
    try:
        text = path.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _failure(path, error) from None
    return read_lock(text, str(path))


def write(files: FileSet, root: Path, *, force: bool = False) -> Written:
    """Put a package into `root`.

    Args:
        force: Replace files of ours that were edited by hand.

    Raises:
        SpecError: `E520` the disk refuses; `E521` a link stands in the way; `E522` files were
        edited.
    """
    target = root / files.package
    try:
        _refuse_links(root, target)
        root.mkdir(parents=True, exist_ok=True)
        with _alone(root):
            _repair(root, files.package)
            return _write(files, root, target, force=force)
    except OSError as error:
        raise _failure(target, error) from None


def _write(files: FileSet, root: Path, target: Path, *, force: bool) -> Written:
    lock = read_package_lock(target) if target.is_dir() else None
    new = {f.path: f.text.encode("utf-8", "surrogatepass") for f in files.files}
    ours = set(lock.files) | {LOCK_NAME} if lock else set[str]()
    there = dict(_files_of(target)) if target.is_dir() else {}
    if not force:
        _refuse_edits(target, there, new, lock)
    stale = [
        p for p in ours if p in there and p not in new and (force or _unedited(there[p], p, lock))
    ]
    changed = [p for p, data in new.items() if p in there and there[p].read_bytes() != data]
    added = [p for p in new if p not in there]
    result = Written(
        added=tuple(sorted(added)), modified=tuple(sorted(changed)), removed=tuple(sorted(stale))
    )
    if result.nothing:
        return result
    kept = {p: path for p, path in there.items() if p not in new and p not in stale}
    folded = {p.casefold() for p in new}
    if clash := next((p for p in kept if p.casefold() in folded), None):
        raise SpecError(
            _problem(
                "E523",
                target / clash,
                "a file of yours has the name of one of ours, but for case",
                "Rename it.",
            )
        )
    building = root / f"{_BUILDING}{files.package}-{secrets.token_hex(4)}"
    try:
        building.mkdir()
        for path, data in new.items():
            _write_file(building / path, data)
        for path, source in kept.items():
            (building / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, building / path, follow_symlinks=False)
        _swap(building, target, root)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return result


def _write_file(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(path, flags, 0o644), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _swap(building: Path, target: Path, root: Path) -> None:
    old = root / f"{_OLD}{target.name}"
    if target.exists():
        os.rename(target, old)
    os.rename(building, target)
    folder = os.open(root, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    shutil.rmtree(old, ignore_errors=True)


def _repair(root: Path, package: str) -> None:
    """Undo what a killed run has left: bring the old tree back, or remove it."""
    old = root / f"{_OLD}{package}"
    if old.is_dir() and not old.is_symlink():
        if (root / package).exists():
            shutil.rmtree(old)
        else:
            os.rename(old, root / package)
    for leftover in root.glob(f"{_BUILDING}{package}-*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _refuse_links(root: Path, target: Path) -> None:
    for path in (target, *(target.rglob("*") if target.is_dir() else ())):
        if path.is_symlink():
            raise SpecError(
                _problem(
                    "E521", path, "a symbolic link stands where a file of ours goes", "Remove it."
                )
            )
    if root.is_symlink() or (root.exists() and not root.is_dir()):
        raise SpecError(_problem("E521", root, "the output is a link or no folder"))
    if target.exists() and not target.is_dir():
        raise SpecError(
            _problem(
                "E521",
                target,
                "a file stands where the package goes",
                "Remove it, or choose another name.",
            )
        )


def _refuse_edits(
    target: Path, there: dict[str, Path], new: dict[str, bytes], lock: Lock | None
) -> None:
    edited = [
        p
        for p, path in there.items()
        if lock
        and p in lock.files
        and not _unedited(path, p, lock)
        and path.read_bytes() != new.get(p)
    ]
    strange = [
        p for p, path in there.items() if lock is None and p in new and path.read_bytes() != new[p]
    ]
    problems = [
        _problem(
            "E522",
            target / p,
            "the file was edited by hand and would be overwritten",
            "Keep your copy elsewhere, or run with --force.",
        )
        for p in sorted(edited)
    ] + [
        _problem(
            "E522",
            target / p,
            "a file that oasmith did not write would be overwritten",
            "Choose another folder, or run with --force.",
        )
        for p in sorted(strange)
    ]
    if problems:
        raise SpecError(problems)


def _unedited(path: Path, name: str, lock: Lock | None) -> bool:
    if name == LOCK_NAME:
        return True
    known = lock.files.get(name) if lock else None
    return (
        known is not None
        and text_digest(path.read_text("utf-8", "surrogateescape")) == known.sha256
    )


def _files_of(folder: Path) -> Iterator[tuple[str, Path]]:
    for base, names, files in os.walk(folder):
        names[:] = [n for n in names if n not in ("__pycache__", ".git")]
        for name in files:
            path = Path(base, name)
            yield path.relative_to(folder).as_posix(), path


@contextmanager
def _alone(root: Path) -> Generator[None, None, None]:
    """One writer at a time in a folder; a second one waits."""
    handle = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _failure(path: Path, error: OSError) -> SpecError:
    reason = {
        errno.ENOSPC: "the disk is full",
        errno.EROFS: "the disk is read-only",
        errno.EACCES: "permission denied",
    }
    said = reason.get(error.errno or 0) or error.strerror or str(error)
    return SpecError(_problem("E520", path, f"can't be written: {said}", "Nothing was changed."))


def _problem(code: str, path: Path, message: str, hint: str | None = None) -> Diagnostic:
    return Diagnostic(
        code=code, message=message, place=Place(file=str(path), line=1, column=1), hint=hint
    )

"""A folder of files that is replaced whole, or not at all (rule R5).

The new tree is built beside the old one; what is not ours comes along as hard links, so that
nothing of a user is rewritten; then the two change places, in one step where the system has it
(`renameat2` on Linux, `renamex_np` on macOS), else in two renames. A run that is killed leaves the
old tree or the new one, and at worst a folder beside it that the next run removes.
"""

import ctypes
import fcntl
import os
import secrets
import shutil
import sys
from collections.abc import Collection, Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from generator.diagnostics import SpecError
from generator.disk.digest import bytes_digest
from generator.disk.failures import problem

_BUILDING = ".oasmith-new-"
_OLD = ".oasmith-old-"
_CACHES = ("__pycache__",)
_AT_FDCWD = -100
_EXCHANGE = 2


def files_of(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file below a folder but byte code: its POSIX path there, and where it is."""
    for base, names, files in os.walk(folder):
        names[:] = sorted(n for n in names if n not in _CACHES)
        for name in sorted(files):
            path = Path(base, name)
            yield path.relative_to(folder).as_posix(), path


@contextmanager
def alone(root: Path) -> Generator[None, None, None]:
    """One writer at a time in a folder; a second one waits."""
    handle = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def refuse_links(root: Path, target: Path) -> None:
    """Hold that a package's folder and all in it are what they seem.

    Raises:
        SpecError: `E521` a link or a file stands in the way.
    """
    for path in (target, *(target.rglob("*") if target.is_dir() else ())):
        if path.is_symlink():
            raise SpecError(
                problem(
                    "E521", path, "a symbolic link stands where a file of ours goes", "Remove it."
                )
            )
    if root.is_symlink() or (root.exists() and not root.is_dir()):
        raise SpecError(problem("E521", root, "the output is a link or no folder"))
    if target.exists() and not target.is_dir():
        raise SpecError(
            problem(
                "E521",
                target,
                "a file stands where the package goes",
                "Remove it, or choose another name.",
            )
        )


def repair(root: Path, package: str) -> None:
    """Undo what a killed run has left: bring the old tree back, or remove it."""
    old = root / f"{_OLD}{package}"
    if old.is_dir() and not old.is_symlink():
        if (root / package).exists():
            shutil.rmtree(old)
        else:
            os.rename(old, root / package)
    for leftover in root.glob(f"{_BUILDING}{package}-*"):
        shutil.rmtree(leftover)


def replace_tree(
    root: Path, package: str, new: Mapping[str, bytes], removed: Collection[str]
) -> None:
    """Make `root/package` hold `new`, without `removed`, and all else that it held.

    A file whose text is the same (CRLF read as LF) stays the file that it was. Call it within
    `alone`, after `repair`.

    Raises:
        SpecError: `E523` a file of the user differs from one of ours in case alone.
        OSError: The disk refuses; the old tree stands.
    """
    target = root / package
    there = dict(files_of(target)) if target.is_dir() else {}
    same = {p for p in new if p in there and _is_same(there[p], new[p])}
    kept = {p: path for p, path in there.items() if p in same or p not in {*new, *removed}}
    folded = {p.casefold() for p in new}
    if clash := next((p for p in kept if p not in new and p.casefold() in folded), None):
        raise SpecError(
            problem(
                "E523",
                target / clash,
                "a file of yours has the name of one of ours, but for case",
                "Rename it.",
            )
        )
    building = root / f"{_BUILDING}{package}-{secrets.token_hex(4)}"
    try:
        building.mkdir()
        for path, data in new.items():
            if path not in same:
                _write_file(building / path, data)
        for path, source in kept.items():
            (building / path).parent.mkdir(parents=True, exist_ok=True)
            _link(source, building / path)
        for empty in _empty_folders(target):
            (building / empty).mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            shutil.copymode(target, building)
        _swap(building, target, root)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _is_same(path: Path, data: bytes) -> bool:
    return bytes_digest(path.read_bytes()) == bytes_digest(data)


def _write_file(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(path, flags, 0o644), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _link(source: Path, path: Path) -> None:
    try:
        os.link(source, path, follow_symlinks=False)
    except OSError:
        # A file system without hard links, or one that limits them.
        shutil.copy2(source, path, follow_symlinks=False)


def _empty_folders(target: Path) -> Iterator[Path]:
    """Folders that hold nothing: they are the user's, for we make none."""
    for base, names, files in os.walk(target):
        if not names and not files:
            yield Path(base).relative_to(target)


def _swap(building: Path, target: Path, root: Path) -> None:
    old = root / f"{_OLD}{target.name}"
    if not target.exists():
        os.rename(building, target)
    elif not _exchange(building, target):
        os.rename(target, old)
        os.rename(building, target)
    _sync(root)
    shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; whether the system can."""
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin":
        return hasattr(library, "renamex_np") and library.renamex_np(first, second, _EXCHANGE) == 0
    if not hasattr(library, "renameat2"):
        return False
    done: int = library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _EXCHANGE)
    return done == 0


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

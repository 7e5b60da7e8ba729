"""A `FileSet` onto the disk: the whole package, or nothing (rule R5).

What would be lost stops it: files of ours that were edited by hand, and files of others under our
names. Files of others under their own names stay.
"""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from generator.diagnostics import SpecError
from generator.disk import (
    LOCK_NAME,
    alone,
    bytes_digest,
    files_of,
    problem,
    read_package_lock,
    refuse_links,
    repair,
    replace_tree,
    said_of_disk,
)
from generator.ir.files import FileSet
from generator.ir.lock import Lock


class Written(Struct, frozen=True, kw_only=True):
    """What writing changed: paths in the package."""

    added: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        return not (self.added or self.modified or self.removed)


def write(files: FileSet, root: Path, *, force: bool = False) -> Written:
    """Put a package into `root`.

    Args:
        force: Replace files of ours that were edited by hand.

    Raises:
        SpecError: `E520` the disk refuses; `E521` a link stands in the way; `E522` files were
        edited; `E523` a file of the user's differs from one of ours in case alone.
    """
    target = root / files.package
    with said_of_disk(target):
        refuse_links(root, target)
        root.mkdir(parents=True, exist_ok=True)
        with alone(root):
            repair(root, files.package)
            return _write(files, root, force=force)


def _write(files: FileSet, root: Path, *, force: bool) -> Written:
    target = root / files.package
    lock = read_package_lock(target)
    new = {f.path: f.text.encode("utf-8", "surrogatepass") for f in files.files}
    wanted = {p: bytes_digest(data) for p, data in new.items()}
    there = {p: bytes_digest(path.read_bytes()) for p, path in files_of(target)}
    if not force:
        _refuse_edits(target, there, wanted, lock)
    ours = {*lock.files, LOCK_NAME} if lock else set[str]()
    result = Written(
        added=tuple(sorted(p for p in new if p not in there)),
        modified=tuple(sorted(p for p in new if p in there and there[p] != wanted[p])),
        removed=tuple(sorted(p for p in ours if p in there and p not in new)),
    )
    if not result.nothing:
        replace_tree(root, files.package, new, result.removed)
    return result


def _refuse_edits(
    target: Path, there: Mapping[str, str], wanted: Mapping[str, str], lock: Lock | None
) -> None:
    """Stop before something is lost that can't be made again."""
    known = {p: f.sha256 for p, f in lock.files.items()} if lock else {}
    edited = [
        problem(
            "E522",
            target / p,
            "the file was edited by hand and would be overwritten",
            "Keep your copy elsewhere, or run with --force.",
        )
        for p, digest in sorted(there.items())
        if p in known and digest not in (known[p], wanted.get(p))
    ]
    strange = [
        problem(
            "E522",
            target / p,
            "a file that oasmith did not write would be overwritten",
            "Choose another folder, or run with --force.",
        )
        for p, digest in sorted(there.items())
        if p in wanted and p not in known and p != LOCK_NAME and digest != wanted[p]
    ]
    if edited or strange:
        raise SpecError([*edited, *strange])

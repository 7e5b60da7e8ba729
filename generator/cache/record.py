"""The record of a run: what it read and what it wrote, so that the next can see that nothing has
changed."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict


class Record(Struct, frozen=True, kw_only=True):
    """Attributes:
    config: Digest of the whole configuration of the API.
    lock: Digest of the lock that the run's names came from; empty where there was none.
    sources: Every file that was read, relative to the configuration's folder → digest.
    folders: Folder of pages → digest of the names in it.
    package: The package's name.
    files: Path in the package → digest, its lock among them.
    """

    config: str
    lock: str
    sources: Mapping[str, str]
    folders: Mapping[str, str]
    package: str
    files: Mapping[str, str]

    def as_tree(self) -> dict[str, Any]:
        """The record as JSON has it."""
        return asdict(self)


def record_of(tree: Mapping[str, Any]) -> Record | None:
    """A record of a sealed file; `None` where it holds none."""
    try:
        return Record(**tree)
    except TypeError:
        return None


def sources_are(record: Record, base: Path) -> bool:
    """Whether all that was read is still what it was."""
    return all(
        file_digest(base / name) == wanted for name, wanted in record.sources.items()
    ) and all(folder_digest(base / name) == wanted for name, wanted in record.folders.items())


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes; empty where it can't be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def folder_digest(folder: Path) -> str:
    """SHA-256 of the names of all files below a folder."""
    return hashlib.sha256("\0".join(sorted(_names(folder))).encode("utf-8", "replace")).hexdigest()


def _names(folder: Path) -> Iterable[str]:
    return (p.relative_to(folder).as_posix() for p in folder.rglob("*"))

"""One run of one API: whether there is anything to do, what earlier runs have made of it, and what
this one leaves for the next."""

import os
from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import Path

from msgspec import Struct, field

from generator.cache.folder import Cache, open_cache
from generator.cache.record import Record, file_digest, folder_digest, sources_are
from generator.cache.shelf import digest
from generator.config import ApiConfig
from generator.disk import LOCK_NAME, bytes_digest, files_of, text_digest
from generator.ir.files import FileSet

_LEFT = (".oasmith-new-", ".oasmith-old-")


class Run(Struct, frozen=True):
    """Attributes:
    output: Folder that the package's folder goes into.
    cache: `None`: nothing is known, and nothing kept.
    folders: Folders of pages → digest of the names in them, before any is read.
    """

    config: ApiConfig
    output: Path
    cache: Cache | None
    folders: Mapping[str, str] = field(default_factory=dict[str, str])

    def shelf(self, name: str) -> MutableMapping[str, str]:
        """Texts under digests of what they were made of."""
        return self.cache.shelf(name) if self.cache else {}

    def nothing_to_do(self, *, alone: bool) -> Record | None:
        """The record of the last run, where all that it read and wrote is as it was.

        Args:
            alone: Whether the package's folder must hold no other file.
        """
        record = self.cache.record() if self.cache else None
        if (
            record is not None
            and record.config == _config_digest(self.config)
            and record.lock == self._lock()
            and sources_are(record, Path(self.config.base))
            and _holds(self.output, record, alone=alone)
        ):
            return record
        return None

    def remember(self, files: FileSet, sources: Mapping[str, str], *, again: bool) -> None:
        """Leave for the next run what this one has made.

        Args:
            files: The package, as the disk has it now.
            sources: Every file that was read → its digest.
            again: Whether the next run, with the lock as it is now, would make the same.
        """
        if self.cache is None:
            return
        record = Record(
            config=_config_digest(self.config),
            lock=self._lock(),
            sources=dict(sources),
            folders=self.folders,
            package=files.package,
            files={f.path: text_digest(f.text) for f in files.files},
        )
        self.cache.save(record if again else None, [pieces_name(f.path) for f in files.files])

    def _lock(self) -> str:
        name = self.config.package or self.config.name
        return file_digest(self.output / name / LOCK_NAME) if name else ""


def open_run(config: ApiConfig, output: Path, *, cached: bool) -> Run:
    """Begin a run.

    Args:
        cached: Whether to use the cache that stands beside the configuration.
    """
    if not cached:
        return Run(config, output, None)
    api = digest(config.name, config.package, config.output, *config.sources)
    base = Path(config.base)
    folders = {s: folder_digest(base / s) for s in config.sources if (base / s).is_dir()}
    return Run(config, output, open_cache(base, api), folders)


def pieces_name(path: str) -> str:
    """The shelf of a module's formatted pieces."""
    return f"pieces-{digest(path)[:24]}"


def _config_digest(config: ApiConfig) -> str:
    return digest(repr(config))


def _holds(output: Path, record: Record, *, alone: bool) -> bool:
    """Whether the disk has the package, made of plain files, and no rest of a killed run."""
    folder = output / record.package
    try:
        if folder.is_symlink() or any(_is_left(name) for name in os.listdir(output)):
            return False
        there = dict(files_of(folder))
    except OSError:
        return False
    if (there.keys() - record.files.keys() and alone) or record.files.keys() - there.keys():
        return False
    return not _has_links(there.values(), folder) and all(
        bytes_digest(there[path].read_bytes()) == wanted for path, wanted in record.files.items()
    )


def _is_left(name: str) -> bool:
    return name.startswith(_LEFT)


def _has_links(paths: Iterable[Path], folder: Path) -> bool:
    found: set[Path] = set()
    for path in paths:
        found |= {path, *(folder / parent for parent in path.relative_to(folder).parents)}
    return any(path.is_symlink() for path in found)

"""APIs as git has them: of another revision, of before a run, of a source in memory."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from generator.config import ApiConfig
from generator.diagnostics import SpecError
from generator.pipeline.compose import Understood, understand

if TYPE_CHECKING:
    from generator.ir.document import Document
    from generator.ir.lock import Lock


def load_bytes(data: bytes, shown: str, name: str) -> Document:
    """Read a source that is in memory.

    Args:
        shown: What diagnostics call it.
        name: A file's name, whose suffix says what it is.
    """
    from generator.load import load_text

    return load_text(data, shown=shown, path=Path(name))


def understand_revision(
    config: ApiConfig, revision: str, path: str, lock: Lock | None = None
) -> Understood:
    """Read, lower and name an API as git has its source at a revision; the configuration and its
    overlays are today's.

    Args:
        path: From the root of the repository; from the configuration's folder where it begins
            with `.`.
        lock: Of the package at that revision.

    Raises:
        SpecError: `C108` git does not know it, or it can't be read.
    """
    from generator.load import load_document, write_revision

    with TemporaryDirectory() as folder:
        there = write_revision(revision, path, Path(folder), base=Path(config.base))
        shown = f"{revision}:{path.removeprefix('./')}"
        document = load_document(there, shown=shown, specs=config.select.specs)
        return understand(config, lock, document, current=False)


def at_revision(config: ApiConfig, revision: str) -> Understood:
    """An API of the configuration as git has it at a revision, named as its package was there."""
    from generator.disk import read_package_lock
    from generator.load import write_revision

    lock: Lock | None = None
    name = config.package or config.name
    with TemporaryDirectory() as folder:
        path = f"./{Path(config.output, name).as_posix()}"
        try:
            there = write_revision(revision, path, Path(folder), base=Path(config.base))
            lock = read_package_lock(there)
        except SpecError:
            # The package is not under version control: names are what they are without a lock.
            lock = None
    return understand_revision(config, revision, f"./{config.sources[0]}", lock)


def understood_before(config: ApiConfig, lock: Lock) -> Understood | None:
    """The API that an existing package was made of, where git's `HEAD` still has it.

    Held against the lock: what is not the same API to the last digit is not it.
    """
    from generator.emit import api_digest

    try:
        found = understand_revision(config, "HEAD", f"./{config.sources[0]}", lock)
    except (SpecError, OSError):
        return None
    return found if api_digest(found.api) == lock.api else None

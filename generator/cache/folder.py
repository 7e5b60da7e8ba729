"""`.oasmith-cache/`: a folder of an API in it, the key that seals it, and its bounds."""

import os
import secrets
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field

from generator.cache.record import Record, record_of
from generator.cache.shelf import Shelf, digest, read_sealed, write_sealed
from generator.cache.toolchain import toolchain

_FOLDER = ".oasmith-cache"
_APIS = 64  # how many APIs a cache holds; the ones that were not generated for longest go
_RECORD = "run"


class Cache(Struct):
    """What is known of one API. Files are read when first asked for and written by `save`."""

    folder: Path
    key: bytes
    shelves: dict[str, Shelf] = field(default_factory=dict[str, Shelf])

    def shelf(self, name: str) -> Shelf:
        """The texts under a name of letters, digits and dashes."""
        if name not in self.shelves:
            found = read_sealed(self.folder / name, self.key)
            texts = {k: v for k, v in found.items() if isinstance(v, str)}
            self.shelves[name] = Shelf(texts)
        return self.shelves[name]

    def record(self) -> Record | None:
        """The record of the last run."""
        return record_of(read_sealed(self.folder / _RECORD, self.key))

    def save(self, record: Record | None, keep: Collection[str]) -> None:
        """Write what this run used and made.

        Args:
            keep: Names of shelves that stay although this run did not open them.
        """
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder.parent / ".gitignore").write_text("*\n", "utf-8")
            for name, shelf in self.shelves.items():
                write_sealed(self.folder / name, self.key, dict(shelf.used))
            if record is None:
                (self.folder / _RECORD).unlink(missing_ok=True)
            else:
                write_sealed(self.folder / _RECORD, self.key, record.as_tree())
            for path in self.folder.iterdir():
                if path.name not in {*self.shelves, *keep, _RECORD} and path.name[0] != ".":
                    with suppress(OSError):
                        path.unlink(missing_ok=True)
            os.utime(self.folder)
            _bound(self.folder.parent)


def _bound(folder: Path) -> None:
    """Remove the APIs that were not generated for longest, and what killed runs have left."""
    apis = sorted((p for p in folder.iterdir() if p.is_dir()), key=lambda p: p.stat().st_mtime)
    for old in apis[:-_APIS]:
        shutil.rmtree(old, ignore_errors=True)
    newest = apis[-1].stat().st_mtime if apis else 0.0
    for left in folder.glob("*/.*"):
        with suppress(OSError):
            if left.stat().st_mtime < newest - 3600:
                left.unlink()


def open_cache(base: Path, api: str) -> Cache | None:
    """The cache of an API of a checkout.

    Args:
        base: The folder that `.oasmith-cache` stands in.
        api: What tells the API from the others there.

    Returns:
        `None` where there can be none: a link in its place, or no home for the key.
    """
    folder = base / _FOLDER
    key = _key()
    if key is None or folder.is_symlink():
        return None
    return Cache(folder / digest(api)[:24], key + toolchain().encode())


def _key() -> bytes | None:
    """The user's own secret, made when first needed."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    path = Path(home, "oasmith", "key")
    try:
        found = path.read_bytes()
        if len(found) == 32:
            return found
    except OSError:
        pass
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".key-{secrets.token_hex(6)}")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(32))
        try:
            os.link(beside, path)  # the first of two runs at once wins
        except FileExistsError:
            os.replace(beside, path) if path.stat().st_size != 32 else None
        finally:
            beside.unlink(missing_ok=True)
        return path.read_bytes()
    except OSError:
        return None

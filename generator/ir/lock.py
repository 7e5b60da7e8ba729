"""The lock of a generated package: what it was made of, every file's digest, every name given away."""

from collections.abc import Mapping

from msgspec import Struct

from generator.ir.files import FileRole
from generator.ir.names import NameLock

SCHEMA = 2


class LockedFile(Struct, frozen=True, kw_only=True):
    """Attributes:
    sha256: Of the text, LF.
    """

    sha256: str
    role: FileRole


class Vendored(Struct, frozen=True, kw_only=True):
    """What a tree in another repository is.

    Attributes:
        package: Its dotted name there.
        only: Keys of the operations that were kept; empty: all.
    """

    package: str
    only: tuple[str, ...] = ()


class Lock(Struct, frozen=True, kw_only=True):
    """Attributes:
    schema: Version of the file's format.
    generator, tools: Versions of oasmith, and of what writes and formats the output.
    version: The API's own version (`info.version`).
    sources: File, relative to the folder that holds them all → SHA-256 of its bytes.
    overlays: The same, of the overlays.
    api: Digest of the lowered API.
    config: Digest of the configuration.
    files: Path in the package → digest and role; the lock itself is not among them.
    vendored: `None`: the tree was generated, not vendored.
    """

    schema: int
    generator: str
    tools: Mapping[str, str]
    version: str
    sources: Mapping[str, str]
    overlays: Mapping[str, str]
    api: str
    config: str
    files: Mapping[str, LockedFile]
    names: NameLock
    vendored: Vendored | None = None

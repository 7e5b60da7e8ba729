"""The lock of a generated package: what it was made of, every file's digest, every name given away."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.ir.files import FileRole
from generator.ir.names import NameLock

SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedFile:
    """Attributes:
    sha256: Of the text, LF.
    """

    sha256: str
    role: FileRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """Attributes:
    schema: Version of the file's format.
    generator, tools: Versions of oasmith, and of what writes and formats the output.
    sources: File as named in the config → SHA-256 of its bytes.
    api: Digest of the lowered API.
    config: Digest of the configuration, overlays included.
    files: Path in the package → digest and role; the lock itself is not among them.
    """

    schema: int
    generator: str
    tools: Mapping[str, str]
    sources: Mapping[str, str]
    api: str
    config: str
    files: Mapping[str, LockedFile]
    names: NameLock

"""`render`, `model` → `emit`, `vendor`: the result of a run is a value, a set of named texts."""

from enum import StrEnum

from msgspec import Struct


class FileRole(StrEnum):
    CLIENT = "client"
    MODELS = "models"
    RUNTIME = "runtime"
    """Copied byte for byte, never formatted."""
    DOCUMENTATION = "documentation"
    MARKER = "marker"
    """`py.typed`."""
    LOCK = "lock"
    VENDORING = "vendoring"
    """What stands in a vendored tree alone: its check, its base, its attributes for git."""


class GeneratedFile(Struct, frozen=True, kw_only=True):
    """Attributes:
    path: POSIX, relative to the package's folder (`_runtime/codec.py`).
    text: UTF-8, LF.
    """

    path: str
    text: str
    role: FileRole


class FileSet(Struct, frozen=True, kw_only=True):
    """A package. `files` are sorted by path, each path once.

    Attributes:
        package: The name of its folder.
    """

    package: str
    files: tuple[GeneratedFile, ...]

"""`load` → `resolve`: one source file as a plain tree, with the places of its nodes."""

from collections.abc import Mapping
from typing import Final, Protocol, TypeAlias

from msgspec import Struct, field

JsonScalar: TypeAlias = bool | int | float | str | None
JsonValue: TypeAlias = JsonScalar | list["JsonValue"] | dict[str, "JsonValue"]
JsonObject: TypeAlias = dict[str, JsonValue]

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
"""The keys of a path item that hold operations (OpenAPI 3.2 §4.9.1), `additionalOperations` beside them."""


class Position(Struct, frozen=True, kw_only=True):
    """A place in a source file; line and column count from 1."""

    file: str
    line: int
    column: int


class SourceMap(Protocol):
    """Finds the place of a node. May scan the source again when it is first asked (JSON)."""

    def locate(self, pointer: str) -> Position:
        """The position of the node at an RFC 6901 pointer, or of its nearest known ancestor."""
        ...


class SourceLoss(Struct, frozen=True, kw_only=True):
    """What a source had already lost before it was read: reported, never an error.

    Attributes:
        what: A short constant phrase, such as `operationId`, `dangling $ref`, `scopes`.
        pointer: Where, in the document's tree.
        detail: One clause, for people.
    """

    what: str
    pointer: str
    detail: str = ""


class Document(Struct, frozen=True, kw_only=True):
    """A loaded source. The tree may share nodes (YAML aliases): never mutate it.

    Attributes:
        file: As the user named it; shown in diagnostics.
        path: Absolute real path of the file, or of the folder for a folder of pages; only for
            finding `$ref`ed neighbours, never written anywhere.
        tree: JSON values only: `dict` with string keys, `list`, `str`, `int`, `float`, `bool`,
            `None`.
        digests: File as shown → SHA-256 (hex) of its bytes, for the lock.
        pages: Whether it was made of documentation pages.
    """

    file: str
    path: str
    tree: JsonValue
    source_map: SourceMap
    digests: Mapping[str, str]
    losses: tuple[SourceLoss, ...] = ()
    pages: bool = False


class PositionTable(Struct, frozen=True):
    """A `SourceMap` over a finished table; the nearest known ancestor answers for a gap."""

    default: Position
    positions: Mapping[str, Position] = field(default_factory=dict[str, Position])

    def locate(self, pointer: str) -> Position:
        while pointer:
            if found := self.positions.get(pointer):
                return found
            pointer = pointer.rpartition("/")[0]
        return self.positions.get("", self.default)

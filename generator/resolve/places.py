"""Where nodes stand: in their source, and in the canonical document; and the way back."""

from collections.abc import Mapping

from msgspec import Struct, field

from generator.ir.document import Document, Position, SourceMap
from generator.resolve.sources import escape


class Where(Struct, frozen=True):
    """A node's place.

    Attributes:
        pointer: In its document.
        canonical: In the document that is being made.
        resource: The pointer, in its document, of the nearest schema around it that has an `$id`.
    """

    document: Document
    pointer: str
    canonical: str
    resource: str = ""

    def step(self, key: str) -> "Where":
        tail = "/" + escape(key)
        pointer = self.pointer + tail
        # In a document that is not put together the two are one text.
        canonical = pointer if self.canonical is self.pointer else self.canonical + tail
        return Where(self.document, pointer, canonical, self.resource)


class OriginMap(Struct):
    """A `SourceMap` of a document that was put together: prefixes from elsewhere, and the root."""

    root: Document
    prefixes: dict[str, tuple[Document, str]] = field(
        default_factory=dict[str, tuple[Document, str]]
    )

    def locate(self, pointer: str) -> Position:
        prefix = pointer
        while prefix:
            if found := self.prefixes.get(prefix):
                document, source = found
                return document.source_map.locate(source + pointer[len(prefix) :])
            prefix = prefix.rpartition("/")[0]
        return self.root.source_map.locate(pointer)


class MovedMap(Struct, frozen=True):
    """A `SourceMap` over another whose nodes have moved.

    Attributes:
        prefixes: New pointer → where the other map knows it.
    """

    source_map: SourceMap
    prefixes: Mapping[str, str]

    def locate(self, pointer: str) -> Position:
        prefix = pointer
        while prefix:
            if prefix in self.prefixes:
                return self.source_map.locate(self.prefixes[prefix] + pointer[len(prefix) :])
            prefix = prefix.rpartition("/")[0]
        return self.source_map.locate(pointer)


class PatchedMap(Struct, frozen=True):
    """A `SourceMap` over another, some nodes of which an overlay has written."""

    source_map: SourceMap
    overlay: SourceMap
    prefixes: Mapping[str, str]

    def locate(self, pointer: str) -> Position:
        prefix = pointer
        while prefix:
            if prefix in self.prefixes:
                return self.overlay.locate(self.prefixes[prefix] + pointer[len(prefix) :])
            prefix = prefix.rpartition("/")[0]
        return self.source_map.locate(pointer)

"""What the readers of one kind of schema ask of the whole: `Schemas` is it."""

from typing import Protocol

from generator.diagnostics import Collector
from generator.ir.schema import SchemaDefinition, SchemaId, SchemaOrigin, SchemaType
from generator.lower.located import Located
from generator.lower.unions import PendingUnion


class Reader(Protocol):
    """Attributes:
    definitions: By id; unions are `PendingUnion`s until all is read.
    children: Base component → components that inherit from it by `allOf`.
    """

    collector: Collector
    definitions: dict[SchemaId, SchemaDefinition | PendingUnion]
    children: dict[str, list[str]]

    def type_of(self, at: Located, origin: SchemaOrigin) -> SchemaType:
        """The type of a schema."""
        ...

    def reference(self, pointer: str) -> SchemaType:
        """The type that a `$ref` stands for."""
        ...

    def at(self, pointer: str) -> Located:
        """The schema at a pointer of the document."""
        ...

    def only_reference(self, at: Located) -> str | None:
        """The target of an `allOf` of a single `$ref`: it is that `$ref`."""
        ...

    def parts_of(self, at: Located) -> list[Located]:
        """The schemas that hold together at a place."""
        ...

    def read(self, parts: list[Located], pointer: str, origin: SchemaOrigin) -> SchemaType:
        """The type of schemas that hold together."""
        ...

    def of_kind(
        self, kind: str, parts: list[Located], pointer: str, origin: SchemaOrigin
    ) -> SchemaType:
        """Their type, where they are known to be of one JSON kind."""
        ...

    def together(self, at: list[Located], pointer: str, origin: SchemaOrigin) -> SchemaType:
        """The type of what several schemas say of one value."""
        ...

"""One of the two APIs under comparison, and which of its operations are looked at."""

from collections.abc import Callable

from msgspec import Struct, field
from msgspec.structs import replace

from generator.diff.json_tree import Tree
from generator.ir.api import Api, Operation
from generator.ir.document import JsonValue, Position
from generator.ir.names import Names
from generator.ir.schema import SchemaDefinition, SchemaId


def _nowhere(pointer: str) -> Position:
    return Position(file="", line=0, column=0)


class Side(Struct, frozen=True, kw_only=True):
    """An API with what the comparison needs beside it.

    Attributes:
        names: `None` where only the wire is compared.
        locate: From a pointer of the canonical document to its place in the sources.
        tree: The canonical document, for keywords that `Api` does not carry (`contains`, `if`,
            `x-sunset`, …); without it they are not compared.
        file: As the user named it.
    """

    api: Api
    names: Names | None = None
    locate: Callable[[str], Position] = _nowhere
    tree: JsonValue = None
    file: str = ""


class Indexed(Struct, frozen=True, kw_only=True):
    """A side with its definitions and tree made findable."""

    side: Side
    definitions: dict[SchemaId, SchemaDefinition] = field(
        default_factory=dict[SchemaId, SchemaDefinition]
    )
    tree: Tree

    @property
    def api(self) -> Api:
        return self.side.api


def indexed(side: Side) -> Indexed:
    return Indexed(
        side=side,
        definitions={definition.id: definition for definition in side.api.definitions},
        tree=Tree(root=side.tree),
    )


def only(side: Side, wanted: Callable[[Operation], bool]) -> Side:
    """The side with only the operations that are wanted."""
    operations = tuple(o for o in side.api.operations if wanted(o))
    kept = {operation.key for operation in operations}
    webhooks = tuple(w for w in side.api.webhooks if w.callback_of is None or w.callback_of in kept)
    return replace(side, api=replace(side.api, operations=operations, webhooks=webhooks))

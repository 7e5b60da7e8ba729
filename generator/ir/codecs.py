"""`render` → `model`: the finished codec of each definition, as text."""

from collections.abc import Mapping

from msgspec import Struct

from generator.ir.schema import SchemaId


class CodecText(Struct, frozen=True, kw_only=True):
    """Attributes:
    text: The body of a class's two methods, or a union's function; empty where there is none.
    imports: (module, name) pairs it needs, modules relative to the package's root.
    """

    text: str
    imports: frozenset[tuple[str, str]] = frozenset()


class Codecs(Struct, frozen=True, kw_only=True):
    """Attributes:
    by_definition: Of objects, maps, unions and recursive aliases.
    """

    by_definition: Mapping[SchemaId, CodecText]

"""`render` → `model`: the finished codec of each definition, as text."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.ir.schema import SchemaId


@dataclass(frozen=True, slots=True, kw_only=True)
class CodecText:
    """Attributes:
    text: The body of a class's two methods, or a union's function; empty where there is none.
    imports: (module, name) pairs it needs, modules relative to the package's root.
    """

    text: str
    imports: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Codecs:
    """Attributes:
    by_definition: Of objects, maps, unions and recursive aliases.
    """

    by_definition: Mapping[SchemaId, CodecText]

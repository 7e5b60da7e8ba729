"""`resolve` → `lower`: one canonical OpenAPI 3.1 document, whatever came in.

The tree is plain OpenAPI 3.1: one file (`$ref`s of other files bundled into `components`), Swagger
2.0 and 3.0 spellings upgraded (`nullable` → `null` in `type`/`anyOf`, boolean exclusive bounds →
numbers, `definitions`/`parameters`/`responses`/body parameters → their 3.x homes), overlays
applied. Every `$ref` is `#/…`, resolves, and stands where OpenAPI gives it meaning.
`bundle` prints this tree.
"""

from collections.abc import Mapping

from msgspec import Struct

from generator.ir.document import JsonObject, SourceLoss, SourceMap


class UnreadKeyword(Struct, frozen=True, kw_only=True):
    """A keyword beside a `$ref`, where the source's version of OpenAPI gives it no meaning.

    Attributes:
        pointer: Of the object that holds it, in the canonical document, which lacks the keyword.
    """

    keyword: str
    pointer: str


class Spec(Struct, frozen=True, kw_only=True):
    """The canonical document.

    Attributes:
        tree: OpenAPI 3.1. May share nodes: never mutate it.
        source_map: From pointers of the canonical tree to places in the sources.
        source_version: The version string of the root source, such as `2.0`, `3.0.3`, `3.1.0`.
        digests: Every file that was read, as shown → SHA-256 (hex) of its bytes.
    """

    tree: JsonObject
    source_map: SourceMap
    source_version: str
    digests: Mapping[str, str]
    file: str
    losses: tuple[SourceLoss, ...] = ()
    unread: tuple[UnreadKeyword, ...] = ()
    pages: bool = False

"""Keywords that OpenAPI does not have where they stand: most are misspelt."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Final, TypeAlias

from msgspec import Struct

from generator.ir.document import JsonObject, JsonValue
from generator.lower.keywords import IGNORED, OBJECTS
from generator.lower.located import escape

_LEADING: Final[Mapping[str, Mapping[str, str]]] = {
    kind: {
        keyword: "" if keyword in IGNORED.get(kind, {}) else holds
        for keyword, holds in table.items()
    }
    for kind, table in OBJECTS.items()
}
"""Kind of object → keyword → the kind of what it leads to; empty: to a value."""

_Above: TypeAlias = "tuple[_Above, str] | None"


class UnknownKeyword(Struct, frozen=True, kw_only=True):
    """A keyword that an object of a kind does not have.

    Attributes:
        meant: One that it has, and that is spelt nearly so; empty where there is none.
        pointer: Its first place.
        places: How many places there are.
    """

    keyword: str
    kind: str
    meant: str
    pointer: str
    places: int


def unknown_keywords(tree: JsonObject) -> tuple[UnknownKeyword, ...]:
    """The keywords of a canonical document that mean nothing, each once; extensions are none of them."""
    found: dict[tuple[str, str], list[_Above]] = {}
    for kind, keyword, above in _walk(tree):
        found.setdefault((kind, keyword), []).append(above)
    return tuple(
        UnknownKeyword(
            keyword=keyword,
            kind=kind,
            meant=next(iter(get_close_matches(keyword, OBJECTS[kind], n=1, cutoff=0.7)), ""),
            pointer=f"{_pointer(places[0])}/{escape(keyword)}",
            places=len(places),
        )
        for (kind, keyword), places in found.items()
    )


def _walk(tree: JsonObject) -> Iterator[tuple[str, str, _Above]]:
    """Kind, keyword, and where its object stands."""
    pending: list[tuple[JsonValue, str, _Above]] = [(tree, "document", None)]
    while pending:
        node, kind, above = pending.pop()
        if kind.startswith("[") and isinstance(node, list):
            inner = kind[1:-1]
            pending += [(one, inner, (above, str(n))) for n, one in enumerate(node)]
        if not isinstance(node, dict):
            continue
        if kind == "callback" or kind.startswith("{"):
            inner = "path item" if kind == "callback" else kind[1:-1]
            pending += [
                (one, inner, (above, name))
                for name, one in node.items()
                if not (inner in ("path item", "response") and name.startswith("x-"))
            ]
            continue
        if kind == "security requirement":
            continue
        table = _LEADING[kind]
        for keyword, value in node.items():
            holds = table.get(keyword)
            if holds:
                pending.append((value, holds, (above, keyword)))
            elif holds is None and not keyword.startswith("x-"):
                yield kind, keyword, above


def _pointer(above: _Above) -> str:
    steps: list[str] = []
    while above is not None:
        above, step = above
        steps.append(escape(step))
    return "".join(f"/{step}" for step in reversed(steps))

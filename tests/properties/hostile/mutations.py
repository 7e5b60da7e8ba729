"""Every place of a document where a text stands, key or value, and the document with other texts there.

A *name* stands at several places at once (a component's key and the references to it, a path
parameter and its braces): exchanging it at one of them alone makes a dangling reference, so names are
places of their own, exchanged everywhere.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import getitem
from typing import Any, Final, TypeAlias

Path: TypeAlias = tuple[str | int, ...]

NAMES: Final = (
    *("thing-id", "file-id", "basePath", "region", "tag-one", "listParts", "scope-one"),
    *("keyHeader", "keyQuery", "keyCookie", "bearer", "basic", "oauth", "openId", "mutual"),
    *("Part", "PartList", "Shape", "Circle", "Square", "Base", "Color", "Alias", "Error"),
    *("SharedParameter", "Problem", "part-name", "fixed", "part-file", "part-text", "items"),
    *("shape-kind", "round-tag", "square-tag", "default-key", "choice-a", "eu-1", "message"),
)
"""What `every_construct.yaml` calls things that it names at more than one place."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place.

    Attributes:
        path: Steps to it; empty for a name.
        text: What stands there.
        role: `key`, `value` or `name`.
    """

    path: Path
    text: str
    role: str

    def __str__(self) -> str:
        return f"{self.role} {'/'.join(map(str, self.path)) or self.text}"


def positions(tree: Any) -> list[Position]:
    """All places of a document, names first."""
    return [*(Position((), name, "name") for name in NAMES), *_within(tree, ())]


def _within(node: Any, path: Path) -> Iterator[Position]:
    match node:
        case dict():
            for key, value in node.items():
                yield Position((*path, key), key, "key")
                yield from _within(value, (*path, key))
        case list():
            for number, value in enumerate(node):
                yield from _within(value, (*path, number))
        case str():
            yield Position(path, node, "value")
        case _:
            return


def mutated(tree: Any, texts: Mapping[Position, str]) -> Any:
    """The document with other texts at some places. A key that is exchanged as a name, too, is that
    name."""
    names = {p.text: text for p, text in texts.items() if p.role == "name"}
    keys = {p.path: text for p, text in texts.items() if p.role == "key"}
    values = {p.path: text for p, text in texts.items() if p.role == "value"}

    def rebuilt(node: Any, path: Path) -> Any:
        match node:
            case dict():
                return {
                    _renamed(keys.get((*path, key), key), names): rebuilt(value, (*path, key))
                    for key, value in node.items()
                }
            case list():
                return [rebuilt(value, (*path, number)) for number, value in enumerate(node)]
            case str():
                if path in values:
                    return values[path]
                return _renamed(node, names, pointer=path[-1] == "$ref" or "mapping" in path[-2:])
            case _:
                return node

    return rebuilt(tree, ())


def _renamed(text: Any, names: Mapping[str, str], *, pointer: bool = False) -> str:
    if text in names:
        return names[text]
    if pointer and "/" in text:
        return "/".join(
            names[step].replace("~", "~0").replace("/", "~1") if step in names else step
            for step in text.split("/")
        )
    return re.sub(r"\{([A-Za-z-]+)\}", lambda m: "{" + names.get(m[1], m[1]) + "}", text)


def on_the_wire(tree: Any, position: Position) -> bool:
    """Whether the text at a place is sent or compared as it is, so that a package must hold it."""
    path = position.path
    if position.role == "name":
        return position.text in {
            *("part-name", "fixed", "part-file", "part-text", "items", "message"),
            *("shape-kind", "round-tag", "square-tag", "choice-a"),
        }
    schema = any(step in ("schema", "schemas", "content") for step in path)
    if position.role == "key":
        return schema and len(path) > 1 and path[-2] == "properties"
    if "headers" in path or "links" in path or "variables" in path or path[0] == "webhooks":
        return False
    if path[-1] == "name":
        owner = reduce(getitem, path[:-1], tree)
        return ("parameters" in path or "securitySchemes" in path) and owner["in"] != "path"
    return schema and (path[-1] == "const" or (len(path) > 1 and path[-2] == "enum"))

"""Where the nodes of a tree stand in their sources.

Nothing is kept for a node but one number: the offset of each entry of each container, in the
container's own order, found by the container's identity. So a place costs nothing while loading, and
trees that are made of others (pages) keep the places of what they share. Lines and columns are counted
when one is asked for, as an editor counts them.
"""

import re
from bisect import bisect_right

from msgspec import Struct, field

from generator.ir.document import JsonObject, JsonValue, Position

_LINE_END = re.compile(r"\r\n|\n|\r")


class Lines(Struct):
    """A text and its lines."""

    text: str
    file: str
    starts: list[int] = field(default_factory=list[int])

    def position(self, offset: int) -> Position:
        """The line and the column of a character."""
        if not self.starts:
            self.starts = [0, *(end.end() for end in _LINE_END.finditer(self.text))]
        line = bisect_right(self.starts, offset)
        return Position(file=self.file, line=line, column=offset - self.starts[line - 1] + 1)


def split_lines(text: str) -> list[tuple[int, str]]:
    """The lines as an editor counts them (`str.splitlines` knows further ends): offset and text."""
    found: list[tuple[int, str]] = []
    start = 0
    for end in _LINE_END.finditer(text):
        found.append((start, text[start : end.start()]))
        start = end.end()
    found.append((start, text[start:]))
    return found


def steps_of(pointer: str) -> list[str]:
    """The unescaped steps of an RFC 6901 pointer."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def escape(step: str) -> str:
    """A step of an RFC 6901 pointer."""
    return step.replace("~", "~0").replace("/", "~1")


def step_into(node: JsonValue, step: str) -> tuple[bool, JsonValue]:
    """Whether a container has an entry, and the entry."""
    if isinstance(node, dict):
        return step in node, node.get(step)
    if isinstance(node, list) and step.isascii() and step.isdigit() and int(step) < len(node):
        return True, node[int(step)]
    return False, None


class Places(Struct):
    """The places of the entries of containers.

    Attributes:
        entries: Identity of a container → its text, and the offset of each entry.
        moved: Identity of a made container → key → the container and the key it was made of.
        kept: What must not be forgotten, lest another object takes its identity.
    """

    entries: dict[int, tuple[Lines, list[int]]] = field(
        default_factory=dict[int, tuple[Lines, list[int]]]
    )
    moved: dict[int, dict[str, tuple[JsonValue, str]]] = field(
        default_factory=dict[int, dict[str, tuple[JsonValue, str]]]
    )
    kept: list[JsonValue] = field(default_factory=list[JsonValue])

    def entry(self, container: JsonValue, key: str) -> Position | None:
        """The place of an entry: of its key in a mapping, of the value in a list."""
        if made_of := self.moved.get(id(container), {}).get(key):
            return self.entry(*made_of)
        found = self.entries.get(id(container))
        there, _ = step_into(container, key)
        if found is None or not there:
            return None
        lines, offsets = found
        number = list(container).index(key) if isinstance(container, dict) else int(key)
        return lines.position(offsets[number])

    def move(
        self, made: JsonObject | list[JsonValue], key: str | int, source: JsonValue, old: str
    ) -> None:
        """Remember of which entry an entry of a made container was made."""
        if id(made) not in self.moved:
            self.moved[id(made)] = {}
            self.kept.append(made)
        self.moved[id(made)][str(key)] = (source, old)

    def copied(
        self, made: JsonObject | list[JsonValue], source: JsonObject | list[JsonValue]
    ) -> None:
        """Remember that a container's entries are those of another, where their keys agree."""
        keys = source if isinstance(source, dict) else map(str, range(len(source)))
        for key in keys:
            if step_into(made, key)[0]:
                self.move(made, key, source, key)


class TreeMap(Struct, frozen=True):
    """A `SourceMap`: walks down the tree and answers with the last place that it knew."""

    tree: JsonValue
    root: Position
    places: Places

    def locate(self, pointer: str) -> Position:
        found, node = self.root, self.tree
        for step in steps_of(pointer):
            found = self.places.entry(node, step) or found
            there, node = step_into(node, step)
            if not there:
                break
        return found

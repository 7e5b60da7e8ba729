"""YAML text → a plain tree, by YAML 1.2's core rules and JSON's types (rules R6, R7).

Reads the events of pyyaml's C parser, so nothing is ever constructed but `dict`, `list`, `str`,
`int`, `float`, `bool` and `None`. Aliases share their node. Refused: unknown tags, duplicate keys,
keys
that are no strings (an integer keeps its spelling: response codes), cycles, several documents, and
whatever exceeds `limits`.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from generator.ir.document import JsonObject, JsonValue, Position, PositionTable
from generator.load.limits import (
    MAX_ALIASES,
    MAX_DEPTH,
    MAX_DIGITS,
    MAX_NAME,
    MAX_NODES,
    refuse,
)

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_TAGS = {
    "!",
    *(
        f"tag:yaml.org,2002:{name}"
        for name in ("str", "int", "float", "bool", "null", "map", "seq")
    ),
}
_STR = "tag:yaml.org,2002:str"


@dataclass(slots=True)
class _Container:
    """A mapping or sequence that is being read."""

    value: JsonObject | list[JsonValue]
    pointer: str
    anchor: str | None
    size: int = 1
    key: str | None = None
    key_line: int = 1
    key_column: int = 1
    merges: list[JsonValue] = field(default_factory=list[JsonValue])
    own: set[str] = field(default_factory=set[str])


def read_yaml(
    text: str, file: str, *, first_line: int = 1, positions: dict[str, Position] | None = None
) -> JsonValue:
    """Read one YAML document.

    Args:
        first_line: Line of the file on which the text begins, for a block within a page.
        positions: Filled with the place of every node, if given.

    Raises:
        SpecError: `L110` to `L121`.
    """
    return _Reader(file, first_line, positions).read(text)


class _Reader:
    def __init__(self, file: str, first_line: int, positions: dict[str, Position] | None) -> None:
        self.file = file
        self.shift = first_line
        self.positions = positions
        self.stack: list[_Container] = []
        self.anchors: dict[str, tuple[JsonValue, int]] = {}
        self.open_anchors: set[str] = set()
        self.aliases = 0
        self.nodes = 0
        self.root: JsonValue = None

    def read(self, text: str) -> JsonValue:
        documents = 0
        for event in self._events(text):
            match event:
                case yaml.ScalarEvent():
                    self._scalar(event)
                case yaml.MappingStartEvent():
                    self._open(event, {})
                case yaml.SequenceStartEvent():
                    self._open(event, [])
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self._close()
                case yaml.AliasEvent():
                    self._alias(event)
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        raise self._refuse(
                            event,
                            "L111",
                            "a second YAML document begins here",
                            "Keep one document in a file.",
                        )
                case _:
                    pass
        if not documents:
            raise refuse(
                "L112",
                "the file is empty",
                self.file,
                self.shift,
                1,
                "It should hold an OpenAPI document.",
            )
        return self.root

    def _events(self, text: str) -> Iterator[yaml.Event]:
        try:
            yield from yaml.parse(text, Loader=yaml.CSafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            problem = error.problem or error.context or "malformed"
            line, column = (mark.line, mark.column) if mark else (0, 0)
            raise refuse(
                "L110", f"not YAML: {problem}", self.file, line + self.shift, column + 1
            ) from None
        except yaml.YAMLError as error:
            line = text[: getattr(error, "position", 0) or 0].count("\n")
            raise refuse(
                "L110", f"not YAML: {str(error).splitlines()[0]}", self.file, line + self.shift, 1
            ) from None

    def _refuse(
        self, event: yaml.Event, code: str, message: str, hint: str | None = None
    ) -> Exception:
        return refuse(code, message, self.file, *self._mark(event), hint)

    def _mark(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.start_mark
        return (mark.line + self.shift, mark.column + 1) if mark else (self.shift, 1)

    def _count(self, event: yaml.Event, size: int) -> None:
        self.nodes += size
        if self.nodes > MAX_NODES:
            raise self._refuse(event, "L115", f"more than {MAX_NODES:,} nodes, aliases expanded")

    def _open(
        self,
        event: yaml.MappingStartEvent | yaml.SequenceStartEvent,
        value: JsonObject | list[JsonValue],
    ) -> None:
        self._check_tag(event)
        self._count(event, 1)
        if len(self.stack) >= MAX_DEPTH:
            raise self._refuse(event, "L116", f"nested deeper than {MAX_DEPTH} levels")
        pointer = self._place(event)
        if event.anchor:
            self.open_anchors.add(event.anchor)
        self.stack.append(_Container(value, pointer, event.anchor))

    def _close(self) -> None:
        done = self.stack.pop()
        if isinstance(done.value, dict):
            self._merge(done, done.value)
        if done.anchor:
            self.open_anchors.discard(done.anchor)
            self.anchors[done.anchor] = (done.value, done.size)
        self._put(done.value, done.size)

    def _merge(self, container: _Container, value: JsonObject) -> None:
        for source in container.merges:
            for item in source if isinstance(source, list) else [source]:
                if not isinstance(item, dict):
                    raise refuse(
                        "L119",
                        "`<<` needs a mapping, or a list of them",
                        self.file,
                        container.key_line,
                        container.key_column,
                    )
                for key, entry in item.items():
                    value.setdefault(key, entry)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._check_tag(event)
        self._count(event, 1)
        container = self.stack[-1] if self.stack else None
        if container is not None and isinstance(container.value, dict) and container.key is None:
            self._key(event, container)
            return
        self._place(event)
        value = self._value(event)
        if event.anchor:
            self.anchors[event.anchor] = (value, 1)
        self._put(value, 1)

    def _key(self, event: yaml.ScalarEvent, container: _Container) -> None:
        key: str = event.value
        plain = event.implicit[0]
        if len(key) > MAX_NAME:
            raise self._refuse(event, "L117", f"a key of more than {MAX_NAME:,} characters")
        if (
            plain
            and key != "<<"
            and (key in _CONSTANTS or _FLOAT.fullmatch(key))
            and not _INTEGER.fullmatch(key)
        ):
            raise self._refuse(
                event, "L118", f"the key {key or 'null'} is not a string", "Put it in quotes."
            )
        if key in container.own:
            raise self._refuse(
                event,
                "L113",
                f"the key {key!r} stands here a second time",
                "Remove one of the two.",
            )
        container.own.add(key)
        if event.anchor:
            self.anchors[event.anchor] = (key, 1)
        container.key = key
        container.key_line, container.key_column = self._mark(event)

    def _alias(self, event: yaml.AliasEvent) -> None:
        self.aliases += 1
        if self.aliases > MAX_ALIASES:
            raise self._refuse(event, "L120", f"more than {MAX_ALIASES:,} aliases")
        if event.anchor in self.open_anchors:
            raise self._refuse(event, "L121", f"*{event.anchor} refers to what it stands in")
        if event.anchor not in self.anchors:
            raise self._refuse(event, "L122", f"*{event.anchor} refers to no anchor")
        value, size = self.anchors[event.anchor]
        self._count(event, size)
        container = self.stack[-1] if self.stack else None
        if container is not None and isinstance(container.value, dict) and container.key is None:
            raise self._refuse(event, "L118", "an alias can't be a key")
        self._place(event)
        self._put(value, size)

    def _put(self, value: JsonValue, size: int) -> None:
        if not self.stack:
            self.root = value
            return
        container = self.stack[-1]
        container.size += size
        if isinstance(container.value, list):
            container.value.append(value)
            return
        key = container.key
        container.key = None
        if key == "<<":
            container.merges.append(value)
        elif key is not None:
            container.value[key] = value

    def _place(self, event: yaml.Event) -> str:
        """The pointer of the node that begins here."""
        if not self.stack:
            pointer = ""
            line, column = self._mark(event)
        else:
            container = self.stack[-1]
            if isinstance(container.value, list):
                step = str(len(container.value))
                line, column = self._mark(event)
            else:
                if container.key is None:
                    raise self._refuse(event, "L118", "a mapping or a list can't be a key")
                step = container.key.replace("~", "~0").replace("/", "~1")
                line, column = container.key_line, container.key_column
            pointer = f"{container.pointer}/{step}" if self.positions is not None else ""
        if self.positions is not None:
            self.positions[pointer] = Position(file=self.file, line=line, column=column)
        return pointer

    def _check_tag(
        self, event: yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent
    ) -> None:
        if event.tag is not None and event.tag not in _TAGS:
            raise self._refuse(
                event,
                "L114",
                f"the tag {event.tag} is not JSON's",
                "Remove the tag: only JSON's types have a meaning here.",
            )

    def _value(self, event: yaml.ScalarEvent) -> JsonValue:
        text: str = event.value
        if not event.implicit[0] or event.tag in ("!", _STR):
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if _INTEGER.fullmatch(text):
            if len(text) > MAX_DIGITS:
                raise self._refuse(event, "L123", f"an integer of more than {MAX_DIGITS} digits")
            return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
        if _FLOAT.fullmatch(text):
            number = float(text)
            if not math.isfinite(number):
                raise self._refuse(event, "L124", "a number that is not finite")
            return number
        if _NOT_FINITE.fullmatch(text):
            raise self._refuse(event, "L124", "a number that is not finite")
        return text


@dataclass(slots=True)
class YamlPositions:
    """Positions of a YAML file, by a second scan when the first is asked for."""

    text: str
    file: str
    table: PositionTable | None = field(default=None)

    def locate(self, pointer: str) -> Position:
        if self.table is None:
            positions: dict[str, Position] = {}
            read_yaml(self.text, self.file, positions=positions)
            self.table = PositionTable(Position(file=self.file, line=1, column=1), positions)
        return self.table.locate(pointer)

"""YAML text → a plain tree, by YAML 1.2's core rules and JSON's types (rules R6, R7).

Reads the events of pyyaml's C parser, so nothing is ever constructed but `dict`, `list`, `str`, `int`,
`float`, `bool` and `None`. Aliases share their node. Refused: unknown tags, duplicate keys, keys that
are no strings, cycles, several documents, and whatever exceeds `limits`. The places of all nodes are
kept on the way.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml
from msgspec import Struct, field

from generator.diagnostics import SpecError
from generator.ir.document import JsonObject, JsonValue
from generator.load.limits import (
    MAX_ALIASES,
    MAX_DEPTH,
    MAX_NAME,
    MAX_NODES,
    refuse_at,
    shortened,
)
from generator.load.places import Lines, Places
from generator.load.yaml_scalars import (
    SCALAR_TAGS,
    STRING_TAGS,
    NotJson,
    is_plain_string,
    plain_value,
    tagged_value,
)

_MAPPING_TAGS = frozenset((None, "!", "tag:yaml.org,2002:map"))
_SEQUENCE_TAGS = frozenset((None, "!", "tag:yaml.org,2002:seq"))
_WHOLE = re.compile(r"0|[1-9][0-9]*")
"""Numbers that are keys and keep their spelling: response codes, and names that authors leave bare
(`examples: {0: …}`). All others have several spellings, and so no one name."""
_STRINGS = frozenset(
    (("openapi",), ("swagger",), ("overlay",), ("info", "version"), ("info", "title"))
)
"""Always strings, and commonly written without quotes: `version: 1.10` is not 1.1."""


class _Open(Struct):
    """A mapping or a sequence that is being read.

    Attributes:
        own: Its own keys, as far as they are read; merged ones are in `value` only.
        key: That of the entry being read.
        size, height: Of the tree below, aliases expanded.
    """

    value: JsonObject | list[JsonValue]
    offsets: list[int]
    anchor: str | None
    own: set[str] = field(default_factory=set[str])
    key: str | None = None
    key_at: int = 0
    merging: bool = False
    size: int = 1
    height: int = 0


class _Anchored(Struct, frozen=True):
    value: JsonValue
    size: int
    height: int


def read_yaml(lines: Lines, places: Places, *, start: int = 0, end: int | None = None) -> JsonValue:
    """Read one YAML document.

    Args:
        places: Takes the places of all nodes.
        start, end: Which part of the text it is, for a block within a page.

    Raises:
        SpecError: `L110` to `L124`.
    """
    reader = _Reader(lines, places, start)
    value = reader.read(lines.text[start:end])
    places.kept.append(value)
    return value


class _Reader:
    def __init__(self, lines: Lines, places: Places, start: int) -> None:
        self.lines = lines
        self.places = places
        self.start = start
        self.stack: list[_Open] = []
        self.anchors: dict[str, _Anchored] = {}
        self.open_anchors: set[str] = set()
        self.documents = self.aliases = self.nodes = 0
        self.root: JsonValue = None

    def read(self, text: str) -> JsonValue:
        """The tree of the text's only document."""
        actions: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._mapping,
            yaml.SequenceStartEvent: self._sequence,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        for event in self._events(text):
            if action := actions.get(type(event)):
                action(event)
        if not self.documents:
            hint = "It should hold an OpenAPI document."
            raise refuse_at("L112", "the file is empty", self.lines.position(self.start), hint)
        return self.root

    def _events(self, text: str) -> Iterator[yaml.Event]:
        try:
            yield from yaml.parse(text, Loader=yaml.CSafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            problem = error.problem or error.context or "malformed"
            raise self._refuse(mark.index if mark else 0, "L110", f"not YAML: {problem}") from None
        except yaml.reader.ReaderError as error:
            # The C parser counts bytes here, not characters.
            before = text.encode("utf-8", "surrogatepass")[: error.position]
            offset = len(before.decode("utf-8", "ignore"))
            raise self._refuse(offset, "L110", f"not YAML: {error.reason}") from None
        except UnicodeEncodeError as error:
            problem = "not YAML: half of a surrogate pair"
            raise self._refuse(error.start, "L110", problem) from None

    def _refuse(self, offset: int, code: str, message: str, hint: str | None = None) -> SpecError:
        return refuse_at(code, message, self.lines.position(self.start + offset), hint)

    # Events.

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            hint = "Keep one document in a file."
            raise self._refuse(_offset(event), "L111", "a second YAML document begins here", hint)

    def _mapping(self, event: yaml.MappingStartEvent) -> None:
        if event.tag not in _MAPPING_TAGS:
            raise self._unknown_tag(event)
        self._open(event, {})

    def _sequence(self, event: yaml.SequenceStartEvent) -> None:
        if event.tag not in _SEQUENCE_TAGS:
            raise self._unknown_tag(event)
        self._open(event, [])

    def _open(self, event: yaml.CollectionStartEvent, value: JsonObject | list[JsonValue]) -> None:
        offset = _offset(event)
        self._count(offset, 1)
        if len(self.stack) >= MAX_DEPTH:
            raise self._too_deep(offset)
        self._begin(offset)
        if event.anchor:
            self.open_anchors.add(event.anchor)
            self.anchors.pop(event.anchor, None)
        self.stack.append(_Open(value, [], event.anchor))

    def _close(self, _: yaml.CollectionEndEvent) -> None:
        done = self.stack.pop()
        self.places.entries[id(done.value)] = (self.lines, done.offsets)
        self._put(_Anchored(done.value, done.size, done.height + 1), done.anchor)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        top = self.stack[-1] if self.stack else None
        if top is not None and top.key is None and isinstance(top.value, dict):
            self._key(event, top)
            return
        offset = _offset(event)
        self._count(offset, 1)
        self._begin(offset)
        self._put(_Anchored(self._value(event), 1, 0), event.anchor)

    def _alias(self, event: yaml.AliasEvent) -> None:
        offset, name = _offset(event), str(event.anchor)
        self.aliases += 1
        if self.aliases > MAX_ALIASES:
            raise self._refuse(offset, "L120", f"more than {MAX_ALIASES:,} aliases")
        if name in self.open_anchors:
            message = f"*{shortened(name)} refers to what it stands in"
            raise self._refuse(offset, "L121", message)
        if name not in self.anchors:
            raise self._refuse(offset, "L122", f"*{shortened(name)} refers to no anchor")
        if self._at_key():
            raise self._refuse(offset, "L118", "an alias can't be a key", "Write the key out.")
        found = self.anchors[name]
        self._count(offset, found.size)
        if len(self.stack) + found.height > MAX_DEPTH:
            raise self._too_deep(offset)
        self._begin(offset)
        self._put(found, None)

    # Keys and values.

    def _at_key(self) -> bool:
        top = self.stack[-1] if self.stack else None
        return top is not None and top.key is None and isinstance(top.value, dict)

    def _key(self, event: yaml.ScalarEvent, top: _Open) -> None:
        key: str = event.value
        offset = _offset(event)
        if event.tag is not None and event.tag not in STRING_TAGS:
            raise self._unknown_tag(event)
        if len(key) > MAX_NAME:
            raise self._refuse(offset, "L117", f"a key of more than {MAX_NAME:,} characters")
        plain = event.implicit[0]
        if plain and not is_plain_string(key) and not _WHOLE.fullmatch(key):
            message = f"the key {shortened(key) or 'null'} is not a string"
            raise self._refuse(offset, "L118", message, "Put it in quotes.")
        if key in top.own:
            message = f"the key {shortened(key)!r} stands here a second time"
            raise self._refuse(offset, "L113", message, "Remove one of the two.")
        top.own.add(key)
        top.key, top.key_at = key, offset
        top.merging = plain and key == "<<"
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(key, 1, 0)

    def _begin(self, offset: int) -> None:
        """Note where an item begins; an entry's place is its key's."""
        if self._at_key():
            message = "a mapping or a list can't be a key"
            raise self._refuse(offset, "L118", message, "Put it in quotes.")
        if self.stack and isinstance(self.stack[-1].value, list):
            self.stack[-1].offsets.append(self.start + offset)

    def _put(self, made: _Anchored, anchor: str | None) -> None:
        if anchor:
            self.open_anchors.discard(anchor)
            self.anchors[anchor] = made
        if not self.stack:
            self.root = made.value
            return
        top = self.stack[-1]
        top.size += made.size
        top.height = max(top.height, made.height)
        if isinstance(top.value, list):
            top.value.append(made.value)
            return
        key, top.key = top.key, None
        assert key is not None
        if top.merging:
            self._merge(top, top.value, made.value)
        elif key in top.value:
            # Only a merged entry can stand here already: one's own key is the stronger.
            top.offsets[list(top.value).index(key)] = self.start + top.key_at
            top.value[key] = made.value
        else:
            top.offsets.append(self.start + top.key_at)
            top.value[key] = made.value

    def _merge(self, top: _Open, into: JsonObject, given: JsonValue) -> None:
        """`<<`: what the mapping has not, from each of the given ones, the first the strongest."""
        for source in given if isinstance(given, list) else [given]:
            if not isinstance(source, dict):
                message = "`<<` needs a mapping, or a list of them"
                raise self._refuse(top.key_at, "L119", message)
            _, offsets = self.places.entries[id(source)]
            for (key, entry), offset in zip(source.items(), offsets, strict=True):
                if key not in into:
                    into[key] = entry
                    top.offsets.append(offset)

    def _value(self, event: yaml.ScalarEvent) -> JsonValue:
        text: str = event.value
        tag: str | None = event.tag
        if tag == "!":
            return text
        if tag is not None and tag not in SCALAR_TAGS:
            raise self._unknown_tag(event)
        try:
            if tag is not None:
                return tagged_value(text, tag)
            value = plain_value(text) if event.implicit[0] else text
        except NotJson as error:
            raise self._refuse(_offset(event), error.code, error.message) from None
        if type(value) in (int, float) and tuple(o.key for o in self.stack[:3]) in _STRINGS:
            return text
        return value

    # Limits.

    def _count(self, offset: int, size: int) -> None:
        self.nodes += size
        if self.nodes > MAX_NODES:
            message = f"more than {MAX_NODES:,} nodes, aliases expanded"
            raise self._refuse(offset, "L115", message)

    def _too_deep(self, offset: int) -> SpecError:
        return self._refuse(offset, "L116", f"nested deeper than {MAX_DEPTH} levels")

    def _unknown_tag(self, event: yaml.NodeEvent) -> SpecError:
        tag: str = getattr(event, "tag", "")
        hint = "Remove the tag: only JSON's types have a meaning here."
        message = f"the tag {shortened(tag)} is not JSON's"
        return self._refuse(_offset(event), "L114", message, hint)


def _offset(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0

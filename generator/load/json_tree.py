"""JSON text → a plain tree, within the same limits as YAML's.

`json.loads` reads; only where it or a limit refuses does a slow scan say where. The places of nodes
are looked up when one is asked for, container by container.
"""

import json
import math
import re
from collections.abc import Iterator

from msgspec import Struct, field

from generator.diagnostics import SpecError
from generator.ir.document import JsonObject, JsonValue, Position
from generator.load.limits import (
    MAX_DEPTH,
    MAX_DIGITS,
    MAX_NAME,
    MAX_NODES,
    refuse_at,
    shortened,
)
from generator.load.places import Lines, steps_of

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


class _Refused(ValueError):
    """A limit; where, `_where` finds out."""


def read_json(lines: Lines) -> JsonValue:
    """Read one JSON document (RFC 8259), duplicate keys refused.

    Raises:
        SpecError: `L110` to `L124`.
    """
    text = lines.text
    try:
        tree: JsonValue = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_float,
            parse_constant=_constant,
        )
        _check_size(tree)
    except json.JSONDecodeError as error:
        if not text.strip():
            hint = "It should hold an OpenAPI document."
            raise refuse_at("L112", "the file is empty", lines.position(0), hint) from None
        raise refuse_at("L110", f"not JSON: {error.msg}", lines.position(error.pos)) from None
    except (_Refused, RecursionError):
        raise _where(lines) from None
    return tree


def _object(pairs: list[tuple[str, JsonValue]]) -> JsonObject:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _Refused
    for key in made:
        if len(key) > MAX_NAME:
            raise _Refused
    return made


def _integer(text: str) -> int:
    if len(text.lstrip("-")) > MAX_DIGITS:
        raise _Refused
    return int(text)


def _float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _Refused
    return number


def _constant(text: str) -> float:
    raise _Refused


def _check_size(tree: JsonValue) -> None:
    """Count nodes and levels, breadth first: no depth of the input is a depth of ours."""
    level: list[JsonValue] = [tree]
    nodes = depth = 0
    while level:
        nodes += len(level)
        deeper: list[JsonValue] = []
        for value in level:
            if isinstance(value, dict):
                deeper.extend(value.values())
            elif isinstance(value, list):
                deeper.extend(value)
        depth += any(isinstance(value, (dict, list)) for value in level)
        if nodes > MAX_NODES or depth > MAX_DEPTH:
            raise _Refused
        level = deeper


def _where(lines: Lines) -> SpecError:
    """Find what `read_json` has refused: one scan over the text's tokens."""
    keys: list[set[str] | None] = []
    nodes = 0
    at_key = False
    for token in _TOKEN.finditer(lines.text):
        word, at = token[0], token.start()
        if word in ("{", "["):
            keys.append(set() if word == "{" else None)
            if len(keys) > MAX_DEPTH:
                message = f"nested deeper than {MAX_DEPTH} levels"
                return refuse_at("L116", message, lines.position(at))
        elif word in ("}", "]"):
            keys.pop()
        elif at_key and word[0] == '"' and keys and keys[-1] is not None:
            if wrong := _wrong_key(word, keys[-1]):
                return refuse_at(wrong[0], wrong[1], lines.position(at), wrong[2])
        elif word not in (",", ":") and (problem := _wrong_number(word)):
            return refuse_at(problem[0], problem[1], lines.position(at))
        nodes += word not in (",", ":", "}", "]")
        if nodes > 2 * MAX_NODES:
            break
        at_key = word == "{" or (word == "," and bool(keys) and keys[-1] is not None)
    return refuse_at("L115", f"more than {MAX_NODES:,} nodes", lines.position(0))


def _wrong_key(word: str, seen: set[str]) -> tuple[str, str, str | None] | None:
    key = str(json.loads(word, strict=False))
    if len(key) > MAX_NAME:
        return "L117", f"a key of more than {MAX_NAME:,} characters", None
    if key in seen:
        message = f"the key {shortened(key)!r} stands here a second time"
        return "L113", message, "Remove one of the two."
    seen.add(key)
    return None


def _wrong_number(word: str) -> tuple[str, str] | None:
    if word.lstrip("-").isdigit() and len(word.lstrip("-")) > MAX_DIGITS:
        return "L123", f"an integer of more than {MAX_DIGITS} digits"
    if word in ("NaN", "Infinity", "-Infinity"):
        return "L124", "a number that is not finite"
    if word[0] in "-0123456789" and not math.isfinite(float(word)):
        return "L124", "a number that is not finite"
    return None


class JsonMap(Struct):
    """A `SourceMap` of a JSON text: reads the entries of a container as far as they are asked for.

    Values are skipped by the C decoder, so that no container costs more than parsing it once.
    """

    lines: Lines
    read: dict[int, dict[str, tuple[int, int]]] = field(
        default_factory=dict[int, dict[str, tuple[int, int]]]
    )
    unread: dict[int, Iterator[tuple[str, tuple[int, int]]]] = field(
        default_factory=dict[int, Iterator[tuple[str, tuple[int, int]]]]
    )

    def locate(self, pointer: str) -> Position:
        value = at = self._space(0)
        for step in steps_of(pointer):
            found = self._entry(value, step)
            if found is None:
                break
            at, value = found
        return self.lines.position(at)

    def _entry(self, start: int, step: str) -> tuple[int, int] | None:
        """The place and the value's offset of an entry of the container that begins there."""
        known = self.read.setdefault(start, {})
        if step not in known:
            if start not in self.unread:
                self.unread[start] = self._entries(start)
            for name, places in self.unread[start]:
                known[name] = places
                if name == step:
                    break
        return known.get(step)

    def _entries(self, start: int) -> Iterator[tuple[str, tuple[int, int]]]:
        text = self.lines.text
        kind = text[start : start + 1]
        if kind not in ("{", "["):
            return
        at = self._space(start + 1)
        number = 0
        while text[at] not in "}]":
            value, step = at, str(number)
            number += 1
            if kind == "{":
                step, end = _DECODER.raw_decode(text, at)
                value = self._space(self._space(end) + 1)
            yield step, (at, value)
            _, end = _DECODER.raw_decode(text, value)
            at = self._space(end)
            if text[at] == ",":
                at = self._space(at + 1)

    def _space(self, offset: int) -> int:
        """The offset behind white space."""
        found = _SPACE.match(self.lines.text, offset)
        return found.end() if found else offset

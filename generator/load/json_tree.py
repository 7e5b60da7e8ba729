"""JSON text → a plain tree, with the same limits as YAML's; positions are looked up when asked for."""

import json
import math
from contextlib import suppress
from dataclasses import dataclass, field

from generator.diagnostics import SpecError
from generator.ir.document import JsonObject, JsonValue, Position, PositionTable
from generator.load.limits import MAX_DEPTH, MAX_DIGITS, MAX_NAME, MAX_NODES, refuse
from generator.load.yaml_tree import read_yaml


class _Refused(ValueError):
    def __init__(self, code: str, message: str, needle: str = "") -> None:
        super().__init__(code, message, needle)
        self.code, self.message, self.needle = code, message, needle


def read_json(text: str, file: str) -> JsonValue:
    """Read one JSON document (RFC 8259), duplicate keys refused.

    Raises:
        SpecError: `L110` to `L124`.
    """
    try:
        tree: JsonValue = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_float,
            parse_constant=_constant,
        )
    except json.JSONDecodeError as error:
        code = "L112" if not text.strip() else "L110"
        raise refuse(code, f"not JSON: {error.msg}", file, error.lineno, error.colno) from None
    except _Refused as error:
        offset = max(text.rfind(error.needle), 0) if error.needle else 0
        raise refuse(error.code, error.message, file, text.count("\n", 0, offset) + 1) from None
    except RecursionError:
        raise refuse("L116", f"nested deeper than {MAX_DEPTH} levels", file) from None
    _check_size(tree, file)
    return tree


@dataclass(slots=True)
class JsonPositions:
    """Positions of a JSON file, by a second scan (JSON is YAML) when the first is asked for."""

    text: str
    file: str
    table: PositionTable | None = field(default=None)

    def locate(self, pointer: str) -> Position:
        if self.table is None:
            positions: dict[str, Position] = {}
            with suppress(SpecError):  # what was read until a problem is still right
                read_yaml(self.text, self.file, positions=positions)
            self.table = PositionTable(Position(file=self.file, line=1, column=1), positions)
        return self.table.locate(pointer)


def _object(pairs: list[tuple[str, JsonValue]]) -> JsonObject:
    made = dict(pairs)
    if len(made) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _Refused(
                    "L113", f"the key {key!r} stands here a second time", json.dumps(key)
                )
            seen.add(key)
    for key in made:
        if len(key) > MAX_NAME:
            raise _Refused("L117", f"a key of more than {MAX_NAME:,} characters")
    return made


def _integer(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise _Refused("L123", f"an integer of more than {MAX_DIGITS} digits", text)
    return int(text)


def _float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _Refused("L124", "a number that is not finite", text)
    return number


def _constant(text: str) -> float:
    raise _Refused("L124", "a number that is not finite", text)


def _check_size(tree: JsonValue, file: str) -> None:
    level: list[JsonValue] = [tree]
    nodes = depth = 0
    while level:
        nodes += len(level)
        depth += 1
        if nodes > MAX_NODES:
            raise refuse("L115", f"more than {MAX_NODES:,} nodes", file)
        if depth > MAX_DEPTH + 1:
            raise refuse("L116", f"nested deeper than {MAX_DEPTH} levels", file)
        deeper: list[JsonValue] = []
        for value in level:
            if isinstance(value, dict):
                deeper.extend(value.values())
            elif isinstance(value, list):
                deeper.extend(value)
        level = deeper

"""Models of the Recursion API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self, TypeAlias

from ._runtime.codec import (
    check_object,
    decode_map,
    is_object,
    list_of,
    map_of,
    optional,
    optional_as,
    string,
    tuple_of,
)
from ._runtime.model import MapModel, Model, encode_json, new


@dataclass(slots=True, eq=False)
class Index(MapModel["list[Index]"]):
    additional_properties: dict[str, list[Index]] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = decode_map(data, list_of(Index.from_dict))
        return self

    def to_dict(self) -> dict[str, Any]:
        return {
            key: [item.to_dict() for item in item]
            for key, item in self.additional_properties.items()
        }


@dataclass(slots=True, kw_only=True)
class Leaf(Model):
    name: str | None = None
    below: Pair | None = None
    forest: Forest | None = None
    index: Index | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.name = optional(rest, "name", str)
        self.below = optional_as(rest, "below", decode_pair)
        self.forest = optional_as(rest, "forest", decode_forest)
        self.index = optional_as(rest, "index", Index.from_dict)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.name is not None:
            made["name"] = self.name
        if self.below is not None:
            made["below"] = encode_json(self.below)
        if self.forest is not None:
            made["forest"] = encode_json(self.forest)
        if self.index is not None:
            made["index"] = self.index.to_dict()
        made |= self.additional_properties
        return made


Forest: TypeAlias = "list[Forest]"

Pair: TypeAlias = "list[Leaf | Pair]"

Value: TypeAlias = "str | list[Value] | dict[str, Value]"


def decode_forest(value: Any) -> Forest:
    """Decode a value of a type that contains itself."""
    return list_of(decode_forest)(value)


def decode_pair(value: Any) -> Pair:
    """Decode a value of a type that contains itself."""
    return tuple_of(None, Leaf.from_dict, decode_pair)(value)


def decode_value(value: Any) -> Value:
    """Find the variant of a JSON value; one that fits none is kept as it came."""
    kept: Value = value
    if isinstance(value, str):
        return string(value)
    if isinstance(value, list):
        return list_of(decode_value)(value)
    if is_object(value):
        return map_of(decode_value)(value)
    return kept

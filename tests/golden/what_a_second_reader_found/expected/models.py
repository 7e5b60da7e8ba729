"""Models of the Second reader API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self, TypeAlias

from ._runtime.codec import (
    check_object,
    is_object,
    optional,
    optional_as,
    optional_or_null_as,
    required,
    required_as,
    required_literal,
)
from ._runtime.model import Model, encode_json, new
from ._runtime.unset import UNSET, Unset


@dataclass(slots=True, kw_only=True)
class AddPlayedBpm(Model):
    from_: int | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.from_ = optional(rest, "from", int)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.from_ is not None:
            made["from"] = self.from_
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class Episode(Model):
    type: Literal["episode"] = "episode"
    show: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.type = required_literal(rest, "type", str)
        self.show = optional(rest, "show", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"type": self.type}
        if self.show is not None:
            made["show"] = self.show
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class Money(Model):
    value: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.value = required(rest, "value", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"value": self.value, **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class Played(Model):
    item: PlayedItem
    price: Money | None = None
    foreign_price: Money | Unset | None = UNSET
    """In the listener's money."""
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.item = required_as(rest, "item", decode_played_item)
        self.price = optional_as(rest, "price", Money.from_dict)
        self.foreign_price = optional_or_null_as(rest, "foreign_price", Money.from_dict)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"item": encode_json(self.item)}
        if self.price is not None:
            made["price"] = self.price.to_dict()
        if self.foreign_price is not UNSET:
            made["foreign_price"] = (
                None if self.foreign_price is None else self.foreign_price.to_dict()
            )
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class Problem(Model):
    message: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.message = optional(rest, "message", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.message is not None:
            made["message"] = self.message
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class Track(Model):
    type: Literal["track"] = "track"
    name: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.type = required_literal(rest, "type", str)
        self.name = optional(rest, "name", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"type": self.type}
        if self.name is not None:
            made["name"] = self.name
        made |= self.additional_properties
        return made


PlayedItem: TypeAlias = Track | Episode | dict[str, Any]


def decode_played_item(value: Any) -> PlayedItem:
    """Find the variant of a JSON value; one that fits none is kept as it came."""
    kept: PlayedItem = value
    if is_object(value):
        match value.get("type"):
            case "track":
                return Track.from_dict(value)
            case "episode":
                return Episode.from_dict(value)
            case _:
                pass
    return kept

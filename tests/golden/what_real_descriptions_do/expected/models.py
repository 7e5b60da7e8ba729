"""Models of the Wild API, version 1.

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
    required,
    required_literal,
)
from ._runtime.model import Model, encode_json, new
from ._runtime.unset import UNSET

OddsFormat: TypeAlias = Literal["JSON", "XML"]


@dataclass(slots=True, kw_only=True)
class AbsoluteClipTime(Model):
    type: Literal["AbsoluteClipTime"] = "AbsoluteClipTime"
    time: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.type = required_literal(rest, "@type", str)
        self.time = required(rest, "time", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"@type": self.type, "time": self.time, **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class Call1CreateanewtransactionRequest(Model):
    amount: int | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.amount = optional(rest, "amount", int)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.amount is not None:
            made["amount"] = self.amount
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class Call1CreateanewtransactionResponse(Model):
    id: str | None = None
    start: ClipTime | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.id = optional(rest, "id", str)
        self.start = optional_as(rest, "start", decode_clip_time)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.id is not None:
            made["id"] = self.id
        if self.start is not None:
            made["start"] = encode_json(self.start)
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class Odds(Model):
    discount: Any = UNSET
    unit: Any = UNSET
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.discount = rest.pop("discount", UNSET)
        self.unit = rest.pop("unit", UNSET)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.discount is not UNSET:
            made["discount"] = self.discount
        if self.unit is not UNSET:
            made["unit"] = self.unit
        made |= self.additional_properties
        return made


ClipTime: TypeAlias = AbsoluteClipTime | dict[str, Any]


def decode_clip_time(value: Any) -> ClipTime:
    """Find the variant of a JSON value; one that fits none is kept as it came."""
    kept: ClipTime = value
    if is_object(value):
        match value.get("@type"):
            case "AbsoluteClipTime":
                return AbsoluteClipTime.from_dict(value)
            case _:
                pass
    return kept

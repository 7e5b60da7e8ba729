"""Models of the Wild API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self, TypeAlias

from ._runtime.codec import check_object, optional
from ._runtime.model import Model, new
from ._runtime.unset import UNSET

OddsFormat: TypeAlias = Literal["JSON", "XML"]


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
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.id = optional(rest, "id", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.id is not None:
            made["id"] = self.id
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

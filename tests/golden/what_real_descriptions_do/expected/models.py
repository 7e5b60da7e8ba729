"""Models of the Wild API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self, TypeAlias

from ._runtime.codec import check_object, given, optional, present
from ._runtime.model import Model
from ._runtime.unset import UNSET

OddsFormat: TypeAlias = Literal["JSON", "XML"]


@dataclass(slots=True, kw_only=True)
class Call1CreateanewtransactionRequest(Model):
    amount: int | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.amount = optional(rest, "amount", int)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "amount": self.amount,
        }
        return present(known) | self.additional_properties


@dataclass(slots=True, kw_only=True)
class Call1CreateanewtransactionResponse(Model):
    id: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.id = optional(rest, "id", str)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "id": self.id,
        }
        return present(known) | self.additional_properties


@dataclass(slots=True, kw_only=True)
class Odds(Model):
    discount: Any = UNSET
    unit: Any = UNSET
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.discount = rest.pop("discount", UNSET)
        self.unit = rest.pop("unit", UNSET)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "discount": self.discount,
            "unit": self.unit,
        }
        return given(known) | self.additional_properties

"""Models of the Directions API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import UUID

from ._runtime.codec import check_object, optional, required, required_as, required_list_as
from ._runtime.model import Model, new
from ._runtime.scalars import parse_uuid


@dataclass(slots=True, kw_only=True)
class Line(Model):
    sku: str
    price: float
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.sku = required(rest, "sku", str)
        self.price = required(rest, "price", float)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"sku": self.sku, "price": self.price, **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class LineInput(Model):
    sku: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.sku = required(rest, "sku", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"sku": self.sku, **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class Order(Model):
    id: UUID
    lines: list[Line]
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.id = required_as(rest, "id", parse_uuid)
        self.lines = required_list_as(rest, "lines", Line.from_dict)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": str(self.id),
            "lines": [item.to_dict() for item in self.lines],
            **self.additional_properties,
        }


@dataclass(slots=True, kw_only=True)
class OrderInput(Model):
    secret: str | None = None
    lines: list[LineInput]
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.secret = optional(rest, "secret", str)
        self.lines = required_list_as(rest, "lines", LineInput.from_dict)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"lines": [item.to_dict() for item in self.lines]}
        if self.secret is not None:
            made["secret"] = self.secret
        made |= self.additional_properties
        return made

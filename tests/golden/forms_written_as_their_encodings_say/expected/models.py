"""Models of the Forms API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ._runtime.codec import (
    check_object,
    map_of,
    optional,
    optional_as,
    optional_list,
    required,
    string,
)
from ._runtime.model import Model, new


@dataclass(slots=True, kw_only=True)
class ChargeRequest(Model):
    amount: int
    metadata: dict[str, str] | None = None
    tags: list[str] | None = None
    codes: list[int] | None = None
    address: ChargeRequestAddress | None = None
    plain: list[str] | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.amount = required(rest, "amount", int)
        self.metadata = optional_as(rest, "metadata", map_of(string))
        self.tags = optional_list(rest, "tags", str)
        self.codes = optional_list(rest, "codes", int)
        self.address = optional_as(rest, "address", ChargeRequestAddress.from_dict)
        self.plain = optional_list(rest, "plain", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"amount": self.amount}
        if self.metadata is not None:
            made["metadata"] = self.metadata
        if self.tags is not None:
            made["tags"] = self.tags
        if self.codes is not None:
            made["codes"] = self.codes
        if self.address is not None:
            made["address"] = self.address.to_dict()
        if self.plain is not None:
            made["plain"] = self.plain
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class ChargeRequestAddress(Model):
    city: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.city = optional(rest, "city", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.city is not None:
            made["city"] = self.city
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class SendPartsRequest(Model):
    file: str
    note: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.file = required(rest, "file", str)
        self.note = optional(rest, "note", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"file": self.file}
        if self.note is not None:
            made["note"] = self.note
        made |= self.additional_properties
        return made

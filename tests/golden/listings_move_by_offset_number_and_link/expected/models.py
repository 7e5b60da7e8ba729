"""Models of the Listed API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ._runtime.codec import check_object, optional_list_as, present, required
from ._runtime.model import Model


@dataclass(slots=True, kw_only=True)
class Song(Model):
    id: int
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.id = required(rest, "id", int)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "id": self.id,
        }
        return known | self.additional_properties


@dataclass(slots=True, kw_only=True)
class Songs(Model):
    items: list[Song] | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.items = optional_list_as(rest, "items", Song.from_dict)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "items": None if self.items is None else [item.to_dict() for item in self.items],
        }
        return present(known) | self.additional_properties

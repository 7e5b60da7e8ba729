"""Models of the Listed API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ._runtime.codec import check_object, optional_list_as, required
from ._runtime.model import Model, new


@dataclass(slots=True, kw_only=True)
class Song(Model):
    id: int
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.id = required(rest, "id", int)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"id": self.id, **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class Songs(Model):
    items: list[Song] | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.items = optional_list_as(rest, "items", Song.from_dict)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.items is not None:
            made["items"] = [item.to_dict() for item in self.items]
        made |= self.additional_properties
        return made

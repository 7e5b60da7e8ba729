"""Models of the Things API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ._runtime.codec import check_object, optional, optional_list, required
from ._runtime.model import Model, new


@dataclass(slots=True, kw_only=True)
class ListThingsFilter(Model):
    color: str | None = None
    sizes: list[int] | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.color = optional(rest, "color", str)
        self.sizes = optional_list(rest, "sizes", int)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.color is not None:
            made["color"] = self.color
        if self.sizes is not None:
            made["sizes"] = self.sizes
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class SearchThingsRequest(Model):
    words: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.words = optional(rest, "words", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.words is not None:
            made["words"] = self.words
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class Thing(Model):
    id: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.id = required(rest, "id", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"id": self.id, **self.additional_properties}

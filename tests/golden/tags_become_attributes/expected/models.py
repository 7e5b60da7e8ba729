"""Models of the Tagged API, version 2.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ._runtime.codec import check_map, check_object, optional, optional_as, required
from ._runtime.model import MapModel, Model, new


@dataclass(slots=True, kw_only=True)
class Index(Model):
    name: str
    spec: Spec | None = None
    tags: Tags | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.name = required(rest, "name", str)
        self.spec = optional_as(rest, "spec", Spec.from_dict)
        self.tags = optional_as(rest, "tags", Tags.from_dict)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"name": self.name}
        if self.spec is not None:
            made["spec"] = self.spec.to_dict()
        if self.tags is not None:
            made["tags"] = self.tags.to_dict()
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class Spec(Model):
    region: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.region = optional(rest, "region", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.region is not None:
            made["region"] = self.region
        made |= self.additional_properties
        return made


@dataclass(slots=True, eq=False)
class Tags(MapModel[str]):
    additional_properties: dict[str, str] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = check_map(data, str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return dict(self.additional_properties)

"""Models of the Anchors API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ._runtime.codec import check_object, optional, required
from ._runtime.model import Model, new


@dataclass(slots=True, kw_only=True)
class CreateThingRequest(Model):
    name: str
    """What it is called."""
    label: str | None = None
    """What is printed on it."""
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.name = required(rest, "name", str)
        self.label = optional(rest, "label", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"name": self.name}
        if self.label is not None:
            made["label"] = self.label
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class CreateThingResponse(Model):
    id: int
    name: str
    """What it is called."""
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.id = required(rest, "id", int)
        self.name = required(rest, "name", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"id": self.id, "name": self.name, **self.additional_properties}

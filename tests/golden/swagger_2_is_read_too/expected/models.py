"""Models of the Old API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ._runtime.codec import check_object, optional, optional_or_null, required
from ._runtime.model import Model, new
from ._runtime.unset import UNSET, Unset


@dataclass(slots=True, kw_only=True)
class Pet(Model):
    name: str
    age: int | Unset | None = UNSET
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.name = required(rest, "name", str)
        self.age = optional_or_null(rest, "age", int)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"name": self.name}
        if self.age is not UNSET:
            made["age"] = self.age
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class UploadRequest(Model):
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

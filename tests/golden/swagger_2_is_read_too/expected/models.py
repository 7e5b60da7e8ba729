"""Models of the Old API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ._runtime.codec import check_object, given, integer, nullable_as, optional, present, required
from ._runtime.model import Model
from ._runtime.unset import UNSET, Unset


@dataclass(slots=True, kw_only=True)
class Pet(Model):
    name: str
    age: int | Unset | None = UNSET
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.name = required(rest, "name", str)
        self.age = nullable_as(rest, "age", integer)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "name": self.name,
            "age": self.age,
        }
        return given(known) | self.additional_properties


@dataclass(slots=True, kw_only=True)
class UploadRequest(Model):
    file: str
    note: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.file = required(rest, "file", str)
        self.note = optional(rest, "note", str)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "file": self.file,
            "note": self.note,
        }
        return present(known) | self.additional_properties

"""Models of the Styles API, version 1.

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
class StylesDeep(Model):
    a: str | None = None
    b_c: int | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.a = optional(rest, "a", str)
        self.b_c = optional(rest, "b[c]", int)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.a is not None:
            made["a"] = self.a
        if self.b_c is not None:
            made["b[c]"] = self.b_c
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class StylesFilter(Model):
    x: int
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.x = required(rest, "x", int)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"x": self.x, **self.additional_properties}

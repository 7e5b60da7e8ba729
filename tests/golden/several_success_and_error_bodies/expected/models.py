"""Models of the Answers API, version 1.

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
class GetJob200Response(Model):
    result: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.result = required(rest, "result", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"result": self.result, **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class GetJob202Response(Model):
    progress: float
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.progress = required(rest, "progress", float)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"progress": self.progress, **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class Missing(Model):
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


@dataclass(slots=True, kw_only=True)
class Problem(Model):
    title: str
    detail: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.title = required(rest, "title", str)
        self.detail = optional(rest, "detail", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"title": self.title}
        if self.detail is not None:
            made["detail"] = self.detail
        made |= self.additional_properties
        return made

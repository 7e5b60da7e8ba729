"""Models of the Paged API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ._runtime.codec import check_object, optional_as, optional_list_as, required
from ._runtime.model import Model, new


@dataclass(slots=True, kw_only=True)
class Backup(Model):
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
class ListBackupsResponse(Model):
    data: list[Backup] | None = None
    pagination: ListBackupsResponsePagination | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.data = optional_list_as(rest, "data", Backup.from_dict)
        self.pagination = optional_as(rest, "pagination", ListBackupsResponsePagination.from_dict)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.data is not None:
            made["data"] = [item.to_dict() for item in self.data]
        if self.pagination is not None:
            made["pagination"] = self.pagination.to_dict()
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class ListBackupsResponsePagination(Model):
    next: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.next = required(rest, "next", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"next": self.next, **self.additional_properties}

"""Models of the Paged API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ._runtime.codec import check_object, optional_as, optional_list_as, present, required
from ._runtime.model import Model


@dataclass(slots=True, kw_only=True)
class Backup(Model):
    id: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.id = required(rest, "id", str)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "id": self.id,
        }
        return known | self.additional_properties


@dataclass(slots=True, kw_only=True)
class ListBackupsResponse(Model):
    data: list[Backup] | None = None
    pagination: ListBackupsResponsePagination | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.data = optional_list_as(rest, "data", Backup.from_dict)
        self.pagination = optional_as(rest, "pagination", ListBackupsResponsePagination.from_dict)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "data": None if self.data is None else [item.to_dict() for item in self.data],
            "pagination": None if self.pagination is None else self.pagination.to_dict(),
        }
        return present(known) | self.additional_properties


@dataclass(slots=True, kw_only=True)
class ListBackupsResponsePagination(Model):
    next: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.next = required(rest, "next", str)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "next": self.next,
        }
        return known | self.additional_properties

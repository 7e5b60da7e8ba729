"""Models of the Records API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ._runtime.codec import (
    check_object,
    map_of,
    optional,
    optional_as,
    optional_list_as,
    present,
    required,
    string,
)
from ._runtime.model import Model


@dataclass(slots=True, kw_only=True)
class ChatRequest(Model):
    message: str
    stream: bool | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.message = required(rest, "message", str)
        self.stream = optional(rest, "stream", bool)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "message": self.message,
            "stream": self.stream,
        }
        return present(known) | self.additional_properties


@dataclass(slots=True, kw_only=True)
class ListRecordsResponse(Model):
    vectors: list[Record] | None = None
    pagination: ListRecordsResponsePagination | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.vectors = optional_list_as(rest, "vectors", Record.from_dict)
        self.pagination = optional_as(rest, "pagination", ListRecordsResponsePagination.from_dict)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "vectors": None if self.vectors is None else [item.to_dict() for item in self.vectors],
            "pagination": None if self.pagination is None else self.pagination.to_dict(),
        }
        return present(known) | self.additional_properties


@dataclass(slots=True, kw_only=True)
class ListRecordsResponsePagination(Model):
    next: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.next = optional(rest, "next", str)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "next": self.next,
        }
        return present(known) | self.additional_properties


@dataclass(slots=True, kw_only=True)
class Record(Model):
    id: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.id = required(rest, "_id", str)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "_id": self.id,
        }
        return known | self.additional_properties


@dataclass(slots=True, kw_only=True)
class Reply(Model):
    text: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.text = required(rest, "text", str)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "text": self.text,
        }
        return known | self.additional_properties


@dataclass(slots=True, kw_only=True)
class UploadFileRequest(Model):
    file: str
    metadata: dict[str, str] | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.file = required(rest, "file", str)
        self.metadata = optional_as(rest, "metadata", map_of(string))
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "file": self.file,
            "metadata": self.metadata,
        }
        return present(known) | self.additional_properties


@dataclass(slots=True, kw_only=True)
class UploadFileResponse(Model):
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

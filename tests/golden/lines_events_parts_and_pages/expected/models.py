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
    required,
    string,
)
from ._runtime.model import Model, new


@dataclass(slots=True, kw_only=True)
class ChatRequest(Model):
    message: str
    stream: bool | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.message = required(rest, "message", str)
        self.stream = optional(rest, "stream", bool)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"message": self.message}
        if self.stream is not None:
            made["stream"] = self.stream
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class ListRecordsResponse(Model):
    vectors: list[Record] | None = None
    pagination: ListRecordsResponsePagination | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.vectors = optional_list_as(rest, "vectors", Record.from_dict)
        self.pagination = optional_as(rest, "pagination", ListRecordsResponsePagination.from_dict)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.vectors is not None:
            made["vectors"] = [item.to_dict() for item in self.vectors]
        if self.pagination is not None:
            made["pagination"] = self.pagination.to_dict()
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class ListRecordsResponsePagination(Model):
    next: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.next = optional(rest, "next", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.next is not None:
            made["next"] = self.next
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class Record(Model):
    id: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.id = required(rest, "_id", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"_id": self.id, **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class Reply(Model):
    text: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.text = required(rest, "text", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"text": self.text, **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class UploadFileRequest(Model):
    file: str
    metadata: dict[str, str] | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.file = required(rest, "file", str)
        self.metadata = optional_as(rest, "metadata", map_of(string))
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"file": self.file}
        if self.metadata is not None:
            made["metadata"] = self.metadata
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class UploadFileResponse(Model):
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

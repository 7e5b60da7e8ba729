"""Models of the Third reader API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self, TypeAlias

from ._runtime.codec import (
    check_object,
    is_object,
    optional,
    optional_as,
    optional_list,
    optional_literal,
    optional_or_null,
    required_literal,
)
from ._runtime.model import Model, new
from ._runtime.unset import UNSET, Unset


@dataclass(slots=True, kw_only=True)
class Circle(Model):
    type: Literal["circle"] | None = "circle"
    """Default: `circle`."""
    margin: CircleMargin | None = None
    """Default: `{"top": 0}`."""
    tags: list[str] | None = None
    """Default: `[]`."""
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.type = optional_literal(rest, "type", str)
        self.margin = optional_as(rest, "margin", CircleMargin.from_dict)
        self.tags = optional_list(rest, "tags", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.type is not None:
            made["type"] = self.type
        if self.margin is not None:
            made["margin"] = self.margin.to_dict()
        if self.tags is not None:
            made["tags"] = self.tags
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class CircleMargin(Model):
    top: int | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.top = optional(rest, "top", int)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.top is not None:
            made["top"] = self.top
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class FormArrayRequestItem(Model):
    name: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.name = optional(rest, "name", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.name is not None:
            made["name"] = self.name
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class ListByLinksResponse(Model):
    data: list[str] | None = None
    next: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.data = optional_list(rest, "data", str)
        self.next = optional(rest, "next", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.data is not None:
            made["data"] = self.data
        if self.next is not None:
            made["next"] = self.next
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class ListFilesResponse(Model):
    data: list[str] | None = None
    links: ListFilesResponseLinks | None = None
    meta: ListFilesResponseMeta | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.data = optional_list(rest, "data", str)
        self.links = optional_as(rest, "links", ListFilesResponseLinks.from_dict)
        self.meta = optional_as(rest, "meta", ListFilesResponseMeta.from_dict)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.data is not None:
            made["data"] = self.data
        if self.links is not None:
            made["links"] = self.links.to_dict()
        if self.meta is not None:
            made["meta"] = self.meta.to_dict()
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class ListFilesResponseLinks(Model):
    next: str | Unset | None = UNSET
    """The URL of the next page."""
    self_: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.next = optional_or_null(rest, "next", str)
        self.self_ = optional(rest, "self", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.next is not UNSET:
            made["next"] = self.next
        if self.self_ is not None:
            made["self"] = self.self_
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class ListFilesResponseMeta(Model):
    cursors: ListFilesResponseMetaCursors | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.cursors = optional_as(rest, "cursors", ListFilesResponseMetaCursors.from_dict)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.cursors is not None:
            made["cursors"] = self.cursors.to_dict()
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class ListFilesResponseMetaCursors(Model):
    next: str | Unset | None = UNSET
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.next = optional_or_null(rest, "next", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.next is not UNSET:
            made["next"] = self.next
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class Square(Model):
    type: Literal["square"] = "square"
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.type = required_literal(rest, "type", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"type": self.type, **self.additional_properties}


AddShapeRequest: TypeAlias = Circle | Square | dict[str, Any]

ListByLinksHas: TypeAlias = str | list[str]


def decode_add_shape_request(value: Any) -> AddShapeRequest:
    """Find the variant of a JSON value; one that fits none is kept as it came."""
    kept: AddShapeRequest = value
    if is_object(value):
        match value.get("type"):
            case "circle":
                return Circle.from_dict(value)
            case "square":
                return Square.from_dict(value)
            case _:
                pass
    return kept

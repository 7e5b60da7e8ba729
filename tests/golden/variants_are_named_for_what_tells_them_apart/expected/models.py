"""Models of the Hits API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self, TypeAlias

from ._runtime.codec import check_object, is_object, optional, optional_as, required
from ._runtime.model import Model, encode_json, new


@dataclass(slots=True, kw_only=True)
class Details(Model):
    id: str | None = None
    start: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.id = optional(rest, "id", str)
        self.start = required(rest, "start", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"start": self.start}
        if self.id is not None:
            made["id"] = self.id
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class EdgeEnd(Model):
    id: str | None = None
    end: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.id = optional(rest, "id", str)
        self.end = required(rest, "end", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"end": self.end}
        if self.id is not None:
            made["id"] = self.id
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class EdgeStart(Model):
    id: str | None = None
    start: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.id = optional(rest, "id", str)
        self.start = required(rest, "start", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"start": self.start}
        if self.id is not None:
            made["id"] = self.id
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class End(Model):
    end: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.end = required(rest, "end", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"end": self.end, **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class Found(Model):
    info: Info | None = None
    view: View | None = None
    edge: Edge | None = None
    one: One | None = None
    details: Details | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.info = optional_as(rest, "info", decode_info)
        self.view = optional_as(rest, "view", View.from_dict)
        self.edge = optional_as(rest, "edge", decode_edge)
        self.one = optional_as(rest, "one", Start.from_dict)
        self.details = optional_as(rest, "details", Details.from_dict)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.info is not None:
            made["info"] = encode_json(self.info)
        if self.view is not None:
            made["view"] = self.view.to_dict()
        if self.edge is not None:
            made["edge"] = encode_json(self.edge)
        if self.one is not None:
            made["one"] = self.one.to_dict()
        if self.details is not None:
            made["details"] = self.details.to_dict()
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class InfoVariant3(Model):
    all: bool | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.all = optional(rest, "all", bool)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.all is not None:
            made["all"] = self.all
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class InfoWithHitsPerPage(Model):
    hits_per_page: int
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.hits_per_page = required(rest, "hitsPerPage", int)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"hitsPerPage": self.hits_per_page, **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class InfoWithLimit(Model):
    limit: int
    offset: int
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.limit = required(rest, "limit", int)
        self.offset = required(rest, "offset", int)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"limit": self.limit, "offset": self.offset, **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class Start(Model):
    start: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.start = required(rest, "start", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"start": self.start, **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class View(Model):
    """What is seen."""

    id: str
    text: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.id = required(rest, "id", str)
        self.text = required(rest, "text", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"id": self.id, "text": self.text, **self.additional_properties}


Edge: TypeAlias = EdgeStart | EdgeEnd | dict[str, Any]

Info: TypeAlias = InfoWithLimit | InfoWithHitsPerPage | InfoVariant3 | dict[str, Any]
"""Which hits these are."""

One: TypeAlias = Start


def decode_edge(value: Any) -> Edge:
    """Find the variant of a JSON value; one that fits none is kept as it came."""
    kept: Edge = value
    if is_object(value):
        if "start" in value:
            return EdgeStart.from_dict(value)
        if "end" in value:
            return EdgeEnd.from_dict(value)
    return kept


def decode_info(value: Any) -> Info:
    """Find the variant of a JSON value; one that fits none is kept as it came."""
    kept: Info = value
    if is_object(value):
        if {"limit", "offset"} <= value.keys():
            return InfoWithLimit.from_dict(value)
        if "hitsPerPage" in value:
            return InfoWithHitsPerPage.from_dict(value)
    return kept

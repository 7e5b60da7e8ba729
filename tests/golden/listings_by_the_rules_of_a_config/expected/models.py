"""Models of the Ruled API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ._runtime.codec import (
    check_object,
    optional,
    optional_as,
    optional_list,
    optional_or_null,
    optional_or_null_as,
    required,
    required_list_as,
)
from ._runtime.model import Model, new
from ._runtime.unset import UNSET, Unset


@dataclass(slots=True, kw_only=True)
class Hit(Model):
    id: int
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.id = required(rest, "id", int)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"id": self.id, **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class Hits(Model):
    meta: HitsMeta | Unset | None = UNSET
    found: HitsFound | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.meta = optional_or_null_as(rest, "meta", HitsMeta.from_dict)
        self.found = optional_as(rest, "found", HitsFound.from_dict)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.meta is not UNSET:
            made["meta"] = None if self.meta is None else self.meta.to_dict()
        if self.found is not None:
            made["found"] = self.found.to_dict()
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class HitsFound(Model):
    hits: list[Hit]
    total: int | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.hits = required_list_as(rest, "hits", Hit.from_dict)
        self.total = optional(rest, "total", int)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"hits": [item.to_dict() for item in self.hits]}
        if self.total is not None:
            made["total"] = self.total
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class HitsMeta(Model):
    more: str | Unset | None = UNSET
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.more = optional_or_null(rest, "more", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.more is not UNSET:
            made["more"] = self.more
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class ListWordsResponse(Model):
    next: str | None = None
    items: list[str] | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.next = optional(rest, "next", str)
        self.items = optional_list(rest, "items", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.next is not None:
            made["next"] = self.next
        if self.items is not None:
            made["items"] = self.items
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class SearchHitsRequest(Model):
    text: str
    from_: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.text = required(rest, "text", str)
        self.from_ = optional(rest, "from", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"text": self.text}
        if self.from_ is not None:
            made["from"] = self.from_
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class SearchNullRequest(Model):
    after: str | Unset | None = UNSET
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.after = optional_or_null(rest, "after", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.after is not UNSET:
            made["after"] = self.after
        made |= self.additional_properties
        return made

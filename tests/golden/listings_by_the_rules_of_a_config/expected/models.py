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
    given,
    nullable_as,
    optional,
    optional_as,
    optional_list,
    present,
    required,
    required_list_as,
    string,
)
from ._runtime.model import Model
from ._runtime.unset import UNSET, Unset


@dataclass(slots=True, kw_only=True)
class Hit(Model):
    id: int
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.id = required(rest, "id", int)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "id": self.id,
        }
        return known | self.additional_properties


@dataclass(slots=True, kw_only=True)
class Hits(Model):
    meta: HitsMeta | Unset | None = UNSET
    found: HitsFound | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.meta = nullable_as(rest, "meta", HitsMeta.from_dict)
        self.found = optional_as(rest, "found", HitsFound.from_dict)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "meta": self.meta if self.meta is None or self.meta is UNSET else self.meta.to_dict(),
            "found": UNSET if self.found is None else self.found.to_dict(),
        }
        return given(known) | self.additional_properties


@dataclass(slots=True, kw_only=True)
class HitsFound(Model):
    hits: list[Hit]
    total: int | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.hits = required_list_as(rest, "hits", Hit.from_dict)
        self.total = optional(rest, "total", int)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "hits": [item.to_dict() for item in self.hits],
            "total": self.total,
        }
        return present(known) | self.additional_properties


@dataclass(slots=True, kw_only=True)
class HitsMeta(Model):
    more: str | Unset | None = UNSET
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.more = nullable_as(rest, "more", string)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "more": self.more,
        }
        return given(known) | self.additional_properties


@dataclass(slots=True, kw_only=True)
class ListWordsResponse(Model):
    next: str | None = None
    items: list[str] | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.next = optional(rest, "next", str)
        self.items = optional_list(rest, "items", str)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "next": self.next,
            "items": self.items,
        }
        return present(known) | self.additional_properties


@dataclass(slots=True, kw_only=True)
class SearchHitsRequest(Model):
    text: str
    from_: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.text = required(rest, "text", str)
        self.from_ = optional(rest, "from", str)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "text": self.text,
            "from": self.from_,
        }
        return present(known) | self.additional_properties


@dataclass(slots=True, kw_only=True)
class SearchNullRequest(Model):
    after: str | Unset | None = UNSET
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.after = nullable_as(rest, "after", string)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "after": self.after,
        }
        return given(known) | self.additional_properties

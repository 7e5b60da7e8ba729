"""Models of the Naïve & reserved API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Self

from ._runtime.codec import check_map, check_object, optional, optional_as, optional_list
from ._runtime.model import MapModel, Model, new
from ._runtime.scalars import format_date, format_datetime, parse_date, parse_datetime


@dataclass(slots=True, kw_only=True)
class AnyModel(Model):
    y: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.y = optional(rest, "y", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.y is not None:
            made["y"] = self.y
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class ClientModel(Model):
    z: LiteralModel | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.z = optional_as(rest, "z", LiteralModel.from_dict)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.z is not None:
            made["z"] = self.z.to_dict()
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class ListModel(Model):
    field_: str | None = None
    list_: list[str] | None = None
    str_: str | None = None
    int_: int | None = None
    dict_: dict[str, Any] | None = None
    date_: date | None = None
    datetime_: datetime | None = None
    from_dict_: str | None = None
    to_dict_: str | None = None
    additional_properties_: str | None = None
    cls: str | None = None
    self_: str | None = None
    rest: str | None = None
    known: str | None = None
    class_: str | None = None
    none: str | None = None
    foo_bar: str | None = None
    foo_bar_: str | None = None
    empty: str | None = None
    empty_: str | None = None
    field_1st: str | None = None
    type: str | None = None
    unnamed: str | None = None
    init: str | None = None
    private: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.field_ = optional(rest, "field", str)
        self.list_ = optional_list(rest, "list", str)
        self.str_ = optional(rest, "str", str)
        self.int_ = optional(rest, "int", int)
        self.dict_ = optional_as(rest, "dict", check_object)
        self.date_ = optional_as(rest, "date", parse_date)
        self.datetime_ = optional_as(rest, "datetime", parse_datetime)
        self.from_dict_ = optional(rest, "from_dict", str)
        self.to_dict_ = optional(rest, "to_dict", str)
        self.additional_properties_ = optional(rest, "additional_properties", str)
        self.cls = optional(rest, "cls", str)
        self.self_ = optional(rest, "self", str)
        self.rest = optional(rest, "rest", str)
        self.known = optional(rest, "known", str)
        self.class_ = optional(rest, "class", str)
        self.none = optional(rest, "None", str)
        self.foo_bar = optional(rest, "fooBar", str)
        self.foo_bar_ = optional(rest, "foo_bar", str)
        self.empty = optional(rest, "", str)
        self.empty_ = optional(rest, " ", str)
        self.field_1st = optional(rest, "1st", str)
        self.type = optional(rest, "@type", str)
        self.unnamed = optional(rest, "\u65e5\u672c", str)
        self.init = optional(rest, "__init__", str)
        self.private = optional(rest, "_private", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.field_ is not None:
            made["field"] = self.field_
        if self.list_ is not None:
            made["list"] = self.list_
        if self.str_ is not None:
            made["str"] = self.str_
        if self.int_ is not None:
            made["int"] = self.int_
        if self.dict_ is not None:
            made["dict"] = self.dict_
        if self.date_ is not None:
            made["date"] = format_date(self.date_)
        if self.datetime_ is not None:
            made["datetime"] = format_datetime(self.datetime_)
        if self.from_dict_ is not None:
            made["from_dict"] = self.from_dict_
        if self.to_dict_ is not None:
            made["to_dict"] = self.to_dict_
        if self.additional_properties_ is not None:
            made["additional_properties"] = self.additional_properties_
        if self.cls is not None:
            made["cls"] = self.cls
        if self.self_ is not None:
            made["self"] = self.self_
        if self.rest is not None:
            made["rest"] = self.rest
        if self.known is not None:
            made["known"] = self.known
        if self.class_ is not None:
            made["class"] = self.class_
        if self.none is not None:
            made["None"] = self.none
        if self.foo_bar is not None:
            made["fooBar"] = self.foo_bar
        if self.foo_bar_ is not None:
            made["foo_bar"] = self.foo_bar_
        if self.empty is not None:
            made[""] = self.empty
        if self.empty_ is not None:
            made[" "] = self.empty_
        if self.field_1st is not None:
            made["1st"] = self.field_1st
        if self.type is not None:
            made["@type"] = self.type
        if self.unnamed is not None:
            made["\u65e5\u672c"] = self.unnamed
        if self.init is not None:
            made["__init__"] = self.init
        if self.private is not None:
            made["_private"] = self.private
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class LiteralModel(Model):
    x: AnyModel | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.x = optional_as(rest, "x", AnyModel.from_dict)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.x is not None:
            made["x"] = self.x.to_dict()
        made |= self.additional_properties
        return made


@dataclass(slots=True, eq=False)
class MapSchema(MapModel[str]):
    additional_properties: dict[str, str] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = check_map(data, str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return dict(self.additional_properties)


@dataclass(slots=True, kw_only=True)
class Part1(Model):
    a: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.a = optional(rest, "a", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.a is not None:
            made["a"] = self.a
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class Part1Model(Model):
    b: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.b = optional(rest, "b", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.b is not None:
            made["b"] = self.b
        made |= self.additional_properties
        return made

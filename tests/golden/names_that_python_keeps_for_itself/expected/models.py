"""Models of the Naïve & reserved API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Self

from ._runtime.codec import check_map, check_object, optional, optional_as, optional_list, present
from ._runtime.model import MapModel, Model
from ._runtime.scalars import format_date, format_datetime, parse_date, parse_datetime


@dataclass(slots=True, kw_only=True)
class AnyModel(Model):
    y: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.y = optional(rest, "y", str)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "y": self.y,
        }
        return present(known) | self.additional_properties


@dataclass(slots=True, kw_only=True)
class ClientModel(Model):
    z: LiteralModel | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.z = optional_as(rest, "z", LiteralModel.from_dict)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "z": None if self.z is None else self.z.to_dict(),
        }
        return present(known) | self.additional_properties


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
        rest = check_object(data)
        self = cls.__new__(cls)
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
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "field": self.field_,
            "list": self.list_,
            "str": self.str_,
            "int": self.int_,
            "dict": self.dict_,
            "date": None if self.date_ is None else format_date(self.date_),
            "datetime": None if self.datetime_ is None else format_datetime(self.datetime_),
            "from_dict": self.from_dict_,
            "to_dict": self.to_dict_,
            "additional_properties": self.additional_properties_,
            "cls": self.cls,
            "self": self.self_,
            "rest": self.rest,
            "known": self.known,
            "class": self.class_,
            "None": self.none,
            "fooBar": self.foo_bar,
            "foo_bar": self.foo_bar_,
            "": self.empty,
            " ": self.empty_,
            "1st": self.field_1st,
            "@type": self.type,
            "\u65e5\u672c": self.unnamed,
            "__init__": self.init,
            "_private": self.private,
        }
        return present(known) | self.additional_properties


@dataclass(slots=True, kw_only=True)
class LiteralModel(Model):
    x: AnyModel | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.x = optional_as(rest, "x", AnyModel.from_dict)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "x": None if self.x is None else self.x.to_dict(),
        }
        return present(known) | self.additional_properties


@dataclass(slots=True, eq=False)
class MapSchema(MapModel[str]):
    additional_properties: dict[str, str] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        return cls(check_map(data, str))

    def to_dict(self) -> dict[str, Any]:
        return dict(self.additional_properties)


@dataclass(slots=True, kw_only=True)
class Part1(Model):
    a: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.a = optional(rest, "a", str)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "a": self.a,
        }
        return present(known) | self.additional_properties


@dataclass(slots=True, kw_only=True)
class Part1Model(Model):
    b: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.b = optional(rest, "b", str)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "b": self.b,
        }
        return present(known) | self.additional_properties

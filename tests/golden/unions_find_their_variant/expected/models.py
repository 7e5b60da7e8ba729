"""Models of the Unions API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self, TypeAlias

from ._runtime.codec import (
    anything,
    boolean,
    check_object,
    is_object,
    list_of,
    optional,
    optional_as,
    required,
    required_as,
    required_literal,
    required_or_null_as,
    scalar,
    string,
)
from ._runtime.model import Model, encode_json, new


@dataclass(slots=True, kw_only=True)
class Circle(Model):
    kind: Literal["round"] = "round"
    radius: float
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.kind = required_literal(rest, "kind", str)
        self.radius = required(rest, "radius", float)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, "radius": self.radius, **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class Drawing(Model):
    shape: Shape
    by_tag: DrawingByTag
    by_key: DrawingByKey
    by_kind: DrawingByKind | None
    size: int | str
    any_kind_beside_a_keyword_of_objects: DrawingAnyKindBesideAKeywordOfObjects | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.shape = required_as(rest, "shape", decode_shape)
        self.by_tag = required_as(rest, "by_tag", decode_drawing_by_tag)
        self.by_key = required_as(rest, "by_key", decode_drawing_by_key)
        self.by_kind = required_or_null_as(rest, "by_kind", decode_drawing_by_kind)
        self.size = required_as(rest, "size", scalar(int, str))
        self.any_kind_beside_a_keyword_of_objects = optional_as(
            rest,
            "any_kind_beside_a_keyword_of_objects",
            decode_drawing_any_kind_beside_a_keyword_of_objects,
        )
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {
            "shape": encode_json(self.shape),
            "by_tag": encode_json(self.by_tag),
            "by_key": encode_json(self.by_key),
            "by_kind": None if self.by_kind is None else encode_json(self.by_kind),
            "size": self.size,
        }
        if self.any_kind_beside_a_keyword_of_objects is not None:
            made["any_kind_beside_a_keyword_of_objects"] = encode_json(
                self.any_kind_beside_a_keyword_of_objects
            )
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class DrawingByKeyWithPod(Model):
    pod: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.pod = required(rest, "pod", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"pod": self.pod, **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class DrawingByKeyWithServerless(Model):
    serverless: dict[str, Any]
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.serverless = required_as(rest, "serverless", check_object)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"serverless": self.serverless, **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class DrawingByTagImage(Model):
    type: Literal["image"] = "image"
    url: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.type = required_literal(rest, "type", str)
        self.url = optional(rest, "url", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"type": self.type}
        if self.url is not None:
            made["url"] = self.url
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class DrawingByTagText(Model):
    type: Literal["text"] = "text"
    text: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.type = required_literal(rest, "type", str)
        self.text = optional(rest, "text", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"type": self.type}
        if self.text is not None:
            made["text"] = self.text
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class Square(Model):
    kind: Literal["Square"] = "Square"
    side: float
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.kind = required_literal(rest, "kind", str)
        self.side = required(rest, "side", float)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, "side": self.side, **self.additional_properties}


DrawingAnyKindBesideAKeywordOfObjects: TypeAlias = str | dict[str, Any] | list[Any] | bool

DrawingByKey: TypeAlias = DrawingByKeyWithServerless | DrawingByKeyWithPod | dict[str, Any]

DrawingByKind: TypeAlias = str | list[Circle] | Square

DrawingByTag: TypeAlias = DrawingByTagText | DrawingByTagImage | dict[str, Any]

Shape: TypeAlias = Circle | Square | dict[str, Any]


def decode_drawing_any_kind_beside_a_keyword_of_objects(
    value: Any,
) -> DrawingAnyKindBesideAKeywordOfObjects:
    """Find the variant of a JSON value; one that fits none is kept as it came."""
    kept: DrawingAnyKindBesideAKeywordOfObjects = value
    if isinstance(value, bool):
        return boolean(value)
    if isinstance(value, str):
        return string(value)
    if isinstance(value, list):
        return list_of(anything)(value)
    if is_object(value):
        return check_object(value)
    return kept


def decode_drawing_by_key(value: Any) -> DrawingByKey:
    """Find the variant of a JSON value; one that fits none is kept as it came."""
    kept: DrawingByKey = value
    if is_object(value):
        if "serverless" in value:
            return DrawingByKeyWithServerless.from_dict(value)
        if "pod" in value:
            return DrawingByKeyWithPod.from_dict(value)
    return kept


def decode_drawing_by_kind(value: Any) -> DrawingByKind:
    """Find the variant of a JSON value; one that fits none is kept as it came."""
    kept: DrawingByKind = value
    if isinstance(value, str):
        return string(value)
    if isinstance(value, list):
        return list_of(Circle.from_dict)(value)
    if is_object(value):
        return Square.from_dict(value)
    return kept


def decode_drawing_by_tag(value: Any) -> DrawingByTag:
    """Find the variant of a JSON value; one that fits none is kept as it came."""
    kept: DrawingByTag = value
    if is_object(value):
        match value.get("type"):
            case "text":
                return DrawingByTagText.from_dict(value)
            case "image":
                return DrawingByTagImage.from_dict(value)
            case _:
                pass
    return kept


def decode_shape(value: Any) -> Shape:
    """Find the variant of a JSON value; one that fits none is kept as it came."""
    kept: Shape = value
    if is_object(value):
        match value.get("kind"):
            case "round":
                return Circle.from_dict(value)
            case "Square":
                return Square.from_dict(value)
            case _:
                pass
    return kept

"""Models of the Bodies API, version 1.

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
    required,
    required_as,
)
from ._runtime.encoded import format_base64, parse_base64
from ._runtime.model import Model, new


@dataclass(slots=True, kw_only=True)
class Line(Model):
    id: str
    text: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.id = required(rest, "_id", str)
        self.text = optional(rest, "text", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"_id": self.id}
        if self.text is not None:
            made["text"] = self.text
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class SendFormRequest(Model):
    grant_type: str
    scopes: list[str] | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.grant_type = required(rest, "grant_type", str)
        self.scopes = optional_list(rest, "scopes", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"grant_type": self.grant_type}
        if self.scopes is not None:
            made["scopes"] = self.scopes
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class SetAvatarRequest(Model):
    avatar: bytes
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.avatar = required_as(rest, "avatar", parse_base64)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"avatar": format_base64(self.avatar), **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class UploadFileRequest(Model):
    file: str
    extra: list[str] | None = None
    purpose: str | None = None
    meta: UploadFileRequestMeta | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.file = required(rest, "file", str)
        self.extra = optional_list(rest, "extra", str)
        self.purpose = optional(rest, "purpose", str)
        self.meta = optional_as(rest, "meta", UploadFileRequestMeta.from_dict)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"file": self.file}
        if self.extra is not None:
            made["extra"] = self.extra
        if self.purpose is not None:
            made["purpose"] = self.purpose
        if self.meta is not None:
            made["meta"] = self.meta.to_dict()
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class UploadFileRequestMeta(Model):
    a: int | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.a = optional(rest, "a", int)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.a is not None:
            made["a"] = self.a
        made |= self.additional_properties
        return made

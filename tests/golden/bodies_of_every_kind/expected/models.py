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
    present,
    required,
    required_as,
)
from ._runtime.encoded import format_base64, parse_base64
from ._runtime.model import Model


@dataclass(slots=True, kw_only=True)
class Line(Model):
    id: str
    text: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.id = required(rest, "_id", str)
        self.text = optional(rest, "text", str)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "_id": self.id,
            "text": self.text,
        }
        return present(known) | self.additional_properties


@dataclass(slots=True, kw_only=True)
class SendFormRequest(Model):
    grant_type: str
    scopes: list[str] | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.grant_type = required(rest, "grant_type", str)
        self.scopes = optional_list(rest, "scopes", str)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "grant_type": self.grant_type,
            "scopes": self.scopes,
        }
        return present(known) | self.additional_properties


@dataclass(slots=True, kw_only=True)
class SetAvatarRequest(Model):
    avatar: bytes
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.avatar = required_as(rest, "avatar", parse_base64)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "avatar": format_base64(self.avatar),
        }
        return known | self.additional_properties


@dataclass(slots=True, kw_only=True)
class UploadFileRequest(Model):
    file: str
    extra: list[str] | None = None
    purpose: str | None = None
    meta: UploadFileRequestMeta | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.file = required(rest, "file", str)
        self.extra = optional_list(rest, "extra", str)
        self.purpose = optional(rest, "purpose", str)
        self.meta = optional_as(rest, "meta", UploadFileRequestMeta.from_dict)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "file": self.file,
            "extra": self.extra,
            "purpose": self.purpose,
            "meta": None if self.meta is None else self.meta.to_dict(),
        }
        return present(known) | self.additional_properties


@dataclass(slots=True, kw_only=True)
class UploadFileRequestMeta(Model):
    a: int | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.a = optional(rest, "a", int)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "a": self.a,
        }
        return present(known) | self.additional_properties

"""Models of the Reader API (Preview), version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self, TypeAlias

from ._runtime.codec import absent, check_object, given, optional, optional_null, present, required
from ._runtime.model import Model
from ._runtime.unset import UNSET, Unset

Kind: TypeAlias = Literal[0, 2] | int
"""What it is.

- `0`: TEXT. A text channel
- `2`: VOICE
"""


@dataclass(slots=True, kw_only=True)
class AddStickerRequest(Model):
    file: str
    image: str | None = None
    other: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.file = required(rest, "file", str)
        self.image = optional(rest, "image", str)
        self.other = optional(rest, "other", str)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "file": self.file,
            "image": self.image,
            "other": self.other,
        }
        return present(known) | self.additional_properties


@dataclass(slots=True, kw_only=True)
class Role(Model):
    premium: None | Unset = UNSET
    kind: Kind | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.premium = optional_null(rest, "premium")
        self.kind = optional(rest, "kind", int)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "premium": self.premium,
            "kind": absent(self.kind),
        }
        return given(known) | self.additional_properties


@dataclass(slots=True, kw_only=True)
class Sticker(Model):
    id: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.id = required(rest, "id", str)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "id": self.id,
        }
        return known | self.additional_properties

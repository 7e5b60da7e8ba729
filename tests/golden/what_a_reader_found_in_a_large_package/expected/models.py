"""Models of the Reader API (Preview), version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self, TypeAlias

from ._runtime.codec import check_object, optional, optional_null, required
from ._runtime.model import Model, new
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
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.file = required(rest, "file", str)
        self.image = optional(rest, "image", str)
        self.other = optional(rest, "other", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"file": self.file}
        if self.image is not None:
            made["image"] = self.image
        if self.other is not None:
            made["other"] = self.other
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class Role(Model):
    premium: Unset | None = UNSET
    kind: Kind | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.premium = optional_null(rest, "premium")
        self.kind = optional(rest, "kind", int)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.premium is not UNSET:
            made["premium"] = self.premium
        if self.kind is not None:
            made["kind"] = self.kind
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class Sticker(Model):
    id: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.id = required(rest, "id", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"id": self.id, **self.additional_properties}

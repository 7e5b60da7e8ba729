"""Models of the Chat API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ._runtime.codec import check_object, optional, optional_list_as, required
from ._runtime.model import Model, new


@dataclass(slots=True, kw_only=True)
class CreateMessageRequest(Model):
    content: str
    embeds: list[Embed] | None = None
    files_0: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.content = required(rest, "content", str)
        self.embeds = optional_list_as(rest, "embeds", Embed.from_dict)
        self.files_0 = optional(rest, "files[0]", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"content": self.content}
        if self.embeds is not None:
            made["embeds"] = [item.to_dict() for item in self.embeds]
        if self.files_0 is not None:
            made["files[0]"] = self.files_0
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class Embed(Model):
    title: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.title = required(rest, "title", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"title": self.title, **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class Message(Model):
    content: str
    embeds: list[Embed] | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.content = required(rest, "content", str)
        self.embeds = optional_list_as(rest, "embeds", Embed.from_dict)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"content": self.content}
        if self.embeds is not None:
            made["embeds"] = [item.to_dict() for item in self.embeds]
        made |= self.additional_properties
        return made

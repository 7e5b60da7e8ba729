"""Models of the Chat API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ._runtime.codec import check_object, optional, required
from ._runtime.model import Model, new


@dataclass(slots=True, kw_only=True)
class ChatRequest(Model):
    prompt: str
    stream: bool | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.prompt = required(rest, "prompt", str)
        self.stream = optional(rest, "stream", bool)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"prompt": self.prompt}
        if self.stream is not None:
            made["stream"] = self.stream
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class Chunk(Model):
    delta: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.delta = required(rest, "delta", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"delta": self.delta, **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class Message(Model):
    text: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.text = required(rest, "text", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"text": self.text, **self.additional_properties}

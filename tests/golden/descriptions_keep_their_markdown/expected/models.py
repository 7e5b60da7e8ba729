"""Models of the Prose API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self, TypeAlias

from ._runtime.codec import check_object, is_object, optional, optional_as, required, string
from ._runtime.model import Model, encode_json, new


@dataclass(slots=True, kw_only=True)
class ColorWithRed(Model):
    red: int = 1
    """How red."""
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.red = required(rest, "red", int)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"red": self.red, **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class Note(Model):
    """A note that says in this one line of text all that there is to say of it, and no mo."""

    text: str | None = None
    """Text:

    * one
    * two

    Default: `none`.
    """
    author: str | None = None
    """Who wrote it."""
    place: str | None = None
    """它写在哪里。"""
    mood: str | None = None
    """How it feels.

    - `calm`
    - `wild`
    """
    history: str | None = None
    """# What became of it"""
    color: Color | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.text = optional(rest, "text", str)
        self.author = optional(rest, "author", str)
        self.place = optional(rest, "place", str)
        self.mood = optional(rest, "mood", str)
        self.history = optional(rest, "history", str)
        self.color = optional_as(rest, "color", decode_color)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.text is not None:
            made["text"] = self.text
        if self.author is not None:
            made["author"] = self.author
        if self.place is not None:
            made["place"] = self.place
        if self.mood is not None:
            made["mood"] = self.mood
        if self.history is not None:
            made["history"] = self.history
        if self.color is not None:
            made["color"] = encode_json(self.color)
        made |= self.additional_properties
        return made


Color: TypeAlias = str | ColorWithRed
"""A colour that a note has."""


def decode_color(value: Any) -> Color:
    """Find the variant of a JSON value; one that fits none is kept as it came."""
    kept: Color = value
    if isinstance(value, str):
        return string(value)
    if is_object(value):
        return ColorWithRed.from_dict(value)
    return kept

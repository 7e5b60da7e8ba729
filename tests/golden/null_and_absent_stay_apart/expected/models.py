"""Models of the Nulls API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Self, TypeAlias

from ._runtime.codec import (
    check_object,
    nullable,
    optional,
    optional_list_as,
    optional_or_null,
    optional_or_null_as,
    required,
    required_or_null_as,
    string,
)
from ._runtime.model import Model, new
from ._runtime.scalars import format_datetime, parse_datetime
from ._runtime.unset import UNSET, Unset

Genre: TypeAlias = Literal["pop", "rock"] | str


@dataclass(slots=True, kw_only=True)
class Note(Model):
    text: str
    deleted_at: datetime | None
    title: str | Unset | None = UNSET
    parent: Note | Unset | None = UNSET
    words: list[str | None] | None = None
    pinned: bool | None = None
    """Default: `False`."""
    genre: Genre | Unset | None = UNSET
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.text = required(rest, "text", str)
        self.deleted_at = required_or_null_as(rest, "deleted_at", parse_datetime)
        self.title = optional_or_null(rest, "title", str)
        self.parent = optional_or_null_as(rest, "parent", Note.from_dict)
        self.words = optional_list_as(rest, "words", nullable(string))
        self.pinned = optional(rest, "pinned", bool)
        self.genre = optional_or_null(rest, "genre", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {
            "text": self.text,
            "deleted_at": None if self.deleted_at is None else format_datetime(self.deleted_at),
        }
        if self.title is not UNSET:
            made["title"] = self.title
        if self.parent is not UNSET:
            made["parent"] = None if self.parent is None else self.parent.to_dict()
        if self.words is not None:
            made["words"] = self.words
        if self.pinned is not None:
            made["pinned"] = self.pinned
        if self.genre is not UNSET:
            made["genre"] = self.genre
        made |= self.additional_properties
        return made


Nothing: TypeAlias = None

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
    absent,
    check_object,
    given,
    nullable,
    nullable_as,
    optional,
    optional_list_as,
    required,
    required_as,
    string,
)
from ._runtime.model import Model
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
        rest = check_object(data)
        self = cls.__new__(cls)
        self.text = required(rest, "text", str)
        self.deleted_at = required_as(rest, "deleted_at", nullable(parse_datetime))
        self.title = nullable_as(rest, "title", string)
        self.parent = nullable_as(rest, "parent", Note.from_dict)
        self.words = optional_list_as(rest, "words", nullable(string))
        self.pinned = optional(rest, "pinned", bool)
        self.genre = nullable_as(rest, "genre", string)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "text": self.text,
            "deleted_at": None if self.deleted_at is None else format_datetime(self.deleted_at),
            "title": self.title,
            "parent": (
                self.parent
                if self.parent is None or self.parent is UNSET
                else self.parent.to_dict()
            ),
            "words": absent(self.words),
            "pinned": absent(self.pinned),
            "genre": self.genre,
        }
        return given(known) | self.additional_properties


Nothing: TypeAlias = None

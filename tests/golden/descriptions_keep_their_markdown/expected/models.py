"""Models of the Prose API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ._runtime.codec import check_object, optional
from ._runtime.model import Model, new


@dataclass(slots=True, kw_only=True)
class Note(Model):
    """A note that says in this one line of text all that there is to say of it, and no mo."""

    text: str | None = None
    """Text:

    * one
    * two

    Default: `none`.
    """
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.text = optional(rest, "text", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.text is not None:
            made["text"] = self.text
        made |= self.additional_properties
        return made

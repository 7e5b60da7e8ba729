"""Models of the Undeclared API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ._runtime.codec import check_object, required
from ._runtime.model import Model, new


@dataclass(slots=True, kw_only=True)
class PutWebhookRequest(Model):
    event: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.event = required(rest, "event", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"event": self.event, **self.additional_properties}

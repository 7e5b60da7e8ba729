"""Models of the Enums API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self, TypeAlias

from ._runtime.codec import (
    check_object,
    literal,
    optional,
    optional_or_null_as,
    required_literal,
    required_or_null,
)
from ._runtime.model import Model, new
from ._runtime.unset import UNSET, Unset

HitGrade: TypeAlias = Literal["good", "bad"] | str

HitMixed: TypeAlias = Literal["a"] | Literal[1] | Literal[True] | str | int | bool

SearchLevel: TypeAlias = Literal[1, 2, 3]

SearchOrder: TypeAlias = Literal["asc", "desc", "ASC"]

State: TypeAlias = Literal["ready", "failed"] | str
"""How far it got.

- `ready`: It can be used.
- `failed`: It can't be used.
"""


@dataclass(slots=True, kw_only=True)
class Hit(Model):
    state: State | None
    kind: Literal["hit"] = "hit"
    mixed: HitMixed | Unset | None = UNSET
    grade: HitGrade | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.state = required_or_null(rest, "state", str)
        self.kind = required_literal(rest, "kind", str)
        self.mixed = optional_or_null_as(rest, "mixed", literal(str, int, bool))
        self.grade = optional(rest, "grade", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"state": self.state, "kind": self.kind}
        if self.mixed is not UNSET:
            made["mixed"] = self.mixed
        if self.grade is not None:
            made["grade"] = self.grade
        made |= self.additional_properties
        return made

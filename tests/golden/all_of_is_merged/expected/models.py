"""Models of the Composition API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self, TypeAlias

from ._runtime.codec import check_object, optional, optional_as, optional_list_as, present, required
from ._runtime.model import Model

PetTag: TypeAlias = Literal["a", "b"] | str


@dataclass(slots=True, kw_only=True)
class NewPet(Model):
    name: str
    tag: str | None = None
    owner: Owner | None = None
    """Whose it is."""
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.name = required(rest, "name", str)
        self.tag = optional(rest, "tag", str)
        self.owner = optional_as(rest, "owner", Owner.from_dict)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "name": self.name,
            "tag": self.tag,
            "owner": None if self.owner is None else self.owner.to_dict(),
        }
        return present(known) | self.additional_properties


@dataclass(slots=True, kw_only=True)
class Owner(Model):
    name: str | None = None
    friends: list[Owner] | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.name = optional(rest, "name", str)
        self.friends = optional_list_as(rest, "friends", Owner.from_dict)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "name": self.name,
            "friends": None if self.friends is None else [item.to_dict() for item in self.friends],
        }
        return present(known) | self.additional_properties


@dataclass(slots=True, kw_only=True)
class Pet(Model):
    name: str
    tag: PetTag | None = None
    """A narrower tag."""
    owner: Owner | None = None
    """Whose it is."""
    id: int
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        rest = check_object(data)
        self = cls.__new__(cls)
        self.name = required(rest, "name", str)
        self.tag = optional(rest, "tag", str)
        self.owner = optional_as(rest, "owner", Owner.from_dict)
        self.id = required(rest, "id", int)
        self.additional_properties = rest
        return self

    def to_dict(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            "name": self.name,
            "tag": self.tag,
            "owner": None if self.owner is None else self.owner.to_dict(),
            "id": self.id,
        }
        return present(known) | self.additional_properties

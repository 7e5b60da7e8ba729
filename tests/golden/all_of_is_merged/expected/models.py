"""Models of the Composition API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self, TypeAlias

from ._runtime.codec import check_object, optional, optional_as, optional_list_as, required
from ._runtime.model import Model, new

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
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.name = required(rest, "name", str)
        self.tag = optional(rest, "tag", str)
        self.owner = optional_as(rest, "owner", Owner.from_dict)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"name": self.name}
        if self.tag is not None:
            made["tag"] = self.tag
        if self.owner is not None:
            made["owner"] = self.owner.to_dict()
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class Owner(Model):
    name: str | None = None
    friends: list[Owner] | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.name = optional(rest, "name", str)
        self.friends = optional_list_as(rest, "friends", Owner.from_dict)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.name is not None:
            made["name"] = self.name
        if self.friends is not None:
            made["friends"] = [item.to_dict() for item in self.friends]
        made |= self.additional_properties
        return made


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
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.name = required(rest, "name", str)
        self.tag = optional(rest, "tag", str)
        self.owner = optional_as(rest, "owner", Owner.from_dict)
        self.id = required(rest, "id", int)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"name": self.name, "id": self.id}
        if self.tag is not None:
            made["tag"] = self.tag
        if self.owner is not None:
            made["owner"] = self.owner.to_dict()
        made |= self.additional_properties
        return made

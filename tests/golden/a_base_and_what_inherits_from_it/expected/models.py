"""Models of the Pets API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self, TypeAlias

from ._runtime.codec import check_object, is_object, optional, required_literal
from ._runtime.model import Model, new


@dataclass(slots=True, kw_only=True)
class Cat(Model):
    kind: Literal["cat"] = "cat"
    name: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.kind = required_literal(rest, "kind", str)
        self.name = optional(rest, "name", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"kind": self.kind}
        if self.name is not None:
            made["name"] = self.name
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class Dog(Model):
    kind: Literal["Dog"] = "Dog"
    name: str | None = None
    bark: bool | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.kind = required_literal(rest, "kind", str)
        self.name = optional(rest, "name", str)
        self.bark = optional(rest, "bark", bool)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"kind": self.kind}
        if self.name is not None:
            made["name"] = self.name
        if self.bark is not None:
            made["bark"] = self.bark
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class PetBase(Model):
    kind: Literal["pet"] = "pet"
    name: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.kind = required_literal(rest, "kind", str)
        self.name = optional(rest, "name", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"kind": self.kind}
        if self.name is not None:
            made["name"] = self.name
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class Puppy(Model):
    kind: Literal["Puppy"] = "Puppy"
    name: str | None = None
    bark: bool | None = None
    age: int | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.kind = required_literal(rest, "kind", str)
        self.name = optional(rest, "name", str)
        self.bark = optional(rest, "bark", bool)
        self.age = optional(rest, "age", int)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"kind": self.kind}
        if self.name is not None:
            made["name"] = self.name
        if self.bark is not None:
            made["bark"] = self.bark
        if self.age is not None:
            made["age"] = self.age
        made |= self.additional_properties
        return made


Pet: TypeAlias = Cat | Dog | Puppy | PetBase | dict[str, Any]


def decode_pet(value: Any) -> Pet:
    """Find the variant of a JSON value; one that fits none is kept as it came."""
    kept: Pet = value
    if is_object(value):
        match value.get("kind"):
            case "pet":
                return PetBase.from_dict(value)
            case "cat":
                return Cat.from_dict(value)
            case "Dog":
                return Dog.from_dict(value)
            case "Puppy":
                return Puppy.from_dict(value)
            case _:
                pass
    return kept

"""Models of the Spaces API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self, TypeAlias

from ._runtime.codec import check_object, is_object, required, required_as
from ._runtime.model import Model, encode_json, new


@dataclass(slots=True, kw_only=True)
class Organization(Model):
    login: str
    hooks_url: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.login = required(rest, "login", str)
        self.hooks_url = required(rest, "hooks_url", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"login": self.login, "hooks_url": self.hooks_url, **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class Space(Model):
    owner: SpaceOwner
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.owner = required_as(rest, "owner", decode_space_owner)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"owner": encode_json(self.owner), **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class User(Model):
    login: str
    gravatar_id: str
    followers_url: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.login = required(rest, "login", str)
        self.gravatar_id = required(rest, "gravatar_id", str)
        self.followers_url = required(rest, "followers_url", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {
            "login": self.login,
            "gravatar_id": self.gravatar_id,
            "followers_url": self.followers_url,
            **self.additional_properties,
        }


SpaceOwner: TypeAlias = User | Organization | dict[str, Any]


def decode_space_owner(value: Any) -> SpaceOwner:
    """Find the variant of a JSON value; one that fits none is kept as it came."""
    kept: SpaceOwner = value
    if is_object(value):
        if {"gravatar_id", "followers_url"} <= value.keys():
            return User.from_dict(value)
        if "hooks_url" in value:
            return Organization.from_dict(value)
    return kept

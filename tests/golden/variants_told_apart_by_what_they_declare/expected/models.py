"""Models of the Variants API, version 1.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self, TypeAlias

from ._runtime.codec import (
    check_object,
    is_object,
    literal,
    optional,
    optional_as,
    optional_literal,
    optional_or_null_as,
    required,
    required_literal,
)
from ._runtime.model import Model, encode_json, new
from ._runtime.unset import UNSET, Unset

ChannelThreadType: TypeAlias = Literal[10, 11, 12] | int


@dataclass(slots=True, kw_only=True)
class Both(Model):
    channel: Channel | None = None
    invite: Invite | None = None
    mode: Mode | None = None
    rule: Rule | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.channel = optional_as(rest, "channel", decode_channel)
        self.invite = optional_as(rest, "invite", decode_invite)
        self.mode = optional_as(rest, "mode", decode_mode)
        self.rule = optional_as(rest, "rule", decode_rule)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.channel is not None:
            made["channel"] = encode_json(self.channel)
        if self.invite is not None:
            made["invite"] = encode_json(self.invite)
        if self.mode is not None:
            made["mode"] = encode_json(self.mode)
        if self.rule is not None:
            made["rule"] = encode_json(self.rule)
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class ChangeChannelRequestTextChange(Model):
    type: Literal[0] | None = None
    name: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.type = optional_literal(rest, "type", int)
        self.name = optional(rest, "name", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.type is not None:
            made["type"] = self.type
        if self.name is not None:
            made["name"] = self.name
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class ChangeChannelRequestVoiceChange(Model):
    type: Literal[2] | None = None
    bitrate: int | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.type = optional_literal(rest, "type", int)
        self.bitrate = optional(rest, "bitrate", int)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.type is not None:
            made["type"] = self.type
        if self.bitrate is not None:
            made["bitrate"] = self.bitrate
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class ChannelPrivate(Model):
    type: Literal[1] = 1
    position: int | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.type = required_literal(rest, "type", int)
        self.position = optional(rest, "position", int)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"type": self.type}
        if self.position is not None:
            made["position"] = self.position
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class ChannelThread(Model):
    type: ChannelThreadType
    position: int | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.type = required(rest, "type", int)
        self.position = optional(rest, "position", int)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"type": self.type}
        if self.position is not None:
            made["position"] = self.position
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class InviteFriend(Model):
    type: Literal[2] | Unset | None = UNSET
    code: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.type = optional_or_null_as(rest, "type", literal(int))
        self.code = optional(rest, "code", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.type is not UNSET:
            made["type"] = self.type
        if self.code is not None:
            made["code"] = self.code
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class InviteGuild(Model):
    type: Literal[0] | Unset | None = UNSET
    guild: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.type = optional_or_null_as(rest, "type", literal(int))
        self.guild = required(rest, "guild", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"guild": self.guild}
        if self.type is not UNSET:
            made["type"] = self.type
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class ModeFixed(Model):
    mode: Literal["Dedicated"] = "Dedicated"
    dedicated: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.mode = required_literal(rest, "mode", str)
        self.dedicated = required(rest, "dedicated", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"mode": self.mode, "dedicated": self.dedicated, **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class ModeFree(Model):
    mode: Literal["OnDemand"] = "OnDemand"
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.mode = required_literal(rest, "mode", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"mode": self.mode, **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class RuleWithAsc(Model):
    asc: str
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.asc = required(rest, "asc", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"asc": self.asc, **self.additional_properties}


ChangeChannelRequest: TypeAlias = (
    ChangeChannelRequestTextChange | ChangeChannelRequestVoiceChange | dict[str, Any]
)

Channel: TypeAlias = ChannelThread | ChannelPrivate | dict[str, Any]

Invite: TypeAlias = InviteFriend | InviteGuild | dict[str, Any]

Mode: TypeAlias = ModeFixed | ModeFree | dict[str, Any]

Rule: TypeAlias = Literal["Words", "Typo"] | RuleWithAsc | str


def decode_change_channel_request(value: Any) -> ChangeChannelRequest:
    """Find the variant of a JSON value; one that fits none is kept as it came."""
    kept: ChangeChannelRequest = value
    if is_object(value):
        match value.get("type"):
            case 0:
                return ChangeChannelRequestTextChange.from_dict(value)
            case 2:
                return ChangeChannelRequestVoiceChange.from_dict(value)
            case _:
                pass
    return kept


def decode_channel(value: Any) -> Channel:
    """Find the variant of a JSON value; one that fits none is kept as it came."""
    kept: Channel = value
    if is_object(value):
        match value.get("type"):
            case 10 | 11 | 12:
                return ChannelThread.from_dict(value)
            case 1:
                return ChannelPrivate.from_dict(value)
            case _:
                pass
    return kept


def decode_invite(value: Any) -> Invite:
    """Find the variant of a JSON value; one that fits none is kept as it came."""
    kept: Invite = value
    if is_object(value):
        match value.get("type"):
            case 2:
                return InviteFriend.from_dict(value)
            case 0:
                return InviteGuild.from_dict(value)
            case _:
                pass
        if "guild" in value and "type" not in value:
            return InviteGuild.from_dict(value)
    return kept


def decode_mode(value: Any) -> Mode:
    """Find the variant of a JSON value; one that fits none is kept as it came."""
    kept: Mode = value
    if is_object(value):
        match value.get("mode"):
            case "Dedicated":
                return ModeFixed.from_dict(value)
            case "OnDemand":
                return ModeFree.from_dict(value)
            case _:
                pass
    return kept


def decode_rule(value: Any) -> Rule:
    """Find the variant of a JSON value; one that fits none is kept as it came."""
    kept: Rule = value
    if is_object(value):
        return RuleWithAsc.from_dict(value)
    return kept

"""Variants of unions as callers get them: told apart by what they declare, never guessed."""

import json
from typing import Any

import httpx2
import pytest

from tests.conftest import ROOT
from tests.packages import config_for, imported, write_package

SOURCE = ROOT / "tests" / "golden" / "variants_told_apart_by_what_they_declare" / "spec.yaml"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Any:
    made = write_package(config_for(SOURCE, package="told"), tmp_path_factory.mktemp("told"))
    with imported(made) as module:
        yield module


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("channel", {"type": 11, "position": 1}, "ChannelThread"),
        ("channel", {"type": 1}, "ChannelPrivate"),
        ("invite", {"type": 2, "code": "a"}, "InviteFriend"),
        ("invite", {"guild": "g"}, "InviteGuild"),
        ("mode", {"mode": "Dedicated", "dedicated": "d"}, "ModeFixed"),
        # A later version's variants: kept as they came, whatever else they have.
        ("channel", {"type": 99, "position": 1}, "dict"),
        ("invite", {"type": 7, "guild": "g"}, "dict"),
        ("mode", {"mode": "Auto", "dedicated": {"x": 1}}, "dict"),
        ("rule", "Unheard", "str"),
    ],
)
def test_a_value_finds_its_variant(package: Any, field: str, value: Any, name: str) -> None:
    both = package.Both.from_dict({field: value})
    assert type(getattr(both, field)).__name__ == name
    assert both.to_dict() == {field: value}


def test_a_constant_need_not_be_said(package: Any) -> None:
    made = package.ModeFixed(dedicated="d")
    assert made.to_dict() == {"mode": "Dedicated", "dedicated": "d"}
    with pytest.raises(package.DecodeError, match="mode: missing"):
        package.ModeFixed.from_dict({"dedicated": "d"})


def test_a_part_that_no_tag_tells_is_sent_as_it_is(package: Any) -> None:
    seen: list[bytes] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.content)
        return httpx2.Response(204)

    with package.Client(transport=httpx2.MockTransport(answer)) as client:
        client.change_channel(body={"name": "a"})
        client.change_channel(body={"type": 2, "bitrate": 64})
    assert [json.loads(body) for body in seen] == [{"name": "a"}, {"type": 2, "bitrate": 64}]

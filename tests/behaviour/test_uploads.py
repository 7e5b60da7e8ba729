"""Files beside JSON: a method of their own, which sends parts."""

from pathlib import Path

import httpx2
import pytest

from tests.conftest import ROOT
from tests.packages import config_for, imported, write_package

CASE = ROOT / "tests" / "golden" / "files_beside_another_media_type"


def test_files_go_by_a_method_of_their_own(tmp_path: Path) -> None:
    seen: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        request.read()
        seen.append(request)
        return httpx2.Response(200, json={"content": "hi"})

    config = config_for(CASE / "spec.yaml", package="chat_api", table=CASE / "config.toml")
    with (
        imported(write_package(config, tmp_path)) as package,
        package.Client(transport=httpx2.MockTransport(answer)) as client,
    ):
        client.create_message(content="hi")
        client.create_message_with_files(content="hi", embeds=[{"title": "t"}], files_0=b"bytes")
        with pytest.raises(package.ArgumentError, match=r"embeds\[0\]\.title: missing"):
            client.create_message_with_files(content="hi", embeds=[{}])
    assert [r.headers["content-type"].partition(";")[0] for r in seen] == [
        "application/json",
        "multipart/form-data",
    ]
    assert [r.url.path for r in seen] == ["/messages", "/messages"]
    body = seen[1].content
    assert b'name="files[0]"' in body and b"bytes" in body and b'{"title":"t"}' in body

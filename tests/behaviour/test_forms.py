"""Bodies that are forms, as a server reads them: each field in the style that the specification gives."""

from typing import Any
from urllib.parse import parse_qsl

import httpx2
import pytest

from tests.conftest import ROOT
from tests.packages import config_for, imported, write_package

CASE = "forms_written_as_their_encodings_say"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Any:
    source = ROOT / "tests" / "golden" / CASE / "spec.yaml"
    with imported(
        write_package(config_for(source, package="forms"), tmp_path_factory.mktemp("forms"))
    ) as module:
        yield module


def sent_by(package: Any, method: str, **arguments: Any) -> httpx2.Request:
    """The request that a call sends."""
    seen: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        request.read()
        seen.append(request)
        return httpx2.Response(204)

    with package.Client(transport=httpx2.MockTransport(answer)) as client:
        getattr(client, method)(**arguments)
    return seen[0]


def test_fields_of_a_form_have_their_styles(package: Any) -> None:
    request = sent_by(
        package,
        "charge",
        amount=3,
        metadata={"a b": "1", "c": "2"},
        tags=["x", "y"],
        codes=[1, 2],
        address={"city": "Ulm"},
        plain=["p", "q"],
    )
    assert parse_qsl(request.content.decode()) == [
        ("amount", "3"),
        ("metadata[a b]", "1"),
        ("metadata[c]", "2"),
        ("tags", "x|y"),
        ("codes", "[1,2]"),
        ("city", "Ulm"),
        ("plain", "p"),
        ("plain", "q"),
    ]


def test_parts_have_the_media_type_and_the_headers_that_are_stated(package: Any) -> None:
    request = sent_by(package, "send_parts", file=b"\x89PNG", note="n")
    assert request.headers["content-type"].startswith("multipart/mixed; boundary=")
    assert b"Content-Type: image/png\r\nX-Kind: picture\r\n\r\n\x89PNG" in request.content


def test_a_part_takes_headers_of_its_own(package: Any) -> None:
    file = package.File(b"x", "x.png", headers={"X-Note": "mine"})
    assert b"\r\nX-Note: mine\r\n" in sent_by(package, "send_parts", file=file).content
    broken = package.File(b"x", headers={"X-Note": "a\r\nb: c"})
    with pytest.raises(ValueError, match="X-Note"):
        sent_by(package, "send_parts", file=broken)


def test_text_is_written_in_its_charset(package: Any) -> None:
    request = sent_by(package, "note", body="grün", q=["a/b", "c,d"], plain="p q")
    assert request.content == "grün".encode("latin-1")
    assert request.url.query == b"q=a/b&q=c,d&plain=p%20q"

"""Methods of any name, and a query string described as a whole (OpenAPI 3.2)."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest

from tests.conftest import ROOT
from tests.packages import config_for, imported, write_package

CASE = "what_openapi_3_2_adds"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    source = ROOT / "tests" / "golden" / CASE / "spec.yaml"
    folder = tmp_path_factory.mktemp("other_methods")
    with imported(write_package(config_for(source, package="other_methods"), folder)) as module:
        yield module


def sent_by(package: Any, call: Callable[[Any], object], answer: httpx2.Response) -> httpx2.Request:
    """The request that a call sends."""
    seen: list[httpx2.Request] = []

    def serve(request: httpx2.Request) -> httpx2.Response:
        request.read()
        seen.append(request)
        return answer

    with package.Client(token="t", transport=httpx2.MockTransport(serve)) as client:
        call(client)
    return seen[0]


def test_a_method_goes_out_as_it_is_spelt(package: Any) -> None:
    nothing = httpx2.Response(204)
    assert sent_by(package, lambda c: c.copy_things(), nothing).method == "COPY"
    assert sent_by(package, lambda c: c.m_search_things(), nothing).method == "M-SEARCH"
    found = httpx2.Response(200, json={"id": "t-1"})
    asked = sent_by(package, lambda c: c.search_things(words="red"), found)
    assert (asked.method, json.loads(asked.content)) == ("QUERY", {"words": "red"})


def test_a_query_string_is_the_fields_of_a_form(package: Any) -> None:
    lines = httpx2.Response(200, content=b'{"id":"t-1"}\n{"id":"t-2"}\n')
    given = {"color": "light red", "sizes": [1, 2]}
    request = sent_by(package, lambda c: c.list_things(filter=given), lines)
    assert request.url.params.multi_items() == [
        ("color", "light red"),
        ("sizes", "1"),
        ("sizes", "2"),
    ]

"""Headers of responses, typed: read of a raw response, and of an error."""

from typing import Any

import httpx2
import pytest

from tests.conftest import ROOT
from tests.packages import config_for, imported, write_package

SOURCE = ROOT / "tests" / "golden" / "headers_of_responses_are_typed" / "spec.yaml"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Any:
    made = write_package(config_for(SOURCE, package="headed"), tmp_path_factory.mktemp("headed"))
    with imported(made) as module:
        yield module


def listing(package: Any, headers: dict[str, str], status: int = 200) -> Any:
    """The raw response of a listing with these headers."""
    seen: list[Any] = []
    transport = httpx2.MockTransport(lambda _: httpx2.Response(status, headers=headers, json=[]))
    with package.Client(transport=transport, retries=0) as client:
        try:
            client.list_items(options=package.RequestOptions(on_response=seen.append))
        except package.StatusError as error:
            return error
    return seen[0]


def test_values_have_their_types(package: Any) -> None:
    raw = listing(
        package,
        {
            "x-total": "12",
            "link": "<https://a>; rel=next",
            "x-kinds": "a, b",
            "last-modified-at": "2025-01-01T00:00:00Z",
            "x-details": '{"a": 1, "new": 2}',
            "x-fresh": "true",
            "x-mode": "unheard-of",
        },
    )
    headers = package.ListItemsHeaders.of(raw)
    assert headers.x_total == 12
    assert headers.link == "<https://a>; rel=next"
    assert headers.x_kinds == ["a", "b"]
    assert headers.last_modified_at.isoformat() == "2025-01-01T00:00:00+00:00"
    assert headers.x_details.to_dict() == {"a": 1, "new": 2}
    assert headers.x_fresh is True
    assert headers.x_mode == "unheard-of"
    assert headers.retry_after is None


def test_a_missing_or_broken_header_is_named(package: Any) -> None:
    with pytest.raises(package.DecodeError, match=r"\$\['ETag'\]: missing"):
        package.DeleteThingHeaders.of(listing(package, {}))
    with pytest.raises(package.DecodeError, match="expected an integer"):
        package.ListItemsHeaders.of(listing(package, {"X-Total": "many"}))


def test_operations_that_document_the_same_share_a_class(package: Any) -> None:
    assert package.DeleteThingHeaders.of(listing(package, {"ETag": "x"})).etag == "x"
    assert not hasattr(package, "GetThingHeaders")


def test_errors_have_headers_too(package: Any) -> None:
    """Those that the error documents: what a success alone has can't be asked of it."""
    error = listing(package, {"Retry-After": "3"}, 429)
    headers = package.ListItemsHeaders.of(error)
    assert (headers.retry_after, headers.x_total) == (3, None)

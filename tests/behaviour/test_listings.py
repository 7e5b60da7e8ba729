"""Generated listings over HTTP on loopback, sync and async: cursor, offset, number, link, rule."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.behaviour.recording_server import Answer, Request, recording_server
from tests.conftest import ROOT
from tests.packages import config_for, imported, write_package

GOLDEN = ROOT / "tests" / "golden"


@pytest.fixture(scope="module", params=["shapes", "rules"])
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    name = {
        "shapes": "listings_move_by_offset_number_and_link",
        "rules": "listings_by_the_rules_of_a_config",
    }[request.param]
    config = config_for(
        GOLDEN / name / "spec.yaml", package=name, table=GOLDEN / name / "config.toml"
    )
    with imported(write_package(config, tmp_path_factory.mktemp(name))) as module:
        yield module


def songs(request: Request) -> Answer:
    """Seven songs, three a page, by any way of asking."""
    url = urlsplit(request.target)
    query = {name: int(value) for name, value in parse_qsl(url.query) if value.isdigit()}
    match url.path:
        case "/songs":
            first = query["offset"]
        case "/albums/a%2Fb":
            first = 3 * query["page"]
        case "/artists":
            first = 3 * (query.get("page", 1) - 1)
            page = [{"id": n} for n in range(first, min(first + 3, 7))]
            link = f'</artists?page={first // 3 + 2}&keep=me>; rel="next"'
            return Answer.of_json(page, **({"Link": link} if first < 6 else {}))
        case "/rows":
            first = query["row"] - 1
        case "/search" | "/search-null":
            asked = json.loads(request.body)
            moves = "from" if asked.pop("text", None) else "after"
            # The first page is asked for by leaving the cursor out, not by null.
            first = int(asked.pop(moves, "0"))
            assert not asked
        case _:
            first = query.get("from", 0)
    page = [{"id": n} for n in range(first, min(first + 3, 7))]
    if url.path in ("/hits", "/search", "/search-null"):
        more = str(first + 3) if first + 3 < 7 else None
        return Answer.of_json({"meta": {"more": more}, "found": {"hits": page}})
    return Answer.of_json({"found": {"hits": page}} if url.path == "/rows" else {"items": page})


def all_of(package: Any, url: str, listing: Callable[[Any], Any]) -> tuple[list[int], int]:
    """The ids of a listing, and how many pages it has; the same sync and async."""
    with package.Client(base_url=url) as client:
        ids = [item.id for item in listing(client)]
        pages = len(list(listing(client).pages()))

    async def read() -> tuple[list[int], int]:
        async with package.AsyncClient(base_url=url) as client:
            found = [item.id async for item in listing(client)]
            return found, len([page async for page in listing(client).pages()])

    assert asyncio.run(read()) == (ids, pages)
    return ids, pages


def test_every_listing_gives_every_item(package: Any) -> None:
    listings: dict[str, list[Callable[[Any], Any]]] = {
        "listings_move_by_offset_number_and_link": [
            lambda client: client.iter_songs(limit=3),
            lambda client: client.iter_albums("a/b"),
            lambda client: client.iter_artists(),
        ],
        "listings_by_the_rules_of_a_config": [
            lambda client: client.iter_hits(),
            lambda client: client.iter_rows(),
            lambda client: client.iter_search_hits(text="t"),
            lambda client: client.iter_search_null(),
        ],
    }
    with recording_server(songs) as server:
        counts = []
        for listing in listings[package.__name__]:
            ids, pages = all_of(package, server.url, listing)
            assert ids == list(range(7))
            counts.append(pages)
    assert counts == ([4, 4, 3] if len(counts) == 3 else [3, 4, 3, 3])
    if len(counts) == 3:
        assert server.requests[0].target == "/songs?offset=0&limit=3"
        assert server.requests[-1].target == "/artists?page=3&keep=me"


def test_only_what_a_rule_names_is_paged(package: Any) -> None:
    if package.__name__ == "listings_by_the_rules_of_a_config":
        assert not hasattr(package.Client, "iter_words")


def test_a_listing_that_does_not_move_on_stops(package: Any) -> None:
    body = {"items": [{"id": 1}], "meta": {"more": "x"}, "found": {"hits": [{"id": 1}]}}

    def stuck(request: Request) -> Answer:
        if request.target.startswith("/artists"):
            return Answer.of_json([{"id": 1}], Link="</artists?page=9>; rel=next")
        return Answer(body=json.dumps(body).encode())

    with recording_server(stuck) as server, package.Client(base_url=server.url) as client:
        names = [name for name in dir(client) if name.startswith("iter_")]
        assert names
        for name in names:
            arguments = ["a"] if name == "iter_albums" else []
            more = {"text": "t"} if name == "iter_search_hits" else {}
            with pytest.raises(package.PageError, match="a second time"):
                list(getattr(client, name)(*arguments, **more))


def test_a_link_to_another_server_is_not_followed(package: Any, tmp_path: Path) -> None:
    if not hasattr(package.Client, "iter_artists"):
        return
    answer = Answer.of_json([{"id": 1}], Link='<http://evil.test/artists>; rel="next"')
    with recording_server(lambda _: answer) as server:
        with package.Client(base_url=server.url) as client:
            with pytest.raises(package.ArgumentError, match="another server"):
                list(client.iter_artists())
    assert len(server.requests) == 1

"""Listings: every way of moving on, and those that do not: scenario 34."""

import asyncio
from typing import Any

import pytest

from generator.runtime.errors import PageError
from generator.runtime.options import NO_OPTIONS, RawResponse, RequestOptions
from generator.runtime.pagination import (
    AsyncPages,
    ByCursor,
    ByLink,
    ByNumber,
    ByOffset,
    Pages,
    Steps,
    next_link,
)
from tests.runtime.driving import Driver

Page = dict[str, Any]


def listed(
    driver: Driver, fetch: Any, steps: Steps, *, pages: bool = False, limit: int = 50
) -> Any:
    """The items of a listing, or its pages."""

    def items(page: Page) -> list[Any] | None:
        return page["items"]

    if not driver.asynchronous:
        made = Pages(fetch, items, steps)
        source = made.pages() if pages else iter(made)
        return [item for item, _ in zip(source, range(limit), strict=False)]

    async def afetch(cursor: Any) -> Page:
        page: Page = fetch(cursor)
        return page

    async def read() -> list[Any]:
        made = AsyncPages(afetch, items, steps)
        found: list[Any] = []
        async for item in made.pages() if pages else made:
            found.append(item)
            if len(found) == limit:
                break
        return found

    return asyncio.run(read())


def by_next(page: Page) -> Any:
    return page["next"]


def test_cursors(driver: Driver) -> None:
    book: dict[Any, Page] = {
        None: {"items": [1, 2], "next": "b"},
        "b": {"items": None, "next": "c"},
        "c": {"items": [3], "next": ""},
    }
    assert listed(driver, book.__getitem__, ByCursor(by_next)) == [1, 2, 3]
    assert listed(driver, book.__getitem__, ByCursor(by_next), pages=True) == list(book.values())


def test_pages_are_fetched_as_they_are_needed(driver: Driver) -> None:
    asked: list[Any] = []

    def fetch(cursor: Any) -> Page:
        asked.append(cursor)
        return {"items": [len(asked)] * 2, "next": str(len(asked))}

    assert listed(driver, fetch, ByCursor(by_next), limit=3) == [1, 1, 2]
    assert asked == [None, "1"]


@pytest.mark.parametrize("start", [0, 1])
def test_offsets_count_what_came(driver: Driver, start: int) -> None:
    asked: list[int] = []

    def fetch(offset: int) -> Page:
        asked.append(offset)
        # The server gives three at most, whatever was asked for.
        return {"items": list(range(offset, min(offset + 3, 7 + start)))}

    assert listed(driver, fetch, ByOffset(start)) == list(range(start, 7 + start))
    assert asked == [start, start + 3, start + 6, start + 7]


def test_numbers_count_pages(driver: Driver) -> None:
    book: dict[int, list[int]] = {1: [1, 2], 2: [3], 3: []}
    assert listed(driver, lambda n: {"items": book[n]}, ByNumber()) == [1, 2, 3]
    assert listed(driver, lambda n: {"items": book[n + 1]}, ByNumber(0)) == [1, 2, 3]
    assert listed(driver, lambda n: {"items": None}, ByNumber()) == []


@pytest.mark.parametrize(
    "steps",
    [ByCursor(lambda page: "again"), ByOffset(), ByNumber()],
    ids=lambda s: type(s).__name__,
)
def test_a_listing_that_does_not_move_on_is_an_error(driver: Driver, steps: Steps) -> None:
    with pytest.raises(PageError, match="a second time"):
        listed(driver, lambda cursor: {"items": [1, 2]}, steps)


def test_cursors_that_go_round_are_an_error(driver: Driver) -> None:
    turns = {None: "a", "a": "b", "b": "c", "c": "a"}
    with pytest.raises(PageError, match="'a'"):
        listed(driver, lambda cursor: {"items": [1], "next": turns[cursor]}, ByCursor(by_next))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            '<https://a.test/x?page=2>; rel="next", <https://a.test/x?page=9>; rel="last"',
            "https://a.test/x?page=2",
        ),
        ("<?page=1>; rel=prev, <?page=3>; rel=next", "?page=3"),
        ('<?a=1,2;b>; title="x, <y>; rel=next"; rel="first next"', "?a=1,2;b"),
        ('</x>; REL="NEXT"', "/x"),
        ('</x>; rel="last"', None),
        ("</x>", None),
        ("garbage", None),
        ("", None),
    ],
)
def test_links(header: str, expected: str | None) -> None:
    assert next_link({"link": header}) == expected


def test_links_are_followed(driver: Driver) -> None:
    answers = {None: "/x?page=2", "/x?page=2": "/x?page=3", "/x?page=3": None}
    seen: list[RawResponse] = []

    def fetch(cursor: Any) -> Page:
        options: RequestOptions = cursor.options
        assert options.timeout == 3.0
        link = answers[options.link]
        headers = {} if link is None else {"link": f'<{link}>; rel="next"'}
        assert options.on_response
        options.on_response(RawResponse(status=200, headers=headers, content=b""))
        return {"items": [options.link]}

    options = RequestOptions(timeout=3.0, on_response=seen.append)
    assert listed(driver, fetch, ByLink(options)) == [None, "/x?page=2", "/x?page=3"]
    assert len(seen) == 3

    def circling(cursor: Any) -> Page:
        cursor.options.on_response(
            RawResponse(status=200, headers={"link": "</x>; rel=next"}, content=b"")
        )
        return {"items": [1]}

    with pytest.raises(PageError, match="'/x'"):
        listed(driver, circling, ByLink(None))
    assert NO_OPTIONS.link is None


def test_listings_show_what_they_are() -> None:
    assert repr(Pages(dict, list, ByOffset())) == "<Pages ByOffset>"  # type: ignore[arg-type]
    assert repr(AsyncPages(dict, list, ByNumber())) == "<AsyncPages ByNumber>"  # type: ignore[arg-type]

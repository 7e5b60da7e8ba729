"""Listings page by page: iterate over the items, or over `pages()`."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from .errors import PageError

Page = TypeVar("Page")
Item = TypeVar("Item")


class Pages(Generic[Page, Item]):
    """A listing: `for item in pages`, or `for page in pages.pages()`.

    Args:
        fetch: Gets the page of a cursor; `None` is the first.
        following: The next page's cursor, of a page; `None` behind the last.
        items: The items of a page.
    """

    def __init__(
        self,
        fetch: Callable[[Any], Page],
        following: Callable[[Page, Any], Any],
        items: Callable[[Page], Sequence[Item] | None],
        first: Any = None,
    ) -> None:
        self._fetch = fetch
        self._following = following
        self._items = items
        self._first = first

    def __iter__(self) -> Iterator[Item]:
        for page in self.pages():
            yield from self._items(page) or ()

    def pages(self) -> Iterator[Page]:
        """The pages as the server gives them.

        Raises:
            PageError: The server names a page that it has named before.
        """
        cursor = self._first
        seen: set[Any] = set()
        while True:
            page = self._fetch(cursor)
            yield page
            cursor = self._following(page, cursor)
            if not cursor:
                return
            _check(cursor, seen)


class AsyncPages(Generic[Page, Item]):
    """`Pages`, for `async for`."""

    def __init__(
        self,
        fetch: Callable[[Any], Awaitable[Page]],
        following: Callable[[Page, Any], Any],
        items: Callable[[Page], Sequence[Item] | None],
        first: Any = None,
    ) -> None:
        self._fetch = fetch
        self._following = following
        self._items = items
        self._first = first

    async def __aiter__(self) -> AsyncIterator[Item]:
        async for page in self.pages():
            for item in self._items(page) or ():
                yield item

    async def pages(self) -> AsyncIterator[Page]:
        """The pages as the server gives them.

        Raises:
            PageError: The server names a page that it has named before.
        """
        cursor = self._first
        seen: set[Any] = set()
        while True:
            page = await self._fetch(cursor)
            yield page
            cursor = self._following(page, cursor)
            if not cursor:
                return
            _check(cursor, seen)


def _check(cursor: Any, seen: set[Any]) -> None:
    if cursor in seen:
        raise PageError(f"the server names the page {str(cursor)[:80]!r} a second time")
    seen.add(cursor)

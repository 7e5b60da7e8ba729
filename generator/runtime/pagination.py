"""Listings page by page: iterate over the items, or over `pages()`."""

import re
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeAlias, TypeVar

from .errors import PageError
from .options import NO_OPTIONS, RawResponse, RequestOptions

Page = TypeVar("Page")
Item = TypeVar("Item")
Items: TypeAlias = Callable[[Page], Sequence[Item] | None]


class Steps(ABC):
    """How a listing moves on. It holds nothing of an iteration: that is all in the cursors."""

    @abstractmethod
    def first(self) -> Any:
        """The cursor of the first page."""

    @abstractmethod
    def after(self, cursor: Any, page: Any, count: int) -> Any:
        """The cursor of the next page; `None` behind the last.

        Args:
            count: How many items the page has.
        """


@dataclass(frozen=True, slots=True)
class ByCursor(Steps):
    """Each page names the next: by `following`, which gives nothing behind the last."""

    following: Callable[[Any], Any]

    def first(self) -> None:
        return None

    def after(self, cursor: Any, page: Any, count: int) -> Any:
        return self.following(page) or None


@dataclass(frozen=True, slots=True)
class ByOffset(Steps):
    """A page begins behind the items that were had; an empty one is the last."""

    start: int = 0

    def first(self) -> int:
        return self.start

    def after(self, cursor: Any, page: Any, count: int) -> int | None:
        return cursor + count if count else None


@dataclass(frozen=True, slots=True)
class ByNumber(Steps):
    """Pages have numbers; an empty one is the last."""

    start: int = 1

    def first(self) -> int:
        return self.start

    def after(self, cursor: Any, page: Any, count: int) -> int | None:
        return cursor + 1 if count else None


class Link:
    """The address of a page, and what its answer's `Link` header names as the next (RFC 8288)."""

    def __init__(self, base: RequestOptions, url: str | None = None) -> None:
        self._base = base
        self._url = url
        self.following: str | None = None

    def __str__(self) -> str:
        return str(self._url)

    @property
    def options(self) -> RequestOptions:
        """The options of the call that gets the page."""
        return replace(self._base, link=self._url, on_response=self._look)

    def _look(self, response: RawResponse) -> None:
        self.following = next_link(response.headers)
        if self._base.on_response:
            self._base.on_response(response)


@dataclass(frozen=True, slots=True)
class ByLink(Steps):
    """The `Link` header of each answer names the next page."""

    options: RequestOptions | None

    def first(self) -> Link:
        return Link(self.options or NO_OPTIONS)

    def after(self, cursor: Any, page: Any, count: int) -> Link | None:
        found = cursor.following
        return None if found is None else Link(self.options or NO_OPTIONS, found)


_LINK = re.compile(r"<([^>]*)>((?:[^,\"<]|\"[^\"]*\")*)")
_PARAMETER = re.compile(r";\s*([^\s=;,]+)\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))")


def next_link(headers: Mapping[str, str]) -> str | None:
    """The target with the relation `next` of a `Link` header."""
    for target, parameters in _LINK.findall(headers.get("link", "")):
        for name, quoted, bare in _PARAMETER.findall(parameters):
            if name.lower() == "rel" and "next" in (quoted or bare).lower().split():
                return str(target)
    return None


class _Watch:
    """Sees whether a listing moves on."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._last: object = None

    def check(self, cursor: Any, items: object) -> None:
        """Note a page that is followed by another.

        Raises:
            PageError: The server names a page that it has named before, or gives one again.
        """
        name = str(cursor)
        if name in self._seen:
            raise PageError(f"the server names the page {name[:80]!r} a second time")
        self._seen.add(name)
        if isinstance(cursor, int):
            if items == self._last:
                raise PageError(f"the server gives the page before {name} a second time")
            self._last = items


class Pages(Generic[Page, Item]):
    """A listing: `for item in pages`, or `for page in pages.pages()`.

    Args:
        fetch: Gets the page of a cursor.
        items: The items of a page.
        steps: How the cursor moves on.
    """

    def __init__(
        self, fetch: Callable[[Any], Page], items: Items[Page, Item], steps: Steps
    ) -> None:
        self._fetch = fetch
        self._items = items
        self._steps = steps

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {type(self._steps).__name__}>"

    def __iter__(self) -> Iterator[Item]:
        for page in self.pages():
            yield from self._items(page) or ()

    def pages(self) -> Iterator[Page]:
        """The pages as the server gives them.

        Raises:
            PageError: The listing does not move on.
        """
        cursor = self._steps.first()
        watch = _Watch()
        while cursor is not _END:
            page = self._fetch(cursor)
            yield page
            cursor = _next(self._steps, cursor, page, self._items(page), watch)


class AsyncPages(Generic[Page, Item]):
    """`Pages`, for `async for`."""

    def __init__(
        self, fetch: Callable[[Any], Awaitable[Page]], items: Items[Page, Item], steps: Steps
    ) -> None:
        self._fetch = fetch
        self._items = items
        self._steps = steps

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {type(self._steps).__name__}>"

    async def __aiter__(self) -> AsyncIterator[Item]:
        async for page in self.pages():
            for item in self._items(page) or ():
                yield item

    async def pages(self) -> AsyncIterator[Page]:
        """The pages as the server gives them.

        Raises:
            PageError: The listing does not move on.
        """
        cursor = self._steps.first()
        watch = _Watch()
        while cursor is not _END:
            page = await self._fetch(cursor)
            yield page
            cursor = _next(self._steps, cursor, page, self._items(page), watch)


_END = object()


def _next(
    steps: Steps, cursor: Any, page: object, items: Sequence[Any] | None, watch: _Watch
) -> Any:
    following = steps.after(cursor, page, len(items or ()))
    if following is None:
        return _END
    watch.check(following, items)
    return following

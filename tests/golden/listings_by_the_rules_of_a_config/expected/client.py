"""The Ruled API, version 1, as methods: `Client`, and `AsyncClient` to await."""

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Final, Self

import httpx2

from ._runtime.operation import Operation
from ._runtime.options import RawResponse, RequestOptions
from ._runtime.pagination import AsyncPages, ByCursor, ByOffset, Pages
from ._runtime.readers import json_body, no_body
from ._runtime.settings import MAX_RESPONSE_BYTES, changed, settings
from ._runtime.transport import AsyncTransport, Transport
from ._runtime.unset import UNSET, Unset
from .errors import ErrorBody, status_error
from .models import Hit, Hits, ListWordsResponse, SearchHitsRequest, SearchNullRequest

LIST_HITS: Final[Operation[Hits, ErrorBody]] = Operation(
    id="listHits",
    method="GET",
    path="/hits",
    result=json_body(Hits.from_dict),
    error_body=no_body,
    error=status_error,
)

LIST_ROWS: Final[Operation[Hits, ErrorBody]] = Operation(
    id="listRows",
    method="GET",
    path="/rows",
    result=json_body(Hits.from_dict),
    error_body=no_body,
    error=status_error,
)

LIST_WORDS: Final[Operation[ListWordsResponse, ErrorBody]] = Operation(
    id="listWords",
    method="GET",
    path="/words",
    result=json_body(ListWordsResponse.from_dict),
    error_body=no_body,
    error=status_error,
)

SEARCH_HITS: Final[Operation[Hits, ErrorBody]] = Operation(
    id="searchHits",
    method="POST",
    path="/search",
    result=json_body(Hits.from_dict),
    error_body=no_body,
    error=status_error,
)

SEARCH_NULL: Final[Operation[Hits, ErrorBody]] = Operation(
    id="searchNull",
    method="POST",
    path="/search-null",
    result=json_body(Hits.from_dict),
    error_body=no_body,
    error=status_error,
)


class Client:
    """The API's operations as methods. Close it, or use it in a `with` statement.

    Args:
        base_url: The server to call.
        timeout: Seconds of silence after which an attempt fails; `None` waits for ever.
        deadline: Seconds for a whole call, its repetitions included.
        retries: How often a call that is safe to repeat is repeated.
        max_response_bytes: The largest answer, decompressed, that is read into memory; streams have
            no bound.
        headers: Sent with every request.
        on_request: Called with each request before it is sent.
        on_response: Called with each response before it is decoded.
        transport: Carries the requests: `httpx2.HTTPTransport` with a proxy, HTTP/2 or limits, or a
            test's double.

    Raises:
        ValueError: `base_url` is no URL of a server.
    """

    def __init__(
        self,
        *,
        base_url: str,
        timeout: float | None = 60.0,
        deadline: float | None = None,
        retries: int = 2,
        max_response_bytes: int = MAX_RESPONSE_BYTES,
        headers: Mapping[str, str] | None = None,
        on_request: Callable[[httpx2.Request], None] | None = None,
        on_response: Callable[[RawResponse], None] | None = None,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        self._transport = Transport(
            settings(
                base_url=base_url,
                headers=headers,
                user_agent="listings_by_the_rules_of_a_config/1 oasmith",
                timeout=timeout,
                deadline=deadline,
                retries=retries,
                max_response_bytes=max_response_bytes,
                on_request=on_request,
                on_response=on_response,
                logger=__name__.rpartition(".")[0],
            ),
            transport=transport,
        )

    def __repr__(self) -> str:
        return f"Client({self._transport.settings.base_url!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections. A closed client can't be used again."""
        self._transport.close()

    def with_options(
        self,
        *,
        timeout: float | Unset | None = UNSET,
        deadline: float | Unset | None = UNSET,
        retries: int | Unset = UNSET,
        headers: Mapping[str, str] | None = None,
    ) -> Self:
        """A client with other settings that shares the connections of this one."""
        other = type(self).__new__(type(self))
        other._transport = self._transport.with_settings(
            changed(
                self._transport.settings,
                timeout=timeout,
                deadline=deadline,
                retries=retries,
                headers=headers,
            )
        )
        return other

    def list_hits(
        self,
        *,
        from_: str | None = None,
        options: RequestOptions | None = None,
    ) -> Hits:
        """`GET /hits`"""
        return self._transport.call(LIST_HITS, query={"from": from_}, options=options)

    def iter_hits(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> Pages[Hits, Hit]:
        """All items of `list_hits`, page by page; its arguments but `from_`, its errors.

        `GET /hits`
        """
        return Pages(
            lambda from_: self.list_hits(from_=from_, options=options),
            lambda page: page.found.hits if page.found else None,
            ByCursor(lambda page: page.meta.more or None if page.meta else None),
        )

    def list_rows(
        self,
        *,
        row: int | None = None,
        options: RequestOptions | None = None,
    ) -> Hits:
        """`GET /rows`"""
        return self._transport.call(LIST_ROWS, query={"row": row}, options=options)

    def iter_rows(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> Pages[Hits, Hit]:
        """All items of `list_rows`, page by page; its arguments but `row`, its errors.

        `GET /rows`
        """
        return Pages(
            lambda row: self.list_rows(row=row, options=options),
            lambda page: page.found.hits if page.found else None,
            ByOffset(1),
        )

    def list_words(
        self,
        *,
        cursor: str | None = None,
        options: RequestOptions | None = None,
    ) -> ListWordsResponse:
        """`GET /words`"""
        return self._transport.call(LIST_WORDS, query={"cursor": cursor}, options=options)

    def search_hits(
        self,
        *,
        text: str,
        from_: str | None = None,
        options: RequestOptions | None = None,
    ) -> Hits:
        """`POST /search`"""
        body = SearchHitsRequest(text=text, from_=from_)
        return self._transport.call(SEARCH_HITS, json=body.to_dict(), options=options)

    def iter_search_hits(
        self,
        *,
        text: str,
        options: RequestOptions | None = None,
    ) -> Pages[Hits, Hit]:
        """All items of `search_hits`, page by page; its arguments but `from_`, its errors.

        `POST /search`
        """
        return Pages(
            lambda from_: self.search_hits(text=text, from_=from_, options=options),
            lambda page: page.found.hits if page.found else None,
            ByCursor(lambda page: page.meta.more or None if page.meta else None),
        )

    def search_null(
        self,
        *,
        after: str | Unset | None = UNSET,
        options: RequestOptions | None = None,
    ) -> Hits:
        """`POST /search-null`"""
        body = SearchNullRequest(after=after)
        return self._transport.call(SEARCH_NULL, json=body.to_dict(), options=options)

    def iter_search_null(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> Pages[Hits, Hit]:
        """All items of `search_null`, page by page; its arguments but `after`, its errors.

        `POST /search-null`
        """
        return Pages(
            lambda after: self.search_null(
                after=UNSET if after is None else after, options=options
            ),
            lambda page: page.found.hits if page.found else None,
            ByCursor(lambda page: page.meta.more or None if page.meta else None),
        )


class AsyncClient:
    """`Client`, awaited. Close it, or use it in an `async with` statement."""

    def __init__(
        self,
        *,
        base_url: str,
        timeout: float | None = 60.0,
        deadline: float | None = None,
        retries: int = 2,
        max_response_bytes: int = MAX_RESPONSE_BYTES,
        headers: Mapping[str, str] | None = None,
        on_request: Callable[[httpx2.Request], None] | None = None,
        on_response: Callable[[RawResponse], None] | None = None,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self._transport = AsyncTransport(
            settings(
                base_url=base_url,
                headers=headers,
                user_agent="listings_by_the_rules_of_a_config/1 oasmith",
                timeout=timeout,
                deadline=deadline,
                retries=retries,
                max_response_bytes=max_response_bytes,
                on_request=on_request,
                on_response=on_response,
                logger=__name__.rpartition(".")[0],
            ),
            transport=transport,
        )

    def __repr__(self) -> str:
        return f"AsyncClient({self._transport.settings.base_url!r})"

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections. A closed client can't be used again."""
        await self._transport.aclose()

    def with_options(
        self,
        *,
        timeout: float | Unset | None = UNSET,
        deadline: float | Unset | None = UNSET,
        retries: int | Unset = UNSET,
        headers: Mapping[str, str] | None = None,
    ) -> Self:
        """A client with other settings that shares the connections of this one."""
        other = type(self).__new__(type(self))
        other._transport = self._transport.with_settings(
            changed(
                self._transport.settings,
                timeout=timeout,
                deadline=deadline,
                retries=retries,
                headers=headers,
            )
        )
        return other

    async def list_hits(
        self,
        *,
        from_: str | None = None,
        options: RequestOptions | None = None,
    ) -> Hits:
        """`GET /hits`"""
        return await self._transport.call(LIST_HITS, query={"from": from_}, options=options)

    def iter_hits(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> AsyncPages[Hits, Hit]:
        """All items of `list_hits`, page by page; its arguments but `from_`, its errors.

        `GET /hits`
        """
        return AsyncPages(
            lambda from_: self.list_hits(from_=from_, options=options),
            lambda page: page.found.hits if page.found else None,
            ByCursor(lambda page: page.meta.more or None if page.meta else None),
        )

    async def list_rows(
        self,
        *,
        row: int | None = None,
        options: RequestOptions | None = None,
    ) -> Hits:
        """`GET /rows`"""
        return await self._transport.call(LIST_ROWS, query={"row": row}, options=options)

    def iter_rows(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> AsyncPages[Hits, Hit]:
        """All items of `list_rows`, page by page; its arguments but `row`, its errors.

        `GET /rows`
        """
        return AsyncPages(
            lambda row: self.list_rows(row=row, options=options),
            lambda page: page.found.hits if page.found else None,
            ByOffset(1),
        )

    async def list_words(
        self,
        *,
        cursor: str | None = None,
        options: RequestOptions | None = None,
    ) -> ListWordsResponse:
        """`GET /words`"""
        return await self._transport.call(LIST_WORDS, query={"cursor": cursor}, options=options)

    async def search_hits(
        self,
        *,
        text: str,
        from_: str | None = None,
        options: RequestOptions | None = None,
    ) -> Hits:
        """`POST /search`"""
        body = SearchHitsRequest(text=text, from_=from_)
        return await self._transport.call(SEARCH_HITS, json=body.to_dict(), options=options)

    def iter_search_hits(
        self,
        *,
        text: str,
        options: RequestOptions | None = None,
    ) -> AsyncPages[Hits, Hit]:
        """All items of `search_hits`, page by page; its arguments but `from_`, its errors.

        `POST /search`
        """
        return AsyncPages(
            lambda from_: self.search_hits(text=text, from_=from_, options=options),
            lambda page: page.found.hits if page.found else None,
            ByCursor(lambda page: page.meta.more or None if page.meta else None),
        )

    async def search_null(
        self,
        *,
        after: str | Unset | None = UNSET,
        options: RequestOptions | None = None,
    ) -> Hits:
        """`POST /search-null`"""
        body = SearchNullRequest(after=after)
        return await self._transport.call(SEARCH_NULL, json=body.to_dict(), options=options)

    def iter_search_null(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> AsyncPages[Hits, Hit]:
        """All items of `search_null`, page by page; its arguments but `after`, its errors.

        `POST /search-null`
        """
        return AsyncPages(
            lambda after: self.search_null(
                after=UNSET if after is None else after, options=options
            ),
            lambda page: page.found.hits if page.found else None,
            ByCursor(lambda page: page.meta.more or None if page.meta else None),
        )

"""The Listed API, version 1, as methods: `Client`, and `AsyncClient` to await."""

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Final, Self

import httpx2

from ._runtime.codec import list_of
from ._runtime.operation import Operation
from ._runtime.options import RawResponse, RequestOptions
from ._runtime.pagination import AsyncPages, ByLink, ByNumber, ByOffset, Pages
from ._runtime.readers import json_body, no_body
from ._runtime.settings import MAX_RESPONSE_BYTES, changed, settings
from ._runtime.transport import AsyncTransport, Transport
from ._runtime.unset import UNSET, Unset
from .errors import ErrorBody, status_error
from .models import Song, Songs

LIST_SONGS: Final[Operation[Songs, ErrorBody]] = Operation(
    id="listSongs",
    method="GET",
    path="/songs",
    result=json_body(Songs.from_dict),
    error_body=no_body,
    error=status_error,
)

LIST_ALBUMS: Final[Operation[Songs, ErrorBody]] = Operation(
    id="listAlbums",
    method="GET",
    path="/albums/{artist}",
    result=json_body(Songs.from_dict),
    error_body=no_body,
    error=status_error,
)

LIST_ARTISTS: Final[Operation[list[Song], ErrorBody]] = Operation(
    id="listArtists",
    method="GET",
    path="/artists",
    result=json_body(list_of(Song.from_dict)),
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
                user_agent="listings_move_by_offset_number_and_link/1 oasmith",
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

    def list_songs(
        self,
        *,
        offset: int | None = None,
        limit: int | None = None,
        options: RequestOptions | None = None,
    ) -> Songs:
        """`GET /songs`"""
        return self._transport.call(
            LIST_SONGS, query={"offset": offset, "limit": limit}, options=options
        )

    def iter_songs(
        self,
        *,
        limit: int | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[Songs, Song]:
        """All items of `list_songs`, page by page; its arguments but `offset`, its errors.

        `GET /songs`
        """
        return Pages(
            lambda offset: self.list_songs(offset=offset, limit=limit, options=options),
            lambda page: page.items,
            ByOffset(),
        )

    def list_albums(
        self,
        artist: str,
        *,
        page: int | None = None,
        options: RequestOptions | None = None,
    ) -> Songs:
        """`GET /albums/{artist}`

        Args:
            page: Default: `0`.
            options: What holds for this call alone.
        """
        return self._transport.call(
            LIST_ALBUMS, path={"artist": artist}, query={"page": page}, options=options
        )

    def iter_albums(
        self,
        artist: str,
        *,
        options: RequestOptions | None = None,
    ) -> Pages[Songs, Song]:
        """All items of `list_albums`, page by page; its arguments but `page`, its errors.

        `GET /albums/{artist}`
        """
        return Pages(
            lambda page: self.list_albums(artist, page=page, options=options),
            lambda page: page.items,
            ByNumber(0),
        )

    def list_artists(
        self,
        *,
        page: int | None = None,
        options: RequestOptions | None = None,
    ) -> list[Song]:
        """`GET /artists`"""
        return self._transport.call(LIST_ARTISTS, query={"page": page}, options=options)

    def iter_artists(
        self,
        *,
        page: int | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[list[Song], Song]:
        """All items of `list_artists`, page by page; its arguments, its errors.

        `GET /artists`
        """
        return Pages(
            lambda link: self.list_artists(page=page, options=link.options),
            lambda page: page,
            ByLink(options),
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
                user_agent="listings_move_by_offset_number_and_link/1 oasmith",
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

    async def list_songs(
        self,
        *,
        offset: int | None = None,
        limit: int | None = None,
        options: RequestOptions | None = None,
    ) -> Songs:
        """`GET /songs`"""
        return await self._transport.call(
            LIST_SONGS, query={"offset": offset, "limit": limit}, options=options
        )

    def iter_songs(
        self,
        *,
        limit: int | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[Songs, Song]:
        """All items of `list_songs`, page by page; its arguments but `offset`, its errors.

        `GET /songs`
        """
        return AsyncPages(
            lambda offset: self.list_songs(offset=offset, limit=limit, options=options),
            lambda page: page.items,
            ByOffset(),
        )

    async def list_albums(
        self,
        artist: str,
        *,
        page: int | None = None,
        options: RequestOptions | None = None,
    ) -> Songs:
        """`GET /albums/{artist}`

        Args:
            page: Default: `0`.
            options: What holds for this call alone.
        """
        return await self._transport.call(
            LIST_ALBUMS, path={"artist": artist}, query={"page": page}, options=options
        )

    def iter_albums(
        self,
        artist: str,
        *,
        options: RequestOptions | None = None,
    ) -> AsyncPages[Songs, Song]:
        """All items of `list_albums`, page by page; its arguments but `page`, its errors.

        `GET /albums/{artist}`
        """
        return AsyncPages(
            lambda page: self.list_albums(artist, page=page, options=options),
            lambda page: page.items,
            ByNumber(0),
        )

    async def list_artists(
        self,
        *,
        page: int | None = None,
        options: RequestOptions | None = None,
    ) -> list[Song]:
        """`GET /artists`"""
        return await self._transport.call(LIST_ARTISTS, query={"page": page}, options=options)

    def iter_artists(
        self,
        *,
        page: int | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[list[Song], Song]:
        """All items of `list_artists`, page by page; its arguments, its errors.

        `GET /artists`
        """
        return AsyncPages(
            lambda link: self.list_artists(page=page, options=link.options),
            lambda page: page,
            ByLink(options),
        )

"""The Third reader API, version 1, as methods: `Client`, and `AsyncClient` to await."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

import httpx2

from ._runtime.arguments import as_model, as_variant
from ._runtime.bodies import form_body
from ._runtime.model import encode_json
from ._runtime.multipart import multipart_body
from ._runtime.operation import Operation
from ._runtime.options import RawResponse, RequestOptions
from ._runtime.pagination import AsyncPages, ByCursor, ByOffset, Pages
from ._runtime.parameters import json_text
from ._runtime.readers import json_body, no_body
from ._runtime.settings import MAX_RESPONSE_BYTES, changed, settings
from ._runtime.transport import AsyncTransport, Transport
from ._runtime.unset import UNSET, Unset
from .errors import ErrorBody, status_error
from .models import (
    AddShapeRequest,
    FormArrayRequestItem,
    ListByLinksHas,
    ListByLinksResponse,
    ListFilesResponse,
    decode_add_shape_request,
)

if TYPE_CHECKING:
    from .api.dbrps import AsyncDbrpsApi, DbrpsApi
    from .api.list_ import AsyncListApi, ListApi
    from .api.text_to_speech import AsyncTextToSpeechApi, TextToSpeechApi

LIST_FILES: Final[Operation[ListFilesResponse, ErrorBody]] = Operation(
    id="listFiles",
    method="GET",
    path="/files",
    result=json_body(ListFilesResponse.from_dict),
    error_body=no_body,
    error=status_error,
)

LIST_BY_LINKS: Final[Operation[ListByLinksResponse, ErrorBody]] = Operation(
    id="listByLinks",
    method="GET",
    path="/links",
    result=json_body(ListByLinksResponse.from_dict),
    error_body=no_body,
    error=status_error,
)

IMPORT_VIDEO: Final[Operation[None, ErrorBody]] = Operation(
    id="importVideo",
    method="POST",
    path="/imports",
    result=no_body,
    error_body=no_body,
    error=status_error,
)

FORM_ARRAY: Final[Operation[None, ErrorBody]] = Operation(
    id="formArray",
    method="POST",
    path="/form",
    result=no_body,
    error_body=no_body,
    error=status_error,
)

ADD_SHAPE: Final[Operation[None, ErrorBody]] = Operation(
    id="addShape",
    method="POST",
    path="/shapes",
    result=no_body,
    error_body=no_body,
    error=status_error,
)

GET_USERS_ME: Final[Operation[None, ErrorBody]] = Operation(
    id="GET /api/v1/users/me",
    method="GET",
    path="/api/v1/users/me",
    result=no_body,
    error_body=no_body,
    error=status_error,
)

DEL_VIDEO: Final[Operation[None, ErrorBody]] = Operation(
    id="delVideo",
    method="DELETE",
    path="/a/{id}",
    result=no_body,
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
        base_url: str = "https://api.shop.test/v2",
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
                user_agent="what_a_third_reader_found/1 oasmith",
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

    @cached_property
    def text_to_speech(self) -> TextToSpeechApi:
        """Operations tagged text-to-speech."""
        from .api.text_to_speech import TextToSpeechApi

        return TextToSpeechApi(self._transport)

    @cached_property
    def list_(self) -> ListApi:
        """Operations tagged list."""
        from .api.list_ import ListApi

        return ListApi(self._transport)

    @cached_property
    def dbrps(self) -> DbrpsApi:
        """Operations tagged DBRPs."""
        from .api.dbrps import DbrpsApi

        return DbrpsApi(self._transport)

    def list_files(
        self,
        *,
        cursor: str | None = None,
        options: RequestOptions | None = None,
    ) -> ListFilesResponse:
        """`GET /files`"""
        return self._transport.call(LIST_FILES, query={"cursor": cursor}, options=options)

    def iter_files(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> Pages[ListFilesResponse, str]:
        """All items of `list_files`, page by page; its arguments but `cursor`, its errors.

        `GET /files`
        """
        return Pages(
            lambda cursor: self.list_files(cursor=cursor, options=options),
            lambda page: page.data,
            ByCursor(
                lambda page: (
                    page.meta.cursors.next or None if page.meta and page.meta.cursors else None
                )
            ),
        )

    def list_by_links(
        self,
        *,
        has: ListByLinksHas | None = None,
        cursor: str | None = None,
        offset: int | None = None,
        options: RequestOptions | None = None,
    ) -> ListByLinksResponse:
        """`GET /links`

        Raises:
            NotFoundError: Not Found.
            StatusError: 4XX: Client error. 5XX: Server error.
        """
        return self._transport.call(
            LIST_BY_LINKS, query={"has": has, "cursor": cursor, "offset": offset}, options=options
        )

    def iter_by_links(
        self,
        *,
        has: ListByLinksHas | None = None,
        cursor: str | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[ListByLinksResponse, str]:
        """All items of `list_by_links`, page by page; its arguments but `offset`, its errors.

        `GET /links`
        """
        return Pages(
            lambda offset: self.list_by_links(
                has=has, cursor=cursor, offset=offset, options=options
            ),
            lambda page: page.data,
            ByOffset(),
        )

    def import_video(
        self,
        *,
        body: Mapping[str, Any] | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """`POST /imports`"""
        return self._transport.call(
            IMPORT_VIDEO, body=None if body is None else multipart_body(body), options=options
        )

    def form_array(
        self,
        *,
        body: Mapping[str, Any],
        options: RequestOptions | None = None,
    ) -> None:
        """`POST /form`"""
        return self._transport.call(FORM_ARRAY, body=form_body(body), options=options)

    def add_shape(
        self,
        *,
        x_metadata: FormArrayRequestItem | Mapping[str, Any],
        body: AddShapeRequest | Mapping[str, Any],
        options: RequestOptions | None = None,
    ) -> None:
        """`POST /shapes`"""
        return self._transport.call(
            ADD_SHAPE,
            headers={
                "x-metadata": json_text(as_model("x_metadata", x_metadata, FormArrayRequestItem))
            },
            json=encode_json(as_variant("body", body, decode_add_shape_request)),
            options=options,
        )

    def get_users_me(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """`GET /api/v1/users/me`"""
        return self._transport.call(GET_USERS_ME, options=options)

    def del_video(
        self,
        id: int | str,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """`DELETE /a/{id}`

        Args:
            id: [It] says. [It]: https://x.test/docs.
            options: What holds for this call alone.
        """
        return self._transport.call(DEL_VIDEO, path={"id": id}, options=options)


class AsyncClient:
    """`Client`, awaited. Close it, or use it in an `async with` statement."""

    def __init__(
        self,
        *,
        base_url: str = "https://api.shop.test/v2",
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
                user_agent="what_a_third_reader_found/1 oasmith",
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

    @cached_property
    def text_to_speech(self) -> AsyncTextToSpeechApi:
        """Operations tagged text-to-speech."""
        from .api.text_to_speech import AsyncTextToSpeechApi

        return AsyncTextToSpeechApi(self._transport)

    @cached_property
    def list_(self) -> AsyncListApi:
        """Operations tagged list."""
        from .api.list_ import AsyncListApi

        return AsyncListApi(self._transport)

    @cached_property
    def dbrps(self) -> AsyncDbrpsApi:
        """Operations tagged DBRPs."""
        from .api.dbrps import AsyncDbrpsApi

        return AsyncDbrpsApi(self._transport)

    async def list_files(
        self,
        *,
        cursor: str | None = None,
        options: RequestOptions | None = None,
    ) -> ListFilesResponse:
        """`GET /files`"""
        return await self._transport.call(LIST_FILES, query={"cursor": cursor}, options=options)

    def iter_files(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> AsyncPages[ListFilesResponse, str]:
        """All items of `list_files`, page by page; its arguments but `cursor`, its errors.

        `GET /files`
        """
        return AsyncPages(
            lambda cursor: self.list_files(cursor=cursor, options=options),
            lambda page: page.data,
            ByCursor(
                lambda page: (
                    page.meta.cursors.next or None if page.meta and page.meta.cursors else None
                )
            ),
        )

    async def list_by_links(
        self,
        *,
        has: ListByLinksHas | None = None,
        cursor: str | None = None,
        offset: int | None = None,
        options: RequestOptions | None = None,
    ) -> ListByLinksResponse:
        """`GET /links`

        Raises:
            NotFoundError: Not Found.
            StatusError: 4XX: Client error. 5XX: Server error.
        """
        return await self._transport.call(
            LIST_BY_LINKS, query={"has": has, "cursor": cursor, "offset": offset}, options=options
        )

    def iter_by_links(
        self,
        *,
        has: ListByLinksHas | None = None,
        cursor: str | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[ListByLinksResponse, str]:
        """All items of `list_by_links`, page by page; its arguments but `offset`, its errors.

        `GET /links`
        """
        return AsyncPages(
            lambda offset: self.list_by_links(
                has=has, cursor=cursor, offset=offset, options=options
            ),
            lambda page: page.data,
            ByOffset(),
        )

    async def import_video(
        self,
        *,
        body: Mapping[str, Any] | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """`POST /imports`"""
        return await self._transport.call(
            IMPORT_VIDEO, body=None if body is None else multipart_body(body), options=options
        )

    async def form_array(
        self,
        *,
        body: Mapping[str, Any],
        options: RequestOptions | None = None,
    ) -> None:
        """`POST /form`"""
        return await self._transport.call(FORM_ARRAY, body=form_body(body), options=options)

    async def add_shape(
        self,
        *,
        x_metadata: FormArrayRequestItem | Mapping[str, Any],
        body: AddShapeRequest | Mapping[str, Any],
        options: RequestOptions | None = None,
    ) -> None:
        """`POST /shapes`"""
        return await self._transport.call(
            ADD_SHAPE,
            headers={
                "x-metadata": json_text(as_model("x_metadata", x_metadata, FormArrayRequestItem))
            },
            json=encode_json(as_variant("body", body, decode_add_shape_request)),
            options=options,
        )

    async def get_users_me(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """`GET /api/v1/users/me`"""
        return await self._transport.call(GET_USERS_ME, options=options)

    async def del_video(
        self,
        id: int | str,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """`DELETE /a/{id}`

        Args:
            id: [It] says. [It]: https://x.test/docs.
            options: What holds for this call alone.
        """
        return await self._transport.call(DEL_VIDEO, path={"id": id}, options=options)

"""The Records API, version 1, as methods: `Client`, and `AsyncClient` to await."""

from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Any, Final, Self

import httpx2

from ._runtime.arguments import as_models
from ._runtime.bodies import ndjson_body
from ._runtime.multipart import FileContent, as_file, multipart_body
from ._runtime.operation import Operation
from ._runtime.options import RawResponse, RequestOptions
from ._runtime.pagination import AsyncPages, ByCursor, Pages
from ._runtime.readers import json_body, no_body
from ._runtime.settings import MAX_RESPONSE_BYTES, changed, settings
from ._runtime.streams import AsyncStream, Stream
from ._runtime.transport import AsyncTransport, Transport
from ._runtime.unset import UNSET, Unset
from .errors import ErrorBody, status_error
from .models import ChatRequest, ListRecordsResponse, Record, Reply, UploadFileResponse

UPSERT_RECORDS: Final[Operation[None, ErrorBody]] = Operation(
    id="upsertRecords",
    method="POST",
    path="/records/{namespace}/upsert",
    result=no_body,
    error_body=no_body,
    error=status_error,
)

LIST_RECORDS: Final[Operation[ListRecordsResponse, ErrorBody]] = Operation(
    id="listRecords",
    method="GET",
    path="/records/{namespace}",
    result=json_body(ListRecordsResponse.from_dict),
    error_body=no_body,
    error=status_error,
)

CHAT: Final[Operation[Reply, ErrorBody]] = Operation(
    id="chat",
    method="POST",
    path="/chat",
    result=json_body(Reply.from_dict),
    error_body=no_body,
    error=status_error,
)

UPLOAD_FILE: Final[Operation[UploadFileResponse, ErrorBody]] = Operation(
    id="uploadFile",
    method="POST",
    path="/files",
    result=json_body(UploadFileResponse.from_dict),
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
                user_agent="lines_events_parts_and_pages/1 oasmith",
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

    def upsert_records(
        self,
        namespace: str,
        *,
        body: Iterable[Record | Mapping[str, Any]],
        options: RequestOptions | None = None,
    ) -> None:
        """`POST /records/{namespace}/upsert`"""
        return self._transport.call(
            UPSERT_RECORDS,
            path={"namespace": namespace},
            body=ndjson_body(as_models("body", body, Record)),
            options=options,
        )

    def list_records(
        self,
        namespace: str,
        *,
        pagination_token: str | None = None,
        options: RequestOptions | None = None,
    ) -> ListRecordsResponse:
        """`GET /records/{namespace}`"""
        return self._transport.call(
            LIST_RECORDS,
            path={"namespace": namespace},
            query={"paginationToken": pagination_token},
            options=options,
        )

    def iter_records(
        self,
        namespace: str,
        *,
        options: RequestOptions | None = None,
    ) -> Pages[ListRecordsResponse, Record]:
        """All items of `list_records`, page by page; its arguments but `pagination_token`, its
        errors.

        `GET /records/{namespace}`
        """
        return Pages(
            lambda pagination_token: self.list_records(
                namespace, pagination_token=pagination_token, options=options
            ),
            lambda page: page.vectors,
            ByCursor(lambda page: page.pagination.next if page.pagination else None),
        )

    def chat(
        self,
        *,
        message: str,
        stream: bool | None = None,
        options: RequestOptions | None = None,
    ) -> Reply:
        """`POST /chat`"""
        body = ChatRequest(message=message, stream=stream)
        return self._transport.call(CHAT, json=body.to_dict(), options=options)

    def stream_chat(
        self,
        *,
        message: str,
        stream: bool | None = None,
        options: RequestOptions | None = None,
    ) -> Stream[Reply]:
        """`POST /chat`"""
        body = ChatRequest(message=message, stream=stream)
        return Stream(
            self._transport.stream(
                CHAT, headers={"Accept": "text/event-stream"}, json=body.to_dict(), options=options
            ),
            Reply.from_dict,
            events=True,
        )

    def upload_file(
        self,
        *,
        file: FileContent,
        metadata: Mapping[str, str] | None = None,
        options: RequestOptions | None = None,
    ) -> UploadFileResponse:
        """`POST /files`"""
        return self._transport.call(
            UPLOAD_FILE,
            body=multipart_body({"file": as_file("file", file), "metadata": metadata}),
            options=options,
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
                user_agent="lines_events_parts_and_pages/1 oasmith",
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

    async def upsert_records(
        self,
        namespace: str,
        *,
        body: Iterable[Record | Mapping[str, Any]],
        options: RequestOptions | None = None,
    ) -> None:
        """`POST /records/{namespace}/upsert`"""
        return await self._transport.call(
            UPSERT_RECORDS,
            path={"namespace": namespace},
            body=ndjson_body(as_models("body", body, Record)),
            options=options,
        )

    async def list_records(
        self,
        namespace: str,
        *,
        pagination_token: str | None = None,
        options: RequestOptions | None = None,
    ) -> ListRecordsResponse:
        """`GET /records/{namespace}`"""
        return await self._transport.call(
            LIST_RECORDS,
            path={"namespace": namespace},
            query={"paginationToken": pagination_token},
            options=options,
        )

    def iter_records(
        self,
        namespace: str,
        *,
        options: RequestOptions | None = None,
    ) -> AsyncPages[ListRecordsResponse, Record]:
        """All items of `list_records`, page by page; its arguments but `pagination_token`, its
        errors.

        `GET /records/{namespace}`
        """
        return AsyncPages(
            lambda pagination_token: self.list_records(
                namespace, pagination_token=pagination_token, options=options
            ),
            lambda page: page.vectors,
            ByCursor(lambda page: page.pagination.next if page.pagination else None),
        )

    async def chat(
        self,
        *,
        message: str,
        stream: bool | None = None,
        options: RequestOptions | None = None,
    ) -> Reply:
        """`POST /chat`"""
        body = ChatRequest(message=message, stream=stream)
        return await self._transport.call(CHAT, json=body.to_dict(), options=options)

    def stream_chat(
        self,
        *,
        message: str,
        stream: bool | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncStream[Reply]:
        """`POST /chat`"""
        body = ChatRequest(message=message, stream=stream)
        return AsyncStream(
            self._transport.stream(
                CHAT, headers={"Accept": "text/event-stream"}, json=body.to_dict(), options=options
            ),
            Reply.from_dict,
            events=True,
        )

    async def upload_file(
        self,
        *,
        file: FileContent,
        metadata: Mapping[str, str] | None = None,
        options: RequestOptions | None = None,
    ) -> UploadFileResponse:
        """`POST /files`"""
        return await self._transport.call(
            UPLOAD_FILE,
            body=multipart_body({"file": as_file("file", file), "metadata": metadata}),
            options=options,
        )

"""The Bodies API, version 1, as methods: `Client`, and `AsyncClient` to await."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any, Final, Self

import httpx2

from ._runtime.arguments import as_list, as_model, as_models
from ._runtime.bodies import form_body, ndjson_body, raw_body
from ._runtime.codec import check_object, integer, list_of
from ._runtime.downloads import AsyncDownload, Download
from ._runtime.multipart import FileContent, as_file, multipart_body
from ._runtime.operation import Operation
from ._runtime.options import RawResponse, RequestOptions
from ._runtime.readers import bytes_body, json_body, lines_body, no_body, text_body
from ._runtime.settings import MAX_RESPONSE_BYTES, changed, settings
from ._runtime.streams import AsyncStream, Stream
from ._runtime.transport import AsyncTransport, Transport
from ._runtime.unset import UNSET, Unset
from .errors import ErrorBody, status_error
from .models import Line, SendFormRequest, SetAvatarRequest, UploadFileRequestMeta

SEND_FORM: Final[Operation[None, ErrorBody]] = Operation(
    id="sendForm",
    method="POST",
    path="/form",
    result=no_body,
    error_body=no_body,
    error=status_error,
)

UPLOAD_FILE: Final[Operation[dict[str, Any], ErrorBody]] = Operation(
    id="uploadFile",
    method="POST",
    path="/files",
    result=json_body(check_object),
    error_body=no_body,
    error=status_error,
)

SET_AVATAR: Final[Operation[None, ErrorBody]] = Operation(
    id="setAvatar",
    method="PUT",
    path="/avatar",
    result=no_body,
    error_body=no_body,
    error=status_error,
)

SEND_LINES: Final[Operation[list[Line], ErrorBody]] = Operation(
    id="sendLines",
    method="POST",
    path="/lines",
    result=lines_body(Line.from_dict),
    error_body=no_body,
    error=status_error,
    accept="application/x-ndjson",
)

PUT_TEXT: Final[Operation[str, ErrorBody]] = Operation(
    id="putText",
    method="PUT",
    path="/text",
    result=text_body,
    error_body=no_body,
    error=status_error,
    accept="text/csv",
)

PUT_BYTES: Final[Operation[bytes, ErrorBody]] = Operation(
    id="putBytes",
    method="PUT",
    path="/bytes",
    result=bytes_body,
    error_body=no_body,
    error=status_error,
    accept="application/pdf",
)

SEND_LIST: Final[Operation[list[int], ErrorBody]] = Operation(
    id="sendList",
    method="POST",
    path="/list",
    result=json_body(list_of(integer)),
    error_body=no_body,
    error=status_error,
)

SEND_BATCH: Final[Operation[bytes, ErrorBody]] = Operation(
    id="sendBatch",
    method="POST",
    path="/batch",
    result=bytes_body,
    error_body=no_body,
    error=status_error,
    accept="multipart/mixed",
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
                user_agent="bodies_of_every_kind/1 oasmith",
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

    def send_form(
        self,
        *,
        grant_type: str,
        scopes: Sequence[str] | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """`POST /form`"""
        body = SendFormRequest(
            grant_type=grant_type, scopes=None if scopes is None else as_list("scopes", scopes)
        )
        return self._transport.call(SEND_FORM, body=form_body(body.to_dict()), options=options)

    def upload_file(
        self,
        *,
        file: FileContent,
        extra: Sequence[FileContent] | None = None,
        purpose: str | None = None,
        meta: UploadFileRequestMeta | Mapping[str, Any] | None = None,
        options: RequestOptions | None = None,
    ) -> dict[str, Any]:
        """`POST /files`"""
        return self._transport.call(
            UPLOAD_FILE,
            body=multipart_body(
                {
                    "file": as_file("file", file),
                    "extra": as_file("extra", extra),
                    "purpose": purpose,
                    "meta": None if meta is None else as_model("meta", meta, UploadFileRequestMeta),
                },
                {"file": "application/pdf"},
            ),
            options=options,
        )

    def set_avatar(
        self,
        *,
        avatar: bytes,
        options: RequestOptions | None = None,
    ) -> None:
        """`PUT /avatar`"""
        body = SetAvatarRequest(avatar=avatar)
        return self._transport.call(SET_AVATAR, json=body.to_dict(), options=options)

    def send_lines(
        self,
        *,
        body: Iterable[Line | Mapping[str, Any]],
        options: RequestOptions | None = None,
    ) -> list[Line]:
        """`POST /lines`"""
        return self._transport.call(
            SEND_LINES, body=ndjson_body(as_models("body", body, Line)), options=options
        )

    def stream_send_lines(
        self,
        *,
        body: Iterable[Line | Mapping[str, Any]],
        options: RequestOptions | None = None,
    ) -> Stream[Line]:
        """`POST /lines`"""
        return Stream(
            self._transport.stream(
                SEND_LINES, body=ndjson_body(as_models("body", body, Line)), options=options
            ),
            Line.from_dict,
            events=False,
        )

    def put_text(
        self,
        *,
        body: str | None = None,
        options: RequestOptions | None = None,
    ) -> str:
        """`PUT /text`"""
        return self._transport.call(
            PUT_TEXT, body=None if body is None else raw_body(body, "text/plain"), options=options
        )

    def put_bytes(
        self,
        *,
        body: bytes | Iterable[bytes],
        options: RequestOptions | None = None,
    ) -> bytes:
        """`PUT /bytes`"""
        return self._transport.call(
            PUT_BYTES, body=raw_body(body, "application/octet-stream"), options=options
        )

    def download_put_bytes(
        self,
        *,
        body: bytes | Iterable[bytes],
        options: RequestOptions | None = None,
    ) -> Download:
        """`PUT /bytes`"""
        return Download(
            self._transport.stream(
                PUT_BYTES, body=raw_body(body, "application/octet-stream"), options=options
            )
        )

    def send_list(
        self,
        *,
        body: Sequence[Line | Mapping[str, Any]],
        options: RequestOptions | None = None,
    ) -> list[int]:
        """`POST /list`"""
        return self._transport.call(
            SEND_LIST,
            json=[item.to_dict() for item in as_models("body", body, Line)],
            options=options,
        )

    def send_batch(
        self,
        *,
        body: bytes | Iterable[bytes],
        options: RequestOptions | None = None,
    ) -> bytes:
        """`POST /batch`"""
        return self._transport.call(
            SEND_BATCH, body=raw_body(body, "multipart/mixed; boundary=batch"), options=options
        )

    def download_send_batch(
        self,
        *,
        body: bytes | Iterable[bytes],
        options: RequestOptions | None = None,
    ) -> Download:
        """`POST /batch`"""
        return Download(
            self._transport.stream(
                SEND_BATCH, body=raw_body(body, "multipart/mixed; boundary=batch"), options=options
            )
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
                user_agent="bodies_of_every_kind/1 oasmith",
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

    async def send_form(
        self,
        *,
        grant_type: str,
        scopes: Sequence[str] | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """`POST /form`"""
        body = SendFormRequest(
            grant_type=grant_type, scopes=None if scopes is None else as_list("scopes", scopes)
        )
        return await self._transport.call(
            SEND_FORM, body=form_body(body.to_dict()), options=options
        )

    async def upload_file(
        self,
        *,
        file: FileContent,
        extra: Sequence[FileContent] | None = None,
        purpose: str | None = None,
        meta: UploadFileRequestMeta | Mapping[str, Any] | None = None,
        options: RequestOptions | None = None,
    ) -> dict[str, Any]:
        """`POST /files`"""
        return await self._transport.call(
            UPLOAD_FILE,
            body=multipart_body(
                {
                    "file": as_file("file", file),
                    "extra": as_file("extra", extra),
                    "purpose": purpose,
                    "meta": None if meta is None else as_model("meta", meta, UploadFileRequestMeta),
                },
                {"file": "application/pdf"},
            ),
            options=options,
        )

    async def set_avatar(
        self,
        *,
        avatar: bytes,
        options: RequestOptions | None = None,
    ) -> None:
        """`PUT /avatar`"""
        body = SetAvatarRequest(avatar=avatar)
        return await self._transport.call(SET_AVATAR, json=body.to_dict(), options=options)

    async def send_lines(
        self,
        *,
        body: Iterable[Line | Mapping[str, Any]],
        options: RequestOptions | None = None,
    ) -> list[Line]:
        """`POST /lines`"""
        return await self._transport.call(
            SEND_LINES, body=ndjson_body(as_models("body", body, Line)), options=options
        )

    def stream_send_lines(
        self,
        *,
        body: Iterable[Line | Mapping[str, Any]],
        options: RequestOptions | None = None,
    ) -> AsyncStream[Line]:
        """`POST /lines`"""
        return AsyncStream(
            self._transport.stream(
                SEND_LINES, body=ndjson_body(as_models("body", body, Line)), options=options
            ),
            Line.from_dict,
            events=False,
        )

    async def put_text(
        self,
        *,
        body: str | None = None,
        options: RequestOptions | None = None,
    ) -> str:
        """`PUT /text`"""
        return await self._transport.call(
            PUT_TEXT, body=None if body is None else raw_body(body, "text/plain"), options=options
        )

    async def put_bytes(
        self,
        *,
        body: bytes | Iterable[bytes],
        options: RequestOptions | None = None,
    ) -> bytes:
        """`PUT /bytes`"""
        return await self._transport.call(
            PUT_BYTES, body=raw_body(body, "application/octet-stream"), options=options
        )

    def download_put_bytes(
        self,
        *,
        body: bytes | Iterable[bytes],
        options: RequestOptions | None = None,
    ) -> AsyncDownload:
        """`PUT /bytes`"""
        return AsyncDownload(
            self._transport.stream(
                PUT_BYTES, body=raw_body(body, "application/octet-stream"), options=options
            )
        )

    async def send_list(
        self,
        *,
        body: Sequence[Line | Mapping[str, Any]],
        options: RequestOptions | None = None,
    ) -> list[int]:
        """`POST /list`"""
        return await self._transport.call(
            SEND_LIST,
            json=[item.to_dict() for item in as_models("body", body, Line)],
            options=options,
        )

    async def send_batch(
        self,
        *,
        body: bytes | Iterable[bytes],
        options: RequestOptions | None = None,
    ) -> bytes:
        """`POST /batch`"""
        return await self._transport.call(
            SEND_BATCH, body=raw_body(body, "multipart/mixed; boundary=batch"), options=options
        )

    def download_send_batch(
        self,
        *,
        body: bytes | Iterable[bytes],
        options: RequestOptions | None = None,
    ) -> AsyncDownload:
        """`POST /batch`"""
        return AsyncDownload(
            self._transport.stream(
                SEND_BATCH, body=raw_body(body, "multipart/mixed; boundary=batch"), options=options
            )
        )

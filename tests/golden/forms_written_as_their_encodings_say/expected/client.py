"""The Forms API, version 1, as methods: `Client`, and `AsyncClient` to await."""

from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, Final, Self

import httpx2

from ._runtime.arguments import as_dict, as_list, as_model
from ._runtime.bodies import form_body, raw_body
from ._runtime.multipart import FileContent, as_file, multipart_body
from ._runtime.operation import Operation
from ._runtime.options import RawResponse, RequestOptions
from ._runtime.readers import no_body
from ._runtime.serialization import with_reserved
from ._runtime.settings import MAX_RESPONSE_BYTES, changed, settings
from ._runtime.transport import AsyncTransport, Transport
from ._runtime.unset import UNSET, Unset
from .errors import ErrorBody, status_error
from .models import ChargeRequest, ChargeRequestAddress

CHARGE: Final[Operation[None, ErrorBody]] = Operation(
    id="charge",
    method="POST",
    path="/charges",
    result=no_body,
    error_body=no_body,
    error=status_error,
)

SEND_PARTS: Final[Operation[None, ErrorBody]] = Operation(
    id="send_parts",
    method="POST",
    path="/parts",
    result=no_body,
    error_body=no_body,
    error=status_error,
)

NOTE: Final[Operation[None, ErrorBody]] = Operation(
    id="note",
    method="POST",
    path="/notes",
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
        base_url: str = "https://api.example.com",
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
                user_agent="forms_written_as_their_encodings_say/1 oasmith",
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

    def charge(
        self,
        *,
        amount: int,
        metadata: Mapping[str, str] | None = None,
        tags: Sequence[str] | None = None,
        codes: Sequence[int] | None = None,
        address: ChargeRequestAddress | Mapping[str, Any] | None = None,
        plain: Sequence[str] | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """`POST /charges`"""
        body = ChargeRequest(
            amount=amount,
            metadata=None if metadata is None else as_dict("metadata", metadata),
            tags=None if tags is None else as_list("tags", tags),
            codes=None if codes is None else as_list("codes", codes),
            address=None if address is None else as_model("address", address, ChargeRequestAddress),
            plain=None if plain is None else as_list("plain", plain),
        )
        return self._transport.call(
            CHARGE,
            body=form_body(
                body.to_dict(),
                {"metadata": "deepObject", "tags": "|", "codes": "json", "address": "form"},
            ),
            options=options,
        )

    def send_parts(
        self,
        *,
        file: FileContent,
        note: str | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """`POST /parts`"""
        return self._transport.call(
            SEND_PARTS,
            body=multipart_body(
                {"file": as_file("file", file), "note": note},
                {"file": "image/png"},
                headers={"file": {"X-Kind": "picture"}},
                media_type="multipart/mixed",
            ),
            options=options,
        )

    def note(
        self,
        *,
        q: Sequence[str] | None = None,
        plain: str | None = None,
        body: str,
        options: RequestOptions | None = None,
    ) -> None:
        """`POST /notes`"""
        return self._transport.call(
            NOTE,
            query={"q": with_reserved(q), "plain": plain},
            body=raw_body(body, "text/plain; charset=iso-8859-1"),
            options=options,
        )


class AsyncClient:
    """`Client`, awaited. Close it, or use it in an `async with` statement."""

    def __init__(
        self,
        *,
        base_url: str = "https://api.example.com",
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
                user_agent="forms_written_as_their_encodings_say/1 oasmith",
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

    async def charge(
        self,
        *,
        amount: int,
        metadata: Mapping[str, str] | None = None,
        tags: Sequence[str] | None = None,
        codes: Sequence[int] | None = None,
        address: ChargeRequestAddress | Mapping[str, Any] | None = None,
        plain: Sequence[str] | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """`POST /charges`"""
        body = ChargeRequest(
            amount=amount,
            metadata=None if metadata is None else as_dict("metadata", metadata),
            tags=None if tags is None else as_list("tags", tags),
            codes=None if codes is None else as_list("codes", codes),
            address=None if address is None else as_model("address", address, ChargeRequestAddress),
            plain=None if plain is None else as_list("plain", plain),
        )
        return await self._transport.call(
            CHARGE,
            body=form_body(
                body.to_dict(),
                {"metadata": "deepObject", "tags": "|", "codes": "json", "address": "form"},
            ),
            options=options,
        )

    async def send_parts(
        self,
        *,
        file: FileContent,
        note: str | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """`POST /parts`"""
        return await self._transport.call(
            SEND_PARTS,
            body=multipart_body(
                {"file": as_file("file", file), "note": note},
                {"file": "image/png"},
                headers={"file": {"X-Kind": "picture"}},
                media_type="multipart/mixed",
            ),
            options=options,
        )

    async def note(
        self,
        *,
        q: Sequence[str] | None = None,
        plain: str | None = None,
        body: str,
        options: RequestOptions | None = None,
    ) -> None:
        """`POST /notes`"""
        return await self._transport.call(
            NOTE,
            query={"q": with_reserved(q), "plain": plain},
            body=raw_body(body, "text/plain; charset=iso-8859-1"),
            options=options,
        )

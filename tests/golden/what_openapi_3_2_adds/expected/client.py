"""The Things API, version 1, as methods: `Client`, and `AsyncClient` to await."""

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Final, Self

import httpx2

from ._runtime.arguments import as_model
from ._runtime.credentials import AsyncSecret, Credential, Secret, from_environment
from ._runtime.operation import Operation
from ._runtime.options import RawResponse, RequestOptions
from ._runtime.parameters import exploded_fields
from ._runtime.readers import json_body, lines_body, no_body
from ._runtime.settings import MAX_RESPONSE_BYTES, changed, settings
from ._runtime.streams import AsyncStream, Stream
from ._runtime.transport import AsyncTransport, Transport
from ._runtime.unset import UNSET, Unset
from .errors import ErrorBody, status_error
from .models import ListThingsFilter, SearchThingsRequest, Thing

SEARCH_THINGS: Final[Operation[Thing, ErrorBody]] = Operation(
    id="searchThings",
    method="QUERY",
    path="/things",
    result=json_body(Thing.from_dict),
    error_body=no_body,
    error=status_error,
)

LIST_THINGS: Final[Operation[list[Thing], ErrorBody]] = Operation(
    id="listThings",
    method="GET",
    path="/things",
    result=lines_body(Thing.from_dict),
    error_body=no_body,
    error=status_error,
    accept="application/jsonl",
)

COPY_THINGS: Final[Operation[None, ErrorBody]] = Operation(
    id="copyThings",
    method="COPY",
    path="/things",
    result=no_body,
    error_body=no_body,
    error=status_error,
)

M_SEARCH_THINGS: Final[Operation[None, ErrorBody]] = Operation(
    id="M-SEARCH /things",
    method="M-SEARCH",
    path="/things",
    result=no_body,
    error_body=no_body,
    error=status_error,
)


class Client:
    """The API's operations as methods. Close it, or use it in a `with` statement.

    Args:
        token: Read from the environment variable `WHAT_OPENAPI_3_2_ADDS_TOKEN` where it is not
            given.
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
        ValueError: There are no credentials, or `base_url` is no URL of a server.
    """

    def __init__(
        self,
        *,
        token: Secret | None = None,
        base_url: str = "https://things.example.com",
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
                user_agent="what_openapi_3_2_adds/1 oasmith",
                timeout=timeout,
                deadline=deadline,
                retries=retries,
                max_response_bytes=max_response_bytes,
                credentials={
                    "oauth": Credential(
                        "bearer",
                        "",
                        (from_environment(token, "WHAT_OPENAPI_3_2_ADDS_TOKEN"),),
                        "token",
                        "WHAT_OPENAPI_3_2_ADDS_TOKEN",
                    )
                },
                security=(("oauth",),),
                always=True,
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

    def search_things(
        self,
        *,
        words: str | None = None,
        options: RequestOptions | None = None,
    ) -> Thing:
        """`QUERY /things`"""
        body = SearchThingsRequest(words=words)
        return self._transport.call(SEARCH_THINGS, json=body.to_dict() or UNSET, options=options)

    def list_things(
        self,
        *,
        filter: ListThingsFilter | Mapping[str, Any] | None = None,
        options: RequestOptions | None = None,
    ) -> list[Thing]:
        """`GET /things`"""
        return self._transport.call(
            LIST_THINGS,
            query={
                **exploded_fields(
                    None if filter is None else as_model("filter", filter, ListThingsFilter)
                )
            },
            options=options,
        )

    def stream_list_things(
        self,
        *,
        filter: ListThingsFilter | Mapping[str, Any] | None = None,
        options: RequestOptions | None = None,
    ) -> Stream[Thing]:
        """`GET /things`"""
        return Stream(
            self._transport.stream(
                LIST_THINGS,
                query={
                    **exploded_fields(
                        None if filter is None else as_model("filter", filter, ListThingsFilter)
                    )
                },
                options=options,
            ),
            Thing.from_dict,
            events=False,
        )

    def copy_things(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """`COPY /things`"""
        return self._transport.call(COPY_THINGS, options=options)

    def m_search_things(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """`M-SEARCH /things`"""
        return self._transport.call(M_SEARCH_THINGS, options=options)


class AsyncClient:
    """`Client`, awaited. Close it, or use it in an `async with` statement."""

    def __init__(
        self,
        *,
        token: AsyncSecret | None = None,
        base_url: str = "https://things.example.com",
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
                user_agent="what_openapi_3_2_adds/1 oasmith",
                timeout=timeout,
                deadline=deadline,
                retries=retries,
                max_response_bytes=max_response_bytes,
                credentials={
                    "oauth": Credential(
                        "bearer",
                        "",
                        (from_environment(token, "WHAT_OPENAPI_3_2_ADDS_TOKEN"),),
                        "token",
                        "WHAT_OPENAPI_3_2_ADDS_TOKEN",
                    )
                },
                security=(("oauth",),),
                always=True,
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

    async def search_things(
        self,
        *,
        words: str | None = None,
        options: RequestOptions | None = None,
    ) -> Thing:
        """`QUERY /things`"""
        body = SearchThingsRequest(words=words)
        return await self._transport.call(
            SEARCH_THINGS, json=body.to_dict() or UNSET, options=options
        )

    async def list_things(
        self,
        *,
        filter: ListThingsFilter | Mapping[str, Any] | None = None,
        options: RequestOptions | None = None,
    ) -> list[Thing]:
        """`GET /things`"""
        return await self._transport.call(
            LIST_THINGS,
            query={
                **exploded_fields(
                    None if filter is None else as_model("filter", filter, ListThingsFilter)
                )
            },
            options=options,
        )

    def stream_list_things(
        self,
        *,
        filter: ListThingsFilter | Mapping[str, Any] | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncStream[Thing]:
        """`GET /things`"""
        return AsyncStream(
            self._transport.stream(
                LIST_THINGS,
                query={
                    **exploded_fields(
                        None if filter is None else as_model("filter", filter, ListThingsFilter)
                    )
                },
                options=options,
            ),
            Thing.from_dict,
            events=False,
        )

    async def copy_things(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """`COPY /things`"""
        return await self._transport.call(COPY_THINGS, options=options)

    async def m_search_things(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """`M-SEARCH /things`"""
        return await self._transport.call(M_SEARCH_THINGS, options=options)

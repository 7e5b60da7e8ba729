"""The Answers API, version 1, as methods: `Client`, and `AsyncClient` to await."""

import warnings
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Final, Self
from uuid import UUID

import httpx2

from ._runtime.operation import Operation
from ._runtime.options import RawResponse, RequestOptions
from ._runtime.readers import by_status, json_body, no_body
from ._runtime.settings import MAX_RESPONSE_BYTES, changed, settings
from ._runtime.transport import AsyncTransport, Transport
from ._runtime.unset import UNSET, Unset
from .errors import ErrorBody, status_error
from .models import GetJob200Response, GetJob202Response, Missing, Problem

GET_JOB: Final[Operation[GetJob200Response | GetJob202Response | None, ErrorBody]] = Operation(
    id="getJob",
    method="GET",
    path="/jobs/{id}",
    result=by_status(
        {
            200: json_body(GetJob200Response.from_dict),
            202: json_body(GetJob202Response.from_dict),
            204: no_body,
        }
    ),
    error_body=by_status(
        {
            404: json_body(Missing.from_dict),
            4: json_body(Problem.from_dict),
            0: json_body(Problem.from_dict),
        }
    ),
    error=status_error,
)

DELETE_JOB: Final[Operation[None, ErrorBody]] = Operation(
    id="deleteJob",
    method="DELETE",
    path="/jobs/{id}",
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
                user_agent="several_success_and_error_bodies/1 oasmith",
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

    def get_job(
        self,
        id: UUID,
        *,
        options: RequestOptions | None = None,
    ) -> GetJob200Response | GetJob202Response | None:
        """`GET /jobs/{id}`

        Raises:
            NotFoundError: There is no such job.
            StatusError: 4XX: Any other fault of the caller. Others: Anything else.
        """
        return self._transport.call(GET_JOB, path={"id": id}, options=options)

    def delete_job(
        self,
        id: UUID,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """`DELETE /jobs/{id}`

        Deprecated.
        """
        warnings.warn("delete_job is deprecated", DeprecationWarning, stacklevel=2)
        return self._transport.call(DELETE_JOB, path={"id": id}, options=options)


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
                user_agent="several_success_and_error_bodies/1 oasmith",
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

    async def get_job(
        self,
        id: UUID,
        *,
        options: RequestOptions | None = None,
    ) -> GetJob200Response | GetJob202Response | None:
        """`GET /jobs/{id}`

        Raises:
            NotFoundError: There is no such job.
            StatusError: 4XX: Any other fault of the caller. Others: Anything else.
        """
        return await self._transport.call(GET_JOB, path={"id": id}, options=options)

    async def delete_job(
        self,
        id: UUID,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """`DELETE /jobs/{id}`

        Deprecated.
        """
        warnings.warn("delete_job is deprecated", DeprecationWarning, stacklevel=2)
        return await self._transport.call(DELETE_JOB, path={"id": id}, options=options)

"""The Second reader API, version 1, as methods: `Client`, and `AsyncClient` to await."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self

import httpx2

from ._runtime.credentials import AsyncSecret, Credential, Secret, from_environment
from ._runtime.options import RawResponse
from ._runtime.settings import MAX_RESPONSE_BYTES, changed, settings
from ._runtime.transport import AsyncTransport, Transport
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from .api.podcaster_api import AsyncPodcasterApi, PodcasterApi


class Client:
    """The API's operations as methods. Close it, or use it in a `with` statement.

    Args:
        api_key: Read from the environment variable `WHAT_A_SECOND_READER_FOUND_API_KEY` where it is
            not given.
        token: Read from the environment variable `WHAT_A_SECOND_READER_FOUND_TOKEN` where it is not
            given.
        base_url: The server to call, with its path, `/api/v1`.
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
        api_key: Secret | None = None,
        token: Secret | None = None,
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
                user_agent="what_a_second_reader_found/1 oasmith",
                timeout=timeout,
                deadline=deadline,
                retries=retries,
                max_response_bytes=max_response_bytes,
                credentials={
                    "key": Credential(
                        "header",
                        "X-Key",
                        (from_environment(api_key, "WHAT_A_SECOND_READER_FOUND_API_KEY"),),
                        "api_key",
                        "WHAT_A_SECOND_READER_FOUND_API_KEY",
                    ),
                    "token": Credential(
                        "bearer",
                        "",
                        (from_environment(token, "WHAT_A_SECOND_READER_FOUND_TOKEN"),),
                        "token",
                        "WHAT_A_SECOND_READER_FOUND_TOKEN",
                    ),
                },
                security=(("key",),),
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
    def podcaster_api(self) -> PodcasterApi:
        """What people hear."""
        from .api.podcaster_api import PodcasterApi

        return PodcasterApi(self._transport)


class AsyncClient:
    """`Client`, awaited. Close it, or use it in an `async with` statement."""

    def __init__(
        self,
        *,
        api_key: AsyncSecret | None = None,
        token: AsyncSecret | None = None,
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
                user_agent="what_a_second_reader_found/1 oasmith",
                timeout=timeout,
                deadline=deadline,
                retries=retries,
                max_response_bytes=max_response_bytes,
                credentials={
                    "key": Credential(
                        "header",
                        "X-Key",
                        (from_environment(api_key, "WHAT_A_SECOND_READER_FOUND_API_KEY"),),
                        "api_key",
                        "WHAT_A_SECOND_READER_FOUND_API_KEY",
                    ),
                    "token": Credential(
                        "bearer",
                        "",
                        (from_environment(token, "WHAT_A_SECOND_READER_FOUND_TOKEN"),),
                        "token",
                        "WHAT_A_SECOND_READER_FOUND_TOKEN",
                    ),
                },
                security=(("key",),),
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
    def podcaster_api(self) -> AsyncPodcasterApi:
        """What people hear."""
        from .api.podcaster_api import AsyncPodcasterApi

        return AsyncPodcasterApi(self._transport)

"""The Reader API (Preview), version 1, as methods: `Client`, and `AsyncClient` to await."""

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Final, Self

import httpx2

from ._runtime.bodies import raw_body
from ._runtime.codec import list_of
from ._runtime.credentials import AsyncSecret, Credential, Secret, from_environment
from ._runtime.multipart import FileContent, as_file, multipart_body
from ._runtime.oauth2 import token_or_client
from ._runtime.operation import Operation
from ._runtime.options import RawResponse, RequestOptions
from ._runtime.readers import json_body, no_body
from ._runtime.settings import MAX_RESPONSE_BYTES, changed, settings
from ._runtime.transport import AsyncTransport, Transport
from ._runtime.unset import UNSET, Unset
from .errors import ErrorBody, status_error
from .models import Role, Sticker

PUT_DISPLAYED_ATTRIBUTES: Final[Operation[None, ErrorBody]] = Operation(
    id="putdisplayedAttributes",
    method="PUT",
    path="/displayed-attributes",
    result=no_body,
    error_body=no_body,
    error=status_error,
    security=(),
)

ADD_STICKER: Final[Operation[Sticker, ErrorBody]] = Operation(
    id="add_sticker",
    method="POST",
    path="/stickers",
    result=json_body(Sticker.from_dict),
    error_body=no_body,
    error=status_error,
)

GET_ROLES: Final[Operation[list[Role], ErrorBody]] = Operation(
    id="get_roles",
    method="GET",
    path="/roles",
    result=json_body(list_of(Role.from_dict)),
    error_body=no_body,
    error=status_error,
    security=(("OAuth",),),
)


class Client:
    """The API's operations as methods. Close it, or use it in a `with` statement.

    Args:
        api_key: Read from the environment variable `WHAT_A_READER_FOUND_IN_A_LARGE_PACKAGE_API_KEY`
            where it is not given.
        token: Read from the environment variable `WHAT_A_READER_FOUND_IN_A_LARGE_PACKAGE_TOKEN`
            where it is not given.
        client_id: Read from the environment variable
            `WHAT_A_READER_FOUND_IN_A_LARGE_PACKAGE_CLIENT_ID` where it is not given.
        client_secret: Read from the environment variable
            `WHAT_A_READER_FOUND_IN_A_LARGE_PACKAGE_CLIENT_SECRET` where it is not given.
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
        api_key: Secret | None = None,
        token: Secret | None = None,
        client_id: Secret | None = None,
        client_secret: Secret | None = None,
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
                user_agent="what_a_reader_found_in_a_large_package/1 oasmith",
                timeout=timeout,
                deadline=deadline,
                retries=retries,
                max_response_bytes=max_response_bytes,
                credentials={
                    "Bot": Credential(
                        "header",
                        "Authorization",
                        (
                            from_environment(
                                api_key, "WHAT_A_READER_FOUND_IN_A_LARGE_PACKAGE_API_KEY"
                            ),
                        ),
                        "api_key",
                        "WHAT_A_READER_FOUND_IN_A_LARGE_PACKAGE_API_KEY",
                    ),
                    "OAuth": Credential(
                        "bearer",
                        "",
                        (
                            token_or_client(
                                from_environment(
                                    token, "WHAT_A_READER_FOUND_IN_A_LARGE_PACKAGE_TOKEN"
                                ),
                                from_environment(
                                    client_id, "WHAT_A_READER_FOUND_IN_A_LARGE_PACKAGE_CLIENT_ID"
                                ),
                                from_environment(
                                    client_secret,
                                    "WHAT_A_READER_FOUND_IN_A_LARGE_PACKAGE_CLIENT_SECRET",
                                ),
                                token_url="https://auth.example.com/token",
                                scopes="roles.read",
                            ),
                        ),
                        "token",
                        "WHAT_A_READER_FOUND_IN_A_LARGE_PACKAGE_TOKEN",
                    ),
                },
                security=(("Bot",), ()),
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

    def put_displayed_attributes(
        self,
        *,
        body: int,
        options: RequestOptions | None = None,
    ) -> None:
        """`PUT /displayed-attributes`

        Raises:
            StatusError: It was wrong.
        """
        return self._transport.call(
            PUT_DISPLAYED_ATTRIBUTES, body=raw_body(body, "text/plain"), options=options
        )

    def add_sticker(
        self,
        *,
        file: FileContent,
        image: FileContent | None = None,
        other: FileContent | None = None,
        options: RequestOptions | None = None,
    ) -> Sticker:
        """`POST /stickers`"""
        return self._transport.call(
            ADD_STICKER,
            body=multipart_body(
                {
                    "file": as_file("file", file),
                    "image": as_file("image", image),
                    "other": as_file("other", other),
                }
            ),
            options=options,
        )

    def get_roles(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> list[Role]:
        """`GET /roles`"""
        return self._transport.call(GET_ROLES, options=options)


class AsyncClient:
    """`Client`, awaited. Close it, or use it in an `async with` statement."""

    def __init__(
        self,
        *,
        api_key: AsyncSecret | None = None,
        token: AsyncSecret | None = None,
        client_id: AsyncSecret | None = None,
        client_secret: AsyncSecret | None = None,
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
                user_agent="what_a_reader_found_in_a_large_package/1 oasmith",
                timeout=timeout,
                deadline=deadline,
                retries=retries,
                max_response_bytes=max_response_bytes,
                credentials={
                    "Bot": Credential(
                        "header",
                        "Authorization",
                        (
                            from_environment(
                                api_key, "WHAT_A_READER_FOUND_IN_A_LARGE_PACKAGE_API_KEY"
                            ),
                        ),
                        "api_key",
                        "WHAT_A_READER_FOUND_IN_A_LARGE_PACKAGE_API_KEY",
                    ),
                    "OAuth": Credential(
                        "bearer",
                        "",
                        (
                            token_or_client(
                                from_environment(
                                    token, "WHAT_A_READER_FOUND_IN_A_LARGE_PACKAGE_TOKEN"
                                ),
                                from_environment(
                                    client_id, "WHAT_A_READER_FOUND_IN_A_LARGE_PACKAGE_CLIENT_ID"
                                ),
                                from_environment(
                                    client_secret,
                                    "WHAT_A_READER_FOUND_IN_A_LARGE_PACKAGE_CLIENT_SECRET",
                                ),
                                token_url="https://auth.example.com/token",
                                scopes="roles.read",
                            ),
                        ),
                        "token",
                        "WHAT_A_READER_FOUND_IN_A_LARGE_PACKAGE_TOKEN",
                    ),
                },
                security=(("Bot",), ()),
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

    async def put_displayed_attributes(
        self,
        *,
        body: int,
        options: RequestOptions | None = None,
    ) -> None:
        """`PUT /displayed-attributes`

        Raises:
            StatusError: It was wrong.
        """
        return await self._transport.call(
            PUT_DISPLAYED_ATTRIBUTES, body=raw_body(body, "text/plain"), options=options
        )

    async def add_sticker(
        self,
        *,
        file: FileContent,
        image: FileContent | None = None,
        other: FileContent | None = None,
        options: RequestOptions | None = None,
    ) -> Sticker:
        """`POST /stickers`"""
        return await self._transport.call(
            ADD_STICKER,
            body=multipart_body(
                {
                    "file": as_file("file", file),
                    "image": as_file("image", image),
                    "other": as_file("other", other),
                }
            ),
            options=options,
        )

    async def get_roles(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> list[Role]:
        """`GET /roles`"""
        return await self._transport.call(GET_ROLES, options=options)

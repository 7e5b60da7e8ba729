"""The Security API, version 1, as methods: `Client`, and `AsyncClient` to await."""

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Final, Self

import httpx2

from ._runtime.credentials import AsyncSecret, Credential, Secret, from_environment
from ._runtime.oauth2 import token_or_client
from ._runtime.operation import Operation
from ._runtime.options import RawResponse, RequestOptions
from ._runtime.readers import no_body
from ._runtime.settings import MAX_RESPONSE_BYTES, changed, settings
from ._runtime.transport import AsyncTransport, Transport
from ._runtime.unset import UNSET, Unset
from .errors import ErrorBody, status_error

USUAL: Final[Operation[None, ErrorBody]] = Operation(
    id="usual",
    method="GET",
    path="/a",
    result=no_body,
    error_body=no_body,
    error=status_error,
)

OPEN: Final[Operation[None, ErrorBody]] = Operation(
    id="open",
    method="GET",
    path="/b",
    result=no_body,
    error_body=no_body,
    error=status_error,
    security=(),
)

BASIC: Final[Operation[None, ErrorBody]] = Operation(
    id="basic",
    method="GET",
    path="/c",
    result=no_body,
    error_body=no_body,
    error=status_error,
    security=(("basic",), ()),
)

MACHINE: Final[Operation[None, ErrorBody]] = Operation(
    id="machine",
    method="GET",
    path="/d",
    result=no_body,
    error_body=no_body,
    error=status_error,
    security=(("oauth",),),
)


class Client:
    """The API's operations as methods. Close it, or use it in a `with` statement.

    Args:
        x_key: Read from the environment variable `SECURITY_IS_AN_OR_OF_ANDS_X_KEY` where it is not
            given.
        tenant: Read from the environment variable `SECURITY_IS_AN_OR_OF_ANDS_TENANT` where it is
            not given.
        token: Read from the environment variable `SECURITY_IS_AN_OR_OF_ANDS_TOKEN` where it is not
            given.
        username: Read from the environment variable `SECURITY_IS_AN_OR_OF_ANDS_USERNAME` where it
            is not given.
        password: Read from the environment variable `SECURITY_IS_AN_OR_OF_ANDS_PASSWORD` where it
            is not given.
        oauth_token: Read from the environment variable `SECURITY_IS_AN_OR_OF_ANDS_OAUTH_TOKEN`
            where it is not given.
        client_id: Read from the environment variable `SECURITY_IS_AN_OR_OF_ANDS_CLIENT_ID` where it
            is not given.
        client_secret: Read from the environment variable `SECURITY_IS_AN_OR_OF_ANDS_CLIENT_SECRET`
            where it is not given.
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
        x_key: Secret | None = None,
        tenant: Secret | None = None,
        token: Secret | None = None,
        username: Secret | None = None,
        password: Secret | None = None,
        oauth_token: Secret | None = None,
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
                user_agent="security_is_an_or_of_ands/1 oasmith",
                timeout=timeout,
                deadline=deadline,
                retries=retries,
                max_response_bytes=max_response_bytes,
                credentials={
                    "key": Credential(
                        "header",
                        "X-Key",
                        (from_environment(x_key, "SECURITY_IS_AN_OR_OF_ANDS_X_KEY"),),
                        "x_key",
                        "SECURITY_IS_AN_OR_OF_ANDS_X_KEY",
                    ),
                    "tenant": Credential(
                        "query",
                        "tenant",
                        (from_environment(tenant, "SECURITY_IS_AN_OR_OF_ANDS_TENANT"),),
                        "tenant",
                        "SECURITY_IS_AN_OR_OF_ANDS_TENANT",
                    ),
                    "bearer": Credential(
                        "bearer",
                        "",
                        (from_environment(token, "SECURITY_IS_AN_OR_OF_ANDS_TOKEN"),),
                        "token",
                        "SECURITY_IS_AN_OR_OF_ANDS_TOKEN",
                    ),
                    "basic": Credential(
                        "basic",
                        "",
                        (
                            from_environment(username, "SECURITY_IS_AN_OR_OF_ANDS_USERNAME"),
                            from_environment(password, "SECURITY_IS_AN_OR_OF_ANDS_PASSWORD"),
                        ),
                        "username and password",
                        "SECURITY_IS_AN_OR_OF_ANDS_USERNAME and SECURITY_IS_AN_OR_OF_ANDS_PASSWORD",
                    ),
                    "oauth": Credential(
                        "bearer",
                        "",
                        (
                            token_or_client(
                                from_environment(
                                    oauth_token, "SECURITY_IS_AN_OR_OF_ANDS_OAUTH_TOKEN"
                                ),
                                from_environment(client_id, "SECURITY_IS_AN_OR_OF_ANDS_CLIENT_ID"),
                                from_environment(
                                    client_secret, "SECURITY_IS_AN_OR_OF_ANDS_CLIENT_SECRET"
                                ),
                                token_url="https://auth.example.com/token",
                                scopes="read",
                            ),
                        ),
                        "oauth_token",
                        "SECURITY_IS_AN_OR_OF_ANDS_OAUTH_TOKEN",
                    ),
                },
                security=(("key", "tenant"), ("bearer",)),
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

    def usual(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """`GET /a`"""
        return self._transport.call(USUAL, options=options)

    def open(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """`GET /b`"""
        return self._transport.call(OPEN, options=options)

    def basic(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """`GET /c`"""
        return self._transport.call(BASIC, options=options)

    def machine(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """`GET /d`"""
        return self._transport.call(MACHINE, options=options)


class AsyncClient:
    """`Client`, awaited. Close it, or use it in an `async with` statement."""

    def __init__(
        self,
        *,
        x_key: AsyncSecret | None = None,
        tenant: AsyncSecret | None = None,
        token: AsyncSecret | None = None,
        username: AsyncSecret | None = None,
        password: AsyncSecret | None = None,
        oauth_token: AsyncSecret | None = None,
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
                user_agent="security_is_an_or_of_ands/1 oasmith",
                timeout=timeout,
                deadline=deadline,
                retries=retries,
                max_response_bytes=max_response_bytes,
                credentials={
                    "key": Credential(
                        "header",
                        "X-Key",
                        (from_environment(x_key, "SECURITY_IS_AN_OR_OF_ANDS_X_KEY"),),
                        "x_key",
                        "SECURITY_IS_AN_OR_OF_ANDS_X_KEY",
                    ),
                    "tenant": Credential(
                        "query",
                        "tenant",
                        (from_environment(tenant, "SECURITY_IS_AN_OR_OF_ANDS_TENANT"),),
                        "tenant",
                        "SECURITY_IS_AN_OR_OF_ANDS_TENANT",
                    ),
                    "bearer": Credential(
                        "bearer",
                        "",
                        (from_environment(token, "SECURITY_IS_AN_OR_OF_ANDS_TOKEN"),),
                        "token",
                        "SECURITY_IS_AN_OR_OF_ANDS_TOKEN",
                    ),
                    "basic": Credential(
                        "basic",
                        "",
                        (
                            from_environment(username, "SECURITY_IS_AN_OR_OF_ANDS_USERNAME"),
                            from_environment(password, "SECURITY_IS_AN_OR_OF_ANDS_PASSWORD"),
                        ),
                        "username and password",
                        "SECURITY_IS_AN_OR_OF_ANDS_USERNAME and SECURITY_IS_AN_OR_OF_ANDS_PASSWORD",
                    ),
                    "oauth": Credential(
                        "bearer",
                        "",
                        (
                            token_or_client(
                                from_environment(
                                    oauth_token, "SECURITY_IS_AN_OR_OF_ANDS_OAUTH_TOKEN"
                                ),
                                from_environment(client_id, "SECURITY_IS_AN_OR_OF_ANDS_CLIENT_ID"),
                                from_environment(
                                    client_secret, "SECURITY_IS_AN_OR_OF_ANDS_CLIENT_SECRET"
                                ),
                                token_url="https://auth.example.com/token",
                                scopes="read",
                            ),
                        ),
                        "oauth_token",
                        "SECURITY_IS_AN_OR_OF_ANDS_OAUTH_TOKEN",
                    ),
                },
                security=(("key", "tenant"), ("bearer",)),
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

    async def usual(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """`GET /a`"""
        return await self._transport.call(USUAL, options=options)

    async def open(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """`GET /b`"""
        return await self._transport.call(OPEN, options=options)

    async def basic(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """`GET /c`"""
        return await self._transport.call(BASIC, options=options)

    async def machine(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """`GET /d`"""
        return await self._transport.call(MACHINE, options=options)

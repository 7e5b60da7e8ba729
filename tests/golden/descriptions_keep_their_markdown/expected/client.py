"""The Prose API, version 1, as methods: `Client`, and `AsyncClient` to await."""

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Final, Self

import httpx2

from ._runtime.operation import Operation
from ._runtime.options import RawResponse, RequestOptions
from ._runtime.readers import json_body, no_body
from ._runtime.settings import MAX_RESPONSE_BYTES, changed, settings
from ._runtime.transport import AsyncTransport, Transport
from ._runtime.unset import UNSET, Unset
from .errors import ErrorBody, status_error
from .models import Note

LIST_NOTES: Final[Operation[Note, ErrorBody]] = Operation(
    id="listNotes",
    method="GET",
    path="/notes",
    result=json_body(Note.from_dict),
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
                user_agent="descriptions_keep_their_markdown/1 oasmith",
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

    def list_notes(
        self,
        *,
        order: str | None = None,
        limit: int | None = None,
        options: RequestOptions | None = None,
    ) -> Note:
        """Lists notes, of which there may be so many that they come in pages and not all at once,
        whatever is asked.

        `GET /notes`

        > Warning: a quotation that is longer than a line of a docstring is may not lose its marker
        > when it is wrapped.
        > Second line.

        1. First step, which is described at such a length that it takes a second line to be told to
           its end.
           - A step below it, with `code`, a [link](https://docs.example.com/a/very/long/path) and
             more words than fit.
        2. Second step that goes on.

        A line that ends with two spaces
        stays apart, -1 is no item of a list.
        ***
        ```python
        for note in notes:
            print(note)
        ```

        Args:
            order: How notes are ordered:

                - `newest`: those that were written last come first, then those that were written
                  before them, down to the first
                - `oldest`: the other way round

                | key | value |
                |-----|-------|
                | a   | b     |

                Default: `newest`.
            limit: How many.
            options: What holds for this call alone.

        Raises:
            BadRequestError: It was wrong, because
                * the order is none
                * the limit is none
        """
        return self._transport.call(
            LIST_NOTES, query={"order": order, "limit": limit}, options=options
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
                user_agent="descriptions_keep_their_markdown/1 oasmith",
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

    async def list_notes(
        self,
        *,
        order: str | None = None,
        limit: int | None = None,
        options: RequestOptions | None = None,
    ) -> Note:
        """Lists notes, of which there may be so many that they come in pages and not all at once,
        whatever is asked.

        `GET /notes`

        > Warning: a quotation that is longer than a line of a docstring is may not lose its marker
        > when it is wrapped.
        > Second line.

        1. First step, which is described at such a length that it takes a second line to be told to
           its end.
           - A step below it, with `code`, a [link](https://docs.example.com/a/very/long/path) and
             more words than fit.
        2. Second step that goes on.

        A line that ends with two spaces
        stays apart, -1 is no item of a list.
        ***
        ```python
        for note in notes:
            print(note)
        ```

        Args:
            order: How notes are ordered:

                - `newest`: those that were written last come first, then those that were written
                  before them, down to the first
                - `oldest`: the other way round

                | key | value |
                |-----|-------|
                | a   | b     |

                Default: `newest`.
            limit: How many.
            options: What holds for this call alone.

        Raises:
            BadRequestError: It was wrong, because
                * the order is none
                * the limit is none
        """
        return await self._transport.call(
            LIST_NOTES, query={"order": order, "limit": limit}, options=options
        )

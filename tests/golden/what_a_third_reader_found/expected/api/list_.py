"""Third reader: Operations tagged list."""

import builtins
from collections.abc import Sequence
from typing import Final

from .._runtime.codec import list_of, string
from .._runtime.operation import Operation
from .._runtime.options import RequestOptions
from .._runtime.readers import json_body, no_body
from .._runtime.transport import AsyncTransport, Transport
from ..errors import ErrorBody, status_error

LIST: Final[Operation[list[str], ErrorBody]] = Operation(
    id="list",
    method="GET",
    path="/lists",
    result=json_body(list_of(string)),
    error_body=no_body,
    error=status_error,
)


class ListApi:
    """Operations tagged list."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(
        self,
        *,
        kind: str = "the list of all",
        ids: Sequence[str] | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.list[str]:
        """`GET /lists`"""
        return self._transport.call(LIST, query={"kind": kind, "ids": ids}, options=options)


class AsyncListApi:
    """`ListApi`, awaited."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def list(
        self,
        *,
        kind: str = "the list of all",
        ids: Sequence[str] | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.list[str]:
        """`GET /lists`"""
        return await self._transport.call(LIST, query={"kind": kind, "ids": ids}, options=options)

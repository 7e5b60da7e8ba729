"""Tagged: What holds vectors."""

from collections.abc import Mapping
from typing import Any, Final

from .._runtime.arguments import as_model
from .._runtime.codec import list_of
from .._runtime.operation import Operation
from .._runtime.options import RequestOptions
from .._runtime.readers import json_body, no_body
from .._runtime.transport import AsyncTransport, Transport
from ..errors import ErrorBody, status_error
from ..models import Index, Spec, Tags

LIST_INDEXES: Final[Operation[list[Index], ErrorBody]] = Operation(
    id="listIndexes",
    method="GET",
    path="/indexes",
    result=json_body(list_of(Index.from_dict)),
    error_body=no_body,
    error=status_error,
)

CREATE_INDEX: Final[Operation[Index, ErrorBody]] = Operation(
    id="createIndex",
    method="POST",
    path="/indexes",
    result=json_body(Index.from_dict),
    error_body=no_body,
    error=status_error,
)


class IndexesApi:
    """What holds vectors."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list_indexes(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> list[Index]:
        """List indexes.

        `GET /indexes`
        """
        return self._transport.call(LIST_INDEXES, options=options)

    def create_index(
        self,
        *,
        name: str,
        spec: Spec | Mapping[str, Any] | None = None,
        tags: Tags | Mapping[str, Any] | None = None,
        options: RequestOptions | None = None,
    ) -> Index:
        """`POST /indexes`"""
        body = Index(
            name=name,
            spec=None if spec is None else as_model("spec", spec, Spec),
            tags=None if tags is None else as_model("tags", tags, Tags),
        )
        return self._transport.call(CREATE_INDEX, json=body.to_dict(), options=options)


class AsyncIndexesApi:
    """`IndexesApi`, awaited."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def list_indexes(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> list[Index]:
        """List indexes.

        `GET /indexes`
        """
        return await self._transport.call(LIST_INDEXES, options=options)

    async def create_index(
        self,
        *,
        name: str,
        spec: Spec | Mapping[str, Any] | None = None,
        tags: Tags | Mapping[str, Any] | None = None,
        options: RequestOptions | None = None,
    ) -> Index:
        """`POST /indexes`"""
        body = Index(
            name=name,
            spec=None if spec is None else as_model("spec", spec, Spec),
            tags=None if tags is None else as_model("tags", tags, Tags),
        )
        return await self._transport.call(CREATE_INDEX, json=body.to_dict(), options=options)

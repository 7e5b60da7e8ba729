"""Second reader API: What people hear."""

from collections.abc import Mapping
from typing import Any, Final

from .._runtime.arguments import as_model, as_variant
from .._runtime.downloads import AsyncDownload, Download
from .._runtime.operation import Operation
from .._runtime.options import RequestOptions
from .._runtime.parameters import deep_object
from .._runtime.readers import bytes_body, json_body, no_body
from .._runtime.transport import AsyncTransport, Transport
from .._runtime.unset import UNSET, Unset
from ..errors import ErrorBody, status_error
from ..models import AddPlayedBpm, Money, Played, PlayedItem, Problem, decode_played_item

GET_SCORE: Final = Operation(
    id="get_score",
    method="GET",
    path="/scores/{format}",
    result=bytes_body,
    error_body=json_body(Problem.from_dict),
    error=status_error,
    accept="application/vnd.recordare.musicxml+xml, audio/mp3, application/json",
)

ADD_PLAYED: Final[Operation[Played, ErrorBody]] = Operation(
    id="add_played",
    method="POST",
    path="/played",
    result=json_body(Played.from_dict),
    error_body=no_body,
    error=status_error,
    security=(("token",),),
)


class PodcasterApi:
    """What people hear. It is more than music:
    - tracks
    - episodes"""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def get_score(
        self,
        format: str,
        *,
        options: RequestOptions | None = None,
    ) -> bytes:
        """`GET /scores/{format}`

        Raises:
            StatusError: Any other status.
        """
        return self._transport.call(GET_SCORE, path={"format": format}, options=options)

    def download_score(
        self,
        format: str,
        *,
        options: RequestOptions | None = None,
    ) -> Download:
        """`GET /scores/{format}`

        Raises:
            StatusError: Any other status.
        """
        return Download(self._transport.stream(GET_SCORE, path={"format": format}, options=options))

    def add_played(
        self,
        *,
        bpm: AddPlayedBpm | Mapping[str, Any] | None = None,
        note: str | None = None,
        item: PlayedItem | Mapping[str, Any],
        price: Money | Mapping[str, Any] | None = None,
        foreign_price: Money | Mapping[str, Any] | Unset | None = UNSET,
        options: RequestOptions | None = None,
    ) -> Played:
        """`POST /played`

        Args:
            note: Deprecated since 2020. Default: an empty text.
            foreign_price: In the listener's money.
            options: What holds for this call alone.
        """
        body = Played(
            item=as_variant("item", item, decode_played_item, closed=True),
            price=None if price is None else as_model("price", price, Money),
            foreign_price=(
                foreign_price
                if foreign_price is None or foreign_price is UNSET
                else as_model("foreign_price", foreign_price, Money)
            ),
        )
        return self._transport.call(
            ADD_PLAYED,
            query={
                **deep_object("bpm", None if bpm is None else as_model("bpm", bpm, AddPlayedBpm)),
                "note": note,
            },
            json=body.to_dict(),
            options=options,
        )


class AsyncPodcasterApi:
    """`PodcasterApi`, awaited."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def get_score(
        self,
        format: str,
        *,
        options: RequestOptions | None = None,
    ) -> bytes:
        """`GET /scores/{format}`

        Raises:
            StatusError: Any other status.
        """
        return await self._transport.call(GET_SCORE, path={"format": format}, options=options)

    def download_score(
        self,
        format: str,
        *,
        options: RequestOptions | None = None,
    ) -> AsyncDownload:
        """`GET /scores/{format}`

        Raises:
            StatusError: Any other status.
        """
        return AsyncDownload(
            self._transport.stream(GET_SCORE, path={"format": format}, options=options)
        )

    async def add_played(
        self,
        *,
        bpm: AddPlayedBpm | Mapping[str, Any] | None = None,
        note: str | None = None,
        item: PlayedItem | Mapping[str, Any],
        price: Money | Mapping[str, Any] | None = None,
        foreign_price: Money | Mapping[str, Any] | Unset | None = UNSET,
        options: RequestOptions | None = None,
    ) -> Played:
        """`POST /played`

        Args:
            note: Deprecated since 2020. Default: an empty text.
            foreign_price: In the listener's money.
            options: What holds for this call alone.
        """
        body = Played(
            item=as_variant("item", item, decode_played_item, closed=True),
            price=None if price is None else as_model("price", price, Money),
            foreign_price=(
                foreign_price
                if foreign_price is None or foreign_price is UNSET
                else as_model("foreign_price", foreign_price, Money)
            ),
        )
        return await self._transport.call(
            ADD_PLAYED,
            query={
                **deep_object("bpm", None if bpm is None else as_model("bpm", bpm, AddPlayedBpm)),
                "note": note,
            },
            json=body.to_dict(),
            options=options,
        )

"""Third reader: Operations tagged DBRPs."""

from typing import Final

from .._runtime.operation import Operation
from .._runtime.options import RequestOptions
from .._runtime.readers import no_body
from .._runtime.transport import AsyncTransport, Transport
from ..errors import ErrorBody, status_error

GET_OAUTH_PET: Final[Operation[None, ErrorBody]] = Operation(
    id="getOAuthPet",
    method="GET",
    path="/a/{id}",
    result=no_body,
    error_body=no_body,
    error=status_error,
)


class DbrpsApi:
    """Operations tagged DBRPs."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def get_oauth_pet(
        self,
        id: int | str,
        *,
        org_ids: str | None = None,
        bytes_p2p: int | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """`GET /a/{id}`

        Args:
            id: [It] says. [It]: https://x.test/docs.
            options: What holds for this call alone.

        Raises:
            NotModifiedError: same.
        """
        return self._transport.call(
            GET_OAUTH_PET,
            path={"id": id},
            query={"orgIDs": org_ids, "bytesP2P": bytes_p2p},
            options=options,
        )


class AsyncDbrpsApi:
    """`DbrpsApi`, awaited."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def get_oauth_pet(
        self,
        id: int | str,
        *,
        org_ids: str | None = None,
        bytes_p2p: int | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """`GET /a/{id}`

        Args:
            id: [It] says. [It]: https://x.test/docs.
            options: What holds for this call alone.

        Raises:
            NotModifiedError: same.
        """
        return await self._transport.call(
            GET_OAUTH_PET,
            path={"id": id},
            query={"orgIDs": org_ids, "bytesP2P": bytes_p2p},
            options=options,
        )

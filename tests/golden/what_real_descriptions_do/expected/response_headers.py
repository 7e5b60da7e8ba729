"""Headers that responses are documented to have, for those who look at a response itself.

`RequestOptions(on_response=seen.append)` keeps it; `SomeHeaders.of(seen[-1])` reads its headers.
"""

from dataclasses import dataclass
from typing import Self

from ._runtime.response_headers import Headed, integer_header, optional_header


@dataclass(frozen=True, slots=True, kw_only=True)
class Call1CreateanewtransactionHeaders:
    """Headers of `POST /transactions`."""

    x_left: int | None

    @classmethod
    def of(cls, response: Headed) -> Self:
        """Read the headers of a response, or of a `StatusError`.

        Raises:
            DecodeError: One is missing that is always there, or is not what is documented.
        """
        headers = response.headers
        return cls(
            x_left=optional_header(headers, "X-Left", integer_header),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OddsHeaders:
    """Headers of `GET /{format}/odds/{date}/{kind}`."""

    x_rate: int | None

    @classmethod
    def of(cls, response: Headed) -> Self:
        """Read the headers of a response, or of a `StatusError`.

        Raises:
            DecodeError: One is missing that is always there, or is not what is documented.
        """
        headers = response.headers
        return cls(
            x_rate=optional_header(headers, "X-Rate", integer_header),
        )

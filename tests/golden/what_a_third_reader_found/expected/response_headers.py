"""Headers that responses are documented to have, for those who look at a response itself.

`RequestOptions(on_response=seen.append)` keeps it; `SomeHeaders.of(seen[-1])` reads its headers.
"""

from dataclasses import dataclass
from typing import Self

from ._runtime.response_headers import Headed, optional_header


@dataclass(frozen=True, slots=True, kw_only=True)
class GetOAuthPetHeaders:
    """Headers of `GET /a/{id}`."""

    etag: str | None
    ipv4: str | None

    @classmethod
    def of(cls, response: Headed) -> Self:
        """Read the headers of a response, or of a `StatusError`.

        Raises:
            DecodeError: One is missing that is always there, or is not what is documented.
        """
        headers = response.headers
        return cls(
            etag=optional_header(headers, "ETag", str),
            ipv4=optional_header(headers, "IPv4", str),
        )

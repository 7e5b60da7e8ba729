"""Headers that responses are documented to have, for those who look at a response itself.

`RequestOptions(on_response=seen.append)` keeps it; `SomeHeaders.of(seen[-1])` reads its headers.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from ._runtime.response_headers import (
    Headed,
    boolean_header,
    integer_header,
    json_header,
    list_header,
    optional_header,
    required_header,
)
from ._runtime.scalars import parse_datetime
from .models import Details


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteThingHeaders:
    """Headers of `GET /things/{id}`, `DELETE /things/{id}`."""

    etag: str

    @classmethod
    def of(cls, response: Headed) -> Self:
        """Read the headers of a response, or of a `StatusError`.

        Raises:
            DecodeError: One is missing that is always there, or is not what is documented.
        """
        headers = response.headers
        return cls(
            etag=required_header(headers, "ETag", str),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItemsHeaders:
    """Headers of `GET /items`.

    Attributes:
        x_total: How many there are.
        link: Where the next page is.
    """

    x_total: int | None
    link: str | None
    x_kinds: list[str] | None
    last_modified_at: datetime | None
    x_details: Details | None
    x_fresh: bool | None
    x_mode: str | None
    retry_after: int | None

    @classmethod
    def of(cls, response: Headed) -> Self:
        """Read the headers of a response, or of a `StatusError`.

        Raises:
            DecodeError: One is missing that is always there, or is not what is documented.
        """
        headers = response.headers
        return cls(
            x_total=optional_header(headers, "X-Total", integer_header),
            link=optional_header(headers, "Link", str),
            x_kinds=optional_header(headers, "X-Kinds", list_header(str)),
            last_modified_at=optional_header(headers, "Last-Modified-At", parse_datetime),
            x_details=optional_header(headers, "X-Details", json_header(Details.from_dict)),
            x_fresh=optional_header(headers, "X-Fresh", boolean_header),
            x_mode=optional_header(headers, "X-Mode", str),
            retry_after=optional_header(headers, "Retry-After", integer_header),
        )

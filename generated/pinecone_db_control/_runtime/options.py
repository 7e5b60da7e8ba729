"""What a caller may set for a single call, and what a caller may see of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import request_id
from .unset import UNSET, Unset


@dataclass(frozen=True, slots=True, kw_only=True)
class RawResponse:
    """A response as it came over the wire.

    Attributes:
        headers: Names are compared without regard to case.
        content: The body; empty where it is read as a stream.
        attempts: How many times the request was sent, this answer's included.
    """

    status: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)
    attempts: int = 1

    @property
    def request_id(self) -> str | None:
        """The server's name for this exchange."""
        return request_id(self.headers)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestOptions:
    """Settings of a single call, over those of the client. Left out, the client's setting holds.

    Attributes:
        timeout: Seconds without progress after which an attempt fails; `None`: never.
        deadline: Seconds for the whole call: attempts, pauses and body; `None`: no limit.
        retries: How often the call may be repeated.
        headers: Sent beside the client's own; over them, where they have the same name.
        idempotency_key: Marks repetitions of this call as one; makes a POST repeatable where the
            API knows such keys.
        extra_query: Query parameters that the specification does not know.
        extra_body: Fields of a JSON object body that the specification does not know.
        on_response: Called with every response before it is decoded, those to repeated attempts
            among them; `seen.append` keeps them.
        link: A URL that the server gave, called in place of the operation's own: a next page.
    """

    timeout: float | Unset | None = UNSET
    deadline: float | Unset | None = UNSET
    retries: int | Unset = UNSET
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    idempotency_key: str | None = None
    extra_query: Mapping[str, Any] = field(default_factory=dict[str, Any], repr=False)
    extra_body: Mapping[str, Any] = field(default_factory=dict[str, Any], repr=False)
    on_response: Callable[[RawResponse], None] | None = None
    link: str | None = field(default=None, repr=False)


NO_OPTIONS = RequestOptions()

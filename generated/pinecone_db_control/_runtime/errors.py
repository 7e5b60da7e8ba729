"""What a client raises on its own account:

ApiError
├── ArgumentError             a value that no request can hold: nothing was sent (also a ValueError)
├── CredentialsError          an operation's credentials are missing (also a ValueError)
├── ClosedError               the client was closed before the call
├── ConnectionFailedError     nothing, or only a part of an answer, came back
│   └── TimedOutError         the server stayed silent for too long
│       └── DeadlineError     the call as a whole took longer than its deadline
├── ResponseTooLargeError     an answer beyond the cap
├── DecodeError               JSON that does not fit the specification (also a ValueError)
├── PageError                 a listing that does not move on
└── BaseStatusError           a status outside 2xx; its classes stand in `errors.py`

All of them can be pickled, and none holds a secret.
"""

from collections.abc import Mapping
from typing import Any, Generic, Self, TypeVar

Body = TypeVar("Body")


class ApiError(Exception):
    """Any failure of a call."""


class ArgumentError(ApiError, ValueError):
    """A value can't stand where it should: a line break in a header, `..` in a path."""


class CredentialsError(ApiError, ValueError):
    """No credentials for an operation that needs them."""


class ClosedError(ApiError):
    """The client was closed: make a new one."""


class ConnectionFailedError(ApiError):
    """The server could not be reached, or the connection broke before its answer was whole."""


class TimedOutError(ConnectionFailedError):
    """The server stayed silent for longer than `timeout`."""


class DeadlineError(TimedOutError):
    """The call, its repetitions and the pauses between them took longer than `deadline`."""


class ResponseTooLargeError(ApiError):
    """The answer, decompressed, is larger than the client accepts."""


class PageError(ApiError):
    """The server names the same next page again and again."""


class DecodeError(ApiError, ValueError):
    """JSON that does not fit the specification: `$.data[3].backup_id: missing`.

    Attributes:
        problem: What is wrong, without the place.
        path: The place, from the root.
        status: Of the response that it came in; `None` for other JSON.
        request_id: The server's name for the exchange.
        content: The response's body as it came.
    """

    def __init__(
        self,
        problem: str,
        path: str = "",
        status: int | None = None,
        request_id: str | None = None,
        content: bytes = b"",
    ) -> None:
        super().__init__(problem, path, status, request_id, content)
        self.problem = problem
        self.path = path
        self.status = status
        self.request_id = request_id
        self.content = content

    def __str__(self) -> str:
        return f"${self.path}: {self.problem}"

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.problem, self.path, self.status, self.request_id, self.content)

    def within(self, step: str) -> Self:
        """The same error, seen from one level further out."""
        self.path = step + self.path
        return self


class BaseStatusError(ApiError, Generic[Body]):
    """The server answered with a status outside 2xx.

    Attributes:
        operation: Identifier of the operation that was called.
        status: HTTP status code.
        headers: Of the response; names are compared without regard to case.
        content: The response's body as it came.
        body: The documented body; `None` where the content does not fit it.
        message: What the body says of the error, or the body itself, shortened.
        note: Why the call was not repeated, where it could have been.
    """

    def __init__(
        self,
        operation: str,
        status: int,
        headers: Mapping[str, str],
        content: bytes,
        body: Body | None,
        message: str = "",
        note: str = "",
    ) -> None:
        super().__init__(operation, status, headers, content, body, message, note)
        self.operation = operation
        self.status = status
        self.headers = headers
        self.content = content
        self.body = body
        self.message = message or content[:500].decode(errors="replace")
        self.note = note

    def __str__(self) -> str:
        text = f"{self.operation}: {self.status}: {self.message}"
        return f"{text} ({self.note})" if self.note else text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        headers = dict(self.headers)
        given = (self.operation, self.status, headers, self.content, self.body)
        return type(self), (*given, self.message, self.note)

    @property
    def request_id(self) -> str | None:
        """The server's name for this exchange (`X-Request-Id`), for its support team."""
        return request_id(self.headers)


def request_id(headers: Mapping[str, str]) -> str | None:
    """The server's name for an exchange, by the headers that servers use for it."""
    for name in ("x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid"):
        if found := headers.get(name) or headers.get(name.title()):
            return found
    return None

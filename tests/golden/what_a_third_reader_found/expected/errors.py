"""What the client raises when the server answers with a status outside 2xx.

A status that has no class of its own raises `StatusError`. What else can go wrong, and
the tree of it all, stands in `_runtime/errors.py`.
"""

from typing import Final, TypeAlias

from ._runtime.errors import BaseStatusError

ErrorBody: TypeAlias = None


class StatusError(BaseStatusError[ErrorBody]):
    """The server answered with a status outside 2xx."""


class NotModifiedError(StatusError):
    """304 Not Modified."""


class BadRequestError(StatusError):
    """400 Bad Request."""


class UnauthorizedError(StatusError):
    """401 Unauthorized."""


class ForbiddenError(StatusError):
    """403 Forbidden."""


class NotFoundError(StatusError):
    """404 Not Found."""


class ConflictError(StatusError):
    """409 Conflict."""


class UnprocessableEntityError(StatusError):
    """422 Unprocessable Entity."""


class TooManyRequestsError(StatusError):
    """429 Too Many Requests."""


class InternalServerError(StatusError):
    """500 Internal Server Error."""


class ServiceUnavailableError(StatusError):
    """503 Service Unavailable."""


_BY_STATUS: Final[dict[int, type[StatusError]]] = {
    304: NotModifiedError,
    400: BadRequestError,
    401: UnauthorizedError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: TooManyRequestsError,
    500: InternalServerError,
    503: ServiceUnavailableError,
}


def status_error(status: int) -> type[StatusError]:
    """The class that an HTTP status raises."""
    return _BY_STATUS.get(status, StatusError)

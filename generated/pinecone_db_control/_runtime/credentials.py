"""Where a client's secrets come from, and how they go into a request.

A secret is never shown: not by `repr`, not in an error, not in a pickle.
"""

import base64
import inspect
import os
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NoReturn, TypeAlias
from urllib.parse import quote

from .errors import ArgumentError, CredentialsError
from .operation import Prepared, put_header
from .serialization import header_value

Secret: TypeAlias = str | Callable[[], str]
AsyncSecret: TypeAlias = str | Callable[[], str] | Callable[[], Awaitable[str]]


class TokenSource(ABC):
    """Gives a token that it gets from a server, by calls of the client that needs it.

    Args:
        call: The client's way of making a call.
        now: Seconds on a clock that is never set back.
    """

    @abstractmethod
    def token(self, call: Callable[..., Any], now: Callable[[], float]) -> str:
        """The token."""

    @abstractmethod
    async def async_token(self, call: Callable[..., Any], now: Callable[[], float]) -> str:
        """The token, where `call` is awaited."""


class _Masked(str):
    """A secret's text, not shown among the locals of a traceback."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'***'"


def asked(secret: AsyncSecret | None) -> str:
    """A secret's text now.

    Raises:
        CredentialsError: It gives none.
    """
    return _text(secret() if callable(secret) else secret)


async def async_asked(secret: AsyncSecret | None) -> str:
    """`asked`, where a callable's answer may be awaited."""
    value = secret() if callable(secret) else secret
    return _text(await value if inspect.isawaitable(value) else value)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise CredentialsError("a credential's callable gave no text")
    return _Masked(value)


@dataclass(frozen=True, slots=True, eq=False)
class Credential:
    """One secret and its place in a request.

    Attributes:
        secrets: One, or a user name and a password; a callable is asked before each request.
        argument, variable: Of the constructor and of the environment, for the message.
    """

    place: Literal["header", "query", "cookie", "bearer", "basic", "authorization"]
    name: str
    secrets: tuple[AsyncSecret | TokenSource | None, ...]
    argument: str
    variable: str

    def __repr__(self) -> str:
        return f"Credential({self.place!r}, {self.name!r}, '***')"

    def __reduce__(self) -> NoReturn:
        raise TypeError("credentials can't be pickled")

    @property
    def there(self) -> bool:
        """Whether there is a secret."""
        return all(self.secrets)

    def apply(self, values: Sequence[str], prepared: Prepared) -> None:
        """Put the secret into a request."""
        secret = values[0]
        match self.place:
            case "header":
                put_header(prepared.headers, self.name, _checked(self.name, secret))
            case "bearer":
                put_header(
                    prepared.headers, "Authorization", _checked("Authorization", secret, "Bearer ")
                )
            case "authorization":
                put_header(prepared.headers, "Authorization", _checked("Authorization", secret))
            case "basic":
                pair = base64.b64encode(":".join(values).encode()).decode("ascii")
                put_header(prepared.headers, "Authorization", _Masked(f"Basic {pair}"))
            case "query":
                prepared.query.append(f"{quote(self.name, safe='')}={quote(secret, safe='')}")
            case _:
                prepared.add_cookie(f"{self.name}={quote(secret, safe='')}")


def _checked(name: str, secret: str, prefix: str = "") -> str:
    try:
        return _Masked(prefix + header_value(name, secret))
    except ArgumentError:
        raise CredentialsError(
            f"the secret for {name} holds a character that no header may hold"
        ) from None


def from_environment(value: Any, variable: str) -> Any:
    """The argument's value, or else the environment variable's; `None` where there is neither."""
    return value or os.environ.get(variable) or None


def chosen(
    alternatives: tuple[tuple[str, ...], ...], credentials: Mapping[str, Credential]
) -> tuple[Credential, ...]:
    """The credentials of the first alternative that there are secrets for.

    Raises:
        CredentialsError: There is none.
    """
    for alternative in alternatives:
        found = [credentials.get(name) for name in alternative]
        if all(c is not None and c.there for c in found):
            return tuple(c for c in found if c is not None)
    if not alternatives or () in alternatives:
        return ()
    raise CredentialsError(f"no credentials: {_ways(alternatives, credentials)}")


def _ways(alternatives: tuple[tuple[str, ...], ...], credentials: Mapping[str, Credential]) -> str:
    """What a caller can do, for each alternative, about the secrets that it lacks."""
    ways: list[str] = []
    for alternative in alternatives:
        wanted = [credentials[name] for name in alternative if name in credentials]
        lacking = [c for c in wanted if not c.there] or wanted
        arguments = " and ".join(c.argument for c in lacking)
        variables = " and ".join(c.variable for c in lacking)
        ways.append(f"pass {arguments} or set the environment variable {variables}")
    return "; or ".join(dict.fromkeys(ways))


def require(
    alternatives: tuple[tuple[str, ...], ...], credentials: Mapping[str, Credential]
) -> None:
    """Refuse to make a client whose every call would fail.

    Raises:
        CredentialsError: No alternative has its secrets.
    """
    chosen(alternatives, credentials)

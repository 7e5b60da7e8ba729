"""OAuth2 client credentials (RFC 6749 §4.4): a token is fetched when it is needed, by one caller at
a time, through the client's own connections."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn
from urllib.parse import urlsplit

from .bodies import form_body
from .codec import is_object
from .credentials import AsyncSecret, TokenSource, asked, async_asked
from .errors import BaseStatusError, CredentialsError, DecodeError
from .operation import Content, Operation
from .readers import json_body, no_body

_SKEW: Final = 60.0
_LIFE: Final = 3600.0


class _RefusedError(BaseStatusError[None]):
    """The server gives no token."""


@dataclass(slots=True, repr=False)
class ClientCredentials(TokenSource):
    """A token, fetched anew shortly before the old one expires."""

    client_id: AsyncSecret
    client_secret: AsyncSecret
    token_url: str
    scopes: str
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _async_lock: Any = None
    _token: str = ""
    _until: float = 0.0

    def __repr__(self) -> str:
        return f"ClientCredentials({self.token_url!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("credentials can't be pickled")

    def token(self, call: Callable[..., Any], now: Callable[[], float]) -> str:
        with self._lock:
            if now() >= self._until:
                body = self._form(asked(self.client_id), asked(self.client_secret))
                try:
                    self._keep(call(self._operation(), body=body), now())
                except _RefusedError as error:
                    raise self._refused(f"status {error.status}") from None
                except DecodeError as error:
                    raise self._refused(error.problem) from None
            return self._token

    async def async_token(self, call: Callable[..., Any], now: Callable[[], float]) -> str:
        import asyncio

        if self._async_lock is None:
            self._async_lock = asyncio.Lock()
        async with self._async_lock:
            if now() >= self._until:
                body = self._form(
                    await async_asked(self.client_id), await async_asked(self.client_secret)
                )
                try:
                    self._keep(await call(self._operation(), body=body), now())
                except _RefusedError as error:
                    raise self._refused(f"status {error.status}") from None
                except DecodeError as error:
                    raise self._refused(error.problem) from None
            return self._token

    def _operation(self) -> Operation[tuple[str, float], None]:
        found = urlsplit(self.token_url)
        return Operation(
            id="client credentials",
            method="POST",
            path=found._replace(scheme="", netloc="").geturl() or "/",
            base_url=f"{found.scheme}://{found.netloc}" if found.netloc else None,
            result=json_body(_token_of),
            error_body=no_body,
            error=lambda _: _RefusedError,
            # Two tokens do no harm: asking again is safe.
            repeatable=True,
        )

    def _form(self, client_id: str, client_secret: str) -> Content:
        form = {
            "grant_type": "client_credentials",
            "client_id": client_id,
            "client_secret": client_secret,
        }
        return form_body({**form, "scope": self.scopes or None})

    def _keep(self, given: tuple[str, float], now: float) -> None:
        self._token, seconds = given
        self._until = now + max(seconds - _SKEW, seconds / 2)

    def _refused(self, what: str) -> CredentialsError:
        # Neither the body nor its message is shown: a server may repeat there what it was sent.
        return CredentialsError(f"no token from {self.token_url}: {what}")


def _token_of(data: Any) -> tuple[str, float]:
    token = data.get("access_token") if is_object(data) else None
    if not isinstance(token, str) or not token:
        raise DecodeError("the answer has no access_token")
    try:
        return token, float(data.get("expires_in") or _LIFE)
    except (TypeError, ValueError):
        return token, _LIFE


def token_or_client(
    token: AsyncSecret | None,
    client_id: AsyncSecret | None,
    client_secret: AsyncSecret | None,
    *,
    token_url: str,
    scopes: str,
) -> AsyncSecret | TokenSource | None:
    """The token that was given, or one that the client's id and secret are exchanged for."""
    if token or not (client_id and client_secret):
        return token
    return ClientCredentials(client_id, client_secret, token_url, scopes)

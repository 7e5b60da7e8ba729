"""OAuth2 client credentials (RFC 6749 §4.4): a token is fetched when it is needed, by one caller at
a time."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx2

from .codec import is_object, parse_json
from .credentials import AsyncSecret
from .errors import ConnectionFailedError, CredentialsError, DecodeError

_SKEW = 60.0


@dataclass(slots=True, repr=False)
class ClientCredentials:
    """A callable that gives a token, fetched anew shortly before the old one expires."""

    client_id: AsyncSecret
    client_secret: AsyncSecret
    token_url: str
    scopes: str
    transport: httpx2.BaseTransport | None = None
    clock: Callable[[], float] = time.monotonic
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _token: str = ""
    _until: float = 0.0

    def __call__(self) -> str:
        with self._lock:
            if not self._token or self.clock() >= self._until:
                self._fetch()
            return self._token

    def _fetch(self) -> None:
        form = {
            "grant_type": "client_credentials",
            "client_id": _text(self.client_id),
            "client_secret": _text(self.client_secret),
        }
        if self.scopes:
            form["scope"] = self.scopes
        try:
            with httpx2.Client(transport=self.transport, timeout=30.0) as http:
                response = http.post(
                    self.token_url, data=form, headers={"Accept": "application/json"}
                )
        except httpx2.RequestError as error:
            raise ConnectionFailedError(
                f"no token from {self.token_url}: {type(error).__name__}"
            ) from None
        if not response.is_success:
            raise CredentialsError(f"no token from {self.token_url}: status {response.status_code}")
        try:
            found = parse_json(response.content)
        except DecodeError:
            found = None
        token = found.get("access_token") if is_object(found) else None
        if not isinstance(token, str) or not token:
            raise CredentialsError(
                f"no token from {self.token_url}: the answer has no access_token"
            )
        lasts = found.get("expires_in") if is_object(found) else None
        seconds = float(lasts) if isinstance(lasts, (int, float)) else 3600.0
        self._token, self._until = token, self.clock() + max(seconds - _SKEW, seconds / 2)


def _text(secret: AsyncSecret) -> str:
    value = secret() if callable(secret) else secret
    if not isinstance(value, str):
        raise CredentialsError(
            "a client's id and secret come from text, or from a callable that gives text"
        )
    return value


def token_or_client(
    token: AsyncSecret | None,
    client_id: AsyncSecret | None,
    client_secret: AsyncSecret | None,
    *,
    token_url: str,
    scopes: str,
) -> AsyncSecret | None:
    """The token that was given, or one that the client's id and secret are exchanged for."""
    if token or not (client_id and client_secret):
        return token
    return ClientCredentials(client_id, client_secret, token_url, scopes)

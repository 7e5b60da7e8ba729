"""What holds for all calls of a client: checked once, when the client is made."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import httpx2

from .credentials import Credential, require
from .operation import checked_header, put_header
from .options import RawResponse
from .unset import UNSET, Unset

MAX_RESPONSE_BYTES: Final = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a client.

    Attributes:
        timeout: Seconds without progress after which an attempt fails; `None`: never.
        deadline: Seconds for a whole call; `None`: no limit.
        retries: How often a call may be repeated.
        max_response_bytes: The largest answer, decompressed, that is read into memory.
        logger: Told of requests and responses, at DEBUG, without secrets.
        everywhere: Whether the caller gave the server, which then serves the operations that have
            one of their own, too.
    """

    base_url: str
    headers: Mapping[str, str] = field(repr=False)
    timeout: float | None
    deadline: float | None
    retries: int
    max_response_bytes: int
    credentials: Mapping[str, Credential]
    security: tuple[tuple[str, ...], ...]
    on_request: Callable[[httpx2.Request], None] | None = None
    on_response: Callable[[RawResponse], None] | None = None
    logger: logging.Logger = field(repr=False)
    everywhere: bool = False


def settings(
    *,
    base_url: str,
    everywhere: bool = False,
    headers: Mapping[str, str] | None,
    user_agent: str,
    constants: Mapping[str, str] | None = None,
    timeout: float | None,
    deadline: float | None,
    retries: int,
    max_response_bytes: int = MAX_RESPONSE_BYTES,
    credentials: Mapping[str, Credential] | None = None,
    security: tuple[tuple[str, ...], ...] = (),
    always: bool = False,
    on_request: Callable[[httpx2.Request], None] | None = None,
    on_response: Callable[[RawResponse], None] | None = None,
    logger: str = "client",
) -> Settings:
    """The settings of a client, checked.

    Args:
        constants: Headers that the client brings; the caller's own lie over them.
        always: Whether every operation needs credentials, so that their absence is an error here.

    Raises:
        CredentialsError: They are needed and absent.
        ValueError: The URL is not one of a server, or a header could not be sent.
    """
    sent = {"User-Agent": user_agent, "Accept-Encoding": "gzip, deflate"}
    for name, value in (*(constants or {}).items(), *(headers or {}).items()):
        put_header(sent, name, checked_header(name, value))
    if always:
        require(security, credentials or {})
    return Settings(
        base_url=_server(base_url),
        everywhere=everywhere,
        headers=sent,
        timeout=timeout,
        deadline=deadline,
        retries=retries,
        max_response_bytes=max_response_bytes,
        credentials=credentials or {},
        security=security,
        on_request=on_request,
        on_response=on_response,
        logger=logging.getLogger(logger),
    )


def changed(
    base: Settings,
    *,
    timeout: float | Unset | None,
    deadline: float | Unset | None,
    retries: int | Unset,
    headers: Mapping[str, str] | None,
) -> Settings:
    """Settings with some of them replaced."""
    sent = dict(base.headers)
    for name, value in (headers or {}).items():
        put_header(sent, name, checked_header(name, value))
    return replace(
        base,
        timeout=base.timeout if timeout is UNSET else timeout,
        deadline=base.deadline if deadline is UNSET else deadline,
        retries=base.retries if retries is UNSET else retries,
        headers=sent,
    )


def without_hooks(base: Settings) -> Settings:
    """Settings for a call of the client's own, whose answer is a secret: no one looks at it, and it
    comes from nowhere else."""
    return replace(base, on_request=None, on_response=None, security=(), everywhere=False)


def _server(url: str) -> str:
    """The URL of a server, without a slash at its end.

    Raises:
        ValueError: It is none; or it holds a password, which would be shown wherever it is.
    """
    try:
        found = httpx2.URL(url)
    except httpx2.InvalidURL:
        raise ValueError(f"base_url: {url!r} is not the URL of a server") from None
    if found.userinfo:
        raise ValueError("base_url: a user name or password has no place in it")
    if found.scheme not in ("http", "https") or not found.host or "?" in url or "#" in url:
        raise ValueError(f"base_url: {url!r} is not the URL of a server")
    return url.rstrip("/")

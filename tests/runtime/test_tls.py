"""TLS is verified, and what fails there is not repeated: scenario 26.

The certificates are for tests alone; their keys are public.
"""

import ssl
from pathlib import Path
from typing import Any

import httpx2
import pytest

from generator.runtime.errors import ConnectionFailedError
from tests.runtime.driving import GET, Driver, calling
from tests.runtime.misbehaving_server import Exchange, misbehaving_server

CERTIFICATES = Path(__file__).resolve().parent / "certificates"


def serving(name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{name}.pem")
    return context


def trusting(driver: Driver, name: str) -> Any:
    kind = httpx2.AsyncHTTPTransport if driver.asynchronous else httpx2.HTTPTransport
    return kind(verify=ssl.create_default_context(cafile=CERTIFICATES / f"{name}.pem"))


def fine(exchange: Exchange) -> None:
    exchange.reply()


def test_a_certificate_that_is_trusted_serves(driver: Driver) -> None:
    with misbehaving_server(fine, tls=serving("localhost")) as server:
        found = driver.outcomes(
            server.url,
            calling(GET),
            calling(GET),
            transport=trusting(driver, "localhost"),
            deadline=3.0,
        )
    assert found == [{}, {}]
    assert server.connections == 1


@pytest.mark.parametrize(
    ("name", "trusted", "message"),
    [
        ("localhost", False, "self.signed"),
        ("expired", True, "expired"),
        ("elsewhere", True, "127.0.0.1"),
    ],
)
def test_a_certificate_that_is_wrong_is_an_error_at_once(
    driver: Driver, name: str, trusted: bool, message: str
) -> None:
    with misbehaving_server(fine, tls=serving(name)) as server:
        transport = trusting(driver, name) if trusted else None
        found = driver.outcome(server.url, calling(GET), transport=transport, own=trusted)
    assert type(found) is ConnectionFailedError
    assert "certificate" in str(found)
    assert (
        message.replace(".", "-") in str(found)
        or message.replace(".", " ") in str(found)
        or message in str(found)
    )
    assert server.connections == 1
    assert server.requests == []


def test_a_server_that_speaks_no_tls_is_an_error_at_once(driver: Driver) -> None:
    def answer(exchange: Exchange) -> None:  # pragma: no cover
        raise AssertionError

    with misbehaving_server(answer) as server:
        found = driver.outcome(server.url.replace("http:", "https:"), calling(GET), timeout=0.4)
    assert isinstance(found, ConnectionFailedError)

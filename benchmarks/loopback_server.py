"""A server in a process of its own that gives every request one answer, as fast as Python can.

Clients are measured against it, so it must cost them nothing but the socket: an answer is one
write, sent at once, and its time is not in the client's process.
"""

import asyncio
import multiprocessing
import re
from collections.abc import Generator
from contextlib import contextmanager
from multiprocessing.connection import Connection

_LENGTH = re.compile(rb"(?i)content-length: *(\d+)")


class _Responder(asyncio.Protocol):
    """Answers each whole request of a connection; requests come one after the other."""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer
        self._received = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, end, body = self._received.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if end and len(body) >= (int(length[1]) if length else 0):
            self._received = b""
            assert self._transport is not None
            self._transport.write(self._answer)


def _serve(answer: bytes, told: Connection) -> None:
    async def run() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: _Responder(answer), "127.0.0.1", 0)
        told.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


@contextmanager
def loopback_server(status: str, body: bytes) -> Generator[str, None, None]:
    """Serve JSON on a free port of 127.0.0.1 until the block ends; gives the URL."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(
        target=_serve, args=(head.encode() + b"\r\n\r\n" + body, there), daemon=True
    )
    server.start()
    there.close()  # So that a server that does not come up is an error here, and no wait for ever.
    try:
        yield f"http://127.0.0.1:{here.recv()}"
    finally:
        server.terminate()
        server.join()

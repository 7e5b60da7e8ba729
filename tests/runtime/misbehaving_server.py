"""A raw-socket HTTP server on loopback that does what a test tells it, however wrong.

Each request that arrives is recorded and handed to the test's function, which answers, stays
silent, sends rubbish or hangs up. Nothing outlives the `with` block.
"""

import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Seen:
    """A request as it arrived."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes
    connection: int


@dataclass
class Exchange:
    """One request on its connection: what a test's function answers."""

    request: Seen
    number: int
    socket: socket.socket
    stopped: threading.Event
    closed: bool = False

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def reply(
        self, status: int = 200, body: bytes = b"{}", headers: Mapping[str, str] | None = None
    ) -> None:
        """A sound answer."""
        lines = [f"HTTP/1.1 {status} Status", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        sent = b"" if self.request.method == "HEAD" or status == 304 else body
        self.send("\r\n".join([*lines, "", ""]).encode("latin-1") + sent)

    def chunked(self, *chunks: bytes, status: int = 200, headers: str = "") -> None:
        """An answer in chunks, without its end."""
        self.send(
            f"HTTP/1.1 {status} Status\r\n{headers}Transfer-Encoding: chunked\r\n\r\n".encode()
        )
        for chunk in chunks:
            self.chunk(chunk)

    def chunk(self, data: bytes) -> None:
        self.send(b"%x\r\n%s\r\n" % (len(data), data))

    def drip(self, data: bytes, every: float) -> None:
        """Send a byte now and then, until it is all sent or the other side has had enough."""
        for byte in data:
            self.send(bytes([byte]))
            if self.stopped.wait(every):
                return

    def silence(self) -> None:
        """Say nothing until the server stops or the client hangs up."""
        self.socket.settimeout(0.02)
        while not self.stopped.is_set():
            with suppress(TimeoutError):
                if not self.socket.recv(1):
                    break
        self.hang_up()

    def hang_up(self) -> None:
        self.closed = True

    def reset(self) -> None:
        """Break the connection with RST."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.closed = True


Answer = Callable[[Exchange], None]


@dataclass
class Server:
    """What a test sees of the server.

    Attributes:
        requests: In the order of arrival.
        connections: How many were accepted.
    """

    url: str
    requests: list[Seen] = field(default_factory=list[Seen])
    connections: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, method: str = "") -> int:
        return sum(1 for r in self.requests if method in ("", r.method))

    def settled(self, number: int, method: str = "") -> bool:
        """Whether so many requests have arrived, and no more: a busy machine reads them late."""
        ends = time.monotonic() + 5
        while self.count(method) < number and time.monotonic() < ends:
            time.sleep(0.01)
        return self.count(method) == number

    def note(self, request: Seen) -> int:
        with self._lock:
            self.requests.append(request)
            return len(self.requests)

    def connected(self) -> int:
        with self._lock:
            self.connections += 1
            return self.connections


@contextmanager
def misbehaving_server(
    answer: Answer, *, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1"
) -> Generator[Server, None, None]:
    """Serve on a free port until the block ends."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, 0), family=family, backlog=256)
    shown = f"[{host}]" if ":" in host else host
    server = Server(f"http{'s' if tls else ''}://{shown}:{listening.getsockname()[1]}")
    stopped = threading.Event()
    threads: list[threading.Thread] = []

    def serve(connection: socket.socket, number: int) -> None:
        with suppress(OSError, EOFError), connection:
            wrapped = tls.wrap_socket(connection, server_side=True) if tls else connection
            with wrapped:
                _converse(wrapped, number, server, answer, stopped)

    def accept() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            thread = threading.Thread(target=serve, args=(connection, server.connected()))
            threads.append(thread)
            thread.start()

    accepting = threading.Thread(target=accept)
    accepting.start()
    try:
        yield server
    finally:
        stopped.set()
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        accepting.join()
        for thread in threads:
            thread.join()


def _converse(
    connection: socket.socket,
    number: int,
    server: Server,
    answer: Answer,
    stopped: threading.Event,
) -> None:
    connection.settimeout(0.02)
    buffer = b""

    def more() -> None:
        nonlocal buffer
        while not stopped.is_set():
            with suppress(TimeoutError):
                data = connection.recv(65536)
                if not data:
                    raise EOFError
                buffer += data
                return
        raise EOFError

    while True:
        while b"\r\n\r\n" not in buffer:
            more()
        head, _, buffer = buffer.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ")
        pairs = (line.partition(":") for line in lines)
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        body = b""
        if headers.get("transfer-encoding") == "chunked":
            while True:
                while b"\r\n" not in buffer:
                    more()
                size, _, buffer = buffer.partition(b"\r\n")
                length = int(size, 16)
                while len(buffer) < length + 2:
                    more()
                body, buffer = body + buffer[:length], buffer[length + 2 :]
                if not length:
                    break
        elif headers.get("x-read-no-body") is None:
            while len(buffer) < int(headers.get("content-length", 0)):
                more()
            length = int(headers.get("content-length", 0))
            body, buffer = buffer[:length], buffer[length:]
        seen = Seen(method, target, headers, body, number)
        exchange = Exchange(seen, server.note(seen), connection, stopped)
        connection.settimeout(5)
        answer(exchange)
        if exchange.closed:
            return
        connection.settimeout(0.02)

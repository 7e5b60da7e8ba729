"""CPU time that a call takes beside what the bare HTTP library takes for the same request.

    python -m benchmarks.overhead [--without-peers]

In one process, alternating round by round: bare httpx2 and our client; in another, bare httpx, what
openapi-python-client generates and the OpenAI SDK's way of calling, which speak httpx. Each on its
library's mock transport and over loopback. The figure is the CPU time of the calling thread.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import httpx2

from benchmarks.loopback_server import loopback_server
from benchmarks.peers import peers as environment
from benchmarks.turns import alternating
from generator.pipeline import bundle
from tests.conftest import ROOT
from tests.packages import config_for, imported, write_package

BACKUP = {
    "backup_id": "b-1",
    "source_index_name": "my-index",
    "source_index_id": "i-1",
    "name": "nightly",
    "status": "Ready",
    "cloud": "aws",
    "region": "us-east-1",
    "tags": {"team": "search"},
    "dimension": 1536,
    "record_count": 1000,
    "created_at": "2024-01-02T03:04:05Z",
}
BODY = json.dumps(BACKUP).encode()
SPEC = ROOT / "specs" / "pinecone" / "2025-04" / "create_backup.md"


def ours(
    folder: Path, url: str, transport: httpx2.BaseTransport | None
) -> dict[str, Callable[[], object]]:
    """Bare httpx2 and our client, making the same call."""
    bare = httpx2.Client(transport=transport, headers={"Api-Key": "k"})
    with imported(folder) as package:
        client = package.Client(api_key="k", base_url=url, transport=transport)

    def plain() -> object:
        response = bare.post(f"{url}/indexes/my-index/backups", json={"name": "nightly"})
        return json.loads(response.content)

    return {
        "bare httpx2": plain,
        "oasmith": lambda: client.create_backup("my-index", name="nightly"),
    }


def mocked(_: httpx2.Request) -> httpx2.Response:
    return httpx2.Response(201, content=BODY, headers={"Content-Type": "application/json"})


def overhead(folder: Path, programs: Path | None, number: int) -> dict[str, dict[str, float]]:
    """Microseconds of a call: by transport and floor, by contender, the floor first.

    `programs` is the folder of the programs of the peers' virtual environment; `None` leaves them
    out.
    """
    made = write_package(config_for(SPEC, package="pinecone_db_control"), folder)
    url = "https://api.pinecone.io"
    transport = httpx2.MockTransport(mocked)
    found = {"mock transport": alternating(ours(made, url, transport), number)}
    if programs:
        found["mock transport, peers"] = peers(programs, folder, "mock", number)
    with loopback_server("201 Created", BODY) as url:
        found["loopback"] = alternating(ours(made, url, None), number // 2)
        if programs:
            found["loopback, peers"] = peers(programs, folder, url, number // 2)
    return found


def peers(programs: Path, folder: Path, where: str, number: int) -> dict[str, float]:
    """The peers, in their own environment, with the same body and numbers."""
    spec = folder / "bundle.json"
    spec.write_text(json.dumps(bundle(config_for(SPEC, package="peer"))), "utf-8")
    command = [
        programs / "python",
        Path(__file__).with_name("overhead_peers.py"),
        *(spec, where, str(number), BODY.decode()),
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without-peers", action="store_true")
    parser.add_argument("--number", type=int, default=10_000, help="calls of each")
    given = parser.parse_args()
    programs = None if given.without_peers else environment()
    with tempfile.TemporaryDirectory() as name:
        found = overhead(Path(name), programs, given.number)
    for title, contenders in found.items():
        floor = next(iter(contenders.values()))
        print(title)
        for name, value in contenders.items():
            print(f"  {name:<28}{value:8.1f} µs{value - floor:+8.1f} µs")


if __name__ == "__main__":
    sys.exit(main())

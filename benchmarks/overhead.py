"""CPU time that a call takes beside what bare httpx2 takes for the same request.

    python -m benchmarks.overhead [--peers FOLDER]

In one process, alternating round by round: bare httpx2, our client, and (where `--peers` names a
folder with a virtual environment, made by `python -m venv FOLDER` and `FOLDER/bin/pip install openai openapi-python-client`) what openapi-python-client generates and
the OpenAI SDK's way of calling, each on its own HTTP library's mock transport and over loopback.
The peers speak httpx; their own floor, bare httpx, is measured beside them.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2

from tests.behaviour.recording_server import Answer, recording_server
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


def micros(call: Callable[[], object], number: int) -> float:
    """CPU microseconds of one call."""
    begun = time.thread_time()
    for _ in range(number):
        call()
    return (time.thread_time() - begun) / number * 1e6


def alternating(
    calls: dict[str, Callable[[], object]], number: int, rounds: int
) -> dict[str, float]:
    """The best round of each, the rounds taking turns."""
    best = dict.fromkeys(calls, float("inf"))
    for call in calls.values():
        micros(call, number // 4)
    for _ in range(rounds):
        for name, call in calls.items():
            best[name] = min(best[name], micros(call, number))
    return best


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=Path, help="a folder with the peers' virtual environment")
    parser.add_argument("--mock-only", action="store_true", help="leave loopback out")
    parser.add_argument("--number", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--folder", type=Path, default=Path("/tmp/oasmith-overhead"))
    given = parser.parse_args()
    folder = write_package(config_for(SPEC, package="pinecone_db_control"), given.folder)
    url = "https://api.pinecone.io"
    report(
        "mock transport",
        alternating(ours(folder, url, httpx2.MockTransport(mocked)), given.number, given.rounds),
    )
    if given.peers:
        peers(given, "mock")
    if given.mock_only:
        return
    answer = Answer(201, BODY, {"Content-Type": "application/json"})
    with recording_server(lambda _: answer) as server:
        found = alternating(ours(folder, server.url, None), given.number // 4, given.rounds)
        report("loopback (the server's time is in it, the same for all)", found)
        if given.peers:
            peers(given, server.url)


def peers(given: Any, where: str) -> None:
    """The peers, in their own environment, with the same body and numbers."""
    spec = given.folder / "bundle.json"
    if not spec.exists():
        from generator.pipeline import bundle

        spec.write_text(json.dumps(bundle(config_for(SPEC, package="peer"))), "utf-8")
    number = given.number if where == "mock" else given.number // 4
    command = [
        given.peers / "bin" / "python",
        Path(__file__).with_name("overhead_peers.py"),
        *(spec, where, str(number), str(given.rounds), BODY.decode()),
    ]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    report(f"peers, {where}", found)


def report(title: str, found: dict[str, float]) -> None:
    floor = next(iter(found.values()))
    print(title)
    for name, value in found.items():
        print(f"  {name:<28}{value:8.1f} µs{value - floor:+8.1f} µs")


if __name__ == "__main__":
    sys.exit(main())

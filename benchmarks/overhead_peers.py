"""The peers' part of `benchmarks.overhead`, run by the interpreter of their own environment.

    python overhead_peers.py SPEC mock|URL NUMBER BODY

Needs `openapi-python-client` (which generates a client of the specification first) and `openai`.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import httpx
from openai import BaseModel, OpenAI
from turns import alternating


class Backup(BaseModel):
    """The answer, as the OpenAI SDK models one."""

    backup_id: str
    source_index_name: str
    source_index_id: str
    status: str
    cloud: str
    region: str
    name: str | None = None
    tags: dict[str, str] | None = None
    dimension: int | None = None
    record_count: int | None = None
    created_at: str | None = None


def generated(spec, url, transport):
    """openapi-python-client's function for the operation, and a client of its own."""
    folder = Path(tempfile.mkdtemp())
    subprocess.run(
        [
            *(
                Path(sys.executable).with_name("openapi-python-client"),
                "generate",
                "--meta",
                "none",
            ),
            *("--path", spec, "--output-path", folder / "peer"),
        ],
        check=True,
        capture_output=True,
    )
    sys.path.insert(0, str(folder))
    from peer.api.default import create_backup
    from peer.client import AuthenticatedClient
    from peer.models import CreateBackupRequest

    arguments = {"transport": transport} if transport else {}
    client = AuthenticatedClient(
        base_url=url, token="k", auth_header_name="Api-Key", prefix="", httpx_args=arguments
    )
    return lambda: create_backup.sync(
        "my-index", client=client, body=CreateBackupRequest(name="nightly")
    )


def main():
    spec, where, number, body = sys.argv[1:]
    transport = None
    url = where
    if where == "mock":
        url = "https://api.pinecone.io"
        headers = {"Content-Type": "application/json"}
        transport = httpx.MockTransport(
            lambda _: httpx.Response(201, content=body.encode(), headers=headers)
        )
    path = "/indexes/my-index/backups"
    bare = httpx.Client(transport=transport, headers={"Api-Key": "k"})
    openai = OpenAI(api_key="k", base_url=url, http_client=httpx.Client(transport=transport))
    calls = {
        "bare httpx": lambda: json.loads(bare.post(url + path, json={"name": "nightly"}).content),
        "openai": lambda: openai.post(path, body={"name": "nightly"}, cast_to=Backup),
        "openapi-python-client": generated(spec, url, transport),
    }
    print(json.dumps(alternating(calls, int(number))))


if __name__ == "__main__":
    main()

"""Decoding and encoding, as multiples of `json.loads(bytes)` and `json.dumps`, beside the peers.

    python -m benchmarks.codecs FOLDER

`FOLDER` holds our packages of Pinecone's descriptions, `control` and `data`. Prints JSON: case →
contender → [decode, encode]. orjson stands in for `json` where it is installed: the rows with it
tell what the runtime itself does then.
"""

import json
import sys
import timeit
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

BACKUP: dict[str, Any] = {
    **dict.fromkeys(("backup_id", "source_index_id"), "670e8400-e29b-41d4-a716-446655440001"),
    "source_index_name": "my-index",
    "name": "backup-2025-02-04",
    "description": "Before bulk update.",
    "status": "Ready",
    "cloud": "aws",
    "region": "us-east-1",
    "dimension": 1536,
    "metric": "cosine",
    "record_count": 120000,
    "namespace_count": 3,
    "size_bytes": 10000000,
    "tags": {"tag0": "val0", "tag1": "val1"},
    "created_at": "2025-02-04T00:00:00Z",
}
INDEX: dict[str, Any] = {
    "name": "semantic-search",
    "dimension": 384,
    "metric": "cosine",
    "host": "semantic-search-c01b5b5.svc.us-west1-gcp.pinecone.io",
    "deletion_protection": "disabled",
    "vector_type": "dense",
    "tags": {"tag0": "val0"},
    "spec": {"serverless": {"cloud": "aws", "region": "us-east-1"}},
    "status": {"ready": True, "state": "Ready"},
}
MATCH: dict[str, Any] = {
    "id": "vec-1",
    "score": 0.87,
    "values": [0.1] * 8,
    "metadata": {"genre": "drama", "year": 2020},
}
VECTOR = [0.1234 + n / 1e6 for n in range(1536)]
CASES: dict[str, tuple[str, str, Any]] = {
    "a backup": ("control", "BackupModel", BACKUP),
    "50 indexes": ("control", "IndexList", {"indexes": [INDEX] * 50}),
    "1,000 matches": (
        "data",
        "QueryResponse",
        {"matches": [MATCH] * 1000, "namespace": "n", "usage": {"readUnits": 5}},
    ),
    "1,000 × 1,536 floats": (
        "data",
        "FetchResponse",
        {"vectors": {str(n): {"id": str(n), "values": VECTOR} for n in range(1000)}, "namespace": "n"},
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Codec:
    """How one contender reads bytes and writes them."""

    decode: Callable[[bytes], Any]
    encode: Callable[[Any], object]


def best(call: Callable[[], object]) -> float:
    """The least time of a call, in seconds."""
    timer = timeit.Timer(call)
    number, _ = timer.autorange()
    number = max(number // 4, 1)
    return min(timer.repeat(5, number)) / number


def ours(package: str, name: str) -> dict[str, Codec]:
    """Our models, with `json` and, where there is one, with orjson."""
    model = getattr(import_module(package), name)
    found = {
        "oasmith": Codec(
            lambda data: model.from_dict(json.loads(data)),
            lambda value: json.dumps(value.to_dict()),
        )
    }
    try:
        orjson = import_module("orjson")
    except ImportError:
        return found
    found["oasmith with orjson"] = Codec(
        lambda data: model.from_dict(orjson.loads(data)),
        lambda value: orjson.dumps(value.to_dict()),
    )
    return found


def main() -> None:
    sys.path[:0] = [sys.argv[1]]
    found: dict[str, dict[str, list[float]]] = {}
    for case, (package, name, value) in CASES.items():
        data = json.dumps(value).encode()
        for contender, codec in ours(package, name).items():
            made = codec.decode(data)
            assert json.loads(json.dumps(made.to_dict())) == value, case
            # Each beside the standard library's own, right before: the machine swings.
            read = best(lambda data=data: json.loads(data))
            decode = best(lambda data=data, codec=codec: codec.decode(data)) / read
            write = best(lambda value=value: json.dumps(value))
            encode = best(lambda made=made, codec=codec: codec.encode(made)) / write
            found.setdefault(case, {})[contender] = [decode, encode]
    print(json.dumps(found))


if __name__ == "__main__":
    main()

"""Decoding and encoding, as multiples of `json.loads(bytes)` and `json.dumps`, beside the peers.

    python -m benchmarks.codecs FOLDER

`FOLDER` holds our packages of Pinecone's descriptions, `control` and `data`, or (for
`benchmarks.codecs_peers`) what the peers make of them. Prints JSON: case → contender → [decode,
encode]. Where orjson is installed, a row tells what the runtime itself does then.
"""

import gc
import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
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
Ratios = dict[str, dict[str, list[float]]]


@dataclass(frozen=True, slots=True)
class Codec:
    """How one contender reads bytes and writes them."""

    decode: Callable[[bytes], Any]
    encode: Callable[[Any], object]


def best(calls: Mapping[str, Callable[[], object]], rounds: int = 60) -> dict[str, float]:
    """The least CPU seconds of each call. They take turns: what disturbs the machine disturbs them
    all."""
    numbers = {name: max(int(0.004 / _once(call)), 1) for name, call in calls.items()}
    found = dict.fromkeys(calls, float("inf"))
    gc.collect()
    gc.disable()
    for _ in range(rounds if max(numbers.values()) > 1 else rounds // 6):
        for name, call in calls.items():
            found[name] = min(found[name], _once(call, numbers[name]))
    gc.enable()
    return found


def _once(call: Callable[[], object], number: int = 1) -> float:
    start = time.thread_time()
    for _ in range(number):
        call()
    return max(time.thread_time() - start, 1e-7) / number


def ratios(value: Any, codecs: Mapping[str, Codec]) -> dict[str, list[float]]:
    """Contender → what it takes to decode and to encode a value, as multiples of `json`."""
    data = json.dumps(value).encode()
    made = {name: codec.decode(data) for name, codec in codecs.items()}
    calls: dict[str, Callable[[], object]] = {
        "loads": partial(json.loads, data),
        "dumps": partial(json.dumps, value),
        **{f"< {name}": partial(codec.decode, data) for name, codec in codecs.items()},
        **{f"> {name}": partial(codec.encode, made[name]) for name, codec in codecs.items()},
    }
    found = best(calls)
    return {
        name: [found[f"< {name}"] / found["loads"], found[f"> {name}"] / found["dumps"]]
        for name in codecs
    }


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


def compare(contenders: Callable[[str, str], Mapping[str, Codec]]) -> None:
    """Measure them on all cases, and print it."""
    sys.path[:0] = [sys.argv[1]]
    found: Ratios = {}
    for case, (package, name, value) in CASES.items():
        codecs = contenders(package, name)
        data = json.dumps(value).encode()
        for contender, codec in codecs.items():
            again = codec.encode(codec.decode(data))
            assert isinstance(again, (str, bytes)), contender
            assert json.loads(again) == value, f"{contender}: {case}"
        found[case] = ratios(value, codecs)
    print(json.dumps(found))


if __name__ == "__main__":
    compare(ours)

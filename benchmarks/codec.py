"""Decoding and encoding with generated models, as multiples of `json.loads` and `json.dumps`.

    python -m benchmarks.codec

Generates Pinecone's db_data client of the corpus for 1,000 matches and the seed's for a backup.
"""

import json
import sys
import tempfile
import timeit
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT
from tests.packages import config_for, imported, write_package

BACKUP = {
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


def best(call: Callable[[], object]) -> float:
    timer = timeit.Timer(call)
    number, _ = timer.autorange()
    return min(timer.repeat(7, max(number // 4, 1))) / max(number // 4, 1)


def report(name: str, model: type, value: object) -> None:
    text = json.dumps(value).encode()
    decode = best(lambda: model.from_dict(json.loads(text))) / best(lambda: json.loads(text))
    made = model.from_dict(value)
    encode = best(lambda: json.dumps(made.to_dict())) / best(lambda: json.dumps(value))
    print(f"{name:24} decode {decode:.2f}   encode {encode:.2f}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        seed = ROOT / "specs" / "pinecone" / "2025-04" / "create_backup.md"
        with imported(write_package(config_for(seed, package="seed"), Path(folder))) as package:
            report("a backup", package.BackupModel, BACKUP)
        data = ROOT.parent / "shared" / "corpus" / "specs" / "pinecone__db_data_2025-04.yaml"
        if not data.exists():
            sys.exit("no corpus: the other rows are left out")
        match = {
            "id": "vec-1",
            "score": 0.87,
            "values": [0.1] * 8,
            "metadata": {"genre": "drama", "year": 2020},
        }
        with imported(write_package(config_for(data, package="data"), Path(folder))) as package:
            matches = {"matches": [match] * 1000, "namespace": "n", "usage": {"readUnits": 5}}
            report("1,000 matches", package.QueryResponse, matches)
            vectors = {
                "vectors": {str(n): {"id": str(n), "values": [0.1234] * 1536} for n in range(1000)},
                "namespace": "n",
            }
            report("1,000 x 1,536 floats", package.FetchResponse, vectors)


if __name__ == "__main__":
    main()

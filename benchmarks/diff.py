"""What a comparison costs from a cold start, in CPU seconds of the whole command.

    python -m benchmarks.diff [BASE REVISION] [--github api.github.com.json] [--runs 3]

The two specifications that are named (the bounds hold for Pinecone's db_control: 1 s); GitHub's, of
npm's `@octokit/openapi`, against a copy with four edits (10 s); and a synthetic one of 250, 500 and
1,000 paths with three operations each and 1.5 deeply linked schemas a path, against a copy with
four edits (5 s at the largest, and at most 10 findings).
"""

import argparse
import copy
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

Tree = dict[str, Any]
MEASURE = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
found = len(json.loads(done.stdout)["findings"]) if done.returncode < 2 else done.stderr.decode()
print(used.ru_utime + used.ru_stime, found)
"""


def synthetic(paths: int) -> Tree:
    """A specification whose schemas all reach each other, however far."""
    schemas = paths * 3 // 2
    return {
        "openapi": "3.1.0",
        "info": {"title": "Synthetic", "version": "1"},
        "paths": {f"/things{n}/{{id}}": _path_item(n, schemas) for n in range(paths)},
        "components": {"schemas": {f"Thing{n}": _schema(n, schemas) for n in range(schemas)}},
    }


def _schema(number: int, count: int) -> Tree:
    links = {(number * 7 + step * 31 + 1) % count for step in range(4)}
    return {
        "type": "object",
        "required": ["id", "name"],
        "properties": {
            "id": {"type": "string"},
            "name": {"type": "string", "maxLength": 100},
            "size": {"type": "integer", "minimum": 0},
            "kind": {"type": "string", "enum": ["small", "large", f"kind{number % 5}"]},
            **{f"link{n}": {"$ref": f"#/components/schemas/Thing{n}"} for n in sorted(links)},
            "children": {
                "type": "array",
                "items": {"$ref": f"#/components/schemas/Thing{(number + 1) % count}"},
            },
        },
    }


def _path_item(number: int, schemas: int) -> Tree:
    content = {
        "application/json": {"schema": {"$ref": f"#/components/schemas/Thing{number % schemas}"}}
    }
    answer = {"200": {"description": "Well.", "content": content}}
    id = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    operations = {
        "get": {"operationId": f"get_thing{number}", "responses": answer},
        "put": {
            "operationId": f"put_thing{number}",
            "requestBody": {"required": True, "content": content},
            "responses": answer,
        },
        "delete": {
            "operationId": f"delete_thing{number}",
            "responses": {"204": {"description": "Gone."}},
        },
    }
    return {"parameters": [id], **operations}


def edited(tree: Tree) -> Tree:
    """A copy with four edits, of schemas that most operations reach and of operations."""
    made = copy.deepcopy(tree)
    schemas = [
        s for s in made["components"]["schemas"].values() if len(s.get("properties", {})) > 2
    ]
    first, second = schemas[0], schemas[len(schemas) // 2]
    first["properties"]["added_by_the_edit"] = {"type": "string"}
    name = next(iter(second["properties"]))
    second["required"] = [n for n in second.get("required", []) if n != name]
    items = [item for item in made["paths"].values() if "get" in item and len(item) > 1]
    del items[0]["get"]
    items[-1]["get"].setdefault("parameters", []).append(
        {"name": "added_by_the_edit", "in": "query", "required": True, "schema": {"type": "string"}}
    )
    return made


def cost(base: Path, revision: Path, runs: int) -> tuple[float, str]:
    """Median CPU seconds of `oasmith diff`, and how many findings there are."""
    command = [sys.executable, "-m", "generator", "diff", str(base), str(revision)]
    found: list[tuple[float, str]] = []
    for _ in range(runs):
        done = subprocess.run(
            [sys.executable, "-c", MEASURE, *command, "--format", "json"],
            capture_output=True,
            text=True,
            check=True,
        )
        seconds, _, findings = done.stdout.strip().partition(" ")
        found.append((float(seconds), findings))
    return median(seconds for seconds, _ in found), found[0][1]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("pair", nargs="*", type=Path)
    parser.add_argument("--github", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    if given.pair:
        _say(" → ".join(p.stem for p in given.pair), *cost(*given.pair, given.runs))
    with tempfile.TemporaryDirectory() as folder:
        trees = {f"synthetic, {paths} paths": synthetic(paths) for paths in (250, 500, 1000)}
        if given.github is not None:
            trees["GitHub"] = json.loads(given.github.read_text("utf-8"))
        for name, tree in trees.items():
            base, revision = Path(folder, "base.json"), Path(folder, "revision.json")
            base.write_text(json.dumps(tree), "utf-8")
            revision.write_text(json.dumps(edited(tree)), "utf-8")
            _say(name, *cost(base, revision, given.runs))


def _say(name: str, seconds: float, findings: str) -> None:
    print(f"{name}: {seconds:.2f} s of CPU, {findings} findings", flush=True)


if __name__ == "__main__":
    main()

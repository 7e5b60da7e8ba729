"""Descriptions of any size, made up: what generation costs against how much there is to generate."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from benchmarks.measure import Contender, Measured, alternating


def synthetic(schemas: int) -> dict[str, Any]:
    """A description of so many schemas, and an operation for every fifth of them."""
    made: dict[str, Any] = {}
    for number in range(schemas):
        made[f"Thing{number}"] = {
            "type": "object",
            "description": f"The thing of number {number}.",
            "required": ["id"],
            "properties": {
                "id": {"type": "string", "description": "What it is known by."},
                "count": {"type": "integer"},
                "state": {"type": "string", "enum": ["new", "old", f"state-{number}"]},
                "made_at": {"type": "string", "format": "date-time"},
                "next": {"$ref": f"#/components/schemas/Thing{(number * 7 + 1) % schemas}"},
                "parts": {
                    "type": "array",
                    "items": {"$ref": f"#/components/schemas/Thing{(number * 3 + 2) % schemas}"},
                },
            },
        }
    paths: dict[str, Any] = {
        f"/things{number}/{{id}}": {
            "get": {
                "operationId": f"get_thing{number}",
                "tags": [f"group {number // 500}"],
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
                ],
                "responses": {
                    "200": {
                        "description": "The thing.",
                        "content": {
                            "application/json": {
                                "schema": {"$ref": f"#/components/schemas/Thing{number}"}
                            }
                        },
                    }
                },
            }
        }
        for number in range(0, schemas, 5)
    }
    info = {"title": "Made up", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": made}}


def scale(sizes: tuple[int, ...], folder: Path) -> dict[int, dict[str, Measured]]:
    """Cold, with ruff, and with nothing changed, for each size."""
    found: dict[int, dict[str, Measured]] = {}
    (folder / "oasmith.toml").touch()  # what runs keep stands beside a configuration
    for size in sizes:
        spec = folder / f"things{size}.json"
        spec.write_text(json.dumps(synthetic(size)), "utf-8")
        out = folder / f"things{size}"
        command = [sys.executable, "-m", "generator", "generate", str(spec), "--output", str(out)]
        command += ["--package", f"things{size}", "--formatter", "ruff"]

        def fresh(out: Path = out) -> None:
            shutil.rmtree(folder / ".oasmith-cache", ignore_errors=True)
            shutil.rmtree(out, ignore_errors=True)

        found[size] = alternating(
            {
                "cold": Contender(command, fresh),
                "nothing changed": Contender(command, lambda: None),
            },
            folder,
            1,
        )
    return found

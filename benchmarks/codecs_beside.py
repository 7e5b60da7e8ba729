"""The codecs of all contenders: makes their packages, and measures each in its own environment."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.codecs import Ratios
from benchmarks.peers import peers
from tests.conftest import ROOT

_MODELS = {"pydantic": "pydantic_v2.BaseModel", "msgspec": "msgspec.Struct"}


def codecs_beside(specs: Mapping[str, Path], folder: Path) -> Ratios:
    """Case → contender → [decode, encode].

    Args:
        specs: Pinecone's descriptions, as `control` and `data`.
        folder: A new one for what is made.
    """
    folder.mkdir()
    for name, spec in specs.items():
        for command in _commands(name, spec, folder):
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    ours = _measured(sys.executable, "benchmarks.codecs", folder)
    theirs = _measured(str(peers() / "python"), "benchmarks.codecs_peers", folder)
    return {case: {**found, **theirs[case]} for case, found in ours.items()}


def _commands(name: str, spec: Path, folder: Path) -> list[list[str]]:
    """What makes each contender's package of a description."""
    ours = [sys.executable, "-m", "generator", "generate", str(spec), "--no-cache"]
    client = [str(peers() / "openapi-python-client"), "generate", "--path", str(spec)]
    models = [str(peers() / "datamodel-codegen"), "--input", str(spec)]
    models += ["--input-file-type", "openapi"]
    return [
        [*ours, "--output", str(folder), "--package", name],
        [*client, "--output-path", str(folder / f"client_{name}"), "--meta", "none"],
        *(
            [*models, "--output-model-type", kind, "--output", str(folder / f"{library}_{name}.py")]
            for library, kind in _MODELS.items()
        ),
    ]


def _measured(python: str, module: str, folder: Path) -> Ratios:
    done = subprocess.run(
        [python, "-m", module, str(folder)], cwd=ROOT, capture_output=True, check=True
    )
    found: Ratios = json.loads(done.stdout)
    return found

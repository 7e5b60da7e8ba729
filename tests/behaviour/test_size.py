"""A package carries what its API uses, and no more."""

from pathlib import Path

import pytest

from generator.pipeline import generate
from tests.conftest import ROOT
from tests.packages import config_for

GOLDEN = ROOT / "tests" / "golden"
JSON_ALONE = {
    *("__init__", "call", "codec", "connections", "credentials", "errors", "model", "operation"),
    *("options", "readers", "retries", "serialization", "settings", "transport", "unset"),
}
OTHERS = {
    "bodies_of_every_kind": {
        "arguments",
        "bodies",
        "downloads",
        "encoded",
        "multipart",
        "parameters",
        "streams",
        "uploads",
    },
    "events_and_answers_of_one_status": {"streams"},
    "pages_of_a_listing": {"pagination"},
}


def runtime_of(source: Path) -> set[str]:
    files = generate(config_for(source, package="small")).files.files
    return {Path(f.path).stem for f in files if f.path.startswith("_runtime/")}


def test_a_package_of_json_calls_carries_json_calls() -> None:
    source = ROOT / "specs" / "pinecone" / "2025-04" / "create_backup.md"
    assert runtime_of(source) == JSON_ALONE


@pytest.mark.parametrize("name", OTHERS)
def test_others_carry_what_they_use_beside(name: str) -> None:
    assert runtime_of(GOLDEN / name / "spec.yaml") == JSON_ALONE | OTHERS[name]

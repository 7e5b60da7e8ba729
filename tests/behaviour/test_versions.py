"""Several versions of an API side by side: each works, and the newer says where things went."""

import copy
import pickle
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from types import ModuleType

import pytest

from generator.config import load_config
from generator.pipeline import check, generate_to_disk
from tests.packages import imported

SPEC = """
openapi: 3.1.0
info: {{title: Control, version: "{version}"}}
servers: [{{url: "https://x.example"}}]
paths:
  /indexes/{{name}}:
    get:
      operationId: describe_index
      parameters: [{{name: name, in: path, required: true, schema: {{type: string}}}}]
      responses: {{"200": {{description: "", content: {{application/json: {{schema: {{$ref: "#/components/schemas/Index"}}}}}}}}}}
components:
  schemas:
    Index: {{type: object, required: [name], properties: {{name: {{type: string}}, {fields}}}}}
    Kept: {{type: object, properties: {{a: {{type: string}}}}}}
"""
OLD = SPEC.format(version="2025-04", fields="dimension: {type: integer}")
NEW = SPEC.format(version="2025-10", fields="schema: {type: object}")
LAST = SPEC.format(version="2026-01", fields="schema: {type: object}, tags: {type: object}")
CONFIG = """
[control_2026_01]
sources = ["last.yaml"]
[control_2025_10]
sources = ["new.yaml"]
[control_2025_04]
sources = ["old.yaml"]
[other_2025_04]
sources = ["old.yaml"]
[plain]
sources = ["new.yaml"]
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("versions")
    for name, text in (("old", OLD), ("new", NEW), ("last", LAST)):
        (folder / f"{name}.yaml").write_text(text)
    (folder / "oasmith.toml").write_text(CONFIG)
    for config in load_config(folder / "oasmith.toml"):
        generate_to_disk(config)
    return folder


@pytest.fixture
def new(project: Path) -> Generator[ModuleType, None, None]:
    with imported(project / "generated" / "control_2025_10") as module:
        yield module


def test_the_version_before_is_the_nearest_of_the_same_name(project: Path) -> None:
    found = {
        c.name: c.earlier.name if c.earlier else None for c in load_config(project / "oasmith.toml")
    }
    assert found == {
        "control_2026_01": "control_2025_10",
        "control_2025_10": "control_2025_04",
        "control_2025_04": None,
        "other_2025_04": None,
        "plain": None,
    }


def test_a_removed_attribute_says_where_it_went(new: ModuleType) -> None:
    index = new.Index.from_dict({"name": "a", "dimension": 3})
    with pytest.raises(
        AttributeError, match="dimension was removed in 2025-10, see schema"
    ) as raised:
        index.dimension  # noqa: B018  # the reading is the test
    assert (raised.value.name, raised.value.obj) == ("dimension", index)
    with pytest.raises(AttributeError, match=r"'Index' object has no attribute 'nothing'$"):
        index.nothing  # noqa: B018
    assert not hasattr(index, "dimension")
    assert index.to_dict() == {"name": "a", "dimension": 3}
    assert copy.deepcopy(index) == pickle.loads(pickle.dumps(index)) == index


def test_what_lost_nothing_has_nothing_of_it(project: Path) -> None:
    generated = project / "generated"
    for name in ("control_2025_04", "other_2025_04", "plain", "control_2026_01"):
        assert "no_attribute" not in (generated / name / "models.py").read_text(), name
        assert not (generated / name / "_runtime" / "removed.py").exists()
    text = (generated / "control_2025_10" / "models.py").read_text()
    assert text.count("__getattr__") == 1


def test_checkers_do_not_see_it(project: Path) -> None:
    use = project / "use.py"
    use.write_text(
        "from control_2025_10 import Index\n\ndef f(index: Index) -> None:\n    index.dimension\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(project / ".mypy"), "use.py"],
        cwd=project,
        env={"MYPYPATH": "generated", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert 'use.py:4: error: "Index" has no attribute "dimension"' in done.stdout
    assert "Found 1 error" in done.stdout


def test_all_are_clean_until_a_specification_moves(project: Path) -> None:
    configs = {c.name: c for c in load_config(project / "oasmith.toml")}
    assert [check(c).exit_code for c in configs.values()] == [0] * 5
    old = project / "old.yaml"
    old.write_text(OLD.replace("dimension", "width"))
    try:
        assert check(configs["control_2025_10"]).exit_code == 13
        assert check(configs["plain"]).exit_code == 0
    finally:
        old.write_text(OLD)

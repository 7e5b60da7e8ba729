"""`vendor` and `check --all` as a user calls them, and `_verify` as a consumer does."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_commands import oasmith

SPEC = """
openapi: 3.1.0
info: {title: Shop, version: "%s"}
servers: [{url: "http://localhost"}]
paths:
  /things:
    get:
      operationId: list_things
      tags: [things]
      responses: {"200": {description: "", content: {application/json: {schema: {$ref: "#/components/schemas/Things"}}}}}
    post:
      operationId: create_thing
      tags: [things]
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/NewThing"}}}}
      responses: {"201": {description: "", content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}}}
  /orders:
    get:
      operationId: list_orders
      tags: [orders]
      responses: {"200": {description: "", content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Order"}}}}}}
components:
  schemas:
    Thing: {type: object, required: [id], properties: {id: {type: string}}}
    Things: {type: object, properties: {data: {type: array, items: {$ref: "#/components/schemas/Thing"}}}}
    NewThing: {type: object, properties: {name: {type: string}}}
    Order: {type: object, properties: {id: {type: string}}}
    Unused: {type: object, properties: {id: {type: string}}}
"""
CONFIG = """
[shop]
sources = ["shop.yaml"]

[[shop.vendor]]
destination = "../app/src"
package = "app.vendor.shop"
only_used_by = "../app/src/app"
licence = "SPDX-License-Identifier: MIT"

[[shop.vendor]]
destination = "../other"
"""
CODE = """
from .vendor.shop import Client, Unused

def things(client: Client) -> list[str]:
    return [thing.id for thing in client.things.list_things().data or []]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    (tmp_path / "app" / "src" / "app").mkdir(parents=True)
    (tmp_path / "other").mkdir()
    home.mkdir()
    (home / "shop.yaml").write_text(SPEC % "2")
    (home / "oasmith.toml").write_text(CONFIG)
    (tmp_path / "app" / "src" / "app" / "main.py").write_text(CODE)
    (tmp_path / "app" / "src" / "app" / "__init__.py").touch()
    return home


def run(arguments: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_life_of_a_vendored_package(project: Path) -> None:
    source, other = project.parent / "app" / "src", project.parent / "other"
    assert oasmith("generate", cwd=project).returncode == 0
    dry = oasmith("vendor", "--all", "--dry-run", "--format", "json", cwd=project)
    assert dry.returncode == 0
    done = oasmith("vendor", "--all", cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert "note: app/vendor has no __init__.py: some packaging tools leave it out" in lines
    plans = json.loads(dry.stdout)
    planned = {f"A {p['folder']}/{s['path']}" for p in plans for s in p["steps"]}
    assert {Path(line[2:]).as_posix() for line in lines if line.startswith("A ")} == {
        Path(line[2:]).as_posix() for line in planned
    }

    # What the code calls and imports, and no more; with the names of the whole package.
    folder = source / "app" / "vendor" / "shop"
    models = (folder / "models.py").read_text()
    assert models.startswith("# SPDX-License-Identifier: MIT\n\n")
    assert {
        c for c in ("Thing", "Things", "NewThing", "Order", "Unused") if f"class {c}(" in models
    } == {*("Thing", "Things", "Unused")}
    assert "def list_things(" in (folder / "api" / "things.py").read_text()
    assert "def create_thing(" not in (folder / "api" / "things.py").read_text()
    assert not (folder / "api" / "orders.py").exists()
    assert "from app.vendor.shop import Client" in (folder / "README.md").read_text()
    assert "class Order(" in (other / "shop" / "models.py").read_text()

    # The consumer's own check: with the package's dependencies, and with nothing.
    assert run(["-c", "import app.main"], source).returncode == 0
    verified = run(["-m", "app.vendor.shop._verify"], source)
    assert (verified.returncode, verified.stderr) == (0, "")
    script = str(folder / "_verify.py")
    assert run(["-I", "-S", script], project).stdout == verified.stdout

    assert oasmith("check", "--all", cwd=project).returncode == 0
    again = oasmith("vendor", "--all", cwd=project)
    assert again.stdout.count("nothing to do") == 2

    # Three kinds of meddling, each found by both.
    (folder / "models.py").write_text(models + "\nX = 1\n")
    (folder / "py.typed").unlink()
    (folder / "mine.py").write_text("")
    verified = run(["-I", "-S", script, "--json"], project)
    assert verified.returncode == 10
    found = [(f["code"], f["path"]) for f in json.loads(verified.stdout)]
    assert found == [(12, "mine.py"), (10, "models.py"), (11, "py.typed")]
    checked = oasmith("check", "--all", "--format", "json", cwd=project)
    assert checked.returncode == 10
    report = next(r for r in json.loads(checked.stdout) if r["package"] == "app.vendor.shop")
    assert [(d["code"], d["path"]) for d in report["differences"]] == found

    stopped = oasmith("vendor", "shop", cwd=project)
    assert stopped.returncode == 1
    assert f"{folder / 'models.py'}:1:1: V603 edited by hand" in stopped.stderr.replace(
        "../app/src", str(source)
    ).replace(f"{project}/", "")
    merged = oasmith("vendor", "shop", "../app/src", "--merge", cwd=project)
    assert (merged.returncode, merged.stderr) == (0, "")
    assert (folder / "models.py").read_text() == models + "\nX = 1\n"
    assert (folder / "py.typed").exists()
    adopted = oasmith("vendor", "shop", "../app/src", "--adopt", cwd=project)
    assert adopted.returncode == 0
    assert "+X = 1" in (folder / "oasmith.patch").read_text()
    (folder / "mine.py").unlink()
    assert run(["-I", "-S", script], project).returncode == 0
    assert oasmith("check", "--all", cwd=project).returncode == 0


def test_what_was_not_said_or_can_not_be(project: Path) -> None:
    for arguments, code in (
        (["vendor"], "C109"),
        (["vendor", "nothing", "../other"], "C109"),
        (["vendor", "shop", "--all"], "C109"),
        (["vendor", "shop", "../other", "--merge", "--adopt"], "C109"),
        (["vendor", "shop", "../missing"], "V602"),
        (["vendor", "shop", "../other", "--as", "a-b"], "V601"),
        (["vendor", "shop", "../other", "--only", "nothing"], "V605"),
        (["vendor", "shop", "../other", "--only-used-by", "../other"], "V605"),
    ):
        done = oasmith(*arguments, cwd=project)
        assert done.returncode == 2, arguments
        assert f": {code} " in done.stderr, arguments
        assert "Traceback" not in done.stderr
    assert list((project.parent / "other").iterdir()) == []


def test_a_name_that_pruning_would_take_away_is_told(project: Path) -> None:
    main = project.parent / "app" / "src" / "app" / "main.py"
    main.write_text(CODE + "\nfrom .vendor.shop import OrdersPage\n")
    done = oasmith("vendor", "shop", "../app/src", cwd=project)
    assert done.returncode == 2
    assert "main.py:7:1: V607 the pruned package has no OrdersPage" in done.stderr

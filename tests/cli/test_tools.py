"""What stands in other tools: `init`, completion, hooks, and the commands that documents show."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml

from generator.cli.app import app
from generator.config import load_config
from generator.pipeline import check, generate_to_disk
from tests.cli.test_commands import SEED, oasmith
from tests.conftest import ROOT

SPEC = """
openapi: 3.0.3
info: {title: Shop API, version: "1"}
paths:
  /things: {get: {operationId: list_things, responses: {"200": {description: ""}}}}
"""
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("kind", ["spec", "page", "elsewhere"])
def test_init_writes_a_configuration_that_works(tmp_path: Path, kind: str) -> None:
    (tmp_path / "specs").mkdir()
    source = tmp_path / "specs" / ("page.md" if kind == "page" else 'odd "näme" 𝔸.yaml')
    source.write_text(SEED.read_text() if kind == "page" else SPEC)
    config = "oasmith.toml"
    if kind == "elsewhere":
        (tmp_path / "deep").mkdir()
        config = "deep/oasmith.toml"
    done = oasmith("init", f"specs/{source.name}", "--config", config, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    (one,) = load_config(tmp_path / config)
    assert (
        one.name == ("pinecone_control_plane_api" if kind == "page" else "shop_api")
        or kind == "page"
    )
    generate_to_disk(one)
    assert (tmp_path / config).parent.joinpath("generated", one.name, "client.py").exists()
    assert check(one).exit_code == 0
    again = oasmith("init", f"specs/{source.name}", "--config", config, cwd=tmp_path)
    assert again.returncode == 2
    assert "C106" in again.stderr
    assert f"[{one.name}]" in again.stderr


def test_init_of_what_is_not_there_writes_nothing(tmp_path: Path) -> None:
    done = oasmith("init", "nothing.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("nothing.yaml:1:1: L101")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "spec.yaml").write_text(SPEC)
    done = oasmith("init", "spec.yaml", "--config", "no/such/folder.toml", cwd=tmp_path)
    assert done.returncode == 2
    assert "E520" in done.stderr


def completed(words: str, cwd: Path) -> list[str]:
    """What bash would offer after these words."""
    done = subprocess.run(
        [sys.executable, "-m", "generator"],
        cwd=cwd,
        env={
            "PYTHONPATH": str(ROOT),
            "PATH": os.environ["PATH"],
            "_OASMITH_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(words.count(" ")),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return [line.partition(",")[2] for line in done.stdout.split()]


def test_shells_complete_commands_options_and_apis(tmp_path: Path) -> None:
    (tmp_path / "oasmith.toml").write_text("[shop]\n[shelf]\n[other]\n")
    assert completed("oasmith ve", tmp_path) == ["vendor"]
    assert completed("oasmith vendor --ado", tmp_path) == ["--adopt"]
    assert completed("oasmith vendor sh", tmp_path) == ["shop", "shelf"]
    assert completed("oasmith check --api o", tmp_path) == ["other"]
    (tmp_path / "oasmith.toml").write_text("[")
    assert completed("oasmith vendor sh", tmp_path) == []


def test_the_script_for_a_shell_is_printed(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator"],
        env={
            "PYTHONPATH": str(ROOT),
            "PATH": os.environ["PATH"],
            "_OASMITH_COMPLETE": "zsh_source",
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "_OASMITH_COMPLETE=zsh_complete" in done.stdout


def options_of(command: str) -> set[str]:
    found = app.get_command(click.Context(app), command)
    assert found is not None, command
    return {name for parameter in found.params for name in parameter.opts}


def commands_in(text: str) -> list[list[str]]:
    shown = re.findall(
        r"^\s*(?:- run: |entry: |\$ )?(oasmith [a-z].*?)(?:  #.*)?$", text, re.MULTILINE
    )
    return [shlex.split(line.replace("[", "").replace("]", "")) for line in shown]


@pytest.mark.parametrize(
    "path", [*DOCUMENTS, ROOT / ".pre-commit-hooks.yaml"], ids=lambda p: p.name
)
def test_commands_that_are_shown_exist(path: Path) -> None:
    for _, verb, *words in commands_in(path.read_text("utf-8")):
        known = options_of(verb)
        for word in words:
            if word.startswith("--"):
                assert word.partition("=")[0] in known, (path.name, verb, word)


def test_documents_show_commands() -> None:
    shown = [c for d in DOCUMENTS for c in commands_in(d.read_text("utf-8"))]
    assert len(shown) > 15
    assert {"generate", "check", "diff", "vendor", "init"} <= {verb for _, verb, *_ in shown}


def test_hooks_and_workflows_are_what_their_tools_read() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [h["id"] for h in hooks] == [
        "oasmith-check",
        "oasmith-check-vendored",
        "oasmith-generate",
    ]
    for hook in hooks:
        assert set(hook) == {*("id", "name", "entry", "language", "pass_filenames", "always_run")}
        assert (hook["language"], hook["pass_filenames"]) == ("python", False)
    text = (ROOT / "docs" / "continuous-integration.md").read_text("utf-8")
    blocks = [yaml.safe_load(b) for b in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)]
    workflows = [b for b in blocks if isinstance(b, dict) and "jobs" in b]
    assert len(workflows) == 2
    for workflow in workflows:
        for job in workflow["jobs"].values():
            assert all({"uses", "run"} & set(step) for step in job["steps"])
    named = [
        h["id"]
        for b in blocks
        if isinstance(b, dict)
        for r in b.get("repos", ())
        for h in r["hooks"]
    ]
    assert set(named) <= {h["id"] for h in hooks}
    assert named

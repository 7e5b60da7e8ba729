"""`docs/walkthrough.md`, run from its own text, with nothing but httpx2 where the consumer is."""

import difflib
import os
import stat
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT
from tests.vendor.console import Page

PAGE = ROOT / "docs" / "walkthrough.md"
# No network in tests: the package's own files, from where they are installed here.
PIP = """#!{python}
import sys
from pathlib import Path
assert sys.argv[1:] == ["install", "--quiet", "httpx2"], sys.argv
site = next((Path(__file__).resolve().parent.parent / "lib").glob("python*/site-packages"))
for source, name in {files!r}:
    if not (site / name).exists():
        (site / name).symlink_to(source)
"""
PYTHON = """#!/bin/sh
if [ "$*" = "-m venv .venv" ]; then
    {python} -m venv --without-pip .venv && cp {pip} .venv/bin/pip
else
    exec {python} "$@"
fi
"""


def needed(name: str, found: dict[str, None] | None = None) -> dict[str, None]:
    """A distribution and all that it needs where nothing is optional."""
    found = {} if found is None else found
    key = name.lower().replace("_", "-")
    if key not in found:
        found[key] = None
        for requirement in distribution(name).requires or ():
            wanted = Requirement(requirement)
            if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                needed(wanted.name, found)
    return found


def files_of(name: str) -> list[tuple[str, str]]:
    """The folders and modules of a distribution, as (where, name)."""
    tops = {path.parts[0] for path in distribution(name).files or () if path.parts[0] != ".."}
    return [(str(distribution(name).locate_file(top)), top) for top in tops if top != "__pycache__"]


def script(path: Path, text: str) -> Path:
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    tools = tmp_path / "tools"
    tools.mkdir()
    files = [found for name in needed("httpx2") for found in files_of(name)]
    pip = script(tools / "pip", PIP.format(python=sys.executable, files=files))
    script(tools / "python3", PYTHON.format(python=sys.executable, pip=pip))
    script(
        tools / "oasmith",
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec {sys.executable} -m generator "$@"\n',
    )
    return {
        "PATH": f"{tools}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        "GIT_CONFIG_NOSYSTEM": "1",
        **{
            f"GIT_{who}_{what}": "w@example.com"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
    }


def test_the_walk_through_does_what_it_says(
    tmp_path: Path, environment: dict[str, str], request: pytest.FixtureRequest
) -> None:
    text = PAGE.read_text("utf-8")
    top = tmp_path / "top"
    top.mkdir()
    run = Page(text, top, environment).run()
    if request.config.getoption("--update-golden"):
        PAGE.write_text(run, "utf-8")
        return
    assert text.count("$ ") > 30
    difference = "".join(
        difflib.unified_diff(
            text.splitlines(keepends=True), run.splitlines(keepends=True), "the page", "this run"
        )
    )
    assert not difference, difference
    # The consumer has what it says it has, and no more.
    listed = subprocess.run(
        [
            top / "shop/.venv/bin/python",
            "-c",
            "import importlib.metadata as m; print(*{d.name.lower() for d in m.distributions()})",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(listed.stdout.replace("_", "-").split()) == set(needed("httpx2"))

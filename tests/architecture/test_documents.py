"""The documents are true: folders, diagnostics, configuration keys."""

import re
from pathlib import Path

from msgspec.structs import fields

from generator.config import ApiConfig
from generator.render.readme import OLDEST_HTTPX2
from tests.conftest import ROOT


def test_the_architecture_names_every_folder_and_no_other() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    named = set(re.findall(r"`generator/(\w+)/`", text))
    there = {p.name for p in (ROOT / "generator").iterdir() if p.is_dir() and p.name[0] not in "_."}
    assert named == there
    for path in re.findall(
        r"`((?:generator|templates|specs|generated|tests|benchmarks|docs)/[\w/]*)`", text
    ):
        assert (ROOT / path).is_dir(), path


def codes_in_source() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "generator").rglob("*.py"):
        found |= set(re.findall(r'"([CELNORV]\d{3})"', path.read_text("utf-8")))
    return found


def test_every_diagnostic_has_its_row_and_every_row_its_diagnostic() -> None:
    rows = re.findall(
        r"^\| `([A-Z]\d{3})` \|",
        (ROOT / "docs" / "diagnostics.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert len(rows) == len(set(rows))
    assert set(rows) == codes_in_source()


def test_every_configuration_key_is_explained() -> None:
    rows = set(
        re.findall(
            r"^\| `(\w+)` \|", (ROOT / "docs" / "config.md").read_text("utf-8"), re.MULTILINE
        )
    )
    assert rows == {field.name for field in fields(ApiConfig)} - {"name", "base", "earlier"}


def test_the_exact_versions_that_write_the_output_are_in_the_lock() -> None:
    pinned = set(
        re.findall(
            r'^    "((?:black|datamodel-code-generator)==[^"]+)"',
            (ROOT / "pyproject.toml").read_text("utf-8"),
            re.MULTILINE,
        )
    )
    assert len(pinned) == 2
    assert pinned <= set((ROOT / "requirements.lock").read_text("utf-8").splitlines())


def test_no_file_knows_this_machine() -> None:
    here = Path.home().as_posix()
    for path in [*(ROOT / "generator").rglob("*.py"), *(ROOT / "generated").rglob("*")]:
        if path.is_file() and "__pycache__" not in path.parts:
            text = path.read_text("utf-8")
            assert str(ROOT) not in text, path
            assert f"{here}/" not in text, path


def test_the_oldest_httpx2_is_the_one_that_is_tested() -> None:
    oldest = re.search(r"^OLDEST := (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert oldest
    assert oldest[1] == f"{OLDEST_HTTPX2}.0"
    assert f"`httpx2` ({OLDEST_HTTPX2} or newer)" in (ROOT / "README.md").read_text("utf-8")

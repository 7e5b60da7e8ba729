"""The page in a real browser: it shows all, filters, and runs nothing but its own script."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.diff import as_html, compare
from tests.diff.reading import side_of
from tests.diff.test_reports import HOSTILE, changed

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
CASE = Path(__file__).parent / "security-added"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


def after_its_scripts(page: str, folder: Path) -> str:
    """The document as the browser has it once its scripts have run."""
    assert CHROMIUM is not None
    (folder / "page.html").write_text(page, "utf-8")
    done = subprocess.run(
        [
            CHROMIUM,
            *("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"),
            *("--no-first-run", "--disable-component-update", "--disable-extensions"),
            f"--user-data-dir={folder / 'profile'}",
            *("--virtual-time-budget=2000", "--dump-dom", (folder / "page.html").as_uri()),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout


def shown(document: str) -> list[str]:
    return [tag for tag in re.findall("<article[^>]*>", document) if "hidden" not in tag]


def test_all_is_shown_and_counted(tmp_path: Path) -> None:
    comparison = compare(side_of(CASE / "before.yaml"), side_of(CASE / "after.yaml"))
    document = after_its_scripts(as_html(comparison), tmp_path)
    assert len(shown(document)) == len(comparison.findings) == 2
    assert re.search("<output[^>]*>2 of 2</output>", document)


def test_the_filter_hides_the_rest(tmp_path: Path) -> None:
    comparison = compare(side_of(CASE / "before.yaml"), side_of(CASE / "after.yaml"))
    chosen = (
        "<script>document.forms[0].axis.value='wire';document.forms[0].level.value='breaking';"
        "document.forms[0].dispatchEvent(new Event('input'))</script></body>"
    )
    page = as_html(comparison).replace("</body>", chosen)
    document = after_its_scripts(page, tmp_path)
    (kept,) = shown(document)
    assert 'data-wire="breaking"' in kept
    assert re.search("<output[^>]*>1 of 2</output>", document)


def test_a_specification_runs_nothing(tmp_path: Path) -> None:
    """Each text of it stays a text: no element and no script of its own comes to be."""
    document = after_its_scripts(as_html(changed(HOSTILE)), tmp_path)
    assert document.count("<script") == 1
    assert len(shown(document)) == 1
    assert "<img" not in document

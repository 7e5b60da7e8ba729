"""Options and fixtures of the whole suite."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the golden cases' expected files"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update-golden") and os.environ.get("CI"):
        raise pytest.UsageError(
            "--update-golden is refused in CI: expectations are changed by people"
        )


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real specs and pages; the test is skipped, visibly, where there is none."""
    folder = Path(os.environ.get("OASMITH_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not folder.is_dir():
        pytest.skip(f"no corpus at {folder.name}: set OASMITH_CORPUS")
    return folder

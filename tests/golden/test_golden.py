"""Golden cases, discovered by folder: adding a folder adds a test.

A case holds `spec.yaml` (or `spec.json`, `spec.md`, or a folder `pages/`), optionally a
`config.toml` with keys of an API's table, and either `expected/` (the package without `_runtime/`
and the lock)
or `expected_diagnostics.txt`. A test never writes, except under `--update-golden` (`make golden`).
"""

import difflib
import shutil
from pathlib import Path

import pytest

from generator.diagnostics import SpecError
from generator.pipeline import generate
from tests.packages import config_for

HERE = Path(__file__).resolve().parent
CASES = sorted(path.name for path in HERE.iterdir() if path.is_dir() and path.name[0] not in "_.")


def source_of(case: Path) -> str:
    for name in ("spec.yaml", "spec.json", "spec.md", "pages"):
        if (case / name).exists():
            return name
    raise AssertionError(f"{case.name} has no spec")


def outcome(case: Path) -> dict[str, str]:
    """Path → text of what the case makes: a package's files, or its diagnostics."""
    config = config_for(case / source_of(case), package=case.name, table=case / "config.toml")
    try:
        files = generate(config).files.files
    except SpecError as error:
        lines = [
            f"{d.place.file}:{d.place.line}:{d.place.column}: {d.code} {d.message}\n"
            + (f"  hint: {d.hint}\n" if d.hint else "")
            for d in error.diagnostics
        ]
        return {"expected_diagnostics.txt": "".join(lines)}
    return {
        f"expected/{file.path}": file.text
        for file in files
        if not file.path.startswith("_runtime/") and file.path != "oasmith.lock"
    }


def expectation(case: Path) -> dict[str, str]:
    paths = [p for p in case.glob("expected/**/*") if p.is_file() and "__pycache__" not in p.parts]
    paths += case.glob("expected_diagnostics.txt")
    return {path.relative_to(case).as_posix(): path.read_text("utf-8") for path in paths}


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str, request: pytest.FixtureRequest) -> None:
    case = HERE / name
    actual = outcome(case)
    if request.config.getoption("--update-golden"):
        shutil.rmtree(case / "expected", ignore_errors=True)
        (case / "expected_diagnostics.txt").unlink(missing_ok=True)
        for path, text in actual.items():
            (case / path).parent.mkdir(parents=True, exist_ok=True)
            (case / path).write_text(text, "utf-8")
        return
    expected = expectation(case)
    difference = "".join(
        line
        for path in sorted(actual.keys() | expected.keys())
        for line in difflib.unified_diff(
            expected.get(path, "").splitlines(keepends=True),
            actual.get(path, "").splitlines(keepends=True),
            f"{name}/{path} (expected)" if path in expected else "/dev/null",
            f"{name}/{path} (made)" if path in actual else "/dev/null",
        )
    )
    assert (
        actual.keys() == expected.keys() and not difference
    ), f"{difference}\nIf that is what it should be: make golden"

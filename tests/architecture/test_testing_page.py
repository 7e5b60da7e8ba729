"""What `docs/testing.md` tells consumers to write runs, and checks under mypy's strict mode."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def test_the_snippet_runs_and_checks(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "testing.md").read_text("utf-8")
    [snippet] = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    (tmp_path / "test_consumer.py").write_text(snippet, "utf-8")
    where = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "generated"),
        "MYPYPATH": str(ROOT / "generated"),
    }
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_consumer.py"],
        cwd=tmp_path,
        env=where,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout
    assert "4 passed" in ran.stdout
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "test_consumer.py"],
        cwd=tmp_path,
        env=where,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout

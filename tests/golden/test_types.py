"""What the golden cases make is clean for both type checkers in their strict modes."""

import json
import subprocess
import sys
from pathlib import Path

from tests.golden.test_golden import CASES, HERE, source_of
from tests.packages import config_for, write_package


def test_every_package_is_clean_for_mypy_and_pyright(tmp_path: Path) -> None:
    for name in CASES:
        case = HERE / name
        if (case / "expected").exists():
            table = case / "config.toml"
            write_package(config_for(case / source_of(case), package=name, table=table), tmp_path)
    mypy = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--strict", "--python-version", "3.11"),
            *("--no-error-summary", "--config-file", "", "."),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert mypy.returncode == 0, mypy.stdout + mypy.stderr
    (tmp_path / "pyrightconfig.json").write_text(
        json.dumps({"typeCheckingMode": "strict", "pythonVersion": "3.11", "include": ["."]})
    )
    pyright = subprocess.run(
        [
            str(Path(sys.executable).with_name("basedpyright")),
            *("--level", "error", "--pythonpath", sys.executable),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert pyright.returncode == 0, pyright.stdout + pyright.stderr

"""Import statements stand as ruff's `I` rules would have them."""

import subprocess
import sys
from pathlib import Path

from generator.python.code import Import
from generator.python.imports import import_block

NAMES = [
    *("CreatedThread", "CreateThread", "V10Model", "V2Model", "CONSTANT", "function", "A", "Zed"),
    *("HTTPError", "HttpError", "decode_b2", "decode_b10", "decode_B3"),
]
MODULES = [
    "._runtime.codec",
    ".models.shared",
    ".models.applications",
    ".errors",
    ".api.v2",
    ".api.v10",
]


def test_the_order_is_that_of_ruff(tmp_path: Path) -> None:
    imports = [Import(m, n) for m in (*MODULES, "typing", "collections.abc") for n in NAMES]
    imports += [Import("httpx2", ""), Import("os", "")]
    for module in ("client", "models.users", "api.sub.deep"):
        text = f"{import_block(imports, module)}\n"
        path = tmp_path / f"{module}.py"
        path.write_text(text, "utf-8")
        ran = subprocess.run(
            [
                *(sys.executable, "-m", "ruff", "check", "--isolated", "--select", "I"),
                *("--line-length", "100", "--diff", str(path)),
            ],
            capture_output=True,
            text=True,
        )
        assert ran.returncode == 0, ran.stdout

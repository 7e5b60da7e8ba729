"""`docs/runtime-promises.md` names tests that exist, for every scenario that there is."""

import ast
import re

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "runtime-promises.md").read_text("utf-8")


def test_every_named_test_exists() -> None:
    named = re.findall(r"`(test_\w+)::(test_\w+)`", PAGE)
    assert len(named) > 80
    for module, test in named:
        source = (ROOT / "tests" / "runtime" / f"{module}.py").read_text("utf-8")
        functions = {n.name for n in ast.parse(source).body if isinstance(n, ast.FunctionDef)}
        assert test in functions, f"{module}::{test}"


def test_every_row_has_a_test_and_every_scenario_a_row() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and "---" not in line]
    found = [line for line in rows if line not in ("| promise | tests |", "| scenario | tests |")]
    assert all("::test_" in line for line in found)
    numbers = [int(match[1]) for line in found if (match := re.match(r"\| (\d+) ", line))]
    assert numbers == list(range(1, 36))

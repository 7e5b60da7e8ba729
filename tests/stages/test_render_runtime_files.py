"""The runtime of a package: what its modules import, found without a syntax tree, and as one finds it."""

import ast
from pathlib import Path

import pytest

from generator.ir.files import FileRole, GeneratedFile
from generator.render.runtime_files import _siblings, runtime_files
from tests.conftest import ROOT

RUNTIME = sorted((ROOT / "generator/runtime").glob("*.py"))


@pytest.mark.parametrize("path", RUNTIME, ids=lambda p: p.stem)
def test_a_module_imports_what_its_syntax_tree_says(path: Path) -> None:
    source = path.read_text("utf-8")
    wanted = {
        node.module
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and node.level == 1 and node.module
    }
    assert _siblings(source) == wanted


def test_an_import_in_a_string_is_none() -> None:
    source = (
        '"""Says:\n\nfrom ._runtime.oauth2 import Token\n"""\n'
        "from ._runtime.unset import UNSET\n"
        "class C:\n"
        '    """It\'s said: "\\"\n    from .._runtime.streams import Stream\n    """\n'
        "    def f(self):\n        from ._runtime.options import RawResponse\n"
    )
    made = runtime_files([GeneratedFile(path="a.py", text=source, role=FileRole.CLIENT)])
    names = {file.path.removeprefix("_runtime/").removesuffix(".py") for file in made}
    assert {"unset", "options"} <= names
    assert not names & {"oauth2", "streams"}

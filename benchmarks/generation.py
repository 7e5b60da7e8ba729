"""Generation: cold, with nothing changed, and with one thing changed, beside the peers; and which of
our lines are of what kind."""

import ast
import json
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from benchmarks.measure import Contender, Measured, alternating
from benchmarks.peers import peers


def generation(spec: Path, folder: Path, runs: int, *, formatter: str) -> dict[str, Measured]:
    """All contenders on one description."""
    given = folder / f"given{spec.suffix}"
    command = [sys.executable, "-m", "generator", "generate", str(given), "--package", "made"]
    ours = [*command, "--output", "ours", "--formatter", formatter]
    by_black = [*command, "--output", "black", "--formatter", "black", "--no-cache"]
    changes = Changes(spec, given)
    (folder / "oasmith.toml").touch()  # what runs keep stands beside a configuration

    def fresh() -> None:
        shutil.rmtree(folder / ".oasmith-cache", ignore_errors=True)
        shutil.rmtree(folder / "ours", ignore_errors=True)
        changes.reset()

    return alternating(
        {
            "oasmith, cold": Contender(ours, fresh),
            "oasmith, nothing changed": Contender(ours, lambda: None),
            "oasmith, a description changed": Contender(ours, changes.description),
            "oasmith, a property added": Contender(ours, changes.added_property),
            "oasmith, an operation added": Contender(ours, changes.added_operation),
            **(
                {"oasmith, cold, with black": Contender(by_black, gone(folder / "black"))}
                if formatter != "black"
                else {}
            ),
            **others(spec, folder),
        },
        folder,
        runs,
    )


def gone(folder: Path) -> Callable[[], None]:
    """What is to be done before a run that finds nothing of an earlier one."""
    return lambda: shutil.rmtree(folder, ignore_errors=True)


def others(spec: Path, folder: Path) -> dict[str, Contender]:
    """The peers, each writing a folder of its own that is gone before."""
    client = [str(peers() / "openapi-python-client"), "generate", "--path", str(spec)]
    models = [str(peers() / "datamodel-codegen"), "--input", str(spec), "--output", "models"]
    java = [str(peers() / "openapi-generator-cli"), "generate", "-g", "python", "-i", str(spec)]
    return {
        "openapi-python-client": Contender(
            [*client, "--output-path", "client", "--overwrite", "--meta", "none"],
            gone(folder / "client"),
        ),
        "openapi-generator": Contender(
            [*java, "-o", "java", "--skip-validate-spec"], gone(folder / "java")
        ),
        "datamodel-code-generator (models alone)": Contender(
            [
                *(*models, "--input-file-type", "openapi"),
                *("--output-model-type", "dataclasses.dataclass"),
            ],
            gone(folder / "models"),
        ),
    }


class Changes:
    """A description that changes a little each time."""

    def __init__(self, spec: Path, given: Path) -> None:
        self.text = spec.read_text("utf-8")
        self.given = given
        self.number = 0

    def reset(self) -> None:
        self.given.write_text(self.text, "utf-8")

    def _changed(self, change: Callable[[dict[str, Any], str], None]) -> None:
        self.number += 1
        tree = json.loads(self.text) if self.given.suffix == ".json" else yaml.safe_load(self.text)
        change(tree, f"{self.number}")
        dump = json.dumps if self.given.suffix == ".json" else _as_yaml
        self.given.write_text(dump(tree), "utf-8")

    def description(self) -> None:
        def change(tree: dict[str, Any], number: str) -> None:
            operation = next(iter(next(iter(tree["paths"].values())).values()))
            operation["summary"] = f"Number {number}"

        self._changed(change)

    def added_property(self) -> None:
        def change(tree: dict[str, Any], number: str) -> None:
            schemas = tree["components"]["schemas"].values()
            schema = next(s for s in schemas if "properties" in s)
            schema["properties"][f"added_{number}"] = {"type": "string"}

        self._changed(change)

    def added_operation(self) -> None:
        def change(tree: dict[str, Any], number: str) -> None:
            operation = {"operationId": f"ping{number}", "responses": {"204": {"description": "."}}}
            known = next(iter(next(iter(tree["paths"].values())).values()))
            operation["tags"] = known.get("tags", [])
            tree["paths"][f"/ping/{number}"] = {"get": operation}

        self._changed(change)


def _as_yaml(tree: Any) -> str:
    return yaml.safe_dump(tree, sort_keys=False, allow_unicode=True)


def lines_by_kind(folder: Path) -> Counter[str]:
    """Lines of the Python below a folder: docstrings, codecs, fields, methods, blank, others."""
    found: Counter[str] = Counter()
    for path in folder.rglob("*.py"):
        text = path.read_text("utf-8")
        kinds = ["other"] * (text.count("\n") + 1)
        for node in ast.walk(ast.parse(text)):
            _mark(node, kinds)
        lines = text.splitlines()
        found.update(k if line.strip() else "blank" for k, line in zip(kinds, lines, strict=False))
    return found


def _mark(node: ast.AST, kinds: list[str]) -> None:
    match node:
        case ast.FunctionDef(name="from_dict" | "to_dict"):
            kind = "codecs"
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            kind = "codecs" if node.name.startswith("decode_") else "methods"
        case ast.Expr(value=ast.Constant(value=str())):
            kind = "docstrings"
        case ast.ImportFrom() | ast.Import():
            kind = "imports"
        case ast.AnnAssign(value=value):
            kind = "operations" if isinstance(value, ast.Call) else "fields"
        case _:
            return
    assert isinstance(node, ast.stmt)
    for line in range(node.lineno - 1, node.end_lineno or node.lineno):
        if kinds[line] in ("other", "methods") or kind == "docstrings":
            kinds[line] = kind

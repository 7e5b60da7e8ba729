"""A specification against itself, written otherwise: nothing."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.diagnostics import SpecError
from generator.diff import compare
from tests.diff.reading import CORPUS, needs_corpus, side_of

# The larger ones take seconds each, and say nothing that these do not.
LARGEST = 250_000
SPECS = (
    sorted(
        p
        for p in (CORPUS / "specs").glob("*")
        if p.suffix in (".yaml", ".yml", ".json") and p.stat().st_size <= LARGEST
    )
    if CORPUS.is_dir()
    else []
)
# Structurally equal inline schemas share one class, named after the first of their places: where
# another place comes first, the package's class has another name, and the report has to say so.
_NAMED_AFTER_THE_FIRST = {"client-class-renamed", "client-class-removed", "client-type-changed"}
Tree = dict[str, Any]


def reordered(tree: Tree) -> Tree:
    """Every mapping the other way round. Servers keep their order: the first is the client's."""

    def turn(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: turn(node[key]) for key in reversed(node)}
        return [turn(item) for item in node] if isinstance(node, list) else node

    return turn(tree)


def expanded(tree: Tree) -> Tree:
    """No anchor shares a node any more."""
    return json.loads(json.dumps(tree, default=str))


def inlined(tree: Tree) -> Tree:
    """Parameters, responses, request bodies and headers stand where they are used."""
    sections = ("parameters", "responses", "requestBodies", "headers")

    def put(node: Any) -> Any:
        if isinstance(node, list):
            return [put(item) for item in node]
        if not isinstance(node, dict):
            return node
        reference = node.get("$ref")
        if isinstance(reference, str) and reference.startswith(
            tuple(f"#/components/{s}/" for s in sections)
        ):
            target: Any = tree
            for step in reference[2:].split("/"):
                target = target[step.replace("~1", "/").replace("~0", "~")]
            return put(copy.deepcopy(target))
        return {key: put(value) for key, value in node.items()}

    return put(tree)


def upgraded(tree: Tree) -> Tree:
    """3.0 written as 3.1: null in `type`, exclusive bounds as numbers."""
    if not str(tree.get("openapi", "")).startswith("3.0"):
        return tree

    def lift(node: Any) -> Any:
        if isinstance(node, list):
            return [lift(item) for item in node]
        if not isinstance(node, dict):
            return node
        node = {key: lift(value) for key, value in node.items()}
        if node.get("nullable") is True and isinstance(node.get("type"), str):
            del node["nullable"]
            node["type"] = [node["type"], "null"]
            if isinstance(node.get("enum"), list) and None not in node["enum"]:
                # 3.0.3: null has to be listed to be allowed beside an enum.
                node["type"] = node["type"][0]
        for exclusive, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
            if node.get(exclusive) is True and bound in node:
                node[exclusive] = node.pop(bound)
            elif node.get(exclusive) is False:
                del node[exclusive]
        return node

    return {**lift(tree), "openapi": "3.1.0"}


def said(path: Path, other: Path, *, renames: bool = False) -> list[str]:
    # The package's name comes from the file's, which differs here.
    try:
        base = side_of(path)
    except SpecError as error:
        pytest.skip(f"it can't be read: {error.diagnostics[0].message}")
    revision = side_of(other)
    assert base.names is not None
    assert revision.names is not None
    revision = replace(revision, names=replace(revision.names, package=base.names.package))
    return [
        f"{f.id}: {f.message}"
        for f in compare(base, revision).findings
        if not (renames and f.id in _NAMED_AFTER_THE_FIRST)
    ]


@needs_corpus
@pytest.mark.parametrize("spec", SPECS, ids=lambda p: p.stem)
def test_a_spec_is_itself(spec: Path) -> None:
    assert said(spec, spec) == []


@needs_corpus
@pytest.mark.parametrize(
    "spelling", [reordered, expanded, inlined, upgraded], ids=lambda f: f.__name__
)
@pytest.mark.parametrize("spec", SPECS, ids=lambda p: p.stem)
def test_another_spelling_is_no_change(
    spec: Path, spelling: Callable[[Tree], Tree], tmp_path: Path
) -> None:
    tree = yaml.load(spec.read_text(), Loader=yaml.CSafeLoader)
    if str(tree.get("swagger", "")):
        pytest.skip("2.0 has other sections")
    other = tmp_path / f"{spec.stem}.json"
    other.write_text(json.dumps(spelling(tree), default=str))
    assert said(spec, other, renames=spelling in (reordered, inlined)) == []

"""A specification against itself, written otherwise: nothing.

A sample of the corpus; all of it with `OASMITH_WHOLE_CORPUS=1` (`make identity`).
"""

import copy
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from generator.config import ApiConfig
from generator.diagnostics import SpecError
from generator.diff import compare
from generator.pipeline import bundle
from generator.pipeline.compose import load
from tests.diff.reading import CORPUS, needs_corpus, side_of

# The larger ones take seconds each.
LARGEST = 1 << 30 if os.environ.get("OASMITH_WHOLE_CORPUS") else 120_000
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
_ANNOTATIONS = frozenset(
    {"title", "summary", "description", "deprecated", "readOnly", "writeOnly", "default"}
    | {"nullable", "x-nullable", "example", "examples", "externalDocs", "xml"}
)
_LARGEST_INLINED = 30_000_000
_DATA = frozenset({"example", "examples", "default", "enum", "const"})
Tree = dict[str, Any]


def tree_of(spec: Path) -> Tree:
    """What the file says. YAML is read as YAML 1.2, where `OFF` is a text and `1e-05` a number."""
    config = ApiConfig(name=spec.stem, sources=(spec.name,), base=str(spec.parent))
    tree: Tree = load(config).tree  # its values are looked at as they come
    if "swagger" in tree:
        pytest.skip("2.0 has other sections")
    return tree


def reordered(tree: Tree) -> Tree:
    """Every mapping the other way round. Servers keep their order: the first is the client's."""

    def turn(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: turn(node[key]) for key in reversed(node)}
        return [turn(item) for item in node] if isinstance(node, list) else node

    made: Tree = turn(tree)
    return made


def expanded(tree: Tree) -> Tree:
    """No anchor shares a node any more."""
    made: Tree = json.loads(json.dumps(tree, default=str))
    return made


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

    made: Tree = put(tree)
    return made


def schemas_inlined(tree: Tree, deepest: int = 3) -> Tree:
    """Schemas stand where they are used, as deep as they do not contain themselves. What a
    discriminator tells apart it tells by name: that stays referred to."""
    prefix = "#/components/schemas/"
    is_old = str(tree.get("openapi", "")).startswith("3.0")
    named = {
        key
        for key, schema in tree.get("components", {}).get("schemas", {}).items()
        if "discriminator" in json.dumps(schema, default=str)
    }

    def put(node: Any, inside: tuple[str, ...]) -> Any:
        if isinstance(node, list):
            return [put(item, inside) for item in node]
        if not isinstance(node, dict):
            return node
        if "discriminator" in node:
            return node
        reference = node.get("$ref")
        if not isinstance(reference, str) or not reference.startswith(prefix):
            return {k: v if k in _DATA else put(v, inside) for k, v in node.items()}
        key = reference[len(prefix) :].replace("~1", "/").replace("~0", "~")
        target = tree["components"]["schemas"].get(key)
        if key in inside or key in named or not isinstance(target, dict) or len(inside) > deepest:
            return node
        made = put(target, (*inside, key))
        beside = {
            k: v for k, v in node.items() if k != "$ref" and (not is_old or k in _ANNOTATIONS)
        }
        return {"allOf": [made], **beside} if beside else made

    return {k: put(v, ()) if k != "components" else v for k, v in tree.items()}


def upgraded(tree: Tree) -> Tree:
    """3.0 written as 3.1: null in `type`, exclusive bounds as numbers."""
    if not str(tree.get("openapi", "")).startswith("3.0"):
        return tree

    def lift(node: Any) -> Any:
        if isinstance(node, list):
            return [lift(item) for item in node]
        if not isinstance(node, dict):
            return node
        if isinstance(node.get("$ref"), str):
            # What stands beside a reference has a meaning in 3.1, but for annotations none here.
            node = {k: v for k, v in node.items() if k == "$ref" or k in _ANNOTATIONS}
        node = {key: lift(value) for key, value in node.items()}
        if node.get("nullable") is True and isinstance(node.get("type"), str):
            del node["nullable"]
            node["type"] = [node["type"], "null"]
            if isinstance(node.get("enum"), list) and None not in node["enum"]:
                # By the letter of 3.0.3 null has to be listed too; who writes `nullable` means it.
                node["enum"] = [*node["enum"], None]
        for exclusive, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
            if node.get(exclusive) is True and bound in node:
                node[exclusive] = node.pop(bound)
            elif node.get(exclusive) is False:
                del node[exclusive]
        return node

    return {**lift(tree), "openapi": "3.1.0"}


def said(path: Path, other: Path, *, renames: bool = False, wire_alone: bool = False) -> list[str]:
    # The package's name comes from the file's, which differs here.
    try:
        base = side_of(path)
    except SpecError as error:
        pytest.skip(f"it can't be read: {error.diagnostics[0].message}")
    revision = side_of(other)
    assert base.names is not None
    assert revision.names is not None
    revision = replace(revision, names=replace(revision.names, package=base.names.package))
    if wire_alone:
        base, revision = replace(base, names=None), replace(revision, names=None)
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
    tree = tree_of(spec)
    other = tmp_path / f"{spec.stem}.json"
    other.write_text(json.dumps(spelling(tree), default=str))
    assert said(spec, other, renames=spelling in (reordered, inlined)) == []


@needs_corpus
@pytest.mark.parametrize("spec", SPECS, ids=lambda p: p.stem)
def test_the_bundle_is_no_change(spec: Path, tmp_path: Path) -> None:
    config = ApiConfig(name=spec.stem, sources=(spec.name,), base=str(spec.parent))
    try:
        tree = bundle(config)
    except SpecError as error:
        pytest.skip(f"it can't be read: {error.diagnostics[0].message}")
    other = tmp_path / f"{spec.stem}.json"
    other.write_text(json.dumps(tree))
    assert said(spec, other) == []


@needs_corpus
@pytest.mark.parametrize("spec", SPECS, ids=lambda p: p.stem)
def test_schemas_where_they_are_used_are_no_change_on_the_wire(spec: Path, tmp_path: Path) -> None:
    """In Python they are: a class loses its name with its component."""
    tree = tree_of(spec)
    other = tmp_path / f"{spec.stem}.json"
    texts = (json.dumps(schemas_inlined(expanded(tree), deepest)) for deepest in (3, 2, 1, 0))
    other.write_text(next(text for text in texts if len(text) < _LARGEST_INLINED))
    assert said(spec, other, wire_alone=True) == []

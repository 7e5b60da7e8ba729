"""Modules that are kept from run to run: the same bytes as made anew, whatever has changed."""

import copy
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import pipeline
from generator.diagnostics import InternalError, SpecError
from generator.ir.lock import Lock
from generator.python.kept import Kept, Module
from generator.python.types import Scope
from tests.conftest import ROOT
from tests.packages import config_for

CASES = (
    *("bodies_of_every_kind", "enums_are_open_where_a_response_has_them", "pages_of_a_listing"),
    *("a_base_and_what_inherits_from_it", "tags_become_attributes", "what_real_descriptions_do"),
    *("types_that_contain_themselves", "unions_find_their_variant", "what_a_second_reader_found"),
)
Shelves = dict[str, dict[str, str]]


def places(node: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The keys that lead to every node of a tree."""
    yield above
    entries = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node) if isinstance(node, list) else ()
    )
    for key, inner in entries:
        yield from places(inner, (*above, key))


def changed(tree: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The tree with one thing changed: gone, renamed, said otherwise, or like another."""
    made = copy.deepcopy(tree)
    found = [p for p in places(made) if len(p) > 2]
    *above, key = chance.choice(found)
    holder = made
    for step in above:
        holder = holder[step]
    match chance.randrange(4), holder:
        case 0, _:
            del holder[key]
        case 1, dict():
            renamed = {f"{k}_2" if k == key else k: v for k, v in holder.items()}
            holder.clear()
            holder.update(renamed)
        case 2, _ if isinstance(holder[key], str):
            holder[key] = {"string": "integer", "integer": "string"}.get(holder[key], "Otherwise.")
        case _:
            *others, other = chance.choice(found)
            there = made
            for step in others:
                there = there[step]
            holder[key] = copy.deepcopy(there[other])
    return made


def together(cases: tuple[str, ...], *, tagged: bool) -> dict[str, Any]:
    """Golden cases as one description, each with a tag of its own, or none of them with any."""
    made: dict[str, Any] = {"openapi": "3.1.0", "info": {"title": "All", "version": "1"}}
    made |= {"paths": {}, "components": {}}
    for number, case in enumerate(cases):
        text = (ROOT / "tests" / "golden" / case / "spec.yaml").read_text("utf-8")
        apart = re.sub(r"#/components/(?!security)(\w+)/", rf"#/components/\1/C{number}", text)
        tree = yaml.safe_load(apart)
        for path, item in tree["paths"].items():
            for operation in (o for o in item.values() if isinstance(o, dict)):
                operation["tags"] = [case] if tagged else []
                operation["operationId"] = f"{operation.get('operationId', path)} {number}"
            made["paths"][f"/{number}{path}"] = item
        for section, entries in tree.get("components", {}).items():
            known = made["components"].setdefault(section, {})
            security = section == "securitySchemes"
            known.update({k if security else f"C{number}{k}": v for k, v in entries.items()})
    return made


@pytest.mark.parametrize(("seed", "tagged"), [(0, True), (1, True), (2, False)])
def test_whatever_changes_a_kept_module_is_the_one_that_would_be_made(
    seed: int, tagged: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.name.modules.LARGE", 4)
    monkeypatch.setattr("generator.name.sections.LARGE", 4)
    tree = together(CASES, tagged=tagged)
    config = config_for(tmp_path / "spec.yaml", package="made")
    chance = random.Random(seed)
    shelves: Shelves = {}
    lock: Lock | None = None
    known: list[bool] = []
    real = Kept.module

    def counted(self: Kept, path: str, *made_of: object) -> Module:
        found = real(self, path, *made_of)
        known.append(found.text is not None)
        return found

    monkeypatch.setattr(Kept, "module", counted)
    made = 0
    for number in range(20):
        now = changed(tree, chance) if number else tree
        (tmp_path / "spec.yaml").write_text(yaml.safe_dump(now, sort_keys=False), "utf-8")
        try:
            warm = pipeline.generate(config, lock, lambda name: shelves.setdefault(name, {}))
        except SpecError:
            assert number
            continue
        anew = pipeline.generate(
            config, lock, lambda name: {} if name == "modules" else shelves[name]
        )
        assert warm.files == anew.files
        lock, made = warm.lock, made + 1
    assert made > 8
    assert sum(known) / len(known) > 0.3  # half of them are of runs without


def test_only_what_a_change_reaches_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / "tests" / "golden" / "tags_become_attributes" / "spec.yaml").read_text("utf-8")
    config = config_for(tmp_path / "spec.yaml", package="made")
    shelves: Shelves = {}
    fresh: list[str] = []
    real = Module.keep

    def run(spec: str) -> set[str]:
        (tmp_path / "spec.yaml").write_text(spec, "utf-8")
        pipeline.generate(config, shelf=lambda name: shelves.setdefault(name, {}))
        made, fresh[:] = set(fresh), []
        return made

    def noted(self: Module, text: str, uses: Iterable[str] = ()) -> str:
        fresh.append("api/indexes" if "class Indexes" in text else "models")
        return real(self, text, uses)

    monkeypatch.setattr(Module, "keep", noted)
    assert run(text) == {"api/indexes", "models"}
    assert run(text) == set()
    assert run(text.replace("List indexes", "All indexes")) == {"api/indexes"}
    assert run(text.replace("/whoami", "/who")) == set()
    assert run(text.replace("tags: {$ref", "labels: {$ref")) == {"api/indexes", "models"}


def test_the_maker_of_a_module_can_read_nothing_unseen() -> None:
    source = ROOT / "tests" / "golden" / "tags_become_attributes" / "spec.yaml"
    understood = pipeline.understand(config_for(source, package="made"))
    kept = Kept(Scope.of(understood.api, understood.names), {})
    scope = kept.module("api/x.py").scope
    assert (scope.api.operations, scope.api.definitions) == ((), ())
    for answers in (scope.definitions, scope.names.classes, scope.names.operations):
        with pytest.raises(InternalError):
            list(answers)
        with pytest.raises(InternalError):
            len(answers)

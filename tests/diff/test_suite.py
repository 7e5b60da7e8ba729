"""The corpus's suite: another tool's findings, found again; its levels, shared or argued
against."""

import csv
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import SpecError
from generator.diff import Comparison, Finding, Verdict, compare
from tests.diff.reading import CORPUS, needs_corpus, pair_in, side_of

SUITE = sorted(p for p in (CORPUS / "diff" / "suite").glob("*/")) if CORPUS.is_dir() else []
ARGUED = tomllib.loads((Path(__file__).parent / "data" / "suite.toml").read_text())
LEVELS = {"error": "breaking", "warning": "potentially-breaking", "info": "compatible"}
TODAY = date(2026, 1, 1)
# Nothing is expected there by a tool that has no rule for it; each breaks, or may.
BREAKS_ALL_THE_SAME = {"016", "071", "163"}


@dataclass(slots=True)
class Score:
    expected: int = 0
    found: int = 0
    agreed: int = 0
    argued: int = 0
    missed: list[str] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    noise: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


@lru_cache(maxsize=1)
def score() -> Score:
    result = Score()
    kinds = _kinds()
    for folder in SUITE:
        expected = json.loads((folder / "expected.json").read_text())
        wanted = [e for e in expected if not e["policy"]]
        try:
            base, revision = pair_in(folder)
            comparison = compare(side_of(base), side_of(revision), today=TODAY)
        except SpecError as error:
            if folder.name not in ARGUED["unread"]:
                result.unread.append(f"{folder.name}: {error}")
                result.expected += len(wanted)
            continue
        if not expected and folder.name not in BREAKS_ALL_THE_SAME:
            result.noise += [
                f"{folder.name}: {f.id}: {f.message}"
                for f in comparison.findings
                if f.wire is not Verdict.COMPATIBLE
            ]
        for entry in wanted:
            result.expected += 1
            found = list(_matching(entry, comparison, kinds))
            if not found:
                result.missed.append(f"{folder.name}: {entry['id']}: {entry['text']}")
                continue
            result.found += 1
            if LEVELS[entry["level"]] in _levels(found, kinds[entry["id"]]["direction"]):
                result.agreed += 1
            elif entry["id"] in ARGUED["levels"]:
                result.argued += 1
            else:
                result.levels.append(
                    f"{folder.name}: {entry['id']} {entry['level']}: "
                    f"ours {found[0].id} {found[0].wire}"
                )
    return result


def _levels(found: list[Finding], direction: str) -> set[str]:
    """Our verdicts from the direction that is looked at: a shared cause has one for each."""
    return {
        str(rule.wire)
        for finding in found
        for rule in finding.rules
        if direction == "none" or rule.direction in (direction, "none")
    }


def _kinds() -> dict[str, dict[str, str]]:
    with (CORPUS / "diff" / "checks.tsv").open() as table:
        return {row["id"]: row for row in csv.DictReader(table, delimiter="\t")}


def _matching(
    entry: dict[str, Any], comparison: Comparison, kinds: dict[str, dict[str, str]]
) -> Iterator[Finding]:
    """Findings at the same operation: of the same rule, else of the same kind and direction."""
    operation = f"{entry['operation']} {entry['path']}" if entry["operation"] else ""
    here = [f for f in comparison.findings if not operation or operation in f.operations]
    same = [f for f in here if entry["id"] in f.ids]
    if not same and (also := ARGUED["equivalents"].get(entry["id"])):
        same = [f for f in here if any(id in f.ids for id in also["ids"])]
    rule = kinds[entry["id"]]
    directions = (rule["direction"], "both")
    yield from same or [
        f
        for f in here
        if f.kind == rule["kind"]
        and (rule["direction"] == "none" or str(f.direction) in directions)
    ]


@needs_corpus
def test_every_pair_can_be_read() -> None:
    assert not score().unread


@needs_corpus
def test_what_another_tool_finds_is_found() -> None:
    """Prints the three figures."""
    s = score()
    print(
        f"\nrecall {s.found}/{s.expected}; levels {s.agreed} agree, {s.argued} "
        f"argued, of {s.found}; {len(s.noise)} where nothing is expected"
    )
    allowed = set(ARGUED["missed"])
    assert [m for m in s.missed if ": ".join(m.split(": ")[:2]) not in allowed] == []


@needs_corpus
def test_levels_agree_or_are_argued() -> None:
    assert not score().levels


@needs_corpus
def test_nothing_breaks_where_nothing_is_expected() -> None:
    assert not score().noise


@needs_corpus
@pytest.mark.parametrize("pair", sorted(BREAKS_ALL_THE_SAME))
def test_an_argued_exception_is_still_one(pair: str) -> None:
    base, revision = pair_in(CORPUS / "diff" / "suite" / pair)
    findings = compare(side_of(base), side_of(revision), today=TODAY).findings
    assert any(f.wire is not Verdict.COMPATIBLE for f in findings)

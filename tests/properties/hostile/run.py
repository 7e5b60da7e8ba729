"""Every payload at every place of `every_construct.yaml` (rule R13).

    python -m tests.properties.hostile.run [--share 1/2] [--only TEXT]

A payload is marked with its place's number, before it or behind it, and put at all places; places
whose mutations are accepted stay together in one document, which is generated, read, and imported in
a process of its own. The rest must be refused by diagnostics with a line. A keyword of OpenAPI is
exchanged alone, for without it what stands below is not read, and each by a share of the payloads:
what is no keyword is all the same thing.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from generator.config import ApiConfig
from generator.diagnostics import SpecError
from generator.pipeline import generate, understand
from generator.resolve.grammar import OPENAPI
from tests.packages import config_for
from tests.properties.hostile.judging import write, wrong_files, wrong_imports, wrong_refusal
from tests.properties.hostile.mutations import Position, mutated, on_the_wire, positions
from tests.properties.hostile.payloads import PAYLOADS

SEED = Path(__file__).with_name("every_construct.yaml")
KEYWORDS = {key for rules in OPENAPI.table.values() for key in rules} | {
    *("openapi", "const", "default", "value", "example", "operationRef", "parameters", "name"),
    *("termsOfService", "contact", "license", "identifier", "email", "url", "jsonSchemaDialect"),
}

KEYWORD_SHARE = 10
GENERATED_SHARE = 50


@dataclass
class Findings:
    """What a run has seen: places accepted and refused (by code), and what was wrong."""

    accepted: int = 0
    refused: Counter[str] = field(default_factory=Counter[str])
    problems: list[str] = field(default_factory=list[str])
    packages: dict[str, str] = field(default_factory=dict[str, str])


class Trial:
    """Puts payloads into the seed document and judges what comes of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.tree: Any = yaml.safe_load(SEED.read_text("utf-8"))
        self.places = positions(self.tree)
        self.findings = Findings()
        self.refusing: Counter[Position] = Counter()

    def run(self, name: str, text: str, *, before: bool, places: Sequence[Position]) -> None:
        """Try one payload at places, marked with the place's number before it or behind it."""
        numbers = {place: number for number, place in enumerate(self.places)}
        texts = {p: f"k{numbers[p]}{text}" if before else f"{text}k{numbers[p]}" for p in places}
        label = f"{name} ({'behind' if before else 'before'} a number)"
        # A name and its places exclude each other, and what is of another media type travels with
        # other fields, so they are tried in turn.
        for trait in (_is_name, _is_media_type, _is_plain):
            some = [p for p in places if trait(p) and not _is_keyword(p)]
            groups = self._accepted(label, texts, [p for p in some if not self.refusing[p]])
            for place in some:
                if self.refusing[place]:
                    groups += self._accepted(label, texts, [place])
            if joined := [p for group in groups for p in group]:
                self._generate(label, texts, joined)
        for place in filter(_is_keyword, places):
            if self._accepted(label, texts, [place]) and numbers[place] % GENERATED_SHARE == 0:
                self._generate(label, texts, [place])

    def _accepted(
        self, label: str, texts: Mapping[Position, str], places: Sequence[Position]
    ) -> list[Sequence[Position]]:
        """The places in groups that are accepted together; those that are refused alone are judged."""
        if not places:
            return []
        config = self._document(texts, places)
        problems: list[str] = []
        try:
            understand(config)
            self.findings.accepted += len(places)
            return [places]
        except SpecError as error:
            if len(places) == 1:
                self.refusing[places[0]] += 1
                self.findings.refused[error.diagnostics[0].code] += 1
                problems = wrong_refusal(error, Path(config.base))
        except Exception as error:  # What it is, is the finding.
            if len(places) == 1:
                problems = [f"{type(error).__name__}: {error}"[:300]]
        self.findings.problems += [f"{label} at {places[0]}: {p}" for p in problems]
        return self._halves(places, lambda half: self._accepted(label, texts, half))

    def _generate(
        self, label: str, texts: Mapping[Position, str], places: Sequence[Position]
    ) -> None:
        package = f"m{len(self.findings.packages):04}"
        config = self._document(texts, places, package)
        try:
            files = generate(config).files
        except Exception as error:  # What it is, is the finding; but places may exclude each other.
            if len(places) == 1 and isinstance(error, SpecError):
                # What `generate` refuses beyond what can't be understood: approximations.
                self.findings.refused[error.diagnostics[0].code] += 1
                found = wrong_refusal(error, Path(config.base))
                self.findings.problems += [f"{label} at {places[0]}: {p}" for p in found]
            elif len(places) == 1:
                problem = f"{type(error).__name__}: {error}"[:300]
                self.findings.problems.append(f"{label} at {places[0]}: {problem}")
            for half in self._halves(places, lambda half: [half]):
                self._generate(label, texts, half)
            return
        wire = {texts[p]: str(p) for p in places if on_the_wire(self.tree, p)}
        self.findings.problems += [f"{label}: {p}" for p in wrong_files(files, wire)]
        self.findings.packages[package] = label
        write(files, self.root / "packages")

    def _halves(
        self,
        places: Sequence[Position],
        tried: Callable[[Sequence[Position]], list[Sequence[Position]]],
    ) -> list[Sequence[Position]]:
        middle = len(places) // 2
        return [*tried(places[:middle]), *tried(places[middle:])] if middle else []

    def _document(
        self, texts: Mapping[Position, str], places: Iterable[Position], package: str = "made"
    ) -> ApiConfig:
        source = self.root / "spec.json"
        source.write_text(
            json.dumps(mutated(self.tree, {p: texts[p] for p in places}), indent=1), "utf-8"
        )
        return config_for(source, package=package)

    def import_all(self) -> None:
        """Import all packages that were made."""
        self.findings.problems += wrong_imports(self.root / "packages", self.findings.packages)


def _is_name(place: Position) -> bool:
    return place.role == "name"


def _is_media_type(place: Position) -> bool:
    return place.role == "key" and place.path[-2:-1] == ("content",)


def _is_plain(place: Position) -> bool:
    return not _is_name(place) and not _is_media_type(place)


def _is_keyword(place: Position) -> bool:
    """Whether a key is OpenAPI's own: without it, what stands below it is not read."""
    return place.role == "key" and place.text in KEYWORDS


def sample(trial: Trial, seed: int, *, payloads: int, places: int) -> None:
    """Some payloads at some places, chosen by a seed."""
    chosen = random.Random(seed)
    for name in chosen.sample(sorted(PAYLOADS), payloads):
        here = chosen.sample(trial.places, places)
        trial.run(name, PAYLOADS[name], before=chosen.random() < 0.5, places=here)
    trial.import_all()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", default="1/1", help="N/M: every M-th payload, from the N-th")
    parser.add_argument("--only", default="", help="payloads whose name holds this text")
    given = parser.parse_args()
    number, _, of = given.share.partition("/")
    names = [n for n in sorted(PAYLOADS) if given.only in n][int(number) - 1 :: int(of)]
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder))
        rest = [p for p in trial.places if not _is_keyword(p)]
        keywords = [p for p in trial.places if _is_keyword(p)]
        for name in names:
            share = keywords[sorted(PAYLOADS).index(name) % KEYWORD_SHARE :: KEYWORD_SHARE]
            trial.run(name, PAYLOADS[name], before=True, places=rest + share)
            trial.run(name, PAYLOADS[name], before=False, places=rest)
        trial.import_all()
    found = trial.findings
    for problem in dict.fromkeys(found.problems):
        print(problem.encode("ascii", "backslashreplace").decode())
    print(
        f"{len(names)} payloads at {len(trial.places)} places, before and behind: {found.accepted} accepted in "
        f"{len(found.packages)} packages, {found.refused.total()} refused, {len(found.problems)} problems; "
        f"{time.monotonic() - started:.0f} s"
    )
    return 1 if found.problems else 0


if __name__ == "__main__":
    sys.exit(main())

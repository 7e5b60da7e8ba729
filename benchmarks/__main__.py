"""`make bench`: everything, and the report of it.

python -m benchmarks [--runs 3] [--parts generation,github,scale,codecs,overhead] [--sizes 100,1000]
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.codecs_beside import codecs_beside
from benchmarks.generation import generation, lines_by_kind
from benchmarks.imports import import_cost
from benchmarks.measure import Measured
from benchmarks.overhead import overhead
from benchmarks.peers import FOLDER, github, peers, versions
from benchmarks.report import plot, table
from benchmarks.scale import scale
from generator import __version__
from tests.conftest import ROOT

DOCS = ROOT / "docs"
CLIENT = "openapi-python-client"
_ARGUED = "## What stands in the way"
"""The part of the report that people write; everything before it is made."""


def corpus() -> Path:
    """The folder of real specifications."""
    return Path(os.environ.get("OASMITH_CORPUS", ROOT.parent / "shared" / "corpus")) / "specs"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--parts", default="generation,github,scale,codecs,overhead")
    parser.add_argument("--sizes", default="100,1000,10000")
    given = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    os.environ.setdefault("PYTHONPATH", str(ROOT))
    os.environ["XDG_CACHE_HOME"] = str(FOLDER / "home")
    parts = given.parts.split(",")
    report = _Report()
    with tempfile.TemporaryDirectory(dir=FOLDER) as name:
        folder = Path(name)
        if "generation" in parts:
            report.generation("Pinecone db_control", _control(), folder, given.runs)
        if "github" in parts:
            report.generation("GitHub", github(), folder, max(given.runs // 2, 1))
        if "scale" in parts:
            report.scale(tuple(int(s) for s in given.sizes.split(",")), folder)
        if "codecs" in parts:
            report.codecs(folder)
        if "overhead" in parts:
            report.overhead(folder)
    report.write()


def _control() -> Path | None:
    found = corpus() / "pinecone__db_control_2025-04.yaml"
    return found if found.exists() else None


class _Report:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.plotted: dict[str, dict[str, Measured]] = {}

    def _section(self, title: str, *paragraphs: str) -> None:
        self.lines += ["", f"## {title}", *(line for p in paragraphs for line in ("", p))]

    def generation(self, title: str, spec: Path | None, folder: Path, runs: int) -> None:
        if spec is None:
            self._section(title, "Left out: its description is not here.")
            return
        place = folder / spec.stem.replace("@", "_")
        place.mkdir()
        formatter = "ruff" if title == "GitHub" else "black"
        found = generation(spec, place, runs, formatter=formatter)
        self._section(title, f'`formatter = "{formatter}"`.')
        self.lines += ["", *table(found, CLIENT)]
        self.plotted[title] = {
            name: one for name, one in found.items() if not name.endswith("property added")
        }
        for one in dict.fromkeys((formatter, "black")):
            self._stages(spec, one)
        self._kinds(place)
        if title == "GitHub":
            imported, called = import_cost(place / "ours", "made", "meta.root", "{}", 5)
            self.lines += [
                "",
                (
                    f"Of the package: `import` {imported:.0f} ms, `import`, `Client(...)` and a "
                    f"call against a stub {called:.0f} ms of CPU over importing httpx2."
                ),
            ]

    def _stages(self, spec: Path, formatter: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.stages", str(spec), "--formatter", formatter],
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
        found: dict[str, float] = json.loads(done.stdout)
        total = sum(found.values())
        rows = [f"| {n} | {s:.2f} | {s / total:.0%} |" for n, s in found.items()]
        self.lines += [
            "",
            f"Ours by stage, cold, with {formatter}:",
            "",
            "| stage | CPU s | |",
            "|---|--:|--:|",
            *rows,
        ]

    def _kinds(self, place: Path) -> None:
        ours, theirs = lines_by_kind(place / "ours"), lines_by_kind(place / "client")
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in ours.most_common())
        self.lines += ["", f"Lines: {ours.total():,} ({kinds})."]
        if theirs.total():
            share = ours.total() / theirs.total()
            self.lines[-1] += f" {CLIENT} writes {theirs.total():,}: ours are {share:.0%} of them."

    def scale(self, sizes: tuple[int, ...], folder: Path) -> None:
        found = scale(sizes, folder)
        rows = [
            f"| {size:,} | {one['cold'].cpu:.2f} | {one['cold'].cpu / size * 1000:.1f} "
            f"| {one['nothing changed'].cpu:.2f} | {one['cold'].megabytes:.0f} |"
            for size, one in found.items()
        ]
        self._section("Cost against size", "Descriptions made up of so many schemas, with ruff.")
        head = "| schemas | cold, CPU s | ms a schema | nothing changed | peak MB |"
        self.lines += ["", head, "|--:|--:|--:|--:|--:|", *rows]

    def codecs(self, folder: Path) -> None:
        specs = {
            name: corpus() / f"pinecone__db_{name}_2025-04.yaml" for name in ("control", "data")
        }
        if not all(spec.exists() for spec in specs.values()):
            self._section("Codecs", "Left out: the descriptions are not here.")
            return
        found = codecs_beside(specs, folder / "codecs")
        self._section(
            "Codecs",
            "Multiples of `json.loads(bytes)` and of `json.dumps(value)`, the least CPU of many "
            "rounds. All of ours check every type and keep unknown fields.",
        )
        self.lines += ["", "| | | decode | encode |", "|---|---|--:|--:|"]
        for case, contenders in found.items():
            for name, (decode, encode) in contenders.items():
                self.lines.append(f"| {case} | {name} | {decode:.2f} | {encode:.2f} |")

    def overhead(self, folder: Path) -> None:
        self._section(
            "A call",
            "CPU µs of the calling thread (medians) for `create_backup`, and what of them is not the HTTP "
            "library's own (the first row of each group).",
        )
        self.lines += ["", "| | | µs | over the library |", "|---|---|--:|--:|"]
        for title, contenders in overhead(folder, peers(), 10_000).items():
            floor = next(iter(contenders.values()))
            for name, value in contenders.items():
                self.lines.append(f"| {title} | {name} | {value:.0f} | {value - floor:+.0f} |")

    def write(self) -> None:
        known = ", ".join(f"{n} {v}" for n, v in sorted(versions().items()))
        head = [
            "# Benchmarks",
            "",
            (
                "`make bench` measures this, ours beside the peers, alternating in one run on one "
                "machine: CPU seconds of a command and all its children, medians; peak memory of "
                "the largest process. Ratios are what carries over to other machines."
            ),
            "",
            f"oasmith {__version__}, Python {platform.python_version()}; {known}.",
        ]
        if self.plotted:
            (DOCS / "benchmarks.svg").write_text(plot(self.plotted), "utf-8")
            head += ["", "![CPU seconds of generation](benchmarks.svg)"]
        report = DOCS / "benchmarks.md"
        _, heading, argued = report.read_text("utf-8").partition(f"{_ARGUED}\n")
        report.write_text("\n".join([*head, *self.lines, "", heading + argued]), "utf-8")


if __name__ == "__main__":
    main()

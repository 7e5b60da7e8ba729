"""`make corpus`: every specification of the corpus through the whole compiler, measured from
outside.

For each: generated or refused (with the diagnostic), operations emitted of those in the
specification, files, lines, whether every module imports, errors of `mypy --strict` and
basedpyright strict, seconds of CPU, peak memory; authored examples and drawn values that came back as
they went (`tests.corpus.values`). Examples that contradict their schema stand in `examples.txt` of the
output folder, with the reason. `known_gaps.toml` lists what is left, with a reason; an entry that no
longer applies fails the run, and so does a gap that is not listed.
"""

import argparse
import ast
import json
import os
import re
import subprocess
import sys
import time
import tomllib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
GAPS = Path(__file__).with_name("known_gaps.toml")
METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
IMPORT_ALL = """
import importlib, pkgutil, sys
sys.path.insert(0, sys.argv[1])
package = importlib.import_module(sys.argv[2])
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    if not module.name.endswith("._verify"):
        importlib.import_module(module.name)
for name in package.__all__:
    getattr(package, name)
"""


@dataclass
class Row:
    name: str
    package: str
    outcome: str = ""
    message: str = ""
    declared: int = 0
    emitted: int = 0
    files: int = 0
    lines: int = 0
    imports: str = "-"
    mypy: int = 0
    pyright: int = 0
    cpu: float = 0.0
    megabytes: int = 0
    examples: int = 0
    contradicting: list[str] = field(default_factory=list)
    definitions: int = 0
    values: int = 0
    survivals: int = 0
    empty: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def problems(self) -> list[str]:
        """What is not as it should be."""
        if self.outcome != "generated":
            return [f"{self.outcome}: {self.message}"]
        found = [f"value: {line}" for line in self.broken[:5]]
        if self.emitted < self.declared:
            found.append(f"{self.declared - self.emitted} operations missing")
        if self.imports != "ok":
            found.append(f"import: {self.imports}")
        if self.mypy or self.pyright:
            found.append(f"{self.mypy} + {self.pyright} type errors")
        return found

    def __str__(self) -> str:
        return (
            f"{self.name}: {self.outcome}, operations {self.emitted}/{self.declared}, {self.files} files, {self.lines} lines, "
            f"imports {self.imports}, mypy {self.mypy}, pyright {self.pyright}, {self.cpu:.2f} s CPU, {self.megabytes} MB; "
            f"examples {self.examples} ({len(self.contradicting)} contradict their schema), "
            f"values {self.values} of {self.definitions} schemas ({len(self.empty)} without one), {self.survivals} unknown ones, {len(self.broken)} broken"
        )


def measured(command: list[str], **kwargs: object) -> tuple[int, str, float, int]:
    """Run a command: exit code, stderr, CPU seconds, peak memory in MB of it and its children."""
    wrapper = (
        "import resource, subprocess, sys;"
        "r = subprocess.run(sys.argv[1:], capture_output=True);"
        "u = resource.getrusage(resource.RUSAGE_CHILDREN);"
        "sys.stderr.buffer.write(r.stderr);"
        "print(r.returncode, u.ru_utime + u.ru_stime, u.ru_maxrss // 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", wrapper, *command], capture_output=True, text=True, errors="replace"
    )
    code, cpu, peak = done.stdout.split()
    return int(code), done.stderr, float(cpu), int(peak)


def declared_operations(source: Path) -> int:
    """Count the operations of a specification without any of our code."""
    if source.suffix == ".md":
        return len(
            re.findall(
                r"^`{4}ya?ml (?:\S+ )?(?:get|put|post|delete|patch|head|options|trace) /?",
                source.read_text("utf-8"),
                re.MULTILINE | re.IGNORECASE,
            )
        )
    text = source.read_text("utf-8")
    tree = json.loads(text) if source.suffix == ".json" else yaml.load(text, yaml.CSafeLoader)
    return sum(
        1
        for item in (tree.get("paths") or {}).values()
        if isinstance(item, dict)
        for key in item
        if str(key).lower() in METHODS
    )


def emitted_operations(folder: Path) -> int:
    """Count the operation constants of a package."""
    found = 0
    parts = [*sorted(folder.glob("api/*.py")), *sorted(folder.glob("operations/*.py"))]
    for path in [folder / "client.py", *parts]:
        if path.exists():
            tree = ast.parse(path.read_text("utf-8"))
            found += sum(
                isinstance(n, ast.AnnAssign)
                and isinstance(n.value, ast.Call)
                and isinstance(n.value.func, ast.Name)
                and n.value.func.id == "Operation"
                # A second way to call an operation counts as none.
                and not (isinstance(n.target, ast.Name) and n.target.id.endswith("_WITH_FILES"))
                for n in tree.body
            )
    return found


def hold_values(row: Row, source: Path, out: Path, examples: int) -> None:
    """Hold a client to its examples and to drawn values, in a process of its own."""
    report = out / f"{row.package}.values.json"
    command = ["-m", "tests.corpus.values", str(source), "--examples", str(examples)]
    done = subprocess.run(
        [sys.executable, *command, "--json", str(report)], capture_output=True, text=True
    )
    if done.returncode:
        row.broken.append((done.stderr.strip().splitlines() or ["?"])[-1][:300])
        return
    found = json.loads(report.read_text("utf-8"))
    row.examples, row.contradicting = found["examples"]["tried"], found["examples"]["contradicting"]
    row.broken = found["examples"]["broken"] + found["held"]["broken"]
    row.empty = found["held"]["empty"]
    row.definitions, row.values = found["held"]["definitions"], found["held"]["values"]
    row.survivals = found["held"]["survivals"]


def run_one(source: Path, name: str, number: int, out: Path, examples: int) -> Row:
    package = f"p{number:03}_" + re.sub(r"\W", "_", name).strip("_").lower()[:40]
    row = Row(name, package)
    row.declared = declared_operations(source)
    code, stderr, row.cpu, row.megabytes = measured(
        [
            sys.executable,
            "-m",
            "generator",
            "generate",
            str(source),
            "--output",
            str(out),
            "--package",
            package,
        ]
    )
    folder = out / package
    if code != 0:
        row.outcome = "refused" if code in (1, 2) and "Traceback" not in stderr else "CRASHED"
        lines = [line for line in stderr.splitlines() if line.strip()]
        row.message = (lines[-1] if row.outcome == "CRASHED" else lines[0])[:300] if lines else ""
        return row
    row.outcome = "generated"
    row.emitted = emitted_operations(folder)
    sources = [p for p in folder.rglob("*.py") if "_runtime" not in p.parts]
    row.files, row.lines = len(sources), sum(
        len(p.read_text("utf-8").splitlines()) for p in sources
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_ALL, str(out), package],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    row.imports = (
        "ok" if done.returncode == 0 else (done.stderr.strip().splitlines() or ["?"])[-1][:160]
    )
    if examples:
        hold_values(row, source, out, examples)
    return row


def type_errors(out: Path, rows: list[Row], *, pyright: bool = True) -> None:
    """Run each checker once over the whole tree and share its errors out by package."""
    (out / "mypy.ini").write_text("[mypy]\nstrict = True\npython_version = 3.11\n")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--config-file",
            "mypy.ini",
            "--no-error-summary",
            *sorted({r.package for r in rows if r.outcome == "generated"}),
        ],
        cwd=out,
        capture_output=True,
        text=True,
    )
    mypy = Counter(line.split("/")[0] for line in done.stdout.splitlines() if ": error:" in line)
    (out / "mypy.txt").write_text(done.stdout + done.stderr)
    found: Counter[str] = Counter()
    if pyright:
        (out / "pyrightconfig.json").write_text(
            json.dumps(
                {
                    "typeCheckingMode": "strict",
                    "pythonVersion": "3.11",
                    "include": ["."],
                    "pythonPath": sys.executable,
                }
            )
        )
        done = subprocess.run(
            [
                str(Path(sys.executable).with_name("basedpyright")),
                "--outputjson",
                "--level",
                "error",
                "--pythonpath",
                sys.executable,
            ],
            cwd=out,
            capture_output=True,
            text=True,
            env={**os.environ, "NODE_OPTIONS": "--max-old-space-size=12000"},
        )
        (out / "pyright.json").write_text(done.stdout)
        for item in json.loads(done.stdout)["generalDiagnostics"]:
            found[Path(item["file"]).relative_to(out.resolve()).parts[0]] += (
                item["severity"] == "error"
            )
    for row in rows:
        row.mypy, row.pyright = mypy[row.package], found[row.package]


def sources_of(corpus: Path, which: list[str], extra: list[Path]) -> list[tuple[Path, str]]:
    found = []
    if "specs" in which:
        found += [
            (p, p.stem)
            for p in sorted((corpus / "specs").iterdir())
            if p.suffix in (".yaml", ".json")
        ]
    for folder in ("expanded", "standard", "pairs"):
        if folder in which:
            found += [
                (p, f"{folder}_{p.stem}") for p in sorted((corpus / "pages" / folder).glob("*.md"))
            ]
    return found + [(p, p.stem) for p in extra]


def report(rows: list[Row], gaps: dict[str, str], *, whole: bool) -> int:
    """Print every row with its problems; give how many are not known, or known and gone.

    Args:
        whole: Whether all specifications ran, so that an entry for none of them is stale.
    """
    bad = 0
    for row in rows:
        problems = row.problems()
        known = row.name in gaps
        mark = (
            "gap" if problems and known else "BAD" if problems else "STALE GAP" if known else "ok"
        )
        bad += mark in ("BAD", "STALE GAP")
        print(f"{mark:4} {row}" + "".join(f"\n      {p}" for p in problems))
    for name in sorted(gaps.keys() - {r.name for r in rows}) if whole else ():
        bad += 1
        print(f"STALE GAP {name}: there is no such specification")
    return bad


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--which", default="specs,expanded,standard")
    parser.add_argument(
        "--extra", type=Path, nargs="*", default=[], help="more specs, such as GitHub's"
    )
    parser.add_argument("--only", default="", help="regex on names")
    parser.add_argument("--out", type=Path, default=Path("/tmp/oasmith-corpus"))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--examples", type=int, default=4, help="values drawn of each schema, at least; 0: none"
    )
    parser.add_argument("--no-types", action="store_true")
    parser.add_argument("--no-pyright", action="store_true")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    sources = [
        s
        for s in sources_of(given.corpus, given.which.split(","), given.extra)
        if re.search(given.only, s[1])
    ]
    with ThreadPoolExecutor(given.jobs) as pool:
        rows = list(
            pool.map(
                lambda s: run_one(s[1][0], s[1][1], s[0], given.out, given.examples),
                enumerate(sources),
            )
        )
    if not given.no_types:
        type_errors(given.out, rows, pyright=not given.no_pyright)
    whole = not given.only and given.which == parser.get_default("which")
    bad = report(rows, tomllib.loads(GAPS.read_text("utf-8")), whole=whole)
    lines = [f"{r.name} {line}" for r in rows for line in r.contradicting]
    (given.out / "examples.txt").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    made = [r for r in rows if r.outcome == "generated"]
    print(
        f"\n{len(rows)} specs: {len(made)} generated, {sum(r.outcome == 'refused' for r in rows)} refused, "
        f"{sum(r.outcome == 'CRASHED' for r in rows)} crashed; operations {sum(r.emitted for r in rows)} of {sum(r.declared for r in rows)}; "
        f"{sum(r.imports == 'ok' for r in made)} import whole; {sum(r.mypy for r in rows)} + {sum(r.pyright for r in rows)} type errors; "
        f"{sum(r.examples for r in rows)} examples, {len(lines)} contradict their schema; "
        f"{sum(r.values for r in rows)} values of {sum(r.definitions for r in rows)} schemas ({sum(len(r.empty) for r in rows)} without one), "
        f"{sum(r.survivals for r in rows)} unknown ones, {sum(len(r.broken) for r in rows)} broken; "
        f"{sum(r.lines for r in rows)} lines; {sum(r.cpu for r in rows):.0f} s CPU; peak {max((r.megabytes for r in rows), default=0)} MB; "
        f"{time.monotonic() - started:.0f} s in all"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

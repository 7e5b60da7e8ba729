"""How long generation takes, beside the peers: same input, same machine, same run, alternating.

    python -m benchmarks.generate SPEC [--peers FOLDER] [--runs 3] [--json FILE]

`FOLDER` is a virtual environment with `openapi-python-client`, and `openapi-generator-cli.jar` in
it; a peer that is not there is left out, and said so. Figures are CPU seconds of the process and
its
children (walls swing on shared machines), and the peak memory of the largest of them.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

MEASURE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
sys.stderr.buffer.write(done.stderr[-2000:])
print(done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """One run: CPU seconds and peak megabytes."""

    cpu: float
    megabytes: float


def sample(command: list[str]) -> Sample:
    """Run a command and measure it.

    Raises:
        RuntimeError: It failed.
    """
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *command], capture_output=True, text=True, check=True
    )
    code, cpu, megabytes = done.stdout.split()
    if code != "0":
        raise RuntimeError(f"{command[0]}: exit {code}: {done.stderr[-500:]}")
    return Sample(float(cpu), float(megabytes))


def commands(spec: Path, peers: Path | None, out: Path, formatter: str) -> dict[str, list[str]]:
    """What to run, by name; each writes below `out`."""
    found = {
        "oasmith": [
            *(sys.executable, "-m", "generator", "generate", str(spec)),
            *("--output", str(out / "oasmith"), "--package", "made", "--formatter", formatter),
        ],
        "datamodel-code-generator": [
            *(str(Path(sys.executable).with_name("datamodel-codegen")), "--input", str(spec)),
            *("--output", str(out / "dcg.py"), "--input-file-type", "openapi"),
            *("--output-model-type", "dataclasses.dataclass"),
        ],
    }
    if peers is not None and (peers / "bin" / "openapi-python-client").exists():
        found["openapi-python-client"] = [
            *(str(peers / "bin" / "openapi-python-client"), "generate", "--path", str(spec)),
            *("--output-path", str(out / "opc"), "--overwrite", "--meta", "none"),
        ]
    jar = peers / "openapi-generator-cli.jar" if peers is not None else None
    if jar is not None and jar.exists() and shutil.which("java"):
        found["openapi-generator"] = [
            *("java", "-jar", str(jar), "generate", "-g", "python", "-i", str(spec)),
            *("-o", str(out / "ogc"), "--skip-validate-spec"),
        ]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("spec", type=Path)
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--formatter", default="black")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    samples: dict[str, list[Sample]] = {}
    failures: dict[str, str] = {}
    for _ in range(given.runs):
        for name in list(commands(given.spec, given.peers, Path(), given.formatter)):
            if name in failures:
                continue
            with tempfile.TemporaryDirectory() as folder:
                made = commands(given.spec, given.peers, Path(folder), given.formatter)[name]
                try:
                    samples.setdefault(name, []).append(sample(made))
                except RuntimeError as error:
                    failures[name] = str(error)
    ours = median(s.cpu for s in samples["oasmith"])
    for name, runs in samples.items():
        if runs:
            cpu = median(s.cpu for s in runs)
            print(
                f"{name:28} {cpu:8.2f} CPU s  {max(s.megabytes for s in runs):7.0f} MB"
                f"   oasmith is {ours / cpu:.2f} of it"
            )
    for name, reason in failures.items():
        print(f"{name:28} failed: {reason.splitlines()[0]}")
    if given.json:
        given.json.write_text(
            json.dumps({n: [asdict(s) for s in runs] for n, runs in samples.items()}, indent=1)
        )


if __name__ == "__main__":
    main()

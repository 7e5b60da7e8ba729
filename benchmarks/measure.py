"""What a command costs: CPU seconds of it and its children, and the largest one's peak memory."""

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Sample:
    """One run: CPU seconds and peak megabytes."""

    cpu: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Contender:
    """Attributes:
    prepare: Called before each run; its cost does not count.
    """

    command: Sequence[str]
    prepare: Callable[[], None]


def sample(command: Sequence[str], folder: Path) -> Sample:
    """Run a command in a folder and measure it.

    Raises:
        RuntimeError: It failed.
    """
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    log = folder / "last.log"
    with log.open("wb") as said:
        child = subprocess.Popen(command, cwd=folder, env=kept, stdout=said, stderr=said)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{command[0]}: exit {child.returncode}: {log.read_text()[-300:]}")
    return Sample(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


@dataclass(frozen=True, slots=True)
class Measured:
    """Attributes:
    failure: Why there are no figures.
    """

    cpu: float = 0.0
    megabytes: float = 0.0
    failure: str = ""


def alternating(
    contenders: Mapping[str, Contender], folder: Path, runs: int
) -> dict[str, Measured]:
    """Every contender once, then every one again: what disturbs the machine disturbs them all."""
    samples: dict[str, list[Sample]] = {name: [] for name in contenders}
    failures: dict[str, str] = {}
    for _ in range(runs):
        for name, contender in contenders.items():
            if name in failures:
                continue
            contender.prepare()
            try:
                samples[name].append(sample(contender.command, folder))
            except (RuntimeError, OSError) as error:
                failures[name] = str(error).splitlines()[0]
    return {
        name: (
            Measured(failure=failures[name])
            if name in failures
            else Measured(median(s.cpu for s in found), max(s.megabytes for s in found))
        )
        for name, found in samples.items()
    }

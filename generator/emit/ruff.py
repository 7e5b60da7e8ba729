"""ruff as the formatter, where the config asks for it. black, which costs its import, is not needed."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from generator.diagnostics import Diagnostic, InternalError, Place, SpecError


def ruff_formatted(sources: Mapping[str, str]) -> dict[str, str]:
    """All modules in one call: starting ruff costs more than a module does."""
    command = ruff_command()
    options = ("--isolated", "--no-cache", "--line-length", "100", "--target-version", "py311")
    with TemporaryDirectory(prefix="oasmith-") as folder:
        places = {path: Path(folder, f"{n}.py") for n, path in enumerate(sources)}
        for path, text in sources.items():
            places[path].write_text(text, "utf-8", newline="\n")
        done = subprocess.run(
            [command, "format", *options, folder], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise InternalError(f"ruff: {done.stderr[-300:]}")
        return {path: place.read_text("utf-8") for path, place in places.items()}


def ruff_command() -> str:
    """The program, beside our own interpreter or on the path.

    Raises:
        SpecError: `E501` there is none.
    """
    beside = Path(sys.executable).with_name("ruff")
    command = str(beside) if beside.exists() else which("ruff")
    if command is None:
        raise SpecError(
            Diagnostic(
                code="E501",
                message="the formatter ruff is not installed",
                place=Place(file="oasmith generate", line=1, column=1),
                hint="pip install 'oasmith[ruff]', or choose black.",
            )
        )
    return command

"""The command line: verbs, exit codes, printing. 0: well; 1: findings; 2: bad usage or bad input."""

import gc
import sys

from generator.cli.app import app
from generator.cli.printing import say_diagnostics
from generator.diagnostics import SpecError
from generator.pipeline import base_folder

__all__ = ["main"]


def main() -> None:
    """Run the command line."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 10_000))
    # A run is short and holds on to nearly all that it makes: looking for cycles would be a third of it.
    gc.disable()
    try:
        app(prog_name="oasmith")
    except SpecError as error:
        say_diagnostics(error.diagnostics, base_folder())
        sys.exit(2)

"""The command line: verbs, exit codes, printing. 0: well; 1: findings; 2: bad usage or bad input."""

import gc
import sys
from collections.abc import Sequence
from importlib import import_module

from generator.cli.app import app
from generator.cli.printing import say_diagnostics
from generator.diagnostics import SpecError
from generator.pipeline import base_folder

__all__ = ["main"]


_VERBS = {"diff": "generator.cli.compare", "vendor": "generator.cli.vendor"}
"""Verbs that bring large parts of the compiler with them, loaded when they, or the help, are wanted."""


def main() -> None:
    """Run the command line."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 10_000))
    # A run is short and holds on to nearly all that it makes: looking for cycles would be a third of it.
    gc.disable()
    try:
        register(sys.argv[1:])
        app(prog_name="oasmith")
    except SpecError as error:
        say_diagnostics(error.diagnostics, base_folder())
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


def register(arguments: Sequence[str]) -> None:
    """Add the verbs that stand in modules of their own, where the command line may be for them."""
    if arguments[:1] in (["generate"], ["check"]):
        return
    for verb, module in _VERBS.items():
        app.command(verb)(getattr(import_module(module), verb))

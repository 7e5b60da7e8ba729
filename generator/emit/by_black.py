"""Sources through black itself. Its import costs as much as a small package does, so nothing imports this
module that does not need it."""

import gc
from collections.abc import Generator, Sequence
from contextlib import contextmanager

import black
from black.mode import TargetVersion
from black.parsing import InvalidInput

from generator.diagnostics import InternalError
from generator.workers import mapped

MODE = black.Mode(target_versions={TargetVersion.PY311}, line_length=100)
_ALONE = 4_000  # lines that one process formats before a second is worth its start


def formatted(wanted: Sequence[tuple[str, str]]) -> list[str]:
    """Sources, each with the path of its module, formatted: in two processes where they are many.

    Raises:
        InternalError: One of them is no Python.
    """
    lines = sum(source.count("\n") for source, _ in wanted)
    with quiet():
        return mapped(_formatted, wanted, alone=lines <= _ALONE)


def _formatted(wanted: tuple[str, str]) -> str:
    source, path = wanted
    try:
        return black.format_str(source, mode=MODE)
    except (InvalidInput, ValueError) as error:
        raise InternalError(f"{path} is no Python: {error}") from error


@contextmanager
def quiet() -> Generator[None, None, None]:
    """No garbage collection: black's trees are large and live, and looking through them over and over
    is most of its cost."""
    enabled = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        if enabled:
            gc.enable()

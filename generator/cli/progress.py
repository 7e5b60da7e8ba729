"""What a run is at, for a person who waits: on a terminal, once a second has passed."""

import sys
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any

from generator.cli.printing import shown
from generator.pipeline import Tell

_PATIENCE = 1.0  # seconds


@contextmanager
def progress(title: str) -> Generator[Tell, None, None]:
    """A function that is told of each step; it stays silent for a short run, and where nobody looks.

    Steps are printed when they begin, from this thread: nothing runs beside the work, which forks.
    """
    if not sys.stderr.isatty():
        yield lambda step: None
        return
    begin = time.monotonic()
    live: list[Any] = []

    def tell(step: str) -> None:
        if time.monotonic() - begin < _PATIENCE:
            return
        if not live:
            # rich is large, and a short run does without it.
            console = import_module("rich.console").Console(stderr=True)
            live.append(
                import_module("rich.live").Live(console=console, transient=True, auto_refresh=False)
            )
            live[0].start()
        text = import_module("rich.text").Text(f"{shown(title, 80)}: {step} …")
        live[0].update(text, refresh=True)

    try:
        yield tell
    finally:
        with suppress(IndexError):
            live[0].stop()

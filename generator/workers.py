"""Work on many things at once: in as many processes as there are cores, where that is worth it.

They are forks: what they work on they find in their memory, and it is not sent to them.
"""

import os
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, TypeVar

from generator.diagnostics import InternalError

Item = TypeVar("Item")
Result = TypeVar("Result")

_MOST = 4
_work: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []


def mapped(
    function: Callable[[Item], Result], items: Sequence[Item], *, alone: bool
) -> list[Result]:
    """A function of each item, in their order.

    Args:
        function: Raises what the caller is to see; its results are sent between processes.
        alone: Whether there is too little to do for a second process to be worth its start.

    Raises:
        InternalError: A process was killed.
    """
    workers = min(os.cpu_count() or 1, _MOST) if hasattr(os, "fork") else 1
    if alone or workers == 1:
        return [function(item) for item in items]
    # Importing them takes longer than what a small API needs of a stage.
    fork = import_module("multiprocessing").get_context("fork")
    futures = import_module("concurrent.futures.process")
    _work.append((function, items))
    try:
        with futures.ProcessPoolExecutor(workers, mp_context=fork) as pool:
            found: list[Result] = list(pool.map(_nth, range(len(items))))
            return found
    except futures.BrokenProcessPool:
        raise InternalError("a process was killed: is there memory enough?") from None
    finally:
        _work.pop()


def _nth(number: int) -> Any:
    function, items = _work[-1]
    return function(items[number])

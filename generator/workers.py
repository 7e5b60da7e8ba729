"""Work on many things at once: in as many processes as there are cores, where that is worth it.

They are forks: what they work on they find in their memory, and it is not sent to them.
"""

import os
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_MOST = 4
_work: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []


def mapped(
    function: Callable[[Item], Result], items: Sequence[Item], *, alone: bool
) -> list[Result]:
    """A function of each item, in their order.

    Args:
        function: Raises what the caller is to see; it and its results are sent between processes.
        alone: Whether there is too little to do for a second process to be worth its start.
    """
    workers = min(os.cpu_count() or 1, _MOST) if hasattr(os, "fork") else 1
    if alone or workers == 1:
        return [function(item) for item in items]
    # Importing it takes longer than what a small API needs of a stage.
    fork = import_module("multiprocessing").get_context("fork")
    _work.append((function, items))
    try:
        with fork.Pool(workers) as pool:
            found: list[Result] = pool.map(_nth, range(len(items)), chunksize=1)
            return found
    finally:
        _work.pop()


def _nth(number: int) -> Any:
    function, items = _work[-1]
    return function(items[number])

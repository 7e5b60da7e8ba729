"""Calls measured by turns. Imported by the peers' interpreters too: the standard library alone."""

import time
from collections.abc import Callable
from statistics import median


def alternating(calls: dict[str, Callable[[], object]], number: int) -> dict[str, float]:
    """CPU microseconds of each, the median of so many calls; the calls take turns."""
    taken: dict[str, list[int]] = {name: [] for name in calls}
    for _ in range(number):
        for name, call in calls.items():
            begun = time.thread_time_ns()
            call()
            taken[name].append(time.thread_time_ns() - begun)
    return {name: median(times[number // 10 :]) / 1000 for name, times in taken.items()}

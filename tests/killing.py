"""Kills a process of its own at the n-th thing that it asks of the disk.

Everything counts that leaves a trace: making, writing (half a file, then the rest), syncing,
linking, renaming and removing. The child is a fork, so that a hundred points cost a second.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from generator.disk import tree

CALLS = ("open", "mkdir", "link", "rename", "fsync", "unlink", "rmdir")


class _Halves:
    """A file whose every write is two, with a point between them."""

    def __init__(self, file: Any, tick: Callable[[], None]) -> None:
        self.file = file
        self.tick = tick

    def __enter__(self) -> "_Halves":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def write(self, data: bytes) -> None:
        half = len(data) // 2
        self.file.write(data[:half])
        self.file.flush()
        self.tick()
        self.file.write(data[half:])


def _count(at: int) -> Callable[[], int]:
    """Patch what touches the disk: SIGKILL at the n-th point. Gives how many there were so far."""
    points = 0

    def tick() -> None:
        nonlocal points
        points += 1
        if points == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            tick()
            made = real(*arguments, **options)
            tick()
            return made

        return call

    # What a killed process has written is there, synced or not; only power cuts need the real one.
    os.fsync = lambda _: None  # type: ignore[assignment]
    fdopen = os.fdopen
    for name in CALLS:
        setattr(os, name, counted(getattr(os, name)))
    os.fdopen = lambda *a, **k: _Halves(fdopen(*a, **k), tick)  # type: ignore[assignment]
    tree._exchange = counted(tree._exchange)  # type: ignore[assignment]
    return lambda: points


def run_killed(work: Callable[[], object], at: int, *, exchange: bool = True) -> int | None:
    """Run in a child that dies at a point.

    Returns:
        How many points there were, where it lived to the end; `None`: it was killed.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if not exchange:
                tree._exchange = lambda *_: False  # type: ignore[assignment]
            points = _count(at)
            work()
            os.write(writing, str(points()).encode())
            os._exit(0)
        except BaseException as error:
            sys.stderr.write(f"{error!r}\n")
            os._exit(70)
    os.close(writing)
    with open(reading, "rb") as pipe:
        text = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return None
    assert os.WEXITSTATUS(status) == 0
    return int(text)


def in_child(work: Callable[[], object]) -> int:
    """Start work in a child; gives its process id."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except BaseException as error:
            sys.stderr.write(f"{error!r}\n")
            os._exit(70)
    return child


def ended_well(child: int) -> bool:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0

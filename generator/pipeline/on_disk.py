"""Packages on the disk: generated and written, or compared with what would be. What earlier runs remember
is looked at here alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.cache import open_run
from generator.config import ApiConfig
from generator.pipeline.compose import (
    Generated,
    Tell,
    generate,
    lock_of,
    nobody_told,
    output_folder,
)

if TYPE_CHECKING:
    from generator.cache.run import Run
    from generator.emit import CheckReport
    from generator.ir.lock import Lock


class Done(Struct, frozen=True, kw_only=True):
    """A package, and how many of its files writing it changed on the disk.

    Attributes:
        made: What was generated; `None` where there was nothing to do.
        before: The lock of the package that was there.
    """

    package: str
    files: int
    added: int = 0
    modified: int = 0
    removed: int = 0
    made: Generated | None = None
    before: Lock | None = None


def generate_to_disk(
    config: ApiConfig, *, force: bool = False, cached: bool = True, tell: Tell = nobody_told
) -> Done:
    """Generate a package and write it.

    Args:
        cached: Whether to make only what has changed since the last run; the result is the same.

    Raises:
        SpecError: The input can't be honoured, or the disk refuses.
    """
    run = _run(config, cached=cached)
    if record := run.nothing_to_do(alone=False):
        return Done(package=record.package, files=len(record.files))
    from generator.emit import write

    lock = lock_of(config)
    made = generate(config, lock, run.shelf, tell)
    written = write(made.files, output_folder(config), force=force)
    run.remember(
        made.files, made.understood.spec.digests, again=_makes_the_same_again(made, config, lock)
    )
    return Done(
        package=made.files.package,
        files=len(made.files.files),
        added=len(written.added),
        modified=len(written.modified),
        removed=len(written.removed),
        made=made,
        before=lock,
    )


def _run(config: ApiConfig, *, cached: bool) -> Run:
    """What earlier runs remember of a package; of one that has a version before it, too little to
    say that there is nothing to do."""
    return open_run(config, output_folder(config), cached=cached and config.earlier is None)


def check(config: ApiConfig, *, cached: bool = True, tell: Tell = nobody_told) -> CheckReport:
    """Compare the package on the disk with what would be generated. Writes nothing.

    Args:
        cached: Whether to make only what has changed since the last run of `generate`; the report
            is the same.
    """
    from generator.emit import CheckReport, check_package

    run = _run(config, cached=cached)
    if record := run.nothing_to_do(alone=True):
        there = (output_folder(config) / record.package).as_posix()
        return CheckReport(package=record.package, folder=there, differences=(), diff="")
    lock = lock_of(config)
    made = generate(config, lock, run.shelf, tell)
    folder = output_folder(config) / made.files.package
    return check_package(made.files, made.lock, folder, lock)


def _makes_the_same_again(made: Generated, config: ApiConfig, lock: Lock | None) -> bool:
    """Whether the lock that was written gives the same names as the one that was read: a run is a
    function of its inputs, and of the lock it takes names alone."""
    from generator.name import assign_names, name_lock

    before, after = lock.names if lock else None, made.lock.names
    if before == after or lock_of(config) is None:
        return True
    names = assign_names(made.understood.api, config, after)
    return names == made.understood.names and name_lock(made.understood.api, names, after) == after

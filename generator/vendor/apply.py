"""Does what the plan says, the whole tree at once."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from generator.diagnostics import Diagnostic, SpecError
from generator.disk import (
    alone,
    bytes_digest,
    files_of,
    problem,
    read_package_lock,
    refuse_links,
    repair,
    replace_tree,
    said_of_disk,
)
from generator.ir.files import FileSet
from generator.ir.lock import Lock, Vendored
from generator.vendor.base import BASE_NAME, read_base
from generator.vendor.destination import Destination
from generator.vendor.plan import Mode, Plan, There, make_plan
from generator.versions import is_older

_HINT = "`--merge` keeps the edit, `--adopt` keeps it for good, `--overwrite` drops it."


class Vendoring(Struct, frozen=True, kw_only=True):
    """Attributes:
    plan: What was, or would be, done.
    done: Whether the tree is now what the plan says.
    """

    destination: Destination
    plan: Plan
    done: bool

    def problems(self) -> Iterator[Diagnostic]:
        """Why nothing was done."""
        for step in self.plan.conflicts:
            yield problem("V603", self.destination.folder / step.path, step.reason, _HINT)


def vendor(
    made: FileSet,
    made_lock: Lock,
    destination: Destination,
    *,
    only: tuple[str, ...] = (),
    mode: Mode = Mode.REFUSE,
    force: bool = False,
    dry: bool = False,
) -> Vendoring:
    """Put a package, dressed, into another repository.

    Args:
        only: Keys of the operations that were kept; empty: all.
        force: Replace a newer version of the API by an older one.
        dry: Plan, and write nothing.

    Returns:
        The plan, and whether it was done: a plan with conflicts is not.

    Raises:
        SpecError: `E520` the disk refuses; `E521` a link stands in the way; `E523` a file of the
        user's differs from one of ours in case alone; `V604` an older API would replace a newer.
    """
    vendored = Vendored(package=destination.package, only=only)
    root, folder = destination.root, destination.folder
    with said_of_disk(folder):
        refuse_links(root, folder)
        if dry:
            plan = _planned(made, made_lock, destination, vendored, mode, force=force)
            return Vendoring(destination=destination, plan=plan, done=False)
        root.mkdir(parents=True, exist_ok=True)
        with alone(root):
            repair(root, destination.name)
            plan = _planned(made, made_lock, destination, vendored, mode, force=force)
            if plan.conflicts:
                return Vendoring(destination=destination, plan=plan, done=False)
            if plan.steps:
                new = {p: t.encode("utf-8", "surrogateescape") for p, t in plan.texts.items()}
                replace_tree(root, destination.name, new, plan.removed)
    return Vendoring(destination=destination, plan=plan, done=True)


def _planned(
    made: FileSet,
    made_lock: Lock,
    destination: Destination,
    vendored: Vendored,
    mode: Mode,
    *,
    force: bool,
) -> Plan:
    there = read_tree(destination.folder)
    lock = there.lock
    if lock is not None and not force and is_older(made_lock.version, lock.version):
        raise SpecError(
            problem(
                "V604",
                destination.folder,
                f"version {lock.version} of the API is there, and {made_lock.version} is older",
                "`--force` replaces it all the same.",
            )
        )
    return make_plan(made, made_lock, there, vendored=vendored, mode=mode)


def read_tree(folder: Path) -> There:
    """A vendored tree as it stands.

    Raises:
        SpecError: `E510` its lock can't be understood.
        OSError: The disk refuses.
    """
    files = {path: found.read_bytes() for path, found in files_of(folder)}
    lock = read_package_lock(folder)
    packed = files.get(BASE_NAME, b"")
    known = lock.files.get(BASE_NAME) if lock else None
    # A base that is not the one that was written would merge what never was.
    trusted = known is not None and bytes_digest(packed) == known.sha256
    base = read_base(packed.decode("utf-8", "replace")) if trusted else None
    return There(files=files, lock=lock, base=base)

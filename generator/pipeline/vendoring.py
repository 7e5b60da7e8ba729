"""A package into another repository: what goes out, under which names, and whether it is there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.config import ApiConfig, Select, VendorTarget
from generator.diagnostics import Diagnostic, Place, SpecError
from generator.pipeline.compose import generate, lock_of, understand

if TYPE_CHECKING:
    from generator.emit import CheckReport
    from generator.ir.files import FileSet
    from generator.ir.lock import Lock
    from generator.ir.names import NameLock
    from generator.vendor import Destination, Mode, Used, Vendoring


def vendor(
    config: ApiConfig,
    target: VendorTarget,
    *,
    mode: Mode,
    force: bool = False,
    dry: bool = False,
) -> Vendoring:
    """Put a package into another repository, or plan to.

    Raises:
        SpecError: `V6xx`, or the input can't be honoured, or the disk refuses.
    """
    from generator.vendor import vendor as put

    going = _going_out(config, target)
    return put(
        going.files,
        going.lock,
        going.destination,
        only=going.only,
        mode=mode,
        force=force,
        dry=dry,
    )


def check_vendored(config: ApiConfig, target: VendorTarget) -> CheckReport:
    """Compare a vendored package with what would be vendored. Writes nothing."""
    from generator.disk import said_of_disk
    from generator.emit import check_package
    from generator.ir.files import FileRole, FileSet, GeneratedFile
    from generator.ir.lock import Vendored
    from generator.vendor import Mode, make_plan, read_tree

    going = _going_out(config, target)
    folder, package = going.destination.folder, going.destination.package
    with said_of_disk(folder, verb="read"):
        there = read_tree(folder)
    vendored = Vendored(package=package, only=going.only)
    plan = make_plan(going.files, going.lock, there, vendored=vendored, mode=Mode.OVERWRITE)
    wanted = FileSet(
        package=package,
        files=tuple(
            GeneratedFile(path=path, text=text, role=FileRole.VENDORING)
            for path, text in sorted(plan.wanted.items())
        ),
    )
    return check_package(wanted, plan.lock, folder, there.lock)


class _GoingOut(Struct, frozen=True, kw_only=True):
    """A package, dressed for another repository.

    Attributes:
        lock: As it was generated.
        only: Keys of the operations that were kept; empty: all.
    """

    files: FileSet
    lock: Lock
    destination: Destination
    only: tuple[str, ...]


def _going_out(config: ApiConfig, target: VendorTarget) -> _GoingOut:
    from generator.disk import read_package_lock
    from generator.vendor import destination_of, dressed, exports_of, refuse_lost_imports

    destination = destination_of(
        Path(config.base, target.destination), target.package or config.package or config.name
    )
    # What is committed here names things; where nothing is, what was vendored does.
    lock = lock_of(config) or read_package_lock(destination.folder)
    if not (target.only or target.only_used_by):
        made = generate(config, lock, imported_as=destination.package)
        only: tuple[str, ...] = ()
    else:
        pruned = _pruned(config, target, destination, lock)
        made = generate(pruned.config, lock, earlier=pruned.names, imported_as=destination.package)
        only = pruned.config.select.operations
        if pruned.used is not None:
            refuse_lost_imports(pruned.used, exports_of(made.files))
    return _GoingOut(
        files=dressed(made.files, target.licence),
        lock=made.lock,
        destination=destination,
        only=only,
    )


class _Pruned(Struct, frozen=True, kw_only=True):
    """A config that selects what is wanted, and the names that the whole package has."""

    config: ApiConfig
    names: NameLock
    used: Used | None


def _pruned(
    config: ApiConfig, target: VendorTarget, destination: Destination, lock: Lock | None
) -> _Pruned:
    from generator.disk import said_of_disk
    from generator.name import name_lock
    from generator.vendor import keys_named, python_files, used_operations

    full = understand(config, lock)
    keys = set(keys_named(full.api, full.names, target.only, full.spec.file))
    used: Used | None = None
    if target.only_used_by:
        source = Path(config.base, target.only_used_by)
        with said_of_disk(source, verb="read"):
            sources = python_files(source, without=destination.folder)
        used = used_operations(
            full.api, full.names, sources, top=destination.top, package=destination.package
        )
        keys |= set(used.operations)
        if not keys:
            raise SpecError(
                Diagnostic(
                    code="V605",
                    message="the code calls no operation of the package",
                    place=Place(file=str(source), line=1, column=1),
                    hint=f"It imports the package as {destination.package}; `--as` says otherwise.",
                )
            )
    select = Select(
        operations=tuple(o.key for o in full.api.operations if o.key in keys),
        specs=config.select.specs,
        definitions=used.definitions if used else (),
    )
    return _Pruned(
        config=replace(config, select=select),
        names=name_lock(full.api, full.names, lock.names if lock else None),
        used=used,
    )

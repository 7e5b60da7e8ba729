"""`oasmith vendor`: packages into other repositories, one or all that the configuration names."""

import json
import os
from pathlib import Path
from typing import Final

import click
from msgspec.structs import replace

from generator import pipeline
from generator.cli.app import CONFIG
from generator.cli.completion import names_of_apis
from generator.cli.printing import say, say_diagnostics, shown
from generator.config import ApiConfig, VendorTarget, load_config
from generator.diagnostics import Collector, Diagnostic, Place, SpecError
from generator.vendor import Mode, Sign, Vendoring, missing_inits

_PATH: Final = click.Path(path_type=Path)
_CODE: Final = click.Path(path_type=Path, exists=True)


@click.command()
@click.argument("api", required=False, shell_complete=names_of_apis)
@click.argument("destination", required=False, type=_PATH)
@click.option("--as", "package", default="", help="Dotted name of the package there (a.b.c).")
@click.option("--only", multiple=True, help="Keep this operation, and its types; repeatable.")
@click.option("--only-used-by", type=_CODE, help="Keep the operations that this code calls.")
@click.option("--merge", is_flag=True, help="Put edits and what is new together.")
@click.option("--adopt", is_flag=True, help="Keep edits for good, recorded as a patch.")
@click.option("--overwrite", is_flag=True, help="Drop edits that were not adopted.")
@click.option("--force", is_flag=True, help="Replace a newer version of the API by an older one.")
@click.option("--dry-run", is_flag=True, help="Print the plan; write nothing.")
@click.option("--all", "every", is_flag=True, help="Every target of the configuration.")
@CONFIG
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def vendor(
    api: str | None,
    destination: Path | None,
    package: str,
    only: tuple[str, ...],
    only_used_by: Path | None,
    merge: bool,
    adopt: bool,
    overwrite: bool,
    force: bool,
    dry_run: bool,
    every: bool,
    config: Path,
    form: str,
) -> None:
    """Put a generated package into another repository: offline, all or nothing, no edit lost.

    API is one of the configuration; DESTINATION is the folder of the other repository that its
    imports begin from.
    """
    mode = _mode(merge=merge, adopt=adopt, overwrite=overwrite)
    configs = load_config(config)
    used_by = _from(config, only_used_by) if only_used_by else ""
    jobs = [
        (one, _laid_over(target, package, only, used_by))
        for one, target in _jobs(configs, config, api, destination, every=every)
    ]
    done: list[Vendoring] = []
    unread = Collector()
    for one, target in jobs:
        # Each target is whole by itself: what becomes of the others is told all the same.
        with unread.part():
            done.append(pipeline.vendor(one, target, mode=mode, force=force, dry=dry_run))
    if form == "json":
        say(json.dumps([_as_json(one) for one in done], indent=1))
    else:
        for vendoring in done:
            _say(vendoring, dry=dry_run)
    unread.finish()
    problems = [problem for vendoring in done for problem in vendoring.problems()]
    if problems:
        if form != "json":
            say_diagnostics(problems, pipeline.base_folder())
        raise click.exceptions.Exit(1)


def _mode(*, merge: bool, adopt: bool, overwrite: bool) -> Mode:
    chosen = [
        mode
        for mode, wanted in (
            (Mode.MERGE, merge),
            (Mode.ADOPT, adopt),
            (Mode.OVERWRITE, overwrite),
        )
        if wanted
    ]
    if len(chosen) > 1:
        raise _refused("--merge, --adopt and --overwrite exclude each other", "Choose one.")
    return chosen[0] if chosen else Mode.REFUSE


def _jobs(
    configs: tuple[ApiConfig, ...],
    file: Path,
    api: str | None,
    destination: Path | None,
    *,
    every: bool,
) -> list[tuple[ApiConfig, VendorTarget]]:
    """What to put where."""
    if every:
        if api is not None:
            raise _refused("--all is for every API", "`oasmith vendor API` does all of one.")
        found = [(one, target) for one in configs for target in one.vendor]
    elif api is None:
        raise _refused("an API is needed", "`oasmith vendor API DEST`, or --all.")
    else:
        chosen = next((one for one in configs if one.name == api), None)
        if chosen is None:
            raise _refused(
                f"{file} has no API called {api}",
                f"It has {', '.join(one.name for one in configs)}.",
            )
        if destination is not None:
            return [(chosen, _target_at(chosen, file, destination))]
        found = [(chosen, target) for target in chosen.vendor]
    if not found:
        raise _refused(
            "the configuration has no target",
            "Give a DEST, or add a `vendor` table; see docs/vendoring.md.",
        )
    return found


def _from(config: Path, path: Path) -> str:
    """A path of the command line as the configuration would name it."""
    return Path(os.path.relpath(path, config.parent)).as_posix()


def _target_at(config: ApiConfig, file: Path, destination: Path) -> VendorTarget:
    """The configuration's target of that folder, or a new one."""
    wanted = destination.resolve()
    for target in config.vendor:
        if Path(config.base, target.destination).resolve() == wanted:
            return target
    return VendorTarget(destination=_from(file, destination))


def _laid_over(
    target: VendorTarget, package: str, only: tuple[str, ...], only_used_by: str
) -> VendorTarget:
    """A target with what the command line says."""
    if only or only_used_by:
        target = replace(target, only=only, only_used_by=only_used_by)
    return replace(target, package=package) if package else target


def _say(done: Vendoring, *, dry: bool) -> None:
    plan, folder = done.plan, done.destination.folder
    for step in plan.steps:
        reason = f"  ({step.reason})" if step.reason else ""
        say(f"{step.sign} {shown(str(folder / step.path))}{reason}")
    for note in (*plan.notes, *_namespace_notes(done)):
        say(f"note: {shown(note)}")
    counts = {sign: sum(s.sign == sign for s in plan.steps) for sign in "AMDC"}
    if not plan.steps:
        said = "nothing to do"
    elif plan.conflicts:
        said = f"{counts['C']} in the way, nothing was done"
    else:
        said = f"{counts['A']} added, {counts['M']} changed, {counts['D']} removed" + (
            " (not done: --dry-run)" if dry else ""
        )
    say(f"{done.destination.package}: {said}")


def _namespace_notes(done: Vendoring) -> list[str]:
    """Said once: when the package comes."""
    if not any(s.path == "__init__.py" and s.sign is Sign.ADD for s in done.plan.steps):
        return []
    return [
        f"{path} has no __init__.py: some packaging tools leave it out"
        for path in missing_inits(done.destination)
    ]


def _as_json(done: Vendoring) -> dict[str, object]:
    return {
        "package": done.destination.package,
        "folder": done.destination.folder.as_posix(),
        "done": done.done,
        "steps": [
            {"sign": str(step.sign), "path": step.path, "reason": step.reason}
            for step in done.plan.steps
        ],
        "notes": [*done.plan.notes, *_namespace_notes(done)],
    }


def _refused(message: str, hint: str) -> SpecError:
    return SpecError(
        Diagnostic(
            code="C109",
            message=message,
            place=Place(file="oasmith vendor", line=1, column=1),
            hint=hint,
        )
    )

"""The verbs. Each is a few lines on the pipeline's values."""

import json
import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from msgspec.structs import replace

from generator import __version__, pipeline
from generator.cli.completion import names_of_apis
from generator.cli.printing import say, say_diagnostics, shown
from generator.cli.progress import progress
from generator.cli.show import show_json, show_text
from generator.config import ApiConfig, load_config
from generator.diagnostics import Collector, Diagnostic, Place, SpecError
from generator.disk import problem, said_of_disk

if TYPE_CHECKING:
    from generator.emit import CheckReport

SPEC = click.argument("spec", required=False)
CONFIG = click.option(
    "--config",
    type=click.Path(path_type=Path),
    default=Path("oasmith.toml"),
    show_default=True,
    help="The configuration file.",
)
API = click.option(
    "--api",
    multiple=True,
    shell_complete=names_of_apis,
    help="Only this API of the configuration; repeatable.",
)
CACHED = click.option(
    "--cache/--no-cache",
    "cached",
    default=True,
    help="Whether to make only what changed; the result is the same.",
)


_MODULES: Final = {"diff": "generator.cli.compare", "vendor": "generator.cli.vendor"}
"""Verbs that bring large parts of the compiler with them, loaded when they, or the help, are wanted."""


class Verbs(click.Group):
    """The verbs, in the alphabet's order."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *_MODULES])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            # As a shell says it of a process that a signal ended.
            raise click.exceptions.Exit(130) from None

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _MODULES:
            found: click.Command = getattr(import_module(_MODULES[cmd_name]), cmd_name)
            return found
        return super().get_command(ctx, cmd_name)


@click.group(
    cls=Verbs, context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100}
)
@click.version_option(__version__, message="oasmith %(version)s", help="Print the version.")
def app() -> None:
    """Compile API descriptions (OpenAPI documents, API reference pages) to typed Python clients.

    SPEC is a specification, a page, or a folder of pages; without it, a command is for the APIs of the
    configuration.
    """


def _configs(
    spec: str | None,
    config: Path,
    output: str | None,
    package: str | None,
    api: tuple[str, ...],
    formatter: str | None = None,
) -> tuple[ApiConfig, ...]:
    """The APIs that a command is for: one specification, or the configuration's."""
    if spec is not None and api:
        said = "--api is for a configuration's, and a specification is named"
        raise SpecError(Diagnostic(code="C105", message=said, place=Place(file="oasmith")))
    if spec is not None:
        found: tuple[ApiConfig, ...] = (ApiConfig(name="", sources=(spec,), output="."),)
    else:
        all_of_them = load_config(config)
        found = tuple(a for a in all_of_them if not api or a.name in api)
        missing = [name for name in api if name not in {a.name for a in all_of_them}]
        if missing or not found:
            raise SpecError(_no_api(config, missing, [a.name for a in all_of_them]))
    changes: dict[str, Any] = {}
    if output is not None:
        changes["output"] = str(Path(output).absolute()) if spec is None else output
    if package is not None:
        if len(found) > 1:
            raise SpecError(
                Diagnostic(
                    code="C105",
                    message="--package is for one API, and there are several",
                    place=Place(file=str(config), line=1, column=1),
                    hint="Choose one with --api.",
                )
            )
        changes["package"] = package
    if formatter is not None:
        changes["formatter"] = formatter
    return tuple(replace(a, **changes) for a in found)


def _no_api(config: Path, missing: list[str], known: list[str]) -> Diagnostic:
    return Diagnostic(
        code="C103",
        message=f"no API is called {', '.join(missing)}" if missing else "there is no API in it",
        place=Place(file=str(config), line=1, column=1),
        hint=f"There are: {', '.join(known)}." if known else "`oasmith init SPEC` writes one.",
    )


@app.command()
@SPEC
@CONFIG
@click.option("--output", help="Folder that the package goes into.")
@click.option("--package", help="The package's name.")
@API
@click.option("--formatter", type=click.Choice(["black", "ruff"]), help="What formats the files.")
@click.option("--force", is_flag=True, help="Overwrite files that were edited by hand.")
@CACHED
def generate(
    spec: str | None,
    config: Path,
    output: str | None,
    package: str | None,
    api: tuple[str, ...],
    formatter: str | None,
    force: bool,
    cached: bool,
) -> None:
    """Generate a client package from a specification, or all packages of the configuration."""
    # Without a configuration nothing is written but the package itself.
    cached = cached and config.exists()
    problems = Collector()
    for one in _configs(spec, config, output, package, api, formatter):
        with problems.part():
            with progress(one.name or one.sources[0]) as tell:
                done = pipeline.generate_to_disk(one, force=force, cached=cached, tell=tell)
            _say_done(done, one)
    problems.finish()


def _say_done(done: pipeline.Done, config: ApiConfig) -> None:
    if done.made:
        understood = done.made.understood
        notes = [*pipeline.contradictions(understood), *pipeline.passed_over(understood)]
        say_diagnostics(notes, pipeline.base_folder(), most=20)
    if not (done.added or done.modified or done.removed):
        say(f"{done.package}: nothing changed")
        return
    say(
        f"{done.package}: {done.files} files, {done.added} added, {done.modified} changed, {done.removed} removed"
    )
    for line in _changed_api(done, config):
        say(f"  {shown(line)}")


def _changed_api(done: pipeline.Done, config: ApiConfig) -> list[str]:
    """What of the API has changed, for a person; nothing for a package that is new."""
    made, had = done.made, done.before
    if made is None or had is None or had.api == made.lock.api:
        return []
    # Comparing is half of the compiler, which a run that has nothing to compare does without.
    found: list[str] = import_module("generator.cli.compare").changed_api(made, had, config)
    return found


@app.command()
@CONFIG
@API
@click.option("--diff", is_flag=True, help="Print the differences.")
@click.option(
    "--all", "every", is_flag=True, help="The vendored packages of the configuration, too."
)
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text")
@CACHED
def check(
    config: Path, api: tuple[str, ...], diff: bool, every: bool, form: str, cached: bool
) -> None:
    """Compare the packages on the disk with what would be generated. Writes nothing."""
    reports: list[CheckReport] = []
    problems = Collector()
    configs = _configs(None, config, None, None, api)
    for one in configs:
        with problems.part(), progress(one.name) as tell:
            reports.append(pipeline.check(one, cached=cached, tell=tell))
    for one in configs if every else ():
        for target in one.vendor:
            with problems.part():
                reports.append(pipeline.check_vendored(one, target))
    if form == "json":
        say(
            json.dumps(
                [
                    {
                        "package": r.package,
                        "folder": r.folder,
                        "exit_code": r.exit_code,
                        "notes": list(r.notes),
                        "differences": [
                            {
                                "cause": d.cause.name.lower(),
                                "code": int(d.cause),
                                "path": d.path,
                                "message": d.message,
                            }
                            for d in r.differences
                        ],
                    }
                    for r in reports
                ],
                indent=1,
            )
        )
    for report in reports if form != "json" else ():
        if form == "github":
            for d in report.differences:
                say(
                    f"::error file={shown(report.folder)}/{shown(d.path or 'oasmith.lock')}::{shown(d.message)} ({d.cause.name.lower().replace('_', ' ')})"
                )
        elif report.differences:
            for d in report.differences:
                say(
                    f"{report.package}/{d.path}: {d.message}"
                    if d.path
                    else f"{report.package}: {d.message}"
                )
        else:
            say("\n".join([f"{report.package}: clean", *(f"  note: {n}" for n in report.notes)]))
        if diff and report.diff:
            say("\n".join(shown(line) for line in report.diff.splitlines()))
    if form == "github":
        for found in problems.diagnostics:
            place = f"file={shown(found.place.file)},line={found.place.line or 1}"
            say(f"::error {place}::{found.code} {shown(found.message)}")
    # What can't be read is told after what was found of the others.
    problems.finish()
    codes = [r.exit_code for r in reports if r.exit_code]
    if codes:
        raise click.exceptions.Exit(min(codes))


@app.command()
@click.argument("spec")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="File to write; standard output otherwise.",
)
def bundle(spec: str, output: Path | None) -> None:
    """Write pages, or a specification of many files, as one OpenAPI 3.1 document (JSON)."""
    tree = pipeline.bundle(ApiConfig(name="", sources=(spec,)))
    text = json.dumps(tree, indent=2, ensure_ascii=output is None) + "\n"
    if output is None:
        say(text.rstrip("\n"))
    else:
        with said_of_disk(output):
            output.write_text(text, "utf-8", errors="surrogatepass")


@app.command()
@SPEC
@CONFIG
@API
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--notes", is_flag=True, help="List every note of the fidelity report.")
def show(spec: str | None, config: Path, api: tuple[str, ...], form: str, notes: bool) -> None:
    """Print an API's operations, how they are named, and how truly they are honoured."""
    for one in _configs(spec, config, None, None, api):
        found = pipeline.understand(one, pipeline.lock_of(one) if spec is None else None)
        if form == "json":
            show_json(found)
        else:
            show_text(found, every_note=notes)


@app.command()
@click.argument("symbol")
@SPEC
@CONFIG
@API
def explain(symbol: str, spec: str | None, config: Path, api: tuple[str, ...]) -> None:
    """Say where in the specification a symbol of a package comes from.

    SYMBOL is a class, a method, or Class.field.
    """
    seen = False
    for one in _configs(spec, config, None, None, api):
        found = pipeline.understand(one, pipeline.lock_of(one) if spec is None else None)
        for pointer in pipeline.pointers_of(found, symbol):
            at = found.spec.source_map.locate(pointer)
            say(
                f"{found.names.package}: {shown(symbol)} is {shown(pointer)} at {shown(at.file)}:{at.line}"
            )
            seen = True
    if not seen:
        say(f"no symbol is called {shown(symbol)}", error=True)
        raise click.exceptions.Exit(1)


@app.command()
@click.argument("spec")
@CONFIG
def init(spec: str, config: Path) -> None:
    """Write a configuration for a specification."""
    package = pipeline.understand(ApiConfig(name="", sources=(spec,))).names.package
    source = Path(os.path.relpath(spec, config.parent)).as_posix()
    table = f"[{package}]\nsources = [{json.dumps(source, ensure_ascii=False)}]\n"
    if config.exists():
        hint = f"Add to it:\n{table}"
        raise SpecError(problem("C106", config, "the configuration is there already", hint))
    with said_of_disk(config):
        config.write_text(_HEADER + table, "utf-8")
    say(f"{config}: `oasmith generate` makes {package} in generated/")
    say(
        "In .gitattributes, so that reviews fold it: generated/** text eol=lf linguist-generated=true"
    )


_HEADER = """# One table per API; `oasmith generate` makes them all, `oasmith check` compares.
# The keys: sources, package, output, overlays, select, names, accept, formatter, client, vendor.

"""

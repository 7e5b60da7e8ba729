"""The verbs. Each is a few lines on the pipeline's values."""

import json
import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from msgspec.structs import replace

from generator import __version__, pipeline
from generator.cli.completion import names_of_apis
from generator.cli.printing import say, say_diagnostics, shown
from generator.cli.progress import progress
from generator.cli.show import show_json, show_text
from generator.config import ApiConfig, load_config
from generator.diagnostics import Diagnostic, Place, SpecError
from generator.disk import problem, said_of_disk

if TYPE_CHECKING:
    from generator.emit import CheckReport

app = typer.Typer(
    name="oasmith",
    help="Compile API descriptions (OpenAPI documents, API reference pages) to typed Python clients.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Spec = Annotated[str | None, typer.Argument(help="A specification, a page, or a folder of pages.")]
ConfigFile = Annotated[Path, typer.Option("--config", help="The configuration file.")]
Output = Annotated[str | None, typer.Option("--output", help="Folder that the package goes into.")]
Package = Annotated[str | None, typer.Option("--package", help="The package's name.")]
Api = Annotated[
    list[str] | None,
    typer.Option("--api", help="Only this API of the configuration.", autocompletion=names_of_apis),
]
Cached = Annotated[
    bool,
    typer.Option(
        "--cache/--no-cache", help="Whether to make only what changed; the result is the same."
    ),
]
Format = Annotated[str, typer.Option("--format", help="text or json.")]


def _version(wanted: bool) -> None:
    if wanted:
        say(f"oasmith {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Compile API descriptions (OpenAPI documents, API reference pages) to typed Python clients."""


def _configs(
    spec: str | None,
    config: Path,
    output: str | None,
    package: str | None,
    api: list[str] | None,
    formatter: str | None = None,
) -> tuple[ApiConfig, ...]:
    """The APIs that a command is for: one specification, or the configuration's."""
    if spec is not None:
        found: tuple[ApiConfig, ...] = (ApiConfig(name="", sources=(spec,), output="."),)
    else:
        found = tuple(a for a in load_config(config) if not api or a.name in api)
        if not found:
            raise SpecError(
                Diagnostic(
                    code="C103",
                    message=f"no API is called {', '.join(api or ())}",
                    place=Place(file=str(config), line=1, column=1),
                )
            )
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


@app.command()
def generate(
    spec: Spec = None,
    config: ConfigFile = Path("oasmith.toml"),
    output: Output = None,
    package: Package = None,
    api: Api = None,
    formatter: Annotated[str | None, typer.Option("--formatter", help="black or ruff.")] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite files that were edited by hand.")
    ] = False,
    cached: Cached = True,
) -> None:
    """Generate a client package from a specification, or all packages of the configuration."""
    # Without a configuration nothing is written but the package itself.
    cached = cached and config.exists()
    for one in _configs(spec, config, output, package, api, formatter):
        with progress(one.name or one.sources[0]) as tell:
            done = pipeline.generate_to_disk(one, force=force, cached=cached, tell=tell)
        if done.made:
            say_diagnostics(pipeline.contradictions(done.made.understood), pipeline.base_folder())
        if done.added or done.modified or done.removed:
            say(
                f"{done.package}: {done.files} files, {done.added} added, {done.modified} changed, {done.removed} removed"
            )
            for line in _changed_api(done, one):
                say(f"  {shown(line)}")
        else:
            say(f"{done.package}: nothing changed")


def _changed_api(done: pipeline.Done, config: ApiConfig) -> list[str]:
    """What of the API has changed, for a person; nothing for a package that is new."""
    made, had = done.made, done.before
    if made is None or had is None or had.api == made.lock.api:
        return []
    # Comparing is half of the compiler, which a run that has nothing to compare does without.
    found: list[str] = import_module("generator.cli.compare").changed_api(made, had, config)
    return found


@app.command()
def check(
    config: ConfigFile = Path("oasmith.toml"),
    api: Api = None,
    diff: Annotated[bool, typer.Option("--diff", help="Print the differences.")] = False,
    every: Annotated[
        bool, typer.Option("--all", help="The vendored packages of the configuration, too.")
    ] = False,
    form: Annotated[str, typer.Option("--format", help="text, json or github.")] = "text",
    cached: Cached = True,
) -> None:
    """Compare the packages on the disk with what would be generated. Writes nothing."""
    reports: list[CheckReport] = []
    configs = _configs(None, config, None, None, api)
    for one in configs:
        with progress(one.name) as tell:
            reports.append(pipeline.check(one, cached=cached, tell=tell))
    if every:
        reports += [pipeline.check_vendored(one, t) for one in configs for t in one.vendor]
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
    codes = [r.exit_code for r in reports if r.exit_code]
    if codes:
        raise typer.Exit(min(codes))


@app.command()
def bundle(
    spec: Annotated[str, typer.Argument(help="A specification, a page, or a folder of pages.")],
    output: Annotated[
        Path | None, typer.Option("--output", help="File to write; standard output otherwise.")
    ] = None,
) -> None:
    """Write pages, or a specification of many files, as one OpenAPI 3.1 document (JSON)."""
    tree = pipeline.bundle(ApiConfig(name="", sources=(spec,)))
    text = json.dumps(tree, indent=2, ensure_ascii=output is None) + "\n"
    if output is None:
        say(text.rstrip("\n"))
    else:
        output.write_text(text, "utf-8", errors="surrogatepass")


@app.command()
def show(
    spec: Spec = None,
    config: ConfigFile = Path("oasmith.toml"),
    api: Api = None,
    form: Format = "text",
    notes: Annotated[
        bool, typer.Option("--notes", help="List every note of the fidelity report.")
    ] = False,
) -> None:
    """Print an API's operations, how they are named, and how truly they are honoured."""
    for one in _configs(spec, config, None, None, api):
        found = pipeline.understand(one, pipeline.lock_of(one) if spec is None else None)
        if form == "json":
            show_json(found)
        else:
            show_text(found, every_note=notes)


@app.command()
def explain(
    symbol: Annotated[str, typer.Argument(help="A class, a method, or Class.field.")],
    spec: Spec = None,
    config: ConfigFile = Path("oasmith.toml"),
    api: Api = None,
) -> None:
    """Say where in the specification a symbol of a package comes from."""
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
        raise typer.Exit(1)


@app.command()
def init(
    spec: Annotated[str, typer.Argument(help="A specification, a page, or a folder of pages.")],
    config: ConfigFile = Path("oasmith.toml"),
) -> None:
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

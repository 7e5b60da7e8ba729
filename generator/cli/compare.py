"""`oasmith diff`: two descriptions of an API, from wherever they are, and the report that is asked for."""

import json
import os
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

import click

from generator import pipeline
from generator.cli.app import CONFIG
from generator.cli.completion import names_of_apis
from generator.cli.printing import say, shown
from generator.config import ApiConfig, load_config
from generator.diagnostics import Diagnostic, Place, SpecError
from generator.diff import (
    Comparison,
    Side,
    Style,
    apply_policy,
    as_github,
    as_html,
    as_json,
    as_junit,
    as_markdown,
    as_sarif,
    as_summary,
    as_text,
    compare,
    fails,
    name_changes,
    only,
    parse_fail_on,
    read_policy,
    text_lines,
    usage_as_json,
    usage_as_text,
    used_by,
)
from generator.disk import problem, said_of_disk
from generator.ir.lock import Lock

_PATH: Final = click.Path(path_type=Path)
_FILE: Final = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.argument("base", required=False)
@click.argument("revision", required=False)
@click.option(
    "--api",
    shell_complete=names_of_apis,
    help="An API of the configuration, in place of both.",
)
@click.option(
    "--against", help="With --api: the revision to compare with; HEAD where none is named."
)
@CONFIG
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown", "github", "junit", "sarif", "html"]),
    default="text",
    show_default=True,
    help="With --used-by text or json.",
)
@click.option("--output", type=_PATH, help="File to write; standard output otherwise.")
@click.option(
    "--fail-on",
    default="breaking",
    show_default=True,
    help="LEVEL[:AXIS]: breaking, potentially-breaking, compatible or none; wire, client or types.",
)
@click.option("--policy", type=_FILE, help="Accepted findings and severities (TOML).")
@click.option(
    "--operation", multiple=True, help="Only this operation (id or `METHOD /path`); repeatable."
)
@click.option(
    "--used-by",
    "consumer",
    type=click.Path(path_type=Path, exists=True),
    multiple=True,
    help="Python code whose lines to check: a file or a folder; repeatable.",
)
@click.option("--package", default="", help="With --used-by: the package's name there.")
def diff(
    base: str | None,
    revision: str | None,
    api: str | None,
    against: str | None,
    config: Path,
    form: str,
    output: Path | None,
    fail_on: str,
    policy: Path | None,
    operation: tuple[str, ...],
    consumer: tuple[Path, ...],
    package: str,
) -> None:
    """Say what a new version of an API breaks: on the wire, in Python, and for the type checker.

    BASE is the old API, REVISION the new one: a file, a folder of pages, `revision:path` of git, or
    `-` for standard input.
    """
    old, new = _sides(base, revision, api, against, config)
    if operation:
        wanted = frozenset(operation)
        known = {n for s in (old, new) for o in s.api.operations for n in (o.key, o.operation_id)}
        if missing := sorted(wanted - known):
            raise SpecError(_problem(f"neither version has the operation {', '.join(missing)}"))
        old, new = (
            only(side, lambda o: bool({o.key, o.operation_id} & wanted)) for side in (old, new)
        )
    today = date.today()
    found = compare(old, new, today=today)
    if policy is not None:
        try:
            with said_of_disk(policy, verb="read"):
                read = policy.read_text("utf-8")
        except UnicodeDecodeError as error:
            raise SpecError(problem("C130", policy, f"not UTF-8: {error.reason}")) from None
        accepted, severities = read_policy(read, str(policy))
        found = apply_policy(found, accepted, severities, today=today)
    try:
        threshold = parse_fail_on(fail_on)
        text = _report(found, old, form, consumer, package)
    except ValueError as error:
        raise SpecError(_problem(str(error))) from None
    if output is None:
        if form == "text" and not consumer and _is_colourful():
            _say_in_colour(found)
        else:
            for line in text.rstrip("\n").split("\n"):
                say(line)
    else:
        with said_of_disk(output):
            output.write_text(text, "utf-8")
    if fails(found, threshold):
        raise click.exceptions.Exit(1)


_COLOURS: Final[Mapping[Style, tuple[str | None, bool, bool]]] = {
    Style.PLAIN: (None, False, False),
    Style.HEADING: (None, True, False),
    Style.BREAKING: ("red", True, False),
    Style.POTENTIALLY: ("yellow", False, False),
    Style.COMPATIBLE: ("green", False, False),
    Style.FAINT: (None, False, True),
}
"""Colour, bold, dim."""


def _say_in_colour(found: Comparison) -> None:
    for line in text_lines(found):
        colour, bold, dim = _COLOURS[line.style]
        say(click.style(shown(line.text), fg=colour, bold=bold or None, dim=dim or None))


def _is_colourful() -> bool:
    """Whether this is a terminal, and nobody asked for plain text (`NO_COLOR`)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _report(
    found: Comparison, base: Side, form: str, consumer: tuple[Path, ...], package: str
) -> str:
    if consumer:
        report = used_by(found, base, _sources(consumer), package=package)
        if not report.imported:
            # That nothing of it breaks would be no news.
            hint = "--package names it as the code does (`vendor.pinecone`)."
            raise SpecError(_problem(f"no file there imports {report.package}", hint))
        if form not in ("text", "json"):
            raise ValueError(f"with --used-by the format is text or json, not {form}")
        if form == "json":
            return json.dumps(usage_as_json(report), indent=1) + "\n"
        return usage_as_text(report)
    match form:
        case "text":
            return "\n".join(shown(line) for line in as_text(found).split("\n"))
        case "json":
            return json.dumps(as_json(found), indent=1) + "\n"
        case "sarif":
            return json.dumps(as_sarif(found), indent=1) + "\n"
        case "markdown":
            return as_markdown(found)
        case "github":
            return as_github(found)
        case "junit":
            return as_junit(found)
        case "html":
            return as_html(found)
        case _:
            raise ValueError(f"the format {form!r} is not known")


def _sources(paths: tuple[Path, ...]) -> dict[str, str]:
    files = [f for p in paths for f in (sorted(p.rglob("*.py")) if p.is_dir() else [p])]
    found: dict[str, str] = {}
    for file in files:
        with said_of_disk(file, verb="read"):
            found[str(file)] = file.read_text("utf-8", errors="replace")
    return found


def _sides(
    base: str | None, revision: str | None, api: str | None, against: str | None, config: Path
) -> tuple[Side, Side]:
    if api is not None:
        if base is not None:
            raise SpecError(_problem("--api stands in the place of BASE and REVISION"))
        chosen = next((a for a in load_config(config) if a.name == api), None)
        if chosen is None:
            known = ", ".join(a.name for a in load_config(config))
            raise SpecError(_problem(f"no API is called {api}", f"There are: {known}."))
        # Both packages as they are, or would be, written: a name once given is kept.
        old = pipeline.at_revision(chosen, against or "HEAD")
        return side_of(old), side_of(pipeline.understand(chosen, pipeline.lock_of(chosen)))
    if base is None or revision is None:
        raise SpecError(
            _problem("two APIs are needed", "oasmith diff BASE REVISION, or --api NAME.")
        )
    if against is not None:
        raise SpecError(_problem("--against is for --api: a revision is named `HEAD:spec.yaml`"))
    if base == revision == "-":
        raise SpecError(_problem("standard input can be only one of the two"))
    return _of_input(base), _of_input(revision)


def _of_input(given: str) -> Side:
    """A file, a folder, `revision:path`, or standard input."""
    plain = ApiConfig(name="", sources=(given,))
    if given == "-":
        data = sys.stdin.buffer.read()
        return side_of(pipeline.understand(plain, None, pipeline.load_bytes(data, "<stdin>", "")))
    revision, colon, path = given.partition(":")
    if colon and revision and not Path(given).exists():
        return side_of(pipeline.understand_revision(plain, revision, path))
    return side_of(pipeline.understand(plain))


def side_of(found: pipeline.Understood) -> Side:
    """What is compared of an API."""
    return Side(
        api=found.api,
        names=found.names,
        locate=found.spec.source_map.locate,
        tree=found.spec.tree,
        file=found.spec.file,
    )


def changed_api(made: pipeline.Generated, had: Lock, config: ApiConfig) -> list[str]:
    """What a new package changes for those who use the one that was there, in a few lines: from
    the old API, where git has it, else from the names in the lock.

    Args:
        had: The lock of the package that was there, with another API.
    """
    before = pipeline.understood_before(config, had)
    if before is not None:
        return as_summary(compare(side_of(before), side_of(made.understood), today=date.today()))
    return name_changes(had.names, made.lock.names)


def _problem(message: str, hint: str | None = None) -> Diagnostic:
    return Diagnostic(
        code="C107", message=message, place=Place(file="oasmith diff", line=1, column=1), hint=hint
    )

"""What `generate` says of the API that changed under an existing package: a few lines."""

from collections.abc import Iterable
from typing import Final

from generator.diff.finding import Axis, Bump, Comparison, Verdict
from generator.diff.report_words import headline, safe, verdicts
from generator.ir.names import NameLock

_MOST: Final = 10


def as_summary(comparison: Comparison) -> list[str]:
    """The counts, what breaks, and the version that the package should get."""
    if comparison.version_only or not comparison.findings:
        return ["the API: nothing but its version or its documentation moved"]
    counts = ", ".join(
        f"{axis} {sum(f.verdict(axis) is Verdict.BREAKING for f in comparison.findings)}"
        for axis in Axis
    )
    count = len(comparison.findings)
    noun = "change" if count == 1 else "changes"
    lines = [f"{headline(comparison)}: {count} {noun}, breaking: {counts}"]
    breaking = [f for f in comparison.findings if f.worst is Verdict.BREAKING]
    lines += [f"- {safe(f.message)} ({verdicts(f)})" for f in breaking[:_MOST]]
    if len(breaking) > _MOST:
        lines.append(f"- and {len(breaking) - _MOST} more that break")
    if comparison.bump is not Bump.NONE:
        lines.append(f"Suggested bump of the package's version: {comparison.bump}.")
    return lines


def name_changes(before: NameLock, after: NameLock) -> list[str]:
    """What is known where the old API is not: the names that came. A lock forgets no name, so
    which went can't be told."""
    new = sorted(_symbols(after) - _symbols(before))
    return [
        f"the API changed; new names: {_listed(new)}" if new else "the API changed; no name is new",
        "git's HEAD lacks the old specification: `oasmith diff OLD NEW` says what went",
    ]


def _symbols(names: NameLock) -> set[str]:
    owners = {pointer: symbol for symbol, pointer in names.classes.items()}
    fields = {
        f"{owners[pointer]}.{attribute}"
        for pointer, attributes in names.fields.items()
        if pointer in owners
        for attribute in attributes.values()
    }
    arguments = {
        f"{names.operations[key]}({name}=)"
        for key, found in names.arguments.items()
        if key in names.operations
        for _, name in found
    }
    return {*names.classes, *names.operations.values(), *fields, *arguments}


def _listed(names: Iterable[str]) -> str:
    found = list(names)
    rest = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
    return f"{', '.join(found[:_MOST])}{rest}"

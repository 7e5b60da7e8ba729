"""The comparison for a terminal: 80 columns, worst first, one entry a cause.

Lines carry a style, so that the command line may colour them; the text needs none. Control
characters of a specification never reach a terminal.
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.diff.finding import Axis, Bump, Comparison, Finding, SpecPlace, Verdict

_WIDTH = 80


class Style(StrEnum):
    PLAIN = ""
    HEADING = "bold"
    BREAKING = "bold red"
    POTENTIALLY = "yellow"
    COMPATIBLE = "green"
    FAINT = "dim"


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    style: Style = Style.PLAIN


_HEADINGS = {
    Verdict.BREAKING: ("Breaking", Style.BREAKING),
    Verdict.POTENTIALLY_BREAKING: ("Potentially breaking", Style.POTENTIALLY),
    Verdict.COMPATIBLE: ("Compatible", Style.COMPATIBLE),
}
_MARKS = {
    Verdict.BREAKING: "breaks",
    Verdict.POTENTIALLY_BREAKING: "may break",
    Verdict.COMPATIBLE: "ok",
}


def as_text(comparison: Comparison) -> str:
    """The report without styles."""
    return "".join(f"{line.text}\n" for line in text_lines(comparison))


def text_lines(comparison: Comparison) -> Iterator[Line]:
    """The report, line by line."""
    yield from _wrapped(headline(comparison), "", Style.HEADING)
    live = [f for f in comparison.findings if f.accepted is None]
    for verdict in sorted(Verdict, key=lambda v: -v.rank):
        group = [finding for finding in live if finding.worst is verdict]
        if group:
            title, style = _HEADINGS[verdict]
            yield Line("")
            yield Line(f"{title} ({len(group)})", style)
            for finding in group:
                yield from _entry(finding)
    if accepted := [f for f in comparison.findings if f.accepted is not None]:
        yield Line("")
        yield Line(f"Accepted ({len(accepted)})", Style.FAINT)
        for finding in accepted:
            yield from _wrapped(f"{finding.message}: {finding.accepted}", "  ", Style.FAINT)
    yield Line("")
    yield from _footer(comparison, live)


def headline(comparison: Comparison) -> str:
    base, revision = comparison.base, comparison.revision
    return safe(
        f"{base.title} {base.version} → {revision.version}"
        if base.title == revision.title
        else f"{base.title} {base.version} → {revision.title} {revision.version}"
    )


def reached(finding: Finding, most: int = 3) -> str:
    """The operations of a finding, in few words."""
    operations = finding.operations
    if len(operations) > most:
        return (
            f"{', '.join(operations[: most - 1])} and {len(operations) - most + 1} more operations"
        )
    return ", ".join(operations)


def verdicts(finding: Finding) -> str:
    return ", ".join(
        f"{axis} {_MARKS[finding.verdict(axis)]}"
        for axis in Axis
        if finding.verdict(axis) is not Verdict.COMPATIBLE
    )


def place(finding: Finding) -> str:
    places = [_place(p) for p in (finding.base, finding.revision) if p is not None and p.file]
    return " → ".join(dict.fromkeys(places))


def safe(text: str) -> str:
    """The text without what could command a terminal."""
    return "".join(c if c.isprintable() else "�" for c in " ".join(text.split()))


def _place(at: SpecPlace) -> str:
    return f"{at.file}:{at.line}"


def _entry(finding: Finding) -> Iterator[Line]:
    yield from _wrapped(finding.message, "  ", Style.PLAIN, first="• ")
    details = [words for words in (verdicts(finding), reached(finding)) if words]
    if details:
        yield from _wrapped("; ".join(details), "    ", Style.FAINT)
    for change in finding.python[:4]:
        before, after = change.before or "new", change.after or "gone"
        if change.symbol in (before, after) and change.before and change.after:
            yield from _wrapped(f"{before} → {after}", "    ", Style.FAINT)
        else:
            yield from _wrapped(f"{change.symbol}: {before} → {after}", "    ", Style.FAINT)
    if len(finding.python) > 4:
        yield Line(f"    and {len(finding.python) - 4} more Python symbols", Style.FAINT)
    if where := place(finding):
        yield from _wrapped(where, "    ", Style.FAINT)
    yield Line(f"    {finding.id}  {finding.fingerprint[:12]}", Style.FAINT)


def _wrapped(text: str, indent: str, style: Style, first: str = "") -> Iterator[Line]:
    for line in textwrap.wrap(
        safe(text),
        _WIDTH,
        initial_indent=indent + first,
        subsequent_indent=indent + " " * len(first),
        break_on_hyphens=False,
    ):
        yield Line(line, style)


def _footer(comparison: Comparison, live: list[Finding]) -> Iterator[Line]:
    if comparison.version_only:
        yield Line("Version only: nothing but the version string moved.", Style.HEADING)
        return
    if not comparison.findings:
        yield Line("No change.", Style.HEADING)
        return
    counts = (
        f"{axis}: {sum(f.verdict(axis) is Verdict.BREAKING for f in live)} breaking, "
        f"{sum(f.verdict(axis) is Verdict.POTENTIALLY_BREAKING for f in live)} potentially"
        for axis in Axis
    )
    noun = "finding" if len(live) == 1 else "findings"
    yield from _wrapped(f"{len(live)} {noun}. {'; '.join(counts)}.", "", Style.HEADING)
    if comparison.bump is not Bump.NONE:
        yield Line(f"Suggested bump of the package's version: {comparison.bump}.", Style.HEADING)
    for fingerprint in comparison.unused_acceptances:
        yield Line(f"Accepted, but not found or expired: {fingerprint[:12]}", Style.FAINT)

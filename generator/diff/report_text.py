"""The comparison for a terminal: 80 columns, worst first, an entry a rule and its verdicts.

Lines carry a style, so that the command line may colour them; the text needs none. Control
characters of a specification never reach a terminal.
"""

import textwrap
from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

from generator.diff.finding import (
    DIGITS,
    Axis,
    Bump,
    Comparison,
    Finding,
    Verdict,
)
from generator.diff.report_entries import Entry, entries
from generator.diff.report_words import headline, safe, verdicts

_WIDTH = 80
# Longer pieces are broken where a line ends; no text of a description has such a character.
_SHORT = 40
_GLUE = "\0"


class Style(StrEnum):
    PLAIN = ""
    HEADING = "bold"
    BREAKING = "bold red"
    POTENTIALLY = "yellow"
    COMPATIBLE = "green"
    FAINT = "dim"


class Line(Struct, frozen=True):
    text: str
    style: Style = Style.PLAIN


_STYLES = {
    Verdict.BREAKING: Style.BREAKING,
    Verdict.POTENTIALLY_BREAKING: Style.POTENTIALLY,
    Verdict.COMPATIBLE: Style.COMPATIBLE,
}


def as_text(comparison: Comparison) -> str:
    """The report without styles."""
    return "".join(f"{line.text}\n" for line in text_lines(comparison))


def text_lines(comparison: Comparison) -> Iterator[Line]:
    """The report, line by line."""
    yield from _wrapped([headline(comparison)], "", Style.HEADING)
    files = _files(comparison)
    if files:
        yield from _wrapped([" → ".join(dict.fromkeys(files))], "  ", Style.FAINT)
    live = [f for f in comparison.findings if f.accepted is None]
    level = None
    for group in _weighed(live):
        title, style = _title(group[0])
        if style is not level:
            yield Line("")
        level = style
        yield Line(f"{title} ({len(group)})", style)
        for entry in entries(group, files):
            yield from _entry(entry, style)
    if accepted := [f for f in comparison.findings if f.accepted is not None]:
        yield Line("")
        yield Line(f"Accepted ({len(accepted)})", Style.FAINT)
        for finding in accepted:
            yield from _wrapped([finding.message, finding.accepted or ""], "  ", Style.FAINT)
    yield Line("")
    yield from _footer(comparison, live)


def _weighed(findings: list[Finding]) -> list[list[Finding]]:
    """Findings by their verdicts, the worst first."""
    groups: dict[tuple[int, ...], list[Finding]] = {}
    for finding in findings:
        weights = (finding.worst.rank, *(finding.verdict(axis).rank for axis in Axis))
        groups.setdefault(weights, []).append(finding)
    return [groups[weights] for weights in sorted(groups, reverse=True)]


def _title(finding: Finding) -> tuple[str, Style]:
    said = verdicts(finding) or "compatible"
    return said[0].upper() + said[1:], _STYLES[finding.worst]


def _files(comparison: Comparison) -> tuple[str, ...]:
    """The two documents, where each is one file: then a place is a line."""
    for side, places in (
        (comparison.base, [f.base for f in comparison.findings]),
        (comparison.revision, [f.revision for f in comparison.findings]),
    ):
        if any(place is not None and place.file != side.file for place in places):
            return ()
    return tuple(file for file in (comparison.base.file, comparison.revision.file) if file)


def _entry(entry: Entry, style: Style) -> Iterator[Line]:
    """What breaks has a line of its own for what is known of it; what does not, none."""
    if style is Style.COMPATIBLE:
        yield from _wrapped([entry.message, *entry.chunks], "  ", Style.PLAIN, first="• ")
    else:
        yield from _wrapped([entry.message], "  ", Style.PLAIN, first="• ")
        yield from _wrapped(entry.chunks, "    ", Style.FAINT)
    yield from _wrapped(entry.details, "    ", Style.PLAIN, first="- ")
    for row in entry.rows:
        heading = f"{row.heading}: " if row.heading else ""
        head, *others = row.chunks
        yield from _wrapped([heading + head, *others], "    ", Style.PLAIN, "- ", ", ")


def _wrapped(
    chunks: Iterable[str], indent: str, style: Style, first: str = "", separator: str = "; "
) -> Iterator[Line]:
    """A paragraph; a short chunk is not broken."""
    text = separator.join(_whole(safe(chunk)) for chunk in chunks)
    for line in textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=indent + first,
        subsequent_indent=indent + " " * len(first),
        break_on_hyphens=False,
    ):
        yield Line(line.replace(_GLUE, " "), style)


def _whole(chunk: str) -> str:
    return chunk.replace(" ", _GLUE) if len(chunk) <= _SHORT else chunk


def _footer(comparison: Comparison, live: list[Finding]) -> Iterator[Line]:
    if comparison.version_only:
        yield Line("Version only: nothing but the version string moved.", Style.HEADING)
        return
    if not comparison.findings:
        yield Line("No change.", Style.HEADING)
        return
    noun = "finding" if len(live) == 1 else "findings"
    yield from _wrapped([f"{len(live)} {noun}", *_counts(live)], "", Style.HEADING)
    if comparison.bump is not Bump.NONE:
        yield Line(f"Suggested bump of the package's version: {comparison.bump}.", Style.HEADING)
    for fingerprint in comparison.unused_acceptances:
        yield Line(f"Accepted, but not found or expired: {fingerprint[:DIGITS]}", Style.FAINT)


def _counts(live: list[Finding]) -> Iterator[str]:
    """How many of them break on each axis, and how many may."""
    for words, verdict in (
        ("breaking", Verdict.BREAKING),
        ("potentially", Verdict.POTENTIALLY_BREAKING),
    ):
        counts = {axis: sum(f.verdict(axis) is verdict for f in live) for axis in Axis}
        if any(counts.values()):
            yield f"{words}: " + ", ".join(f"{axis} {n}" for axis, n in counts.items() if n)

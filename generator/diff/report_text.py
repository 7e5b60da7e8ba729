"""The comparison for a terminal: 80 columns, worst first, one entry a cause.

Causes of the same rule that reach the same operations with the same verdicts stand under one
heading, a line each. Lines carry a style, so that the command line may colour them; the text needs
none. Control characters of a specification never reach a terminal.
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.diff.finding import (
    Axis,
    Bump,
    Comparison,
    Finding,
    PythonChange,
    SpecPlace,
    Verdict,
)

_WIDTH = 80
_MOST = 4


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
    files = _files(comparison)
    if files:
        yield from _wrapped(" → ".join(dict.fromkeys(files)), "  ", Style.FAINT)
    live = [f for f in comparison.findings if f.accepted is None]
    for verdict in sorted(Verdict, key=lambda v: -v.rank):
        group = [finding for finding in live if finding.worst is verdict]
        if group:
            title, style = _HEADINGS[verdict]
            yield Line("")
            yield Line(f"{title} ({len(group)})", style)
            for alike in _alike(group):
                yield from _entry(alike[0], files) if len(alike) == 1 else _entries(alike, files)
    if accepted := [f for f in comparison.findings if f.accepted is not None]:
        yield Line("")
        yield Line(f"Accepted ({len(accepted)})", Style.FAINT)
        for finding in accepted:
            yield from _wrapped(f"{finding.message}: {finding.accepted}", "  ", Style.FAINT)
    yield Line("")
    yield from _footer(comparison, live)


def _files(comparison: Comparison) -> tuple[str, ...]:
    """The two documents, where each is one file: then a place is a line."""
    for side, places in (
        (comparison.base, [f.base for f in comparison.findings]),
        (comparison.revision, [f.revision for f in comparison.findings]),
    ):
        if any(place is not None and place.file != side.file for place in places):
            return ()
    return tuple(file for file in (comparison.base.file, comparison.revision.file) if file)


def _alike(findings: list[Finding]) -> list[list[Finding]]:
    """Findings that differ in nothing but what they speak of."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        verdicts = tuple(finding.verdict(axis) for axis in Axis)
        key = (finding.id, verdicts, finding.operations, finding.details)
        groups.setdefault(key, []).append(finding)
    return list(groups.values())


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


def _lines(finding: Finding, files: tuple[str, ...]) -> str:
    """Where it stands: lines, if the files are known."""
    if not files:
        return place(finding)
    places = (finding.base, finding.revision)
    return " → ".join(f":{at.line}" for at in places if at is not None)


def _entry(finding: Finding, files: tuple[str, ...]) -> Iterator[Line]:
    yield from _wrapped(finding.message, "  ", Style.PLAIN, first="• ")
    yield from _told(finding)
    for said in finding.details[:_MOST]:
        yield from _wrapped(said, "    ", Style.PLAIN, first="- ")
    if len(finding.details) > _MOST:
        yield Line(f"    - and {len(finding.details) - _MOST} more differences", Style.PLAIN)
    for change in finding.python[:_MOST]:
        yield from _wrapped(_symbol(change), "    ", Style.FAINT)
    if len(finding.python) > _MOST:
        yield Line(f"    and {len(finding.python) - _MOST} more Python symbols", Style.FAINT)
    names = f"{finding.id} {finding.fingerprint[:12]}"
    where = _lines(finding, files)
    if len(where) + len(names) + 8 > _WIDTH:
        yield from _wrapped(where, "    ", Style.FAINT)
        where = ""
    yield Line(f"    {names}  {where}".rstrip(), Style.FAINT)


def _symbol(change: PythonChange) -> str:
    before, after = change.before or "new", change.after or "gone"
    renamed = change.symbol in (before, after) and change.before and change.after
    return f"{before} → {after}" if renamed else f"{change.symbol}: {before} → {after}"


def _entries(findings: list[Finding], files: tuple[str, ...]) -> Iterator[Line]:
    """Findings that differ in nothing but what they speak of: a line each."""
    first = findings[0]
    yield from _wrapped(f"{len(findings)} × {first.id}", "  ", Style.PLAIN, first="• ")
    yield from _told(first)
    for finding in findings:
        said = finding.message
        if typed := next((c for c in finding.python if _is_typed(c)), None):
            said = f"{said} ({typed.before} → {typed.after})"
        # Nobody accepts what breaks nothing: its fingerprint would be in the way.
        name = "" if finding.worst is Verdict.COMPATIBLE else finding.fingerprint[:12]
        where = _lines(finding, files)
        yield from _wrapped(f"{said}  {where}  {name}".rstrip(), "    ", Style.PLAIN, first="- ")


def _told(finding: Finding) -> Iterator[Line]:
    """Verdicts, and as many operations as the line has room for."""
    fitting = [reached(finding, most) for most in (3, 2)]
    for operations in fitting:
        words = "; ".join(words for words in (verdicts(finding), operations) if words)
        if len(words) + 4 <= _WIDTH or operations is fitting[-1]:
            yield from _wrapped(words, "    ", Style.FAINT)
            return


def _is_typed(change: PythonChange) -> bool:
    """Whether it says of a symbol what no message does: which types it had and has."""
    return bool(change.before and change.after) and change.symbol != change.before


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
    noun = "finding" if len(live) == 1 else "findings"
    yield Line(f"{len(live)} {noun}", Style.HEADING)
    for axis in Axis:
        counts = [sum(f.verdict(axis) is v for f in live) for v in _HEADINGS]
        words = (
            f"{count:3} {title.lower()}"
            for count, (title, _) in zip(counts, _HEADINGS.values(), strict=True)
        )
        yield Line(f"  {axis:6} {', '.join(words)}", Style.PLAIN)
    if comparison.bump is not Bump.NONE:
        yield Line(f"Suggested bump of the package's version: {comparison.bump}.", Style.HEADING)
    for fingerprint in comparison.unused_acceptances:
        yield Line(f"Accepted, but not found or expired: {fingerprint[:12]}", Style.FAINT)

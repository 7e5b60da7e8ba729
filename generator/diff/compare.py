"""The comparison itself: the wire, then the two packages' Python, joined by cause, sorted."""

from datetime import date

from generator.diff.collect import SymbolChange, causes_of, finding_of, join, own_finding
from generator.diff.consequences import fold
from generator.diff.finding import (
    Bump,
    Comparison,
    Finding,
    SideSummary,
    Verdict,
)
from generator.diff.package import package_changes
from generator.diff.renames import fold_renames
from generator.diff.side import Side, indexed
from generator.diff.wire import wire_comparison


def compare(base: Side, revision: Side, *, today: date | None = None) -> Comparison:
    """What the revision breaks, on the wire, in Python at run time, and under a type checker.

    Args:
        base: The API that callers know.
        revision: The API that they will meet.
        today: The day on which announced removals are judged; without it none has come yet.
    """
    left, right = indexed(base), indexed(revision)
    wire = wire_comparison(left, right, today)
    causes = causes_of(wire.changes())
    alone: list[SymbolChange] = []
    if base.names is not None and revision.names is not None:
        alone = join(causes, package_changes(left, right, wire))
    causes, alone = fold(causes, alone, left)
    alone = fold_renames(causes, alone)
    findings = [finding_of(cause, base.locate, revision.locate) for cause in causes]
    findings += [own_finding(group, base.locate, revision.locate) for group in _grouped(alone)]
    findings.sort(key=_order)
    return Comparison(
        base=_summary(base),
        revision=_summary(revision),
        findings=tuple(findings),
        bump=suggested_bump(findings),
        version_only=not findings and base.api.version != revision.api.version,
    )


def suggested_bump(findings: list[Finding]) -> Bump:
    """Of the generated package's version: what its users meet, not what the wire does."""
    live = [finding for finding in findings if finding.accepted is None]
    worst_rank = max((max(f.client.rank, f.types.rank) for f in live), default=-1)
    if worst_rank >= Verdict.BREAKING.rank:
        return Bump.MAJOR
    if worst_rank >= Verdict.POTENTIALLY_BREAKING.rank or any(f.python for f in live):
        return Bump.MINOR
    return Bump.PATCH if live else Bump.NONE


def _grouped(symbols: list[SymbolChange]) -> list[list[SymbolChange]]:
    """The same rename in a method and its iterator, or in many operations, is one cause; so is all
    that follows from another type at one place."""
    groups: list[list[SymbolChange]] = []
    known: dict[tuple[str | None, ...], list[SymbolChange]] = {}
    for symbol in symbols:
        keys: list[tuple[str | None, ...]] = [(symbol.id, symbol.message)]
        if symbol.id == "client-type-changed" and symbol.base and symbol.revision:
            keys.append((symbol.id, symbol.base, symbol.revision))
        elif symbol.id != "client-type-changed":
            keys = [(symbol.id, symbol.message, symbol.base, symbol.revision)]
        group = next((known[key] for key in keys if key in known), None)
        if group is None:
            groups.append(group := [])
        for key in keys:
            known.setdefault(key, group)
        group.append(symbol)
    return [sorted(group, key=_severity) for group in groups]


def _severity(symbol: SymbolChange) -> tuple[int, int]:
    return -symbol.client.rank, -symbol.types.rank


def _order(finding: Finding) -> tuple[object, ...]:
    place = finding.base or finding.revision
    return (
        -finding.worst.rank,
        -finding.wire.rank,
        place.file if place else "",
        place.line if place else 0,
        place.pointer if place else "",
        finding.id,
        finding.message,
    )


def _summary(side: Side) -> SideSummary:
    return SideSummary(
        title=side.api.title,
        version=side.api.version,
        file=side.file,
        operations=sum(not o.beside for o in side.api.operations),
    )

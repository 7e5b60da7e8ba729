"""The comparison as JSON: the shape that others read. Keys may be added, none goes or changes."""

from collections import Counter

from generator.diff.finding import Axis, Comparison, Finding, SideSummary, SpecPlace, Verdict
from generator.ir.document import JsonObject


def as_json(comparison: Comparison) -> JsonObject:
    """The whole comparison."""
    return {
        "base": _side(comparison.base),
        "revision": _side(comparison.revision),
        "summary": summary(comparison),
        "bump": str(comparison.bump),
        "version_only": comparison.version_only,
        "unused_acceptances": list(comparison.unused_acceptances),
        "findings": [finding_as_json(finding) for finding in comparison.findings],
    }


def summary(comparison: Comparison) -> JsonObject:
    """How many findings of each verdict there are on each axis."""
    counts: JsonObject = {
        str(axis): {
            str(verdict): Counter(f.verdict(axis) for f in comparison.findings)[verdict]
            for verdict in Verdict
        }
        for axis in Axis
    }
    return {"findings": len(comparison.findings), **counts}


def finding_as_json(finding: Finding) -> JsonObject:
    """One finding."""
    return {
        "id": finding.id,
        "rules": [
            {"id": rule.id, "direction": str(rule.direction), "wire": str(rule.wire)}
            for rule in finding.rules
        ],
        "kind": finding.kind,
        "wire": str(finding.wire),
        "client": str(finding.client),
        "types": str(finding.types),
        "message": finding.message,
        "operations": list(finding.operations),
        "direction": str(finding.direction),
        "base": _place(finding.base),
        "revision": _place(finding.revision),
        "python": [
            {"symbol": change.symbol, "before": change.before, "after": change.after}
            for change in finding.python
        ],
        "details": list(finding.details),
        "fingerprint": finding.fingerprint,
        "accepted": finding.accepted,
    }


def _side(side: SideSummary) -> JsonObject:
    return {
        "title": side.title,
        "version": side.version,
        "file": side.file,
        "operations": side.operations,
    }


def _place(place: SpecPlace | None) -> JsonObject | None:
    if place is None:
        return None
    return {"pointer": place.pointer, "file": place.file, "line": place.line}

"""Annotations of GitHub Actions: one line a finding, at its place in the revision (else the
base)."""

from generator.diff.finding import Comparison, Finding, Verdict
from generator.diff.report_words import reached, safe, verdicts

_COMMANDS = {
    Verdict.BREAKING: "error",
    Verdict.POTENTIALLY_BREAKING: "warning",
    Verdict.COMPATIBLE: "notice",
}


def as_github(comparison: Comparison) -> str:
    """The workflow commands."""
    return "".join(f"{_command(f)}\n" for f in comparison.findings if f.accepted is None)


def _command(finding: Finding) -> str:
    place = finding.revision or finding.base
    properties = {"title": finding.id}
    if place is not None and place.file:
        properties = {"file": place.file, "line": str(max(place.line, 1)), **properties}
    words = "; ".join(w for w in (finding.message, verdicts(finding), reached(finding)) if w)
    head = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_COMMANDS[finding.worst]} {head}::{_data(safe(words))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(safe(text)).replace(":", "%3A").replace(",", "%2C")

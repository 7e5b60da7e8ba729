"""What a comparison does to a consumer's code, as text and as JSON."""

from collections.abc import Iterator

from generator.diff.finding import Finding
from generator.diff.report_words import safe
from generator.diff.used_by import Impact, Usage, UsageReport
from generator.ir.document import JsonObject

_HEADINGS = (
    (Impact.BREAKS, "These lines break"),
    (Impact.MAY_BREAK, "These lines may break"),
    (Impact.TYPES, "These lines change type only"),
    (Impact.WIRE, "These calls meet a changed wire"),
    (Impact.UNSURE, "Unsure: the owner of these attributes could not be found"),
)


def usage_as_text(report: UsageReport) -> str:
    """The report for a terminal."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: UsageReport) -> Iterator[str]:
    for impact, title in _HEADINGS:
        found = [usage for usage in report.usages if usage.impact is impact]
        if found:
            yield f"{title} ({len({(u.file, u.line) for u in found})})"
            for (file, line, symbol), findings in _by_line(found).items():
                said = safe(findings[0].message)
                more = f", and {len(findings) - 1} more" if len(findings) > 1 else ""
                yield f"  {safe(file)}:{line}: {safe(symbol)}: {said}{more}"
            yield ""
    for file, reason in report.unread:
        yield f"Not read: {safe(file)}: {safe(reason)}"
    if not report.usages:
        yield "Nothing that this code uses changes."
    others = len(report.untouched)
    yield f"{others} other findings break something, but nothing that this code uses."


def _by_line(usages: list[Usage]) -> dict[tuple[str, int, str], list[Finding]]:
    """What a line uses → what changes of it, the worst first."""
    found: dict[tuple[str, int, str], list[Finding]] = {}
    for usage in usages:
        found.setdefault((usage.file, usage.line, usage.symbol), []).append(usage.finding)
    return {key: sorted(findings, key=lambda f: -f.worst.rank) for key, findings in found.items()}


def usage_as_json(report: UsageReport) -> JsonObject:
    """The report as data."""
    return {
        "usages": [
            {
                "file": usage.file,
                "line": usage.line,
                "symbol": usage.symbol,
                "impact": str(usage.impact),
                "finding": usage.finding.id,
                "fingerprint": usage.finding.fingerprint,
                "message": usage.finding.message,
            }
            for usage in report.usages
        ],
        "untouched": [finding.fingerprint for finding in report.untouched],
        "unread": [{"file": file, "reason": reason} for file, reason in report.unread],
    }

"""The comparison as a changelog in Markdown. Text of a specification is escaped: it can't
become markup."""

import re
from collections.abc import Iterator

from generator.diff.finding import Bump, Comparison, Finding, Verdict
from generator.diff.report_words import headline, reached, safe, verdicts

_SECTIONS = (
    (Verdict.BREAKING, "Breaking"),
    (Verdict.POTENTIALLY_BREAKING, "Potentially breaking"),
    (Verdict.COMPATIBLE, "Compatible"),
)
_CODE = re.compile(r"(`[^`]*`)")
_MARKUP = re.compile(r"([\\*_{}\[\]()#+!|<>~&])")


def as_markdown(comparison: Comparison) -> str:
    """The changelog."""
    return "\n".join(_lines(comparison)) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    yield f"# {escaped(headline(comparison))}"
    yield ""
    if comparison.version_only:
        yield "Version only: nothing but the version string moved."
        return
    if not comparison.findings:
        yield "No change."
        return
    if comparison.bump is not Bump.NONE:
        yield f"Suggested bump of the package's version: **{comparison.bump}**."
    for verdict, title in _SECTIONS:
        group = [f for f in comparison.findings if f.worst is verdict and f.accepted is None]
        if group:
            yield ""
            yield f"## {title}"
            yield ""
            for finding in group:
                yield from _entry(finding)
    accepted = [finding for finding in comparison.findings if finding.accepted is not None]
    if accepted:
        yield ""
        yield "## Accepted"
        yield ""
        for finding in accepted:
            yield f"- {escaped(finding.message)}: {escaped(finding.accepted or '')}"


def _entry(finding: Finding) -> Iterator[str]:
    breaks = verdicts(finding)
    yield f"- {escaped(finding.message)}" + (f" ({breaks})" if breaks else "")
    if operations := reached(finding):
        yield f"  - {escaped(operations)}"
    for change in finding.python:
        before, after = change.before or "new", change.after or "gone"
        yield f"  - {code(change.symbol)}: {code(before)} → {code(after)}"


def code(text: str) -> str:
    """A code span, whatever the text holds."""
    text = safe(text)
    fence = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def escaped(text: str) -> str:
    """Prose with its code spans kept and everything else made plain."""
    parts = _CODE.split(safe(text))
    return "".join(p if i % 2 else _MARKUP.sub(r"\\\1", p) for i, p in enumerate(parts))

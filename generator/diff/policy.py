"""What people decided about findings: which are accepted and until when, which rules weigh what,
and what makes a run fail. The day's date comes from outside."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from generator.diagnostics import Diagnostic, Place, SpecError
from generator.diff.compare import suggested_bump
from generator.diff.finding import DIGITS, Axis, Comparison, Finding, Verdict

_LEVELS: Final[Mapping[str, Verdict | None]] = {
    "breaking": Verdict.BREAKING,
    "potentially-breaking": Verdict.POTENTIALLY_BREAKING,
    "compatible": Verdict.COMPATIBLE,
    "none": None,
}


TomlValue: TypeAlias = "str | int | float | date | list[TomlValue] | dict[str, TomlValue]"


class Acceptance(Struct, frozen=True, kw_only=True):
    """A finding that a person accepts.

    Attributes:
        fingerprint: Of the finding, or the first 8 or more digits of it.
        expires: The last day on which it holds; `None`: for good.
    """

    fingerprint: str
    reason: str
    expires: date | None = None


class Severities(Struct, frozen=True, kw_only=True):
    """Rule (`id`, or `id:axis`) → the verdict that a person gives it."""

    by_rule: Mapping[str, Verdict]


class FailOn(Struct, frozen=True, kw_only=True):
    """`LEVEL[:AXIS]`: the verdict from which on a run fails, on one axis or any."""

    level: Verdict | None
    axis: Axis | None = None


def read_policy(text: str, file: str) -> tuple[tuple[Acceptance, ...], Severities]:
    """Read a file of accepted findings (`[[accept]]`) and severities (`[severity]`).

    Raises:
        SpecError: It is no TOML, or an entry has no reason, or names an unknown level.
    """
    try:
        table: dict[str, TomlValue] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _problem(file, f"this is no TOML: {error}") from error
    unknown = sorted(table.keys() - {"accept", "severity"})
    if unknown:
        raise _problem(file, f"unknown keys: {', '.join(unknown)}")
    accepted, severities = table.get("accept", []), table.get("severity", {})
    if not isinstance(accepted, list) or not isinstance(severities, dict):
        raise _problem(file, "`accept` is a list of tables, `severity` a table")
    return (
        tuple(_acceptance(entry, file) for entry in accepted),
        Severities(by_rule={k: _verdict(k, v, file) for k, v in severities.items()}),
    )


def parse_fail_on(text: str) -> FailOn:
    """Read `breaking`, `potentially-breaking:client`, `none`, ….

    Raises:
        ValueError: The level or the axis is unknown.
    """
    level, _, axis = text.partition(":")
    if level not in _LEVELS:
        raise ValueError(f"unknown level {level!r}: one of {', '.join(_LEVELS)}")
    if axis and axis not in {str(a) for a in Axis}:
        raise ValueError(f"unknown axis {axis!r}: one of {', '.join(Axis)}")
    return FailOn(level=_LEVELS[level], axis=Axis(axis) if axis else None)


def fails(comparison: Comparison, fail_on: FailOn) -> bool:
    """Whether a finding that nobody accepted reaches the level."""
    level = fail_on.level
    if level is None:
        return False
    return any(
        finding.accepted is None
        and (finding.verdict(fail_on.axis) if fail_on.axis else finding.worst).rank >= level.rank
        for finding in comparison.findings
    )


def apply_policy(
    comparison: Comparison,
    accepted: Iterable[Acceptance] = (),
    severities: Severities | None = None,
    *,
    today: date | None = None,
) -> Comparison:
    """The comparison as people want it weighed; an expired acceptance accepts nothing."""
    entries = tuple(accepted)
    live = [a for a in entries if a.expires is None or today is None or today <= a.expires]
    by_rule: Mapping[str, Verdict] = severities.by_rule if severities else {}
    findings = tuple(_accepted(_weighed(f, by_rule), live) for f in comparison.findings)
    used = {
        a.fingerprint
        for a in live
        for f in comparison.findings
        if f.fingerprint.startswith(a.fingerprint)
    }
    return replace(
        comparison,
        findings=findings,
        bump=suggested_bump(list(findings)),
        unused_acceptances=tuple(a.fingerprint for a in entries if a.fingerprint not in used),
    )


def _weighed(finding: Finding, by_rule: Mapping[str, Verdict]) -> Finding:
    wire = by_rule.get(f"{finding.id}:wire", by_rule.get(finding.id, finding.wire))
    client = by_rule.get(f"{finding.id}:client", finding.client)
    types = by_rule.get(f"{finding.id}:types", finding.types)
    if finding.id.startswith("client-") and finding.id in by_rule:
        wire, client, types = finding.wire, by_rule[finding.id], by_rule[finding.id]
    return replace(finding, wire=wire, client=client, types=types)


def _accepted(finding: Finding, live: list[Acceptance]) -> Finding:
    for acceptance in live:
        if finding.fingerprint.startswith(acceptance.fingerprint):
            return replace(finding, accepted=acceptance.reason)
    return finding


def _acceptance(entry: TomlValue, file: str) -> Acceptance:
    if not isinstance(entry, dict):
        raise _problem(file, "an entry of `accept` is a table")
    if unknown := sorted(entry.keys() - {"fingerprint", "reason", "expires"}):
        raise _problem(file, f"an entry of `accept` has unknown keys: {', '.join(unknown)}")
    fingerprint, reason, expires = (entry.get(key) for key in ("fingerprint", "reason", "expires"))
    if not isinstance(fingerprint, str) or len(fingerprint) < DIGITS:
        raise _problem(
            file, f"an accepted finding needs its `fingerprint` ({DIGITS} digits or more)"
        )
    if not isinstance(reason, str) or not reason.strip():
        raise _problem(file, f"the accepted finding {fingerprint[:DIGITS]} needs a `reason`")
    if not isinstance(expires, date | None) or isinstance(expires, datetime):
        raise _problem(file, f"`expires` of {fingerprint[:DIGITS]} is a date, such as 2026-12-31")
    return Acceptance(fingerprint=fingerprint, reason=reason, expires=expires)


def _verdict(rule: str, level: TomlValue, file: str) -> Verdict:
    _, colon, axis = rule.partition(":")
    if colon and axis not in {str(a) for a in Axis}:
        raise _problem(file, f"`{rule}` has the unknown axis {axis!r}: one of {', '.join(Axis)}")
    found = _LEVELS.get(level) if isinstance(level, str) else None
    if found is None:
        raise _problem(file, f"`{rule}` has the unknown severity {level!r}")
    return found


def _problem(file: str, message: str) -> SpecError:
    return SpecError(Diagnostic(code="C130", message=message, place=Place(file=file)))

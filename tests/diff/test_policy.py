"""What people decided: acceptances that end, severities, what makes a run fail."""

from datetime import date

import pytest

from generator.diagnostics import SpecError
from generator.diff import (
    Axis,
    Bump,
    Comparison,
    FailOn,
    Verdict,
    apply_policy,
    compare,
    fails,
    parse_fail_on,
    read_policy,
)
from generator.ir.schema import StringType
from tests.diff.apis import operation, query, side


def broken() -> Comparison:
    return compare(
        side(operation()), side(operation(parameters=(query("q", StringType(), required=True),)))
    )


def test_an_accepted_finding_does_not_fail_the_run() -> None:
    fingerprint = broken().findings[0].fingerprint
    accepted, severities = read_policy(
        f'[[accept]]\nfingerprint = "{fingerprint[:8]}"\nreason '
        '= "agreed"\nexpires = 2026-06-30\n',
        "accepted.toml",
    )
    level = parse_fail_on("breaking")
    during = apply_policy(broken(), accepted, severities, today=date(2026, 6, 30))
    assert during.findings[0].accepted == "agreed"
    assert not fails(during, level)
    after = apply_policy(broken(), accepted, severities, today=date(2026, 7, 1))
    assert fails(after, level)
    assert after.unused_acceptances == (fingerprint[:8],)


def test_a_severity_is_overridden_by_rule() -> None:
    _, severities = read_policy(
        '[severity]\nnew-required-request-parameter = "compatible"\n', "x.toml"
    )
    weighed = apply_policy(broken(), (), severities)
    assert weighed.findings[0].wire is Verdict.COMPATIBLE
    assert not fails(weighed, FailOn(level=Verdict.BREAKING))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[accept]]\nfingerprint = 'abcdefabcdef'\n", "reason"),
        ("[[accept]]\nreason = 'x'\n", "fingerprint"),
        ("[severity]\nrule = 'bad'\n", "unknown severity"),
        ("nonsense = 1\n", "unknown keys"),
        ("[[accept]\n", "no TOML"),
        ("[[accept]]\nfingerprint = 'abcdefabcdef'\nreason = 'x'\nexpires = 'soon'\n", "is a date"),
    ],
)
def test_a_bad_policy_is_refused(text: str, words: str) -> None:
    with pytest.raises(SpecError, match=words):
        read_policy(text, "x.toml")


def test_the_level_that_fails_may_name_an_axis() -> None:
    assert parse_fail_on("potentially-breaking:client") == FailOn(
        level=Verdict.POTENTIALLY_BREAKING, axis=Axis.CLIENT
    )
    assert not fails(broken(), parse_fail_on("breaking:types"))
    assert fails(broken(), parse_fail_on("breaking:wire"))
    assert not fails(broken(), parse_fail_on("none"))
    for bad in ("fatal", "breaking:moon"):
        with pytest.raises(ValueError, match="unknown"):
            parse_fail_on(bad)


def test_the_bump_is_what_users_of_the_package_meet() -> None:
    assert broken().bump is Bump.PATCH
    assert compare(side(operation()), side(operation())).bump is Bump.NONE

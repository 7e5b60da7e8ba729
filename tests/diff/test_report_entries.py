"""How findings stand in the text report: what is said once, what is cut, what is left to others."""

from generator.diff import (
    Axis,
    Bump,
    Comparison,
    Direction,
    Finding,
    PythonChange,
    RuleVerdict,
    SideSummary,
    SpecPlace,
    Verdict,
    as_text,
)

BREAKS, OK = Verdict.BREAKING, Verdict.COMPATIBLE
SIDE = SideSummary(title="T", version="1", file="a.json", operations=1)


def finding(
    message: str,
    *operations: str,
    id: str = "rule",
    verdict: Verdict = BREAKS,
    python: tuple[PythonChange, ...] = (),
    line: int = 7,
    fingerprint: str = "0123456789abcdef",
) -> Finding:
    return Finding(
        id=id,
        rules=(RuleVerdict(id=id, direction=Direction.NONE, wire=verdict),),
        kind="existence",
        wire=verdict,
        client=OK,
        types=OK,
        message=message,
        operations=operations,
        direction=Direction.NONE,
        base=SpecPlace(pointer="/x", file="a.json", line=line),
        revision=None,
        python=python,
        fingerprint=fingerprint,
    )


def report(*findings: Finding) -> list[str]:
    """The lines below the heading of the only section, to the empty line before the counts."""
    text = as_text(Comparison(base=SIDE, revision=SIDE, findings=findings, bump=Bump.NONE))
    lines = text.splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(("Breaks", "Compatible")))
    return lines[start + 1 : lines.index("", start)]


def became(symbol: str, before: str | None, after: str | None) -> PythonChange:
    return PythonChange(symbol=symbol, before=before, after=after)


def test_what_one_rule_says_of_several_is_said_once() -> None:
    assert report(
        finding("`A.x` was removed", "GET /a"),
        finding("`A.y` was removed", "GET /a"),
        finding("`B.x` was removed", "GET /b"),
    ) == [
        "  • 3 × … was removed (rule)",
        "    - GET /a: `A.x` :7 01234567, `.y` :7 01234567",
        "    - GET /b: `B.x` :7 01234567",
    ]


def test_an_operation_that_came_is_named_whole_and_once() -> None:
    path = "GET /things/{thing}/parts/{part}/" + "x" * 60
    method = became("Client.parts.get", None, "method")
    lines = report(
        finding(f"the operation `{path}` was added", path, verdict=OK, python=(method,)),
        finding("the operation `GET /b` was added", "GET /b", verdict=OK, python=(method,)),
    )
    assert lines[0] == "  • 2 × the operation … was added"
    assert "x" * 60 in "".join(line.strip() for line in lines)
    assert lines[-1] == "    - `GET /b` .get :7"


def test_of_what_is_compatible_no_rule_and_no_fingerprint_is_shown() -> None:
    assert report(finding("`A.x` was added", "GET /a", verdict=OK)) == [
        "  • `A.x` was added; GET /a; :7"
    ]


def test_a_file_of_one_line_has_no_places() -> None:
    assert report(finding("`A.x` was removed", "GET /a", line=1)) == [
        "  • `A.x` was removed",
        "    GET /a; rule 01234567",
    ]


def test_what_the_message_says_of_a_type_is_not_said_again() -> None:
    change = became("A.x", "str | None", "str")
    assert report(finding("`A.x` became required", python=(change,)))[1] == "    rule :7 01234567"
    default = became("A.x", "int = 1", "int | None")
    assert "int = 1 → int | None" in report(finding("`A.x` became optional", python=(default,)))[1]


def test_a_long_literal_is_told_by_what_came_and_went() -> None:
    values = [f"value-{number}" for number in range(40)]
    before, after = (
        f"Literal[{', '.join(map(repr, held))}] | None" for held in (values[1:], values[:-1])
    )
    text = " ".join(report(finding("`A.x` moved", python=(became("A.x", before, after),))))
    assert "Literal[…] | None with 'value-0' without 'value-39';" in " ".join(text.split())


def test_an_argument_stands_beside_the_field_that_it_fills() -> None:
    python = (
        became("Client.make(x=)", None, "X | Mapping[str, Any]"),
        became("A.x", None, "X"),
    )
    assert "A.x, Client.make(x=): new → X;" in report(finding("`x` was added", python=python))[1]


def test_the_tail_of_a_long_entry_is_counted() -> None:
    lines = report(*(finding(f"`A.x{number}` was removed", "GET /a") for number in range(55)))
    assert lines[-1] == "    - and 15 more: see `--format json`"
    assert sum(line.count("01234567") for line in lines) == 40


def test_verdicts_are_the_headings() -> None:
    text = as_text(
        Comparison(
            base=SIDE,
            revision=SIDE,
            findings=(finding("`A.x` was removed"), finding("`B` was added", verdict=OK)),
            bump=Bump.NONE,
        )
    )
    assert [line for line in text.splitlines() if line.endswith(" (1)")] == [
        f"Breaks {Axis.WIRE} (1)",
        "Compatible (1)",
    ]
    assert "2 findings; breaking: wire 1" in text


def test_what_moved_and_kept_its_name_is_named_by_its_new_owner() -> None:
    python = tuple(
        became(f"Client.{name}", f"Client.{name}", f"Client.rooms.{name}")
        for name in ("make", "read")
    )
    line = report(finding("the tag `Rooms` was added", python=python))[1]
    assert line == "    Client.make, .read → Client.rooms.*; rule :7 01234567"


def test_the_values_of_which_a_message_speaks_are_not_said_again() -> None:
    change = became("Size", 'Literal["s", "m"]', 'Literal["s", "m", "l"]')
    assert report(finding("`Size` now allows `l`", python=(change,)))[1] == "    rule :7 01234567"
    opened = became("Size", 'Literal["s", "m"]', 'Literal["s", "m", "l"] | str')
    assert "→" in report(finding("`Size` now allows `l`", python=(opened,)))[1]

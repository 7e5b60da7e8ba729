"""The law of the wire, on hand-made APIs: narrower requests break, wider responses break."""

import pytest

from generator.diff import Direction, Finding, Side, Verdict, compare
from generator.ir.api import SchemeUse, SecurityRequirement
from generator.ir.schema import (
    ArrayType,
    BooleanType,
    ComponentOrigin,
    Constraints,
    EnumMember,
    EnumSchema,
    IntegerType,
    LiteralType,
    NullableType,
    NumberType,
    SchemaType,
    StringType,
)
from tests.diff.apis import component, named, operation, prop, query, side, thing

TEXT, WHOLE, NUMBER, FLAG = StringType(), IntegerType(), NumberType(), BooleanType()
OK, MAY, BREAKS = Verdict.COMPATIBLE, Verdict.POTENTIALLY_BREAKING, Verdict.BREAKING


def short(limit: int) -> StringType:
    return StringType(constraints=Constraints(max_length=limit))


def pattern(text: str) -> StringType:
    return StringType(constraints=Constraints(pattern=text))


def field(type: SchemaType, *, required: bool = False) -> tuple[Side, Side]:
    """A property of this type, once in a request and once in a response."""
    definitions = (thing("T", prop("T", "p", type, required=required)),)
    return (
        side(operation(takes=named("T")), definitions=definitions),
        side(operation(gives=named("T")), definitions=definitions),
    )


@pytest.mark.parametrize(
    ("before", "after", "id", "request_verdict", "response_verdict"),
    [
        (TEXT, NullableType(of=TEXT), "became-nullable", OK, BREAKS),
        (WHOLE, NUMBER, "type-generalized", OK, BREAKS),
        (NUMBER, WHOLE, "type-changed type-specialized", BREAKS, OK),
        (TEXT, FLAG, "type-changed", BREAKS, BREAKS),
        (short(5), short(9), "max-length-increased", OK, BREAKS),
        (short(9), short(5), "max-length-decreased", BREAKS, OK),
        (TEXT, short(5), "max-length-set", MAY, OK),
        (short(5), TEXT, "max-length-unset", OK, BREAKS),
        (pattern("a"), pattern("b"), "pattern-changed", MAY, MAY),
        (LiteralType(value="a"), LiteralType(value="b"), "const-changed", BREAKS, BREAKS),
        (ArrayType(items=WHOLE), ArrayType(items=NUMBER), "type-generalized", OK, BREAKS),
        (IntegerType(format="int32"), IntegerType(format="int64"), "type-generalized", OK, MAY),
    ],
)
def test_a_type_by_direction(
    before: SchemaType,
    after: SchemaType,
    id: str,
    request_verdict: Verdict,
    response_verdict: Verdict,
) -> None:
    for base, revision, verdict in zip(
        field(before), field(after), (request_verdict, response_verdict), strict=True
    ):
        (finding,) = compare(base, revision).findings
        assert finding.wire is verdict
        assert any(
            finding.id.endswith(f"property-{one}") or one == "type-changed" for one in id.split()
        )


def test_required_by_direction() -> None:
    for verdict, base, revision in zip(
        (BREAKS, OK), field(TEXT), field(TEXT, required=True), strict=True
    ):
        (finding,) = compare(base, revision).findings
        assert finding.wire is verdict


def test_a_shared_schema_is_one_finding_with_both_directions() -> None:
    def api(type: SchemaType) -> Side:
        schema = thing("T", prop("T", "p", type))
        return side(
            operation(takes=named("T"), gives=named("T")),
            operation(path="/others", gives=ArrayType(items=named("T"))),
            definitions=(schema,),
        )

    (finding,) = compare(api(WHOLE), api(NUMBER)).findings
    assert finding.direction is Direction.BOTH
    assert finding.operations == ("POST /others", "POST /things")
    assert set(finding.ids) == {
        "request-property-type-generalized",
        "response-property-type-generalized",
    }
    assert finding.id == "response-property-type-generalized"


def test_recursion_ends_and_reports_once() -> None:
    def api(*more: str) -> Side:
        fields = [prop("N", name, named("N")) for name in ("left", "right", *more)]
        return side(operation(gives=named("N")), definitions=(thing("N", *fields),))

    (finding,) = compare(api(), api("middle")).findings
    assert finding.id == "response-optional-property-added"


def test_an_enum_is_a_set() -> None:
    def api(*values: str) -> Side:
        id = component("E")
        enum = EnumSchema(
            id=id,
            origin=ComponentOrigin(key="E"),
            places=(id,),
            members=tuple(EnumMember(value=v) for v in values),
        )
        return side(operation(takes=named("E"), gives=named("E")), definitions=(enum,))

    assert compare(api("a", "b"), api("b", "a")).findings == ()
    (fewer,) = compare(api("a", "b"), api("a")).findings
    assert fewer.wire is BREAKS
    assert "`b`" in fewer.message
    (more,) = compare(api("a"), api("a", "b", "c")).findings
    assert more.wire is MAY


def test_dropping_an_enum_is_one_widening() -> None:
    id = component("E")
    enum = EnumSchema(
        id=id,
        origin=ComponentOrigin(key="E"),
        places=(id,),
        members=(EnumMember(value="a"), EnumMember(value="b")),
    )
    base = side(operation(takes=named("E")), definitions=(enum,))
    (finding,) = compare(base, side(operation(takes=TEXT))).findings
    assert finding.wire is OK


def test_what_is_read_only_binds_no_request() -> None:
    old = thing("T", prop("T", "p", TEXT))
    new = thing("T", prop("T", "p", TEXT), prop("T", "id", TEXT, required=True, read_only=True))
    base = side(operation(takes=named("T")), definitions=(old,))
    revision = side(operation(takes=named("T")), definitions=(new,))
    assert [f.wire for f in compare(base, revision).findings] == [OK]


def test_names_in_a_path_are_on_no_wire() -> None:
    assert compare(side(operation(path="/a/{x}")), side(operation(path="/a/{y}"))).findings == ()


def test_a_new_required_parameter_breaks_even_with_a_default() -> None:
    base = side(operation())
    revision = side(operation(parameters=(query("q", TEXT, required=True),)))
    (finding,) = compare(base, revision).findings
    assert (finding.id, finding.wire) == ("new-required-request-parameter", BREAKS)


def security(*alternatives: str) -> Side:
    return side(
        operation(
            security=tuple(
                SecurityRequirement(uses=tuple(SchemeUse(scheme=s) for s in a.split("+") if s))
                for a in alternatives
            )
        )
    )


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (("a",), ("a", "b"), OK),
        (("a", "b"), ("a",), BREAKS),
        (("a",), ("a+b",), BREAKS),
        (("a+b",), ("a",), OK),
        ((), ("a",), BREAKS),
        (("a",), (), OK),
        (("a",), ("a", ""), OK),
        (("",), (), None),
        (("a",), ("b",), BREAKS),
    ],
)
def test_security_is_a_choice_of_combinations(
    before: tuple[str, ...], after: tuple[str, ...], verdict: Verdict | None
) -> None:
    findings = compare(security(*before), security(*after)).findings
    assert [f.wire for f in findings] == ([] if verdict is None else [verdict])


def test_a_fingerprint_survives_other_details() -> None:
    def one(limit: int) -> Finding:
        (finding,) = compare(field(short(5))[0], field(short(limit))[0]).findings
        return finding

    assert one(3).message != one(4).message
    assert one(3).fingerprint == one(4).fingerprint
    assert one(3).fingerprint != one(9).fingerprint


def test_operations_whose_names_begin_alike_are_two_findings() -> None:
    path = "/accounts/{account}/repositories/{repository}/branches/{branch}/protection"
    base = side(operation())
    revision = side(operation(), *(operation(path=f"{path}/{end}") for end in ("rules", "users")))
    assert [f.message for f in compare(base, revision).findings] == [
        f"the operation `POST {path}/{end}` was added" for end in ("rules", "users")
    ]


def test_what_a_format_that_nobody_defines_allows_can_not_be_told() -> None:
    def api(name: str) -> Side:
        text = StringType(format_name=name)
        return field(text)[1]

    (finding,) = compare(api("cve id"), api("CVE id")).findings
    assert finding.wire is MAY
    (finding,) = compare(api("email"), api("uri")).findings
    assert finding.wire is BREAKS


def test_another_type_that_may_be_null_is_one_finding() -> None:
    nullable, date = NullableType(of=WHOLE), StringType(format_name="date")
    (finding,) = compare(field(TEXT)[1], field(nullable)[1]).findings
    assert finding.message == "`T.p` changed its type from string to integer or null"
    found = compare(field(date)[1], field(NullableType(of=StringType(format_name="uuid")))[1])
    assert len(found.findings) == 2

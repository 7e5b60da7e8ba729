"""Small schemas written in two ways: what real specifications showed to be told apart wrongly."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.diff import compare
from tests.diff.reading import side_of

STATUS = {"type": "string", "enum": ["new", "done"], "default": "new"}
NAME = {"type": "string", "pattern": "^[a-z]+$"}
POSITIONS = {
    "type": "object",
    "additionalProperties": {"type": "array", "items": {"type": "integer"}},
}
VALUES = {"type": "array", "items": {"type": "number", "format": "float"}}
LEVEL = {"type": "integer", "enum": [2]}


def refer(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def of(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def event(kind: int, level: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An alternative that its `kind` tells from the others."""
    return of(kind={"type": "integer", "enum": [kind]}, level=level, title=NAME, **more)


PAIR = {
    "discriminator": {
        "propertyName": "form",
        "mapping": {"long": refer("Long")["$ref"], "short": refer("Short")["$ref"]},
    },
    "oneOf": [refer("Long"), refer("Short")],
}
FORM = {"type": "string", "enum": ["long", "short"]}
SAME = {
    "a reference in a branch of its own": (
        of(place=refer("Place")),
        of(place={"allOf": [refer("Place")], "description": "Where it is."}),
    ),
    "branches in a branch": (
        of(place=refer("Place")),
        of(place={"allOf": [{"allOf": [of(street=NAME), of(town=NAME)]}], "description": "It."}),
    ),
    "a list in a branch": (
        of(vector=of(values=refer("Values"))),
        of(vector=of(values={"allOf": [VALUES], "description": "The values."})),
    ),
    "a list in an object in a branch": (
        of(vector=refer("Vector")),
        of(vector={"allOf": [of(values={"allOf": [VALUES], "description": "The values."})]}),
    ),
    "a branch that says nothing": (
        of(any={"description": "Anything."}),
        of(any={"allOf": [{}], "description": "Anything."}),
    ),
    "alternatives that are alike": (
        {"anyOf": [{"type": "string"}, refer("Alike"), refer("Twin")]},
        {"anyOf": [{"type": "string"}, of(size=NAME), of(size=NAME)]},
    ),
    "a value that a discriminator chooses elsewhere": (
        of(pair=PAIR, long=refer("Long")),
        of(pair=PAIR, long=of(form=FORM, text=NAME)),
    ),
    "a read-only property that a branch describes": (
        of(status={**refer("Status"), "readOnly": True}),
        of(status={"allOf": [STATUS], "readOnly": True}),
    ),
    "a mapping that may be null": (
        of(found={"oneOf": [{"type": "null"}, refer("Positions")]}),
        of(found={"oneOf": [{"type": "null"}, POSITIONS]}),
    ),
    "strings of several forms": (
        {"oneOf": [{"allOf": [{"type": "string", "format": "uuid"}]}, {"allOf": [refer("Name")]}]},
        {"oneOf": [{"allOf": [{"type": "string", "format": "uuid"}]}, {"allOf": [NAME]}]},
    ),
    "alternatives with two fixed values": (
        {"oneOf": [refer("Stage"), refer("Voice")]},
        {"oneOf": [event(1, LEVEL), event(2, LEVEL, rate={"type": "integer"})]},
    ),
}


def document(schema: dict[str, Any], media_type: str = "application/json") -> dict[str, Any]:
    content = {"content": {media_type: {"schema": schema}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "x", "version": "1"},
        "paths": {
            "/things": {
                "post": {
                    "operationId": "make",
                    "requestBody": content,
                    "responses": {"200": {"description": "ok", **content}},
                }
            }
        },
        "components": {
            "schemas": {
                "Status": STATUS,
                "Name": NAME,
                "Positions": POSITIONS,
                "Level": LEVEL,
                "Values": VALUES,
                "Vector": of(values=refer("Values")),
                "Place": {"allOf": [of(street=NAME), of(town=NAME)]},
                "Alike": of(size=NAME),
                "Twin": of(size=NAME),
                "Long": of(form=FORM, text=NAME),
                "Short": of(form=FORM),
                "Stage": event(1, refer("Level")),
                "Voice": event(2, refer("Level"), rate={"type": "integer"}),
            }
        },
    }


@pytest.mark.parametrize("name", SAME)
@pytest.mark.parametrize("order", [1, -1], ids=["there", "back"])
def test_another_spelling_is_nothing_on_the_wire(name: str, order: int, tmp_path: Path) -> None:
    files = [tmp_path / "one.json", tmp_path / "other.json"]
    for file, schema in zip(files, SAME[name], strict=True):
        file.write_text(json.dumps(document(schema)))
    base, revision = (side_of(file) for file in files[::order])
    findings = compare(base, revision).findings
    on_the_wire = [f for f in findings if not f.id.startswith(("client-", "api-schema-"))]
    assert [f"{f.id}: {f.message}" for f in on_the_wire] == []


def test_strings_of_other_forms_are_another_type(tmp_path: Path) -> None:
    """What the spelling hides from the types of a client still counts."""
    files = [tmp_path / "one.json", tmp_path / "other.json"]
    forms, _ = SAME["strings of several forms"]
    for file, schema in zip(files, (forms, {"type": "string"}), strict=True):
        file.write_text(json.dumps(document(schema)))
    base, revision = (side_of(file) for file in files)
    assert any(f.wire == "breaking" for f in compare(base, revision).findings)


def test_a_bound_that_restricts_nothing_is_none(tmp_path: Path) -> None:
    files = [tmp_path / "one.json", tmp_path / "other.json"]
    for file, more in zip(files, ({}, {"minLength": 0}), strict=True):
        file.write_text(json.dumps(document({"type": "string", **more}, "text/plain")))
    base, revision = (side_of(file) for file in files)
    assert compare(base, revision).findings == ()
    assert compare(revision, base).findings == ()


def test_a_body_that_took_anything_is_narrowed(tmp_path: Path) -> None:
    """It gains a schema only where it had none."""
    files = [tmp_path / "one.json", tmp_path / "other.json"]
    loose = {"anyOf": [{}, refer("Place")]}
    for file, schema in zip(files, (loose, refer("Place")), strict=True):
        file.write_text(json.dumps(document(schema)))
    base, revision = (side_of(file) for file in files)
    messages = [f.message for f in compare(base, revision).findings if f.wire == "breaking"]
    assert messages == ["`request body` narrowed its type from any value to `Place`"]


def test_a_variant_between_others_is_one_more(tmp_path: Path) -> None:
    """What has no name is known by what it says, not by its number."""
    files = [tmp_path / "one.json", tmp_path / "other.json"]
    variants = [
        of(target=of(**{name: NAME}), files=VALUES) for name in ("app", "image", "function")
    ]
    more = [variants[0], of(target=of(branch=NAME), files=VALUES), *variants[1:]]
    for file, branches in zip(files, (variants, more), strict=True):
        file.write_text(json.dumps(document({"anyOf": branches})))
    base, revision = (side_of(file) for file in files)
    found = [f for f in compare(base, revision).findings if not f.id.startswith("client-")]
    assert [f.message for f in found] == ["`200 response` gained the variant object"]


def test_what_has_a_bodys_name_is_accepted_for_its_operations(tmp_path: Path) -> None:
    """Two components that are branches of bodies: both are called after the body."""
    files = [tmp_path / "one.json", tmp_path / "other.json"]
    for file, longest in zip(files, (10, 5), strict=True):
        whole = document(of(name=NAME))
        schemas = {
            name: of(name={"type": "string", "maxLength": longest}, **{name: LEVEL})
            for name in ("Sea", "Lake")
        }
        whole["components"]["schemas"] |= schemas
        for name in schemas:
            taken = {
                "application/json": {"schema": of(filter={"allOf": [refer(name), of(more=NAME)]})}
            }
            whole["paths"][f"/{name}"] = {
                "post": {
                    "operationId": name,
                    "requestBody": {"content": taken},
                    "responses": {"204": {"description": "done"}},
                }
            }
        file.write_text(json.dumps(whole))
    base, revision = (side_of(file) for file in files)
    findings = compare(base, revision).findings
    assert {f.message.partition("`")[2].partition("`")[0] for f in findings} == {
        "request body.filter.name"
    }
    assert [f.operations for f in findings] == [("POST /Lake",), ("POST /Sea",)]
    assert len({f.fingerprint for f in findings}) == 2

"""A scalar that is told at one look is what reading all its keywords says, too."""

import json
from typing import Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.config import ApiConfig
from generator.diagnostics import SpecError
from generator.ir.api import Api
from generator.ir.document import JsonValue
from generator.lower import lower
from generator.lower.plain import plain_type
from tests.stages.resolving import resolved

KINDS = st.sampled_from(["string", "integer", "number", "boolean", "null", "object"])
KEYWORDS: dict[str, st.SearchStrategy[Any]] = {
    "type": st.one_of(KINDS, st.lists(KINDS, min_size=1, max_size=3, unique=True)),
    "format": st.sampled_from(["date", "date-time", "uuid", "byte", "binary", "int32", " "]),
    "description": st.sampled_from(["What it is.", ""]),
    "default": st.sampled_from([None, True, 1, "2020-01-01", "one"]),
    "deprecated": st.booleans(),
    "readOnly": st.booleans(),
    "minLength": st.integers(0, 3),
    "pattern": st.just("^a"),
    "minimum": st.sampled_from([0, 1.5]),
    "uniqueItems": st.booleans(),
    "enum": st.sampled_from([["a", "b"], ["a"], [1, 2], [None, "a"]]),
    "const": st.sampled_from(["a", None]),
    "contentMediaType": st.just("image/png"),
    "contentEncoding": st.just("base64"),
    "x-extensible-enum": st.just(["a", "b"]),
    "x-other": st.just(1),
    "examples": st.just(["a"]),
    "$comment": st.just("c"),
}
SCHEMAS = st.fixed_dictionaries({}, optional=KEYWORDS)


def read(schema: JsonValue) -> Api | str:
    tree = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {},
        "components": {"schemas": {"A": {"type": "object", "properties": {"p": schema}}}},
    }
    try:
        return lower(resolved(json.dumps(tree)), ApiConfig(name="", sources=("x",))).api
    except SpecError as error:
        return str(error)


@given(SCHEMAS)
@settings(max_examples=300, deadline=None)
def test_one_look_sees_what_reading_sees(schema: dict[str, Any]) -> None:
    at_one_look = read(schema)
    with patch("generator.lower.schemas.plain_type", lambda at, schema: None):
        assert read(schema) == at_one_look


def test_most_scalars_are_told_at_one_look() -> None:
    from generator.lower.located import Located

    for schema in ({"type": "string"}, {"type": ["null", "integer"], "minimum": 1, "title": "T"}):
        assert plain_type(Located(schema, "/x"), schema) is not None
    for schema in ({"type": "object"}, {"type": "string", "enum": ["a"]}, {"type": ["null"]}):
        assert plain_type(Located(schema, "/x"), schema) is None

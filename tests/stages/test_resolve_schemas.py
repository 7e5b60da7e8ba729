"""Schema Objects of 3.0, and of mixtures, in the words of 2020-12."""

import jsonschema
import pytest

from generator.diagnostics import SpecError
from generator.ir.document import JsonValue
from tests.stages.resolving import HEAD, at, object_at, problems, resolved, schema_of

B = "#/components/schemas/B"
NULL: JsonValue = {"type": "null"}

NULLABLES = [
    ("{type: string, nullable: true}", {"type": ["string", "null"]}),
    ("{type: string, nullable: false}", {"type": "string"}),
    ("{type: string, x-nullable: true}", {"type": ["string", "null"]}),
    ("{type: [string, integer], nullable: true}", {"type": ["string", "integer", "null"]}),
    ("{type: ['null', string], nullable: true}", {"type": ["null", "string"]}),
    ("{type: 'null', nullable: true}", {"type": "null"}),
    ("{nullable: true}", {}),
    ("{description: any, nullable: true}", {"description": "any"}),
    ("{nullable: true, properties: {a: {}}}", {"properties": {"a": {}}, "type": ["object", "null"]}),
    ("{nullable: true, items: {}}", {"items": {}, "type": ["array", "null"]}),
    ("{type: string, enum: [a], nullable: true}", {"type": ["string", "null"], "enum": ["a", None]}),
    ("{enum: [a, null], nullable: true}", {"enum": ["a", None]}),
    ("{const: a, nullable: true}", {"anyOf": [{"const": "a"}, NULL]}),
    (f"{{$ref: '{B}', nullable: true}}", {"anyOf": [{"$ref": B}, NULL]}),
    (
        f"{{$ref: '{B}', nullable: true, description: d, default: x, x-a: 1}}",
        {"description": "d", "default": "x", "x-a": 1, "anyOf": [{"$ref": B}, NULL]},
    ),
    (
        f"{{allOf: [{{$ref: '{B}'}}], nullable: true, description: d, readOnly: true}}",
        {"description": "d", "readOnly": True, "anyOf": [{"allOf": [{"$ref": B}]}, NULL]},
    ),
    (
        f"{{type: string, allOf: [{{$ref: '{B}'}}], minLength: 1, nullable: true}}",
        {"anyOf": [{"type": "string", "allOf": [{"$ref": B}], "minLength": 1}, NULL]},
    ),
    ("{oneOf: [{type: string}], nullable: true}", {"oneOf": [{"type": "string"}, NULL]}),
    ("{anyOf: [{type: string}], nullable: true}", {"anyOf": [{"type": "string"}, NULL]}),
    (
        "{type: object, oneOf: [{type: object}], nullable: true}",
        {"type": ["object", "null"], "oneOf": [{"type": "object"}, NULL]},
    ),
    (
        "{oneOf: [{type: string, nullable: true}, {type: integer}], nullable: true}",
        {"oneOf": [{"type": ["string", "null"]}, {"type": "integer"}]},
    ),
]  # fmt: skip


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize(("text", "expected"), NULLABLES)
def test_nullable_in_every_version(text: str, version: str, expected: JsonValue) -> None:
    assert schema_of(text, version) == expected


@pytest.mark.parametrize("text", [text for text, _ in NULLABLES if "nullable: true" in text])
def test_null_is_valid_where_an_author_says_so(text: str) -> None:
    spec = resolved(
        HEAD.format(version="3.0.3")
        + f"components: {{schemas: {{B: {{type: string}}, A: {text}}}}}\n"
    )
    schema = {**object_at(spec.tree, "components", "schemas", "A"), **spec.tree}
    jsonschema.Draft202012Validator(schema).validate(None)


OTHERS = [
    ("{minimum: 1, exclusiveMinimum: true}", {"exclusiveMinimum": 1}),
    ("{minimum: 1, exclusiveMinimum: false}", {"minimum": 1}),
    ("{maximum: 1, exclusiveMaximum: true}", {"exclusiveMaximum": 1}),
    ("{exclusiveMaximum: true}", {}),
    ("{exclusiveMaximum: 5}", {"exclusiveMaximum": 5}),
    ("{type: string, example: x}", {"type": "string", "examples": ["x"]}),
    ("{example: 1, examples: [1, 2]}", {"examples": [1, 2]}),
    ("{example: 1, examples: [true]}", {"examples": [True, 1]}),
    ("{examples: {one: {value: 1}}}", {"examples": [1]}),
    ("{type: string, format: binary}", {"type": "string", "format": "binary"}),
    ("{discriminator: kind}", {"discriminator": {"propertyName": "kind"}}),
    ("{type: [string, null]}", {"type": ["string", "null"]}),
    ("true", True),
]


@pytest.mark.parametrize(("text", "expected"), OTHERS)
def test_other_old_spellings(text: str, expected: JsonValue) -> None:
    assert schema_of(text) == expected


def test_keywords_beside_a_reference_count_from_3_1_on() -> None:
    text = f"{{$ref: '{B}', minLength: 3, description: d, title: t, x-a: 1}}"
    kept = {"$ref": B, "description": "d", "title": "t", "x-a": 1}
    assert schema_of(text, "3.0.3") == kept
    assert schema_of(text, "3.1.0") == {**kept, "minLength": 3}


def test_a_property_may_be_called_like_a_keyword() -> None:
    text = """{type: object, properties: {
        $ref: {type: string}, nullable: {type: boolean, nullable: true}, example: {},
        $id: {}, default: {type: string, example: x}, discriminator: {type: string}}}"""
    properties = object_at(schema_of(text), "properties")
    assert properties["$ref"] == {"type": "string"}
    assert properties["nullable"] == {"type": ["boolean", "null"]}
    assert properties["default"] == {"type": "string", "examples": ["x"]}
    assert list(properties) == ["$ref", "nullable", "example", "$id", "default", "discriminator"]


DATA = "{$ref: nowhere, nullable: true, example: 1}"


@pytest.mark.parametrize("key", ["default", "const", "x-anything"])
def test_data_is_left_alone(key: str) -> None:
    data = {"$ref": "nowhere", "nullable": True, "example": 1}
    assert schema_of(f"{{{key}: {DATA}}}") == {key: data}


@pytest.mark.parametrize("key", ["enum", "examples"])
def test_lists_of_data_are_left_alone(key: str) -> None:
    data = {"$ref": "nowhere", "nullable": True, "example": 1}
    assert schema_of(f"{{{key}: [{DATA}]}}") == {key: [data]}


def test_an_example_of_a_media_type_is_data() -> None:
    spec = resolved(f"""openapi: 3.0.3
paths:
  /a:
    get:
      responses:
        '200':
          description: ok
          content:
            application/json:
              example: {DATA}
              examples: {{one: {{value: {DATA}}}, two: {{$ref: '#/components/examples/E'}}}}
components: {{examples: {{E: {{value: {DATA}}}}}}}
""").tree
    content = object_at(
        spec, "paths", "/a", "get", "responses", "200", "content", "application/json"
    )
    data = {"$ref": "nowhere", "nullable": True, "example": 1}
    assert content["example"] == data
    assert at(content, "examples") == {
        "one": {"value": data},
        "two": {"$ref": "#/components/examples/E"},
    }


def test_anchors_and_identifiers() -> None:
    spec = resolved(HEAD.format(version="3.1.0") + """components:
  schemas:
    Tree:
      $id: https://example.com/tree
      type: object
      properties:
        child: {$ref: '#'}
        leaf: {$ref: '#/$defs/Leaf'}
        same: {$ref: '#leaf'}
        other: {$ref: '#/components/schemas/Other'}
      $defs: {Leaf: {$anchor: leaf, type: string}}
    Other: {$ref: https://example.com/tree}
    Third: {$ref: 'https://example.com/tree#leaf'}
    Fourth: {$ref: '#there'}
    Fifth: {$anchor: there, type: integer}
""").tree
    schemas = object_at(spec, "components", "schemas")
    assert at(schemas, "Tree", "properties") == {
        "child": {"$ref": "#/components/schemas/Tree"},
        "leaf": {"$ref": "#/components/schemas/Tree/$defs/Leaf"},
        "same": {"$ref": "#/components/schemas/Tree/$defs/Leaf"},
        "other": {"$ref": "#/components/schemas/Other"},
    }
    assert "$id" not in object_at(schemas, "Tree")
    assert schemas["Other"] == {"$ref": "#/components/schemas/Tree"}
    assert schemas["Third"] == {"$ref": "#/components/schemas/Tree/$defs/Leaf"}
    assert schemas["Fourth"] == {"$ref": "#/components/schemas/Fifth"}
    assert schemas["Fifth"] == {"type": "integer"}


def test_a_dynamic_reference_with_one_anchor_is_a_plain_one() -> None:
    spec = resolved(HEAD.format(version="3.1.0") + """components:
  schemas:
    Tree:
      $dynamicAnchor: node
      type: object
      properties: {children: {type: array, items: {$dynamicRef: '#node'}}}
""").tree
    items = at(spec, "components", "schemas", "Tree", "properties", "children", "items")
    assert items == {"$ref": "#/components/schemas/Tree"}


@pytest.mark.parametrize(
    "schemas",
    [
        "{A: {$dynamicRef: '#node'}, B: {$dynamicAnchor: node}, C: {$dynamicAnchor: node}}",
        "{A: {$dynamicRef: '#nowhere'}}",
        "{A: {$recursiveRef: '#'}}",
    ],
)
def test_other_dynamic_references_are_refused(schemas: str) -> None:
    with pytest.raises(SpecError) as caught:
        resolved(HEAD.format(version="3.1.0") + f"components: {{schemas: {schemas}}}\n")
    assert [(code, line) for code, line, _ in problems(caught.value)] == [("R214", 4)]


def test_a_mapping_whose_schema_is_not_there_is_a_loss() -> None:
    spec = resolved(HEAD.format(version="3.1.0") + """components:
  schemas:
    B: {type: object}
    A:
      oneOf: [{$ref: '#/components/schemas/B'}]
      discriminator: {propertyName: k, mapping: {b: B, c: '#/components/schemas/C', d: D}}
""")
    mapping = at(spec.tree, "components", "schemas", "A", "discriminator", "mapping")
    assert mapping == {"b": "B"}
    assert [(loss.what, loss.detail) for loss in spec.losses] == [
        ("dangling mapping", "#/components/schemas/C"),
        ("dangling mapping", "D"),
    ]


@pytest.mark.parametrize("value", ["http://127.0.0.1/x.yaml", "../secret.yaml#/X", "/etc/passwd"])
def test_a_mapping_must_not_lead_elsewhere(value: str) -> None:
    with pytest.raises(SpecError, match="R210"):
        schema_of(f"{{oneOf: [], discriminator: {{propertyName: k, mapping: {{a: '{value}'}}}}}}")

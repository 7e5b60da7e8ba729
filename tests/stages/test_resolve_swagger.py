"""Swagger 2.0 in the words of 3.1."""

from pathlib import Path

import pytest

from generator.diagnostics import SpecError
from generator.ir.document import JsonValue
from tests.stages.resolving import at, object_at, problems, resolved, resolved_files

HEAD = "swagger: '2.0'\ninfo: {title: T, version: '1'}\n"


def parameter(text: str) -> JsonValue:
    spec = resolved(HEAD + f"paths: {{/a: {{get: {{parameters: [{text}], responses: {{}}}}}}}}\n")
    return at(spec.tree, "paths", "/a", "get", "parameters", 0)


SERVERS = [
    ("", ["/"]),
    ("basePath: /v1\n", ["/v1"]),
    ("host: h\n", ["https://h"]),
    ("host: h\nbasePath: /v1/\n", ["https://h/v1"]),
    ("host: h\nbasePath: /\nschemes: [http, https]\n", ["https://h", "http://h"]),
    ("host: h:8080\nschemes: [ws, http]\n", ["http://h:8080"]),
]


@pytest.mark.parametrize(("text", "urls"), SERVERS)
def test_servers(text: str, urls: list[str]) -> None:
    spec = resolved(HEAD + text + "paths: {}\n")
    assert spec.tree["servers"] == [{"url": url} for url in urls]


def test_an_operation_with_its_own_schemes() -> None:
    spec = resolved(
        HEAD
        + "host: h\nschemes: [https]\npaths: {/a: {get: {schemes: [http], responses: {}}, put: {schemes: [https], responses: {}}}}\n"
    )
    assert at(spec.tree, "paths", "/a", "get", "servers") == [{"url": "http://h"}]
    assert "servers" not in object_at(spec.tree, "paths", "/a", "put")


STYLES = [
    ("query", "csv", "form", False),
    ("query", "ssv", "spaceDelimited", False),
    ("query", "tsv", "tabDelimited", False),
    ("query", "pipes", "pipeDelimited", False),
    ("query", "multi", "form", True),
    ("path", "csv", "simple", False),
    ("header", "csv", "simple", False),
]


@pytest.mark.parametrize(("where", "given", "style", "explode"), STYLES)
def test_collection_formats(where: str, given: str, style: str, explode: bool) -> None:
    text = f"{{name: p, in: {where}, required: true, type: array, items: {{type: string, collectionFormat: csv}}, collectionFormat: {given}}}"
    assert parameter(text) == {
        "name": "p",
        "in": where,
        "required": True,
        "style": style,
        "explode": explode,
        "schema": {"type": "array", "items": {"type": "string"}},
    }


def test_a_parameter_is_its_schema() -> None:
    text = "{name: p, in: query, description: d, type: integer, format: int32, minimum: 1, exclusiveMinimum: true, default: 2, enum: [2, 3], x-nullable: true, x-mine: 1, allowEmptyValue: true}"
    assert parameter(text) == {
        "name": "p",
        "in": "query",
        "description": "d",
        "allowEmptyValue": True,
        "x-mine": 1,
        "schema": {
            "type": ["integer", "null"],
            "format": "int32",
            "exclusiveMinimum": 1,
            "default": 2,
            "enum": [2, 3, None],
        },
    }


def test_bodies_forms_and_files() -> None:
    spec = resolved(HEAD + """consumes: [application/json, application/xml]
produces: [application/json]
parameters:
  Shared: {name: s, in: body, required: true, description: d, schema: {$ref: '#/definitions/A'}}
  Field: {name: f, in: formData, type: string, required: true}
  Limit: {name: l, in: query, type: integer}
definitions: {A: {type: object, x-nullable: true}}
paths:
  /body:
    post: {parameters: [{$ref: '#/parameters/Limit'}, {$ref: '#/parameters/Shared'}], responses: {}}
    put: {consumes: [text/plain], parameters: [{name: b, in: body, schema: {type: string}}], responses: {}}
  /form:
    parameters: [{$ref: '#/parameters/Field'}, {name: q, in: query, type: string}]
    post:
      parameters: [{name: g, in: formData, type: array, items: {type: string}, collectionFormat: multi}]
      responses: {}
    put:
      consumes: [multipart/form-data]
      parameters: [{name: f, in: formData, type: file, description: the file}]
      responses: {}
""")
    paths = object_at(spec.tree, "paths")
    reference: JsonValue = {"schema": {"$ref": "#/components/schemas/A"}}
    assert object_at(paths, "/body", "post") == {
        "parameters": [{"$ref": "#/components/parameters/Limit"}],
        "requestBody": {
            "required": True,
            "description": "d",
            "content": {"application/json": reference, "application/xml": reference},
        },
    }
    assert object_at(paths, "/body", "put", "requestBody", "content") == {
        "text/plain": {"schema": {"type": "string"}}
    }
    assert at(paths, "/form", "parameters") == [
        {"name": "q", "in": "query", "schema": {"type": "string"}}
    ]
    assert object_at(paths, "/form", "post", "requestBody") == {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "f": {"type": "string"},
                        "g": {"type": "array", "items": {"type": "string"}},
                    },
                    "required": ["f"],
                },
                "encoding": {"g": {"style": "form", "explode": True}},
            }
        },
    }
    assert object_at(paths, "/form", "put", "requestBody") == {
        "required": False,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "f": {"type": "string", "format": "binary", "description": "the file"}
                    },
                }
            }
        },
    }
    assert at(spec.tree, "components", "parameters") == {
        "Limit": {"name": "l", "in": "query", "schema": {"type": "integer"}}
    }
    assert at(spec.tree, "components", "schemas", "A") == {"type": ["object", "null"]}


def test_responses() -> None:
    spec = resolved(HEAD + """produces: [application/json, application/pdf]
responses: {E: {description: e, schema: {type: object}}}
paths:
  /a:
    get:
      responses:
        200:
          description: ok
          schema: {type: array, items: {$ref: '#/definitions/A'}}
          headers: {X-N: {type: integer, description: n}}
          examples: {application/json: [1]}
        201: {description: file, schema: {type: file}}
        204: {description: none}
        default: {$ref: '#/responses/E'}
        x-more: 1
definitions: {A: {type: string}}
""")
    found = object_at(spec.tree, "paths", "/a", "get", "responses")
    items: JsonValue = {"type": "array", "items": {"$ref": "#/components/schemas/A"}}
    assert found == {
        "200": {
            "description": "ok",
            "headers": {"X-N": {"description": "n", "schema": {"type": "integer"}}},
            "content": {
                "application/json": {"schema": items, "example": [1]},
                "application/pdf": {"schema": items},
            },
        },
        "201": {
            "description": "file",
            "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
        },
        "204": {"description": "none"},
        "default": {"$ref": "#/components/responses/E"},
        "x-more": 1,
    }
    assert list(object_at(spec.tree, "components", "responses", "E", "content")) == [
        "application/json",
        "application/pdf",
    ]


def test_security() -> None:
    spec = resolved(HEAD + """security: [{b: []}]
securityDefinitions:
  b: {type: basic, description: d}
  k: {type: apiKey, in: header, name: X-Key}
  i: {type: oauth2, flow: implicit, authorizationUrl: 'https://a', scopes: {r: read}}
  p: {type: oauth2, flow: password, tokenUrl: 'https://t', scopes: {}}
  a: {type: oauth2, flow: application, tokenUrl: 'https://t', scopes: {}}
  c: {type: oauth2, flow: accessCode, authorizationUrl: 'https://a', tokenUrl: 'https://t', scopes: {}}
paths: {}
""")
    schemes = object_at(spec.tree, "components", "securitySchemes")
    assert schemes["b"] == {"type": "http", "scheme": "basic", "description": "d"}
    assert schemes["k"] == {"type": "apiKey", "in": "header", "name": "X-Key"}
    assert at(schemes, "i") == {
        "type": "oauth2",
        "flows": {"implicit": {"authorizationUrl": "https://a", "scopes": {"r": "read"}}},
    }
    assert [list(object_at(schemes, n, "flows")) for n in "pac"] == [
        ["password"],
        ["clientCredentials"],
        ["authorizationCode"],
    ]
    assert spec.tree["security"] == [{"b": []}]


def test_discriminators_and_other_spellings() -> None:
    spec = resolved(HEAD + """paths: {}
definitions:
  Pet: {type: object, discriminator: kind, required: [kind], properties: {kind: {type: string}}, example: {$ref: '#/definitions/Nowhere'}}
  Cat: {allOf: [{$ref: '#/definitions/Pet'}, {type: object}]}
""")
    schemas = object_at(spec.tree, "components", "schemas")
    assert at(schemas, "Pet", "discriminator") == {"propertyName": "kind"}
    assert at(schemas, "Pet", "examples") == [{"$ref": "#/definitions/Nowhere"}]
    assert at(schemas, "Cat", "allOf", 0) == {"$ref": "#/components/schemas/Pet"}


def test_places_lead_back_to_the_source() -> None:
    spec = resolved(HEAD + """paths:
  /a:
    parameters:
      - {name: s, in: query, type: string}
    post:
      parameters:
        - {name: q, in: query, type: string}
        - {name: b, in: body, schema: {type: object}}
        - {name: r, in: query, type: string}
      responses:
        200:
          description: ok
          schema: {type: string}
definitions:
  A: {type: string}
""")
    expected = {
        "/paths/~1a/parameters/0": 6,
        "/paths/~1a/post/parameters/1/schema": 11,
        "/paths/~1a/post/requestBody/content/application~1json/schema": 10,
        "/paths/~1a/post/responses/200/content/application~1json/schema/type": 15,
        "/components/schemas/A": 17,
    }
    assert {p: spec.source_map.locate(p).line for p in expected} | {
        "/paths/~1a/post/responses/200/content/application~1json/schema/type": 15
    } == expected


def test_parts_of_swagger_are_swagger(tmp_path: Path) -> None:
    spec = resolved_files(
        tmp_path,
        {
            "root.yaml": HEAD
            + """paths: {/a: {$ref: 'a.yaml'}}
definitions: {Pet: {$ref: 'defs.yaml#/definitions/Pet'}}
""",
            "a.yaml": """post:
  parameters: [{$ref: 'defs.yaml#/parameters/Limit'}, {$ref: 'defs.yaml#/parameters/Body'}]
  responses: {200: {$ref: 'defs.yaml#/responses/Ok'}}
""",
            "defs.yaml": """swagger: '2.0'
parameters:
  Limit: {name: l, in: query, type: integer}
  Body: {name: b, in: body, schema: {$ref: '#/definitions/Pet'}}
responses: {Ok: {description: ok, schema: {$ref: '#/definitions/Pet'}}}
definitions: {Pet: {type: object}}
""",
        },
    )
    operation = object_at(spec.tree, "paths", "/a", "post")
    pet: JsonValue = {"schema": {"$ref": "#/components/schemas/Pet"}}
    assert operation == {
        "parameters": [{"$ref": "#/components/parameters/Limit"}],
        "requestBody": {"content": {"application/json": pet}},
        "responses": {"200": {"$ref": "#/components/responses/Ok"}},
    }
    assert at(spec.tree, "components", "schemas", "Pet") == {"type": "object"}
    assert spec.source_map.locate("/components/schemas/Pet/type").file == "defs.yaml"
    assert spec.source_map.locate("/components/parameters/Limit/schema/type").line == 3


def test_a_reference_into_an_operation_gets_a_home() -> None:
    spec = resolved(HEAD + """paths:
  /a: {get: {responses: {200: {description: ok, schema: {type: object, title: here}}}}}
definitions: {A: {$ref: '#/paths/~1a/get/responses/200/schema'}}
""")
    reference = str(at(spec.tree, "components", "schemas", "A", "$ref"))
    assert reference.startswith("#/components/schemas/")
    assert object_at(spec.tree, *reference[2:].split("/")) == {"type": "object", "title": "here"}


def test_wrong_shapes_are_found_at_their_place() -> None:
    with pytest.raises(SpecError) as caught:
        resolved(HEAD + """host: [h]
paths:
  /a: {get: {consumes: x, parameters: [{name: 1, in: query}], responses: {200: {schema: []}}}}
definitions: []
""")
    assert problems(caught.value) == [
        ("R220", 3, "`host` must be text, not a list"),
        ("R220", 5, "`consumes` must be a list of texts, not text"),
        ("R220", 5, "`name` must be text, not a number"),
        ("R220", 5, "a schema must be an object, not a list"),
        ("R220", 6, "schemas under names are needed here, not a list"),
    ]


def test_a_shared_body_by_way_of_another() -> None:
    spec = resolved(HEAD + """parameters:
  A: {$ref: '#/parameters/B'}
  B: {name: b, in: body, schema: {type: string}}
  C: {$ref: '#/parameters/D'}
  D: {name: d, in: query, type: string}
paths: {/a: {post: {parameters: [{$ref: '#/parameters/A'}, {$ref: '#/parameters/C'}], responses: {}}}}
""")
    assert object_at(spec.tree, "paths", "/a", "post") == {
        "parameters": [{"$ref": "#/components/parameters/C"}],
        "requestBody": {"content": {"application/json": {"schema": {"type": "string"}}}},
    }
    assert list(object_at(spec.tree, "components", "parameters")) == ["C", "D"]


def test_a_circle_of_shared_parameters() -> None:
    with pytest.raises(SpecError, match="R213"):
        resolved(HEAD + """parameters: {A: {$ref: '#/parameters/B'}, B: {$ref: '#/parameters/A'}}
paths: {/a: {post: {parameters: [{$ref: '#/parameters/A'}], responses: {}}}}
""")


def test_headers_have_no_references() -> None:
    with pytest.raises(SpecError) as caught:
        resolved(
            HEAD
            + "paths: {}\nresponses: {R: {description: r, headers: {X: {$ref: '#/definitions/D'}}}}\n"
        )
    assert problems(caught.value) == [("R220", 4, "Swagger 2.0 has no references to headers")]

"""`resolve`: versions, shapes, paths, places, and what it leaves alone."""

import copy
import json
from pathlib import Path

import pytest

from generator.diagnostics import SpecError
from generator.ir.document import Document, JsonObject, Position, PositionTable
from generator.resolve import resolve, spec_as_tree
from tests.stages.resolving import HEAD, at, object_at, problems, resolved

OPERATION = """openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /things:
    get:
      responses: {'200': {description: ok}}
"""


@pytest.mark.parametrize(
    ("version", "canonical"),
    [("3.0.3", "3.1.0"), ("3.1.1", "3.1.0"), ("'3.1'", "3.1.0"), ("3.2.0", "3.2.0")],
)
def test_versions_that_are_read(version: str, canonical: str) -> None:
    spec = resolved(HEAD.format(version=version))
    assert spec.tree["openapi"] == canonical
    assert spec.source_version == version.strip("'")


@pytest.mark.parametrize(
    "first", ["openapi: 4.0.0", "openapi: 3.10.0", "swagger: '1.2'", "swagger: 3.0.0", "title: T"]
)
def test_other_versions_are_refused(first: str) -> None:
    with pytest.raises(SpecError) as caught:
        resolved(f"{first}\npaths: {{}}\n")
    assert [code for code, _, _ in problems(caught.value)] == ["R201"]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("asyncapi: 3.0.0", "an AsyncAPI document"),
        ("item: []", "a Postman collection"),
        ("swaggerVersion: '1.2'", "a Swagger 1 document"),
    ],
)
def test_other_documents_are_called_by_their_names(line: str, what: str) -> None:
    with pytest.raises(SpecError) as caught:
        resolved(f"{line}\ninfo: {{}}\n")
    assert what in caught.value.diagnostics[0].message


def test_a_tree_that_is_no_object_is_refused() -> None:
    found = PositionTable(Position(file="x.json", line=1, column=1))
    source = Document(file="x.json", path="/x.json", tree=["a"], source_map=found, digests={})
    with pytest.raises(SpecError, match="R201"):
        resolve(source, load_file=lambda path, shown: source)


def test_a_document_without_paths_needs_something_else() -> None:
    assert "webhooks" in resolved("openapi: 3.1.0\ninfo: {}\nwebhooks: {}\n").tree
    with pytest.raises(SpecError, match="R202"):
        resolved("openapi: 3.1.0\ninfo: {}\n")
    with pytest.raises(SpecError, match=r"spec\.yaml:2: R202"):
        resolved("openapi: 3.1.0\npaths: []\n")


def test_the_source_is_never_changed() -> None:
    tree: JsonObject = json.loads(
        json.dumps(
            {
                "openapi": "3.0.3",
                "info": {"title": "T", "version": "1"},
                "paths": {},
                "components": {
                    "schemas": {
                        "A": {"type": "object", "nullable": True, "allOf": [{"type": "object"}]},
                        "B": {"$ref": "#/components/schemas/A", "nullable": True, "minLength": 1},
                        "C": {"minimum": 1, "exclusiveMinimum": True, "example": 3},
                    }
                },
            }
        )
    )
    before = copy.deepcopy(tree)
    found = PositionTable(Position(file="x.json", line=1, column=1))
    source = Document(file="x.json", path="/x.json", tree=tree, source_map=found, digests={})
    overlay = Document(
        file="o.json",
        path="/o.json",
        tree={
            "overlay": "1.0.0",
            "actions": [{"target": "$.info", "update": {"title": "U"}}],
        },
        source_map=found,
        digests={},
    )
    made = resolve(source, overlays=(overlay,), load_file=lambda path, shown: source)
    assert tree == before
    assert made.tree["info"] == {"title": "U", "version": "1"}


def test_what_needs_no_change_is_shared() -> None:
    schema: JsonObject = {"type": "object", "properties": {"a": {"type": "string"}}}
    tree: JsonObject = {
        "openapi": "3.1.0",
        "paths": {},
        "components": {"schemas": {"A": schema, "B": {"example": 1}}},
    }
    found = PositionTable(Position(file="x.json", line=1, column=1))
    source = Document(file="x.json", path="/x.json", tree=tree, source_map=found, digests={})
    made = resolve(source, load_file=lambda path, shown: source).tree
    assert at(made, "components", "schemas", "A") is schema
    assert at(made, "components", "schemas", "B") == {"examples": [1]}


SHAPES = [
    ("paths: {/a: []}", 3, "a path item must be an object, not a list"),
    ("paths: {/a: {get: []}}", 3, "an operation must be an object, not a list"),
    ("paths: {/a: {get: }}", 3, "an operation must be an object, not null"),
    ("paths: {/a: {get: {parameters: {}}}}", 3, "a list of parameters is needed here, not an object"),
    ("paths: {/a: {get: {parameters: [x]}}}", 3, "a parameter must be an object, not text"),
    ("paths: {/a: {get: {responses: []}}}", 3, "responses under names are needed here, not a list"),
    ("paths: {/a: {get: {operationId: 1}}}", 3, "`operationId` must be text, not a number"),
    ("paths: {/a: {get: {deprecated: 'no'}}}", 3, "`deprecated` must be true or false, not text"),
    ("paths: {/a: {get: {tags: x}}}", 3, "`tags` must be a list of texts, not text"),
    ("paths: {/a: {get: {tags: [1]}}}", 3, "`tags` must be a list of texts, not a list with a number"),
    ("paths: {/a: {get: {security: {}}}}", 3, "a list of security requirements is needed here, not an object"),
    ("paths: {/a: {get: {security: [{a: b}]}}}", 3, "scopes must be a list, not text"),
    ("paths: {}\nservers: {url: x}", 4, "a list of servers is needed here, not an object"),
    ("paths: {}\nservers: [{url: 1}]", 4, "`url` must be text, not a number"),
    ("paths: {}\ncomponents: []", 4, "a components object must be an object, not a list"),
    ("paths: {}\ncomponents: {schemas: []}", 4, "schemas under names are needed here, not a list"),
    ("paths: {}\ncomponents: {schemas: {A: x}}", 4, "a schema must be an object, not text"),
    ("paths: {}\ncomponents: {schemas: {A: {type: 3}}}", 4, "`type` must be a type's name or a list of them, not a number"),
    ("paths: {}\ncomponents: {schemas: {A: {required: [1]}}}", 4, "`required` must be a list of texts, not a list with a number"),
    ("paths: {}\ncomponents: {schemas: {A: {minLength: -1}}}", 4, "`minLength` must be a whole number, not a number"),
    ("paths: {}\ncomponents: {schemas: {A: {minimum: '1'}}}", 4, "`minimum` must be a number, not text"),
    ("paths: {}\ncomponents: {schemas: {A: {enum: x}}}", 4, "`enum` must be a list, not text"),
    ("paths: {}\ncomponents: {schemas: {A: {properties: [a]}}}", 4, "schemas under names are needed here, not a list"),
    ("paths: {}\ncomponents: {schemas: {A: {allOf: {}}}}", 4, "a list of schemas is needed here, not an object"),
    ("paths: {}\ncomponents: {schemas: {A: {allOf: [null]}}}", None, ""),
    ("paths: {}\ncomponents: {schemas: {A: {discriminator: {mapping: []}}}}", 4, "`mapping` must be an object of texts, not a list"),
]  # fmt: skip


@pytest.mark.parametrize(("rest", "line", "message"), SHAPES)
def test_wrong_shapes_are_found_at_their_place(rest: str, line: int | None, message: str) -> None:
    text = f"openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\n{rest}\n"
    if line is None:
        assert resolved(text)
        return
    with pytest.raises(SpecError) as caught:
        resolved(text)
    assert problems(caught.value) == [("R220", line, message)]
    assert all(d.hint for d in caught.value.diagnostics)


def test_all_problems_are_reported_in_one_run() -> None:
    with pytest.raises(SpecError) as caught:
        resolved(
            OPERATION
            + "    post: []\n"
            + "  things: {}\n"
            + "components: {schemas: {A: {$ref: '#/x'}, B: {minimum: ''}}}\n"
        )
    assert sorted(code for code, _, _ in problems(caught.value)) == ["R212", "R220", "R220", "R221"]


def test_sloppy_spellings_with_a_clear_meaning_are_put_right() -> None:
    spec = resolved("""openapi: 3.0.3
info: {title: T, version: 1.0}
security: [{oauth2: null}]
servers: [{url: 'https://x/{v}', variables: {v: {default: 2}}}]
paths:
  x-note: [any, thing]
  /empty:
  /a:
    parameters:
    get:
      description:
      responses:
        200:
        default: {description: no, content: {application/json: }}
components:
  schemas:
    A: {type: object, properties: {a: {type: string, required: true}, b: }, enum: []}
    N: {type: null}
    T: {type: array, items: [{type: string}], additionalItems: false}
""").tree
    assert object_at(spec, "info")["version"] == "1.0"
    assert spec["security"] == [{"oauth2": []}]
    assert at(spec, "servers", 0, "variables", "v", "default") == "2"
    assert list(object_at(spec, "paths")) == ["x-note", "/a"]
    assert object_at(spec, "paths", "/a") == {
        "get": {
            "responses": {
                "200": {},
                "default": {"description": "no", "content": {"application/json": {}}},
            }
        }
    }
    assert at(spec, "components", "schemas", "A", "properties") == {
        "a": {"type": "string"},
        "b": {},
    }
    assert at(spec, "components", "schemas", "N") == {"type": "null"}
    assert at(spec, "components", "schemas", "T") == {
        "type": "array",
        "prefixItems": [{"type": "string"}],
        "items": False,
    }


def test_a_component_may_be_called_like_an_extension() -> None:
    spec = resolved(
        HEAD.format(version="3.0.3")
        + "components: {schemas: {x-id: {type: string, nullable: true}}, x-mine: {$ref: nowhere}}\n"
    ).tree
    assert at(spec, "components", "schemas", "x-id") == {"type": ["string", "null"]}
    assert at(spec, "components", "x-mine") == {"$ref": "nowhere"}


PATHS = [
    "things",
    "//evil.example/x",
    "https://evil.example/",
    "/a/../b",
    "/a/./b",
    "/a/{b",
    "/a/b}",
]
PATHS += [
    "/a/{{b}}",
    "/a/{}",
    "/a b",
    "/a\\b",
    "/a/%2e%2e/b",
    "/a/%252e%252E/b",
    "/a\u00a0b",
    "/{a\nb}",
    "/a{?page,size}",
    "/v1/{name=shelves/*}",
]


@pytest.mark.parametrize("path", PATHS)
def test_paths_that_could_lead_elsewhere_are_refused(path: str) -> None:
    text = f"openapi: 3.1.0\npaths:\n  {json.dumps(path)}: {{}}\n"
    with pytest.raises(SpecError) as caught:
        resolved(text)
    assert [(code, line) for code, line, _ in problems(caught.value)] == [("R221", 3)]


@pytest.mark.parametrize(
    "path", ["/", "/a/{b}/c", "/a/{b}.{c}", "/v1:run", "/a?beta=true", "/a#two"]
)
def test_paths_that_are_used(path: str) -> None:
    assert resolved(f"openapi: 3.1.0\npaths:\n  {json.dumps(path)}: {{}}\n")


@pytest.mark.parametrize("key", ["GET", "connect", "additionaloperations", "search"])
def test_an_operation_under_another_key_must_not_vanish(key: str) -> None:
    with pytest.raises(SpecError) as caught:
        resolved(OPERATION + f"    {key}: {{responses: {{}}}}\n")
    assert [(code, line) for code, line, _ in problems(caught.value)] == [("R218", 7)]


def test_places_lead_back_to_the_source() -> None:
    spec = resolved(OPERATION)
    found = spec.source_map.locate("/paths/~1things/get/responses/200/description")
    assert (found.file, found.line) == ("spec.yaml", 6)


def test_the_canonical_document_is_its_own_canonical_form() -> None:
    spec = resolved("""openapi: 3.0.3
info: {title: T, version: 1.0}
paths:
  /a: {$ref: '#/paths/~1b'}
  /b: {get: {responses: {'200': {$ref: '#/components/responses/R', description: x}}}}
components:
  responses: {R: {description: ok}}
  schemas:
    A: {$ref: '#/components/schemas/B', nullable: true}
    B: {type: object, nullable: true, allOf: [{type: object, example: {}}]}
    C: {type: array, items: [{type: string}]}
    D:
      oneOf: [{$ref: '#/components/schemas/C', nullable: true}, {$ref: '#/components/schemas/B'}]
      discriminator: {propertyName: k}
""")
    again = resolve(
        Document(
            file="bundle.json",
            path="/bundle.json",
            tree=spec_as_tree(spec),
            source_map=spec.source_map,
            digests={},
        ),
        load_file=lambda path, shown: pytest.fail(shown),
    )
    assert again.tree == spec.tree


def test_digests_name_every_file(tmp_path: Path) -> None:
    from tests.stages.resolving import resolved_files

    spec = resolved_files(
        tmp_path,
        {
            "a.yaml": "openapi: 3.1.0\npaths: {/x: {$ref: p/x.yaml}}\n",
            "p/x.yaml": "get: {responses: {}}\n",
        },
    )
    assert sorted(spec.digests) == ["a.yaml", "p/x.yaml"]


MEDIA = """openapi: 3.2.0
paths:
  /a:
    query:
      responses:
        '200': {description: ok, content: {application/json: {$ref: '#/components/mediaTypes/M'}}}
components:
  schemas: {S: {type: string}}
  mediaTypes:
    M: {schema: {$ref: '#/components/schemas/S'}}
"""


def test_media_types_of_3_2_stand_where_they_are_used() -> None:
    content = at(resolved(MEDIA).tree, "paths", "/a", "query", "responses", "200", "content")
    assert content == {"application/json": {"schema": {"$ref": "#/components/schemas/S"}}}


def test_a_media_type_must_not_contain_itself() -> None:
    text = MEDIA.replace(
        "{schema: {$ref: '#/components/schemas/S'}}",
        "{encoding: {e: {headers: {H: {content: {a/b: {$ref: '#/components/mediaTypes/M'}}}}}}}",
    )
    with pytest.raises(SpecError) as caught:
        resolved(text)
    assert ("R220", "this media type contains itself") in {
        (code, message) for code, _, message in problems(caught.value)
    }

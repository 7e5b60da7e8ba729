"""`$ref` within one document: where it counts, what it may name, where it never ends."""

import pytest

from generator.diagnostics import SpecError
from generator.ir.document import Document
from generator.resolve import resolve
from tests.stages.resolving import HEAD, at, document, object_at, problems, resolved

HEAD31 = HEAD.format(version="3.1.0")


def test_references_of_every_kind_stay_where_they_are() -> None:
    text = """openapi: 3.0.3
paths:
  /a:
    parameters: [{$ref: '#/components/parameters/P'}]
    post:
      requestBody: {$ref: '#/components/requestBodies/Q'}
      responses:
        '200': {$ref: '#/components/responses/R'}
        '201':
          description: ok
          headers: {X-A: {$ref: '#/components/headers/H'}}
          links: {L: {$ref: '#/components/links/L'}}
          content:
            application/json: {examples: {E: {$ref: '#/components/examples/E'}}}
      callbacks: {C: {$ref: '#/components/callbacks/C'}}
components:
  parameters: {P: {name: p, in: query, schema: {$ref: '#/components/schemas/S'}}}
  requestBodies: {Q: {content: {text/plain: {schema: {type: string}}}}}
  responses: {R: {description: ok}}
  headers: {H: {schema: {type: string}}}
  links: {L: {operationId: x}}
  examples: {E: {value: 1}}
  callbacks: {C: {'{$request.body#/url}': {post: {summary: s}}}}
  securitySchemes: {K: {$ref: '#/components/securitySchemes/J'}, J: {type: http, scheme: basic}}
  schemas: {S: {type: string}}
"""
    made = resolved(text).tree
    assert made == {**object_at(document(text).tree), "openapi": "3.1.0"}


def test_pointers_with_escapes() -> None:
    made = resolved(HEAD31 + """components:
  schemas:
    a/b: {type: string}
    c~d: {type: string}
    e f: {type: string}
    'g%20h': {type: string}
    A: {$ref: '#/components/schemas/a~1b'}
    B: {$ref: '#/components/schemas/c~0d'}
    C: {$ref: '#/components/schemas/e%20f'}
    D: {$ref: '#/components/schemas/g%20h'}
    E: {$ref: '#/components/schemas/a%7e1b'}
""").tree
    schemas = object_at(made, "components", "schemas")
    assert [at(schemas, name, "$ref") for name in "ABCDE"] == [
        "#/components/schemas/a~1b",
        "#/components/schemas/c~0d",
        "#/components/schemas/e f",
        "#/components/schemas/g%20h",
        "#/components/schemas/a~1b",
    ]


def test_chains_are_kept_and_ends_found() -> None:
    made = resolved(HEAD31 + """components:
  schemas:
    A: {$ref: '#/components/schemas/B'}
    B: {$ref: '#/components/schemas/C', description: on the way}
    C: {type: string}
""").tree
    assert at(made, "components", "schemas", "A") == {"$ref": "#/components/schemas/B"}


def test_a_reference_into_an_operation_is_kept() -> None:
    pointer = "#/paths/~1a/get/responses/200/content/application~1json/schema"
    made = resolved(f"""openapi: 3.1.0
paths:
  /a:
    get:
      responses:
        '200': {{description: ok, content: {{application/json: {{schema: {{type: object}}}}}}}}
components: {{schemas: {{A: {{$ref: '{pointer}'}}}}}}
""").tree
    assert at(made, "components", "schemas", "A") == {"$ref": pointer}


def test_what_stands_outside_of_openapi_gets_a_home() -> None:
    made = resolved(HEAD31 + """components:
  schemas:
    A: {$ref: '#/definitions/Pet'}
    B: {$ref: '#/x-shared/Pet'}
    Pet: {type: string}
definitions: {Pet: {type: object, properties: {owner: {$ref: '#/definitions/Owner'}}}, Owner: {nullable: true, type: string}}
x-shared: {Pet: {type: integer}}
""").tree
    schemas = object_at(made, "components", "schemas")
    assert schemas["A"] == {"$ref": "#/components/schemas/spec_Pet"}
    assert schemas["B"] == {"$ref": "#/components/schemas/spec_Pet_2"}
    assert at(schemas, "spec_Pet", "properties", "owner") == {"$ref": "#/components/schemas/Owner"}
    assert schemas["Owner"] == {"type": ["string", "null"]}
    assert schemas["spec_Pet_2"] == {"type": "integer"}


def test_a_node_that_moves_gets_a_home() -> None:
    """`nullable` beside `allOf` puts the `allOf` deeper than the reference says."""
    made = resolved(HEAD.format(version="3.0.3") + """components:
  schemas:
    A: {nullable: true, allOf: [{type: object, title: inner}]}
    B: {$ref: '#/components/schemas/A/allOf/0'}
""").tree
    reference = at(made, "components", "schemas", "B", "$ref")
    assert reference == "#/components/schemas/A_2" or reference == "#/components/schemas/spec_A"
    assert object_at(made, *str(reference)[2:].split("/"))["title"] == "inner"


def test_a_pointer_through_a_reference() -> None:
    made = resolved(HEAD31 + """components:
  schemas:
    A: {$ref: '#/components/schemas/B'}
    B: {type: object, properties: {x: {type: string}}}
    C: {$ref: '#/components/schemas/A/properties/x'}
""").tree
    assert at(made, "components", "schemas", "C") == {"$ref": "#/components/schemas/B/properties/x"}


def test_path_items_stand_where_they_are_used() -> None:
    spec = resolved("""openapi: 3.1.0
paths:
  /a: {$ref: '#/paths/~1b', description: mine, get: {summary: mine, responses: {}}}
  /b: {$ref: '#/components/pathItems/P'}
components:
  pathItems:
    P:
      get: {summary: shared, responses: {}}
      post: {responses: {}}
""")
    assert at(spec.tree, "paths", "/b") == {
        "get": {"summary": "shared"},
        "post": {},
    }
    assert at(spec.tree, "paths", "/a") == {
        "get": {"summary": "mine"},
        "post": {},
        "description": "mine",
    }
    assert spec.source_map.locate("/paths/~1b/post").line == 9
    assert spec.source_map.locate("/paths/~1a/get/summary").line == 3


def test_a_callback_may_come_back_to_its_own_path_item() -> None:
    made = resolved("""openapi: 3.1.0
paths:
  /a: {$ref: '#/components/pathItems/P'}
components:
  pathItems:
    P: {post: {responses: {}, callbacks: {again: {x: {$ref: '#/components/pathItems/P'}}}}}
""").tree
    assert at(made, "paths", "/a", "post", "callbacks", "again", "x") == {
        "$ref": "#/components/pathItems/P"
    }


CIRCLES = [
    "{A: {$ref: '#/components/schemas/A'}}",
    "{A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}}",
    "{A: {$ref: '#/components/schemas/B', description: x}, B: {$ref: '#/components/schemas/A', title: y}}",
    "{A: {$ref: '#a', $anchor: a}}",
]  # fmt: skip


@pytest.mark.parametrize("schemas", CIRCLES)
def test_a_circle_of_references_is_reported_once(schemas: str) -> None:
    with pytest.raises(SpecError) as caught:
        resolved(HEAD31 + f"components: {{schemas: {schemas}}}\n")
    ((code, line, message),) = problems(caught.value)
    assert (code, line) == ("R213", 4)
    assert message.startswith("the reference never ends: #") and " → " in message


def test_a_circle_of_path_items() -> None:
    with pytest.raises(SpecError) as caught:
        resolved("""openapi: 3.1.0
paths:
  /a: {$ref: '#/paths/~1b', description: with siblings}
  /b: {$ref: '#/paths/~1a', summary: too}
""")
    ((code, line, message),) = problems(caught.value)
    assert (code, line) == ("R213", 3)
    assert message.endswith("#/paths/~1b → #/paths/~1a → #/paths/~1b")


def test_recursion_through_properties_is_no_circle() -> None:
    text = (
        HEAD31 + "components: {schemas: {A: {properties: {a: {$ref: '#/components/schemas/A'}}}}}\n"
    )
    assert resolved(text).tree == document(text).tree


def test_a_pointer_that_leads_through_itself_is_dangling() -> None:
    with pytest.raises(SpecError, match="R212"):
        resolved(HEAD31 + "components: {schemas: {A: {$ref: '#/components/schemas/A/b'}}}\n")


DANGLING = [
    "#/components/schemas/X",
    "#nowhere",
    "#/components/schemas/A/properties/y",
    "#a b",
    "#/paths/0",
]


@pytest.mark.parametrize("reference", DANGLING)
def test_a_dangling_reference_has_its_place(reference: str) -> None:
    with pytest.raises(SpecError) as caught:
        resolved(HEAD31 + f"components:\n  schemas:\n    A:\n      $ref: '{reference}'\n")
    ((code, line, message),) = problems(caught.value)
    assert (code, line) == ("R212", 7)
    assert message == f"{reference} refers to nothing"


def test_a_page_may_have_lost_a_schema() -> None:
    page = document("""openapi: 3.1.0
paths:
  /a:
    get:
      responses: {'200': {$ref: '#/components/responses/Gone'}}
components:
  schemas: {A: {properties: {a: {$ref: '#/components/schemas/Gone', description: kept}}}}
""")
    page = Document(
        file=page.file,
        path=page.path,
        tree=page.tree,
        source_map=page.source_map,
        digests={},
        pages=True,
    )
    spec = resolve(page, load_file=lambda path, shown: pytest.fail(shown))
    assert at(spec.tree, "components", "schemas", "A", "properties", "a") == {"description": "kept"}
    assert [(loss.what, loss.pointer, loss.detail) for loss in spec.losses] == [
        ("dangling $ref", "/paths/~1a/get/responses/200", "#/components/responses/Gone"),
        ("dangling $ref", "/components/schemas/A/properties/a", "#/components/schemas/Gone"),
    ]


def test_a_page_must_not_lose_a_parameter() -> None:
    page = document("openapi: 3.1.0\npaths: {/a: {get: {parameters: [{$ref: '#/x'}]}}}\n")
    page = Document(
        file=page.file,
        path=page.path,
        tree=page.tree,
        source_map=page.source_map,
        digests={},
        pages=True,
    )
    with pytest.raises(SpecError, match="R212"):
        resolve(page, load_file=lambda path, shown: pytest.fail(shown))


OTHER_KINDS = [
    ("schemas: {A: {$ref: '#/components/parameters/P'}}", "a parameter", "a schema"),
    ("schemas: {A: {$ref: '#'}}", "a document", "a schema"),
    ("responses: {A: {$ref: '#/components/schemas/S'}}", "a schema", "a response"),
]


@pytest.mark.parametrize(("section", "found", "needed"), OTHER_KINDS)
def test_a_reference_stands_for_its_own_kind(section: str, found: str, needed: str) -> None:
    with pytest.raises(SpecError) as caught:
        resolved(
            HEAD31
            + "components:\n"
            + f"  {section}\n"
            + "  parameters: {P: {name: p, in: query}}\n"
            + ("" if section.startswith("schemas") else "  schemas: {S: {}}\n")
        )
    ((code, line, message),) = problems(caught.value)
    assert (code, line) == ("R215", 5)
    assert message.endswith(f"refers to {found} where {needed} is needed")

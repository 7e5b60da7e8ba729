"""Specifications of many files: what is read, what never is, and what its parts are called."""

import os
from pathlib import Path

import pytest

from generator.diagnostics import SpecError
from tests.stages.resolving import at, object_at, problems, resolved_files

ROOT = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n"


def test_every_kind_of_part(tmp_path: Path) -> None:
    spec = resolved_files(
        tmp_path,
        {
            "root.yaml": """openapi: 3.0.3
paths:
  /pets: {$ref: 'paths/pets.yaml'}
components:
  schemas:
    Pet: {$ref: 'schemas/Pet.yaml'}
""",
            "paths/pets.yaml": """
get:
  parameters: [{$ref: '../common.yaml#/components/parameters/Limit'}]
  responses:
    '200':
      description: ok
      content: {application/json: {schema: {$ref: '../schemas/Pet.yaml'}}}
    default: {$ref: '../common.yaml#/components/responses/Error'}
""",
            "schemas/Pet.yaml": """
type: object
nullable: true
properties:
  parent: {$ref: '#'}
  owner: {$ref: './Owner.yaml'}
  tag: {$ref: 'defs.json#/$defs/Tag'}
  root: {$ref: '../root.yaml#/components/schemas/Pet'}
""",
            "schemas/Owner.yaml": "type: object\nproperties: {pets: {type: array, items: {$ref: Pet.yaml}}}\n",
            "schemas/defs.json": '{"$defs": {"Tag": {"type": "string", "nullable": true}}}',
            "common.yaml": """openapi: 3.0.3
info: {title: C, version: '1'}
paths: {}
components:
  parameters: {Limit: {name: limit, in: query, schema: {type: integer}}}
  responses: {Error: {description: no, content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}}
  schemas: {Error: {type: object}}
""",
        },
    )
    components = object_at(spec.tree, "components")
    assert list(object_at(components, "schemas")) == ["Pet", "Owner", "Tag", "Error"]
    assert at(components, "schemas", "Pet") == {
        "type": ["object", "null"],
        "properties": {
            "parent": {"$ref": "#/components/schemas/Pet"},
            "owner": {"$ref": "#/components/schemas/Owner"},
            "tag": {"$ref": "#/components/schemas/Tag"},
            "root": {"$ref": "#/components/schemas/Pet"},
        },
    }
    assert at(components, "schemas", "Owner", "properties", "pets", "items") == {
        "$ref": "#/components/schemas/Pet"
    }
    assert at(components, "schemas", "Tag") == {"type": ["string", "null"]}
    operation = object_at(spec.tree, "paths", "/pets", "get")
    assert operation["parameters"] == [{"$ref": "#/components/parameters/Limit"}]
    assert at(operation, "responses", "default") == {"$ref": "#/components/responses/Error"}
    assert at(operation, "responses", "200", "content", "application/json", "schema") == {
        "$ref": "#/components/schemas/Pet"
    }
    located = {
        pointer: (found.file, found.line)
        for pointer in (
            "/paths/~1pets/get/parameters",
            "/components/schemas/Pet/properties/owner",
            "/components/schemas/Owner/type",
            "/components/responses/Error",
        )
        for found in (spec.source_map.locate(pointer),)
    }
    assert located == {
        "/paths/~1pets/get/parameters": ("paths/pets.yaml", 3),
        "/components/schemas/Pet/properties/owner": ("schemas/Pet.yaml", 6),
        "/components/schemas/Owner/type": ("schemas/Owner.yaml", 1),
        "/components/responses/Error": ("common.yaml", 6),
    }
    assert sorted(spec.digests) == [
        "common.yaml",
        "paths/pets.yaml",
        "root.yaml",
        "schemas/Owner.yaml",
        "schemas/Pet.yaml",
        "schemas/defs.json",
    ]


def test_names_do_not_collide(tmp_path: Path) -> None:
    spec = resolved_files(
        tmp_path,
        {
            "root.yaml": ROOT
            + """components:
  schemas:
    Id: {type: string}
    A: {properties: {a: {$ref: 'one.yaml#/Id'}, b: {$ref: 'two.yaml#/Id'}, c: {$ref: 'sub/two.yaml#/Id'}}}
    B: {properties: {a: {$ref: 'one.yaml#/Id'}, d: {$ref: 'one.yaml#/odd name~1é'}}}
""",
            "one.yaml": "Id: {type: integer}\nodd name/é: {type: number}\n",
            "two.yaml": "Id: {type: boolean}\n",
            "sub/two.yaml": "Id: {type: 'null'}\n",
        },
    )
    schemas = object_at(spec.tree, "components", "schemas")
    found = object_at(schemas, "A", "properties")
    assert [at(found, key, "$ref") for key in "abc"] == [
        "#/components/schemas/one_Id",
        "#/components/schemas/two_Id",
        "#/components/schemas/two_Id_2",
    ]
    assert at(schemas, "B", "properties", "a") == found["a"]
    assert at(schemas, "B", "properties", "d", "$ref") == "#/components/schemas/odd_name"
    assert [at(schemas, n, "type") for n in ("one_Id", "two_Id", "two_Id_2")] == [
        "integer",
        "boolean",
        "null",
    ]


def test_a_section_may_be_a_file(tmp_path: Path) -> None:
    spec = resolved_files(
        tmp_path,
        {
            "root.yaml": """openapi: 3.1.0
paths: {$ref: 'paths/index.yaml'}
components:
  schemas: {$ref: 'schemas/index.yaml', Own: {type: string}}
""",
            "paths/index.yaml": """
/a:
  get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '../root.yaml#/components/schemas/Pet'}}}}}}
""",
            "schemas/index.yaml": "Pet: {$ref: ./Pet.yaml}\nTag: {type: string}\n",
            "schemas/Pet.yaml": "type: object\nproperties: {tag: {$ref: 'index.yaml#/Tag'}, own: {$ref: '../root.yaml#/components/schemas/Own'}}\n",
        },
    )
    schemas = object_at(spec.tree, "components", "schemas")
    assert set(schemas) == {"Own", "Pet", "Tag"}
    assert at(schemas, "Pet", "properties") == {
        "tag": {"$ref": "#/components/schemas/Tag"},
        "own": {"$ref": "#/components/schemas/Own"},
    }
    content = ("paths", "/a", "get", "responses", "200", "content", "application/json", "schema")
    assert at(spec.tree, *content) == {"$ref": "#/components/schemas/Pet"}
    assert spec.source_map.locate("/paths/~1a/get").file == "paths/index.yaml"


def test_discriminators_follow_their_variants(tmp_path: Path) -> None:
    spec = resolved_files(
        tmp_path,
        {
            "root.yaml": ROOT
            + """components:
  schemas:
    Cat: {type: string}
    Pet: {$ref: 'pets.yaml#/Pet'}
    Tagged:
      oneOf: [{$ref: 'dog.yaml'}]
      discriminator: {propertyName: kind, mapping: {dog: dog.yaml, old: './dog.yaml#/$defs/Old'}}
""",
            "pets.yaml": """
Pet:
  oneOf: [{$ref: '#/Cat'}, {$ref: '#/Fish'}]
  discriminator: {propertyName: kind}
Cat: {type: object}
Fish: {type: object}
""",
            "dog.yaml": "type: object\n$defs: {Old: {type: object}}\n",
        },
    )
    schemas = object_at(spec.tree, "components", "schemas")
    assert at(schemas, "Tagged", "discriminator", "mapping") == {
        "dog": "#/components/schemas/dog",
        "old": "#/components/schemas/Old",
    }
    assert at(schemas, "Pet", "discriminator") == {
        "propertyName": "kind",
        "mapping": {"Cat": "#/components/schemas/pets_Cat"},
    }


def test_each_file_has_its_own_version(tmp_path: Path) -> None:
    spec = resolved_files(
        tmp_path,
        {
            "root.yaml": ROOT
            + "components: {schemas: {A: {$ref: 'old.yaml#/components/schemas/A'}}}\n",
            "old.yaml": """openapi: 3.0.0
paths: {}
components: {schemas: {A: {properties: {b: {$ref: '#/components/schemas/B', minLength: 1}}}, B: {type: string}}}
""",
        },
    )
    found = at(spec.tree, "components", "schemas", "A", "properties", "b")
    assert found == {"$ref": "#/components/schemas/B"}


def test_swagger_and_openapi_share_nothing_but_schemas(tmp_path: Path) -> None:
    other = "swagger: '2.0'\npaths: {}\nparameters: {P: {name: p, in: query, type: string}}\ndefinitions: {D: {type: string}}\n"
    fine = "components: {schemas: {A: {$ref: 'other.yaml#/definitions/D'}}}\n"
    assert resolved_files(tmp_path, {"root.yaml": ROOT + fine, "other.yaml": other})
    bad = "components: {parameters: {A: {$ref: 'other.yaml#/parameters/P'}}}\n"
    with pytest.raises(SpecError, match="R216"):
        resolved_files(tmp_path, {"root.yaml": ROOT + bad, "other.yaml": other})


OUTSIDE = [
    ("../secret.yaml#/A", "R210"),
    ("%2e%2e/secret.yaml", "R210"),
    ("%252e%252e%252fsecret.yaml", "R210"),
    ("sub/../../secret.yaml", "R210"),
    ("/etc/passwd", "R210"),
    ("%2Fetc%2Fpasswd", "R210"),
    ("//evil.example/x", "R210"),
    ("file:///etc/passwd", "R210"),
    ("http://169.254.169.254/", "R210"),
    ("HTTP:evil", "R210"),
    ("C:/windows", "R210"),
    ("..\\secret.yaml", "R210"),
    ("%5c%5chost", "R210"),
    ("a%00b", "R210"),
    ("x" * 5000, "R211"),
    ("nowhere.yaml", "R211"),
    (".", "R211"),
    ("link.yaml", "R210"),
    ("linked/secret.yaml", "R210"),
    ("pipe", "R211"),
    ("loop.yaml", "R210"),
]


@pytest.mark.parametrize(("reference", "code"), OUTSIDE)
def test_nothing_outside_is_read(tmp_path: Path, reference: str, code: str) -> None:
    (tmp_path / "secret.yaml").write_text("A: {type: string}\n")
    folder = tmp_path / "root"
    folder.mkdir()
    (folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "linked").symlink_to(tmp_path)
    (folder / "loop.yaml").symlink_to(folder / "loop.yaml")
    os.mkfifo(folder / "pipe")
    text = ROOT + f"components:\n  schemas:\n    A:\n      $ref: '{reference}'\n"
    with pytest.raises(SpecError) as caught:
        resolved_files(folder, {"root.yaml": text})
    ((found, line, _),) = problems(caught.value)
    assert found == code
    assert line == 7


def test_a_link_inside_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("type: string\n")
    (tmp_path / "link.yaml").symlink_to(tmp_path / "real.yaml")
    spec = resolved_files(
        tmp_path,
        {
            "root.yaml": ROOT
            + "components: {schemas: {A: {$ref: link.yaml}, B: {$ref: real.yaml}}}\n"
        },
    )
    schemas = object_at(spec.tree, "components", "schemas")
    assert schemas == {"A": {"type": "string"}, "B": {"$ref": "#/components/schemas/A"}}


def test_circles_through_files_end(tmp_path: Path) -> None:
    with pytest.raises(SpecError) as caught:
        resolved_files(
            tmp_path,
            {
                "root.yaml": ROOT + "components: {schemas: {A: {$ref: 'b.yaml#/B'}}}\n",
                "b.yaml": "B: {$ref: 'root.yaml#/components/schemas/A'}\n",
            },
        )
    assert [code for code, _, _ in problems(caught.value)] == ["R213"]


def test_what_is_wrong_with_a_part_names_the_part(tmp_path: Path) -> None:
    with pytest.raises(SpecError) as caught:
        resolved_files(
            tmp_path,
            {
                "root.yaml": ROOT
                + "components: {schemas: {A: {$ref: a.yaml}, B: {$ref: b.yaml}, C: {$ref: c.yaml}}}\n",
                "a.yaml": "type: object\nproperties: []\n",
                "b.yaml": "type: object\nproperties: {x: {$ref: '#/y'}}\n",
                "c.yaml": "a: [\n",
            },
        )
    found = {(d.place.file, d.place.line, d.code) for d in caught.value.diagnostics}
    assert ("a.yaml", 2, "R220") in found
    assert ("b.yaml", 2, "R212") in found
    assert any(file == "c.yaml" and code.startswith("L") for file, _, code in found)
    assert len(found) == 3


def test_only_a_section_may_be_a_file(tmp_path: Path) -> None:
    with pytest.raises(SpecError) as caught:
        resolved_files(
            tmp_path,
            {"root.yaml": ROOT + "components: {schemas: {A: {properties: {$ref: '#'}}}}\n"},
        )
    assert problems(caught.value) == [("R220", 4, "a schema must be an object, not text")]


BORROWED = [("nowhere.yaml", "R211"), ("part.yaml#/Nothing", "R212"), ("part.yaml#/List", "R215")]


@pytest.mark.parametrize(("reference", "code"), BORROWED)
def test_a_section_that_is_no_object(tmp_path: Path, reference: str, code: str) -> None:
    with pytest.raises(SpecError) as caught:
        resolved_files(
            tmp_path,
            {
                "root.yaml": ROOT + f"components: {{schemas: {{$ref: '{reference}'}}}}\n",
                "part.yaml": "List: [a]\n",
            },
        )
    assert [(c, line) for c, line, _ in problems(caught.value)] == [(code, 4)]


def test_a_mapping_names_the_schemas_of_its_own_file(tmp_path: Path) -> None:
    spec = resolved_files(
        tmp_path,
        {
            "root.yaml": ROOT
            + "components: {schemas: {Dog: {type: string}, A: {$ref: 'pets.yaml#/components/schemas/Pet'}}}\n",
            "pets.yaml": """openapi: 3.1.0
paths: {}
components:
  schemas:
    Pet: {discriminator: {propertyName: kind, mapping: {d: Dog}}}
    Dog: {type: object}
""",
        },
    )
    schemas = object_at(spec.tree, "components", "schemas")
    assert at(schemas, "A", "discriminator", "mapping") == {"d": "#/components/schemas/pets_Dog"}
    assert schemas["pets_Dog"] == {"type": "object"}

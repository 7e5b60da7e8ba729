"""Text in, a plain tree out; or the exact diagnostic."""

from pathlib import Path

import pytest

from generator.diagnostics import SpecError
from generator.ir.document import JsonValue
from generator.load import load_document, load_text


def tree_of(text: str, name: str = "x.yaml") -> JsonValue:
    return load_text(text.encode(), shown=name, path=Path(name)).tree


def problem_of(text: str | bytes, name: str = "x.yaml") -> tuple[str, int | None, int | None]:
    with pytest.raises(SpecError) as caught:
        load_text(text if isinstance(text, bytes) else text.encode(), shown=name, path=Path(name))
    (found,) = caught.value.diagnostics
    return found.code, found.place.line, found.place.column


def test_scalars_are_those_of_yaml_1_2() -> None:
    assert tree_of(
        "a: yes\nb: true\nc: 2024-03-15\nd: 010\ne: 0x10\nf: 1.0\ng: ~\nh: '1'\ni: 1:30"
    ) == {
        "a": "yes",
        "b": True,
        "c": "2024-03-15",
        "d": "010",
        "e": 16,
        "f": 1.0,
        "g": None,
        "h": "1",
        "i": "1:30",
    }


def test_integer_keys_keep_their_spelling() -> None:
    assert tree_of("200: ok\n4XX: no") == {"200": "ok", "4XX": "no"}


def test_anchors_used_are_anchors_expanded() -> None:
    used = "a: &x {k: [1, 2]}\nb: *x\nc:\n  <<: *x\n  m: 3"
    expanded = "a: {k: [1, 2]}\nb: {k: [1, 2]}\nc: {k: [1, 2], m: 3}"
    assert tree_of(used) == tree_of(expanded)


def test_a_key_of_its_own_wins_over_a_merged_one() -> None:
    assert tree_of("a: &x {k: 1}\nb:\n  k: 2\n  <<: *x") == {"a": {"k": 1}, "b": {"k": 2}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\na: 2", ("L113", 2, 1)),
        ("a: !!python/object:os.system x", ("L114", 1, 4)),
        ("a: &x [*x]", ("L121", 1, 8)),
        ("a: *nothing", ("L122", 1, 4)),
        ("---\na: 1\n---\nb: 2", ("L111", 3, 1)),
        ("", ("L112", 1, 1)),
        ("a: [1", ("L110", 1, 6)),
        ("- a", ("L125", 1, 1)),
        ("a: .inf", ("L124", 1, 4)),
        ("a: " + "9" * 41, ("L123", 1, 4)),
        ("true: 1", ("L118", 1, 1)),
        ("a: " + "[" * 101 + "]" * 101, ("L116", 1, 103)),
    ],
)
def test_refusals_name_the_place(text: str, expected: tuple[str, int, int]) -> None:
    code, line, column = problem_of(text)
    assert (code, line) == expected[:2]
    if code != "L110":
        assert column == expected[2]


def test_aliases_are_counted_as_what_they_stand_for() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
    )
    assert problem_of(bomb)[0] == "L115"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"a": 1, "a": 2}', "L113"),
        ('{"a": NaN}', "L124"),
        ('{"a": 1e999}', "L124"),
        ('{"a": }', "L110"),
        ('{"a": ' + "[" * 200 + "]" * 200 + "}", "L116"),
        ("[1]", "L125"),
    ],
)
def test_json_has_the_same_limits(text: str, code: str) -> None:
    assert problem_of(text, "x.json")[0] == code


def test_text_must_be_utf_8() -> None:
    assert problem_of(b"a: 1\nb: \xff\n")[:2] == ("L102", 2)
    assert problem_of(b"a: \x00")[:2] == ("L102", 1)


def test_positions_of_pointers() -> None:
    text = "a:\n  - x: 1\n  - y/z:\n      w: 2\n"
    found = load_text(text.encode(), shown="x.yaml", path=Path("x.yaml")).source_map
    assert (found.locate("/a/1/y~1z/w").line, found.locate("/a/1/y~1z/w").column) == (4, 7)
    assert found.locate("/a/0/nothing").line == 2


def test_positions_of_json_are_found_when_asked_for() -> None:
    text = '{\n  "a": [\n    {"b": 1}\n  ]\n}\n'
    found = load_text(text.encode(), shown="x.json", path=Path("x.json")).source_map
    assert found.locate("/a/0/b").line == 3


PAGE = """# Get a thing

> Gets it.
And more.

## OpenAPI

````yaml spec_v2.json get /things/{id}
paths:
  path: /things/{id}
  method: get
  request:
    security: []
    parameters:
      path:
        id:
          schema:
            - type: string
              required: true
      query: {}
      header: {}
      cookie: {}
    body: {}
  response:
    '200':
      application/json:
        schemaArray:
          - type: object
            properties:
              name:
                allOf:
                  - type: string
            requiredProperties: [name]
            refIdentifier: '#/components/schemas/Thing'
        examples: {}
        description: It.
    '404':
      _mintlify/placeholder:
        schemaArray:
          - type: any
            description: No such thing
        examples: {}
        description: No such thing
  deprecated: false
  type: path
components:
  schemas: {}

````
"""


def test_a_page_becomes_openapi() -> None:
    document = load_text(PAGE.encode(), shown="docs/get-thing.md", path=Path("get-thing.md"))
    assert document.pages
    assert document.tree == {
        "openapi": "3.1.0",
        "info": {"title": "spec", "version": "2"},
        "servers": [],
        "paths": {
            "/things/{id}": {
                "get": {
                    "operationId": "get-thing",
                    "summary": "Get a thing",
                    "description": "Gets it.\nAnd more.",
                    "security": [],
                    "parameters": [
                        {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
                    ],
                    "responses": {
                        "200": {
                            "description": "It.",
                            "content": {
                                "application/json": {
                                    "schema": {"$ref": "#/components/schemas/Thing"}
                                }
                            },
                        },
                        "404": {"description": "No such thing"},
                    },
                }
            }
        },
        "components": {
            "schemas": {
                "Thing": {
                    "type": "object",
                    "properties": {"name": {"type": "string"}},
                    "required": ["name"],
                }
            }
        },
    }
    assert {loss.what for loss in document.losses} >= {"operationId", "tags"}


def test_a_page_without_an_operation_is_refused_with_the_reason(tmp_path: Path) -> None:
    code, line, _ = problem_of("# Hello\n\nNo fence here.\n", "x.md")
    assert (code, line) == ("L130", 1)
    channel = "# X\n\n````yaml asyncapi.yaml channel\naddress: x\nsendOperations: []\n````\n"
    assert problem_of(channel, "x.md")[:2] == ("L130", 3)


def test_a_folder_of_pages_is_one_api(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "a.md").write_text(PAGE)
    (tmp_path / "b" / "del.md").write_text(
        PAGE.replace("method: get", "method: delete")
        .replace("json get", "json delete")
        .replace("json get", "json delete")
    )
    tree = load_document(tmp_path, shown="pages").tree
    assert isinstance(tree, dict)
    paths = tree["paths"]
    assert isinstance(paths, dict)
    assert list(paths["/things/{id}"]) == ["get", "delete"]


def test_pages_of_several_specifications_name_select(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(PAGE)
    (tmp_path / "b.md").write_text(
        PAGE.replace("spec_v2.json get", "other.json put").replace("get\n", "put\n")
    )
    with pytest.raises(SpecError) as caught:
        load_document(tmp_path, shown="pages")
    (found,) = caught.value.diagnostics
    assert found.code == "L131"
    assert "other.json, spec_v2.json" in found.message
    assert "select" in (found.hint or "")

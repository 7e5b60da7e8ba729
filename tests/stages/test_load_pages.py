"""Documentation pages in, an OpenAPI tree out; or the exact diagnostic."""

from pathlib import Path

import pytest

from generator.diagnostics import SpecError
from generator.load import load_document
from tests.conftest import ROOT
from tests.stages.load_texts import (
    answering,
    at,
    document_of,
    expanded,
    operation_of,
    refusal_of,
    refusals_of,
    sending,
    standard,
    tree_of,
)

THING = (
    "{type: object, properties: {name: {allOf: [{type: string}]}}, requiredProperties: [name, id],"
    " refIdentifier: '#/components/schemas/Thing'}"
)
SCHEMA = ("responses", "200", "content", "application/json", "schema")


def operation(page: str, path: str = "/things", method: str = "get") -> dict[str, object]:
    return dict(operation_of(tree_of(page, "page.md"), path, method))


# What a page says around its fence.


@pytest.mark.parametrize(
    ("before", "summary", "description"),
    [
        ("# A\n\n> One.\n", "A", "One."),
        ("# A\n\n> One.\n  \nTwo.\n\n* three\n", "A", "One.\n  \nTwo.\n\n* three"),
        ("# A\n", "A", None),
        ("# null\n\n> One.\n", None, "One."),
        ("> One.\n\n# A\n", "A", "One."),
        ("# Source: https://x.y/z.md\n\n# In C#\n\n> One.\n", "In C#", "One."),
        ("---\ntitle: x\n---\n# A\n\n>  One.\n\n<Note>Hey</Note>\nmore\n", "A", "One."),
        ("# A\n\n> One.\n\n```json\n# no title\n```\n\nmore\n", "A", "One."),
        ("# A\n\n> One.\n\n# Of the description\n", "A", "One.\n\n# Of the description"),
        ("> ## Documentation Index\n> Fetch\n> Use\n\n# A\n\n> One.\n", "A", "One."),
        ("# A\n\nWritten by hand, quoted nowhere.\n", "A", None),
        ("# A\n\n> One.\n\n```python\nunclosed\n", "A", "One."),
    ],
)
def test_title_and_description(before: str, summary: str | None, description: str | None) -> None:
    page = before + "\n" + expanded()[expanded().index("## OpenAPI") :]
    found = operation(page)
    assert (found.get("summary"), found.get("description")) == (summary, description)


def test_line_ends_trailers_and_missing_ends_do_not_matter() -> None:
    page = expanded(response=answering(f"[{THING}]"))
    plain = tree_of(page, "page.md")
    for other in (
        page.replace("\n", "\r\n"),
        "\ufeff" + page,
        page + "\n---\n\n> To find navigation and other pages in this documentation …\n",
        page[: page.index("\n\n````\n")],
    ):
        assert tree_of(other, "page.md") == plain


def test_several_operations_in_a_file() -> None:
    page = expanded(title="One") + expanded("post", title="Two") + standard("put")
    tree = tree_of(page, "all.md")
    assert at(tree, "paths", "/things", "get", "operationId") == "One"
    assert at(tree, "paths", "/things", "post", "operationId") == "Two"
    assert at(tree, "paths", "/things", "put", "operationId") == "A page"


def test_a_page_of_the_method_query() -> None:
    tree = tree_of(standard("query"), "search.md")
    assert list(at(tree, "paths", "/things")) == ["query"]


def test_a_sample_beside_the_operation_is_none() -> None:
    sample = "```yaml shop.json get /evil\nopenapi: 3.0.0\npaths: {/evil: {get: {}}}\n```\n\n"
    tree = tree_of(sample + expanded(), "page.md")
    assert list(at(tree, "paths")) == ["/things"]  # type: ignore[arg-type]


# What is refused.


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("", "1:1: L130 the page holds no API operation: it is empty"),
        ("# Hello\n", "1:1: L130 the page holds no API operation: it has no block of YAML"),
        ("# A\n\n````yaml a.yaml x\naddress: a\n````\n", "3:1: L130 the page holds no API operation: it describes an AsyncAPI channel"),
        ("````yaml s get /x\n- a\n````\n", "1:1: L130 the page holds no API operation: its YAML is no mapping"),
        ("````yaml s get /x\na: 1\n````\n", "1:1: L130 the page holds no API operation: its YAML is of neither of the docs sites' dialects"),
        ("````yaml s get /x\na: 1\na: 2\n````\n", "3:1: L113 the key 'a' stands here a second time"),
        (expanded(spec="").replace("yaml get /things", "yaml"), "7:1: L133 the fence's info string '' names no operation"),
        (expanded().replace("json get /things", "json post /things"), "7:1: L133 the fence says post /things, its YAML get /things"),
        (standard().replace("json get /things", "json get /other"), "11:1: L133 the fence says get /other, its YAML get /things"),
    ],
)  # fmt: skip
def test_refusals(page: str, message: str) -> None:
    assert refusal_of(page, "page.md") == message


def test_all_bad_fences_of_a_page_are_reported() -> None:
    bad = "````yaml s get /x\na: 1\na: 2\n````\n"
    assert [found.place.line for found in refusals_of(bad * 2, "page.md")] == [3, 7]


# The expanded dialect's packaging.


def test_wrappers_requirement_and_hint_are_undone() -> None:
    tree = tree_of(expanded(response=answering(f"[{THING}]")), "page.md")
    assert at(operation_of(tree, "/things", "get"), *SCHEMA) == {
        "$ref": "#/components/schemas/Thing"
    }
    assert at(tree, "components", "schemas", "Thing") == {
        "type": "object",
        "properties": {"name": {"type": "string"}},
        "required": ["name"],
    }


@pytest.mark.parametrize(
    ("product", "schema"),
    [
        ("{type: any, title: T}", {"title": "T"}),
        ("{type: 'null'}", {"type": "null"}),
        ("{type: array, items: {}}", {"type": "array", "items": {}}),
        ("{type: array, items: {allOf: [{$ref: '#/components/schemas/X'}]}}", {"type": "array", "items": {"$ref": "#/components/schemas/X"}}),
        ("{type: enum<integer>, enum: [1, 2], x-mint-enum: {a: b}}", {"type": "integer", "enum": [1, 2]}),
        ("{type: file, contentEncoding: binary}", {"type": "string", "format": "binary"}),
        ("{type: file, contentEncoding: base64}", {"type": "string", "contentEncoding": "base64"}),
        ("{type: file, contentMediaType: image/png}", {"type": "string", "format": "binary", "contentMediaType": "image/png"}),
        ("{type: integer, maximum: 10, exclusiveMaximum: true, minimum: 1, exclusiveMinimum: false}", {"type": "integer", "exclusiveMaximum": 10, "minimum": 1}),
        ("{type: object, properties: {}, additionalProperties: {allOf: [{type: string}]}}", {"type": "object", "properties": {}, "additionalProperties": {"type": "string"}}),
        ("{type: object, properties: {}, additionalProperties: false}", {"type": "object", "properties": {}, "additionalProperties": False}),
        ("{type: object, properties: {p: {allOf: [{type: string}, {maxLength: 2}]}}}", {"type": "object", "properties": {"p": {"allOf": [{"type": "string"}, {"maxLength": 2}]}}}),
        ("{type: object, properties: {required: {allOf: [{type: boolean}]}, allOf: {allOf: [{type: array}]}}, required: true}", {"type": "object", "properties": {"required": {"type": "boolean"}, "allOf": {"type": "array"}}}),
    ],
)  # fmt: skip
def test_products(product: str, schema: object) -> None:
    page = expanded(response=answering(f"[{product}]"), schemas="{X: {type: string}}")
    assert at(operation_of(tree_of(page, "p.md"), "/things", "get"), *SCHEMA) == schema


def test_alternatives_and_null() -> None:
    def schema(products: str) -> object:
        page = expanded(response=answering(products))
        return at(operation_of(tree_of(page, "p.md"), "/things", "get"), *SCHEMA)

    hint = "refIdentifier: '#/components/schemas/U'"
    assert schema("[{type: string}, {type: integer}, {type: 'null'}]") == {
        "anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "null"}]
    }
    assert schema(f"[{{type: string, {hint}}}, {{type: 'null', {hint}}}]") == {
        "$ref": "#/components/schemas/U"
    }
    assert schema(f"[{{type: string, {hint}}}, {{type: 'null', description: d}}]") == {
        "anyOf": [{"$ref": "#/components/schemas/U"}, {"type": "null"}]
    }
    assert schema(f"[{{type: string, {hint}}}, {{type: integer, {hint}}}, {{type: 'null'}}]") == {
        "anyOf": [{"$ref": "#/components/schemas/U"}, {"type": "null"}]
    }


def test_parameters() -> None:
    request = (
        "{security: [], parameters: {path: {id: {schema: [{type: string, description: Which}]}},"
        " query: {'a[]': {schema: [{type: array, items: {}}], style: form, explode: false}},"
        " header: {X-V: {schema: [{type: string, required: true, default: '1'}]}}, cookie: {}},"
        " body: {}}"
    )
    page = expanded(path="/things/{id}/{lost}", request=request)
    document = document_of(page, "p.md")
    assert operation_of(document.tree, "/things/{id}/{lost}", "get")["parameters"] == [
        {
            "name": "id",
            "in": "path",
            "required": True,
            "description": "Which",
            "schema": {"type": "string"},
        },
        {
            "name": "a[]",
            "in": "query",
            "required": False,
            "style": "form",
            "explode": False,
            "schema": {"type": "array", "items": {}},
        },
        {
            "name": "X-V",
            "in": "header",
            "required": True,
            "schema": {"type": "string", "default": "1"},
        },
        {"name": "lost", "in": "path", "required": True, "schema": {"type": "string"}},
    ]
    assert "path parameter" in {loss.what for loss in document.losses}


def test_bodies_and_placeholders() -> None:
    request = sending("[{type: object, properties: {}, required: true}]")
    assert operation(expanded(request=request))["requestBody"] == {
        "description": "The thing",
        "content": {"application/json": {"schema": {"type": "object", "properties": {}}}},
        "required": True,
    }
    nothing = "{_mintlify/placeholder: {schemaArray: [{type: any}], examples: {}, description: No}}"
    found = operation(expanded(response=f"{{'404': {nothing}, 5XX: {{}}}}"))
    assert found["responses"] == {"404": {"description": "No"}, "5XX": {"description": ""}}


def test_security() -> None:
    def option(title: str, *headers: str) -> str:
        return f"{{title: '{title}', parameters: {{query: {{}}, header: {{{', '.join(headers)}}}, cookie: {{}}}}}}"

    options = [
        option("api key & my-app", "X-Key: {type: apiKey}", "X-App: {type: apiKey, x-default: a}"),
        option("oauth", "Authorization: {type: oauth2}"),
        option(""),
        option("openId"),
    ]
    groups = "parameters: {path: {}, query: {}, header: {}, cookie: {}}"
    page = expanded(request=f"{{security: [{', '.join(options)}], {groups}, body: {{}}}}")
    document = document_of(page, "p.md")
    assert operation_of(document.tree, "/things", "get")["security"] == [
        {"api_key": [], "my-app": []},
        {"oauth": []},
        {},
    ]
    assert at(document.tree, "components", "securitySchemes") == {
        "api_key": {"type": "apiKey", "in": "header", "name": "X-Key"},
        "my-app": {"type": "apiKey", "in": "header", "name": "X-App", "x-default": "a"},
        "oauth": {"type": "http", "scheme": "bearer"},
    }
    assert {"security scheme", "scopes"} <= {loss.what for loss in document.losses}


@pytest.mark.parametrize(
    ("examples", "kept"),
    [
        ("{example: {value: {name: <string>, size: 123}}}", []),
        ("{example: {value: {name: seen, size: 123}}}", []),
        ("{example: {value: {name: authored, size: 123}}}", ["example"]),
        ("{example: {value: {name: <string>, size: 7}}}", ["example"]),
        ("{small: {value: {name: <string>}}}", ["small"]),
        ("{example: {}}", []),
        ("{example: {value: 1}, other: {value: {}}}", ["example", "other"]),
    ],
)
def test_authored_examples_are_kept(examples: str, kept: list[str]) -> None:
    product = (
        "{type: object, properties: {name: {allOf: [{type: string, example: seen}]},"
        " size: {allOf: [{$ref: '#/components/schemas/Size'}]}}}"
    )
    page = expanded(response=answering(f"[{product}]", examples), schemas="{Size: {type: integer}}")
    content = at(operation_of(tree_of(page, "p.md"), "/things", "get"), *SCHEMA[:-1])
    assert isinstance(content, dict)
    assert list(content.get("examples") or {}) == kept  # type: ignore[arg-type]


def test_a_webhook() -> None:
    page = expanded("post", "new-thing", kind="webhook", response="{}")
    tree = tree_of(page, "hook.md")
    assert at(tree, "paths") == {}
    assert at(tree, "webhooks", "new-thing", "post", "responses") == {}


@pytest.mark.parametrize(
    ("spec", "info"),
    [
        ("db_control_2025-04.oas ", ("db_control", "2025-04")),
        ("api-reference/openapi3.json ", ("openapi", "3")),
        ("v2-openapi ", ("v2-openapi", "0")),
        ("https://x.y/specs/shop.yaml ", ("shop", "0")),
        ("", ("api.example.com", "0")),
    ],
)
def test_title_and_version(spec: str, info: tuple[str, str]) -> None:
    tree = tree_of(expanded(spec=spec), "page.md")
    assert at(tree, "info") == {"title": info[0], "version": info[1]}


def test_places_are_those_of_the_page() -> None:
    page = expanded(response=answering(f"[{THING}]"))
    document = document_of(page, "page.md")
    lines = page.split("\n")
    place = document.source_map.locate("/components/schemas/Thing/properties/name")
    assert place.file == "page.md"
    assert lines[place.line - 1][place.column - 1 :].startswith("name: {allOf")
    where = document.source_map.locate("/paths/~1things/get")
    assert lines[where.line - 1] == "paths:"


# Folders.


def written(folder: Path, pages: dict[str, str]) -> Path:
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def test_file_names_name_operations(tmp_path: Path) -> None:
    pages = {
        "backups/create.md": expanded("post", "/backups"),
        "indexes/create.mdx": expanded("post", "/indexes"),
        "list.md": expanded(),
        "own.md": standard(operation="{operationId: mine, responses: {}}", path="/own"),
        "index.md": expanded(path="/index", title="By its title"),
        ".hidden/list.md": "nothing",
    }
    folder = written(
        tmp_path, {k: v.replace("shop.json", "shop_v2.json") for k, v in pages.items()}
    )
    tree = load_document(folder, shown="docs").tree
    paths = at(tree, "paths")
    assert isinstance(paths, dict)
    found = {path: at(item, next(iter(item)), "operationId") for path, item in paths.items()}  # type: ignore[arg-type]
    assert found == {
        "/backups": "backups-create",
        "/indexes": "indexes-create",
        "/things": "list",
        "/own": "mine",
        "/index": "By its title",
    }


def test_components_that_pages_disagree_about_are_two(tmp_path: Path) -> None:
    refer = answering("[{type: array, items: {allOf: [{$ref: '#/components/schemas/Outer'}]}}]")
    outer = "Outer: {type: object, properties: {inner: {$ref: '#/components/schemas/Inner'}}}"
    pages = {
        "a.md": expanded(response=refer, schemas=f"{{{outer}, Inner: {{type: string}}}}"),
        "b.md": expanded("put", response=refer, schemas=f"{{{outer}, Inner: {{type: integer}}}}"),
        "c.md": expanded("post", response=refer, schemas=f"{{{outer}, Inner: {{type: string, description: x}}}}"),
    }  # fmt: skip
    document = load_document(written(tmp_path, pages), shown="docs")
    assert at(document.tree, "components", "schemas") == {
        "Outer": {"type": "object", "properties": {"inner": {"$ref": "#/components/schemas/Inner"}}},
        "Inner": {"type": "string"},
        "Outer2": {"type": "object", "properties": {"inner": {"$ref": "#/components/schemas/Inner2"}}},
        "Inner2": {"type": "integer"},
    }  # fmt: skip
    used = [
        at(operation_of(document.tree, "/things", method), *SCHEMA, "items", "$ref")
        for method in ("get", "put", "post")
    ]
    assert [str(reference).rpartition("/")[2] for reference in used] == ["Outer", "Outer2", "Outer"]
    assert "pages disagree" in {loss.what for loss in document.losses}


def test_a_hint_is_believed_where_nothing_contradicts_it(tmp_path: Path) -> None:
    other = THING.replace("type: string", "type: integer")
    pages = {
        "a.md": expanded(response=answering(f"[{THING}]")),
        "b.md": expanded("put", response=answering(f"[{THING}]")),
        "c.md": expanded("post", response=answering(f"[{other}]")),
    }
    tree = load_document(written(tmp_path, pages), shown="docs").tree
    schemas = [
        at(operation_of(tree, "/things", method), *SCHEMA) for method in ("get", "put", "post")
    ]
    reference = {"$ref": "#/components/schemas/Thing"}
    assert schemas[:2] == [reference, reference]
    assert at(schemas[2], "properties", "name") == {"type": "integer"}


def test_what_a_direction_has_lost_is_no_contradiction() -> None:
    raw = (
        "{Thing: {type: object, required: [id, name], properties: {id: {type: integer, readOnly:"
        " true}, name: {type: string}}}, Other: {$ref: '#/components/schemas/Thing'}}"
    )
    page = expanded("post", request=sending(f"[{THING}]"), schemas=raw)
    body = at(operation_of(tree_of(page, "p.md"), "/things", "post"), "requestBody", "content")
    assert at(body, "application/json", "schema") == {"$ref": "#/components/schemas/Thing"}


def test_pages_without_operations_are_noted(tmp_path: Path) -> None:
    pages = {"a.md": "# Introduction\n", "b.md": expanded()}
    document = load_document(written(tmp_path, pages), shown="docs")
    (note,) = [loss for loss in document.losses if loss.what == "page without an operation"]
    assert note.detail == "docs/a.md: the page holds no API operation: it has no block of YAML"


def test_several_specifications_are_chosen_from(tmp_path: Path) -> None:
    folder = written(
        tmp_path, {"a.md": expanded(spec="one.json "), "b.md": expanded("put", spec="two.json ")}
    )
    with pytest.raises(SpecError) as caught:
        load_document(folder, shown="docs")
    (found,) = caught.value.diagnostics
    assert found.message == "the pages come from several specifications: one.json, two.json"
    assert found.hint is not None
    assert 'select = { specs = ["one.json"] }' in found.hint
    tree = load_document(folder, shown="docs", specs=("two.json",)).tree
    assert list(at(tree, "paths", "/things")) == ["put"]  # type: ignore[arg-type]
    with pytest.raises(
        SpecError, match=r"no page is of three.json; they are of one.json, two.json"
    ):
        load_document(folder, shown="docs", specs=("three.json",))


def test_an_operation_on_two_pages(tmp_path: Path) -> None:
    same = {"a.md": expanded(), "b.md": expanded(title="In other words")}
    document = load_document(written(tmp_path, same), shown="docs")
    assert "second page" in {loss.what for loss in document.losses}
    different = {"b.md": expanded(response="{'200': {}}")}
    with pytest.raises(SpecError, match=r"b.md:7: L132 GET /things .* differs from docs/a.md:7"):
        load_document(written(tmp_path, different), shown="docs")


# The standard dialect.


def test_what_the_document_says_is_said_for_the_operation() -> None:
    page = standard(
        operation=(
            "{tags: [A], summary: Own, parameters: [{name: q, in: query, schema: {type: integer}}],"
            " responses: {}}\n    parameters: [{name: q, in: query}, {name: r, in: query}]"
        ),
        rest="tags: [{name: A}]\ncomponents: {securitySchemes: {k: {type: http, scheme: basic}}}",
    ).replace("servers: []\nsecurity: []", "servers: [{url: /v1}]\nsecurity: [{k: []}]")
    tree = tree_of(page, "list-things.md")
    assert tree == {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "7"},
        "servers": [{"url": "/v1"}],
        "paths": {
            "/things": {
                "get": {
                    "operationId": "list-things",
                    "tags": ["A"],
                    "summary": "Own",
                    "parameters": [
                        {"name": "r", "in": "query"},
                        {"name": "q", "in": "query", "schema": {"type": "integer"}},
                    ],
                    "responses": {},
                    "security": [{"k": []}],
                }
            }
        },
        "tags": [{"name": "A"}],
        "components": {"securitySchemes": {"k": {"type": "http", "scheme": "basic"}}},
    }


SEED = (ROOT / "specs/pinecone/2025-04/create_backup.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  request:\n", "  reqest:\n", "`request` is not there"),
        ("  response:\n", "  responses:\n", "`response` is not there"),
        ("schemaArray:", "schemaArrray:", "`schemaArray` is not there"),
        ("    security:\n", "    security: key\n    secured:\n", "`security` is no list"),
        ("  servers:\n", "  servers: x\n  server:\n", "`servers` is no list"),
        ("\n  schemas:\n", "\n  schemas: []\n  schema:\n", "`schemas` is no mapping"),
    ],
)
def test_an_expanded_page_is_whole(old: str, new: str, words: str) -> None:
    """What the docs site always writes is not passed over where it is not there."""
    assert old in SEED
    found = refusals_of(SEED.replace(old, new), "page.md")
    assert {d.code for d in found} == {"L134"}
    assert any(words in d.message for d in found)
    assert all(d.place.line and d.place.line > 1 and d.hint for d in found)


@pytest.mark.parametrize("share", [0.35, 0.5, 0.75, 0.9])
def test_an_expanded_page_that_is_cut_off_is_refused(share: float) -> None:
    cut = SEED[: SEED.index("components:\n")]
    found = refusals_of(cut[: int(len(cut) * share)].rpartition("\n")[0] + "\n", "page.md")
    assert {d.code for d in found} <= {"L134", "L110", "L115", "L119"}


@pytest.mark.parametrize(
    ("request_", "response", "words"),
    [
        ("{security: [], parameters: [], body: {}}", "", "`parameters` is no mapping"),
        ("{security: [], parameters: {path: []}, body: {}}", "", "`path` is no mapping"),
        ("{security: [], parameters: {}, body: []}", "", "`body` is no mapping"),
        ("", "{'200': [1]}", "`200` is no mapping"),
        ("", answering("{type: string}"), "`schemaArray` is no list"),
        ("", answering("[]"), "`schemaArray` of application/json is empty"),
        ("", answering("[3]"), "entry 1 is no mapping"),
        ("", answering("[{type: object, properties: {b: 3}}]"), "`b` is no mapping"),
    ],
)
def test_the_parts_of_an_expanded_page_have_their_shapes(
    request_: str, response: str, words: str
) -> None:
    page = expanded(request=request_, response=response)
    (found,) = refusals_of(page, "page.md")
    assert found.code == "L134"
    assert words in found.message

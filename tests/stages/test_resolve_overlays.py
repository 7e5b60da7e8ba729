"""OpenAPI Overlay 1.0."""

import pytest

from generator.diagnostics import SpecError
from generator.ir.document import JsonValue
from tests.stages.resolving import at, object_at, resolved

SPEC = """openapi: 3.1.0
info: {title: T, version: '1', x-list: [1]}
tags: [{name: a}, {name: b}, {name: c}]
paths:
  /a:
    get: {tags: [a], operationId: first, responses: {'200': {description: ok}}}
    post: {tags: [b], operationId: second, responses: {'200': {description: ok}}}
  /b:
    get: {tags: [b], operationId: third, responses: {'200': {description: ok}}}
"""


def overlay(*actions: str) -> str:
    lines = "".join(f"  - {action}\n" for action in actions)
    return f"overlay: 1.0.0\ninfo: {{title: O, version: '1'}}\nactions:\n{lines}"


def test_update_merges_objects_and_appends_to_lists() -> None:
    spec = resolved(
        SPEC,
        overlay(
            "{target: $.info, update: {title: U, x-list: [2], contact: {name: n}}}",
            "{target: $.tags, update: {name: d}}",
            "{target: '$.paths.*[?@.operationId]', update: {deprecated: true}}",
        ),
    ).tree
    assert spec["info"] == {
        "title": "U",
        "version": "1",
        "x-list": [1, 2],
        "contact": {"name": "n"},
    }
    assert spec["tags"] == [{"name": n} for n in "abcd"]
    found = [at(spec, "paths", p, m, "deprecated") for p, m in (("/a", "get"), ("/b", "get"))]
    assert found == [True, True]


def test_remove() -> None:
    spec = resolved(
        SPEC,
        overlay(
            "{target: \"$.paths['/b']\", remove: true}",
            "{target: \"$.tags[?@.name == 'a' || @.name == 'c']\", remove: true}",
            "{target: '$.paths.*.post', remove: true}",
        ),
    ).tree
    assert list(object_at(spec, "paths")) == ["/a"]
    assert list(object_at(spec, "paths", "/a")) == ["get"]
    assert spec["tags"] == [{"name": "b"}]


def test_overlays_and_actions_apply_in_order() -> None:
    first = overlay("{target: $.info, update: {title: one, x-a: 1}}")
    second = overlay(
        "{target: '$.info[?@ == 1]', remove: true}", "{target: $.info, update: {title: two}}"
    )
    info = resolved(SPEC, first, second).tree["info"]
    assert info == {"title": "two", "version": "1", "x-list": [1]}


def test_an_overlay_may_bring_a_reference() -> None:
    spec = resolved(
        SPEC,
        overlay(
            "{target: $, update: {components: {schemas: {A: {type: string, nullable: true}}}}}",
            "{target: \"$.paths['/b'].get.responses['200']\", update: {content: {text/plain: {schema: {$ref: '#/components/schemas/A'}}}}}",
        ),
    ).tree
    assert at(spec, "components", "schemas", "A") == {"type": ["string", "null"]}


def test_shared_nodes_are_not_changed_with_their_twins() -> None:
    spec = resolved(
        """openapi: 3.1.0
paths:
  /a: {get: &same {responses: {}}}
  /b: {get: *same}
""",
        overlay("{target: \"$.paths['/a'].get\", update: {summary: mine}}"),
    ).tree
    assert at(spec, "paths", "/a", "get") == {"summary": "mine"}
    assert at(spec, "paths", "/b", "get") == {}


def test_places_tell_the_overlay_from_the_source() -> None:
    spec = resolved(
        SPEC,
        overlay(
            "{target: '$.tags[0]', remove: true}",
            "{target: $.tags, update: {name: d}}",
            "{target: \"$.paths['/b'].get\", update: {summary: s}}",
        ),
    )
    located = {
        p: (spec.source_map.locate(p).file, spec.source_map.locate(p).line)
        for p in ("/tags/1", "/tags/2", "/paths/~1b/get/summary", "/paths/~1b/get/operationId")
    }
    assert located == {
        "/tags/1": ("spec.yaml", 3),
        "/tags/2": ("overlay0.yaml", 5),
        "/paths/~1b/get/summary": ("overlay0.yaml", 6),
        "/paths/~1b/get/operationId": ("spec.yaml", 9),
    }


def test_what_an_overlay_does_wrong_is_found_in_the_overlay() -> None:
    with pytest.raises(SpecError) as caught:
        resolved(SPEC, overlay("{target: $.info, update: {title: [no]}}"))
    (found,) = caught.value.diagnostics
    assert (found.code, found.place.file, found.place.line) == ("R220", "overlay0.yaml", 4)


WRONG: list[tuple[str, str, int]] = [
    (overlay("{target: $.nowhere, remove: true}"), "R232", 4),
    (overlay("{target: $.info, update: {}}", "{target: '$.paths.x', update: {}}"), "R232", 5),
    (overlay("{target: 'info[', update: {}}"), "R231", 4),
    (overlay("{update: {}}"), "R230", 4),
    (overlay("{target: $.info.title, update: {}}"), "R233", 4),
    (overlay("{target: $.info, update: text}"), "R233", 4),
    ("overlay: 2.0.0\nactions: []\n", "R230", 1),
    ("overlay: 1.0.0\nactions: {}\n", "R230", 1),
    ("openapi: 3.1.0\npaths: {}\n", "R230", 1),
]


@pytest.mark.parametrize(("text", "code", "line"), WRONG)
def test_wrong_overlays(text: str, code: str, line: int) -> None:
    with pytest.raises(SpecError) as caught:
        resolved(SPEC, text)
    (found,) = caught.value.diagnostics
    assert (found.code, found.place.file, found.place.line) == (code, "overlay0.yaml", line)
    assert found.hint


def test_digests_name_the_overlay() -> None:
    value: JsonValue = sorted(resolved(SPEC, overlay("{target: $.info, update: {}}")).digests)
    assert value == ["overlay0.yaml", "spec.yaml"]

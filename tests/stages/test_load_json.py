"""JSON text in, a plain tree out; or the exact diagnostic."""

import pytest

from tests.stages.load_texts import document_of, refusal_of, refusals_of, tree_of


def test_what_yaml_could_not_read() -> None:
    text = '{"a":\t"\\ud83d\\ude00\\/", "' + "k" * 2000 + '": {"b":1}}'
    assert tree_of(text, "x.json") == {"a": "😀/", "k" * 2000: {"b": 1}}
    assert tree_of(text, "x.yaml") == tree_of(text, "x.json")


def test_yaml_that_only_begins_like_json_is_yaml() -> None:
    assert tree_of("{a: 1, b: [x,]}") == {"a": 1, "b": ["x"]}


def test_numbers_keep_their_kind() -> None:
    tree = tree_of('{"a": 1, "b": 1.0, "c": 1e2, "d": -0}', "x.json")
    assert isinstance(tree, dict)
    assert [type(value) for value in tree.values()] == [int, float, float, int]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1,\n "b": {"a": 2},\n "a": 3}', "3:2: L113 the key 'a' stands here a second time"),
        ('{"b": {"c": 1,\n"c": 2}}', "2:1: L113 the key 'c' stands here a second time"),
        ('{"a": {"x": 1}, "b": {"x": 1, "\\u0078": 2}}', "1:31: L113 the key 'x' stands here a second time"),
        ('{"a": "NaN",\n"b": NaN}', "2:6: L124 a number that is not finite"),
        ('{"a": -Infinity}', "1:7: L124 a number that is not finite"),
        ('{"a": "1e999", "b": 1e999}', "1:21: L124 a number that is not finite"),
        ('{"a": [0,\n' + "1" * 41 + "]}", "2:1: L123 an integer of more than 40 digits"),
        ('{"a": ' + "9" * 5000 + "}", "1:7: L123 an integer of more than 40 digits"),
        ('{"' + "k" * 4001 + '": 1}', "1:2: L117 a key of more than 4,000 characters"),
        ('{"a": ' + "[" * 100 + "]" * 100 + "}", "1:106: L116 nested deeper than 100 levels"),
        ('{"a":' + "[" * 100_000, "1:105: L116 nested deeper than 100 levels"),
        ('{"a": }', "1:7: L110 not JSON: Expecting value"),
        ('{"a": 1,}', None),
        ("", "1:1: L112 the file is empty"),
        (" \n", "1:1: L112 the file is empty"),
        ("[1]", "1:1: L125 the document is no mapping"),
        ("null", "1:1: L125 the document is no mapping"),
        ('{"a": 1} {"b": 2}', "1:10: L110 not JSON: Extra data"),
    ],
)  # fmt: skip
def test_refusals(text: str, message: str | None) -> None:
    if message is None:
        assert refusals_of(text, "x.json")[0].code == "L110"
    else:
        assert refusal_of(text, "x.json") == message


def test_nodes_are_counted() -> None:
    assert refusals_of('{"a": [' + "0," * 1_000_000 + "0]}", "x.json")[0].code == "L115"


def test_depth_of_a_hundred_is_allowed() -> None:
    assert tree_of('{"a": ' + "[" * 99 + "0" + "]" * 99 + "}", "x.json")


def test_places_are_found_when_asked_for() -> None:
    text = '\n{\n  "a": [\n    {"b" : 1, "x\\/y": {}},\n    [ ]\n  ],\n  "c": "]}"\n}\n'
    locate = document_of(text, "x.json").source_map.locate
    places = {
        pointer: (locate(pointer).line, locate(pointer).column)
        for pointer in ("", "/a", "/a/0", "/a/0/b", "/a/0/x~1y/no", "/a/1", "/a/1/0", "/c", "/d")
    }
    assert places == {
        "": (2, 1),
        "/a": (3, 3),
        "/a/0": (4, 5),
        "/a/0/b": (4, 6),
        "/a/0/x~1y/no": (4, 15),
        "/a/1": (5, 5),
        "/a/1/0": (5, 5),
        "/c": (7, 3),
        "/d": (2, 1),
    }

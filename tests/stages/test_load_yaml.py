"""YAML text in, a plain tree out; or the exact diagnostic (rules R6, R7)."""

import pytest

from generator.ir.document import JsonValue
from tests.stages.load_texts import document_of, refusal_of, refusals_of, tree_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("False", False),
        ("yes", "yes"),
        ("off", "off"),
        ("y", "y"),
        ("null", None),
        ("~", None),
        ("", None),
        ("Nul", "Nul"),
        ("12", 12),
        ("-7", -7),
        ("0o17", 15),
        ("0x1F", 31),
        ("010", "010"),
        ("0b11", "0b11"),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("1.5", 1.5),
        ("-.5", -0.5),
        ("1e3", 1000.0),
        ("1.", 1.0),
        ("2024-03-15", "2024-03-15"),
        ("2024-03-15T10:30:00Z", "2024-03-15T10:30:00Z"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("! 12", "12"),
        ("!!str 12", "12"),
        ("!!int '12'", 12),
        ("!!float 2", 2),
        ("!!null ''", None),
        ("=", "="),
        ("9" * 40, int("9" * 40)),
        ("v1.10", "v1.10"),
    ],
)
def test_scalars_are_those_of_the_core_schema(text: str, value: JsonValue) -> None:
    found = tree_of(f"a: {text}")
    assert found == {"a": value}
    assert isinstance(found, dict)
    assert type(found["a"]) is type(value)


def test_versions_keep_their_spelling() -> None:
    assert tree_of("openapi: 3.0\ninfo: {version: 1.10, title: 7}\nx: {version: 1.10}") == {
        "openapi": "3.0",
        "info": {"version": "1.10", "title": "7"},
        "x": {"version": 1.1},
    }


def test_whole_numbers_are_keys_as_they_are_spelt() -> None:
    assert tree_of("responses: {200: ok, 4XX: no, default: no}\nexamples: {0: x, 01: y}") == {
        "responses": {"200": "ok", "4XX": "no", "default": "no"},
        "examples": {"0": "x", "01": "y"},
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb: 2\na: 3", "3:1: L113 the key 'a' stands here a second time"),
        ("200: a\n'200': b", "2:1: L113 the key '200' stands here a second time"),
        ("a: &x {k: 1}\nb:\n  <<: *x\n  <<: *x", "4:3: L113 the key '<<' stands here a second time"),
        ("a: !!python/object/apply:os.system [id]", "1:4: L114 the tag tag:yaml.org,2002:python/object/apply:os.system is not JSON's"),
        ("a: !!timestamp 2024-01-01", "1:4: L114 the tag tag:yaml.org,2002:timestamp is not JSON's"),
        ("a: !!binary aGk=", "1:4: L114 the tag tag:yaml.org,2002:binary is not JSON's"),
        ("a: !!set {b, c}", "1:4: L114 the tag tag:yaml.org,2002:set is not JSON's"),
        ("a: !local 1", "1:4: L114 the tag !local is not JSON's"),
        ("!!int 1: 2", "1:1: L114 the tag tag:yaml.org,2002:int is not JSON's"),
        ("a: !!int x", "1:4: L114 not a value of the tag !!int"),
        ("a: !!bool 1", "1:4: L114 not a value of the tag !!bool"),
        ("true: 1", "1:1: L118 the key true is not a string"),
        ("x: {~: 1}", "1:5: L118 the key ~ is not a string"),
        ("? [a]\n: 1", "1:3: L118 a mapping or a list can't be a key"),
        ("? {a: b}\n: 1", "1:3: L118 a mapping or a list can't be a key"),
        ("a: &x b\n*x : 1", "2:1: L118 an alias can't be a key"),
        ("1.5: x", "1:1: L118 the key 1.5 is not a string"),
        ("0o310: x", "1:1: L118 the key 0o310 is not a string"),
        ("-7: x", "1:1: L118 the key -7 is not a string"),
        ("0x7: x", "1:1: L118 the key 0x7 is not a string"),
        ("a: .inf", "1:4: L124 a number that is not finite"),
        ("a: -.INF", "1:4: L124 a number that is not finite"),
        ("a: .nan", "1:4: L124 a number that is not finite"),
        ("a: 1e999", "1:4: L124 a number that is not finite"),
        ("a: " + "9" * 41, "1:4: L123 an integer of more than 40 digits"),
        ("a: &x [*x]", "1:8: L121 *x refers to what it stands in"),
        ("a: &x {b: {c: *x}}", "1:15: L121 *x refers to what it stands in"),
        ("a: 1\nb: *nope", "2:4: L122 *nope refers to no anchor"),
        ("a: {<<: 1}", "1:5: L119 `<<` needs a mapping, or a list of them"),
        ("a: {<<: [{b: 1}, 2]}", "1:5: L119 `<<` needs a mapping, or a list of them"),
        ("a: 1\n---\nb: 2", "2:1: L111 a second YAML document begins here"),
        ("", "1:1: L112 the file is empty"),
        ("# nothing\n", "1:1: L112 the file is empty"),
        ("a: [1", "1:6: L110 not YAML: did not find expected ',' or ']'"),
        ("a: b: c", "1:5: L110 not YAML: mapping values are not allowed in this context"),
        ("a:\n\t- b", "2:1: L110 not YAML: found character that cannot start any token"),
        ("é: ü\nb: \x07", "2:4: L110 not YAML: control characters are not allowed"),
        ("- a", "1:1: L125 the document is no mapping"),
        ("\n\n  text", "3:3: L125 the document is no mapping"),
        ("a: " + "[" * 100, "1:103: L116 nested deeper than 100 levels"),
        ("k" * 4001 + ": 1", None),
    ],
)  # fmt: skip
def test_refusals(text: str, message: str | None) -> None:
    if message is None:
        # The parser itself allows no simple key beyond 1,024 characters.
        (found,) = refusals_of(text)
        assert found.code == "L110"
    else:
        assert refusal_of(text) == message


def test_a_long_key_is_refused() -> None:
    assert refusal_of(f"? '{'k' * 4001}'\n: 1") == "1:3: L117 a key of more than 4,000 characters"


def test_a_long_name_is_cut_in_the_message() -> None:
    (found,) = refusals_of(f"? {'k' * 3000}\n: 1\n? {'k' * 3000}\n: 1")
    assert found.message == f"the key '{'k' * 80}…' stands here a second time"


# Aliases and merge keys.


def test_an_alias_shares_its_node() -> None:
    tree = tree_of("a: &x {k: [1]}\nb: *x")
    assert isinstance(tree, dict)
    assert tree["a"] is tree["b"]


def test_scalars_and_keys_may_be_anchored() -> None:
    assert tree_of("a: &x 7\n&k b: *x\nc: *k") == {"a": 7, "b": 7, "c": "b"}


def test_an_anchor_may_be_given_again() -> None:
    assert tree_of("a: &x 1\nb: &x [2]\nc: *x") == {"a": 1, "b": [2], "c": [2]}


def test_merging_keeps_order_and_what_a_mapping_says_itself() -> None:
    tree = tree_of("""
base: &base {a: 1, b: 2}
more: &more {b: 3, c: 4}
one: {z: 0, <<: *base, b: 9}
two: {b: 9, <<: *base}
three: {<<: [*more, *base], d: 5}
quoted: {'<<': 1}
""")
    assert isinstance(tree, dict)
    assert [
        list(tree[k].items()) for k in ("one", "two", "three") if isinstance(tree[k], dict)
    ] == [
        [("z", 0), ("a", 1), ("b", 9)],
        [("b", 9), ("a", 1)],
        [("b", 3), ("c", 4), ("a", 1), ("d", 5)],
    ]
    assert tree["quoted"] == {"<<": 1}


def test_nodes_are_counted_with_aliases_expanded() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert refusal_of("\n".join(lines)) == (
        "6:45: L115 more than 1,000,000 nodes, aliases expanded"
    )


def test_merged_entries_are_counted_too() -> None:
    base = "a: &a {" + ", ".join(f"k{n}: 0" for n in range(1000)) + "}\n"
    merged = base + "b: [" + ", ".join(["{<<: *a}"] * 1100) + "]"
    (found,) = refusals_of(merged)
    assert found.code == "L115"


def test_depth_is_that_of_the_expanded_tree() -> None:
    """Fifty levels in an alias fifty levels down are a hundred, whatever the text looks like."""
    deep = "a: &a " + "[" * 60 + "]" * 60 + "\n"
    assert refusal_of(deep + "b: " + "[" * 40 + "*a" + "]" * 40) == (
        "2:44: L116 nested deeper than 100 levels"
    )
    assert document_of(deep + "b: " + "[" * 39 + "*a" + "]" * 39).file == "x.yaml"


def test_aliases_are_counted() -> None:
    text = "a: &a 1\nb: [" + ", ".join(["*a"] * 10_001) + "]"
    (found,) = refusals_of(text)
    assert (found.code, found.message) == ("L120", "more than 10,000 aliases")


def test_no_depth_of_the_text_is_a_depth_of_ours() -> None:
    (found,) = refusals_of("a: " + "[" * 200_000)
    assert found.code == "L116"


# Places.


def test_places_of_keys_items_and_what_is_missing() -> None:
    text = "# one\na:\n  - x: 1\n    ü: [7,\n      8]\n  - y/z~: {w: 2}\n"
    locate = document_of(text).source_map.locate
    places = {
        pointer: (locate(pointer).line, locate(pointer).column)
        for pointer in ("", "/a", "/a/0", "/a/0/x", "/a/0/ü/1", "/a/1/y~1z~0/w", "/a/1/no/no", "/b")
    }
    assert places == {
        "": (1, 1),
        "/a": (2, 1),
        "/a/0": (3, 5),
        "/a/0/x": (3, 5),
        "/a/0/ü/1": (5, 7),
        "/a/1/y~1z~0/w": (6, 12),
        "/a/1/no/no": (6, 5),
        "/b": (1, 1),
    }


def test_places_within_an_alias_are_those_of_its_anchor() -> None:
    locate = document_of("a: &x\n  k: 1\nb: *x\nc:\n  <<: *x\n  m: 2").source_map.locate
    assert [locate(pointer).line for pointer in ("/b", "/b/k", "/c/k", "/c/m")] == [3, 2, 2, 6]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_an_editor_does(end: str) -> None:
    text = end.join(["a: 'x\u2028y\x85z'", "b:", "  c: 1"])
    assert document_of(text).source_map.locate("/b/c").line == 3
    assert refusal_of(end.join(["a: 1", "b: 2", "b: 3"])).startswith("3:1: L113")

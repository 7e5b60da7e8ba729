"""Files, folders and bytes: what is read, as what, and what is refused."""

import hashlib
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import SpecError
from generator.ir.document import JsonValue
from generator.load import load_document, load_text
from generator.load.limits import MAX_BYTES
from tests.stages.load_texts import document_of, expanded, refusal_of, refusals_of, tree_of


def message_of(path: Path) -> str:
    with pytest.raises(SpecError) as caught:
        load_document(path, shown="shown")
    (found,) = caught.value.diagnostics
    assert found.place.file == "shown"
    return f"{found.code} {found.message}"


def test_a_document_knows_its_source(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("a: 1")
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    document = load_document(tmp_path / "link.yaml", shown="specs/link.yaml")
    assert document.file == "specs/link.yaml"
    assert document.path == os.path.realpath(tmp_path / "real.yaml")
    assert document.digests == {"specs/link.yaml": hashlib.sha256(b"a: 1").hexdigest()}
    assert not document.pages


@pytest.mark.parametrize("name", ["-", "x", "x.txt"])
def test_content_tells_where_the_name_does_not(name: str) -> None:
    assert tree_of('{"a": 1}', name) == {"a": 1}
    assert tree_of("a: 1", name) == {"a": 1}
    assert document_of(expanded(), name).pages


def test_encodings() -> None:
    for text in (b"\xef\xbb\xbfa: \xc3\xa9", "a: é".encode("utf-16"), b"\xfe\xff" + "a: é".encode("utf-16-be")):  # fmt: skip
        assert tree_of(text) == {"a": "é"}
    assert tree_of(b'\xef\xbb\xbf{"a": 1}', "x.json") == {"a": 1}
    assert refusal_of(b"a: 1\nb: \xe9") == "2:4: L102 not UTF-8 at byte 8"
    assert refusal_of(b"\xff\xfea\x00b") == "1:5: L102 not UTF-16 at byte 4"
    assert refusal_of(b"a: 1\nb: \x00") == "2:4: L102 it holds a NUL character"
    assert refusal_of("a: 1".encode("utf-16-le")) == "1:2: L102 it holds a NUL character"


def test_what_can_not_be_read(tmp_path: Path) -> None:
    assert message_of(tmp_path / "none.yaml") == "L101 can't be read: No such file or directory"
    assert message_of(tmp_path / "a\0b.yaml") == "L101 can't be read: embedded null byte"
    os.mkfifo(tmp_path / "pipe.yaml")
    assert message_of(tmp_path / "pipe.yaml") == "L101 it is no regular file"
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    assert message_of(tmp_path / "loop.yaml").startswith("L101 can't be read: ")
    assert message_of(tmp_path / ("n" * 300)) == "L101 can't be read: File name too long"


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "big.yaml").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert message_of(tmp_path / "big.yaml") == "L103 larger than 64 MB"


def test_a_folder_without_pages(tmp_path: Path) -> None:
    assert message_of(tmp_path) == "L126 the folder holds no Markdown pages"
    (tmp_path / "api.yaml").write_text("a: 1")
    with pytest.raises(SpecError) as caught:
        load_document(tmp_path, shown="specs")
    hint = "A specification is named by its root file, such as specs/api.yaml."
    assert caught.value.diagnostics[0].hint == hint


def test_html_is_called_html() -> None:
    (found,) = refusals_of("<!doctype html>\n<p>Hello", "page")
    assert found.code == "L125"
    assert "HTML" in (found.hint or "")


def test_the_name_of_a_folder_names_nothing(tmp_path: Path) -> None:
    trees: list[JsonValue] = []
    for name in ("one", "two"):
        (tmp_path / name / "sub").mkdir(parents=True)
        (tmp_path / name / "index.md").write_text(expanded())
        (tmp_path / name / "sub" / "index.md").write_text(expanded("put"))
        trees.append(load_document(tmp_path / name, shown=f"docs/{name}").tree)
    assert trees[0] == trees[1]
    assert "'operationId': 'sub'" in str(trees[0])


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["x.yaml", "x.json", "x.md", "x"]))
def test_no_bytes_are_a_traceback(data: bytes, name: str) -> None:
    try:
        load_text(data, shown=name, path=Path(name))
    except SpecError as error:
        assert all(found.place.line for found in error.diagnostics)


YAML_LINES = ("a: &x", "  - *x", "b: *x", "  <<: *x", "- [", "'", "? k", "{", "}", '"a": 1,')
PAGE_LINES = ("````yaml s get /x", "````", "paths:", "  path: /x", "  method: get", "# T", "> q")
LINES = st.lists(st.sampled_from((*YAML_LINES, *PAGE_LINES, "openapi: 3.0.0")), max_size=12)


@settings(max_examples=300, deadline=None)
@given(LINES, st.sampled_from(["x.yaml", "x.json", "x.md", "x"]))
def test_no_text_is_a_traceback(lines: list[str], name: str) -> None:
    test_no_bytes_are_a_traceback.hypothesis.inner_test("\n".join(lines).encode(), name)  # type: ignore[attr-defined]


# Anchors used ≡ anchors expanded.

# YAML, unlike JSON, has no pairs of surrogates in its escapes.
TEXT = st.text(st.characters(max_codepoint=0xD7FF), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(VALUES, min_size=1, max_size=4), st.data())
def test_anchors_used_are_anchors_expanded(values: list[JsonValue], data: st.DataObject) -> None:
    """A document that repeats its values by alias is the one that writes them out."""
    used = [f"k{n}: &a{n} {json.dumps(value)}" for n, value in enumerate(values)]
    written = [f"k{n}: {json.dumps(value)}" for n, value in enumerate(values)]
    for n, again in enumerate(data.draw(st.lists(st.integers(0, len(values) - 1), max_size=4))):
        used.append(f"r{n}: [*a{again}, {{x: *a{again} }}]")
        text = json.dumps(values[again])
        written.append(f"r{n}: [{text}, {{x: {text} }}]")
        if isinstance(values[again], dict):
            used.append(f"m{n}: {{<<: *a{again}, own: 1}}")
            merged = {"own": 1, **{k: v for k, v in values[again].items() if k != "own"}}  # type: ignore[union-attr]
            written.append(f"m{n}: {json.dumps(merged)}")
    assert tree_of("\n".join(used)) == tree_of("\n".join(written))

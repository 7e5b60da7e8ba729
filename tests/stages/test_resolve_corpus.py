"""Every real specification: its canonical form is its own, and a standard OpenAPI 3.1 document.

What is not valid there was not valid before: rows with the reason, and a row that no longer applies
fails.
"""

import json
from pathlib import Path

import pytest
from openapi_spec_validator import (
    OpenAPIV2SpecValidator,
    OpenAPIV30SpecValidator,
    OpenAPIV31SpecValidator,
)
from openapi_spec_validator.validation.validators import SpecValidator

from generator.diagnostics import SpecError
from generator.ir.document import Document, JsonValue
from generator.ir.spec import Spec
from generator.load import load_document
from generator.resolve import resolve, spec_as_tree

REFUSED: dict[str, set[str]] = {
    # ./external-shared.json is not published with it; a parameter stands for a schema.
    "heyapi__full-31.yaml": {"R211", "R215"},
    "intercom__2.11.yaml": {"R212"},  # no schema `custom_attributes`
    "intercom__2.7.yaml": {"R212"},
}

CONTRADICTIONS = {
    # Defaults that their own schemas do not allow.
    "firecrawl__extract.md": "0: 'markdown' is not valid under any of the given schemas",
    "firecrawl__firecrawl-scrape.md": "0: 'markdown' is not valid under any of the given schemas",
    "firecrawl__get-active-crawls.md": "0: 'markdown' is not valid under any of the given schemas",
    "pinecone__list.md": ": '100' is not of type 'integer'",
    "pinecone__list_imports.md": ": '100' is not of type 'integer'",
    "pinecone__query.md": ": 'false' is not of type 'boolean'",
}
LARGE = 100_000
VALIDATORS: dict[str, type[SpecValidator]] = {
    "2.0": OpenAPIV2SpecValidator,
    "3.0": OpenAPIV30SpecValidator,
    "3.1": OpenAPIV31SpecValidator,
}


def canonical(path: Path) -> Spec:
    return resolve(
        load_document(path, shown=path.name),
        load_file=lambda other, shown: load_document(other, shown=shown),
    )


def sources(corpus: Path) -> list[Path]:
    return sorted(p for p in (corpus / "specs").iterdir() if p.suffix in (".json", ".yaml"))


def test_specs_and_their_canonical_forms(corpus: Path) -> None:
    refused: dict[str, set[str]] = {}
    for path in sources(corpus):
        try:
            spec = canonical(path)
        except SpecError as error:
            refused[path.name] = {d.code for d in error.diagnostics}
            continue
        again = resolve(
            Document(
                file="bundle.json",
                path="/nowhere/bundle.json",
                tree=spec_as_tree(spec),
                source_map=spec.source_map,
                digests={},
            ),
            load_file=lambda other, shown: pytest.fail(shown),
        )
        assert again.tree == spec.tree, path.name
        assert dangling(spec.tree) == [], path.name
    assert refused == REFUSED


def test_pages_bundle_to_valid_documents(corpus: Path) -> None:
    wrong: dict[str, str] = {}
    for folder in ("expanded", "standard"):
        for path in sorted((corpus / "pages" / folder).glob("*.md")):
            try:
                spec = canonical(path)
            except SpecError as error:
                assert all(d.code.startswith("L") for d in error.diagnostics), path.name
                continue
            if found := complaint(spec_as_tree(spec), OpenAPIV31SpecValidator):
                wrong[path.name] = found
    assert wrong == CONTRADICTIONS


def test_valid_specs_stay_valid(corpus: Path) -> None:
    wrong: dict[str, str] = {}
    checked: set[str] = set()
    for path in sources(corpus):
        if path.stat().st_size > LARGE or path.name in REFUSED:
            continue
        spec = canonical(path)
        source = load_document(path, shown=path.name).tree
        assert isinstance(source, dict)
        if complaint(source, VALIDATORS[spec.source_version[:3]]):
            continue
        checked.add(spec.source_version[:3])
        if found := complaint(spec_as_tree(spec), OpenAPIV31SpecValidator):
            wrong[path.name] = found
    assert wrong == {}
    assert checked == set(VALIDATORS)


def complaint(tree: dict[str, JsonValue], validator: type[SpecValidator]) -> str:
    """What a standard validator has against a document."""
    plain = json.loads(json.dumps(tree))
    for error in validator(plain).iter_errors():
        if "'server' was unexpected" not in error.message:  # a mistake in 3.1's own schema
            return f"{'/'.join(map(str, error.absolute_path))}: {error.message}"
    return ""


def dangling(tree: dict[str, JsonValue]) -> list[str]:
    """The `$ref`s of a canonical document, wherever one stands as text, that name no node."""
    found: list[str] = []
    pending: list[JsonValue] = [tree.get("paths"), tree.get("webhooks"), tree.get("components")]
    data = {"example", "examples", "default", "enum", "const", "value"}
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending.extend(node)
        elif isinstance(node, dict):
            reference = node.get("$ref")
            if isinstance(reference, str) and not stands(tree, reference):
                found.append(reference)
            pending.extend(v for k, v in node.items() if k not in data and not k.startswith("x-"))
    return found


def stands(tree: JsonValue, reference: str) -> bool:
    for step in reference.removeprefix("#/").split("/"):
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(tree, dict) and key in tree:
            tree = tree[key]
        elif isinstance(tree, list) and key.isdigit() and int(key) < len(tree):
            tree = tree[int(key)]
        else:
            return False
    return reference.startswith("#/")

"""Schemas that refer to each other in a chain of any length are read."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.config import ApiConfig
from generator.diagnostics import SpecError
from generator.ir.schema import NamedType, ObjectSchema, SchemaId
from generator.pipeline import understand

LENGTH = 3_000


def chain() -> dict[str, Any]:
    schemas = {
        f"Link{n}": {
            "type": "object",
            "properties": {"next": {"$ref": f"#/components/schemas/Link{n + 1}"}},
        }
        for n in range(LENGTH)
    }
    schemas[f"Link{LENGTH}"] = {"type": "object", "properties": {"end": {"type": "string"}}}
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Link0"}}}
    answer = {"200": {"description": "Well.", "content": content}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Chain", "version": "1"},
        "paths": {"/chain": {"get": {"operationId": "get_chain", "responses": answer}}},
        "components": {"schemas": schemas},
    }


def test_a_long_chain_of_references_is_read(tmp_path: Path) -> None:
    (tmp_path / "chain.json").write_text(json.dumps(chain()))
    api = understand(ApiConfig(name="chain", sources=("chain.json",), base=str(tmp_path))).api
    links = {d.id: d for d in api.definitions}
    last = links[SchemaId(f"/components/schemas/Link{LENGTH - 1}")]
    assert isinstance(last, ObjectSchema)
    assert last.fields[0].type == NamedType(id=SchemaId(f"/components/schemas/Link{LENGTH}"))
    assert all(d.directions.response for d in api.definitions)


def test_arrays_in_arrays_have_an_end(tmp_path: Path) -> None:
    schemas = {
        f"A{n}": {"type": "array", "items": {"$ref": f"#/components/schemas/A{n + 1}"}}
        for n in range(LENGTH)
    }
    schemas[f"A{LENGTH}"] = {"type": "string"}
    tree = {**chain(), "components": {"schemas": schemas}, "paths": {}}
    (tmp_path / "spec.json").write_text(json.dumps(tree))
    with pytest.raises(SpecError) as caught:
        understand(ApiConfig(name="deep", sources=("spec.json",), base=str(tmp_path)))
    assert [d.code for d in caught.value.diagnostics] == ["O316"]

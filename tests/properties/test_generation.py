"""Properties of whole runs: additions rename nothing, nothing but the inputs shows in the output."""

import copy
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.ir.names import Names
from generator.pipeline import understand
from tests.conftest import ROOT
from tests.packages import config_for

WORDS = st.sampled_from(
    [
        "a",
        "A",
        "a_b",
        "aB",
        "a-b",
        "list",
        "field",
        "class",
        "Item",
        "item",
        "data",
        "Data",
        "日本",
        "id",
        "x1",
        "1x",
        "",
    ]
)
SCALARS = st.sampled_from(
    [
        {"type": "string"},
        {"type": "integer"},
        {"enum": ["a", "b"]},
        {"type": "string", "format": "date-time"},
        {},
    ]
)
SCHEMAS: st.SearchStrategy[dict[str, Any]] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.builds(
            lambda p: {"type": "object", "properties": p}, st.dictionaries(WORDS, inner, max_size=3)
        ),
        st.builds(lambda i: {"type": "array", "items": i}, inner),
        st.builds(lambda i: {"type": "object", "additionalProperties": i}, inner),
        st.builds(lambda a, b: {"anyOf": [a, b]}, inner, inner),
    ),
    max_leaves=5,
)
COMPONENT_KEYS = st.sampled_from(
    ["Thing", "thing", "ThingItem", "Thing_Data", "List", "Other", "Error", "ThingData"]
)
OPERATIONS = st.tuples(
    st.sampled_from(["/a", "/a/{id}", "/b", "/things", "/thing"]),
    st.sampled_from(["get", "post"]),
    st.sampled_from(["getA", "get_a", "create", "list things", None]),
    st.lists(
        st.tuples(st.sampled_from(["query", "header"]), WORDS.filter(lambda w: w.isascii() and w)),
        max_size=2,
        unique=True,
    ),
    SCHEMAS,
)


def document(components: dict[str, Any], operations: list[Any]) -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for path, method, operation_id, parameters, schema in operations:
        operation: dict[str, Any] = {
            "responses": {
                "200": {"description": "", "content": {"application/json": {"schema": schema}}}
            },
            "parameters": [
                {"name": n, "in": where, "schema": {"type": "string"}} for where, n in parameters
            ],
        }
        if operation_id:
            operation["operationId"] = operation_id
        if "{id}" in path:
            operation["parameters"].append(
                {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
            )
        paths.setdefault(path, {}).setdefault(method, operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": paths,
        "components": {"schemas": components},
    }


def names_of(tree: dict[str, Any], folder: Path, lock: Any = None) -> tuple[Any, Names, Any]:
    from generator.name import name_lock

    source = folder / "spec.yaml"
    source.write_text(
        yaml.safe_dump(copy.deepcopy(tree), sort_keys=False, allow_unicode=True), "utf-8"
    )
    config = config_for(source, package="t")

    class Locked:
        names = lock

    understood = understand(config, Locked() if lock else None)  # type: ignore[arg-type]  # only `.names` is read
    return understood.api, understood.names, name_lock(understood.api, understood.names, lock)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    before=st.dictionaries(COMPONENT_KEYS, SCHEMAS, max_size=3),
    more=st.dictionaries(COMPONENT_KEYS, SCHEMAS, max_size=3),
    operations=st.lists(OPERATIONS, min_size=1, max_size=3),
    further=st.lists(OPERATIONS, max_size=3),
)
def test_an_addition_renames_nothing(
    tmp_path: Path, before: Any, more: Any, operations: Any, further: Any
) -> None:
    _, first, lock = names_of(document(before, operations), tmp_path)
    # What is added stands before what was there: the order of a document must not matter either.
    _, second, _ = names_of(
        document(
            {**{k: v for k, v in more.items() if k not in before}, **before},
            [*operations, *further],
        ),
        tmp_path,
        lock,
    )
    for schema_id, name in first.classes.items():
        if schema_id in second.classes:
            assert second.classes[schema_id] == name
            for wire, attribute in first.fields.get(schema_id, {}).items():
                assert second.fields[schema_id][wire] == attribute
    for key, operation in first.operations.items():
        assert second.operations[key].method == operation.method
        for argument, name in operation.arguments.items():
            assert second.operations[key].arguments[argument] == name


def test_the_output_depends_on_the_inputs_alone(tmp_path: Path) -> None:
    results = []
    for seed, zone, language, where in (
        ("0", "UTC", "C.UTF-8", "one"),
        ("4711", "Asia/Tokyo", "tr_TR.UTF-8", "two/deeper"),
    ):
        out = tmp_path / where
        out.mkdir(parents=True)
        subprocess.run(
            [
                sys.executable,
                "-m",
                "generator",
                "generate",
                "specs/pinecone/2025-04/create_backup.md",
                "--output",
                str(out),
                "--package",
                "same",
            ],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language},
            check=True,
            capture_output=True,
        )
        results.append(
            {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}
        )
    assert results[0] == results[1]
    assert "same/client.py" in results[0]

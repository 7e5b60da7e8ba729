"""Where the models of a large API stand."""

import graphlib
import json
from pathlib import Path
from typing import Any

from generator.ir.references import ids_in_definition
from generator.name.modules import LARGE
from generator.name.strongly_connected import strongly_connected
from generator.pipeline import understand
from tests.packages import config_for

COUNT = 2 * LARGE + 20
RING = range(100, 140)


def large_api(first_tag: str = "one") -> dict[str, Any]:
    """Two tags that need all of a chain of schemas; in it a ring of forty that need each other."""

    def schema(number: int) -> dict[str, Any]:
        following = [number + 1] if number + 1 < COUNT else []
        if number == RING[-1]:
            following.append(RING[0])
        links = {f"link{n}": {"$ref": f"#/components/schemas/Thing{n}"} for n in following}
        return {"type": "object", "properties": {f"own{number}": {"type": "string"}, **links}}

    def path_item(tag: str) -> dict[str, Any]:
        content = {"application/json": {"schema": {"$ref": "#/components/schemas/Thing0"}}}
        answer = {"200": {"description": "Well.", "content": content}}
        return {"get": {"operationId": f"get_{tag}", "tags": [tag], "responses": answer}}

    return {
        "openapi": "3.1.0",
        "info": {"title": "Large", "version": "1"},
        "paths": {f"/{tag}": path_item(tag) for tag in (first_tag, "two")},
        "components": {"schemas": {f"Thing{n}": schema(n) for n in range(COUNT)}},
    }


def modules_of(tree: dict[str, Any], folder: Path) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Definition → module, and module → those that it imports."""
    source = folder / "large.json"
    source.write_text(json.dumps(tree), "utf-8")
    understood = understand(config_for(source, package="large"))
    modules = {str(i): module for i, module in understood.names.modules.items()}
    imports: dict[str, set[str]] = {module: set() for module in modules.values()}
    for definition in understood.api.definitions:
        needed = {modules[i] for i in ids_in_definition(definition)}
        imports[modules[definition.id]] |= needed - {modules[definition.id]}
    return modules, imports


def test_what_is_too_much_for_one_module_stands_in_several(tmp_path: Path) -> None:
    modules, imports = modules_of(large_api(), tmp_path)
    names = list(modules.values())
    assert set(names) == {"shared_1", "shared_2", "shared_3"}
    assert max(names.count(name) for name in names) < LARGE
    assert list(graphlib.TopologicalSorter(imports).static_order()) == sorted(set(names))


def test_a_circle_stays_together(tmp_path: Path) -> None:
    modules, _ = modules_of(large_api(), tmp_path)
    assert len({modules[f"/components/schemas/Thing{n}"] for n in RING}) == 1


def test_a_tag_of_the_same_name_keeps_its_module(tmp_path: Path) -> None:
    tree = large_api("shared_2")
    tree["components"]["schemas"]["Alone"] = {"type": "object", "properties": {"a": {}}}
    answer = tree["paths"]["/shared_2"]["get"]["responses"]["200"]["content"]["application/json"]
    answer["schema"] = {
        "type": "object",
        "properties": {
            "alone": {"$ref": "#/components/schemas/Alone"},
            "thing": {"$ref": "#/components/schemas/Thing0"},
        },
    }
    modules, imports = modules_of(tree, tmp_path)
    assert modules["/components/schemas/Alone"] == "shared_2"
    assert modules["/components/schemas/Thing0"].startswith("shared_models_")
    assert list(graphlib.TopologicalSorter(imports).static_order())[-1] == "shared_2"


def test_circles_come_after_what_they_need() -> None:
    edges = {"a": ["b"], "b": ["c", "d"], "c": ["b"], "d": ["elsewhere"], "e": ["a", "e"]}
    assert strongly_connected("eabcd", edges) == [["d"], ["b", "c"], ["a"], ["e"]]
    assert strongly_connected("dcbae", edges) == [["d"], ["c", "b"], ["a"], ["e"]]

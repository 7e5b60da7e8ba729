"""Any property name makes a module that imports; what is decoded is encoded back."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from generator.pipeline import understand
from tests.codecs import Codecs
from tests.conftest import ROOT
from tests.packages import config_for, imported, write_package
from tests.properties.round_trips import RoundTrips

NASTY = st.sampled_from(
    [
        *(
            "field",
            "list",
            "str",
            "int",
            "dict",
            "date",
            "datetime",
            "self",
            "cls",
            "rest",
            "known",
            "data",
        ),
        *(
            "from_dict",
            "to_dict",
            "additional_properties",
            "class",
            "None",
            "True",
            "import",
            "Any",
            "Self",
        ),
        *(
            "",
            " ",
            "1",
            "a-b",
            "a_b",
            "aB",
            "A",
            "__init__",
            "__class__",
            "日本",
            "ﬁle",
            "file",
            "\u202e",
            "\x00",
        ),
        *(
            '"',
            "'''",
            '"""',
            "\\",
            "{{ x }}",
            "{% raw %}",
            "\n",
            "#",
            "$ref",
            "type",
            "allOf",
            "properties",
        ),
    ]
)
NAMES = NASTY | st.text(st.characters(codec="utf-8"), max_size=6)
ENOUGH = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@settings(max_examples=25, **ENOUGH)
@given(st.lists(NAMES, unique=True, min_size=1, max_size=12), NAMES)
def test_any_property_name_imports(tmp_path_factory: Any, names: list[str], component: str) -> None:
    assume(component.strip() and "/" not in component and "~" not in component)
    root: Path = tmp_path_factory.mktemp("names")
    tree = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {
            "/a": {
                "post": {
                    "requestBody": {
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}
                        }
                    },
                    "responses": {
                        "200": {
                            "description": "",
                            "content": {
                                "application/json": {
                                    "schema": {"$ref": "#/components/schemas/Thing"}
                                }
                            },
                        }
                    },
                }
            }
        },
        "components": {
            "schemas": {
                "Thing": {
                    "type": "object",
                    "properties": {name: {"type": "string"} for name in names},
                },
                component: {"type": "object", "properties": {"x": {"enum": names}}},
            }
        },
    }
    source = root / "spec.json"
    source.write_text(json.dumps(tree), "utf-8")
    with imported(write_package(config_for(source, package="named"), root / "out")) as package:
        value = dict.fromkeys(names, "v")
        assert package.Thing.from_dict(value).to_dict() == value


CASES = sorted(p.parent.name for p in (ROOT / "tests" / "golden").glob("*/expected"))


@pytest.mark.parametrize("name", CASES)
def test_valid_values_come_back(name: str, tmp_path: Path) -> None:
    source = next((ROOT / "tests" / "golden" / name).glob("spec.*"))
    config = config_for(source, package="tripped")
    understood = understand(config)
    with imported(write_package(config, tmp_path)) as package:
        trips = RoundTrips(Codecs(understood, package), understood)
        for definition in understood.api.definitions:
            trips.hold(definition)
    assert not trips.held.broken, "\n".join(trips.held.broken)
    assert not trips.held.empty

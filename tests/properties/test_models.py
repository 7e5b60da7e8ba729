"""Any property name makes a module that imports; what is decoded is encoded back."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

from generator.ir.schema import NamedType
from generator.pipeline import understand
from tests.codecs import Codecs, same
from tests.conftest import ROOT
from tests.packages import config_for, imported, write_package
from tests.properties.strategies import definition_values

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


SPECS = sorted(p.parent.name for p in (ROOT / "tests" / "golden").glob("*/expected"))


@pytest.mark.parametrize("name", SPECS)
def test_valid_values_round_trip(name: str, tmp_path: Path) -> None:
    folder = ROOT / "tests" / "golden" / name
    source = next(folder.glob("spec.*"))
    config = config_for(source, package="tripped")
    understood = understand(config)
    definitions = {d.id: d for d in understood.api.definitions}
    tree = understood.spec.tree
    with imported(write_package(config, tmp_path)) as package:
        codecs = Codecs(understood, package)
        for definition in definitions.values():
            if "~" in definition.id:
                continue
            validator = jsonschema.Draft202012Validator(
                {
                    "$ref": f"#{definition.id}",
                    **{k: tree.get(k, {}) for k in ("paths", "webhooks", "components")},
                }
            )
            assert hold(codecs, definition, definitions, validator)


def hold(codecs: Codecs, definition: Any, definitions: Any, validator: Any) -> bool:
    """Decode and encode values of one definition that its source schema accepts.

    Gives whether there were any: a strategy does not follow `pattern` and `not`.
    """

    @settings(max_examples=15, **ENOUGH)
    @given(definition_values(definition, definitions))
    def check(value: Any) -> None:
        assume(validator.is_valid(value))
        assert same(codecs.round_trip(NamedType(id=definition.id), value), value)

    try:
        check()
    except Unsatisfiable:
        return False
    return True

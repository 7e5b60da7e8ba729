"""Generated values of real specifications: valid by the source schema, decoded, encoded, the same."""

from pathlib import Path

import jsonschema
import pytest

from generator.pipeline import understand
from tests.codecs import Codecs
from tests.packages import config_for, imported, write_package
from tests.properties.test_models import hold

SPECS = [
    *("pinecone__db_control_2025-04.yaml", "pinecone__db_data_2026-01.alpha.yaml"),
    *("pinecone__assistant_data_2026-04.yaml", "bump__train-travel@2025-03-12.yaml"),
    *(
        "redocly__museum@2024-11-20.yaml",
        "oai__tictactoe-31.yaml",
        "typesense__typesense@2026-03-25.yaml",
    ),
]


@pytest.mark.parametrize("name", SPECS)
def test_valid_values_round_trip(name: str, corpus: Path, tmp_path: Path) -> None:
    config = config_for(corpus / "specs" / name, package="tripped")
    understood = understand(config)
    definitions = {d.id: d for d in understood.api.definitions}
    tree = understood.spec.tree
    with imported(write_package(config, tmp_path)) as package:
        codecs = Codecs(understood, package)
        held: list[bool] = []
        for definition in [d for d in definitions.values() if "~" not in d.id.replace("~1", "")][
            ::3
        ]:
            validator = jsonschema.Draft202012Validator(
                {
                    "$ref": f"#{definition.id}",
                    **{k: tree.get(k, {}) for k in ("paths", "webhooks", "components")},
                }
            )
            held.append(hold(codecs, definition, definitions, validator))
    assert sum(held) >= 0.8 * len(held)

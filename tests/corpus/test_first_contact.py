"""Specifications in the styles that frameworks and gateways write: without any config, a client that
imports, or one line that says what to do."""

from pathlib import Path

import pytest

from generator.config import ApiConfig
from generator.diagnostics import SpecError
from generator.pipeline import understand
from tests.packages import config_for, imported, write_package

STYLES = sorted((Path(__file__).parent / "first_contact").iterdir())
REFUSED = {
    "asyncapi.yaml": "R201 it says neither `openapi` nor `swagger`: it seems to be an AsyncAPI document",
    "grpc_gateway.json": "R221 the path /v1/{name=shelves/*} holds {name=shelves/*}, which is no parameter's name in braces",
    "hal.yaml": "R221 the path /orders/{id}{?expand} holds {?expand}, which is no parameter's name in braces",
    "postman_collection.json": "R201 it says neither `openapi` nor `swagger`: it seems to be a Postman collection",
}


@pytest.mark.parametrize(
    "source", [s for s in STYLES if s.name not in REFUSED], ids=lambda source: source.name
)
def test_a_style_makes_a_client(source: Path, tmp_path: Path) -> None:
    config = config_for(source, package="met")
    operations = understand(config).api.operations
    with imported(write_package(config, tmp_path)) as package:
        assert operations
        for name in package.__all__:
            getattr(package, name)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_client_is_told(name: str) -> None:
    source = Path(__file__).parent / "first_contact" / name
    with pytest.raises(SpecError) as caught:
        understand(ApiConfig(name="", sources=(source.name,), base=str(source.parent)))
    [told] = caught.value.diagnostics
    assert f"{told.code} {told.message}" == REFUSED[name]
    assert told.hint

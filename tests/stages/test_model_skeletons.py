"""What datamodel-code-generator writes: the same for a type wherever it stands, and written once."""

from pathlib import Path

import pytest

from generator import pipeline
from generator.ir.document import JsonValue
from generator.model import skeletons
from generator.model.codegen import generate_models
from generator.model.schema_document import REFERENCE, openapi
from generator.model.skeletons import Header
from generator.model.verify import statements_of
from generator.render import templates_folder
from tests.conftest import ROOT
from tests.packages import config_for

CASES = ("types_that_contain_themselves", "unions_find_their_variant")
NAMES = ["pinecone__db_control_2025-04.yaml", "discord__discord@2025-03-12.json"]


def asked(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[dict[str, JsonValue], dict[str, Header]]:
    """What the stage asks of datamodel-code-generator for a specification."""
    found: list[tuple[dict[str, JsonValue], dict[str, Header]]] = []
    real = skeletons.skeletons_of

    def spy(
        schemas: dict[str, JsonValue], headers: dict[str, Header], *rest: object
    ) -> dict[str, str]:
        found.append((schemas, headers))
        return real(schemas, headers, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("generator.model.skeletons_of", spy)
    pipeline.generate(config_for(source, package="made"))
    return found[0]


def hold(source: Path, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Types written once, in batches, make the classes that are written whole and at once."""
    schemas, headers = asked(source, monkeypatch)
    data = {REFERENCE + n: {"arguments": h.arguments, "base": h.base} for n, h in headers.items()}
    whole = statements_of(generate_models(openapi(dict(schemas)), templates_folder(), data))
    monkeypatch.setattr(skeletons, "_BATCH", size)
    assert skeletons.skeletons_of(schemas, headers, templates_folder(), {}) == whole


@pytest.mark.parametrize("case", CASES)
def test_a_type_is_the_same_wherever_it_stands(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    hold(ROOT / "tests" / "golden" / case / "spec.yaml", 2, monkeypatch)


@pytest.mark.parametrize("name", NAMES)
def test_types_of_real_apis_are_the_same_wherever_they_stand(
    corpus: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(corpus / "specs" / name, 300 if "discord" in name else 30, monkeypatch)


def test_what_is_known_is_not_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[str, dict[str, str]] = {}
    written: list[int] = []
    write = skeletons._write
    monkeypatch.setattr(
        skeletons, "_write", lambda batch: written.append(len(batch.asked)) or write(batch)
    )
    case = ROOT / "tests" / "golden" / CASES[1] / "spec.yaml"
    config = config_for(case, package="made")
    first = pipeline.generate(config, shelf=lambda name: known.setdefault(name, {}))
    assert len(written) == 1
    known["files"].clear()
    again = pipeline.generate(config, shelf=lambda name: known.setdefault(name, {}))
    assert again.files == first.files
    assert len(written) == 1

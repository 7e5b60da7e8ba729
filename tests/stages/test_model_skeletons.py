"""What datamodel-code-generator writes: the same for a type wherever it stands, and written once."""

from collections.abc import MutableMapping, Sequence
from pathlib import Path

import pytest

from generator import pipeline
from generator.model import skeletons
from generator.model.codegen import generate_models
from generator.model.schema_document import REFERENCE, openapi
from generator.model.skeletons import Skeletons, Wanted
from generator.model.verify import statements_of
from generator.render import templates_folder
from tests.conftest import ROOT
from tests.packages import config_for

CASES = ("types_that_contain_themselves", "unions_find_their_variant")
NAMES = ["pinecone__db_control_2025-04.yaml", "discord__discord@2025-03-12.json"]


def asked(source: Path, monkeypatch: pytest.MonkeyPatch) -> Sequence[Wanted]:
    """What the stage asks of datamodel-code-generator for a specification."""
    found: list[Sequence[Wanted]] = []
    real = skeletons.skeletons_of

    def spy(
        modules: Sequence[Wanted], templates: Path, known: MutableMapping[str, str]
    ) -> list[Skeletons]:
        found.append(modules)
        return real(modules, templates, known)

    monkeypatch.setattr("generator.model.skeletons_of", spy)
    pipeline.generate(config_for(source, package="made"))
    return found[0]


def hold(source: Path, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Types written once, in batches, make the classes that are written whole and at once."""
    modules = asked(source, monkeypatch)
    schemas = {name: schema for one in modules for name, schema in one.schemas.items()}
    data = {
        REFERENCE + name: {"arguments": header.arguments, "base": header.base}
        for one in modules
        for name, header in one.headers.items()
    }
    whole = statements_of(
        generate_models(openapi(dict(sorted(schemas.items()))), templates_folder(), data)
    )
    monkeypatch.setattr(skeletons, "_BATCH", size)
    made = skeletons.skeletons_of(modules, templates_folder(), {})
    assert {name: text for one in made for name, text in one.texts.items()} == whole


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


@pytest.mark.parametrize("kind", ["array", "union"])
def test_a_row_of_aliases_takes_no_square_of_its_length(kind: str, tmp_path: Path) -> None:
    """Seventy-five in a row are a handful of forms, whose documents are small."""

    def schema(number: int) -> str:
        inner = (
            f"{{$ref: '#/components/schemas/A{number + 1}'}}" if number < 75 else "{type: string}"
        )
        if kind == "array":
            return f"{{type: array, items: {inner}}}"
        own = (
            f"{{type: object, required: [p{number}], properties: {{p{number}: {{type: string}}}}}}"
        )
        return f"{{oneOf: [{inner}, {own}]}}"

    lines = "\n".join(f"    A{number}: {schema(number)}" for number in range(76))
    head = "openapi: 3.1.0\ninfo: {title: Row, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n"
    (tmp_path / "spec.yaml").write_text(head + lines + "\n")
    known: dict[str, dict[str, str]] = {}
    config = config_for(tmp_path / "spec.yaml", package="made")
    made = pipeline.generate(config, shelf=lambda name: known.setdefault(name, {}))
    assert len(known["skeletons"]) < 12
    assert any("class A" in f.text or "A0: TypeAlias" in f.text for f in made.files.files)

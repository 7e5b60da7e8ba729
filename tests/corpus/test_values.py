"""Values of real specifications: examples, and drawn ones that the source schema accepts, come back
as they went. A sample; `make corpus` holds every specification to it."""

from pathlib import Path

import pytest

from generator.diagnostics import SpecError
from tests.corpus.values import values_of

SPECS = [
    *("pinecone__db_control_2025-04.yaml", "pinecone__db_data_2026-01.alpha.yaml"),
    *("pinecone__assistant_data_2026-04.yaml", "bump__train-travel@2025-03-12.yaml"),
    *("redocly__museum@2024-11-20.yaml", "oai__tictactoe-31.yaml"),
]
EMPTY = {
    # The variants of a `oneOf` have the same properties, and none fixes its tag: each value fits all
    # of them, and so none is valid.
    "pinecone__assistant_data_2026-04.yaml": {
        "/components/schemas/TypedReferenceModel",
        "/components/schemas/MultiModalSnippetModel",
    },
}
SMALL = 400_000  # bytes


@pytest.mark.parametrize("name", SPECS)
def test_valid_values_come_back(name: str, corpus: Path, tmp_path: Path) -> None:
    found = values_of(corpus / "specs" / name, tmp_path, examples=5, share=3)
    assert not found.broken, "\n".join(found.broken)
    assert found.held.values
    assert found.held.survivals or found.held.definitions < 5
    assert set(found.held.empty) == EMPTY.get(name, set())


def test_authored_examples_come_back(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tried, broken, excused, refused = 0, [], 0, []
    sources = [
        p
        for p in sorted((corpus / "specs").iterdir())
        if p.suffix in (".yaml", ".json") and p.stat().st_size < SMALL
    ]
    pages = sorted((corpus / "pages" / "expanded").glob("*.md")) + sorted(
        (corpus / "pages" / "standard").glob("*.md")
    )
    for number, source in enumerate(sources[::4] + pages[::8]):
        try:
            found = values_of(source, tmp_path / str(number), examples=0).examples
        except SpecError as error:
            refused.append(f"{source.name}: {error.diagnostics[0].code}")
            continue
        tried, excused = tried + found.tried, excused + len(found.contradicting)
        broken += [f"{source.name} {line}" for line in found.broken]
    with capsys.disabled():
        print(
            f"\nexamples: {tried} tried, {excused} contradict their schema, {len(broken)} broken; "
            f"not generated: {refused}"
        )
    assert tried > 50
    assert not broken, "\n".join(broken)

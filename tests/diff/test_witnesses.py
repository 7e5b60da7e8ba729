"""Two small pairs before griffe and mypy; all Pinecone versions with `make witnesses`."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.diff.witnesses import witness

CASES = Path(__file__).parent


@pytest.fixture(scope="module")
def cache() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.mark.parametrize("case", ["optional-becomes-required", "method-renamed"])
def test_what_breaks_is_what_outsiders_see_break(case: str, tmp_path: Path, cache: Path) -> None:
    before, after = CASES / case / "before.yaml", CASES / case / "after.yaml"
    found = witness(before, after, tmp_path, cache)
    assert found.breaking
    assert found.unexplained == []
    assert found.unconfirmed == []

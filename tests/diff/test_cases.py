"""Small pairs with the report that they give: `<case>/{before,after}.yaml` and `report.txt`."""

from pathlib import Path

import pytest

from generator.diff import as_text, compare
from tests.diff.reading import side_of

CASES = sorted(p.parent for p in Path(__file__).parent.glob("*/before.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.name)
def test_a_pair_gives_its_report(case: Path) -> None:
    report = as_text(compare(side_of(case / "before.yaml"), side_of(case / "after.yaml")))
    assert report == (case / "report.txt").read_text()


def test_there_are_cases() -> None:
    assert len(CASES) >= 6

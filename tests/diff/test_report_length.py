"""A page of findings: the reports of Pinecone's versions are as short as their causes, and whole."""

from pathlib import Path

import pytest

from generator.diff import Verdict, as_text, compare
from tests.diff.reading import CORPUS, needs_corpus, side_of
from tests.diff.witnesses import pairs

PAIRS = pairs(CORPUS / "specs") if CORPUS.is_dir() else []
LONGEST = 80


@needs_corpus
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0].stem}-{pair[1].stem}")
def test_a_report_is_a_page_and_names_what_breaks(pair: tuple[Path, Path]) -> None:
    comparison = compare(side_of(pair[0]), side_of(pair[1]))
    text = as_text(comparison)
    assert len(text.splitlines()) <= LONGEST
    assert max(map(len, text.splitlines())) <= 80
    broken = [f for f in comparison.findings if f.worst is not Verdict.COMPATIBLE]
    assert [f.message for f in broken if f.fingerprint[:8] not in text] == []
    assert [f.message for f in broken if f.id not in text] == []
    fingerprints = [f.fingerprint for f in comparison.findings]
    assert len(set(fingerprints)) == len(fingerprints)
    # Wherever it stands is said of every finding, the compatible ones too.
    words = text.replace("\n", " ")
    lines = [f"→:{f.revision.line}" for f in comparison.findings if f.base and f.revision]
    assert [line for line in lines if line not in words] == []

"""Payloads at the places of a document, a sample; `make hostile` tries them all."""

from pathlib import Path

import pytest

from tests.properties.hostile.run import Trial, sample


@pytest.mark.parametrize("seed", [1, 2])
def test_a_payload_stays_text_or_is_refused(seed: int, tmp_path: Path) -> None:
    trial = Trial(tmp_path)
    sample(trial, seed, payloads=2, places=60)
    assert trial.findings.accepted > 20
    assert trial.findings.refused
    assert not trial.findings.problems, "\n".join(trial.findings.problems)

"""The corpus's minimal pairs: our verdict on the wire, and on what Python users meet."""

import json
from pathlib import Path

import pytest

from generator.diff import compare
from generator.diff.finding import worst
from tests.diff.reading import CORPUS, needs_corpus, pair_in, side_of

PROBES = sorted(p for p in (CORPUS / "diff" / "probes").glob("*/")) if CORPUS.is_dir() else []
# Probe → axis → (our verdict, why it is right and the probe's is not).
DEVIATIONS: dict[str, dict[str, tuple[str, str]]] = {}


@needs_corpus
@pytest.mark.parametrize("probe", PROBES, ids=lambda p: p.name)
def test_a_probe_gets_our_verdict(probe: Path) -> None:
    base, revision = pair_in(probe)
    findings = compare(side_of(base), side_of(revision)).findings
    expected = json.loads((probe / "expected.json").read_text())
    deviations = DEVIATIONS.get(probe.name, {})
    found = {
        "wire": str(worst(f.wire for f in findings)),
        "client": str(worst(v for f in findings for v in (f.client, f.types))),
    }
    wanted = {axis: deviations[axis][0] if axis in deviations else expected[axis] for axis in found}
    assert found == wanted, [(f.id, f.wire, f.client, f.types, f.message) for f in findings]

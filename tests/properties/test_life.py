"""A package over the years: each run has the lock of the one before."""

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.ir.api import Api
from generator.ir.names import NameLock, Names
from tests.properties.test_generation import (
    COMPONENT_KEYS,
    OPERATIONS,
    SCHEMAS,
    document,
    names_of,
)

STEPS = st.lists(
    st.tuples(
        st.dictionaries(COMPONENT_KEYS, SCHEMAS, max_size=2), st.lists(OPERATIONS, max_size=2)
    ),
    min_size=2,
    max_size=4,
)


def given_away(api: Api, names: Names) -> dict[tuple[str, ...], str]:
    """Every name, by the place in the document that has it: which of several equal schemas stands
    for all of them is nobody's business but ours."""
    found: dict[tuple[str, ...], str] = {}
    for definition in api.definitions:
        for place in definition.places:
            found["class", place] = names.classes[definition.id]
            for wire, name in names.fields.get(definition.id, {}).items():
                found["field", place, wire] = name
    for key, operation in names.operations.items():
        found["method", key] = operation.method
        found |= {("argument", key, a): name for a, name in operation.arguments.items()}
        if operation.iterator:
            found["iterator", key] = operation.iterator
    return found


@settings(
    max_examples=40,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_no_sequence_of_additions_renames_anything(tmp_path: Path, steps: Any) -> None:
    components: dict[str, Any] = {}
    operations: list[Any] = []
    lock: NameLock | None = None
    known: dict[tuple[str, ...], str] = {}
    for more, further in steps:
        # What is added stands before what was there.
        components = {**{k: v for k, v in more.items() if k not in components}, **components}
        operations = [*operations, *further]
        api, names, lock = names_of(document(components, operations), tmp_path, lock)
        now = given_away(api, names)
        assert {k: now.get(k) for k in known} == known
        known = now

"""Attributes that an earlier version of an API had."""

import pytest

from generator.runtime.removed import no_attribute

REMOVED = {"dimension": "dimension was removed in 2025-10, see schema"}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "dimension",
            "'object' object has no attribute 'dimension': dimension was removed in 2025-10, see schema",
        ),
        ("other", "'object' object has no attribute 'other'"),
    ],
)
def test_an_attribute_that_is_gone_says_where_it_went(name: str, said: str) -> None:
    owner = object()
    error = no_attribute(owner, name, REMOVED)
    assert (str(error), error.name, error.obj) == (said, name, owner)

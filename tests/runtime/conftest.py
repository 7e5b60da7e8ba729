"""Every test that takes `driver` runs twice: sync and async."""

import pytest

from tests.runtime.driving import Driver


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def driver(request: pytest.FixtureRequest) -> Driver:
    return Driver(asynchronous=request.param)

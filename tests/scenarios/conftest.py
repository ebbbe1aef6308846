"""The shells that the suite holds to the same behaviour."""

from collections.abc import Callable

import pytest

from tests.kafka.runner import KafkaRunner
from tests.scenarios.embedded import EmbeddedRunner
from tests.scenarios.runner import Runner

RUNNERS: dict[str, Callable[[pytest.FixtureRequest], Runner]] = {
    "embedded": lambda _: EmbeddedRunner(),
    "kafka": lambda request: KafkaRunner(request.getfixturevalue("bootstrap")),
}
"""A shell joins here; the request gives it the fixtures that it needs."""


@pytest.fixture(params=RUNNERS)
def runner(request: pytest.FixtureRequest) -> Runner:
    return RUNNERS[request.param](request)

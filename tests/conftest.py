"""What all tests share: the one broker, and the mark of those that need it."""

import pytest
from hypothesis import settings

# A busy machine is no failing property: how long things may take is held by the benchmarks.
settings.register_profile("factionwatch", deadline=None)
settings.load_profile("factionwatch")

pytest_plugins = ["tests.kafka.fixtures"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if {"bootstrap", "own_broker"} & set(getattr(item, "fixturenames", ())) or "kafka" in getattr(item, "name", ""):
            item.add_marker(pytest.mark.kafka)

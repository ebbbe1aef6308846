"""What all tests share: the one broker, and the mark of those that need it."""

import pytest

pytest_plugins = ["tests.kafka.fixtures"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if {"bootstrap", "own_broker"} & set(getattr(item, "fixturenames", ())) or "kafka" in getattr(item, "name", ""):
            item.add_marker(pytest.mark.kafka)

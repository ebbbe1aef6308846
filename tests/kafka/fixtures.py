"""One real broker for the whole test run: the one that FACTIONWATCH_TEST_KAFKA names, or one of our own."""

import os
from collections.abc import Iterator

import pytest

from deploy.kafka.broker import Broker, BrokerUnavailableError, running


@pytest.fixture(scope="session")
def _own_broker_or_reason(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker | str]:
    try:
        with running(tmp_path_factory.mktemp("kafka")) as broker:
            yield broker
    except BrokerUnavailableError as problem:
        yield str(problem)


def _broker_or_skip(found: Broker | str) -> Broker:
    if isinstance(found, Broker):
        return found
    if os.environ.get("CI"):
        pytest.fail(f"continuous integration must test on a real broker: {found}")
    pytest.skip(f"no broker: {found}; or name one with FACTIONWATCH_TEST_KAFKA")


@pytest.fixture(scope="session")
def own_broker(_own_broker_or_reason: Broker | str) -> Broker:
    """A broker of our own, which a test may kill and start again."""
    return _broker_or_skip(_own_broker_or_reason)


@pytest.fixture(scope="session")
def bootstrap(request: pytest.FixtureRequest) -> str:
    """`host:port` of the broker to test on."""
    named = os.environ.get("FACTIONWATCH_TEST_KAFKA")
    if named:
        return named
    broker: Broker = request.getfixturevalue("own_broker")
    return broker.bootstrap

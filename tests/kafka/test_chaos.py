"""A short chaos: workers and the broker die while articles come out of order; nothing is lost or counted twice."""

import os
import random
from pathlib import Path

import pytest

from deploy.kafka.broker import Broker
from tests.kafka import chaos


@pytest.mark.slow
def test_whatever_dies_the_service_comes_to_what_the_embedded_run_comes_to(own_broker: Broker, tmp_path: Path) -> None:
    seed = int(os.environ.get("FACTIONWATCH_TEST_SEED") or random.randrange(100_000))
    print(f"seed {seed}: repeat it with FACTIONWATCH_TEST_SEED={seed}")
    told = chaos.run(own_broker, tmp_path, chaos.SHORT, seed)
    print(told)
    chaos.check(told)

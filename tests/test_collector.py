"""The collector is calmed for the whole process, by the command itself."""

import gc
from collections.abc import Iterator

import pytest

from streams.cli import main
from streams.collector import THRESHOLDS


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_the_command_calms_the_collector(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["factionwatch", "--help"])
    with pytest.raises(SystemExit):
        main()
    assert gc.get_threshold() == THRESHOLDS

"""The detector: turns are found, dated and taken back."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.core.signals.calibration import thresholds
from streams.core.signals.detector import Turn
from streams.core.signals.lag import TAIL_DAYS, Lags, Prompt
from streams.core.signals.replay import Replay, moments
from streams.core.signals.series import Series
from tests.bench.signals import vector
from tests.bench.signals.told import Told, lagged
from tests.bench.signals.worlds import negative_binomial, rates

FIRST = date(2022, 1, 1)
LIMITS = thresholds(1.0)


def series(counts: list[int], hidden: tuple[int, ...] = ()) -> Series:
    daily = {FIRST + timedelta(days=index): count for index, count in enumerate(counts)}
    return Series(daily, [FIRST + timedelta(days=index) for index in hidden])


def turns(counts: list[int], hidden: tuple[int, ...] = (), lags: Lags | None = None) -> list[Turn]:
    days = series(counts, hidden)
    found = moments(days, lags or Prompt(), LIMITS, days.first + len(counts) - 1)
    return [moment.turn for moment in found if moment.turn]


def test_a_steady_faction_raises_nothing() -> None:
    assert turns([1, 0, 2, 1, 0] * 60)[1:] == []


@pytest.mark.parametrize("rate", [20, 50, 150])
def test_a_busy_faction_is_told_as_a_rise_once_when_its_record_begins(rate: int) -> None:
    counts = negative_binomial(np.random.default_rng(1), rates(1, 120, rate), 1.2)[0]
    assert [turn.kind for turn in turns(counts.tolist())] == ["rise"]


def test_a_rise_is_dated_to_the_day_on_which_it_began() -> None:
    last = turns([0, 1, 0, 0, 0] * 40 + [3, 2, 4, 3, 2, 3, 4])[-1]
    assert last.kind == "rise"
    assert last.onset == FIRST.toordinal() + 200


def test_silence_becomes_a_lull_whose_onset_is_the_day_after_the_last_attack() -> None:
    last = turns([1, 0, 2, 1, 0] * 40 + [1] + [0] * 20)[-1]
    assert (last.kind, last.observed) == ("lull", 0)
    assert last.onset == FIRST.toordinal() + 201


def test_hidden_days_are_no_silence() -> None:
    counts = [1, 0, 2, 1, 0] * 40 + [1] + [0] * 20
    assert [turn.kind for turn in turns(counts, tuple(range(200, 221)))] == [turn.kind for turn in turns(counts[:200])]


def test_silence_of_recent_days_weighs_less_where_reports_lag() -> None:
    counts = [1, 0, 2, 1, 0] * 40 + [1] + [0] * 30
    assert turns(counts, lags=Lags(()))[-1].day > turns(counts)[-1].day


def test_attacks_that_come_back_soon_end_the_lull_and_are_no_rise() -> None:
    kinds = [turn.kind for turn in turns([1, 0, 2, 1, 0] * 40 + [1] + [0] * 16 + [1, 0, 2, 1, 0] * 20)]
    assert kinds[-2:] == ["lull", "comeback"]


@given(st.lists(st.integers(0, 4), min_size=1, max_size=200), st.integers(0, 60), st.booleans())
@settings(deadline=None, max_examples=60)
def test_the_day_foretold_is_the_day_on_which_silence_becomes_a_lull(counts: list[int], quiet: int, lag: bool) -> None:
    days = series(counts)
    lags = Lags(()) if lag else Prompt()
    replay = Replay(LIMITS)
    replay.advance(days, lags, days.first + len(counts) - 1 + quiet)
    due = replay.lull_due(days)
    if due is None:
        return
    before = len(replay.turns)
    replay.advance(days, lags, due - 1)
    assert all(turn.kind != "lull" for turn in replay.turns[before:])
    assert replay.lull_due(days) == due
    replay.advance(days, lags, due)
    assert (replay.turns[-1].kind, replay.turns[-1].day) == ("lull", due)


changes = st.lists(st.tuples(st.integers(0, 320), st.integers(0, 9), st.integers(0, 40)), max_size=6)


@given(st.integers(0, 2**32 - 1), changes)
@settings(deadline=None, max_examples=60)
def test_a_replay_with_snapshots_equals_one_from_the_first_day(seed: int, steps: list[tuple[int, int, int]]) -> None:
    rng = np.random.default_rng(seed)
    counts = [*map(int, rng.poisson(rng.gamma(1.0, rng.choice([0.1, 1.0, 4.0]), 321)))]
    kept, day = Replay(LIMITS), FIRST.toordinal()
    for where, count, on in [(0, counts[0], 200), *steps]:
        counts[where] = count
        days, day = series(counts), day + on
        kept.advance(days, Lags(()), day, changed=FIRST.toordinal() + where)
        anew = Replay(LIMITS)
        anew.advance(days, Lags(()), day)
        assert kept.turns == anew.turns
        assert kept.lull_due(days) == anew.lull_due(days)


@pytest.mark.parametrize("rate", [0.05, 0.2, 1.0, 3.0])
def test_the_vectorised_detector_of_the_benchmark_finds_the_same_turns(rate: float) -> None:
    counts = negative_binomial(np.random.default_rng(1), rates(6, 900, rate, 0.2, 600), 2.0)
    counts[:3, 700:800] += 3
    found = vector.detect(Told(counts), vector.Limits(*LIMITS))
    for row, line in enumerate(counts.tolist()):
        for kind in ("rise", "lull", "comeback"):
            days = [turn.day - FIRST.toordinal() for turn in turns(line) if turn.kind == kind]
            assert days == np.flatnonzero(getattr(found, kind)[row]).tolist()


@pytest.mark.parametrize("rate", [0.2, 1.0, 3.0])
def test_the_benchmark_finds_the_same_turns_where_reports_lag_and_are_withdrawn(rate: float) -> None:
    rng = np.random.default_rng(1)
    told = lagged(rng, negative_binomial(rng, rates(4, 500, rate, 0.1, 300), 2.0), withdraw=True)
    found = vector.detect(told, vector.Limits(*LIMITS))
    for row in range(4):
        said = evening_by_evening(told, row)
        for kind in ("rise", "lull", "comeback"):
            evenings = np.flatnonzero(getattr(found, kind)[row])
            assert [day for day in said[kind] if day > TAIL_DAYS] == evenings[evenings > TAIL_DAYS].tolist()


def evening_by_evening(told: Told, row: int) -> dict[str, list[int]]:
    """Evenings on which the core's replay finds a turn that it did not find before, new dates of a lull left out."""
    assert told.ages is not None
    days = told.final.shape[1]
    replay, known = Replay(LIMITS), series([0] * days)
    found: dict[str, list[int]] = {"rise": [], "lull": [], "comeback": []}
    said: set[tuple[str, int]] = set()
    for evening in range(days):
        lulled = [
            turn for turn in replay.turns[-1:] if turn.kind == "lull" and turn.day > known.first + evening - TAIL_DAYS
        ]
        for age in range(min(TAIL_DAYS, evening) + 1):
            counts = told.final if age == TAIL_DAYS else told.ages[age]
            known.counts[evening - age] = int(counts[row, evening - age])
        replay.advance(known, Lags(()), known.first + evening, known.first + max(0, evening - TAIL_DAYS))
        for turn in replay.turns:
            if (turn.kind, turn.onset) not in said:
                said.add((turn.kind, turn.onset))
                if turn.kind != "lull" or not lulled:
                    found[turn.kind].append(evening)
    return found

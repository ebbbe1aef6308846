"""What a faction costs: microseconds a faction-day evaluated, and memory for 10,000 factions with ten years of days."""

import time
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from streams.core.signals.calibration import thresholds
from streams.core.signals.detector import Turn
from streams.core.signals.lag import Lags
from streams.core.signals.replay import Replay
from streams.core.signals.series import Series
from tests.bench.signals.worlds import negative_binomial, rates

DAYS = 3653
FIRST = date(2015, 1, 1)


def _resident_mb() -> float:
    """Resident memory now, in MB (Linux)."""
    fields = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(fields[1]) * 4096 / 1e6


Kept = list[tuple[Series, Replay]]


def evaluated(factions: int) -> tuple[float, float, Kept]:
    """CPU microseconds a faction-day, and each time that the next lull is foretold anew; and what was kept."""
    rng = np.random.default_rng(10)
    kept, spent, foretold, asked = [], 0.0, 0.0, 0
    for index in range(factions):
        rate = (0.05, 0.2, 1.0, 3.0)[index % 4]
        counts = negative_binomial(rng, rates(1, DAYS, rate), 2.0)[0]
        daily = {FIRST + timedelta(days=day): int(count) for day, count in enumerate(counts) if count or not day}
        series, replay, lags = Series(daily), Replay(thresholds(1.0)), Lags(())
        began = time.process_time()
        for day in range(series.first, series.first + DAYS):
            replay.advance(series, lags, day)
        spent += time.process_time() - began
        replay = Replay(thresholds(1.0))
        for day in range(series.first + DAYS // 2, series.first + DAYS, 20):
            replay.advance(series, lags, day)
            asked += not replay.due_known
            began = time.process_time()
            replay.lull_due(series)
            foretold += time.process_time() - began
        kept.append((series, replay))
    return 1e6 * spent / (factions * DAYS), 1e6 * foretold / asked, kept


def late_report_ms(kept: Kept) -> float:
    """CPU milliseconds to take in a report that is 30 days late."""
    began = time.process_time()
    for series, replay in kept:
        day = series.first + DAYS - 30
        replay.advance(series, Lags(()), series.first + DAYS - 1, changed=day)
    return 1e3 * (time.process_time() - began) / len(kept)


def _copied(series: Series, replay: Replay) -> tuple[Series, Replay]:
    twin = series.hiding(())
    twin.counts = series.counts[:]
    assert replay.detector is not None
    snapshots = tuple((detector.copy(), tuple(Turn(*turn) for turn in turns)) for detector, turns in replay.snapshots)
    return twin, Replay(replay.limits, tuple(Turn(*turn) for turn in replay.turns), replay.detector.copy(), snapshots)


def memory_mb(kept: Kept, factions: int) -> float:
    """Resident memory that the states of so many factions take."""
    before = _resident_mb()
    copies = [_copied(*kept[index % len(kept)]) for index in range(factions)]
    taken = _resident_mb() - before
    assert len(copies) == factions
    return taken

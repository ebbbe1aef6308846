"""Days on which not all is known yet: reports that lag, and attacks that are withdrawn again.

The core's own replay is run from evening to evening with what is known then, so that false lulls that a late report
takes back are counted too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from streams.core.signals.calibration import thresholds
from streams.core.signals.lag import PRIOR, TAIL_DAYS, Lags, Prompt
from streams.core.signals.replay import Replay
from streams.core.signals.series import Series
from tests.bench.signals import vector
from tests.bench.signals.methods import WARM_UP_DAYS
from tests.bench.signals.tables import HORIZON_DAYS, NULL_DAYS, SHIFT_DAY, Delay, Rate, World

Ints = NDArray[np.int64]
RETRACTED = 0.02
RETRACTED_AFTER_MEAN_DAYS = 10
FIRST = date(2020, 1, 1).toordinal()


@dataclass(frozen=True)
class Told:
    """What is known on each evening: `known[day]` maps earlier days to their count as then known, where it changed."""

    final: Ints
    known: list[dict[int, int]]


def told(rng: np.random.Generator, counts: Ints, *, retract: bool) -> Told:
    """Report each attack of one series with a lag (60 % the same day, 20 % the next, a tail to two weeks)."""
    shares = np.array(PRIOR) / sum(PRIOR)
    changes: list[dict[int, int]] = [{} for _ in range(len(counts))]
    moves: list[tuple[int, int, int]] = []
    final = counts.copy()
    for day, count in enumerate(counts):
        for lag in rng.choice(TAIL_DAYS, size=count, p=shares):
            moves.append((day + int(lag), day, 1))
            if retract and rng.random() < RETRACTED:
                moves.append((day + int(lag) + 1 + int(rng.exponential(RETRACTED_AFTER_MEAN_DAYS)), day, -1))
                final[day] -= 1
    now = np.zeros(len(counts), dtype=np.int64)
    for evening, day, change in sorted(moves):
        now[day] += change
        if evening < len(counts):
            changes[evening][day] = int(now[day])
    return Told(final, changes)


def alerts(history: Told, lags: Lags, budget: float) -> tuple[list[int], list[int]]:
    """Evenings on which a rise, and a lull, was said that was not said before (dated to the same onset)."""
    replay, series = Replay(thresholds(budget)), Series({date.fromordinal(FIRST): 0})
    series.counts.extend([0] * (len(history.known) - 1))
    said: set[tuple[str, int]] = set()
    found: dict[str, list[int]] = {"rise": [], "lull": []}
    for evening, changes in enumerate(history.known):
        for day, count in changes.items():
            series.counts[day] = count
        replay.advance(series, lags, FIRST + evening, FIRST + min(changes) if changes else None)
        for turn in replay.turns[-3:]:
            if turn.kind in found and (turn.kind, turn.onset) not in said:
                said.add((turn.kind, turn.onset))
                found[turn.kind].append(evening)
    return found["rise"], found["lull"]


def _mask(evenings: list[list[int]], days: int) -> NDArray[np.bool_]:
    mask = np.zeros((len(evenings), days), dtype=bool)
    for row, line in enumerate(evenings):
        mask[row, line] = True
    return mask


def lag_table(series: int, budget: float, rates: tuple[float, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """False lulls (and rises) a year: each day counted once on its evening, recomputed, recomputed and thinned."""
    for rate in rates:
        world = World(rate, 2.0, clusters=False)
        days = WARM_UP_DAYS + NULL_DAYS
        counts = world.counts(6, series, days)
        rng = np.random.default_rng([6, int(rate * 100)])
        once = np.stack([rng.binomial(line, PRIOR[0] / sum(PRIOR)) for line in counts])
        crude = Rate.of(vector.detect(once, thresholds(budget), counts).lull)
        histories = [told(rng, line, retract=False) for line in counts]
        plain = [alerts(history, Prompt(), budget) for history in histories]
        thinned = [alerts(history, Lags(()), budget) for history in histories]
        withdrawn = [alerts(told(rng, line, retract=True), Lags(()), budget) for line in counts]
        shifted = world.counts(7, series, SHIFT_DAY + HORIZON_DAYS["down"], 0.0, SHIFT_DAY)
        silent = [alerts(told(rng, line, retract=False), Lags(()), budget)[1] for line in shifted]
        yield (
            world.name,
            {
                "counted once": str(crude),
                "recomputed": str(Rate.of(_mask([lulls for _, lulls in plain], days))),
                "recomputed and thinned": str(Rate.of(_mask([lulls for _, lulls in thinned], days))),
                "rises": str(Rate.of(_mask([rises for rises, _ in thinned], days))),
                "rises and lulls, 2 % withdrawn": str(
                    Rate.of(_mask([[*rises, *lulls] for rises, lulls in withdrawn], days))
                ),
                "delay to zero": str(Delay.of(_mask(silent, shifted.shape[1])[:, SHIFT_DAY:])),
            },
        )

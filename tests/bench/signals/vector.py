"""The detector of the core over many series at once, with numpy: for simulation only.

It mirrors `streams.core.signals.detector` line by line, without lag and hidden days; a test holds the two to the
same turns on the same counts.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from streams.core.signals import baseline as b
from streams.core.signals.calibration import Thresholds
from streams.core.signals.detector import (
    COMEBACK_SHARE,
    LULL_FACTORS,
    LULL_WEIGHTS,
    RISE_FACTORS,
    RISE_WEIGHTS,
    SETTLED_DAYS,
)

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
SETTLED, RISEN, LULLED = 0, 1, 2


@dataclass(frozen=True)
class Turns:
    """Days of the turns found, as masks of shape (series, days)."""

    rise: NDArray[np.bool_]
    lull: NDArray[np.bool_]
    comeback: NDArray[np.bool_]


def estimate(days: Ints, attacks: Ints, squares: Ints, weeks: Ints) -> tuple[Floats, Floats]:
    """`baseline.estimate` for arrays."""
    some = np.maximum(attacks, 1)
    mean = attacks / np.maximum(days, 1)

    def shrunk(ratio: Floats, prior_days: int) -> Floats:
        return (days * ratio + prior_days * b.PRIOR_DISPERSION) / (days + prior_days)

    daily = shrunk(squares / some - mean, b.PRIOR_DISPERSION_DAYS)
    weekly = shrunk(weeks / (b.WEEK_DAYS * some) - b.WEEK_DAYS * mean, b.PRIOR_DISPERSION_WEEKS_DAYS)
    spread = np.maximum(np.maximum(daily, weekly), b.DISPERSION_MIN)
    dispersion = np.where(attacks > 0, spread, b.PRIOR_DISPERSION)
    span = days + b.PRIOR_DAYS / (1 + attacks / b.PRIOR_FADES_ATTACKS)
    return (b.PRIOR_ATTACKS + attacks) / span, dispersion - 1 + 1 / span


class Side:
    def __init__(self, factors: tuple[float, ...], weights: tuple[float, ...], size: int) -> None:
        self.factors, self.weights = factors, weights
        self.r = np.zeros((len(factors), size))
        self.w = np.zeros((len(factors), size))
        self.onsets = np.zeros((len(factors), size), dtype=np.int64)

    def restart(self, who: NDArray[np.bool_], day: int) -> None:
        self.r[:, who] = 0
        self.w[:, who] = 0
        self.onsets[:, who] = day

    def add(self, day: int, count: Ints, rate: Floats, excess: Floats) -> Floats:
        base = np.log1p(excess)
        for i, (k, weight) in enumerate(zip(self.factors, self.weights, strict=True)):
            shift = base - np.log1p(k * excess)
            if k:
                step = count * (np.log(k) + shift) + rate / excess * shift
            else:
                step = np.where(count > 0, -np.inf, rate / excess * shift)
            self.r[i] = (self.r[i] + weight) * np.exp(step)
            dated = self.w[i] + step
            self.onsets[i] = np.where(dated > 0, self.onsets[i], day + 1)
            self.w[i] = np.where(dated > 0, dated, 0)
        return self.r.sum(axis=0)

    def onset(self) -> Ints:
        return np.take_along_axis(self.onsets, self.r.argmax(axis=0)[None], axis=0)[0]


class Past:
    """Sums of counts over any span of days, by cumulative sums."""

    def __init__(self, counts: Ints) -> None:
        size = counts.shape[0]
        self.rows = np.arange(size)
        zero = np.zeros((size, 1), dtype=np.int64)
        self.attacks = np.hstack([zero, counts.cumsum(axis=1)])
        self.squares = np.hstack([zero, (counts * counts).cumsum(axis=1)])
        weeks = self.attacks[:, 1:].copy()
        weeks[:, b.WEEK_DAYS :] -= self.attacks[:, 1 : -b.WEEK_DAYS]
        self.weeks = np.hstack([zero, (weeks * weeks).cumsum(axis=1)])

    def sums(self, first: Ints, last: Ints | int) -> tuple[Ints, Ints, Ints, Ints]:
        days = np.maximum(last - first + 1, 0)
        low = np.where(days > 0, first, 0)
        high = low + days
        return (
            days,
            self.attacks[self.rows, high] - self.attacks[self.rows, low],
            self.squares[self.rows, high] - self.squares[self.rows, low],
            self.weeks[self.rows, high] - self.weeks[self.rows, low],
        )


class Field:
    """Many detectors side by side."""

    def __init__(self, counts: Ints, limits: Thresholds, final: Ints | None = None) -> None:
        size = counts.shape[0]
        self.counts, self.limits, self.past = counts, limits, Past(counts if final is None else final)
        self.turns = Turns(*(np.zeros(counts.shape, dtype=bool) for _ in range(3)))
        self.rise, self.lull = Side(RISE_FACTORS, RISE_WEIGHTS, size), Side(LULL_FACTORS, LULL_WEIGHTS, size)
        self.phase = np.zeros(size, dtype=np.int64)
        self.start = np.zeros(size, dtype=np.int64)
        self.fresh = np.zeros((4, size), dtype=np.int64)
        self.asleep = np.zeros(size, dtype=bool)
        self.resume = [part.copy() for part in self.footing]

    @property
    def footing(self) -> list[NDArray[np.generic]]:
        return [self.phase, self.start, self.fresh]

    def step(self, day: int) -> None:
        first_of_window = day - b.GAP_DAYS - b.WINDOW_DAYS + 1
        sums = np.array(self.past.sums(np.maximum(self.start, first_of_window), day - b.GAP_DAYS))
        settles = (self.phase != SETTLED) & (sums[0] >= SETTLED_DAYS)
        self.rise.restart(settles & (self.phase == LULLED), day)
        self.phase[settles] = SETTLED
        carried = np.array(self.past.sums(np.maximum(self.resume[1], first_of_window), day - b.GAP_DAYS))
        rise_base, lull_base = self.bases(sums, carried)
        lulled = self.phase == LULLED
        count = self.counts[:, day]
        limit = np.where(lulled, self.limits.comeback, self.limits.rise)
        rises = (self.rise.add(day, count, *rise_base) >= limit) & (count > 0)
        lulls = ~rises & (self.lull.add(day, count, *lull_base) >= self.limits.lull) & ~self.asleep
        woken = self.asleep & (count > 0)
        self.lull.restart(self.asleep, day + 1)
        self.asleep &= ~woken
        if (rises | lulls).any():
            self.turn(day, rises, lulls)

    def bases(self, sums: Ints, carried: Ints) -> tuple[Floats, Floats]:
        """(rate, excess) for rises and for lulls."""
        settled, lulled = self.phase == SETTLED, self.phase == LULLED
        own, new = np.array(estimate(*sums)), np.array(estimate(*(sums + self.fresh)))
        old = np.where(carried[0] >= SETTLED_DAYS, np.array(estimate(*carried)), new)
        more = old[0] > new[0]
        rise = np.where(settled, own, np.where(more, old, new))
        lull = np.where(settled, own, np.where(more, new, old))
        return np.where(lulled, (np.maximum(old[0] * COMEBACK_SHARE, new[0]), old[1]), rise), lull

    def turn(self, day: int, rises: NDArray[np.bool_], lulls: NDArray[np.bool_]) -> None:
        lulled, turned = self.phase == LULLED, rises | lulls
        back = rises & lulled
        anew = turned & ~back
        saves = anew & ~(lulls & lulled)
        self.turns.rise[:, day], self.turns.lull[:, day], self.turns.comeback[:, day] = rises & ~lulled, lulls, back
        spell = np.array(self.past.sums(np.where(lulls, self.lull.onset(), self.rise.onset()), day))
        for kept, now in zip(self.resume, self.footing, strict=True):
            kept[..., saves] = now[..., saves]
        self.fresh[:, anew] = spell[:, anew]
        self.start[anew] = day + 1
        self.phase[anew] = np.where(lulls, LULLED, RISEN)[anew]
        for kept, now in zip(self.resume, self.footing, strict=True):
            now[..., back] = kept[..., back]
        self.rise.restart(turned, day + 1)
        self.lull.restart(turned, day + 1)
        self.asleep[turned] = lulls[turned]


def detect(counts: Ints, limits: Thresholds, final: Ints | None = None) -> Turns:
    """All turns in `counts` of shape (series, days); day 0 is the first of each history.

    `final`: what baselines are estimated from, where it is not what was known on the day itself.
    """
    field = Field(counts, limits, final)
    for day in range(counts.shape[1]):
        field.step(day)
    return field.turns

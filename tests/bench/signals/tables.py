"""False alarms and delays, method by method, with every method tuned to the same false alarms."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from streams.core.signals.calibration import thresholds
from tests.bench.signals import vector
from tests.bench.signals.methods import METHODS, WARM_UP_DAYS, Direction, Method, begins
from tests.bench.signals.worlds import clustered, negative_binomial, rates

Ints = NDArray[np.int64]
RATES = (0.05, 0.2, 1.0, 3.0)
DISPERSIONS = (1.0, 2.0)
YEAR_DAYS = 365.25
NULL_DAYS = 1461
SHIFT_DAY = 365
HORIZON_DAYS = {"up": 60, "down": 120}
SHIFTS: tuple[tuple[str, Direction, float], ...] = (("×2", "up", 2.0), ("×4", "up", 4.0), ("to zero", "down", 0.0))
TARGET_PER_YEAR = 1.0
TUNING_STEPS = 6
TUNED_WITHIN = 0.05


@dataclass(frozen=True)
class World:
    """How attacks come about."""

    rate: float
    dispersion: float
    clusters: bool

    @property
    def name(self) -> str:
        return f"λ {self.rate:g}, φ {self.dispersion:g}{', clustered' if self.clusters else ''}"

    def counts(self, seed: int, series: int, days: int, shift: float = 1.0, shift_day: int | None = None) -> Ints:
        make = clustered if self.clusters else negative_binomial
        rng = np.random.default_rng([seed, int(self.rate * 100), int(self.dispersion), self.clusters])
        return make(rng, rates(series, days, self.rate, shift, shift_day), self.dispersion)


WORLDS = [World(rate, spread, cluster) for cluster in (False, True) for spread in DISPERSIONS for rate in RATES]


@dataclass(frozen=True)
class Rate:
    """False alarms a faction-year, with the half-width of its 95 % interval (between series)."""

    mean: float
    half_width: float

    @classmethod
    def of(cls, alarms: NDArray[np.bool_]) -> "Rate":
        years = (alarms.shape[1] - WARM_UP_DAYS) / YEAR_DAYS
        each = alarms[:, WARM_UP_DAYS:].sum(axis=1) / years
        return cls(float(each.mean()), float(1.96 * each.std(ddof=1) / np.sqrt(len(each))))

    def __str__(self) -> str:
        return f"{self.mean:.2f} ±{self.half_width:.2f}"


def guarantee(series: int, budgets: tuple[float, ...]) -> Iterator[tuple[World, list[tuple[Rate, Rate, Rate]]]]:
    """For each world and budget: false rises, false lulls, and both, as shipped."""
    for world in WORLDS:
        counts = world.counts(1, series, WARM_UP_DAYS + NULL_DAYS)
        row = []
        for budget in budgets:
            turns = vector.detect(counts, thresholds(budget))
            both = turns.rise | turns.lull
            row.append((Rate.of(turns.rise), Rate.of(turns.lull), Rate.of(both)))
        yield world, row


def tuned(method: Method, null: Ints) -> float:
    """The threshold at which a method has as near as it can one false alarm a year, and no more than 5 % above."""
    if method.score is not None:
        score = method.score(null)
        return _bisected(lambda threshold: Rate.of(begins(score, threshold)).mean)
    low, high = 30.0, 3_000.0
    rates_at = {threshold: max(Rate.of(method.alarms(null, threshold)).mean, 1e-3) for threshold in (low, high)}
    for _ in range(TUNING_STEPS):
        slope = np.log(rates_at[high] / rates_at[low]) / np.log(high / low)
        middle = float(low * np.exp(np.log(TARGET_PER_YEAR / rates_at[low]) / min(slope, -0.1)))
        rates_at[middle] = max(Rate.of(method.alarms(null, middle)).mean, 1e-3)
        if abs(rates_at[middle] - TARGET_PER_YEAR) <= TUNED_WITHIN:
            return middle
        low, high = sorted(sorted(rates_at, key=lambda at: abs(np.log(rates_at[at] / TARGET_PER_YEAR)))[:2])
    return min(rates_at, key=lambda at: abs(rates_at[at] - TARGET_PER_YEAR))


def _bisected(rate: Callable[[float], float]) -> float:
    low, high = 1e-3, 1e4
    for _ in range(60):
        middle = float(np.sqrt(low * high))
        low, high = (middle, high) if rate(middle) > TARGET_PER_YEAR + TUNED_WITHIN else (low, middle)
    return high


@dataclass(frozen=True)
class Delay:
    """Days from the shift to the alarm (1: on the day itself): median of all, missed ones counted as endless."""

    median: float
    missed: float
    horizon: int

    @classmethod
    def of(cls, alarms: NDArray[np.bool_]) -> "Delay":
        first = np.where(alarms.any(axis=1), alarms.argmax(axis=1) + 1.0, np.inf)
        return cls(float(np.median(first)), float(100 * np.isinf(first).mean()), alarms.shape[1])

    def __str__(self) -> str:
        middle = f">{self.horizon}" if np.isinf(self.median) else f"{self.median:g}"
        return f"{middle} ({self.missed:.0f})"

    def beats(self, other: "Delay") -> bool:
        """Clearly sooner: by more than a day and 10 %, or the same with clearly fewer missed where both miss half."""
        if np.isinf(self.median) and np.isinf(other.median):
            return self.missed < other.missed - 3
        return self.median < min(other.median - 1, other.median * 0.9)


def contest(series: int, say: Callable[[str], None]) -> Iterator[tuple[World, str, dict[str, tuple[Rate, Delay]]]]:
    """For each world and shift: each method's false alarms when tuned (on fresh counts) and its delay."""
    for world in WORLDS:
        null = world.counts(2, series, WARM_UP_DAYS + NULL_DAYS)
        fresh = world.counts(3, series, WARM_UP_DAYS + NULL_DAYS)
        at: dict[tuple[Direction, str], tuple[float, Rate]] = {}
        for direction, methods in METHODS.items():
            for method in methods:
                threshold = tuned(method, null)
                at[direction, method.name] = threshold, Rate.of(method.alarms(fresh, threshold))
        say(f"tuned {world.name}")
        for shift, direction, factor in SHIFTS:
            horizon = HORIZON_DAYS[direction]
            counts = world.counts(4, series, SHIFT_DAY + horizon, factor, SHIFT_DAY)
            row = {}
            for method in METHODS[direction]:
                threshold, false = at[direction, method.name]
                row[method.name] = false, Delay.of(method.alarms(counts, threshold)[:, SHIFT_DAY:])
            yield world, shift, row


def resumption(series: int, quiet_days: int) -> Iterator[tuple[World, Delay, Delay]]:
    """Attacks stop on day 365 and come back at the old rate after `quiet_days`: as shipped, at budget 1.

    Gives the delay until the lull, and from the return until it is said that attacks came back (or rose).
    """
    for world in WORLDS:
        horizon = HORIZON_DAYS["up"]
        counts = world.counts(5, series, SHIFT_DAY + quiet_days + horizon)
        counts[:, SHIFT_DAY : SHIFT_DAY + quiet_days] = 0
        turns = vector.detect(counts, thresholds(1.0))
        lull = turns.lull[:, SHIFT_DAY : SHIFT_DAY + quiet_days]
        known = lull.any(axis=1)
        back = (turns.comeback | turns.rise)[known, SHIFT_DAY + quiet_days :]
        yield world, Delay.of(lull), Delay.of(back) if known.any() else Delay(np.inf, 100.0, horizon)

"""False alarms and delays, method by method, with every method tuned to the same false alarms."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from streams.core.signals.calibration import COMEBACK_DAYS, thresholds
from tests.bench.signals import vector
from tests.bench.signals.methods import METHODS, OURS, WARM_UP_DAYS, Direction, Method
from tests.bench.signals.told import Told, lagged
from tests.bench.signals.worlds import clustered, negative_binomial, rates

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
RATES = (0.05, 0.2, 1.0, 3.0)
DISPERSIONS = (1.0, 2.0)
KINDS = ("", "clustered", "lagged", "lagged, 2 % withdrawn")
YEAR_DAYS = 365.25
NULL_DAYS = 1461
TUNING_DAYS = 730
SHIFT_DAY = 365
QUIET_DAYS = 40
HORIZON_DAYS = {"up": 60, "down": 120}
SHIFTS: tuple[tuple[str, Direction, float], ...] = (("×2", "up", 2.0), ("×4", "up", 4.0), ("to zero", "down", 0.0))
BACK = f"back after {QUIET_DAYS} days"
TARGET_PER_YEAR = 1.0
TUNING_STEPS = 6
TUNED_WITHIN = 0.05


@dataclass(frozen=True)
class World:
    """How attacks come about, and how they become known."""

    rate: float
    dispersion: float
    kind: str = ""

    @property
    def name(self) -> str:
        return f"λ {self.rate:g}, φ {self.dispersion:g}{', ' if self.kind else ''}{self.kind}"

    def told(self, seed: int, series: int, days: int, shift: float = 1.0, until: int | None = None) -> Told:
        """Histories with the rate times `shift` from day 365 on (before day `until`)."""
        rng = np.random.default_rng([seed, int(self.rate * 100), int(self.dispersion), KINDS.index(self.kind)])
        mean = rates(series, days, self.rate)
        mean[:, SHIFT_DAY:until] *= shift
        counts = (clustered if self.kind == "clustered" else negative_binomial)(rng, mean, self.dispersion)
        return lagged(rng, counts, withdraw="withdrawn" in self.kind) if "lagged" in self.kind else Told(counts)


def groups(kinds: Sequence[str], size: int) -> Iterator[list[World]]:
    """Worlds that are simulated together, for speed: so many at a time."""
    worlds = [World(rate, dispersion, kind) for kind in kinds for dispersion in DISPERSIONS for rate in RATES]
    for first in range(0, len(worlds), size):
        yield worlds[first : first + size]


def split(series: Mask, worlds: Sequence[World]) -> list[Mask]:
    """What was found in each world."""
    return np.split(series, len(worlds))


def together(each: Sequence[Told]) -> Told:
    """The series of several worlds, one below the other."""
    ages = [told.ages for told in each if told.ages is not None]
    return Told(np.vstack([told.final for told in each]), np.concatenate(ages, axis=1) if ages else None)


@dataclass(frozen=True)
class Rate:
    """False alarms a faction-year, with the half-width of its 95 % interval (between series)."""

    mean: float
    half_width: float

    @classmethod
    def of(cls, alarms: Mask) -> "Rate":
        years = (alarms.shape[1] - WARM_UP_DAYS) / YEAR_DAYS
        each = alarms[:, WARM_UP_DAYS:].sum(axis=1) / years
        return cls(float(each.mean()), float(1.96 * each.std(ddof=1) / np.sqrt(len(each))))

    def __str__(self) -> str:
        return f"{self.mean:.2f} ±{self.half_width:.2f}"


def limits(budget: float) -> vector.Limits:
    """As shipped."""
    return vector.Limits(*thresholds(budget))


def guarantee(series: int, budgets: Sequence[float]) -> Iterator[tuple[World, list[tuple[Rate, Rate, Rate]]]]:
    """For each world and budget: false rises, false lulls, and both, as shipped."""
    for group in groups(KINDS[:2], 16):
        null = together([world.told(1, series, WARM_UP_DAYS + NULL_DAYS) for world in group])
        found = [vector.detect(null, limits(budget)) for budget in budgets]
        rows = [
            [
                [Rate.of(each) for each in split(mask, group)]
                for mask in (turns.rise, turns.lull, turns.rise | turns.lull)
            ]
            for turns in found
        ]
        for index, world in enumerate(group):
            yield world, [(rise[index], lull[index], both[index]) for rise, lull, both in rows]


@dataclass(frozen=True)
class Delay:
    """Days from the shift to the alarm (1: on the day itself): median of all, missed ones counted as endless."""

    median: float
    missed: float
    horizon: int

    @classmethod
    def of(cls, alarms: Mask) -> "Delay":
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


def tuned(method: Method, null: Told, worlds: int) -> Floats:
    """The lowest threshold of each world at which a method has one false alarm a year, or at most 5 % more."""
    alarms, series = method.prepared(null), len(null.final) // worlds
    low, high = np.full(worlds, method.least), np.full(worlds, method.most)
    for _ in range(TUNING_STEPS if method.name == OURS else 3 * TUNING_STEPS):
        middle = np.sqrt(low * high)
        found = alarms(np.repeat(middle, series))
        often = np.array([Rate.of(each).mean > TARGET_PER_YEAR + TUNED_WITHIN for each in np.split(found, worlds)])
        low, high = np.where(often, middle, low), np.where(often, high, middle)
    return high


Cells = dict[str, tuple[Rate, Delay]]
Tuned = dict[tuple[Direction, str], Floats]
"""Thresholds, one a world."""


def contest(
    series: int, kinds: Sequence[str], size: int, say: Callable[[str], None]
) -> Iterator[tuple[World, str, Cells]]:
    """For each world and shift: each method's false alarms when tuned (on fresh counts) and its delay.

    `series` a world without a shift, twice as many with one. `say` hears how far it has come.
    """
    ways: list[tuple[Direction, Method]] = [(way, method) for way, methods in METHODS.items() for method in methods]
    for group in groups(kinds, size):
        null, fresh = (together([w.told(seed, series, WARM_UP_DAYS + TUNING_DAYS) for w in group]) for seed in (2, 3))
        at: Tuned = {}
        for way, each in ways:
            at[way, each.name] = tuned(each, null, len(group))
            say(f"{each.name} {way} tuned in {len(group)} worlds from {group[0].name} on")
        false = {
            (way, each.name): [
                Rate.of(rows) for rows in split(each.prepared(fresh)(np.repeat(at[way, each.name], series)), group)
            ]
            for way, each in ways
        }
        found = [(shift, way, _shifted(2 * series, group, at, way, factor)) for shift, way, factor in SHIFTS]
        found.append((BACK, "up", _back(2 * series, group, at)))
        for index, world in enumerate(group):
            for shift, way, delays in found:
                yield world, shift, {name: (false[way, name][index], each[index]) for name, each in delays.items()}


def _delays(alarms: Mask, worlds: Sequence[World]) -> list[Delay]:
    return [Delay.of(rows) for rows in split(alarms, worlds)]


def _shifted(series: int, group: list[World], at: Tuned, way: Direction, factor: float) -> dict[str, list[Delay]]:
    told = together([w.told(4, series, SHIFT_DAY + HORIZON_DAYS[way], factor) for w in group])
    return {
        each.name: _delays(each.prepared(told)(np.repeat(at[way, each.name], series))[:, SHIFT_DAY:], group)
        for each in METHODS[way]
    }


def _back(series: int, group: list[World], at: Tuned) -> dict[str, list[Delay]]:
    """Attacks stop on day 365 and come back 40 days later at the old rate: days until that is said.

    By the detector as a comeback or a rise, by the others as an alarm upwards. The timer has no way to say it.
    """
    returns = SHIFT_DAY + QUIET_DAYS
    told = together([w.told(5, series, returns + HORIZON_DAYS["up"], 0.0, returns) for w in group])
    rise, lull = (np.repeat(at[way, OURS], series) for way in ("up", "down"))
    both = vector.detect(told, vector.Limits(rise, lull, COMEBACK_DAYS))
    delays = {OURS: _delays((both.rise | both.comeback)[:, returns:], group)}
    for each in METHODS["up"]:
        if each.name != OURS:
            alarms = each.prepared(told)(np.repeat(at["up", each.name], series))
            delays[each.name] = _delays(alarms[:, returns:], group)
    return delays


def lag(series: int) -> Iterator[tuple[World, list[str]]]:
    """As shipped at budget 1, where reports lag: false alarms, and the delay to silence."""
    for group in groups(KINDS[2:], 4):
        null = together([world.told(6, series, WARM_UP_DAYS + NULL_DAYS) for world in group])
        once, turns = vector.counted_once(null, limits(1.0)), vector.detect(null, limits(1.0))
        shifted = together([world.told(7, series, SHIFT_DAY + HORIZON_DAYS["down"], 0.0) for world in group])
        silent = _delays(vector.detect(shifted, limits(1.0)).lull[:, SHIFT_DAY:], group)
        masks = [split(each, group) for each in (once.lull, turns.lull, turns.rise, turns.lull | turns.rise)]
        for index, world in enumerate(group):
            yield world, [*(str(Rate.of(each[index])) for each in masks), str(silent[index])]


def resumption(series: int) -> Iterator[tuple[World, Delay, Delay]]:
    """Attacks stop on day 365 and come back at the old rate 40 days later: as shipped, at budget 1.

    Gives the delay until the lull, and from the return until it is said that attacks came back (or rose).
    """
    returns = SHIFT_DAY + QUIET_DAYS
    for group in groups(KINDS[:2], 16):
        told = together([world.told(5, series, returns + HORIZON_DAYS["up"], 0.0, returns) for world in group])
        turns = vector.detect(told, limits(1.0))
        for world, lulls, backs in zip(
            group, split(turns.lull, group), split(turns.comeback | turns.rise, group), strict=True
        ):
            lull = lulls[:, SHIFT_DAY:returns]
            known = lull.any(axis=1)
            never = Delay(np.inf, 100.0, HORIZON_DAYS["up"])
            yield world, Delay.of(lull), Delay.of(backs[known, returns:]) if known.any() else never

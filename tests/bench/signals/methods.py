"""What the detector is held against. Each method takes what is told of the attacks and gives alarms for any threshold.

Every method judges each evening anew from what is known by then. All give masks of the evenings on which an alarm
begins. The NB-CUSUM comes twice: with a moving window of 90 days for its baseline, and with the detector's own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from streams.core.signals import baseline as b
from streams.core.signals.calibration import COMEBACK_DAYS
from streams.core.signals.lag import TAIL_DAYS
from tests.bench.signals import vector
from tests.bench.signals.told import Told

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Direction = Literal["up", "down"]
Alarms = Callable[[Floats], Mask]
"""From thresholds, one a series, to alarms; a higher threshold gives fewer."""

WARM_UP_DAYS = b.WINDOW_DAYS + b.GAP_DAYS
OURS, TIMER = "ours", "zero-day timer"


@dataclass(frozen=True)
class Method:
    """A name, how it is prepared for what is told, and how far thresholds reach."""

    name: str
    prepared: Callable[[Told], Alarms]
    least: float
    most: float


def scored(name: str, score: Callable[[Told], Floats], least: float, most: float) -> Method:
    """An alarm on the evening on which a score comes to reach the threshold."""

    def prepared(told: Told) -> Alarms:
        scores = score(told)

        def alarms(threshold: Floats) -> Mask:
            over = scores >= threshold[:, None]
            over[:, 1:] &= ~over[:, :-1].copy()
            return over

        return alarms

    return Method(name, prepared, least, most)


def ours(direction: Direction) -> Method:
    """The detector of the core, searching in one direction only."""

    def prepared(told: Told) -> Alarms:
        if direction == "up":
            return lambda threshold: vector.detect(told, vector.Limits(threshold, np.inf, COMEBACK_DAYS)).rise
        return lambda threshold: vector.detect(told, vector.Limits(np.inf, threshold, COMEBACK_DAYS)).lull

    return Method(OURS, prepared, 60.0, 3000.0)


def cusum(direction: Direction, *, own_window: bool) -> Method:
    """Negative-binomial CUSUM against twice the rate (up) or a quarter of it (down), from zero after an alarm."""
    factor = 2.0 if direction == "up" else 0.25

    def prepared(told: Told) -> Alarms:
        series, days = told.final.shape
        rows, day = np.repeat(np.arange(series), days), np.tile(np.arange(days), series)
        window = vector.Past(told.final).window(rows, np.zeros(len(rows), dtype=np.int64), day)
        recent = window.recent
        rate, excess = vector.estimate(recent[0], recent[1], recent) if own_window else window.baseline()
        shift = np.log1p(excess) - np.log1p(factor * excess)
        slope, intercept = (np.log(factor) + shift).reshape(series, days), (rate / excess * shift).reshape(series, days)
        return lambda threshold: _cusum(told, slope, intercept, np.log(threshold))

    return Method("NB-CUSUM" if own_window else "NB-CUSUM, our baseline", prepared, 1.05, 2000.0)


def _cusum(told: Told, slope: Floats, intercept: Floats, limit: Floats) -> Mask:
    counts = told.final
    series, days = counts.shape
    found = np.zeros(counts.shape, dtype=bool)
    before, onsets = np.zeros(counts.shape), np.zeros(counts.shape, dtype=np.int64)
    total, onset = np.zeros(series), np.zeros(series, dtype=np.int64)
    for day in range(days):
        before[:, day], onsets[:, day] = total, onset
        total = np.maximum(0, total + counts[:, day] * slope[:, day] + intercept[:, day])
        found[:, day] = total >= limit
        total[found[:, day]] = 0
        onset = np.where(total > 0, onset, day + 1)
    if told.ages is None:
        return found
    lanes = days - TAIL_DAYS + 1
    total, onset, running = before[:, :lanes], onsets[:, :lanes], np.ones((series, lanes), dtype=bool)
    first = np.full((series, days + 1), days)
    evening = np.broadcast_to(np.arange(lanes) + TAIL_DAYS - 1, total.shape)
    for age in range(TAIL_DAYS - 1, -1, -1):
        days_of = slice(TAIL_DAYS - 1 - age, days - age)
        total = total + told.ages[age][:, days_of] * slope[:, days_of] + intercept[:, days_of]
        onset = np.where(total > 0, onset, evening - age + 1)
        total = np.maximum(0, total)
        over = running & (total >= limit[:, None])
        np.minimum.at(first, (np.nonzero(over)[0], onset[over]), evening[over])
        running &= ~over
    return vector.first_said(first, days)


def _window(told: Told, days: int, gap: int) -> tuple[Floats, Floats]:
    """Mean and standard deviation of the `days` days that end `gap` days before each evening; NaN before."""
    total, squares = np.zeros(told.final.shape), np.zeros(told.final.shape)
    for back in range(gap, gap + days):
        seen = told.back(back)
        total, squares = total + seen, squares + seen * seen
    mean = total / days
    spread = np.sqrt(np.maximum(squares - days * mean**2, 0) / (days - 1))
    mean[:, : days + gap - 1] = spread[:, : days + gap - 1] = np.nan
    return mean, spread


def ears(direction: Direction) -> Method:
    """EARS C2: distance from the mean of 7 days that end 3 days back, in standard deviations (at least one half)."""
    sign = 1 if direction == "up" else -1

    def score(told: Told) -> Floats:
        mean, spread = _window(told, 7, 3)
        return np.nan_to_num(sign * (told.back(0) - mean) / np.maximum(spread, 0.5), nan=-np.inf)

    return scored("EARS C2", score, 1e-3, 100.0)


def ratio(direction: Direction) -> Method:
    """Attacks of the last 7 days against a quarter of those of the 28 days before, each plus one half."""

    def score(told: Told) -> Floats:
        week, month = _window(told, 7, 0)[0] * 7, _window(told, 28, 7)[0] * 7
        shares = (week + 0.5) / (month + 0.5)
        return np.nan_to_num(shares if direction == "up" else 1 / shares, nan=-np.inf)

    return scored("7/28 days", score, 1e-2, 1000.0)


def timer() -> Method:
    """Days since the last attack that is known."""

    def score(told: Told) -> Floats:
        quiet, before = np.zeros(told.final.shape), np.zeros(len(told.final))
        for day in range(quiet.shape[1]):
            before = np.where(told.final[:, day] > 0, 0, before + 1)
            quiet[:, day] = before
        if told.ages is None:
            return quiet
        known = np.zeros_like(quiet)
        known[:, TAIL_DAYS:] = quiet[:, :-TAIL_DAYS] + TAIL_DAYS
        for back in range(TAIL_DAYS - 1, -1, -1):
            known = np.where(told.back(back) > 0, back, known)
        return known

    return scored(TIMER, score, 0.5, 500.0)


METHODS: dict[Direction, tuple[Method, ...]] = {
    "up": (
        ours("up"),
        cusum("up", own_window=True),
        cusum("up", own_window=False),
        ratio("up"),
        ears("up"),
    ),
    "down": (
        ours("down"),
        cusum("down", own_window=True),
        cusum("down", own_window=False),
        timer(),
        ratio("down"),
        ears("down"),
    ),
}

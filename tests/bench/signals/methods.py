"""What the detector is held against. Each method takes counts of shape (series, days) and one threshold.

All give masks of the days on which an alarm begins. Where a method needs a baseline it gets the detector's own
(90 days ending 14 days back), so that only the decision rule differs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from streams.core.signals import baseline as b
from streams.core.signals.calibration import Thresholds
from tests.bench.signals import vector

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Direction = Literal["up", "down"]

WARM_UP_DAYS = b.WINDOW_DAYS + b.GAP_DAYS


@dataclass(frozen=True)
class Method:
    """A name, and how it finds alarms at a threshold; a higher threshold gives fewer.

    A `score` that does not depend on the threshold raises an alarm on the day on which it comes to reach it.
    """

    name: str
    found: Callable[[Ints, float], Mask] | None = None
    score: Callable[[Ints], Floats] | None = None

    def alarms(self, counts: Ints, threshold: float) -> Mask:
        """Days on which an alarm begins."""
        if self.score is not None:
            return begins(self.score(counts), threshold)
        assert self.found is not None
        return self.found(counts, threshold)


def begins(score: Floats, threshold: float) -> Mask:
    """Days on which a score reaches the threshold and did not the day before."""
    over = score >= threshold
    over[:, 1:] &= ~(score[:, :-1] >= threshold)
    return over


def ours(direction: Direction) -> Method:
    """The detector of the core, searching in one direction only."""

    def alarms(counts: Ints, threshold: float) -> Mask:
        if direction == "up":
            return vector.detect(counts, Thresholds(threshold, np.inf)).rise
        return vector.detect(counts, Thresholds(np.inf, threshold)).lull

    return Method("ours", alarms)


def cusum(direction: Direction) -> Method:
    """Negative-binomial CUSUM against twice the rate (up) or a quarter of it (down)."""
    factor = 2.0 if direction == "up" else 0.25

    def alarms(counts: Ints, threshold: float) -> Mask:
        past, found = vector.Past(counts), np.zeros(counts.shape, dtype=bool)
        total = np.zeros(counts.shape[0])
        for day in range(counts.shape[1]):
            first = np.full(counts.shape[0], max(0, day - WARM_UP_DAYS + 1))
            rate, excess = vector.estimate(*past.sums(first, day - b.GAP_DAYS))
            shift = np.log1p(excess) - np.log1p(factor * excess)
            total = np.maximum(0, total + counts[:, day] * (np.log(factor) + shift) + rate / excess * shift)
            found[:, day] = total >= np.log(threshold)
            total[found[:, day]] = 0
        return found

    return Method("NB-CUSUM", alarms)


def _window(counts: Ints, days: int, gap: int) -> tuple[Floats, Floats]:
    """Mean and standard deviation of the `days` days that end `gap` days before each day; NaN before."""
    mean, spread = np.full(counts.shape, np.nan), np.full(counts.shape, np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(counts, days, axis=1)
    first = days + gap - 1
    mean[:, first:] = windows.mean(axis=2)[:, : counts.shape[1] - first]
    spread[:, first:] = windows.std(axis=2, ddof=1)[:, : counts.shape[1] - first]
    return mean, spread


def ears(direction: Direction) -> Method:
    """EARS C2: distance from the mean of 7 days that end 3 days back, in standard deviations (at least one half)."""
    sign = 1 if direction == "up" else -1

    def score(counts: Ints) -> Floats:
        mean, spread = _window(counts, 7, 3)
        return np.nan_to_num(sign * (counts - mean) / np.maximum(spread, 0.5), nan=-np.inf)

    return Method("EARS C2", score=score)


def ratio(direction: Direction) -> Method:
    """Attacks of the last 7 days against a quarter of those of the 28 days before, each plus one half."""

    def score(counts: Ints) -> Floats:
        week, month = _window(counts, 7, 1)[0] * 7, _window(counts, 28, 8)[0] * 7
        shares = (week + 0.5) / (month + 0.5)
        return np.nan_to_num(shares if direction == "up" else 1 / shares, nan=-np.inf)

    return Method("7/28 days", score=score)


def timer() -> Method:
    """Days since the last attack."""

    def score(counts: Ints) -> Floats:
        quiet = np.zeros(counts.shape)
        for day in range(counts.shape[1]):
            before = quiet[:, day - 1] if day else 0
            quiet[:, day] = np.where(counts[:, day] > 0, 0, before + 1)
        return quiet

    return Method("zero-day timer", score=score)


METHODS: dict[Direction, tuple[Method, ...]] = {
    "up": (ours("up"), cusum("up"), ears("up"), ratio("up")),
    "down": (ours("down"), cusum("down"), timer(), ratio("down"), ears("down")),
}

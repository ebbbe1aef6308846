"""The 42 weekly scenarios of Noufaily et al. (Statistics in Medicine 2013), side by side with published methods.

Farrington-type: after Farrington et al. (1996) with the reference weeks of Noufaily et al.: quasi-Poisson regression
with a linear trend on the weeks of the last five years within three weeks of the same season, down-weighted by
Anscombe residuals, threshold by the ⅔-power transform. EARS C2: after Hutwagner et al. (2003). Both are written from
the papers for this benchmark only.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from streams.core.signals.calibration import thresholds
from tests.bench.signals import vector
from tests.bench.signals.told import Told
from tests.bench.signals.worlds import negative_binomial

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

WEEKS = 624
JUDGED = 49
BASES = (
    (0.1, 0.0025, 0.6, 0.6, 1.5), (-2.0, 0.005, 0.1, 0.3, 2.0), (1.5, 0.003, 0.2, -0.4, 1.0),
    (0.5, 0.002, 0.5, 0.5, 5.0), (2.5, 0.001, 1.0, 0.1, 3.0), (3.75, 0.001, 0.1, -0.1, 1.1),
    (5.0, 0.0001, 0.05, 0.01, 1.2),
)  # fmt: skip
OUTBREAK_SIZES = (3, 5, 10)
"""Size of an outbreak in standard deviations of the baseline count of its first week."""
Z_ONE_SIDED = 2.576
YEARS_BACK = 5
HALF_WINDOW = 3
RESIDUAL_MAX = 2.58
FITS = 6


@dataclass(frozen=True)
class Scenario:
    """One row: parameters, trend or none, and the number of harmonics."""

    number: int
    theta: float
    beta: float
    gamma1: float
    gamma2: float
    dispersion: float
    harmonics: int

    @property
    def name(self) -> str:
        return f"{self.number}: θ {self.theta:g}, β {self.beta:g}, φ {self.dispersion:g}, m {self.harmonics}"

    def mean(self) -> Floats:
        week = np.arange(1, WEEKS + 1)
        level = self.theta + self.beta * week
        for j in range(1, self.harmonics + 1):
            angle = 2 * np.pi * j * week / 52
            level = level + self.gamma1 * np.cos(angle) + self.gamma2 * np.sin(angle)
        return np.exp(level)


def scenarios() -> list[Scenario]:
    """All 42: seven sets of parameters, with and without trend, with 0, 1 and 2 harmonics."""
    rows = [(base, trend, m) for base in BASES for trend in (0, 1) for m in (0, 1, 2)]
    return [
        Scenario(number, theta, beta * trend, gamma1, gamma2, dispersion, m)
        for number, ((theta, beta, gamma1, gamma2, dispersion), trend, m) in enumerate(rows, 1)
    ]


def farrington(counts: Ints) -> Mask:
    """Alarms in the last 49 weeks."""
    found = np.zeros((len(counts), JUDGED), dtype=bool)
    for index in range(JUDGED):
        week = WEEKS - JUDGED + index
        reference = np.array([week - 52 * year + near for year in range(1, YEARS_BACK + 1)
                              for near in range(-HALF_WINDOW, HALF_WINDOW + 1)])  # fmt: skip
        found[:, index] = counts[:, week] > _farrington_limit(counts[:, reference], (reference - week) / 52)
        found[:, index] &= counts[:, week - 3 : week + 1].sum(axis=1) >= 5
    return found


def _farrington_limit(past: Ints, time: Floats) -> Floats:
    weight = np.ones(past.shape)
    for _ in range(2):
        _, mean = _poisson_line(past, time, weight)
        leverage = _leverage(mean, time, weight)
        spread = np.maximum(1.0, (weight * (past - mean) ** 2 / mean).sum(axis=1) / (past.shape[1] - 2))
        residual = (
            1.5 * (past ** (2 / 3) - mean ** (2 / 3)) / (mean ** (1 / 6) * np.sqrt(spread[:, None] * (1 - leverage)))
        )
        weight = (RESIDUAL_MAX / np.maximum(residual, RESIDUAL_MAX)) ** 2
        weight *= past.shape[1] / weight.sum(axis=1, keepdims=True)
    start, mean = _poisson_line(past, time, weight)
    spread = np.maximum(1.0, (weight * (past - mean) ** 2 / mean).sum(axis=1) / (past.shape[1] - 2))
    now = np.exp(start)
    information = (weight * mean).sum(axis=1), (weight * mean * time).sum(axis=1), (weight * mean * time**2).sum(axis=1)
    doubt = spread * information[2] / np.maximum(information[0] * information[2] - information[1] ** 2, 1e-9)
    error = np.sqrt(4 / 9 * now ** (1 / 3) * (spread + now * doubt))
    return np.asarray(np.maximum(now ** (2 / 3) + Z_ONE_SIDED * error, 0) ** 1.5)


def _poisson_line(past: Ints, time: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Weighted log-linear fit of all rows at once, by iterated least squares; intercept at time 0."""
    mean = past + 0.5
    start, slope = np.zeros(len(past)), np.zeros(len(past))
    for _ in range(FITS):
        link = np.log(mean)
        target, w = link + (past - mean) / mean, weight * mean
        s0, s1, s2 = w.sum(axis=1), (w * time).sum(axis=1), (w * time**2).sum(axis=1)
        t0, t1 = (w * target).sum(axis=1), (w * target * time).sum(axis=1)
        slope = np.clip((s0 * t1 - s1 * t0) / np.maximum(s0 * s2 - s1**2, 1e-9), -3, 3)
        start = np.clip((t0 - slope * s1) / s0, -12, 12)
        mean = np.exp(start[:, None] + slope[:, None] * time)
    return start, mean


def _leverage(mean: Floats, time: Floats, weight: Floats) -> Floats:
    w = weight * mean
    s0, s1, s2 = (w.sum(axis=1)[:, None], (w * time).sum(axis=1)[:, None], (w * time**2).sum(axis=1)[:, None])
    return np.clip(w * (s2 - 2 * s1 * time + s0 * time**2) / np.maximum(s0 * s2 - s1**2, 1e-9), 0, 0.95)


def ears(counts: Ints) -> Mask:
    """C2 on weeks: mean and deviation of 7 weeks that end 3 back, 3 deviations."""
    windows = np.lib.stride_tricks.sliding_window_view(counts, 7, axis=1)[:, WEEKS - JUDGED - 9 : WEEKS - 9]
    spread = np.maximum(windows.std(axis=2, ddof=1), 0.5)
    return np.asarray(counts[:, -JUDGED:] > windows.mean(axis=2) + 3 * spread)


def ours(budget: float) -> Callable[[Ints], Mask]:
    """The daily detector with a week for a day: 90 weeks of baseline ending 14 back, no season."""
    limits = vector.Limits(*thresholds(budget))
    return lambda counts: vector.detect(Told(counts), limits).rise[:, -JUDGED:]


METHODS: dict[str, Callable[[Ints], Mask]] = {
    "ours, budget 1": ours(1.0),
    "ours, budget 4": ours(4.0),
    "Farrington-type": farrington,
    "EARS C2": ears,
}


def compare(series: int) -> Iterator[tuple[Scenario, dict[str, tuple[float, list[float]]]]]:
    """For each scenario and method: false positives (% of weeks), and outbreaks found (%) by size."""
    for scenario in scenarios():
        rng = np.random.default_rng([8, scenario.number])
        mean = np.broadcast_to(scenario.mean(), (series, WEEKS))
        quiet = negative_binomial(rng, mean, scenario.dispersion)
        deviation = np.sqrt(scenario.dispersion * mean)
        told = [_with_outbreak(rng, quiet, deviation, size) for size in OUTBREAK_SIZES]
        counts = np.vstack([quiet, *(each for each, _ in told)])
        results = {}
        for name, method in METHODS.items():
            false, *found = np.split(method(counts), len(told) + 1)
            hits = [
                100 * float((each & within).any(axis=1).mean()) for each, (_, within) in zip(found, told, strict=True)
            ]
            results[name] = 100 * float(false.mean()), hits
        yield scenario, results


def _with_outbreak(rng: np.random.Generator, quiet: Ints, deviation: Floats, size: int) -> tuple[Ints, Mask]:
    """One outbreak in each series: Poisson cases, spread over weeks by a lognormal delay with σ ½."""
    counts, within = quiet.copy(), np.zeros((len(quiet), JUDGED), dtype=bool)
    for row in range(len(quiet)):
        start = int(rng.integers(0, JUDGED - 8))
        cases = rng.poisson(size * deviation[row, WEEKS - JUDGED + start])
        weeks = np.minimum(rng.lognormal(0, 0.5, cases).astype(int), 7)
        np.add.at(counts[row], WEEKS - JUDGED + start + weeks, 1)
        within[row, start : start + (int(weeks.max()) + 1 if cases else 1)] = True
    return counts, within

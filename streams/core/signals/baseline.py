"""What is ordinary for a faction: the rate and the spread of its daily attacks over some 90 days.

The window ends 14 days before the day that is judged, so that a slow change cannot hide in its own yardstick
and late reports have come in. The spread is a variance-to-mean ratio pulled towards 1.5, because 90 days of rare
attacks say little of it. It is taken of days and of weeks, and the larger counts: attacks that set off others
within days make weeks more uneven than their days show.
"""

from math import log, log1p
from typing import NamedTuple

WINDOW_DAYS = 90
GAP_DAYS = 14

PRIOR_ATTACKS = 0.5
PRIOR_DAYS = 5
PRIOR_FADES_ATTACKS = 100
"""The prior's days count half at so many attacks: busy factions need no help from it, and it would bias their rate."""
PRIOR_DISPERSION = 1.5
PRIOR_DISPERSION_DAYS = 30
PRIOR_DISPERSION_WEEKS_DAYS = 90
WEEK_DAYS = 7
DISPERSION_MIN = 1.05


class Baseline(NamedTuple):
    """The ordinary daily count: negative binomial with mean `rate` and variance `rate * (1 + excess)`."""

    rate: float
    """Attacks a day."""
    excess: float
    """Variance over mean, less one, of the prediction of one day: spread of the counts and doubt about the rate."""


class Sums(NamedTuple):
    """What a baseline is estimated from."""

    days: int
    attacks: int
    squares: int
    """Sum of the squared daily counts."""
    weeks: int
    """Sum of the squared counts of the 7 days that end on each day."""


NOTHING = Sums(0, 0, 0, 0)


def estimate(sums: Sums) -> Baseline:
    """The baseline of a window.

    With S attacks in T days: rate = (½ + S) / (T + τ), τ = 5 / (1 + S/100); the dispersion φ is the larger of
    variance/mean of days (shrunk to 1.5 with the weight of 30 days) and of running weeks (90 days: they overlap).
    The predictive size r of the negative binomial has 1/r = (φ - 1)/rate + 1/(½ + S), so its excess variance is
    rate/r = φ - 1 + 1/(T + τ).
    """
    days, attacks, squares, weeks = sums
    dispersion = PRIOR_DISPERSION
    if attacks:
        mean = attacks / days
        daily = _shrunk(squares / attacks - mean, days, PRIOR_DISPERSION_DAYS)
        weekly = _shrunk(weeks / (WEEK_DAYS * attacks) - WEEK_DAYS * mean, days, PRIOR_DISPERSION_WEEKS_DAYS)
        dispersion = max(DISPERSION_MIN, daily, weekly)
    span = days + PRIOR_DAYS / (1 + attacks / PRIOR_FADES_ATTACKS)
    return Baseline((PRIOR_ATTACKS + attacks) / span, dispersion - 1 + 1 / span)


def _shrunk(ratio: float, days: int, prior_days: int) -> float:
    return (days * ratio + prior_days * PRIOR_DISPERSION) / (days + prior_days)


def log_odds(baseline: Baseline, factor: float) -> tuple[float, float]:
    """Slope and intercept, in the count n, of the log likelihood ratio of `factor` times the rate to the rate.

    E_k(n) = kⁿ ((r + μ)/(r + kμ))^(n + r), with r = μ/v: log E = n·(log k + s) + r·s, s = log((1+v)/(1+kv)).
    For k = 0 the slope is minus infinity in truth; it is given as 0 and holds for n = 0 only.
    """
    rate, excess = baseline
    shift = log1p(excess) - log1p(factor * excess)
    return (log(factor) + shift if factor else 0.0), rate / excess * shift

"""What is ordinary for a faction: the rate of its attacks over some 90 days, and their spread over a year.

The window ends 14 days before the day that is judged, so that a slow change cannot hide in its own yardstick
and late reports have come in. While it holds few attacks, the rate borrows from the days before it, back to a year:
four attacks in 90 days may as well have been two or eight. The spread is a variance-to-mean ratio pulled towards 1.5,
because few days of rare attacks say little of it; it changes less than the rate does, and is taken of the whole year.
It is taken of days and of weeks, and the larger counts: attacks that set off others within days make weeks more
uneven than their days show.
"""

from math import log, log1p
from typing import NamedTuple

WINDOW_DAYS = 90
GAP_DAYS = 14
YEAR_DAYS = 365
ENOUGH_ATTACKS = 20
"""With so many attacks in the window the rate needs no older days; with S, they count 1 - S/20."""

PRIOR_ATTACKS = 0.5
PRIOR_DAYS = 5
PRIOR_FADES_ATTACKS = 100
"""The prior's days count half at so many attacks: busy factions need no help from it, and it would bias their rate."""
PRIOR_FADES_RATE = 5.0
"""So many attacks a day halve them too: after a turn, one day of fifty attacks says more than the prior does."""
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


class Window(NamedTuple):
    """The days of a baseline: the last 90, and those before them back to a year."""

    recent: Sums = NOTHING
    older: Sums = NOTHING

    def moved(self, opened: int, enters: int, more: Sums, ages: Sums, less: Sums) -> "Window":
        """A day on: day `enters` comes in, that of 90 days before grows old, that of a year before goes.

        `opened`: the first day that may be in the window at all.
        """
        r, o = self
        m = more if enters >= opened else NOTHING
        a = ages if enters - WINDOW_DAYS >= opened else NOTHING
        z = less if enters - YEAR_DAYS >= opened else NOTHING
        return Window(
            Sums(r[0] + m[0] - a[0], r[1] + m[1] - a[1], r[2] + m[2] - a[2], r[3] + m[3] - a[3]),
            Sums(o[0] + a[0] - z[0], o[1] + a[1] - z[1], o[2] + a[2] - z[2], o[3] + a[3] - z[3]),
        )

    def baseline(self, fresh: Sums = NOTHING) -> Baseline:
        """What is ordinary, given these days and some `fresh` ones."""
        r, o = self
        share = max(0.0, 1 - r.attacks / ENOUGH_ATTACKS)
        year = Sums(r[0] + o[0] + fresh[0], r[1] + o[1] + fresh[1], r[2] + o[2] + fresh[2], r[3] + o[3] + fresh[3])
        return estimate(r[0] + fresh[0] + share * o[0], r[1] + fresh[1] + share * o[1], year)


def estimate(days: float, attacks: float, year: Sums) -> Baseline:
    """The baseline, with the rate of these days and the spread of the year's.

    With S attacks in T days: rate = (½ + S) / (T + τ), τ = 5 / (1 + S/100 + (S/5T)²); the dispersion φ is the larger of
    variance/mean of the year's days (shrunk to 1.5 with the weight of 30 days) and of its running weeks (90 days: they
    overlap). The predictive size r of the negative binomial has 1/r = (φ - 1)/rate + 1/(½ + S), so its excess variance
    is rate/r = φ - 1 + 1/(T + τ).
    """
    dispersion = PRIOR_DISPERSION
    if year.attacks:
        mean = year.attacks / year.days
        daily = _shrunk(year.squares / year.attacks - mean, year.days, PRIOR_DISPERSION_DAYS)
        weekly = year.weeks / (WEEK_DAYS * year.attacks) - WEEK_DAYS * mean
        dispersion = max(DISPERSION_MIN, daily, _shrunk(weekly, year.days, PRIOR_DISPERSION_WEEKS_DAYS))
    pace = attacks / days / PRIOR_FADES_RATE if days else 0.0
    span = days + PRIOR_DAYS / (1 + attacks / PRIOR_FADES_ATTACKS + pace * pace)
    return Baseline((PRIOR_ATTACKS + attacks) / span, dispersion - 1 + 1 / span)


def _shrunk(ratio: float, days: int, prior_days: int) -> float:
    return (days * ratio + prior_days * PRIOR_DISPERSION) / (days + prior_days)


def log_odds(baseline: Baseline, factors: tuple[float, ...]) -> tuple[tuple[float, float], ...]:
    """For each factor: slope and intercept, in the count n, of the log likelihood ratio of so many times the rate.

    E_k(n) = kⁿ ((r + μ)/(r + kμ))^(n + r), with r = μ/v: log E = n·(log k + s) + r·s, s = log((1+v)/(1+kv)).
    For k = 0 the slope is minus infinity in truth; it is given as 0 and holds for n = 0 only.
    """
    rate, excess = baseline
    base, size = log1p(excess), rate / excess
    odds = []
    for factor in factors:
        shift = base - log1p(factor * excess)
        odds.append((log(factor) + shift if factor else 0.0, size * shift))
    return tuple(odds)

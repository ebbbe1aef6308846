"""From a budget of false alarms to thresholds.

A Shiryaev-Roberts statistic R less the days passed is a martingale while counts follow the baseline, so an alarm
at R ≥ A comes on average no sooner than every A days (e-detectors: arXiv 2309.09111). In life the baseline is
estimated, starts anew after each turn, and attacks set off attacks, so A must be higher, and the more so the more
uneven the counts are. The thresholds below are fitted to simulations of the whole detector over rates of .05, .2, 1
and 3 a day, dispersion 1 and 2, with and without 30 % of attacks set off by earlier ones (`make bench-signals`
shows the result, docs/signals.md tells how it was fitted):

    A = scale · exp(growth · y) · f^-(1 + steepening · y),    y = max(0, excess - .15),    f = ½ (b / 2)^1.6

with the budget b in false alarms a faction-year, half for rises and half for lulls, and the excess variance of the
baseline in force. The exponent 1.6 answers to rare alarms being more often clusters than chance.
"""

from math import exp, log
from typing import NamedTuple

BUDGET_MIN = 0.25
BUDGET_MAX = 4.0
"""False alarms a year between which the thresholds were checked."""

EXCESS_FREE = 0.15
"""Excess variance that needs no allowance."""
BUDGET_EXPONENT = 1.6
BUDGET_SCALE = 0.5
COMEBACK_DAYS = 60.0
"""A lull that goes on is taken for ended by mistake once in no less than this many days."""


class Curve(NamedTuple):
    """One fitted threshold."""

    scale: float
    growth: float
    steepening: float

    def at(self, rate: float, excess: float) -> float:
        """Threshold for a nominal rate of false alarms a year."""
        uneven = max(0.0, excess - EXCESS_FREE)
        return self.scale * exp(self.growth * uneven - (1 + self.steepening * uneven) * log(rate))


RISE = Curve(190.0, 1.5, 1.0)
LULL = Curve(215.0, 0.95, 0.4)


class Thresholds(NamedTuple):
    """What the statistics are held against."""

    rise_rate: float
    """Nominal false rises a year."""
    lull_rate: float
    comeback_days: float = COMEBACK_DAYS

    def rise(self, excess: float) -> float:
        """For rises, against a baseline of this excess variance. Unit: days."""
        return RISE.at(self.rise_rate, excess)

    def lull(self, excess: float) -> float:
        """For lulls."""
        return LULL.at(self.lull_rate, excess)


def thresholds(false_alarms_per_year: float) -> Thresholds:
    """Thresholds that keep within a budget of false rises and lulls together, per faction.

    Below the range that was checked the formula is carried on; a budget above it is not used up: it counts as the
    highest one checked.
    """
    budget = min(false_alarms_per_year, BUDGET_MAX)
    nominal = 0.5 * (BUDGET_SCALE * budget) ** BUDGET_EXPONENT
    return Thresholds(nominal, nominal)

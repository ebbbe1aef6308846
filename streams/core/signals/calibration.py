"""From a budget of false alarms to thresholds.

A Shiryaev-Roberts statistic R less the days passed is a martingale while counts follow the baseline, so an alarm
at R ≥ A comes on average no sooner than every A days (e-detectors: arXiv 2309.09111): a budget of b false alarms a
year would need A = 365/b. In life the baseline is estimated and starts anew after each turn, and attacks set off
attacks, so that rare false alarms are clusters rather than chance. The thresholds below are fitted to simulations of
the whole detector over rates of .05, .2, 1 and 3 a day, dispersion 1 and 2, with and without 30 % of attacks set off
by earlier ones, so that the worst of these worlds keeps within the budget, 60 % of it for rises and 40 % for lulls:

    A_rise = 1450 · b^-1.65        A_lull = 3100 · b^-1.55          (days; b in false alarms a faction-year)

docs/signals.md tells how they were fitted, and `make bench-signals` measures what they give.
"""

from typing import NamedTuple

BUDGET_MIN = 0.25
BUDGET_MAX = 4.0
"""False alarms a year between which the thresholds were checked."""

RISE_DAYS, RISE_EXPONENT = 1450.0, 1.65
LULL_DAYS, LULL_EXPONENT = 3100.0, 1.55
COMEBACK_DAYS = 60.0
"""A lull that goes on is taken for ended by mistake once in no less than this many days."""


class Thresholds(NamedTuple):
    """What the statistics are held against. Unit: days."""

    rise: float
    lull: float
    comeback: float = COMEBACK_DAYS


def thresholds(false_alarms_per_year: float) -> Thresholds:
    """Thresholds that keep within a budget of false rises and lulls together, per faction.

    Below the range that was checked the formula is carried on; a budget above it is not used up: it counts as the
    highest one checked.
    """
    budget = min(false_alarms_per_year, BUDGET_MAX)
    return Thresholds(RISE_DAYS * budget**-RISE_EXPONENT, LULL_DAYS * budget**-LULL_EXPONENT)

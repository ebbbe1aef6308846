"""From a budget of false alarms to thresholds.

A Shiryaev-Roberts statistic R less the days passed is a martingale while the rate is the baseline's, so an alarm
at R ≥ A comes on average no sooner than every A days (e-detectors: arXiv 2309.09111). The budget b, in false
alarms a faction-year, is parted evenly between rises and lulls: A = 365 / (b / 2), if the baseline were known.
It is estimated, and attacks trigger attacks; both are paid for by a factor on A, found by simulation over
every cell of `make bench-signals` (rates of .05 to 3 a day, dispersion 1 and 2, with and without clustering).
"""

from typing import NamedTuple

BUDGET_MIN = 0.01
BUDGET_MAX = 50.0
DAYS_A_YEAR = 365.25
RISE_SHARE = 0.5
RISE_MARGIN = 1.0
LULL_MARGIN = 1.0
RETURN_DAYS = 60.0
"""A lull that goes on is taken for ended by mistake once in no less than this many days."""


class Thresholds(NamedTuple):
    """What the statistics are held against; unit: days."""

    rise: float
    lull: float
    comeback: float


def thresholds(false_alarms_per_year: float) -> Thresholds:
    """Thresholds that keep within a budget of false rises and lulls together, per faction."""
    rise = DAYS_A_YEAR / (false_alarms_per_year * RISE_SHARE)
    lull = DAYS_A_YEAR / (false_alarms_per_year * (1 - RISE_SHARE))
    return Thresholds(rise * RISE_MARGIN, lull * LULL_MARGIN, RETURN_DAYS)

"""Days on which the input itself fell silent, so that the silence of a faction means nothing."""

from collections import Counter
from datetime import date, timedelta
from math import exp
from statistics import median

LOOK_BACK_DAYS = 60
BASELINE_DAYS = 28
BASELINE_MIN = 3.0
"""Relevant articles a day below which no single day can be told from chance."""

CHANCE_MAX = 0.01
SHARE_MAX = 0.34


def degraded_days(articles: Counter[date], as_of: date) -> tuple[date, ...]:
    """Days up to `as_of` with far fewer relevant articles than the theatre's own baseline.

    The baseline of a day is the median of the `BASELINE_DAYS` days before it. A day is degraded when it has at
    most a third of it and a Poisson count of that mean would be as low less than once in a hundred days.
    Takes articles a day of publication.
    """
    days = [as_of - timedelta(days=back) for back in range(LOOK_BACK_DAYS - 1, -1, -1)]
    return tuple(day for day in days if _degraded(articles, day))


def _degraded(articles: Counter[date], day: date) -> bool:
    usual = median(articles[day - timedelta(days=back)] for back in range(1, BASELINE_DAYS + 1))
    if usual < BASELINE_MIN:
        return False
    return articles[day] <= SHARE_MAX * usual and _poisson_at_most(articles[day], usual) < CHANCE_MAX


def _poisson_at_most(count: int, mean: float) -> float:
    term = total = exp(-mean)
    for number in range(1, count + 1):
        term *= mean / number
        total += term
    return total

"""What is known of the attacks on each evening: reports that lag, and attacks that are withdrawn again."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from streams.core.signals.lag import PRIOR, TAIL_DAYS

Ints = NDArray[np.int64]
WITHDRAWN = 0.02
SHARES = np.array(PRIOR) / sum(PRIOR)
"""60 % the same day, 20 % the next, a tail of two weeks."""


@dataclass(frozen=True)
class Told:
    """Counts of shape (series, days), and what was known of them so many days later; None: all, at once."""

    final: Ints
    ages: Ints | None = None

    def back(self, days: int) -> Ints:
        """For each evening, the count of the day so many days before, as known on that evening."""
        seen = np.zeros_like(self.final)
        counts = self.final if self.ages is None or days >= TAIL_DAYS else self.ages[days]
        seen[:, days:] = counts[:, : counts.shape[1] - days]
        return seen


def lagged(rng: np.random.Generator, counts: Ints, *, withdraw: bool) -> Told:
    """Report each attack with a lag. `withdraw`: 2 % of them are taken back, evenly over what is left of two weeks."""
    moves = np.zeros((TAIL_DAYS + 1, *counts.shape), dtype=np.int64)
    left, rest = counts.copy(), 1.0
    for age, share in enumerate(SHARES):
        reported = rng.binomial(left, min(1.0, share / rest))
        left, rest = left - reported, rest - share
        moves[age] += reported
        wrong = rng.binomial(reported, WITHDRAWN) if withdraw else np.zeros_like(reported)
        for row, day in np.argwhere(wrong):
            np.add.at(moves[:, row, day], rng.integers(age + 1, TAIL_DAYS + 1, wrong[row, day]), -1)
    known = moves.cumsum(axis=0)
    return Told(known[-1], known[:-1])

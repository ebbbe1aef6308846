"""How soon attacks become known: the share of a day's attacks that is reported within so many days.

A silent yesterday says less than a silent day last month, because some of its attacks are still untold. The
expected count of a recent day is thinned by this share before silence is held against it. The share is learnt
from attacks of the past half year that ended 28 days ago, by blocks of 28 days, so that no new report changes what was
expected of its own time.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import accumulate

TAIL_DAYS = 14
"""From this age on a day counts as fully reported."""
BLOCK_DAYS = 28
LEARN_BLOCKS = 6
RECAP_DAYS = 28
"""A first report later than this looks back; it says nothing of the reporting of its day."""

PRIOR = (6.0, 2.0, 0.5, 0.3, 0.2, 0.2, 0.15, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.05)
"""Ten reports' worth of a common lag: 60 % the same day, 20 % the next, a tail of two weeks."""

PROMPT = (1.0,) * TAIL_DAYS
"""Counts that are final when they come."""


class Lags:
    """Lags of first reports, kept as counts by block of 28 days and lag."""

    __slots__ = ("_blocks", "_shares")

    def __init__(self, seen: Iterable[tuple[int, int]]) -> None:
        """`seen`: (ordinal of the day of an attack, days until its first report)."""
        self._blocks: dict[int, Counter[int]] = {}
        self._shares: dict[int, tuple[float, ...]] = {}
        for day, lag in seen:
            if lag <= RECAP_DAYS:
                self._blocks.setdefault(day // BLOCK_DAYS, Counter())[min(max(lag, 0), TAIL_DAYS)] += 1

    def first_difference(self, other: "Lags") -> int | None:
        """The first day that is expected otherwise than by `other`; None where there is none."""
        blocks = [
            block
            for block in self._blocks.keys() | other._blocks.keys()
            if self._blocks.get(block) != other._blocks.get(block)
        ]
        return (min(blocks) + 2) * BLOCK_DAYS if blocks else None

    def shares(self, day: int) -> tuple[float, ...]:
        """Share of a day's attacks that is known at the end of that day, one day later, … as seen from `day`."""
        block = day // BLOCK_DAYS
        if block not in self._shares:
            learnt: Counter[int] = Counter()
            for past in range(block - 1 - LEARN_BLOCKS, block - 1):
                learnt.update(self._blocks.get(past, {}))
            total = sum(PRIOR) + learnt.total()
            cumulative = accumulate(PRIOR[lag] + learnt[lag] for lag in range(TAIL_DAYS))
            self._shares[block] = tuple(known / total for known in cumulative)
        return self._shares[block]


class Prompt(Lags):
    """No lag at all: the user's own counts are taken as they are."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(())

    def shares(self, day: int) -> tuple[float, ...]:  # noqa: ARG002 — the same whatever the day
        """All of it, at once."""
        return PROMPT

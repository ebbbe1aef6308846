"""Replays the detector from day to day, and keeps snapshots so that a change far back costs no more than it must.

What it gives is a function of the counts and of the day asked for, whatever was asked before: a snapshot is
used only where it was taken before the first day that changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from streams.core.signals.calibration import Thresholds
from streams.core.signals.detector import Detector, Turn
from streams.core.signals.lag import Lags
from streams.core.signals.series import Series

SNAPSHOT_DAYS = 32
SNAPSHOTS_MAX = 8
"""Kept: the newest, some 256 days back. A change before them is rare and costs a replay from the first day."""
DUE_DAYS_MAX = 400
"""A lull that is further off is not foretold."""


@dataclass(slots=True)
class Replay:
    """The turns of one series up to a day."""

    limits: Thresholds
    turns: tuple[Turn, ...] = ()
    detector: Detector | None = None
    snapshots: tuple[tuple[Detector, tuple[Turn, ...]], ...] = ()
    due: int | None = None
    due_known: bool = False

    def advance(self, series: Series, lags: Lags, day: int, changed: int | None = None) -> None:
        """Bring the turns up to `day`. `changed`: first day whose count or expectation is not as it was."""
        if changed is not None or (self.detector is not None and self.detector.day > day):
            self._rewind(min(day + 1, day + 1 if changed is None else changed))
        if self.detector is None:
            if day < series.first or not series.counts:
                return
            self.detector = Detector(series.first, self.limits, lags)
        self.detector.lags = lags
        while self.detector.day < day:
            if self.detector.day % SNAPSHOT_DAYS == 0 and self.detector.day >= series.first:
                self.snapshots = (*self.snapshots[1 - SNAPSHOTS_MAX :], (self.detector.copy(), self.turns))
            turn = self.detector.step(series)
            if turn is not None:
                self.turns = (*self.turns, turn)
                self.due_known = False
            elif series[self.detector.day] or self.detector.day in series.hidden:
                self.due_known = False

    def _rewind(self, day: int) -> None:
        """Go back to a snapshot that has not seen `day`."""
        self.due_known = False
        if self.detector is not None and self.detector.day < day:
            return
        while self.snapshots and self.snapshots[-1][0].day >= day:
            self.snapshots = self.snapshots[:-1]
        self.detector, self.turns = None, ()
        if self.snapshots:
            kept, self.turns = self.snapshots[-1]
            self.detector = kept.copy()

    def lull_due(self, series: Series) -> int | None:
        """The day on which silence from now on becomes a lull; None in a lull or where it is far off."""
        if not self.due_known:
            self.due, self.due_known = self._foretold(series), True
        return self.due

    def _foretold(self, series: Series) -> int | None:
        if self.detector is None or self.detector.asleep:
            return None
        ahead = self.detector.copy()
        last = ahead.day + DUE_DAYS_MAX
        while ahead.day < last:
            if ahead.silent_step(series):
                return ahead.day
        return None


class Moment(NamedTuple):
    """The detector at the end of a day, for those who want to look on."""

    day: int
    attacks: int
    rate: float
    """Of the baseline that rises are held against."""
    rise: float
    lull: float
    turn: Turn | None


def moments(series: Series, lags: Lags, limits: Thresholds, day: int) -> Iterator[Moment]:
    """Each day from the first to `day`. A day that turned shows the statistic with which it did."""
    detector = Detector(series.first, limits, lags)
    while detector.day < day:
        turn = detector.step(series)
        rise, lull = sum(detector.rise.r), sum(detector.lull.r)
        if turn is not None:
            rise, lull = (rise, turn.statistic) if turn.kind == "lull" else (turn.statistic, lull)
        yield Moment(detector.day, series[detector.day], detector.rise_base.rate, rise, lull, turn)

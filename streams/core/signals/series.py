"""Daily counts as the detector reads them: one number a day from the first that is told, silent days included."""

from array import array
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain

from streams.core.signals.baseline import NOTHING, WEEK_DAYS, Sums


class Series:
    """Counts by day, days as ordinals. Days past the last attack count as zero."""

    __slots__ = ("counts", "first", "hidden")

    def __init__(self, daily: Mapping[date, int], hidden: Iterable[date] = ()) -> None:
        """`hidden`: days on which the input itself was too thin for silence to mean anything."""
        self.first = min(daily).toordinal() if daily else 0
        self.counts = array("I", bytes(4 * (max(daily).toordinal() - self.first + 1 if daily else 0)))
        for day, count in daily.items():
            self.counts[day.toordinal() - self.first] = count
        self.hidden = frozenset(day.toordinal() for day in hidden)

    def __getitem__(self, day: int) -> int:
        index = day - self.first
        return self.counts[index] if 0 <= index < len(self.counts) else 0

    def hiding(self, hidden: Iterable[date]) -> "Series":
        """The same counts with other hidden days."""
        twin = Series({})
        twin.first, twin.counts = self.first, self.counts
        twin.hidden = frozenset(day.toordinal() for day in hidden)
        return twin

    def first_difference(self, other: "Series") -> int | None:
        """The first day that is not as in `other`; None where there is none."""
        if self.first == other.first and self.counts == other.counts and self.hidden == other.hidden:
            return None
        changed = list(self.hidden ^ other.hidden)
        if self.first != other.first or not (self.counts and other.counts):
            return min(changed + [each.first for each in (self, other) if each.counts])
        last = self.first + max(len(self.counts), len(other.counts))
        return min(chain(changed, (day for day in range(self.first, last) if self[day] != other[day])), default=None)

    def of_day(self, day: int) -> Sums:
        """What one day adds to a baseline; nothing where it is hidden."""
        if day in self.hidden:
            return NOTHING
        index = day - self.first
        count = self[day]
        week = sum(self.counts[max(0, index - WEEK_DAYS + 1) : index + 1])
        return Sums(1, count, count * count, week * week)

    def sums(self, first: int, last: int) -> Sums:
        """Over the days from `first` to `last`, both included."""
        days = [self.of_day(day) for day in range(first, last + 1)]
        return Sums(*(sum(part) for part in zip(*days, strict=True))) if days else NOTHING

"""Days, counted from publication in the theatre's time zone.

A weekday is the latest one up to publication; a date without a year is the latest one too. Words such as "the
next day" count from the day the text spoke of last. What cannot be told stays a range or stays open. Which words
are times is for `times` to say; here is the arithmetic.
"""

import calendar
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from streams.core.extract.words.document import Sentence

Role = Literal["at", "since", "until", "before", "after", "future"]

_RECENT_DAYS: Final = 8
_FILED_DAYS_MAX: Final = 3
_UNIT_DAYS: Final = {"day": 1, "week": 7, "month": 30, "year": 365}
_SLACK_DAYS: Final = {"week": 1, "month": 15, "year": 180}
_CONJUNCTION_DAYS: Final = {
    "hours": 0, "minutes": 0, "shortly": 0, "soon": 0, "day": 1, "days": 1, "night": 1, "nights": 1, "week": 7,
    "weeks": 7,
}  # fmt: skip


class When(NamedTuple):
    """A day or a range of days, inclusive. Open (None) where the text gives no day."""

    start: date | None
    end: date | None
    role: Role = "at"
    relative: bool = False
    """Counted from another day of the text, not from publication."""
    aside: bool = False
    """It dates the telling ("said on Monday"), or what a sentence with a day of its own looks back on."""

    def shifted_role(self, role: Role) -> "When":
        """The same days in another role."""
        return self._replace(role=role)

    @property
    def exact(self) -> bool:
        """One single day."""
        return self.start is not None and self.start == self.end

    @property
    def days(self) -> int | None:
        """How many days it spans."""
        return (self.end - self.start).days + 1 if self.start is not None and self.end is not None else None


_OPEN: Final = When(None, None, relative=True)


def days_from_main(sentence: Sentence, first: int, last: int) -> int | None:
    """How many days from the main clause's act a conjunction puts its own: "a day after" is one day before.

    Takes the tokens of the conjunction. None where it tells no distance.
    """
    lows = [token.low for token in sentence.tokens[first:last]]
    unit = next((_CONJUNCTION_DAYS[low] for low in lows if low in _CONJUNCTION_DAYS), None)
    if unit is None or not lows or lows[-1] not in {"after", "before"}:
        return None
    if unit == 0:
        return 0
    number = next((piece.data.value for piece in sentence.of("number") if piece.last == first), None)
    count = 1 if lows[0] in {"a", "an", "the"} else number
    return None if count is None else unit * count * (-1 if lows[-1] == "after" else 1)


class Calendar:
    """The days that one article can speak of, and the one it spoke of last."""

    def __init__(self, published: date) -> None:
        self.published = published
        """What "today" means: the day of publication, or that of the dateline."""
        self.anchor: date | None = None
        """The recent day the text spoke of last: what "that night" means."""
        self.told: date | None = None
        """The day the text spoke of last, however long ago: what "a day earlier" counts from."""

    def file(self, when: When) -> None:
        """The day of a dateline: the report was written then, if it came out soon after."""
        if when.start is not None and when.exact and 0 <= (self.published - when.start).days <= _FILED_DAYS_MAX:
            self.published = when.start

    def move(self, when: When) -> None:
        """The text spoke of a day."""
        if when.role != "at" or when.start is None or not when.exact:
            return
        if when.aside and self.told is not None:
            return
        self.told = when.start
        if (self.published - when.start).days <= _RECENT_DAYS:
            self.anchor = when.start

    def day(self, days: int) -> When:
        """So many days from publication."""
        return _on(_shift(self.published, days))

    def same_day(self, days: int, spoken: When | None) -> When:
        """So many days from the one spoken of in the same sentence, else from the day told last."""
        base = spoken.start if spoken is not None else self.told if days else self.anchor
        return _on(_shift(base, days))._replace(relative=True) if base is not None else _OPEN

    def weekday(self, weekday: int, which: str | None) -> When:
        """The latest one; `which`: next, last (before today), previous (before the day told last), last-week."""
        back = (self.published.weekday() - weekday) % 7
        if which == "next":
            return self.day(7 - back).shifted_role("future")
        if which == "last-week":
            return self.day(weekday - 7 - self.published.weekday())
        if which == "previous" and self.anchor is not None:
            return _on(_shift(self.anchor, -((self.anchor.weekday() - weekday) % 7 or 7)))
        return self.day(-(back or 7) if which in {"last", "previous"} else -back)

    def dated(self, year: int | None, month: int, day: int) -> When:
        """A day of a month; without its year the latest one."""
        published = self.published
        for candidate in (year,) if year is not None else (published.year, published.year - 1, published.year - 2):
            if candidate is None or day > calendar.monthrange(candidate, month)[1]:
                continue
            found = date(candidate, month, day)
            if year is not None or found <= published + timedelta(days=3):
                return When(found, found, "at" if found <= published + timedelta(days=1) else "future")
        return When(None, None)

    def day_of_month(self, day: int) -> When:
        """ "The 29th": the latest one."""
        for back in range(12):
            year, month = divmod(self.published.year * 12 + self.published.month - 1 - back, 12)
            if day <= calendar.monthrange(year, month + 1)[1] and date(year, month + 1, day) <= self.published:
                return _on(date(year, month + 1, day))
        return When(None, None)

    def whole_month(self, year: int | None, month: int, part: str) -> When:
        """A month, or its early, mid or late part; what lies ahead is left out."""
        published = self.published
        if year is None:
            year = published.year if month <= published.month else published.year - 1
        last = calendar.monthrange(year, month)[1]
        first_day, last_day = {"early": (1, 10), "mid": (10, 20), "late": (20, last)}.get(part, (1, last))
        start, end = date(year, month, first_day), min(date(year, month, last_day), published)
        return When(start, end) if start <= end else When(start, date(year, month, last_day), "future")

    def year(self, year: int) -> When:
        """A whole year, up to publication."""
        if year > self.published.year:
            return When(date(year, 1, 1), date(year, 12, 31), "future")
        return When(date(year, 1, 1), min(date(year, 12, 31), self.published))

    def from_anchor(self, count: int, unit: str) -> When:
        """So many hours, days, weeks … from the day told last; less than none is earlier."""
        if self.anchor is None:
            return _OPEN
        day = _shift(self.anchor, _length(count, unit))
        slack = 15 if unit in {"month", "year"} else 0
        return When(_shift(day, -slack), _shift(day, slack), relative=True)

    def ago(self, count: int, unit: str) -> When:
        """So many hours, days, weeks … before publication; the longer ago, the less sure of the day."""
        day = _shift(self.published, -_length(count, unit))
        slack = 0 if (unit, count) == ("week", 1) else _SLACK_DAYS.get(unit, 0)
        return When(_shift(day, -slack), _shift(day, slack))

    def past(self, count: int, unit: str) -> When:
        """ "In the past 24 hours": the days up to publication."""
        return When(_shift(self.published, -_length(count, unit)), self.published)

    def span(self, name: str) -> When:
        """ "This week", "last month", "the weekend"."""
        published = self.published
        monday = _shift(published, -published.weekday())
        saturday = _shift(monday, -2 if published.weekday() < 5 else 5)
        last_month = _shift(published.replace(day=1), -1)
        spans = {
            "week": (monday, published),
            "last-week": (_shift(monday, -7), _shift(monday, -1)),
            "weekend": (saturday, min(_shift(saturday, 1), published)),
            "month": (published.replace(day=1), published),
            "last-month": (last_month.replace(day=1), last_month),
            "year": (date(published.year, 1, 1), published),
            "last-year": (date(max(published.year - 1, 1), 1, 1), date(max(published.year - 1, 1), 12, 31)),
            "fortnight": (_shift(published, -14), published),
            "old": (date(max(published.year - 30, 1), 1, 1), _shift(published, -180)),
        }
        return When(*spans[name])


def _length(count: int, unit: str) -> int:
    """Days, those begun left out."""
    return int(count / 24) if unit == "hour" else count * _UNIT_DAYS[unit]


def _on(day: date) -> When:
    return When(day, day)


def _shift(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))

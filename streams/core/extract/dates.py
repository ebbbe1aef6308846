"""When: words for days become days, counted from publication in the theatre's time zone.

A weekday is the latest one up to publication; a date without a year is the latest one too. Words such as
"the next day" count from the day the text spoke of last. What cannot be told stays a range or stays open.
"""

import calendar
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from streams.core.extract.document import Sentence
from streams.core.extract.pieces import Number, Piece
from streams.core.extract.tokens import Token

Role = Literal["at", "since", "until", "before", "after", "future"]

_YEAR_MIN, _YEAR_MAX = 1900, 2100
_RECENT_DAYS = 8
_ROLES: dict[str, Role] = {
    "since": "since",
    "between": "since",
    "starting": "since",
    "beginning": "since",
    "until": "until",
    "till": "until",
}
_BEFORE_YEAR = frozenset(("in", "since", "of", "from", "until", "by", "during", "early", "late", "and", "to", "("))
_UNIT_DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_LOOKS_BACK = frozenset(("after", "since", "following", "when", "where", "who", "which", "whose"))
_FILLERS = frozenset(("early", "late", "mid", "in", "on", "earlier"))
_PARTS = frozenset(("early", "mid", "late"))
_ONE = frozenset(("a", "an", "one"))
_KINDS = frozenset(("day", "same_day", "which", "weekday", "month", "number", "unit", "ago", "span"))
_OPENERS = _PARTS | _ONE
"""Words that a time may begin with, besides digits and the pieces of these kinds."""


class When(NamedTuple):
    """A day or a range of days, inclusive. Open (None) where the text gives no day."""

    start: date | None
    end: date | None
    role: Role = "at"
    relative: bool = False
    """Counted from another day of the text, not from publication."""

    def shifted_role(self, role: Role) -> "When":
        """The same days in another role."""
        return self._replace(role=role)

    @property
    def exact(self) -> bool:
        """One single day."""
        return self.start is not None and self.start == self.end


def days_from_main(sentence: Sentence, first: int, last: int) -> int | None:
    """How many days from the main clause's act a conjunction puts its own: "a day after" is one day before.

    Takes the tokens of the conjunction. None where it tells no distance.
    """
    lows = [token.low for token in sentence.tokens[first:last]]
    unit = next((_UNIT_DAYS[low] for low in lows if low in _UNIT_DAYS), None)
    if unit is None or not lows or lows[-1] not in {"after", "before"}:
        return None
    number = next((piece.data.value for piece in sentence.of("number") if piece.last == first), None)
    count = 1 if lows[0] in {"a", "an"} else number
    return None if count is None else unit * count * (-1 if lows[-1] == "after" else 1)


class Calendar:
    """Resolves the time pieces of one article, sentence after sentence."""

    def __init__(self, published: date) -> None:
        self.published = published
        self.anchor: date | None = None
        """The recent day the text spoke of last: what "that night" means."""
        self.told: date | None = None
        """The day the text spoke of last, however long ago: what "a day earlier" counts from."""

    def read(self, tokens: Sequence[Token], pieces: Sequence[Piece]) -> list[Piece]:
        """The times of one sentence, in order, as pieces of kind `time`."""
        reader = _Reader(self, tokens, pieces)
        return list(reader.times())


class _Reader:
    """One sentence's time words, from left to right."""

    def __init__(self, cal: Calendar, tokens: Sequence[Token], pieces: Sequence[Piece]) -> None:
        self.calendar = cal
        self.tokens = tokens
        self.at: dict[int, dict[str, Piece]] = {}
        for piece in pieces:
            if piece.kind in _KINDS:
                self.at.setdefault(piece.first, {})[piece.kind] = piece
        self.main_ends: int | None = None
        """Where the first plain day of the sentence ends."""

    def times(self) -> Iterator[Piece]:
        """Longest reading first at each position; the anchor moves with each plain day."""
        position = 0
        for start, token in enumerate(self.tokens):
            if start < position or not (start in self.at or token.low in _OPENERS or token.low[0].isdigit()):
                continue
            read = self._time_at(start)
            if read is None:
                continue
            when, last = read
            role, first = self._role(start, when)
            when = when._replace(role=role)
            if not self._backdrop(first):
                self._move_anchor(when)
            if self.main_ends is None and when.role == "at" and when.exact:
                self.main_ends = last
            yield Piece("time", "", "word", first, last, data=when)
            position = last

    def _backdrop(self, position: int) -> bool:
        """Whether a day only dates what the sentence looks back on: "met on the 29th, after men died on the 28th"."""
        if self.main_ends is None:
            return False
        return any(self._low(back) in _LOOKS_BACK for back in range(self.main_ends, position))

    def _move_anchor(self, when: When) -> None:
        recent = when.end is not None and (self.calendar.published - when.end).days <= _RECENT_DAYS
        if when.role == "at" and when.exact:
            self.calendar.told = when.start
            if recent:
                self.calendar.anchor = when.start

    def _low(self, position: int) -> str:
        return self.tokens[position].low if 0 <= position < len(self.tokens) else ""

    def _kind(self, position: int, kind: str) -> Piece | None:
        return self.at.get(position, {}).get(kind)

    def _role(self, position: int, when: When) -> tuple[Role, int]:
        """What the words before a time make of it, and where the whole begins."""
        if self._low(position - 1) == "the":
            position -= 1
        before = self._low(position - 1)
        earlier = self._low(position - 2)
        role = _ROLES.get(before) or (_ROLES.get(earlier) if before in _FILLERS else None)
        if before == "from" and self._closes(position):
            role = "since"
        elif before in {"to", "through"} and self._opened(position, "from"):
            role = "until" if not self._is_night(position) else None
        elif before == "to" and when.exact and not self._is_night(position):
            role = "until"
        elif before == "of" and earlier == "as":
            return "until", position - 2
        elif before == "by" and when.exact:
            role = "until"
        elif before == "and" and self._opened(position, "between"):
            return "until", position
        return (role, position - 1) if role else (when.role, position)

    def _closes(self, position: int) -> bool:
        """Whether "from …" goes on to "… to …"."""
        return any(
            self._low(ahead) in {"to", "until", "through", "onward", "onwards"}
            for ahead in range(position, position + 7)
        )

    def _opened(self, position: int, word: str) -> bool:
        """Whether this can be the second day of "between … and …" or "from … to …"."""
        return any(self._low(back) == word for back in range(max(0, position - 8), position))

    def _time_at(self, position: int) -> tuple[When, int] | None:
        for read in (self._day_word, self._weekday, self._month, self._counted, self._span, self._year):
            found = read(position)
            if found is not None:
                return found
        return None

    def _day_word(self, position: int) -> tuple[When, int] | None:
        piece = self._kind(position, "day")
        if piece is not None and self._low(piece.last) in {"into", "to"} and self._weekday_follows(piece.last):
            return None
        if piece is not None:
            day = self.calendar.published + timedelta(days=int(piece.value))
            return When(day, day), piece.last
        piece = self._kind(position, "same_day")
        if piece is not None:
            if self._weekday_follows(piece.last):
                return None
            days = int(piece.value)
            anchor = self.calendar.told if days else self.calendar.anchor
            if anchor is None:
                return When(None, None, relative=True), piece.last
            day = anchor + timedelta(days=days)
            return When(day, day, relative=True), piece.last
        return None

    def _weekday_follows(self, position: int) -> bool:
        return any(self._kind(position + step, "weekday") for step in range(3))

    def _weekday(self, position: int) -> tuple[When, int] | None:
        which = self._kind(position, "which")
        at = which.last if which else position
        piece = self._kind(at, "weekday")
        if piece is None:
            return None
        if len(piece.lemma) <= 5 and not self.tokens[at].text[0].isupper():
            return None
        dated = self._dated_weekday(piece.last)
        if dated is not None:
            return dated
        published = self.calendar.published
        back = (published.weekday() - int(piece.value)) % 7
        if which is not None and which.value == "next":
            day = published + timedelta(days=7 - back)
            return When(day, day, "future"), self._part_of_day(piece.last)
        if which is not None and which.value == "last" and back == 0:
            back = 7
        if self._night_into(at, piece):
            return None
        day = published - timedelta(days=back)
        if self._previous_week(which, position):
            day = self._weekday_before_anchor(int(piece.value), day)
        return When(day, day), self._part_of_day(piece.last)

    def _night_into(self, at: int, piece: Piece) -> bool:
        """ "The night of Saturday to Sunday" is Sunday's."""
        following = next((self._kind(ahead, "weekday") for ahead in (piece.last + 1, piece.last + 2)), None)
        return (
            self._is_night(at)
            and self._low(piece.last) in {"to", "into"}
            and following is not None
            and (int(piece.value) + 1) % 7 == int(following.value)
        )

    def _is_night(self, position: int) -> bool:
        return any(self._low(back) in {"night", "overnight"} for back in range(position - 6, position))

    def _previous_week(self, which: Piece | None, position: int) -> bool:
        return which is not None and self._low(position) in {"previous", "the"} and self.calendar.anchor is not None

    def _weekday_before_anchor(self, weekday: int, latest: date) -> date:
        anchor = self.calendar.anchor or latest
        return anchor - timedelta(days=(anchor.weekday() - weekday) % 7 or 7)

    def _dated_weekday(self, position: int) -> tuple[When, int] | None:
        """The date after a weekday: "Sunday, 28 January"."""
        for at in (position, position + 1):
            if at == position + 1 and self._low(position) not in {",", "the", "("}:
                return None
            found = self._month(at)
            if found is not None:
                return found
        return None

    def _part_of_day(self, position: int) -> int:
        return position + (self._low(position) in {"night", "morning", "evening", "afternoon"})

    def _month(self, position: int) -> tuple[When, int] | None:
        """28 January 2024; January 28, 2024; Jan. 28; the 28th of January; mid-January; January."""
        at = position + (self._low(position) in _PARTS)
        at += at > position and self._low(at) == "-"
        part = self._low(position) if at > position else ""
        day, after = self._day_number(at)
        if day is not None and not part:
            after += self._low(after) == "of"
            month = self._month_name(after)
            if month is not None:
                year, last = self._year_after(self._skip_full_stop(month.last))
                return self._dated(year, int(month.value), day), last
        month = self._month_name(at)
        if month is None:
            return None
        after = self._skip_full_stop(month.last)
        day, last = self._day_number(after)
        if day is not None and not part:
            year, last = self._year_after(last)
            return self._dated(year, int(month.value), day), last
        year, last = self._year_after(after)
        return self._whole_month(year, int(month.value), part), last

    def _skip_full_stop(self, position: int) -> int:
        return position + (self._low(position) == ".")

    def _month_name(self, position: int) -> Piece | None:
        month = self._kind(position, "month")
        if month is None or not self.tokens[position].text[0].isupper():
            return None
        if month.value in {"3", "5", "8"} and position == 0 and self._day_number(position + 1)[0] is None:
            return None
        return month

    def _day_number(self, position: int) -> tuple[int | None, int]:
        low = self._low(position)
        digits = low[:-2] if low[-2:] in {"st", "nd", "rd", "th"} else low
        if digits.isdecimal() and len(digits) <= 2 and 1 <= int(digits) <= 31:
            return int(digits), position + 1
        return None, position

    def _year_after(self, position: int) -> tuple[int | None, int]:
        at = position + (self._low(position) in {",", "of"})
        low = self._low(at)
        if low.isdecimal() and len(low) == 4 and _YEAR_MIN <= int(low) <= _YEAR_MAX:
            return int(low), at + 1
        return None, position

    def _dated(self, year: int | None, month: int, day: int) -> When:
        published = self.calendar.published
        for candidate in (year,) if year is not None else (published.year, published.year - 1, published.year - 2):
            if candidate is None or day > calendar.monthrange(candidate, month)[1]:
                continue
            found = date(candidate, month, day)
            if year is not None or found <= published + timedelta(days=3):
                return When(found, found, "at" if found <= published + timedelta(days=1) else "future")
        return When(None, None)

    def _whole_month(self, year: int | None, month: int, part: str) -> When:
        published = self.calendar.published
        if year is None:
            year = published.year if month <= published.month else published.year - 1
        last = calendar.monthrange(year, month)[1]
        first_day, last_day = {"early": (1, 10), "mid": (10, 20), "late": (20, last)}.get(part, (1, last))
        start, end = date(year, month, first_day), min(date(year, month, last_day), published)
        return When(start, end) if start <= end else When(start, date(year, month, last_day), "future")

    def _counted(self, position: int) -> tuple[When, int] | None:
        """Four years ago; three days earlier; two weeks later; a week ago."""
        number = self._kind(position, "number")
        if number is not None and isinstance(number.data, Number) and not number.data.ordinal:
            count, at = number.data.value, number.last
        elif self._low(position) in _ONE:
            count, at = 1, position + 1
        else:
            return None
        unit = self._kind(at, "unit")
        ago = self._kind(unit.last, "ago") if unit else None
        if unit is None or ago is None or count > 10_000 or self._of_another(ago):
            return None
        if ago.value == "-1":
            return self._ago(count, unit.value), ago.last
        return self._from_anchor(count, unit, ago), ago.last

    def _of_another(self, ago: Piece) -> bool:
        """ "A day after the raid" times this act by another one, which need not be the last day told."""
        return ago.lemma in {"before", "after"} and self._low(ago.last) not in {"", ",", ".", ";"}

    def _from_anchor(self, count: int, unit: Piece, ago: Piece) -> When:
        base = self.calendar.anchor
        if base is None:
            return When(None, None, relative=True)
        days = {"hour": 0, "day": 1, "week": 7, "month": 30, "year": 365}[unit.value] * count
        sign = -1 if ago.value == "-2" else 1
        day = self._shift(base, sign * days)
        if unit.value in {"month", "year"}:
            return When(self._shift(day, -15), self._shift(day, 15), relative=True)
        return When(day, day, relative=True)

    def _ago(self, count: int, unit: str) -> When:
        published = self.calendar.published
        if unit in {"hour", "day"}:
            day = self._shift(published, -count if unit == "day" else -(count // 24))
            return When(day, day)
        days, slack = {"week": (7, 1), "month": (30, 15), "year": (365, 180)}[unit]
        middle = self._shift(published, -days * count)
        if unit == "week" and count == 1:
            return When(middle, middle)
        return When(self._shift(middle, -slack), self._shift(middle, slack))

    @staticmethod
    def _shift(day: date, days: int) -> date:
        return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))

    def _span(self, position: int) -> tuple[When, int] | None:
        piece = self._kind(position, "span")
        if piece is None:
            return None
        published = self.calendar.published
        monday = published - timedelta(days=published.weekday())
        saturday = monday - timedelta(days=2) if published.weekday() < 5 else monday + timedelta(days=5)
        last_month = published.replace(day=1) - timedelta(days=1)
        spans = {
            "week": (monday, published),
            "last-week": (monday - timedelta(days=7), monday - timedelta(days=1)),
            "weekend": (saturday, min(saturday + timedelta(days=1), published)),
            "month": (published.replace(day=1), published),
            "last-month": (last_month.replace(day=1), last_month),
            "year": (date(published.year, 1, 1), published),
            "last-year": (date(max(published.year - 1, 1), 1, 1), date(max(published.year - 1, 1), 12, 31)),
            "fortnight": (published - timedelta(days=14), published),
            "old": (date(max(published.year - 30, 1), 1, 1), published - timedelta(days=180)),
        }
        return When(*spans[piece.value]), piece.last

    def _year(self, position: int) -> tuple[When, int] | None:
        low = self._low(position)
        if not (low.isdecimal() and len(low) == 4 and _YEAR_MIN <= int(low) <= _YEAR_MAX):
            return None
        if self._low(position - 1) not in _BEFORE_YEAR:
            return None
        year = int(low)
        if year > self.calendar.published.year:
            return When(date(year, 1, 1), date(year, 12, 31), "future"), position + 1
        return When(date(year, 1, 1), min(date(year, 12, 31), self.calendar.published)), position + 1

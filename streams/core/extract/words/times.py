"""Which words of a sentence are times, and what part each plays: on, since, until, or of something else."""

from collections.abc import Iterator, Sequence
from typing import Final

from streams.core.extract.words.dates import Calendar, Role, When
from streams.core.extract.words.pieces import Number, Piece
from streams.core.extract.words.tokens import Token

_YEAR_MIN, _YEAR_MAX = 1900, 2100
_REACH_TELLING_TOKENS: Final = 6
_ROLES: Final[dict[str, Role]] = {
    "since": "since",
    "between": "since",
    "starting": "since",
    "beginning": "since",
    "until": "until",
    "till": "until",
}
_BEFORE_YEAR: Final = frozenset(
    ("in", "since", "of", "from", "until", "by", "during", "early", "late", "and", "to", "(")
)
_LOOKS_BACK: Final = frozenset(
    (
        "after",
        "since",
        "following",
        "when",
        "where",
        "who",
        "which",
        "whose",
        "response",
        "retaliation",
        "revenge",
        "reply",
    )
)
_FILLERS: Final = frozenset(("early", "late", "mid", "in", "on", "earlier"))
_HEARERS: Final = frozenset(("reporters", "journalists", "parliament", "lawmakers"))
_CLOSING: Final = frozenset(("to", "until", "through", "onward", "onwards"))
_JOINS_DAYS: Final = frozenset(("-", "and", "to", "—"))
_PARTS_OF_MONTH: Final = frozenset(("early", "mid", "late"))
_ONE: Final = frozenset(("a", "an", "one"))
_OPENING_KINDS: Final = frozenset(("day", "same_day", "feast", "which", "weekday", "month", "number", "span"))
"""What a time may begin with, besides digits, a part of a month and what counts a unit."""
_PARTS_OF_DAY: Final = frozenset(("night", "morning", "evening", "afternoon"))

Read = tuple[When, int]
"""A time, and one past its last token."""


def read_times(cal: Calendar, tokens: tuple[Token, ...], pieces: Sequence[Piece], dateline: int = 0) -> list[Piece]:
    """The times of one sentence, in order, as pieces of kind `time`. The first `dateline` tokens only say when it
    was filed."""
    return list(_Reader(cal, tokens, pieces, dateline).times())


class _Reader:
    """One sentence's time words, from left to right."""

    def __init__(self, cal: Calendar, tokens: tuple[Token, ...], pieces: Sequence[Piece], dateline: int) -> None:
        self.calendar = cal
        self.tokens = tokens
        self.dateline = dateline
        self.openings = _openings(tokens, pieces)
        self.at: dict[int, dict[str, Piece]] = {}
        for piece in pieces if self.openings else ():
            self.at.setdefault(piece.first, {})[piece.kind] = piece
        self.main_ends: int | None = None
        """Where the first plain day of the sentence ends."""
        self.spoken: When | None = None
        """The day on which somebody is said to have told what follows."""

    def times(self) -> Iterator[Piece]:
        """Longest reading first at each position; the anchor moves with each plain day."""
        reached = 0
        for position in self.openings:
            read = self._time_at(position) if position >= reached else None
            if read is None:
                continue
            when, last = read
            role, first = self._role(position, last, when)
            telling = self._is_telling(first)
            when = when._replace(role=role, aside=telling or self._is_backdrop(first))
            if telling and when.exact:
                self.spoken = when
            if last <= self.dateline:
                self.calendar.file(when)
            else:
                self.calendar.move(when)
            if self.main_ends is None and when.role == "at" and when.exact and not when.aside:
                self.main_ends = last
            yield Piece("time", "", "word", first, last, data=when)
            reached = last

    def _is_backdrop(self, position: int) -> bool:
        """Whether a day only dates what the sentence looks back on: "met on the 29th, after men died on the 28th"."""
        if self.main_ends is None:
            return False
        return any(self._low(back) in _LOOKS_BACK for back in range(self.main_ends, position))

    def _is_telling(self, position: int) -> bool:
        """ "Said on Monday", "told reporters late on Monday": the day of the telling."""
        for back in range(position - 1, max(-1, position - 1 - _REACH_TELLING_TOKENS), -1):
            here = self.at.get(back, {})
            if "report" in here and here["report"].form != "word":
                return True
            medium = "thing" in here and here["thing"].value == "speaker"
            if not medium and here.keys().isdisjoint(("prep", "det")) and self._low(back) not in _FILLERS | _HEARERS:
                return False
        return False

    def _low(self, position: int) -> str:
        return self.tokens[position].low if 0 <= position < len(self.tokens) else ""

    def _kind(self, position: int, kind: str) -> Piece | None:
        return self.at.get(position, {}).get(kind)

    def _role(self, position: int, last: int, when: When) -> tuple[Role, int]:
        """What the words before a time make of it, and where the whole begins."""
        if self._low(position - 1) == "the":
            position -= 1
        before = self._low(position - 1)
        earlier = self._low(position - 2)
        role = _ROLES.get(before) or (_ROLES.get(earlier) if before in _FILLERS else None)
        if self._of_one_night(position):
            return when.role, position
        if before == "from" and self._closes(position):
            role = "since"
        elif before in {"to", "through"} and self._opened(position, "from"):
            role = "until" if not self._is_night(position) else None
        elif before == "to" and when.exact and not self._is_night(position) and self._low(last) != "'s":
            role = "until"
        elif before == "of" and earlier == "as":
            return "until", position - 2
        elif before == "by" and when.exact:
            role = "until"
        elif before == "and" and self._opened(position, "between"):
            return "until", position
        return (role, position - 1) if role else (when.role, position)

    def _of_one_night(self, position: int) -> bool:
        """ "On the night between Thursday and Friday", "between Thursday and Friday": no span."""
        between = next((at for at in range(position - 1, max(0, position - 6), -1) if self._low(at) == "between"), None)
        if between is None:
            return False
        first, second = self._kind(between + 1, "weekday"), self._kind(between + 3, "weekday")
        follows = first is not None and second is not None and (int(second.value) - int(first.value)) % 7 == 1
        return follows or self._low(between - 1) == "night"

    def _closes(self, position: int) -> bool:
        """Whether "from …" goes on to "… to …"."""
        return any(self._low(ahead) in _CLOSING for ahead in range(position, position + 7))

    def _opened(self, position: int, word: str) -> bool:
        """Whether this can be the second day of "between … and …" or "from … to …"."""
        return any(self._low(back) == word for back in range(max(0, position - 8), position))

    def _time_at(self, position: int) -> Read | None:
        for read in (self._day_word, self._weekday, self._month, self._counted, self._span, self._year):
            found = read(position)
            if found is not None:
                return found
        return None

    # ------------------------------------------------------------ days by name

    def _day_word(self, position: int) -> Read | None:
        piece = self._kind(position, "day")
        if piece is not None:
            night_into = self._low(piece.last) in {"into", "to"} and self._weekday_follows(piece.last)
            return None if night_into else (self.calendar.day(int(piece.value)), piece.last)
        piece = self._kind(position, "same_day")
        if piece is not None and not self._weekday_follows(piece.last) and not self._opens_clause(piece):
            spoken = self.spoken if "of" not in piece.lemma.split() else None
            return self.calendar.same_day(int(piece.value), spoken), piece.last
        piece = self._kind(position, "feast")
        if piece is not None:
            month, _, day = piece.value.partition("-")
            return self.calendar.dated(None, int(month), int(day)), piece.last
        return None

    def _opens_clause(self, told: Piece) -> bool:
        """ "Came the day after rebels struck": counted from what follows, not from what was told before."""
        word = self._low(told.last)
        said = word[:1].isalnum() and word not in {"and", "but"} and not self._kind(told.last, "prep")
        return said and told.first > self.dateline and self._low(told.last - 1) in {"after", "before"}

    def _weekday_follows(self, position: int) -> bool:
        return any(self._kind(position + step, "weekday") for step in range(3))

    def _weekday(self, position: int) -> Read | None:
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
        if self._night_into(at, piece):
            return None
        word, last = self._which(which, position), self._part_of_day(piece.last)
        of_week = self._kind(last + (self._low(last) == "of"), "span")
        if of_week is not None and of_week.value == "last-week":
            word, last = "last-week", of_week.last
        return self.calendar.weekday(int(piece.value), word), last

    def _which(self, which: Piece | None, position: int) -> str | None:
        if which is not None and which.value == "last":
            return "previous" if self._low(position) in {"previous", "the"} else "last"
        return which.value if which is not None else None

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

    def _dated_weekday(self, position: int) -> Read | None:
        """The date after a weekday: "Sunday, 28 January"."""
        for at in (position, position + 1):
            if at == position + 1 and self._low(position) not in {",", "the", "("}:
                return None
            found = self._month(at)
            if found is not None:
                return found
        return None

    def _part_of_day(self, position: int) -> int:
        return position + (self._low(position) in _PARTS_OF_DAY)

    # ----------------------------------------------------- months and numbers

    def _month(self, position: int) -> Read | None:
        """28 January 2024; January 28, 2024; Jan. 28; the 28th of January; 3-5 May; mid-January; January."""
        at = position + (self._low(position) in _PARTS_OF_MONTH)
        at += at > position and self._low(at) == "-"
        part = self._low(position) if at > position else ""
        if not part and (found := self._day_then_month(at)) is not None:
            return found
        month = self._month_name(at)
        if month is None:
            return None
        after = self._skip_full_stop(month.last)
        day, last = self._day_number(after)
        if day is not None and (not part or self._low(last) in {",", ".", ""}):  # "on early May 16, …"
            final, last = self._second_day(last)
            year, last = self._year_after(last)
            return self._range(year, int(month.value), day, final), last
        year, last = self._year_after(after)
        return self.calendar.whole_month(year, int(month.value), part), last

    def _day_then_month(self, at: int) -> Read | None:
        day, after = self._day_number(at)
        if day is None:
            return None
        final, behind = self._second_day(after)
        for last_day, position in ((final, behind), (None, after)):
            month = self._month_name(position + (self._low(position) == "of"))
            if month is not None:
                year, last = self._year_after(self._skip_full_stop(month.last))
                return self._range(year, int(month.value), day, last_day), last
        low = self._low(at)
        lone = self._low(at - 1) == "the" and self._low(at - 2) == "on" and not low.isdecimal()
        if lone and not self._low(after).isalpha():
            return self.calendar.day_of_month(day), after
        return None

    def _second_day(self, position: int) -> tuple[int | None, int]:
        """The second number of "3-5 May" and "May 3 and 4"."""
        if self._low(position) in _JOINS_DAYS:
            day, after = self._day_number(position + 1)
            if day is not None:
                return day, after
        return None, position

    def _range(self, year: int | None, month: int, day: int, last_day: int | None) -> When:
        first = self.calendar.dated(year, month, day)
        last = self.calendar.dated(year, month, last_day) if last_day is not None and last_day > day else first
        return first._replace(end=last.end or first.end)

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
        return (int(low), at + 1) if _is_year(low) else (None, position)

    def _year(self, position: int) -> Read | None:
        low = self._low(position)
        if not _is_year(low) or self._low(position - 1) not in _BEFORE_YEAR:
            return None
        return self.calendar.year(int(low)), position + 1

    # ------------------------------------------------------------------ spans

    def _counted(self, position: int) -> Read | None:
        """Four years ago; three days earlier; two weeks later; a week ago; the past 24 hours."""
        number = self._kind(position, "number")
        if number is not None and isinstance(number.data, Number) and not number.data.ordinal:
            count, at = number.data.value, number.last
        elif self._low(position) in _ONE:
            count, at = 1, position + 1
        else:
            return None
        unit = self._kind(at, "unit")
        if unit is None or count > 10_000:
            return None
        if self._low(position - 1) in {"past", "last"} and self._low(position - 2) == "the":
            return self.calendar.past(count, unit.value), unit.last
        ago = self._kind(unit.last, "ago")
        if ago is None or self._of_another(ago):
            return None
        if ago.value == "-1":
            return self.calendar.ago(count, unit.value), ago.last
        return self.calendar.from_anchor(-count if ago.value == "-2" else count, unit.value), ago.last

    def _of_another(self, ago: Piece) -> bool:
        """ "A day after the raid" times this act by another one, which need not be the last day told."""
        return ago.lemma in {"before", "after"} and self._low(ago.last) not in {"", ",", ".", ";"}

    def _span(self, position: int) -> Read | None:
        piece = self._kind(position, "span")
        if piece is not None and (self._kind(piece.last, "number") or self._kind(piece.last, "unit")):
            return None  # "in the past 24 hours"
        return (self.calendar.span(piece.value), piece.last) if piece is not None else None


def _openings(tokens: tuple[Token, ...], pieces: Sequence[Piece]) -> list[int]:
    """Where a time may begin."""
    listed = {piece.first for piece in pieces if piece.kind in _OPENING_KINDS}
    listed.update([piece.first - 1 for piece in pieces if piece.kind == "unit"])  # "a week ago"
    return [
        position
        for position, token in enumerate(tokens)
        if position in listed or token.low in _PARTS_OF_MONTH or token.low[0].isdigit()
    ]


def _is_year(low: str) -> bool:
    return low.isdecimal() and len(low) == 4 and _YEAR_MIN <= int(low) <= _YEAR_MAX

"""Whether a count of acts runs, and from which day to which."""

from datetime import date, timedelta
from typing import Final, NamedTuple

from streams.core.extract.counting.frames import Frame
from streams.core.extract.saying.marks import Marks
from streams.core.extract.words.dates import When
from streams.core.extract.words.pieces import Piece

RUNNING_DAYS_MIN: Final = 5
"""A count since a day nearer than this, or since a weekday, is a lump of attacks told together."""

_MANY: Final = 15
"""So many acts are no lump of a day or two."""

_REACH_TOKENS: Final = 12
_MONTH_DAYS_MIN: Final = 28
_UNIT_DAYS: Final = {"day": 1, "week": 7, "month": 30, "year": 365}
_STRETCH_MAX: Final = 366
_EXACT_UNITS: Final = frozenset(("day", "week"))
"""A stretch of so many months begins on no certain day."""


class Period(NamedTuple):
    """First and last day of a running count, where told."""

    first: date | None
    last: date | None


def period_of(marks: Marks, number: Piece, frame: Frame, published: date) -> Period | None:
    """The days that a count runs over; None where it does not run."""
    times = [(piece, piece.data) for piece in marks.all("time") if isinstance(piece.data, When)]
    last = next((when.end for _, when in times if when.role == "until" and when.exact), None)
    since = _since(marks, number, times)
    told = last or next(
        (when.start for _, when in times if when.role == "at" and when.exact and when is not since), None
    )
    if since is not None:
        few = number.data.value < _MANY
        near = few and since.end is not None and (published - since.end).days < RUNNING_DAYS_MIN
        return None if near or _is_dated(marks, number, times) else Period(_first_day(since), told)
    stretch = _stretch(marks)
    if stretch is not None:
        days, exact = stretch
        first = (told or published) - days if exact and not number.data.ordinal else None
        return Period(first, told) if days.days >= RUNNING_DAYS_MIN else None
    if number.data.ordinal:
        return Period(None, told) if marks.all("so_far") or _since_something(marks, number) else None
    span = _whole_span(times)
    done = frame.how == "times" or marks.within(marks.start, number.first, "commit", "keep_count")
    if span is not None and frame.how != "tally" and done:
        return Period(span.start, min(span.end or published, published))
    logged = last is not None and marks.all("keep_count")
    runs = frame.how == "tally" or logged or marks.all("so_far") or _since_something(marks, number)
    return Period(None, told) if runs else None


def running(marks: Marks, published: date) -> Period | None:
    """The days of a bare number that runs: "says 74 between 1 January and Sunday"."""
    times = [(piece, piece.data) for piece in marks.all("time") if isinstance(piece.data, When)]
    since = next((when for _, when in times if when.role == "since" and when.start is not None), None)
    old = since is not None and since.end is not None and (published - since.end).days >= RUNNING_DAYS_MIN
    return Period(_first_day(since), None) if since is not None and old else None


def _is_dated(marks: Marks, number: Piece, times: list[tuple[Piece, When]]) -> bool:
    """ "Seven attacks on April 30": of one day, whatever the sentence says of the time since."""
    return any(
        when.role == "at" and when.exact and number.last <= piece.first <= number.last + _REACH_TOKENS
        and not any(marks.low(i) in {",", "since", "after"} for i in range(number.last, piece.first))
        for piece, when in times
    )  # fmt: skip


def _whole_span(times: list[tuple[Piece, When]]) -> When | None:
    """ "Carried out 98 attacks in August", "claimed 300 attacks last year"."""
    for _, when in times:
        if when.role != "at" or when.start is None or when.end is None or when.start.day != 1:
            continue
        if (when.end - when.start).days + 1 >= _MONTH_DAYS_MIN:
            return when
    return None


def _since_something(marks: Marks, number: Piece) -> bool:
    """ "160 attacks since the war began": without a date, in the same clause."""
    if marks.low(marks.start) == "since":
        return True
    for position in range(number.last, min(number.last + _REACH_TOKENS, len(marks.tokens))):
        if marks.low(position) == "since":
            return True
        if marks.low(position) in {",", ";", "—"} or marks.at(position, "time"):
            return False
    return False


def _since(marks: Marks, number: Piece, times: list[tuple[Piece, When]]) -> When | None:
    """The time that a count starts from: after "since", "between", "from", or the start of the count."""
    since = [(piece, when) for piece, when in times if when.role == "since" and when.start is not None]
    if since:
        return next((when for piece, when in since if piece.first >= number.last), since[0][1])
    for piece, when in times:
        if _is_old(when) and _goes_on_after(marks, number, piece):
            return when
        if when.role == "at" and piece.first == marks.start + 1 and marks.low(marks.start) == "from":
            return when
        started = marks.within(max(marks.start, piece.first - 2), piece.first, "start")
        if when.role == "at" and started and piece.first < number.first:
            return when
    after = next((i for i, token in enumerate(marks.tokens) if token.low == "since"), None)
    if after is None:
        return None
    return next((when for piece, when in times if after < piece.first <= after + _REACH_TOKENS and _is_old(when)), None)


def _goes_on_after(marks: Marks, number: Piece, time: Piece) -> bool:
    """ "More than 160 times after 7 October"."""
    return marks.low(number.last) == "times" and number.last < time.first and marks.low(time.first - 1) == "after"


def _is_old(when: When) -> bool:
    return when.role == "at" and when.exact


def _first_day(since: When) -> date | None:
    """A day, or the first of a whole month or year; nothing for "mid-October" and the like."""
    if since.start is None or since.end is None:
        return None
    whole = since.start.day == 1 and (since.end - since.start).days > 11
    return since.start if since.exact or whole else None


def _stretch(marks: Marks) -> tuple[timedelta, bool] | None:
    """How long "over the preceding ten days" or "in two weeks" is, and whether to the day."""
    for opening in marks.all("stretch", "prep"):
        number = marks.at(opening.last, "number")
        unit = marks.at(number.last if number is not None else opening.last, "unit")
        if unit is None or unit.value not in _UNIT_DAYS or (number is None and _is_dated_itself(marks, opening)):
            continue
        if opening.kind == "prep" and marks.low(opening.first) not in {"in", "within", "over"}:
            continue
        many = number.data.value if number is not None else 1
        if many <= _STRETCH_MAX:
            return timedelta(days=many * _UNIT_DAYS[unit.value]), unit.value in _EXACT_UNITS
    return None


def _is_dated_itself(marks: Marks, opening: Piece) -> bool:
    """ "Last month" is a month of the calendar, "the last month" the days up to now."""
    last = marks.low(opening.first) == "last" and marks.low(opening.first - 1) != "the"
    return opening.kind == "prep" or last

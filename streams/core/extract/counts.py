"""Running counts: "more than 160 attacks since 7 October", "attacked at least 55 times", "the 108th attack".

A running count is a number of acts together with a sign that it runs: a first day, a stretch of time,
words such as "so far", or a word for the count itself ("the tally reached 127"). A number of attacks
without such a sign is a lump, which is an incident. Shares of a count by country, casualties, munitions
and targets are no counts, nor are the acts of parties that nobody watches.

The count belongs to the faction that commits the acts in the same clause, to nobody where none is named.
"""

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from schemas import ReportedCount
from schemas.words import Bound
from streams.core.extract.dates import When
from streams.core.extract.document import Document, Sentence
from streams.core.extract.lexicon import lexicon
from streams.core.extract.pieces import Number, Piece
from streams.core.extract.saying.marks import Marks

RUNNING_DAYS_MIN = 5
"""A count since a day nearer than this, or since a weekday, is a lump of attacks told together."""

_COUNT_MIN = 3
_GAP_TOKENS_MAX = 5
_REACH_TOKENS = 12
_MONTH_DAYS = (28, 31)
_UNIT_DAYS: Final = {"day": 1, "week": 7}
_BOUNDS: Final[dict[str, Bound]] = {"at_least": "at_least", "at_most": "at_most", "about": "about"}
_ACTORS: Final = ("faction", "leader", "party", "demonym", "nationality", "country", "outsider")


class Frame(NamedTuple):
    """How a number counts acts: by a noun, by "times", or as the height of a tally; and the word for the acts."""

    how: Literal["noun", "times", "tally"]
    acts: Piece


class Period(NamedTuple):
    """First and last day of a running count, where told."""

    first: date | None
    last: date | None


class Doer(NamedTuple):
    """Whose acts are counted. `watched` is false for the acts of a party."""

    watched: bool
    faction: str | None


_NOBODY = Doer(watched=True, faction=None)
_PARTY = Doer(watched=False, faction=None)


def read_counts(doc: Document) -> tuple[ReportedCount, ...]:
    """The running counts that an article tells, each number once for each faction."""
    found: dict[tuple[str | None, int], ReportedCount] = {}
    for sentence in doc.sentences:
        for count in _in_sentence(doc, sentence):
            found.setdefault((count.faction, count.count), count)
    return tuple(found.values())


def _in_sentence(doc: Document, sentence: Sentence) -> Iterator[ReportedCount]:
    """The first running count of a sentence, and those of other factions beside it; others are shares of it."""
    dated = {position for time in sentence.of("time") for position in range(time.first, time.last)}
    numbers = [piece for piece in sentence.of("number") if _is_many(piece) and dated.isdisjoint(_span(piece))]
    if not numbers:
        return
    marks = Marks(sentence, lexicon("counts"))
    for number in numbers:
        frame = _frame(marks, number)
        period = _period(marks, number, frame, doc.published) if frame else None
        if frame is None or period is None:
            continue
        doer = _doer(marks, number, frame, doc.faction_in_focus(sentence, number.first))
        if doer.watched:
            yield _reported(doc, sentence, number.data, doer.faction, period)
            for other in numbers[numbers.index(number) + 1 :]:
                beside = _beside(marks, other)
                if beside is not None:
                    yield _reported(doc, sentence, other.data, beside, period)
            return


def _beside(marks: Marks, number: Piece) -> str | None:
    """The faction of a second count: "against 19 by X", "; X 96"."""
    after = marks.at(number.last + 1, "faction") if marks.low(number.last) == "by" else None
    before = next((piece for piece in marks.all("faction") if piece.last == number.first), None)
    listed = before is not None and marks.low(before.first - 1) in {";", ","}
    found = after or (before if listed else None)
    return found.value if found is not None else None


def _is_many(number: Piece) -> bool:
    return isinstance(number.data, Number) and number.data.value >= _COUNT_MIN


def _span(piece: Piece) -> range:
    return range(piece.first, piece.last)


def _frame(marks: Marks, number: Piece) -> Frame | None:
    if marks.low(number.last) == "times":
        acts = marks.within(marks.start, number.first, "times_act")
        return Frame("times", acts[-1]) if acts else None
    if marks.low(number.first - 1) == "in" and marks.within(marks.start, number.first, "uncounted"):
        return None  # "722 people were killed in 328 attacks" counts the dead
    noun = _noun_after(marks, number)
    if noun is not None:
        return Frame("noun", noun) if noun.kind == "counted" else None
    return _tally_frame(marks, number)


def _noun_after(marks: Marks, number: Piece) -> Piece | None:
    """The noun that a number counts: "27 Houthi attacks", "17 "operations"", "the 108th attack"."""
    position = number.last
    while position < number.last + _GAP_TOKENS_MAX:
        noun = marks.at(position, "counted", "uncounted")
        if noun is not None and (noun.form != "singular" or number.data.ordinal):
            return noun
        if marks.at(position, "prep", "aux", "modal", "rel", "commit", "keep_count", "come_to") or (
            marks.low(position) in {"", ",", ";", ":", ".", "(", ")"}
        ):
            return None
        position = noun.last if noun else position + 1
    return None


def _tally_frame(marks: Marks, number: Piece) -> Frame | None:
    """ "The count of attacks reached 127"; "attacks number at least 168"; "bringing to 97 the number of attacks"."""
    verbs = marks.within(max(marks.start, number.first - 3), number.first, "come_to")
    at = marks.low(number.first - 1) in {"at", "to"}
    if not (verbs or at):
        return None
    clause = number.last + 6 if at else number.first
    tallies = [piece for piece in marks.within(marks.start, clause, "tally") if not _counts_people(marks, piece)]
    acts = [piece for piece in marks.within(marks.start, clause + 3, "counted") if piece.form != "singular"]
    if not acts and (marks.all("uncounted") or all(piece.lemma == "number" for piece in tallies)):
        return None
    number_verb = any(piece.lemma == "number" for piece in verbs)
    put_at = at and acts and marks.within(marks.start, acts[0].first, "put_at")
    return Frame("tally", (acts or tallies)[-1]) if tallies or number_verb or put_at else None


def _counts_people(marks: Marks, tally: Piece) -> bool:
    return bool(marks.within(tally.last, tally.last + 4, "uncounted"))


def _period(marks: Marks, number: Piece, frame: Frame, published: date) -> Period | None:
    """The days that a count runs over; None where it does not run."""
    times = [(piece, piece.data) for piece in marks.all("time") if isinstance(piece.data, When)]
    last = next((when.end for _, when in times if when.role == "until" and when.exact), None)
    since = _since(marks, number, times)
    told = last or next(
        (when.start for _, when in times if when.role == "at" and when.exact and when is not since), None
    )
    if since is not None:
        near = since.end is not None and (published - since.end).days < RUNNING_DAYS_MIN
        return None if near or _is_dated(marks, number, times) else Period(_first_day(since), told)
    if number.data.ordinal:
        return None
    stretch = _stretch(marks)
    if stretch is not None:
        return Period((told or published) - stretch, told) if stretch.days >= RUNNING_DAYS_MIN else None
    month = _whole_month(times)
    if month is not None and frame.how != "tally" and marks.within(marks.start, number.first, "commit"):
        return Period(month.start, month.end)
    logged = last is not None and marks.all("keep_count")
    runs = frame.how == "tally" or logged or marks.all("so_far") or _since_something(marks, number)
    return Period(None, told) if runs else None


def _is_dated(marks: Marks, number: Piece, times: list[tuple[Piece, When]]) -> bool:
    """ "Seven attacks on April 30": of one day, whatever the sentence says of the time since."""
    return any(
        when.role == "at" and when.exact and number.last <= piece.first <= number.last + _REACH_TOKENS
        and not any(marks.low(i) in {",", "since", "after"} for i in range(number.last, piece.first))
        for piece, when in times
    )  # fmt: skip


def _whole_month(times: list[tuple[Piece, When]]) -> When | None:
    """ "Carried out 98 attacks in August"."""
    for _, when in times:
        if when.role != "at" or when.start is None or when.end is None or when.start.day != 1:
            continue
        if _MONTH_DAYS[0] <= (when.end - when.start).days + 1 <= _MONTH_DAYS[1]:
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


def _stretch(marks: Marks) -> timedelta | None:
    """ "Over the preceding ten days"."""
    for piece in marks.all("stretch"):
        number = marks.at(piece.last, "number")
        unit = marks.at(number.last, "unit") if number else None
        if number is not None and unit is not None and unit.value in _UNIT_DAYS and number.data.value <= 366:
            return timedelta(days=number.data.value * _UNIT_DAYS[unit.value])
    return None


def _doer(marks: Marks, number: Piece, frame: Frame, focus: str | None) -> Doer:
    """Who commits the acts that are counted."""
    if frame.how == "times":
        return _doer_of_times(marks, number, frame.acts, focus)
    if _on_faction(marks, frame.acts):
        return _PARTY
    before = marks.within(max(number.last, frame.acts.first - 4) if frame.how == "noun" else frame.acts.first - 2,
                          frame.acts.first, *_ACTORS)  # fmt: skip
    if before:
        return _as_doer(before[-1])
    agent = _agent(marks, frame.acts.last)
    if agent is not None:
        return agent
    owner = marks.within(max(marks.start, number.first - 6), number.first, *_ACTORS)
    if owner and marks.text(owner[-1].last, number.first) in {"'s", "'", "", ":"}:
        return _as_doer(owner[-1])
    commits = [piece for piece in marks.within(marks.start, number.first, "commit") if piece.form != "singular"]
    return _subject(marks, commits[-1], focus) if commits and frame.how == "noun" else _NOBODY


def _doer_of_times(marks: Marks, number: Piece, act: Piece, focus: str | None) -> Doer:
    agent = _agent(marks, act.last)
    if agent is not None:
        return agent
    passive = marks.within(max(marks.start, act.first - 4), act.first, "aux")
    undergone = act.value == "undergo" or any(piece.value == "be" for piece in passive)
    bare = not passive and act.last >= number.first
    return _NOBODY if undergone or bare else _subject(marks, act, focus)


def _agent(marks: Marks, first: int) -> Doer | None:
    """Who stands after "by": "attacks by the group on shipping". Not "by the Pentagon's count"."""
    for position in range(first, min(first + _REACH_TOKENS, len(marks.tokens))):
        if marks.low(position) in {";", "—"}:
            return None
        laid = marks.at(position, "laid_to")
        if laid is None and (marks.low(position) != "by" or _no_agent(marks, position)):
            continue
        after = laid.last if laid is not None else position + 1
        actors = marks.within(after, after + 4, *_ACTORS)
        return _as_doer(actors[0]) if actors else _NOBODY
    return None


def _no_agent(marks: Marks, by: int) -> bool:
    """ "By the ministry's count", "by 11 January"."""
    return bool(marks.within(by, by + 6, "tally") or marks.at(by, "time") or marks.at(by + 1, "time"))


def _subject(marks: Marks, verb: Piece, focus: str | None) -> Doer:
    """Who stands before an active verb; "it" and "they" mean the faction spoken of last."""
    for position in range(verb.first - 1, marks.start - 1, -1):
        pronoun = marks.at(position, "pronoun")
        near = 5 if pronoun is not None and pronoun.value == "we" else 3
        if pronoun is not None and pronoun.value in {"it", "they", "we"} and position >= verb.first - near:
            return Doer(watched=True, faction=focus) if focus else _NOBODY
    actors = [
        piece
        for piece in marks.within(marks.start, verb.first, *_ACTORS)
        if piece.kind not in {"country", "nationality"} or piece.last >= verb.first - 3
    ]
    if actors and marks.low(actors[-1].last) in {"-", "‑"} and actors[-1].last >= verb.first - 4:
        return _NOBODY  # "Iran-backed groups attacked"
    return _as_doer(actors[-1]) if actors else _NOBODY


def _as_doer(actor: Piece) -> Doer:
    return Doer(watched=True, faction=actor.value) if actor.kind in {"faction", "leader"} else _PARTY


def _on_faction(marks: Marks, acts: Piece) -> bool:
    """Strikes on a faction are another's acts."""
    if marks.low(acts.last) not in {"on", "against", "at"}:
        return False
    return bool(marks.within(acts.last + 1, acts.last + 4, "faction", "leader"))


def _reported(doc: Document, sentence: Sentence, number: Number, faction: str | None, period: Period) -> ReportedCount:
    theatre = doc.watchlist.theatre.id
    content = f"{theatre}|{doc.article.id}|{faction}|{number.value}"
    return ReportedCount(
        count_id="c-" + hashlib.blake2b(content.encode(), digest_size=12).hexdigest(),
        article_id=doc.article.id,
        theatre=theatre,
        faction=faction,
        count=number.value,
        bound=_BOUNDS.get(number.bound, "exact"),
        since=period.first,
        until=period.last,
        sentence=sentence.index,
        evidence=doc.span(sentence),
    )

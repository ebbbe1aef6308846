"""Running counts: "more than 160 attacks since 7 October", "attacked at least 55 times", "the 108th attack".

A running count is a number of acts together with a sign that it runs: a first day, a stretch of time,
words such as "so far", or a word for the count itself ("the tally reached 127"). A number of attacks
without such a sign is a lump, which is an incident. Shares of a count by country, casualties, munitions
and targets are no counts, nor are the acts of parties that nobody watches.

The count belongs to the faction that commits the acts in the same clause, to nobody where none is named.
"""

import hashlib
from collections.abc import Iterator
from typing import Final

from schemas import ReportedCount
from schemas.words import Bound
from streams.core.extract.counting.doers import doer_of
from streams.core.extract.counting.echoes import echo_of
from streams.core.extract.counting.frames import frame_of
from streams.core.extract.counting.periods import Period, period_of, running
from streams.core.extract.saying.marks import Marks
from streams.core.extract.words.document import Document, Sentence
from streams.core.extract.words.pieces import Number, Piece

_COUNT_MIN: Final = 3
_REACH_SENTENCES: Final = 2
_ASKED_SENTENCES: Final = 4
"""How far behind "how often has X struck?" its answers may stand."""
_BOUNDS: Final[dict[str, Bound]] = {"at_least": "at_least", "at_most": "at_most", "about": "about"}


def read_counts(doc: Document) -> tuple[ReportedCount, ...]:
    """The running counts that an article tells, each number once for each faction."""
    found: dict[tuple[str | None, int], ReportedCount] = {}
    told: list[ReportedCount] = []
    sole = _sole(doc)
    for at, sentence in enumerate(doc.sentences):
        before = told[0] if told and 0 < sentence.index - told[0].sentence <= _REACH_SENTENCES else None
        here = list(_in_sentence(doc, sentence, before, sole)) or list(_echoed(doc, at, before))
        for count in here:
            found.setdefault((count.faction, count.count), count)
        told = here or told
    return tuple(found.values())


def _echoed(doc: Document, at: int, before: ReportedCount | None) -> Iterator[ReportedCount]:
    """Counts of acts told before, by others or of another faction: "the army says 51"."""
    sentence = doc.sentences[at]
    numbers = _numbers(sentence)
    if not numbers or (before is None and not _of_acts(doc, at)):
        return
    marks = Marks(sentence, "counts")
    for number in numbers:
        period = Period(before.since, None) if before is not None else running(marks, doc.published)
        echo = echo_of(marks, number) if period is not None else None
        if echo is not None and period is not None:
            inherited = before.faction if before is not None else doc.faction_in_focus(sentence, number.first)
            yield _reported(doc, sentence, number.data, echo.faction or inherited, period)


def _of_acts(doc: Document, at: int) -> bool:
    """Whether the text has just spoken of attacks, so that a bare number may be one of them."""
    near = doc.sentences[max(0, at - _REACH_SENTENCES) : at + 1]
    if any("asked" in each.raw.listed("counts") for each in doc.sentences[max(0, at - _ASKED_SENTENCES) : at + 1]):
        return True
    return any(piece.form == "plural" for each in near for piece in Marks(each, "counts").all("counted"))


def _sole(doc: Document) -> str | None:
    """The only faction that an article names."""
    named = doc.named("faction", "leader")
    return next(iter(named)) if len(named) == 1 else None


def _numbers(sentence: Sentence) -> list[Piece]:
    """Those that may count acts: no days, and more than a few."""
    return [piece for piece in sentence.of("number") if _is_many(piece) and sentence.timed.isdisjoint(_span(piece))]


def _in_sentence(
    doc: Document, sentence: Sentence, before: ReportedCount | None, sole: str | None
) -> Iterator[ReportedCount]:
    """The first running count of a sentence, and those of other factions beside it; others are shares of it."""
    numbers = _numbers(sentence)
    if not numbers:
        return
    marks = Marks(sentence, "counts")
    for number in numbers:
        frame = frame_of(marks, number) if not marks.within(marks.start, number.first, "forestall") else None
        period = period_of(marks, number, frame, doc.published) if frame else None
        if frame is None or period is None:
            continue
        doer = doer_of(marks, number, frame, doc.faction_in_focus(sentence, number.first), sole)
        if doer.watched:
            if number.data.ordinal and doer.faction is None and period.first is None and not marks.all("so_far"):
                continue  # "the third attack since the truce": neither whose is told nor from when
            faction = doer.faction or (before.faction if before is not None and marks.all("same_period") else None)
            yield _reported(doc, sentence, number.data, faction, period)
            for other in numbers[numbers.index(number) + 1 :]:
                beside = _beside(marks, other)
                if beside is not None:
                    yield _reported(doc, sentence, other.data, beside, period)
            return


def _beside(marks: Marks, number: Piece) -> str | None:
    """The faction of a second count: "against 19 by X", "; X 96", ", and the X of 71"."""
    to = number.last + 1 if marks.low(number.last) in {"by", "to"} else len(marks.tokens)
    after = marks.at(to, "faction") or (marks.at(to + 1, "faction") if marks.low(to) == "the" else None)
    verbs = marks.within(max(marks.start, number.first - 4), number.first, "commit", "echo")
    owner = next((piece for piece in marks.all("faction") if verbs and 0 <= verbs[-1].first - piece.last <= 2), None)
    if owner is not None and "which" in marks.text(owner.first - 3, owner.first).split():
        return owner.value  # "of which X has claimed 90"
    end = number.first - (marks.low(number.first - 1) in {"of", "with", "for", ":"})
    before = next((piece for piece in marks.all("faction") if piece.last == end), None)
    opening = before.first - (marks.low(before.first - 1) == "the") if before is not None else 0
    listed = before is not None and marks.low(opening - 1) in {";", ",", "and"}
    found = after or (before if listed else None)
    return found.value if found is not None else None


def _is_many(number: Piece) -> bool:
    return isinstance(number.data, Number) and number.data.value >= _COUNT_MIN


def _span(piece: Piece) -> range:
    return range(piece.first, piece.last)


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

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
from streams.core.extract.counting.frames import frame_of
from streams.core.extract.counting.periods import Period, period_of
from streams.core.extract.document import Document, Sentence
from streams.core.extract.pieces import Number, Piece
from streams.core.extract.saying.marks import Marks

_COUNT_MIN = 3
_BOUNDS: Final[dict[str, Bound]] = {"at_least": "at_least", "at_most": "at_most", "about": "about"}


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
    marks = Marks(sentence, "counts")
    for number in numbers:
        frame = frame_of(marks, number) if not marks.within(marks.start, number.first, "forestall") else None
        period = period_of(marks, number, frame, doc.published) if frame else None
        if frame is None or period is None:
            continue
        doer = doer_of(marks, number, frame, doc.faction_in_focus(sentence, number.first))
        if doer.watched:
            yield _reported(doc, sentence, number.data, doer.faction, period)
            for other in numbers[numbers.index(number) + 1 :]:
                beside = _beside(marks, other)
                if beside is not None:
                    yield _reported(doc, sentence, other.data, beside, period)
            return


def _beside(marks: Marks, number: Piece) -> str | None:
    """The faction of a second count: "against 19 by X", "; X 96", ", and the X of 71"."""
    after = marks.at(number.last + 1, "faction") if marks.low(number.last) == "by" else None
    end = number.first - (marks.low(number.first - 1) in {"of", "with", ":"})
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

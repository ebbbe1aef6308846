"""The day of one act: its own clause's, that of the clause beside it, or for want of better that of the telling."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from streams.core.extract.acts.clause_times import told_times
from streams.core.extract.acts.frame import Frame
from streams.core.extract.clauses.measures import measures
from streams.core.extract.clauses.syntax import Segment
from streams.core.extract.words.dates import When, days_from_main
from streams.core.extract.words.document import Sentence

_ASIDE: Final = frozenset(("cond", "after", "background"))
_LOOKING_BACK: Final = frozenset(("after", "background"))


class Dated(NamedTuple):
    """The day that the text gives an act."""

    own: When | None
    weak: When | None
    """That of the telling, or of what came after: any better one replaces it."""


def dated(
    sentence: Sentence,
    parsed: Sequence[Segment],
    frame: Frame,
    beside: Sequence[Segment] | None,
    anchor: date | None,
    published: date | None,
) -> Dated:
    """The day of a frame. `beside`: the sentence's clauses where it tells no other act; `anchor`: the day told last."""
    own = _best(frame.whens) or _counted(sentence, parsed, frame, anchor or published, published)
    weak = [*frame.weak_whens, *(each.data for each in sentence.of("time") if not measures(sentence, each))]
    if own is None and beside is not None:
        others = _best(
            when
            for segment in beside
            if segment.opening not in _ASIDE | {"report"} and not _dates_report(segment, frame)
            for when in told_times(segment)
            if when not in frame.weak_whens
        )
        if frame.segment.opening in _LOOKING_BACK and others is not None:
            weak.insert(0, others)
        elif not (frame.only_named and frame.weak_whens):
            own = others
    return Dated(own, next((when for when in weak if when.role == "at" and when.start is not None), None))


def follows_on(sentence: Sentence) -> bool:
    """ "Shortly after, …", "Hours later …": on the day that the text told last."""
    opening = sentence.raw.dateline
    words = tuple(token.low for token in sentence.tokens[opening : opening + 3])
    soon = words[:1] == ("later",) or (words[0] in _SOON and not _FOLLOWING.isdisjoint(words[1:]))
    return soon and words[1:3] != ("after", "the")


_SOON: Final = frozenset(("shortly", "soon", "immediately", "hours", "minutes", "moments", "an"))
_FOLLOWING: Final = frozenset(("after", "afterwards", "thereafter", "later"))


def _dates_report(segment: Segment, frame: Frame) -> bool:
    """ "On Monday, the X said they had used mines in the attack": a bare day before the telling is the telling's."""
    return frame.definite and frame.segment.opening == "report" and not segment.predicates


def _best(whens: Iterable[When]) -> When | None:
    """The first day, else the first span."""
    told = [when for when in whens if when.role == "at" and when.start is not None]
    return next((when for when in told if when.exact), told[0] if told else None)


def _counted(
    sentence: Sentence, parsed: Sequence[Segment], frame: Frame, anchor: date | None, published: date | None
) -> When | None:
    """The day of "a day after rebels attacked …": counted from that of the main clause, or the last told.

    "The notice comes a day after …": from today.
    """
    opening = frame.segment.chunks[0]
    if frame.segment.opening not in _LOOKING_BACK:
        return None
    days = days_from_main(sentence, opening.first, opening.last)
    before = [segment for segment in parsed if segment.first < opening.first and segment.opening not in _ASIDE]
    main = [when for segment in before for when in segment.times]
    comes = any(token.low == "comes" for token in sentence.tokens[max(0, opening.first - 3) : opening.first])
    base = next((when.start for when in main if when.role == "at" and when.exact), published if comes else anchor)
    if days is None or base is None:
        return None
    day = base + timedelta(days=days)
    return When(day, day, relative=True)

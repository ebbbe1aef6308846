"""What tells that a clause speaks of another act than the one told before."""

from collections.abc import Sequence
from typing import Final

from streams.core.extract.acts.frame import Frame
from streams.core.extract.acts.sides import counts_more, points_back
from streams.core.extract.clauses.syntax import Segment
from streams.core.extract.words.pieces import FELLED

_FOLLOWING: Final = frozenset(("came", "comes", "follows", "followed"))
_PEOPLE: Final = frozenset(("civilian", "personnel"))


def tells_of_another(frame: Frame) -> bool:
    """ "A second blast", "separately"; not "on the same day as", which only compares."""
    sentence, segment = frame.sentence, frame.segment
    tokens = sentence.tokens
    told = (p for p in sentence.of("distinct") if tokens[min(p.last, len(tokens) - 1)].low != "as")
    victims = {noun.first for noun in segment.nouns if noun.head in _PEOPLE}  # "another ten people were hurt"
    inside = any(segment.first - 1 <= p.first <= segment.last and p.first not in victims for p in told)
    further = _did_more(frame) or _is_day_after(frame)
    return inside or further or any(counts_more(sentence, noun) for noun in segment.nouns)


def _is_day_after(frame: Frame) -> bool:
    """ "The following day, Valdorian raids killed three": told on from the act of the day before."""
    sentence, segment = frame.sentence, frame.segment
    opening = tuple(token.low for token in sentence.tokens[segment.first : segment.first + 3])
    return opening in _NEXT


_NEXT: Final = frozenset((("the", "following", "day"), ("the", "next", "day"), ("a", "day", "later")))


def _did_more(frame: Frame) -> bool:
    """ "The X also overran a post": somebody's further deed, unless it is of the same moment ("also wounded two")."""
    deeds = (p.verb for p in frame.segment.predicates if p.verb.reading("act") is not None)
    more = (
        verb for verb in deeds if "also" in {t.low for t in frame.sentence.tokens[max(0, verb.first - 1) : verb.main]}
    )
    named = frame.agent is not None and frame.agent.kind != "unnamed"  # not "the attackers also looted shops"
    fresh = named and frame.strong and not frame.definite
    return fresh and any(piece.value not in FELLED for verb in more for piece in verb.readings if piece.kind == "act")


def came_before(frame: Frame, parsed: Sequence[Segment]) -> bool:
    """ "The blast came days after rebels shot two men": another act than the one that came."""
    if frame.segment.opening not in {"after", "background"}:
        return False
    main = next((p for s in parsed if s.number < frame.segment.number for p in s.predicates), None)
    subject = main.subject if main is not None else None
    if main is None or subject is None or frame.sentence.tokens[main.verb.main].low not in _FOLLOWING:
        return False
    return subject.head == "act" or points_back(frame.sentence, subject)

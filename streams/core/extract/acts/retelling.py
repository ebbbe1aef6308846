"""Whether a clause says by its own words that it tells again what the text told before."""

from collections.abc import Sequence
from typing import Final

from streams.core.extract.acts.frame import Frame
from streams.core.extract.clauses.predicates import Predicate
from streams.core.extract.clauses.syntax import Segment
from streams.core.extract.words.document import Sentence

_CONFIRMING: Final = frozenset(("confirm", "reiterate", "reaffirm", "acknowledge"))
_COMMANDERS: Final = frozenset(("speaker", "leader"))
_DEADLY: Final = frozenset(("kill", "die"))


def is_told_again(frame: Frame, segments: Sequence[Segment]) -> bool:
    """ "The ministry confirmed that a rocket had hit the town", "the commander was killed in a raid"."""
    before = (p for s in segments if s.first <= frame.segment.first for p in s.predicates)
    told = [p for p in before if p.verb.last <= frame.segment.last]
    confirmed = any(_confirms(p) or _was_told(frame.sentence, p) for p in told)
    return confirmed or any(map(_fell, frame.segment.predicates))


def _confirms(predicate: Predicate) -> bool:
    act = predicate.verb.reading("act")
    return act is None and any(piece.lemma in _CONFIRMING for piece in predicate.verb.readings)


def _was_told(sentence: Sentence, predicate: Predicate) -> bool:
    """ "Television reported earlier that"."""
    verb, tokens = predicate.verb, sentence.tokens
    near = (tokens[verb.main - 1].low, tokens[min(verb.last, len(tokens) - 1)].low)
    return verb.reading("report") is not None and "earlier" in near


def _fell(predicate: Predicate) -> bool:
    """ "The commander was killed": one who was spoken of before."""
    reading, victim = predicate.verb.reading("act"), predicate.subject
    if reading is None or reading.value not in _DEADLY or victim is None or predicate.verb.voice != "passive":
        return False
    return victim.definite and victim.head in _COMMANDERS and not victim.of("leader")

"""Whom a phrase of accusation or of suspicion points at, and who denies."""

from collections.abc import Sequence
from typing import Final

from streams.core.extract.acts.actors import actor_of
from streams.core.extract.clauses.syntax import Segment
from streams.core.extract.words.document import Sentence
from streams.core.extract.words.pieces import Piece

_REACH_TOKENS: Final = 4
_REACH_SUBJECT_TOKENS: Final = 3
_REACH_NAME_TOKENS: Final = 1
_REACH_SUSPICION_TOKENS: Final = 14


def accused(sentence: Sentence, cue: Piece) -> str | None:
    """The faction that an accusing phrase points at: right behind it, or right before it."""
    reach = _REACH_SUSPICION_TOKENS if cue.kind == "suspicion" else _REACH_TOKENS
    reach = _REACH_NAME_TOKENS if cue.value == "who" else reach
    held = [verb.last for verb in sentence.of("verb") if verb.lemma == "hold" and verb.last <= cue.first]
    for piece in sentence.of("faction", "leader"):
        if 0 <= piece.first - cue.last <= reach or 0 <= cue.first - piece.last <= 2:
            return piece.value
        if cue.lemma.startswith("responsible") and any(0 <= piece.first - verb <= _REACH_TOKENS for verb in held):
            return piece.value  # "held X, which rules the town, responsible"
    if cue.kind == "suspicion" and cue.first >= 3 and sentence.tokens[cue.first - 3].low == "it":
        before = [piece.value for piece in sentence.of("faction", "leader") if piece.last <= cue.first]
        return before[-1] if before else None  # "X was the only one, and it was the prime suspect"
    return None


def accused_subject(sentence: Sentence, segments: Sequence[Segment], cue: Piece) -> str | None:
    """ "X's eastern wing was most likely to blame": whom the clause of the cue is said of."""
    said = (p for p in segment_of(segments, cue).predicates if 0 <= cue.first - p.verb.last <= _REACH_SUBJECT_TOKENS)
    actors = (actor_of(sentence, p.subject) for p in said if not p.verb.readings and not p.verb.negated)
    return next((actor.faction for actor in actors if actor is not None and actor.faction), None)


def suspecting(sentence: Sentence) -> list[Piece]:
    """ "Suspects the X", where it may look like a noun."""
    words = [piece for piece in sentence.of("blame") if piece.value == "suspect"]
    if not words:
        return []
    articles = {det.last for det in sentence.of("det") if sentence.words(det).lower() == "the"}
    names = {piece.first - (piece.first in articles) for piece in sentence.of("faction", "leader")}
    return [piece for piece in words if piece.last in names]


def denying(sentence: Sentence, segments: Sequence[Segment]) -> dict[str, int]:
    """The factions that deny something in a sentence, and where."""
    found: dict[str, int] = {}
    for predicate in (predicate for segment in segments for predicate in segment.predicates):
        blame = predicate.verb.reading("blame")
        if blame is not None and blame.value == "deny":
            actor = actor_of(sentence, predicate.subject)
            found.update(dict.fromkeys(actor.factions if actor is not None else (), predicate.verb.first))
    return found


def segment_of(segments: Sequence[Segment], cue: Piece) -> Segment:
    """The clause that a phrase stands in."""
    return next((s for s in segments if s.first <= cue.first < s.last), segments[0])

"""Who came to no harm: "no one was hurt", "without wounding anybody"."""

from collections.abc import Iterator, Sequence
from typing import Final

from streams.core.extract.acts.actors import actor_of
from streams.core.extract.acts.toll import Toll
from streams.core.extract.clauses.groups import Noun
from streams.core.extract.clauses.predicates import Predicate
from streams.core.extract.words.document import Sentence
from streams.core.extract.words.pieces import Piece

PERSON_HEADS: Final = frozenset(("personnel", "civilian", "fighter", "leader", "speaker", "unnamed"))
_ANYONE: Final = frozenset(("anyone", "anybody", "any", "people"))


def harm_of(predicate: Predicate, *values: str) -> Piece | None:
    """The reading of a verb as one of killing, dying, losing or wounding."""
    return next((r for r in predicate.verb.readings if r.kind == "act" and r.value in values), None)


def none_of(sentence: Sentence, predicate: Predicate) -> Iterator[Toll]:
    """The tolls of a verb that befell nobody: "no one was hurt", "without wounding anybody"."""
    reading = harm_of(predicate, "kill", "die", "wound")
    if reading is None or not spares(sentence, predicate):
        return
    first = predicate.verb.first
    whom = actor_of(sentence, predicate.subject) if _is_no_person(predicate.subject) else None
    yield Toll("killed", 0, (), False, False, first, whom=whom)
    if reading.value == "wound":
        yield Toll("wounded", 0, (), False, False, first, whom=whom)


def spares(sentence: Sentence, predicate: Predicate) -> bool:
    """Whether a verb of killing or wounding says that it befell nobody."""
    verb, victim = predicate.verb, predicate.object
    if verb.tense in {"future", "modal", "infinitive"}:
        return False
    words = (token.low for token in sentence.tokens[max(0, verb.first - 3) : verb.first])
    before = [word for word in words if word != "-"][-2:]  # "no-one"
    sides = (predicate.subject, victim)
    nobody = _is_nobody(before) or any(_is_nobody(_opening(sentence, noun)) for noun in sides)
    nobody = nobody or (sentence.tokens[verb.first].low != "had" and any(map(_is_no_person, sides)))
    anyone = victim is not None and sentence.tokens[victim.first].low in _ANYONE
    unhurt = verb.negated or sentence.tokens[verb.first - 1].low in {"without", "nor", "not"}
    return nobody or (anyone and unhurt)


def _is_no_person(noun: Noun | None) -> bool:
    """ "No soldier was hurt"; that none had been, up to then, is another matter."""
    return noun is not None and noun.negated and noun.head in PERSON_HEADS


def _opening(sentence: Sentence, noun: Noun | None) -> list[str]:
    """The first words of a noun group."""
    return [token.low for token in sentence.tokens[noun.first : min(noun.first + 2, noun.last)]] if noun else []


def _is_nobody(lows: Sequence[str]) -> bool:
    return lows in (["no", "one"], ["none", "of"], ["neither", "of"]) or not {"nobody", "none"}.isdisjoint(lows[-1:])

"""What a sentence without an act of its own adds to the act told last: where it was, with what, what came of it."""

from collections.abc import Iterator, Sequence
from typing import Final

from schemas.words import Outcome, Weapon
from streams.core.extract.acts.act import Act
from streams.core.extract.acts.outcomes import is_denied
from streams.core.extract.acts.places import REGION_RANK, Place, best_place, places_of
from streams.core.extract.acts.spots import spots
from streams.core.extract.clauses.groups import Noun
from streams.core.extract.clauses.predicates import Predicate
from streams.core.extract.clauses.syntax import Segment
from streams.core.extract.words.document import Sentence

_REACH_SENTENCES: Final = 2
_BEING: Final = frozenset(
    ("is", "was", "lies", "lay", "stands", "stood", "sits", "happened", "occurred", "located", "took")
)
_ARMED: Final = frozenset(("used", "using", "armed", "carried", "carrying", "wielding", "fired", "firing"))
_ATTACKERS: Final = frozenset(("fighter", "unnamed", "group", "pronoun"))
_SENT: Final = frozenset(("rocket", "missile", "drone", "mortar", "mixed"))
_WEAPONS: Final[tuple[Weapon, ...]] = ("small_arms", "rocket", "missile", "drone", "mortar", "ied")


def go_on(sentence: Sentence, segments: Sequence[Segment], act: Act | None, *, tells: bool) -> None:
    """Add to the act told last what a sentence says of it. `tells`: it has an act of its own, and adds nothing."""
    if tells or act is None or not 0 < sentence.index - act.order <= _REACH_SENTENCES:
        return
    vague = act.place is None or act.place.rank <= REGION_RANK
    place = _scene(sentence, segments, only_there=not vague)
    if place is not None and (act.country is None or place.country in {None, act.country}):
        act.place, act.country = place, act.country or place.country
    if act.kind == "attack":
        act.weapon = act.weapon or _arms(sentence, segments)
        if act.outcome is None and act.weapon in _SENT and sentence.index - act.order == 1:
            act.outcome = _outcome(sentence, segments)


def _scene(sentence: Sentence, segments: Sequence[Segment], *, only_there: bool) -> Place | None:
    """ "The clinic was in the village of Brovna", "three men died there, in a house at Brovna"."""
    nouns = [noun for segment in segments for noun in _of_scene(sentence, segment, only_there=only_there)]
    place = best_place(places_of(sentence, nouns))
    return place if place is not None and place.rank > REGION_RANK + only_there else None


def _of_scene(sentence: Sentence, segment: Segment, *, only_there: bool) -> Iterator[Noun]:
    for predicate in segment.predicates:
        if predicate.verb.negated or predicate.subject is None or predicate.verb.reading("report") is not None:
            continue
        if _is_there(sentence, predicate) or (_fell(predicate) and not only_there):
            yield from (noun for noun in spots(sentence, segment) if noun.first > predicate.verb.first)
            return


def _is_there(sentence: Sentence, predicate: Predicate) -> bool:
    """ "The facility lies", "it happened": what was struck, or the deed."""
    verb, subject = predicate.verb, predicate.subject
    if subject is None or sentence.tokens[verb.main].low not in _BEING:
        return False
    happened = sentence.tokens[verb.main].low in {"happened", "occurred"} and sentence.tokens[subject.first].low == "it"
    return happened or (subject.definite and subject.head in {"site", "act", "vessel"})


def _fell(predicate: Predicate) -> bool:
    reading = predicate.verb.reading("act")
    if reading is None or predicate.verb.tense in {"future", "modal", "infinitive"}:
        return False
    return reading.value == "die" or (reading.value in {"kill", "wound"} and predicate.verb.voice == "passive")


def _arms(sentence: Sentence, segments: Sequence[Segment]) -> Weapon | None:
    """ "The assailants used machine guns", "they were armed with rifles"."""
    if not sentence.of("weapon") or _ARMED.isdisjoint(token.low for token in sentence.tokens):
        return None
    by_them = any(p.subject is not None and p.subject.head in _ATTACKERS for s in segments for p in s.predicates)
    told = {piece.value for piece in sentence.of("weapon")}
    return next((weapon for weapon in _WEAPONS if by_them and told == {weapon}), None)


def _outcome(sentence: Sentence, segments: Sequence[Segment]) -> Outcome | None:
    """ "Most were intercepted", "they fell in open fields", "a roof was damaged": any impact is a hit."""
    unreal = any(p.verb.tense in {"future", "modal"} for segment in segments for p in segment.predicates)
    if unreal or sentence.of("faction", "leader", "unharmed") or sentence.raw.item:
        return None
    told = {piece.value for piece in sentence.of("outcome") if not is_denied(sentence, piece)}
    outcomes: tuple[Outcome, ...] = ("hit", "missed", "intercepted")
    return next((outcome for outcome in outcomes if outcome in told), None)

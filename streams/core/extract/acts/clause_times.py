"""When an act was by the words of its own clause: days of the act, of its telling, and of a claim for it."""

from itertools import pairwise
from typing import Final

from streams.core.extract.acts.sides import WEAPON_HEADS
from streams.core.extract.clauses.groups import Mark, Noun, Verb
from streams.core.extract.clauses.predicates import Predicate
from streams.core.extract.clauses.syntax import Segment
from streams.core.extract.words.dates import When
from streams.core.extract.words.document import Sentence


def day_of(sentence: Sentence, segment: Segment) -> tuple[When, ...]:
    """The day of the act that a relative clause goes on about: "Wednesday's blast, which tore through …", "the raid on
    the camp on the 18th that killed …"."""
    noun = segment.antecedent
    if noun is None or noun.head not in {"act", *WEAPON_HEADS}:
        return ()
    around = [p for p in sentence.of("time") if p.last == noun.first or noun.last <= p.first < segment.first]
    return tuple(piece.data for piece in around)


def clause_times(segment: Segment, *, noun_only: bool) -> tuple[tuple[When, ...], tuple[When, ...]]:
    """Times of the act, and times of something else said of it: "said on Thursday", "rose to 37 on Saturday"."""
    own: list[When] = []
    weak: list[When] = []
    behind = [next((p for p in reversed(segment.predicates) if p.verb.first < at), None) for at, _ in segment.timed]
    dated = any(map(_is_act, behind))
    for (position, when), predicate in zip(segment.timed, behind, strict=True):
        verb = predicate.verb if predicate is not None else None
        if verb is not None and verb.tense == "future":
            continue  # the day of what is to come dates nothing that was done
        act = _tells_act(predicate) if predicate is not None else not _dates_telling(segment, position)
        told = verb is None or verb.reading("report") is not None or (dated and not _is_act(predicate))
        other = not act and not _opens_act(segment, position) and (noun_only or told)
        other = other or (not _opens_act(segment, position) and _dates_news(segment, predicate, position))
        other = other or (noun_only and dates_claim(segment, position))
        (weak if other else own).append(when)
    return tuple(own), tuple(weak)


def _dates_news(segment: Segment, predicate: Predicate | None, position: int) -> bool:
    """ "The toll of the blast rose on Monday", "the army on Sunday ended a siege": the day of the news."""
    first = segment.predicates[0] if segment.predicates else None
    said = predicate or (first if first is not None and position < first.verb.first else None)
    if said is None or said.verb.reading("act") is not None:
        return False
    rose = any(piece.lemma in _RISING for piece in said.verb.readings)
    rose = rose or (said.subject is not None and said.subject.head == "toll")
    ended = said.object is not None and said.object.head == "act"
    return rose or (ended and any(piece.lemma in _ENDED for piece in said.verb.readings))


_RISING: Final = frozenset(("rise", "rose", "risen", "climb", "climbed", "show", "showed"))
"""What tolls, and reports, do on the day of the news."""
_ENDED: Final = frozenset(("end", "ended", "contain", "contained", "quell", "quelled", "lift", "lifted"))


def _is_act(predicate: Predicate | None) -> bool:
    """ "Killed in a strike in 2019": a day right behind an act is its day; then one behind another verb of the clause,
    as in "filed a suit on Monday", is not."""
    return predicate is not None and predicate.verb.reading("act") is not None


def _opens_act(segment: Segment, position: int) -> bool:
    """ "Of Monday's raid", "on Monday an attack": a time right before an act noun, no "that" between."""
    for before, noun in pairwise(segment.chunks):
        if isinstance(noun, Noun) and noun.head == "act" and noun.first - 2 <= position < noun.first:
            mark = isinstance(before, Mark) and (before.kind == "rel" or before.value == "for")
            return not mark and not isinstance(before, Verb)
    return False


def dates_claim(segment: Segment, position: int) -> bool:
    """ "Claimed responsibility on Friday for the blast", "released a video on Tuesday, confirming the raid"."""
    act = next((noun for noun in segment.nouns if noun.head == "act" and noun.first > position), None)
    verbs = [p.verb for p in segment.predicates if act is not None and p.verb.last <= act.first]
    owns = bool(verbs) and any(p.kind in {"claim", "blame"} or p.lemma == "confirm" for p in verbs[-1].readings)
    return owns and not _opens_act(segment, position)


def _dates_telling(segment: Segment, position: int) -> bool:
    """ "The army on Monday said it had killed nine"."""
    first = segment.predicates[0] if segment.predicates else None
    said = first is not None and first.verb.reading("report") is not None
    return said and first is not None and first.subject is not None and first.subject.first < position


def times_of_owned(segment: Segment, noun: Noun) -> tuple[tuple[When, ...], tuple[When, ...]]:
    """ "On Tuesday it claimed an attack on the base on Monday": what stands before the verb dates the claim."""
    verb = max((p.verb.first for p in segment.predicates if p.verb.first < noun.first), default=noun.first - 3)
    behind = [position for position, _ in segment.timed if position > verb]
    own = tuple(w for p, w in segment.timed if p in behind and (p > noun.first or _stands_before(segment, p, noun)))
    return own, tuple(when for when in segment.times if when not in own)


def _stands_before(segment: Segment, position: int, noun: Noun) -> bool:
    """ "Claimed Monday's raid"; not "claimed on Friday the raid", "claimed responsibility on Friday for the raid"."""
    pairs = pairwise(segment.chunks)
    return any(each is noun and isinstance(day, Mark) and day.first == position for day, each in pairs)


def _tells_act(predicate: Predicate) -> bool:
    """Whether a time behind a verb is that of an act: "hit", "was", or "cited the raid on"."""
    verb = predicate.verb
    if verb.reading("act") is not None or not verb.readings or _happens(predicate):
        return True
    things = (predicate.object, *(oblique.noun for oblique in predicate.obliques))
    return verb.reading("report") is None and any(noun is not None and noun.head == "act" for noun in things)


def _happens(predicate: Predicate) -> bool:
    """ "The attack took place on Monday", "the blast occurred at dawn"."""
    subject, place = predicate.subject, predicate.object
    bare = place is None or place.head == "place"
    known = any(piece.lemma in {"take", "occur", "happen", "begin", "start"} for piece in predicate.verb.readings)
    return bare and known and subject is not None and subject.head == "act"


def told_times(segment: Segment) -> tuple[When, ...]:
    """Times of a clause without an act that may be those of the act beside it: not that of the telling."""
    return clause_times(segment, noun_only=False)[0]

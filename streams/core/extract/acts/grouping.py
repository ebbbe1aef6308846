"""Which clauses of one sentence tell the same act, and what they tell together."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from streams.core.extract.acts.actors import Actor
from streams.core.extract.acts.frame import Frame
from streams.core.extract.acts.outcomes import BOMBS
from streams.core.extract.acts.sides import counts_more
from streams.core.extract.words.document import Sentence

_DONE: Final = frozenset(("assault", "launch", "enter", "seize"))
_THEN: Final = frozenset(("after", "sub"))
_ANSWERS: Final = ("in retaliation", "in response", "in reprisal", "in answer", "in reply", "in revenge")


def answered(sentence: Sentence, frame: Frame) -> bool:
    """ "In retaliation for a strike": what an act answers is named in passing, unless its doer or weapon is told."""
    words = sentence.text(frame.segment.first, min(frame.segment.first + 3, frame.segment.last)).lower()
    known = frame.weapon is None or frame.definite
    return words.startswith(_ANSWERS) and frame.only_named and frame.agent is None and known


def tells_habit(frame: Frame) -> bool:
    """ "A region that is prone to raids by X": raids in general, told in passing."""
    tenses = {predicate.verb.tense for predicate in frame.segment.predicates}
    return frame.segment.opening == "rel" and frame.only_named and frame.plural and tenses == {"present"}


def own_fallen(group: Sequence[Frame], groups: Sequence[Sequence[Frame]]) -> bool:
    """ "15 X fighters were killed when the X attacked": their dead are no blow on them."""
    fallen = merged(group)
    if _had_attacked(fallen, [frame for other in groups if other is not group for frame in other]):
        return True
    if fallen.strong or fallen.target is None or not fallen.target.faction:
        return False
    attackers = (merged(other).agent for other in groups if other is not group)
    return any(agent is not None and agent.faction == fallen.target.faction for agent in attackers)


def _had_attacked(fallen: Frame, others: Sequence[Frame]) -> bool:
    """ "Seven militants were killed in a gunbattle after they attacked a post"."""
    if fallen.agent is not None or fallen.target is None or fallen.target.head != "fighter":
        return False
    theirs = [other for other in others if other.pronoun and other.agent is None and other.segment.opening in _THEN]
    return fallen.only_fells and any(not _DONE.isdisjoint(other.verbs) for other in theirs)


def one_act(group: Sequence[Frame], frame: Frame) -> bool:
    """Whether a later clause of the sentence tells the same act."""
    held = merged(list(group))
    frame = _as_killing(held, frame)
    more = any(counts_more(frame.sentence, noun) for noun in frame.segment.nouns)
    if more or frame.segment.gapped or (frame.segment.opening in {"after", "background"} and held.strong):
        return False
    one, other = held.agent, frame.agent
    gunmen = other is not None and other.kind == "unnamed" and held.weapon in BOMBS  # those who lay by the mine
    if one is not None and other is not None and (one.kind, one.id) != (other.kind, other.id) and not gunmen:
        return False
    if one is not None and one.owns(frame.target):
        return False
    if _lies_elsewhere(held, frame) or _is_answer(held, frame):
        return False
    parted = frame.target is not None and _fell_on_others(held, frame.target)
    if parted and frame.strong:
        return False
    if held.weapon != frame.weapon and "airstrike" in {held.weapon, frame.weapon} and held.weapon and frame.weapon:
        return False
    new_day = any(when.role == "at" for when in frame.whens) and any(when.role == "at" for when in held.whens)
    other_day = frame.strong and bool(_days(held)) and _days(held).isdisjoint(_days(frame))
    return not (new_day and (frame.indefinite or other_day))


def _is_answer(held: Frame, frame: Frame) -> bool:
    """ "Valdoria kills an X commander, rockets fired": what comes back is no weapon of Valdoria's."""
    struck = held.target is not None and held.target.faction is not None and held.agent is not None
    sent = set(frame.verbs) == {"launch"} and frame.agent is None and frame.indefinite and not held.platform
    return struck and sent and frame.weapon in {"rocket", "mortar"} and held.weapon != frame.weapon


def _lies_elsewhere(held: Frame, frame: Frame) -> bool:
    """ "Mortars fell on Mirna and rockets hit Port Ansel": two places, each with what fell there; jets fly one wave."""
    flown = held.platform or frame.platform or "airstrike" in {held.weapon, frame.weapon}
    armed = held.strong and frame.strong and held.weapon is not None and frame.weapon is not None
    if flown or not armed or frame.segment.opening != "and" or "answer" in frame.verbs:
        return False
    here, there = ({p.value for noun in f.place_nouns for p in noun.of("place")} for f in (held, frame))
    return bool(here) and bool(there) and here.isdisjoint(there)


def _fell_on_others(held: Frame, hit: Actor) -> bool:
    """Whether a blow fell on another side: not on ground ("a raid on Mirna"), on what is theirs ("his car"), or on what
    the fallen sat in ("X's chief died when a house was flattened")."""
    victim = held.target
    if victim is None or victim.faction == hit.faction or "place" in {victim.head, hit.head} or _is_own(hit):
        return False
    return held.strong or not victim.faction or not hit.is_off_duty


def _days(frame: Frame) -> set[date | None]:
    return {when.start for when in frame.whens if when.role == "at" and when.exact}


def _is_own(target: Actor | None) -> bool:
    """ "His car", "their camp": of those who were spoken of."""
    return target is not None and target.text.lower().startswith(("his ", "her ", "its ", "their "))


def _as_killing(held: Frame, frame: Frame) -> Frame:
    """ "Two militants were killed as the army foiled an infiltration": those who stopped the fallen killed them."""
    victim = held.target
    armed = victim is not None and (victim.head == "fighter" or victim.faction is not None)
    if not armed or not held.only_fells or held.agent is not None or not frame.only_stops or frame.target is None:
        return frame
    return frame.but(agent=frame.target, target=None, verbs=("noun",))


def _better_hit(one: Actor | None, other: Actor | None) -> Actor | None:
    """The first of two targets, unless only the other tells more than where: "hit a convoy as it crossed into X"."""
    if one is None or other is None:
        return one or other
    return other if one.kind == "people" and other.head not in {"place", "country"} else one


def merged(group: Sequence[Frame]) -> Frame:
    """The frames of one act as one."""
    frame = group[0]
    for other in map(partial(_as_killing, frame), group[1:]):
        frame = frame.but(
            agent=frame.agent or other.agent,
            target=_better_hit(frame.target, other.target),
            weapon=frame.weapon or other.weapon,
            platform=frame.platform or other.platform,
            verbs=(*frame.verbs, *other.verbs),
            number=frame.number or other.number,
            plural=frame.plural and other.plural,
            beside=(*frame.beside, other.segment),
            place_nouns=(*frame.place_nouns, *other.place_nouns),
            whens=(*frame.whens, *other.whens),
            aim_back=frame.aim_back or other.aim_back,
            weak_whens=(*frame.weak_whens, *other.weak_whens),
            sent=frame.sent or other.sent,
            ellipsis=frame.ellipsis and other.ellipsis,
            pronoun=frame.pronoun or other.pronoun,
            deed=frame.deed or other.deed,
        )
    return frame

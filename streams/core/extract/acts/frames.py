"""One clause, one act: what its verbs and act nouns say, gathered into a frame.

The fourth stage. A frame has the two sides of an act and its weapon; place, day, toll and outcome are read
from the same clause. Clauses whose act is negated, hypothetical, planned or general give no frame.
"""

from collections.abc import Sequence
from typing import Final

from streams.core.extract.acts.actors import Actor, actor_of, doer_of
from streams.core.extract.acts.clause_times import clause_times, day_of, times_of_owned
from streams.core.extract.acts.deeds import with_predicate
from streams.core.extract.acts.frame import LUMP_MAX, Frame
from streams.core.extract.acts.meanings import answers, best_value, split_value
from streams.core.extract.acts.sides import WEAPON_HEADS, armed_with, better_target, count_of, is_wave, mixed, repeated
from streams.core.extract.acts.spots import spots
from streams.core.extract.acts.undone import (
    casualty,
    crashes,
    governed_unreal,
    is_answered,
    is_peaceful,
    is_planned,
    is_unreal,
    spares,
    starts_search,
)
from streams.core.extract.clauses.groups import Mark, Noun, Verb
from streams.core.extract.clauses.predicates import Predicate
from streams.core.extract.clauses.syntax import Segment
from streams.core.extract.words.document import Sentence
from streams.core.extract.words.pieces import Piece


def frames_of(sentence: Sentence, segment: Segment) -> tuple[Frame, ...]:
    """What a clause tells of acts: that of its verbs, and those that a noun lays to other hands."""
    acts = [(each, value) for each in segment.predicates if (value := _value(sentence, each)) is not None]
    acts = [(each, value) for each, value in acts if not starts_search(sentence, each)]
    if any(map(crashes, segment.predicates)):
        return ()
    acts = [(each, value) for each, value in acts if value != "seize" or not _was_taken(acts, each)]
    nouns = [noun for noun in segment.nouns if noun.head == "act" and not is_peaceful(sentence, noun)]
    nouns = [noun for noun in nouns if not _is_what_it_was(segment, noun)]
    if not acts and not nouns and not any(map(_announces_weapon, segment.predicates)):
        return ()
    frame = Frame(sentence, segment)
    for predicate, value in acts:
        idle = predicate.subject is None or _is_purpose(segment, predicate) or _is_halted(segment, predicate)
        gerund = predicate.verb.tense == "ing" and idle
        spared = casualty(predicate) and spares(predicate)
        if gerund or spared or _lays_blame(predicate) or is_unreal(predicate):
            continue
        frame = with_predicate(frame, predicate, value)
    for predicate in segment.predicates:
        if _announces_weapon(predicate):
            frame = with_predicate(frame, predicate, "launch")
    others: list[Frame] = []
    for noun in nouns:
        accused = _accused(segment, noun)
        known = sentence.index != 0 and _is_known(segment, noun)
        if not _tells(sentence, segment, noun) or (accused and (frame.verbs or known)):
            continue
        if _of_other_hands(frame, noun):
            others.append(_with_act_noun(Frame(sentence, segment), noun))
        else:
            frame = _with_act_noun(frame, noun).but(owned=noun if accused else None)
    if frame.verbs and frame.weapon is None and any(segment.first <= p.first < segment.last for p in _aloft(sentence)):
        frame = frame.but(weapon="airstrike", platform=True)
    return tuple(_placed(each) for each in (frame, *others) if each.verbs)


def _announces_weapon(predicate: Predicate) -> bool:
    """ "Claimed a drone at the port", "announced two missiles on the base": what was sent."""
    verb, thing = predicate.verb, predicate.object
    if thing is None or thing.head != "weapon" or verb.voice == "passive" or is_unreal(predicate):
        return False
    announces = any(piece.lemma in _ANNOUNCING for piece in verb.readings)
    return announces and any(
        oblique.role in {"to", "at"} and oblique.noun.head != "time" for oblique in predicate.obliques
    )


_ANNOUNCING: Final = frozenset(("claim", "announce", "list", "report"))


def with_antecedent(frame: Frame) -> Frame:
    """ "Claimed the blast that killed two": the act itself, where only the clause behind its noun tells it."""
    noun = frame.segment.antecedent
    if frame.segment.opening != "rel" or noun is None or noun.head != "act":
        return frame
    return armed_with(frame, noun).but(verbs=(*frame.verbs, "noun"))


def _value(sentence: Sentence, predicate: Predicate) -> str | None:
    """What sort of act a verb tells."""
    reading = predicate.verb.reading("act")
    if reading is not None and reading.lemma == "rush" and predicate.verb.voice == "passive":
        return None  # "was rushed to hospital"
    if reading is not None:
        return best_value(predicate, reading)
    return "answer" if answers(predicate) else split_value(sentence, predicate)


def _tells(sentence: Sentence, segment: Segment, noun: Noun) -> bool:
    """Whether an act noun tells an act. Its class counts, not the word: an "act of war" is none."""
    many = noun.number is not None and noun.number.data.value > LUMP_MAX and not is_wave(sentence, noun)
    told = bool(noun.of("act")) and not many and not noun.negated
    remembered = any(noun.first <= piece.first < noun.last for piece in sentence.of("anniversary"))
    if not told or remembered or governed_unreal(segment, noun) or is_answered(sentence, noun):
        return False
    return not is_planned(sentence, segment, noun) and not _is_mark_of_time(segment, noun)


def _was_taken(acts: Sequence[tuple[Predicate, str]], taken: Predicate) -> bool:
    """ "Bombs hit a post captured by X": whose it was that was hit."""
    ground = taken.subject
    by = any(oblique.role == "by" for oblique in taken.obliques)
    bare = by and taken.verb.first == taken.verb.main and ground is not None and ground.head == "site"
    return bare and any(other is not taken and other.object is ground for other, _ in acts)


def _is_what_it_was(segment: Segment, noun: Noun) -> bool:
    """ "The attack is believed to be the deadliest air raid of the war": no second act."""
    for p in segment.predicates:
        known = p.object is noun and p.subject is not None and p.subject.head == "act" and p.subject.definite
        if known and p.verb.reading("act") is None:
            return noun.definite and (not p.verb.readings or p.verb.voice == "passive")
    return False


def _is_mark_of_time(segment: Segment, noun: Noun) -> bool:
    """ "Shortly after the shooting": a known act that only says when."""
    chunks = segment.chunks
    at = next(i for i, each in enumerate(chunks) if each is noun)
    before = chunks[at - 1] if at else None
    past = isinstance(before, Mark) and before.value in {"past", "after"}
    return past and noun.definite and not _around(segment, noun)


def _is_known(segment: Segment, noun: Noun) -> bool:
    return noun.definite and not _told_in_full(segment, noun)


def _placed(frame: Frame) -> Frame:
    """A frame just made, with where and when its clause says it was."""
    own, weak = clause_times(frame.segment, noun_only=frame.only_named)
    own = own or day_of(frame.sentence, frame.segment)
    if frame.owned is not None:
        own, weak = times_of_owned(frame.segment, frame.owned)
    answered = (n.first for n in frame.segment.nouns if n.head == "act" and is_answered(frame.sentence, n))
    end = min(answered, default=frame.segment.last)  # where that blow fell is no place of this one
    start = _bedside(frame)
    nouns = tuple(
        n for n in spots(frame.sentence, frame.segment) if not frame.segment.first <= n.first < start and n.first < end
    )
    frame.place_nouns, frame.whens, frame.weak_whens = nouns, own, weak
    frame.number = frame.number or repeated(frame)
    return frame


def _bedside(frame: Frame) -> int:
    """Where the places of the act begin: "died of burns in a clinic at Mirna" is no place of the attack told later."""
    segment = frame.segment
    if "die" not in frame.verbs or frame.words.isdisjoint(_LATER):
        return segment.first
    return next((noun.first for noun in segment.nouns if noun.head == "act"), segment.last)


_LATER: Final = frozenset(("wounds", "injuries", "burns", "hospital", "clinic"))


def _of_other_hands(frame: Frame, noun: Noun) -> bool:
    """ "Shells were fired at Valdoria, prompting a Valdorian raid": the raid is another act than the verb's."""
    doer = actor_of(frame.sentence, noun) or actor_of(frame.sentence, _around(frame.segment, noun).get("by"))
    if doer is None or doer.id is None or not frame.verbs:
        return False
    agent = frame.agent
    return doer.owns(frame.target) or (agent is not None and agent.id is not None and not doer.owns(agent))


def _aloft(sentence: Sentence) -> list[Piece]:
    """ "Demolished from the air"."""
    return [piece for piece in sentence.of("weapon") if piece.lemma in {"from the air", "from the sky"}]


def _is_purpose(segment: Segment, predicate: Predicate) -> bool:
    """ "Responsible for planning and carrying out": what somebody is there for, unless he claims to have done it."""
    at = next((n for n, each in enumerate(segment.chunks) if each.first == predicate.verb.first), 0)
    before = [c for c in segment.chunks[max(0, at - 3) : at] if isinstance(c, Mark) and c.kind == "prep"]
    owned = any(p.verb.reading("claim") or p.verb.reading("blame") for p in segment.predicates)
    return bool(before) and before[-1].value == "for" and not owned


def _is_halted(segment: Segment, predicate: Predicate) -> bool:
    """ "Stopped shooting", "had kept shooting": what is no longer done, or no single deed."""
    before = [p.verb for p in segment.predicates if 0 <= predicate.verb.first - p.verb.last <= 1]
    begun = any(verb.tense in {"infinitive", "modal", "future"} for verb in before)  # "decided to begin attacking"
    kept = any(verb.perfect and piece.lemma == "keep" for verb in before for piece in verb.readings)
    return begun or kept or any(piece.lemma in _HALTING for verb in before for piece in verb.readings)


_HALTING: Final = frozenset(("stop", "cease", "halt", "suspend", "refrain", "avoid", "end", "quit"))


def _lays_blame(predicate: Predicate) -> bool:
    """ "Laid it at the door of": no mine."""
    thing = predicate.object
    blames = predicate.verb.reading("blame") is not None and thing is not None
    return blames and thing is not None and thing.head in {"pronoun", "act"}


def _accused(segment: Segment, noun: Noun) -> bool:
    """The act in "blamed the attack on X", "claimed an attack": where it is a known one it is told elsewhere."""
    words = [
        p for p in segment.predicates if p.verb.reading("blame") is not None or p.verb.reading("claim") is not None
    ]
    return any(
        p.object is noun or any(o.noun is noun for o in p.obliques) if p.verb.voice == "active" else p.subject is noun
        for p in words
    )


def _is_blamed(frame: Frame, noun: Noun, aim: Noun) -> bool:
    """ "Blamed the raid on X", "laid it to X": whose it was, not on whom it fell, unless another "on" follows."""
    verbs = [p.verb for p in frame.segment.predicates if p.object is noun and p.verb.reading("blame") is not None]
    blames = any(frame.sentence.tokens[verb.main].low.startswith("blam") for verb in verbs)
    again = any(t.low == "on" for t in frame.sentence.tokens[aim.last : frame.segment.last])
    word = frame.sentence.tokens[aim.first - 1].low
    return (blames and word == "on" and not again) or (bool(verbs) and word == "to")


def _told_in_full(segment: Segment, noun: Noun) -> bool:
    """ "Claimed the attack on a post in Mirna on Monday": what was hit, and the day behind it."""
    sides = _around(segment, noun)
    told = any(position >= noun.last or noun.first - 3 <= position < noun.first for position, _ in segment.timed)
    return ("to" in sides or "on" in sides) and told


def _with_act_noun(frame: Frame, noun: Noun) -> Frame:
    acts = noun.of("act")
    head = acts[-1]
    weapon = head.value if head.value not in {"attack", "blast", "barrage", "seizure"} else None
    number = count_of(frame.sentence, noun)
    updated = armed_with(frame, noun).but(
        number=number or frame.number,
        plural=frame.plural or (head.form == "plural" and number is None),
    )
    if weapon is not None:
        updated = updated.but(weapon=mixed(updated.weapon, weapon))
    sides = _around(frame.segment, noun)
    by = sides.get("by")
    if by is not None and by.head in WEAPON_HEADS:
        updated = armed_with(updated, by)
    doer = actor_of(frame.sentence, by) or doer_of(frame.sentence, noun)
    if doer is None and any(piece.lemma in _FIGHTS for piece in acts):
        doer, foe = _opponents(frame, noun)
        doer = doer or doer_of(frame.sentence, sides.get("with"))
        updated = updated.but(target=better_target(updated.target, foe))
    aim = sides.get("to") or sides.get("on")
    if aim is not None and _is_blamed(frame, noun, aim):
        aim = None
    if aim is not None and aim.head == "name" and frame.sentence.tokens[aim.first - 1].low in _ON_GROUND_OF:
        aim = None if aim.of("party") and not aim.of("faction", "leader") else aim  # "raids across Valdoria"
    if aim is not None and aim.head == "weapon":
        updated = updated.but(on_ground=True)
    if aim is not None and aim.head == "site" and aim.definite:
        updated = updated.but(aim_back=True)
    hit = actor_of(frame.sentence, aim)
    return updated.but(
        agent=updated.agent or doer,
        target=better_target(updated.target, hit),
        verbs=(*updated.verbs, "noun", *(("seize",) if head.value == "seizure" else ())),
    )


_ON_GROUND_OF: Final = frozenset(("in", "across", "inside", "throughout", "over", "around", "near", "within"))
_FIGHTS: Final = frozenset(
    ("clash", "battle", "firefight", "gunfight", "gunbattle", "gun battle", "shootout", "shoot-out", "encounter",
     "skirmish", "engagement", "fighting", "exchange of fire")
)  # fmt: skip
"""What two sides do: "died in a clash with X"."""


def tells_fight(sentence: Sentence) -> bool:
    """Whether a sentence has a word for what two sides do: "sparking a firefight"."""
    return any(piece.lemma in _FIGHTS for piece in sentence.of("act"))


def _opponents(frame: Frame, noun: Noun) -> tuple[Actor | None, Actor | None]:
    """Both sides of "a clash between the army and X"."""
    chunks = frame.segment.chunks
    at = next(i for i, each in enumerate(chunks) if each is noun)
    between = [each for each in chunks[at + 1 : at + 2] if frame.sentence.tokens[each.first].low == "between"]
    sides = [each for each in chunks[at + 2 : at + 5] if isinstance(each, Noun)]
    if not between or len(sides) < 2:
        return None, None
    return doer_of(frame.sentence, sides[0]), actor_of(frame.sentence, sides[1])


def _around(segment: Segment, noun: Noun) -> dict[str, Noun]:
    """The phrases behind an act noun: by whom, on what."""
    found: dict[str, Noun] = {}
    chunks = segment.chunks
    at = next(i for i, each in enumerate(chunks) if each is noun)
    for position in range(at + 1, len(chunks)):
        each = chunks[position]
        if isinstance(each, Verb):
            break
        before = chunks[position - 1]
        if isinstance(each, Noun) and isinstance(before, Mark) and before.kind == "prep":
            role = before.value
            if role == "at" and each.head not in {"place", "country"}:
                role = "on"
            if role == "of":
                role = "on"
            found.setdefault(role, each)
    return found

"""One clause, one act: what its verbs and act nouns say, gathered into a frame.

The fourth stage. A frame has the two sides of an act and its weapon; place, day, toll and outcome are read
from the same clause. Clauses whose act is negated, hypothetical, planned or general give no frame.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from streams.core.extract.actors import Actor, actor_of, doer_of
from streams.core.extract.chunks import Mark, Noun, Verb
from streams.core.extract.dates import When
from streams.core.extract.document import Sentence
from streams.core.extract.pieces import Piece
from streams.core.extract.places import spots
from streams.core.extract.syntax import Predicate, Segment

LUMP_MAX = 20
"""More acts than these are a running count."""

_WEAPON_HEADS = frozenset(("weapon", "weapon_pronoun"))
_TARGET_HEADS = frozenset(
    ("site", "vessel", "personnel", "civilian", "name", "place", "country", "fighter", "leader", "group")
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One act as one clause tells it. None and empty: not told here."""

    sentence: Sentence
    segment: Segment
    agent: Actor | None = None
    target: Actor | None = None
    weapon: str | None = None
    platform: bool = False
    """The weapon is what carried the blow (aircraft), not what was sent."""
    verbs: tuple[str, ...] = ()
    """Values of the act words: assault, kill, launch, land, down, …"""
    definite: bool = False
    """It speaks of a known act or weapon: "the drone", "the attack"."""
    indefinite: bool = False
    """It brings up a new one: "a drone", "two rockets"."""
    number: int | None = None
    """How many acts the noun counts: "four attacks"."""
    plural: bool = False
    """A bare plural act noun: "attacks on bases"."""
    ellipsis: bool = False
    """The weapon is only counted: "a third", "the other"."""
    pronoun: bool = False
    """The doer is a pronoun or "its men": somebody named before."""
    perfect: bool = False
    """Told in the present perfect: "has struck", without a day."""
    bombs: bool = False
    """A verb says bombs fell."""
    on_ground: bool = False
    """It fell on a weapon that had not been fired yet."""
    deed: bool = False
    """Its verb of killing tells of hands that did it: "shot dead", "hacked to death"."""
    owned: Noun | None = None
    """The act noun that somebody claims, or is blamed for."""
    aim_back: bool = False
    """It fell on what was spoken of before: "at it", "the base", "the same base"."""
    place_nouns: tuple[Noun, ...] = ()
    whens: tuple[When, ...] = ()
    weak_whens: tuple[When, ...] = ()
    """Times of the telling, for want of better."""

    @property
    def only_named(self) -> bool:
        """Told by an act noun alone."""
        return "noun" in self.verbs and set(self.verbs) <= {"noun", "seize"}

    @property
    def strong(self) -> bool:
        """More than a toll: somebody did something."""
        return bool(set(self.verbs) - {"die", "kill", "wound", "lose"}) or self.deed or bool(self.agent or self.weapon)


def frame_of(sentence: Sentence, segment: Segment) -> Frame | None:
    """What a clause tells of an act; None where it tells of none."""
    acts = [(each, reading) for each in segment.predicates if (reading := each.verb.reading("act")) is not None]
    nouns = [noun for noun in segment.nouns if noun.head == "act"]
    if not acts and not nouns:
        return None
    frame = Frame(sentence, segment)
    for predicate, reading in acts:
        gerund = predicate.verb.tense == "ing" and (predicate.subject is None or _is_purpose(segment, predicate))
        spared = _casualty(predicate) and _spares(predicate)
        if gerund or spared or _lays_blame(predicate) or _is_unreal(predicate):
            continue
        frame = _with_predicate(frame, predicate, _best_value(predicate, reading))
    for noun in nouns:
        many = noun.number is not None and noun.number.data.value > LUMP_MAX
        if (
            noun.of("act")  # the class, not the word: an "act of war" is no act
            and not many
            and not noun.negated
            and not _governed_unreal(segment, noun)
            and not (_accused(segment, noun) and (frame.verbs or (noun.definite and not _told_in_full(segment, noun))))
        ):
            frame = replace(_with_act_noun(frame, noun), owned=noun if _accused(segment, noun) else None)
    if not frame.verbs:
        return None
    own, weak = _times(segment, noun_only=frame.only_named)
    if frame.owned is not None:
        own, weak = _times_of_owned(segment, frame.owned)
    return replace(frame, place_nouns=tuple(spots(sentence, segment)), whens=own, weak_whens=weak)


def _is_purpose(segment: Segment, predicate: Predicate) -> bool:
    """ "Responsible for planning and carrying out": what somebody is there for, unless he claims to have done it."""
    at = next((n for n, each in enumerate(segment.chunks) if each.first == predicate.verb.first), 0)
    before = [c for c in segment.chunks[max(0, at - 3) : at] if isinstance(c, Mark) and c.kind == "prep"]
    owned = any(p.verb.reading("claim") or p.verb.reading("blame") for p in segment.predicates)
    return bool(before) and before[-1].value == "for" and not owned


def _times(segment: Segment, *, noun_only: bool) -> tuple[tuple[When, ...], tuple[When, ...]]:
    """Times of the act, and times of something else said of it: "said on Thursday", "rose to 37 on Saturday"."""
    own: list[When] = []
    weak: list[When] = []
    for position, when in segment.timed:
        predicate = next((p for p in reversed(segment.predicates) if p.verb.first < position), None)
        verb = predicate.verb if predicate is not None else None
        act = predicate is None or _tells_act(predicate)
        other = not act and (noun_only or (verb is not None and verb.reading("report") is not None))
        (weak if other else own).append(when)
    return tuple(own), tuple(weak)


def _lays_blame(predicate: Predicate) -> bool:
    """ "Laid it at the door of": no mine."""
    thing = predicate.object
    return predicate.verb.reading("blame") is not None and thing is not None and thing.head == "pronoun"


def _times_of_owned(segment: Segment, noun: Noun) -> tuple[tuple[When, ...], tuple[When, ...]]:
    """ "On Tuesday it claimed an attack on the base on Monday": what stands before the verb dates the claim."""
    own = tuple(when for position, when in segment.timed if position >= noun.first - 2)
    return own, tuple(when for when in segment.times if when not in own)


def _tells_act(predicate: Predicate) -> bool:
    """Whether a time behind a verb is that of an act: "hit", "was", or "cited the raid on"."""
    verb = predicate.verb
    if verb.reading("act") is not None or not verb.readings:
        return True
    things = (predicate.object, *(oblique.noun for oblique in predicate.obliques))
    return verb.reading("report") is None and any(noun is not None and noun.head == "act" for noun in things)


def told_times(segment: Segment) -> tuple[When, ...]:
    """Times of a clause without an act that may be those of the act beside it: not that of the telling."""
    return _times(segment, noun_only=False)[0]


def _accused(segment: Segment, noun: Noun) -> bool:
    """The act in "blamed the attack on X", "claimed an attack": where it is a known one it is told elsewhere."""
    words = [
        p for p in segment.predicates if p.verb.reading("blame") is not None or p.verb.reading("claim") is not None
    ]
    return any(
        p.object is noun or any(o.noun is noun for o in p.obliques) if p.verb.voice == "active" else p.subject is noun
        for p in words
    )


def _told_in_full(segment: Segment, noun: Noun) -> bool:
    """ "Claimed the attack on a post in Mirna on Monday": what was hit, and the day behind it."""
    sides = _around(segment, noun)
    return ("to" in sides or "on" in sides) and any(position >= noun.last for position, _ in segment.timed)


def _is_unreal(predicate: Predicate) -> bool:
    verb = predicate.verb
    if verb.negated or verb.tense in {"future", "modal"}:
        return True
    return predicate.subject is not None and predicate.subject.negated and not _casualty(predicate)


def _spares(predicate: Predicate) -> bool:
    """ "Nobody was hurt", "hurting nobody"."""
    return any(noun is not None and noun.negated for noun in (predicate.subject, predicate.object))


def _casualty(predicate: Predicate) -> bool:
    reading = predicate.verb.reading("act")
    return reading is not None and reading.value in {"kill", "wound", "die"}


def _best_value(predicate: Predicate, reading: Piece) -> str:
    """Which of its meanings a verb has: "destroyed" a drone is stopping it, "destroyed" a base is an assault."""
    values = [piece.value for piece in predicate.verb.readings if piece.kind == "act"]
    thing = predicate.subject if predicate.verb.voice == "passive" else predicate.object
    weapon = thing is not None and thing.head in _WEAPON_HEADS | {"pronoun", "number"}
    if "down" in values and (weapon or "assault" not in values):
        return "down"
    if len(values) > 1 and "down" in values:
        values.remove("down")
    if "launch" in values and len(values) > 1:
        sent = thing is not None and (thing.head in _WEAPON_HEADS or bool(thing.of("weapon")))
        values = ["launch"] if sent else [value for value in values if value != "launch"]
    if "land" in values and len(values) > 1:
        by_weapon = predicate.subject is not None and predicate.subject.head in _WEAPON_HEADS
        landed = by_weapon and predicate.verb.voice == "active"
        return "land" if landed else next((v for v in values if v != "land"), "land")
    return values[0] if values else reading.value


def _with_predicate(frame: Frame, predicate: Predicate, value: str) -> Frame:
    if predicate.verb.tense == "infinitive" and not _achieved(frame, predicate):
        return frame
    passive = predicate.verb.voice == "passive" or _reduced(predicate, value)
    by = next((oblique.noun for oblique in predicate.obliques if oblique.role == "by"), None)
    first, second = (by, predicate.subject) if passive else (predicate.subject, predicate.object)
    updated = _HANDLERS.get(value, _assault)(frame, predicate, first, second)
    if updated is None:
        return frame
    with_noun = next((o.noun for o in predicate.obliques if o.role == "with"), None)
    if with_noun is not None and with_noun.of("weapon"):
        updated = _armed(updated, with_noun)
    bombs = updated.bombs or any(piece.lemma in {"bomb", "bombard"} for piece in predicate.verb.readings)
    perfect = predicate.verb.perfect and predicate.verb.tense == "present"
    deed = value == "kill" and any(piece.lemma in _DEEDS for piece in predicate.verb.readings)
    updated = replace(updated, bombs=bombs, deed=updated.deed or deed)
    return replace(updated, verbs=(*updated.verbs, value), perfect=updated.perfect or perfect)


_DEEDS = frozenset(("shoot dead", "shoot", "gun down", "mow down", "hack", "hack to death", "butcher", "slay", "stab"))


def _reduced(predicate: Predicate, value: str) -> bool:
    """A participle that stands alone: "three troops killed in", "drones downed at", "bases attacked"."""
    verb, subject = predicate.verb, predicate.subject
    if predicate.object is not None or verb.voice == "passive" or subject is None or verb.first != verb.main:
        return False
    if not any("participle" in piece.form for piece in verb.readings if piece.kind == "act"):
        return False
    if value == "launch" and _carries(subject):
        return not any(piece.lemma == "fire" for piece in verb.readings)
    if value in {"down", "launch"}:
        return subject.head in _WEAPON_HEADS | {"act", "pronoun", "number"}
    if value in {"kill", "wound"}:
        return not any(piece.lemma in {"hack", "shoot", "stab"} for piece in verb.readings)
    fights = subject.head in _WEAPON_HEADS | {"fighter", "unnamed", "group", "pronoun", "act"}
    return value in {"assault", "seize"} and not fights and not subject.of("faction", "leader")


_PLATFORMS = frozenset(("drone", "airstrike", "aircraft"))
"""What carries weapons itself: "a drone fired on"; a missile only is fired."""


def _achieved(frame: Frame, predicate: Predicate) -> bool:
    """An infinitive tells an act only after "tried", "managed", "went on", "appeared"."""
    before = [p for p in frame.segment.predicates if p.verb.last <= predicate.verb.first]
    if not before or before[-1].verb.tense in {"future", "modal"}:
        return False
    return any(piece.lemma in _ACHIEVING for piece in before[-1].verb.readings)


_ACHIEVING = frozenset(("try", "attempt", "manage", "go on", "appear", "seem", "continue", "claim", "go"))


def _assault(frame: Frame, predicate: Predicate, agent: Noun | None, patient: Noun | None) -> Frame | None:
    if agent is not None and patient is not None and patient.head == "weapon" and not _is_mine(patient):
        return replace(_sides(frame, agent, None), on_ground=True)
    if agent is not None and agent.head in {"site", "vessel", "personnel", "civilian"} and _is_mine(patient):
        return _trip(frame, predicate, None, patient)
    if patient is None or patient.head in {"", "number", "act", "time"}:
        aimed = next(
            (o.noun for o in predicate.obliques if o.role in {"to", "at"} and o.noun.head in _TARGET_HEADS), None
        )
        patient = aimed if patient is None or patient.head in {"act"} else patient
    return _sides(frame, agent, patient)


def _enter(frame: Frame, predicate: Predicate, agent: Noun | None, _: Noun | None) -> Frame | None:
    """Fighters enter a town: an attack. Others only come."""
    goal = predicate.object or next((o.noun for o in predicate.obliques if o.role in {"to", "at"}), None)
    actor = actor_of(frame.sentence, agent)
    fights = actor is not None and (actor.kind == "unnamed" or (actor.faction is not None and actor.head != "speaker"))
    ground = goal is not None and (goal.head in {"site", "place"} or bool(goal.of("place")))
    return _sides(frame, agent, goal) if fights and ground else None


def _launch(frame: Frame, predicate: Predicate, agent: Noun | None, sent: Noun | None) -> Frame | None:
    fires = any(piece.lemma in {"fire", "shoot"} for piece in predicate.verb.readings)
    if (
        fires
        and predicate.verb.voice == "passive"
        and sent is not None
        and sent.head in _TARGET_HEADS
        and not sent.of("weapon")
    ):
        return _sides(frame, agent, sent)
    if sent is None and agent is not None and agent.head in _WEAPON_HEADS and not _carries(agent):
        return _land(frame, predicate, agent, None)
    weapon = sent is not None and (sent.head in _WEAPON_HEADS or bool(sent.of("weapon")))
    act = sent is not None and sent.head == "act"
    if not weapon and not act:
        lemma_fires = any(piece.lemma in {"fire", "shoot", "launch"} for piece in predicate.verb.readings)
        pronoun = sent is not None and sent.head in {"pronoun", "number"}
        aimed = any(o.role in {"to", "at"} and o.noun.head in _TARGET_HEADS for o in predicate.obliques)
        fired = (
            pronoun and lemma_fires and agent is not None and agent.head in {"name", "fighter", "unnamed", "pronoun"}
        )
        if not (pronoun and aimed) and not fired and not (lemma_fires and aimed and sent is None):
            return None
    aim = next(
        (o.noun for o in predicate.obliques if o.role in {"to", "at"} and o.noun.head in _TARGET_HEADS | {"pronoun"}),
        None,
    )
    source = next((o.noun for o in predicate.obliques if o.role == "from" and o.noun.of("faction", "leader")), None)
    updated = _sides(frame, agent or source, aim)
    if sent is None:
        return updated
    bombed = any(piece.lemma in {"drop", "release"} for piece in predicate.verb.readings) and _is_bomb(sent)
    if bombed and updated.weapon in {None, "airstrike"}:
        return replace(_armed(updated, sent), weapon="airstrike", platform=True)
    return _armed(updated, sent)


def _carries(noun: Noun) -> bool:
    """ "Two jets fired": what carries weapons and sends them."""
    return any(piece.value in _PLATFORMS for piece in noun.of("weapon"))


def _is_mine(noun: Noun | None) -> bool:
    return noun is not None and noun.head == "weapon" and _is_bomb(noun)


def _is_bomb(noun: Noun) -> bool:
    return {piece.value for piece in noun.of("weapon")} == {"ied"}


def _land(frame: Frame, predicate: Predicate, _: Noun | None, __: Noun | None) -> Frame | None:
    subject = predicate.subject
    by = next((o.noun for o in predicate.obliques if o.role == "by"), None)
    if predicate.verb.voice == "passive" and by is not None and by.of("weapon"):
        return _sides(frame, by, subject)
    if subject is None or not (subject.head in _WEAPON_HEADS | {"pronoun", "number", "act"} or subject.of("weapon")):
        return None
    aim = predicate.object if predicate.object is not None and predicate.object.head in _TARGET_HEADS else None
    aim = aim or next(
        (o.noun for o in predicate.obliques if o.noun.head in _TARGET_HEADS and o.role in {"to", "at"}), None
    )
    return _armed(_sides(frame, subject if subject.head in _WEAPON_HEADS else None, aim), subject)


def _down(frame: Frame, predicate: Predicate, agent: Noun | None, sent: Noun | None) -> Frame | None:
    """Somebody stopped a weapon or an attack: the stopper is the one who was attacked. What had not been fired yet
    was struck on the ground."""
    if frame.sentence.of("unfired") and sent is not None and sent.head == "weapon":
        return replace(_sides(frame, agent, None), on_ground=True)
    stopper = actor_of(frame.sentence, agent)
    if any(_names_object(piece) for piece in predicate.verb.readings):
        return replace(frame, target=frame.target or stopper, definite=True, ellipsis=True)
    if sent is None or not (sent.head in _WEAPON_HEADS | {"act", "pronoun", "number"} or sent.of("weapon")):
        return None
    updated = _armed(frame, sent)
    sender = actor_of(frame.sentence, sent)
    return replace(updated, agent=updated.agent or sender, target=updated.target or stopper)


def _names_object(piece: Piece) -> bool:
    """ "Shot it down": the verb holds what was stopped."""
    return piece.lemma.split()[1:2] in (["it"], ["them"], ["both"], ["all"])


def _undergo(frame: Frame, predicate: Predicate, _: Noun | None, __: Noun | None) -> Frame:
    source = next((o.noun for o in predicate.obliques if o.role in {"from", "by"}), None)
    armed = source is not None and source.head in _WEAPON_HEADS
    return _sides(frame, source if armed else None, predicate.subject)


def _trip(frame: Frame, predicate: Predicate, _: Noun | None, met: Noun | None) -> Frame | None:
    """ "Their lorry drove over a mine"."""
    mine = next((n for n in (met, *(o.noun for o in predicate.obliques)) if n is not None and n.of("weapon")), None)
    return _sides(frame, mine, predicate.subject) if mine is not None else None


def _conduct(frame: Frame, _: Predicate, agent: Noun | None, act: Noun | None) -> Frame | None:
    if act is None or act.head != "act" or (_count_of(frame.sentence, act) or 0) > LUMP_MAX:
        return None
    return _sides(frame, agent, None)


def _lose(frame: Frame, predicate: Predicate, _: Noun | None, lost: Noun | None) -> Frame | None:
    """ "The X lost a commander in a raid": they are who was hit."""
    people = lost is not None and lost.head in {"fighter", "leader", "personnel", "civilian", "speaker", "number"}
    return _sides(frame, None, predicate.subject) if people else None


_Handler = Callable[[Frame, Predicate, Noun | None, Noun | None], Frame | None]
_HANDLERS: dict[str, _Handler] = {
    "launch": _launch,
    "enter": _enter,
    "land": _land,
    "down": _down,
    "undergo": _undergo,
    "die": _undergo,
    "trip": _trip,
    "lose": _lose,
    "conduct": _conduct,
}


def _sides(frame: Frame, agent: Noun | None, target: Noun | None) -> Frame:
    """Set the two sides, the first word for each standing."""
    if agent is not None and agent.head in _WEAPON_HEADS | {"act"}:
        frame = _armed(frame, agent)
        flown = agent.of("party", "demonym", "nationality") or not agent.definite
        if flown and any(piece.value == "aircraft" for piece in agent.of("weapon")):
            frame = replace(frame, weapon=frame.weapon or "airstrike", platform=True)
    doer = doer_of(frame.sentence, agent)
    pronoun = agent is not None and points_back(frame.sentence, agent)
    if pronoun:
        doer = None
    back = target is not None and (target.head == "pronoun" or (target.head == "site" and target.definite))
    frame = replace(frame, pronoun=frame.pronoun or pronoun, aim_back=frame.aim_back or back)
    hit = actor_of(frame.sentence, target) if target is None or target.head not in _WEAPON_HEADS else None
    if hit is not None and hit.kind == "people" and hit.text.lower().endswith("others"):
        hit = None
    if doer is not None and doer.kind == "people" and doer.head in {"site", "place", "country", "civilian"}:
        doer = None
    return replace(frame, agent=frame.agent or doer, target=_better_target(frame.target, hit))


def points_back(sentence: Sentence, noun: Noun) -> bool:
    """ "It", "they", "we", "its men", "our fighters"."""
    lows = [token.low for token in sentence.tokens[noun.first : noun.last]]
    if noun.of("faction", "leader", "party", "demonym", "outsider", "nationality"):
        return False
    return lows[0] in _BACK_POINTERS or (
        not _POSSESSIVES.isdisjoint(lows) and noun.head in {"fighter", "personnel", "unnamed", "civilian"}
    )


_BACK_POINTERS = frozenset(("it", "they", "we", "he"))
_POSSESSIVES = frozenset(("its", "their", "our", "his"))


def _better_target(one: Actor | None, other: Actor | None) -> Actor | None:
    if one is None or (one.kind == "people" and other is not None and other.kind in {"faction", "party"}):
        return other or one
    return one


def _armed(frame: Frame, noun: Noun) -> Frame:
    """Take the weapon that a noun names, and whether the noun is new or known."""
    weapons = [piece for piece in noun.of("weapon") if piece.value != "aircraft"]
    carrier = any(piece.value in {"airstrike", "aircraft"} for piece in noun.of("weapon")) and noun.head != "act"
    if carrier and "down" in frame.verbs:
        return frame
    weapon = frame.weapon
    flies = not noun.of("faction", "leader", "unnamed")
    for piece in weapons:
        weapon = _mixed(weapon, piece.value if flies or piece.lemma != "bomber" else "ied")
    return replace(
        frame,
        weapon=weapon,
        platform=frame.platform or any(piece.value == "airstrike" for piece in weapons),
        ellipsis=frame.ellipsis or (not weapons and noun.head in {"pronoun", "number"}),
        definite=frame.definite or (noun.definite and not carrier) or noun.head == "pronoun",
        indefinite=frame.indefinite or (not noun.definite and noun.head != "pronoun" and not carrier),
    )


def _mixed(one: str | None, other: str) -> str:
    """Two weapons of one act. Aircraft are what the other came from."""
    if one is None or one == other:
        return other
    if "airstrike" in {one, other}:
        return "airstrike"
    return "mixed"


def _with_act_noun(frame: Frame, noun: Noun) -> Frame:
    acts = noun.of("act")
    head = acts[-1]
    weapon = head.value if head.value not in {"attack", "blast", "barrage", "seizure"} else None
    number = _count_of(frame.sentence, noun)
    updated = replace(
        _armed(frame, noun),
        number=number or frame.number,
        plural=frame.plural or (head.form == "plural" and not noun.definite and number is None),
    )
    if weapon is not None:
        updated = replace(updated, weapon=_mixed(updated.weapon, weapon))
    sides = _around(frame.segment, noun)
    by = sides.get("by")
    if by is not None and by.head in _WEAPON_HEADS:
        updated = _armed(updated, by)
    doer = actor_of(frame.sentence, by) or doer_of(frame.sentence, noun)
    aim = sides.get("to") or sides.get("on")
    if aim is not None and aim.head == "weapon":
        updated = replace(updated, on_ground=True)
    if aim is not None and aim.head == "site" and aim.definite:
        updated = replace(updated, aim_back=True)
    hit = actor_of(frame.sentence, aim)
    return replace(
        updated,
        agent=updated.agent or doer,
        target=_better_target(updated.target, hit),
        verbs=(*updated.verbs, "noun", *(("seize",) if head.value == "seizure" else ())),
    )


def _count_of(sentence: Sentence, noun: Noun) -> int | None:
    """How many acts a noun counts; not the months of "four months of attacks"."""
    number = noun.number
    if number is None or any(piece.first == number.last for piece in sentence.of("unit")):
        return None
    return int(number.data.value)


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


def _governed_unreal(segment: Segment, noun: Noun) -> bool:
    """An act noun whose verb is negated, future or hypothetical: "no attack", "would launch an attack"."""
    for predicate in segment.predicates:
        if noun in (predicate.subject, predicate.object) or any(o.noun is noun for o in predicate.obliques):
            warned = predicate.verb.reading("report")
            threat = warned is not None and warned.value == "warn"
            return threat or _is_unreal(predicate) or predicate.verb.tense == "infinitive"
    return False

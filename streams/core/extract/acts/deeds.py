"""What each act verb makes of a frame: who stands on which side of it, and what was sent.

One handler for each value of an act verb in streams/data/lexicon/acts.yaml; a verb without one is an assault.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from streams.core.extract.acts.actors import actor_of, doer_of
from streams.core.extract.acts.frame import LUMP_MAX, Frame
from streams.core.extract.acts.meanings import bursts, is_bomb, is_mine, is_vehicle
from streams.core.extract.acts.sides import WEAPON_HEADS, armed_with, count_of, counts_more, is_wave, with_sides
from streams.core.extract.acts.undergone import lose, meet, suffer, under, undergo, yielded
from streams.core.extract.acts.victims import TAKING_LIVES, chief_of
from streams.core.extract.clauses.groups import Noun
from streams.core.extract.clauses.predicates import Predicate
from streams.core.extract.words.document import Sentence
from streams.core.extract.words.pieces import Piece

_TARGET_HEADS: Final = frozenset(
    ("site", "vessel", "personnel", "civilian", "name", "place", "country", "fighter", "leader", "group")
)


def with_predicate(frame: Frame, predicate: Predicate, value: str) -> Frame:
    """A frame with what a verb of a value adds to it."""
    if predicate.verb.tense == "infinitive" and not _achieved(frame, predicate):
        return frame
    passive = predicate.verb.voice == "passive" or _reduced(predicate, value)
    by = next((oblique.noun for oblique in predicate.obliques if oblique.role == "by"), None)
    first, second = predicate.subject, predicate.object
    if passive:
        first, second = by or _left_by(frame, predicate), predicate.subject
    if first is not None and frame.sentence.tokens[first.last - 1].low in _NOBODYS:
        return frame
    first, second = (chief_of(frame, noun) if value in TAKING_LIVES else noun for noun in (first, second))
    if value == "down" and _fells(frame.sentence, first, second):
        value = "fell"
    updated = _HANDLERS.get(value, _assault)(frame, predicate, first, second)
    if updated is None:
        return frame
    if value == "conduct" and second is not None and second.definite:  # "the attack was carried out by two drones"
        updated = updated.but(indefinite=frame.indefinite)
    with_noun = next((o.noun for o in predicate.obliques if o.role == "with"), None)
    if with_noun is not None and with_noun.of("weapon"):
        updated = armed_with(updated, with_noun)
    bombs = updated.bombs or any(piece.lemma in {"bomb", "bombard"} for piece in predicate.verb.readings)
    perfect = predicate.verb.perfect and predicate.verb.tense == "present"
    deed = value == "kill" and any(piece.lemma in _DEEDS for piece in predicate.verb.readings)
    used = _user(frame, predicate) if predicate.verb.tense == "infinitive" else None
    user = doer_of(frame.sentence, used.subject) if used is not None and used.verb.voice == "active" else None
    return updated.but(
        agent=updated.agent or user,
        bombs=bombs,
        deed=updated.deed or deed,
        verbs=(*updated.verbs, value),
        perfect=updated.perfect or perfect,
    )


def _left_by(frame: Frame, predicate: Predicate) -> Noun | None:
    """ "The blast left three men wounded": what did it."""
    leaving = (
        p for p in frame.segment.predicates if p.object is predicate.subject and p.verb.last <= predicate.verb.first
    )
    left = next((p for p in leaving if frame.sentence.tokens[p.verb.main].low in _LEAVING), None)
    return left.subject if left is not None and predicate.verb.first == predicate.verb.main else None


_LEAVING: Final = frozenset(("left", "leaves", "leaving"))
_DEEDS: Final = frozenset(
    ("shoot dead", "shoot", "gun down", "mow down", "hack", "hack to death", "butcher", "slay", "stab")
)


_NOBODYS: Final = frozenset(
    ("earthquake", "quake", "flood", "floods", "flooding", "storm", "storms", "cyclone", "typhoon", "hurricane",
     "drought", "landslide", "famine", "sanctions", "tariffs", "crisis", "cholera", "measles", "fever", "illness",
     "lightning", "heatwave", "avalanche", "wildfire", "wildfires", "virus", "epidemic", "outbreak", "cuts", "rains")
)  # fmt: skip
"""What strikes without anybody's hand: "towns hit by the earthquake"."""


def _reduced(predicate: Predicate, value: str) -> bool:
    """A participle that stands alone: "three troops killed in", "drones downed at", "bases attacked"."""
    verb, subject = predicate.verb, predicate.subject
    if any(p.lemma in _CLASHES | _HITTING_BACK or p.lemma.endswith(" fire") for p in verb.readings):
        return False
    if predicate.object is not None or verb.voice == "passive" or subject is None or verb.first != verb.main:
        return False
    if not any("participle" in piece.form for piece in verb.readings if piece.kind == "act"):
        return False
    if value == "launch" and _carries(subject):
        return not any(piece.lemma == "fire" for piece in verb.readings)
    if value == "conduct":
        return subject.head == "act"
    if value in {"down", "launch"}:
        if any(piece.lemma == "air force" for piece in subject.of("weapon")):
            return False  # "the army and air force intercepted and destroyed …"
        return subject.head in WEAPON_HEADS | {"act", "pronoun", "number"}
    if value in {"kill", "wound"}:
        return not any(piece.lemma in {"hack", "shoot", "stab"} for piece in verb.readings)
    fights = subject.head in WEAPON_HEADS | {"fighter", "unnamed", "group", "pronoun", "act"}
    return value in {"assault", "seize"} and not fights and not subject.of("faction", "leader")


_HITTING_BACK: Final = frozenset(("hit back", "strike back"))
_MANNED: Final = frozenset(("airstrike", "aircraft"))
_PLATFORMS: Final = _MANNED | {"drone"}
"""What carries weapons itself: "a drone fired on"; a missile only is fired."""


def _achieved(frame: Frame, predicate: Predicate) -> bool:
    """An infinitive tells an act only after "tried", "managed", "went on", "appeared"."""
    before = [p for p in frame.segment.predicates if p.verb.last <= predicate.verb.first]
    if not before or before[-1].verb.tense in {"future", "modal"}:
        return False
    if predicate.verb.perfect:  # "are said to have overrun a post"
        return before[-1].verb.reading("report") is not None and before[-1].verb.voice == "passive"
    return _user(frame, predicate) is not None or any(piece.lemma in _ACHIEVING for piece in before[-1].verb.readings)


_ACHIEVING: Final = frozenset(
    ("try", "attempt", "manage", "go on", "return", "come back", "appear", "seem", "continue", "claim", "go")
)


def _user(frame: Frame, predicate: Predicate) -> Predicate | None:
    """ "The X used a drone to drop a bomb on the fort": with what it was done, and by whom."""
    before = [p for p in frame.segment.predicates if p.verb.last <= predicate.verb.first]
    used = before[-1] if before and frame.sentence.tokens[before[-1].verb.main].low == "used" else None
    means = None if used is None else used.subject if used.verb.voice == "passive" else used.object
    return used if means is not None and means.head in WEAPON_HEADS else None


_CLASHES: Final = frozenset(("clash", "exchange fire", "trade fire", "fight", "battle", "skirmish"))
"""What one does with a foe."""


def _assault(frame: Frame, predicate: Predicate, agent: Noun | None, patient: Noun | None) -> Frame | None:
    hit = any(piece.value == "assault" for piece in predicate.verb.readings)
    if patient is None and agent is not None and _burns(predicate, agent):
        return None
    if any(_is_pact(frame.sentence, noun) for noun in (agent, patient)):
        return None
    if patient is not None and not patient.of("thing") and frame.sentence.tokens[patient.last - 1].low in _BURNT:
        return None
    if not hit and patient is not None and patient.head == "weapon" and not patient.of("thing"):
        return None  # guns that are seized are no target
    weapon = patient is not None and (patient.head == "weapon" or _is_launcher(frame.sentence, patient))
    if hit and agent is not None and weapon and not is_mine(patient):
        return with_sides(frame, agent, None).but(on_ground=True)
    if agent is not None and agent.head in {"site", "vessel", "personnel", "civilian"} and is_mine(patient):
        return _trip(frame, predicate, None, patient)
    loser = next((o.noun for o in predicate.obliques if o.role == "from" and o.noun.of("faction")), None)
    if loser is not None and not hit and patient is not None and (patient.head == "site" or patient.of("place")):
        taken = actor_of(frame.sentence, loser)  # "retook the town from the X"
        return with_sides(frame, agent, None).but(target=taken and replace(taken, head="site"))
    if patient is None and any(piece.lemma in _CLASHES for piece in predicate.verb.readings):
        patient = next((o.noun for o in predicate.obliques if o.role == "with" and not o.noun.of("weapon")), None)
    if patient is None or patient.head in {"", "number", "act", "time"}:
        aimed = next(
            (o.noun for o in predicate.obliques if o.role in {"to", "at"} and o.noun.head in _TARGET_HEADS), None
        )
        patient = aimed if patient is None or patient.head in {"act"} else patient
    if agent is not None and any(piece.value == "aircraft" for piece in agent.of("weapon")) and _shoots(predicate):
        frame = frame.but(weapon=frame.weapon or "airstrike", platform=True)
    return with_sides(frame, agent, patient)


def _is_launcher(sentence: Sentence, noun: Noun) -> bool:
    """ "A rocket launcher", "three launchers"."""
    return sentence.tokens[noun.last - 1].low in {"launcher", "launchers"}


_BURNT: Final = frozenset(
    ("flag", "flags", "effigy", "effigies", "tyre", "tyres", "tires", "portraits", "pictures", "posters", "insurgency",
     "insurgencies", "rebellion", "uprising", "militancy")
)  # fmt: skip
"""What is set on fire at a rally, or fought for years."""


def _shoots(predicate: Predicate) -> bool:
    """ "The aircraft fired on their car": it does not fall on it, as "the aircraft hit the base" may mean."""
    return any(piece.lemma in _SHOOTING for piece in predicate.verb.readings)


_SHOOTING: Final = frozenset(
    ("fire on", "fire at", "fire upon", "open fire", "open fire on", "bomb", "bombard", "strafe")
)


def _is_pact(sentence: Sentence, noun: Noun | None) -> bool:
    """ "Struck a deal", "hit the headlines", "shot a video"."""
    return noun is not None and sentence.tokens[noun.last - 1].low in _PACTS


_PACTS: Final = frozenset(
    ("deal", "deals", "pact", "pacts", "accord", "agreement", "bargain", "truce", "balance", "tone", "headlines",
     "airwaves", "video", "videos", "film", "films", "footage", "scene", "scenes", "photo", "photos", "pictures")
)  # fmt: skip


def _burns(predicate: Predicate, what: Noun) -> bool:
    """ "Fires burned at the port", "burned flags": no deed of war."""
    doer = what.head in {"fighter", "unnamed", "group", "pronoun"} or bool(what.of("faction", "leader"))
    active = predicate.verb.voice == "active" and not doer
    return active and any(piece.lemma == "burn" for piece in predicate.verb.readings)


def _enter(frame: Frame, predicate: Predicate, agent: Noun | None, _: Noun | None) -> Frame | None:
    """Fighters enter a town: an attack. Others only come, or walk into a mine."""
    goal = predicate.object or next((o.noun for o in predicate.obliques if o.role in {"to", "at"}), None)
    if is_mine(goal):
        return with_sides(frame, goal, agent)
    actor = actor_of(frame.sentence, agent)
    fights = actor is not None and (actor.kind == "unnamed" or (actor.faction is not None and actor.head != "speaker"))
    ground = goal is not None and (goal.head in {"site", "place"} or bool(goal.of("place")))
    return with_sides(frame, agent, goal) if fights and ground else None


def _launch(frame: Frame, predicate: Predicate, agent: Noun | None, sent: Noun | None) -> Frame | None:
    fires = any(piece.lemma in {"fire", "shoot"} for piece in predicate.verb.readings)
    if (
        fires
        and predicate.verb.voice == "passive"
        and sent is not None
        and sent.head in _TARGET_HEADS
        and not sent.of("weapon")
    ):
        return with_sides(frame, agent, sent)
    if sent is None and agent is not None and agent.head in WEAPON_HEADS and not _carries(agent):
        return _land(frame, predicate, agent, None)
    driven = any(piece.lemma in {"drive", "ram"} for piece in predicate.verb.readings)
    if driven and sent is not None and sent.of("faction") and any(o.role == "from" for o in predicate.obliques):
        return with_sides(frame, agent, sent)  # "drove the X out of a camp"
    if driven and sent is not None and is_vehicle(sent) and _aim(predicate) is not None:
        return with_sides(frame, agent, _aim(predicate)).but(weapon="vehicle")
    weapon = sent is not None and (sent.head in WEAPON_HEADS or bool(sent.of("weapon")))
    laid = any(piece.lemma == "lay" for piece in predicate.verb.readings)
    weapon = weapon and (not laid or is_mine(sent))  # not "laid their rifles on a table"
    if sent is not None and sent.head in {"fighter", "unnamed"} and _aim(predicate) is not None:
        bombers = not _SUICIDAL.isdisjoint(token.low for token in frame.sentence.tokens[sent.first : sent.last])
        return with_sides(frame, agent, _aim(predicate)) if bombers else None
    act = sent is not None and sent.head == "act"
    if not weapon and not act:
        lemma_fires = any(piece.lemma in {"fire", "shoot", "launch"} for piece in predicate.verb.readings)
        lemma_fires = lemma_fires or (agent is not None and agent.head == "weapon")  # "F-16s flew against camps"
        pronoun = sent is not None and sent.head in {"pronoun", "number"}
        aimed = any(o.role in {"to", "at"} and o.noun.head in _TARGET_HEADS for o in predicate.obliques)
        fired = (
            pronoun and lemma_fires and agent is not None and agent.head in {"name", "fighter", "unnamed", "pronoun"}
        )
        if not (pronoun and aimed) and not fired and not (lemma_fires and aimed and sent is None):
            return None
    aim = _aim(predicate, _TARGET_HEADS | {"pronoun"})
    source = next((o.noun for o in predicate.obliques if o.role == "from" and o.noun.of("faction", "leader")), None)
    updated = with_sides(frame, agent or source, aim)
    if sent is None:
        return updated
    if _drops(predicate) and is_bomb(sent) and updated.weapon in {None, "airstrike"}:
        return _from_above(armed_with(updated, sent))
    flown = agent is not None and any(piece.value == "drone" for piece in agent.of("weapon"))
    return armed_with(updated, sent).but(weapon="drone", flown=True) if flown else armed_with(updated, sent)


_SUICIDAL: Final = frozenset(("suicide", "suicidal"))


def _drops(predicate: Predicate) -> bool:
    return any(piece.lemma in {"drop", "release"} for piece in predicate.verb.readings)


def _from_above(frame: Frame) -> Frame:
    """ "Dropped bombs": aircraft did."""
    return frame.but(weapon="airstrike", platform=True)


def _carries(noun: Noun) -> bool:
    """ "Two jets fired": what carries weapons and sends them."""
    return any(piece.value in _PLATFORMS for piece in noun.of("weapon"))


def _aim(predicate: Predicate, heads: frozenset[str] = _TARGET_HEADS) -> Noun | None:
    """What a thing is sent at: "at the police station", "at the office of X"."""
    aimed = (o.noun for o in predicate.obliques if o.role in {"to", "at"})
    return next((noun for noun in aimed if _is_target(noun, heads)), None)


def _is_target(noun: Noun, heads: frozenset[str] = _TARGET_HEADS) -> bool:
    """ "The police station", "the office of X"."""
    return noun.head in heads or (noun.head == "speaker" and bool(noun.of("faction")))


def _land(frame: Frame, predicate: Predicate, _: Noun | None, __: Noun | None) -> Frame | None:
    subject = predicate.subject
    if subject is not None and is_vehicle(subject) and bursts(predicate):
        return with_sides(frame, None, _aim(predicate)).but(weapon="vehicle")
    by = next((o.noun for o in predicate.obliques if o.role == "by"), None)
    if predicate.verb.voice == "passive" and by is not None and by.of("weapon"):
        return with_sides(frame, by, subject)
    if subject is None or not (subject.head in WEAPON_HEADS | {"pronoun", "number", "act"} or subject.of("weapon")):
        return None
    touches = any(piece.lemma in {"land", "touch down"} for piece in predicate.verb.readings)
    if touches and subject.of("weapon") and {piece.value for piece in subject.of("weapon")} <= _MANNED:
        return None  # "a helicopter landed"
    aim = predicate.object if predicate.object is not None and _is_target(predicate.object) else _aim(predicate)
    if any(piece.lemma == "cross from" for piece in predicate.verb.readings):
        aim = None
    landed = armed_with(with_sides(frame, subject if subject.head in WEAPON_HEADS else None, aim), subject)
    return _from_above(landed) if _drops(predicate) and is_bomb(subject) else landed


def _down(frame: Frame, predicate: Predicate, agent: Noun | None, sent: Noun | None) -> Frame | None:
    """Somebody stopped a weapon or an attack: the stopper is the one who was attacked. What had not been fired yet
    was struck on the ground."""
    if frame.sentence.of("unfired") and sent is not None and sent.head == "weapon":
        return with_sides(frame, agent, None).but(on_ground=True)
    stopper = actor_of(frame.sentence, agent)
    if any(_names_object(piece) for piece in predicate.verb.readings):
        return frame.but(target=frame.target or stopper, definite=True, ellipsis=True)
    if sent is None or ((count_of(frame.sentence, sent) or 0) > LUMP_MAX and sent.head == "act"):
        return None
    more = frame.sentence.tokens[sent.last - 1].low in _MORE or counts_more(frame.sentence, sent)
    if not (more or sent.head in WEAPON_HEADS | {"act", "pronoun", "number"} or sent.of("weapon")):
        return None
    updated = frame.but(ellipsis=True) if more else armed_with(frame, sent)
    sender = actor_of(frame.sentence, sent)
    return updated.but(agent=updated.agent or sender, target=updated.target or stopper)


_MORE: Final = frozenset(("others", "more", "another"))
"""More of what was told before: "two others were shot down"."""


def _fells(sentence: Sentence, agent: Noun | None, craft: Noun | None) -> bool:
    """ "The X shot down a Valdorian drone": an attack on whose aircraft it is, not one that was stopped."""
    if craft is None or not _carries(craft):
        return False
    doer, owner = actor_of(sentence, agent), actor_of(sentence, craft)
    if doer is not None and doer.faction is not None:
        return owner is None or owner.faction is None
    return owner is not None and owner.kind == "party" and (doer is None or doer.kind != "party")


def _fell(frame: Frame, _: Predicate, agent: Noun | None, craft: Noun | None) -> Frame:
    return with_sides(frame, agent, None).but(target=frame.target or actor_of(frame.sentence, craft))


def _names_object(piece: Piece) -> bool:
    """ "Shot it down": the verb holds what was stopped."""
    return piece.lemma.split()[1:2] in (["it"], ["them"], ["both"], ["all"])


def _trip(frame: Frame, predicate: Predicate, agent: Noun | None, met: Noun | None) -> Frame | None:
    """ "Their lorry drove over a mine"; but "rebels triggered a blast"."""
    if met is not None and met.head == "act":
        return _conduct(frame, predicate, agent, met)
    sets_off = any(piece.lemma == "trigger" for piece in predicate.verb.readings)
    by = next((o.noun for o in predicate.obliques if o.role == "by"), None)
    if sets_off and by is not None and met is None:  # "a blast triggered by rebels"
        return with_sides(frame, by, None)
    armed = agent is not None and (agent.head in {"fighter", "unnamed", "group"} or agent.of("faction", "leader"))
    if sets_off and armed and met is not None and is_mine(met):  # "rebels triggered a mine under a lorry"
        return armed_with(with_sides(frame, agent, _aim(predicate)), met)
    mine = next((n for n in (met, *(o.noun for o in predicate.obliques)) if n is not None and n.of("weapon")), None)
    return with_sides(frame, mine, predicate.subject) if mine is not None else None


def _answer(frame: Frame, predicate: Predicate, agent: Noun | None, _: Noun | None) -> Frame:
    return with_sides(frame, agent, _aim(predicate) if predicate.object is None else predicate.object)


def _conduct(frame: Frame, _: Predicate, agent: Noun | None, act: Noun | None) -> Frame | None:
    if act is None or act.head != "act":
        return None
    if (count_of(frame.sentence, act) or 0) > LUMP_MAX and not is_wave(frame.sentence, act):
        return None
    return with_sides(frame, agent, None)


_Handler = Callable[[Frame, Predicate, Noun | None, Noun | None], Frame | None]
_HANDLERS: Final[dict[str, _Handler]] = {
    "launch": _launch,
    "enter": _enter,
    "land": _land,
    "down": _down,
    "fell": _fell,
    "undergo": undergo,
    "under": under,
    "die": undergo,
    "trip": _trip,
    "meet": meet,
    "suffer": suffer,
    "lose": lose,
    "yield": yielded,
    "conduct": _conduct,
    "answer": _answer,
}

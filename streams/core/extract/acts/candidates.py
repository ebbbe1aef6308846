"""From a frame to an act: which side is watched, who struck, and whose word it is."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from schemas.words import AttributionWord
from streams.core.extract.acts.act import Act
from streams.core.extract.acts.actors import Actor, actor_of
from streams.core.extract.acts.frame import Frame
from streams.core.extract.acts.reading import Reading
from streams.core.extract.acts.sides import points_back
from streams.core.extract.acts.strikes import (
    RAIDS,
    STATES,
    strike_by_forces,
    strike_by_nobody,
    strike_by_party,
    strike_on,
    strike_on_ground,
)
from streams.core.extract.clauses.predicates import Predicate
from streams.core.extract.words.document import Document, Sentence
from streams.core.extract.words.pieces import FELLED

_WE: Final = frozenset(("it", "they", "we"))
_OWN: Final = frozenset(("its", "their", "our", "his"))
_THEY: Final = frozenset(("they", "he", "she", "both"))
_REACH_SENTENCES: Final = 2
_REACH_BOAST_SENTENCES: Final = 6


def candidate(reading: Reading, frame: Frame) -> Act | None:
    """The act that a frame tells; None where nobody watched can be a side of it."""
    agent, target = _resolved(reading, frame)
    if agent is not None and agent.kind == "unnamed" and (frame.platform or _is_nobodys(agent)):
        agent, frame = None, frame.but(agent=None)
    act = _sided(reading, frame, agent, target)
    if act is not None:
        act.teller = reading.speaker
    return act


def _is_nobodys(agent: Actor) -> bool:
    """ "An unidentified drone": no militants' one."""
    return agent.head == "weapon" and not _UNKNOWN.isdisjoint(agent.text.lower().split())


_UNKNOWN: Final = frozenset(("unidentified", "unknown"))


def _sided(reading: Reading, frame: Frame, agent: Actor | None, target: Actor | None) -> Act | None:
    if _are_its_attackers(reading, frame, target) or _is_haul(frame, agent, target) or _is_arrest(frame, agent, target):
        return None
    raider = _beaten_back(frame) if agent is None or not agent.faction else None
    if raider is not None:
        return _attack_by(reading, frame, raider, target) if raider.faction else _nobodys(reading, frame, raider, None)
    if agent is not None and agent.faction:
        return _attack_by(reading, frame, agent, target)
    if _fell_on_both_sides(frame, target) or _struck_back(reading, frame, target):
        return None
    fell = target is not None and target.head == "fighter" and any(when.exact for when in frame.whens)
    if target is not None and target.faction and (agent or frame.weapon or set(frame.verbs) != {"die"} or fell):
        return strike_on(reading, frame, agent, target)
    if agent is not None and agent.kind in STATES:
        if frame.on_ground and agent.kind == "party":
            return strike_on_ground(reading, frame, agent)
        return strike_by_party(reading, frame, agent, target)
    if agent is not None and agent.kind == "people" and agent.head == "personnel":
        return strike_by_forces(reading, frame, agent, target)
    return strike_by_nobody(reading, frame, agent, target) or _nobodys(reading, frame, agent, target)


def _beaten_back(frame: Frame) -> Actor | None:
    """ "Police beat back an attack on the fort, killing nine gunmen": the fallen are who attacked."""
    if "kill" not in frame.verbs:
        return None
    predicates = frame.segment.predicates
    stopped = (p for p in predicates if any(r.lemma in _REPELLING for r in p.verb.readings))
    things = (p.subject if p.verb.voice == "passive" else p.object for p in stopped)
    if not any(thing is not None and thing.head == "act" for thing in things):
        return None
    killed = (p for p in predicates if any(r.value == "kill" for r in p.verb.readings))
    fallen = (actor_of(frame.sentence, p.subject if p.verb.voice == "passive" else p.object) for p in killed)
    return next((actor for actor in fallen if actor is not None and actor.head in {"fighter", "unnamed"}), None)


_REPELLING: Final = frozenset(
    ("repel", "repulse", "fight off", "beat back", "beat off", "fend off", "drive off", "drive back", "push back",
     "ward off", "throw back")
)  # fmt: skip
"""What is done about an attack that came; one that was foiled never did."""


def _fell_on_both_sides(frame: Frame, target: Actor | None) -> bool:
    """ "Six soldiers and two rebels were killed": the toll of a fight, no blow on either."""
    if target is None or target.head != "fighter" or frame.agent is not None or FELLED.isdisjoint(frame.verbs):
        return False
    told = [noun for noun in frame.segment.nouns if noun.head in {"personnel", "fighter"} and noun.number is not None]
    lows = [token.low for token in frame.sentence.tokens]
    return any(
        a.head == "personnel" and b.head == "fighter" and "and" in lows[a.last : b.first] for a, b in pairwise(told)
    )


def _struck_back(reading: Reading, frame: Frame, target: Actor | None) -> bool:
    """ "The troops responded, killing four militants": of the attack told right before."""
    last = reading.last
    if last is None or last.kind != "attack" or reading.sentence.index - last.order > 1 or target is None:
        return False
    lemmas = {piece.lemma for p in frame.segment.predicates for piece in p.verb.readings}
    return target.head == "fighter" and "kill" in frame.verbs and not lemmas.isdisjoint(_RESPONDING)


_RESPONDING: Final = frozenset(("respond", "retaliate", "return fire", "fire back", "fight back"))


def _is_haul(frame: Frame, agent: Actor | None, target: Actor | None) -> bool:
    """ "Two rockets were seized", "the army seized a drone", "the men were seized": found or arrested."""
    if set(frame.verbs) != {"seize"} or (agent is not None and agent.kind not in STATES and agent.head != "personnel"):
        return False
    arrest = agent is None and target is not None and target.kind == "unnamed"
    return arrest or (frame.weapon in _LAUNCHED and (target is None or not target.faction))


def _is_arrest(frame: Frame, agent: Actor | None, target: Actor | None) -> bool:
    """ "Officers captured an X man", "he took over the X": nobody struck the X; a camp of theirs that is taken is."""
    if set(frame.verbs) != {"seize"} or target is None or not target.faction or target.head == "site":
        return False
    return agent is None or not agent.faction


_LAUNCHED: Final = frozenset(("rocket", "missile", "drone", "mortar", "ied", "mixed"))
"""Weapons that nobody holds in his hand to seize something."""


def _are_its_attackers(reading: Reading, frame: Frame, target: Actor | None) -> bool:
    """ "All four assailants were killed by the police": the end of the attack told before, no blow of its own."""
    last = reading.last
    if last is None or last.kind != "attack" or target is None or not frame.only_fells:
        return False
    words = target.text.lower().split()
    everyone = f"all {target.text.lower()}" in reading.sentence.text(0, len(reading.sentence.tokens)).lower()
    part = " of the " in f" {target.text.lower()} "  # "killed five of the assailants"
    known = words[-1] in _ATTACKERS and (everyone or words[0] in _KNOWN or part)
    dated = any(when.exact and not when.relative for when in frame.whens)
    return known and not dated and 0 <= reading.sentence.index - last.order <= _REACH_SENTENCES


_KNOWN: Final = frozenset(("the", "both", "those", "another", "second", "third", "other"))
_ATTACKERS: Final = frozenset(
    ("attackers", "attacker", "assailants", "assailant", "gunmen", "gunman", "bombers", "raiders")
)


def _nobodys(reading: Reading, frame: Frame, agent: Actor | None, target: Actor | None) -> Act:
    """An act that no side is named for. Where a faction tells it, a launch is its own, a blow on a site fell on it."""
    unsided = agent is None and (target is None or target.kind in {"people", "unnamed"})
    act = Act("attack", reading.sentence, target=target, open=unsided, militant=_is_militant(agent))
    speech = reading.speech
    if speech is None or not speech.faction or agent is not None or not frame.strong:
        return act
    if set(frame.verbs) & {"launch", "land"} and not frame.platform:
        act.tie(speech.faction, "denied" if _denial(reading, frame) else "claimed", speech.text)
        act.open = False
    elif _complains(reading, frame, target) or _reports_raids(frame):
        act = Act("strike", reading.sentence)
        act.tie(speech.faction, "stated")
    return act


def _is_militant(agent: Actor | None) -> bool:
    """ "Suspected jihadists": nobody's name, but no robbers either."""
    return agent is not None and agent.kind == "unnamed" and agent.text.split()[-1].lower() in _MILITANTS


_MILITANTS: Final = frozenset(
    ("militants", "jihadists", "jihadis", "islamists", "terrorists", "rebels", "insurgents", "guerrillas", "extremists",
     "separatists", "dissidents")
)  # fmt: skip


def _complains(reading: Reading, frame: Frame, target: Actor | None) -> bool:
    """Whether a faction that says "a house was hit" tells of a blow on itself, not of more of its own attack."""
    ground = target is not None and target.kind == "people" and target.head == "site"
    fell = "assault" in frame.verbs and frame.weapon in {None, "airstrike"}
    last, teller = reading.last, reading.speaker
    claimed = last is not None and teller is not None and teller.id in last.ties
    reach = _REACH_BOAST_SENTENCES if claimed else _REACH_SENTENCES
    boasting = last is not None and last.kind == "attack" and reading.sentence.index - last.order <= reach
    own = target is not None and target.kind == "unnamed" and not FELLED.isdisjoint(frame.verbs)
    return ((ground and fell) or own) and not boasting


def _reports_raids(frame: Frame) -> bool:
    """ "The X reported five strikes on Mirna": so speaks who was struck."""
    told = (p.object for p in frame.segment.predicates if p.verb.reading("report") is not None)
    heard = any(thing is not None and thing.head == "act" for thing in told)
    return heard and frame.only_named and not _REPORTED.isdisjoint(frame.words)


_REPORTED: Final = RAIDS | {"airstrike", "airstrikes"}


def _attack_by(reading: Reading, frame: Frame, agent: Actor, target: Actor | None) -> Act:
    act = Act("attack", reading.sentence)
    word = _attack_word(reading, frame, agent)
    act.anaphoric = agent.anaphor or frame.pronoun
    for faction in agent.factions:
        act.tie(faction, word, reading.speech.text if reading.speech else None)
    act.target = target if target is not None and not set(target.factions) & set(agent.factions) else None
    return act


def _resolved(reading: Reading, frame: Frame) -> tuple[Actor | None, Actor | None]:
    """Both sides, pronouns and "its headquarters" replaced by whom they stand for."""
    agent, target = _known(reading, frame.agent), _known(reading, frame.target)
    if agent is None and frame.pronoun:
        agent = _antecedent(reading, frame)
    speech = reading.speech
    if (
        target is not None
        and target.kind in {"people", "unnamed"}
        and speech is not None
        and speech.speaker is not None
    ):
        own = not _OWN.isdisjoint(target.text.lower().split()) and (agent is None or agent.id != speech.speaker.id)
        if own and speech.speaker.kind in {"faction", "party"}:
            target = replace(speech.speaker, text=target.text, head=target.head)
    unowned = target is not None and target.kind in {"people", "unnamed"}
    if target is not None and unowned and not _OWN.isdisjoint(target.text.lower().split()):
        accuser = _accuser(frame)
        if accuser is not None and not accuser.owns(agent):
            target = replace(accuser, text=target.text, head=target.head)
    topic, last = reading.topic, reading.last
    attacked = last is not None and last.kind == "attack" and topic is not None and topic.id in last.ties
    struck = topic is not None and topic.faction and not attacked and (agent is None or not agent.faction)
    if topic is not None and struck and _they_fell(frame, target):
        target = replace(topic, head="fighter")
    return agent, target


def _accuser(frame: Frame) -> Actor | None:
    """ "The X accused Valdoria of bombing its camp": whose the camp is."""
    blames = (p for p in frame.segment.predicates if p.verb.reading("blame") is not None and p.verb.voice == "active")
    actors = (actor_of(frame.sentence, p.subject) for p in blames)
    return next((actor for actor in actors if actor is not None and actor.faction), None)


def _they_fell(frame: Frame, target: Actor | None) -> bool:
    """ "They were killed when jets bombed their car", "he died": those whom the sentence before was said of."""
    if target is not None and (target.kind != "people" or _OWN.isdisjoint(target.text.lower().split())):
        return False
    felled = (p for segment in (frame.segment, *frame.beside) for p in segment.predicates if _falls(p))
    lows = [token.low for token in frame.sentence.tokens]
    subjects = [p.subject for p in felled if p.subject is not None and not p.subject.of("faction", "leader", "party")]
    return any(lows[each.first] in _THEY or lows[each.last - 2 : each.last] == ["of", "them"] for each in subjects)


def _falls(predicate: Predicate) -> bool:
    """Whether a verb says that its subject was killed or hurt."""
    reading = predicate.verb.reading("act")
    if reading is None or reading.value not in FELLED:
        return False
    return reading.value == "die" or predicate.verb.voice == "passive"


def _known(reading: Reading, actor: Actor | None) -> Actor | None:
    """ "The boats" of a sentence before, which were the faction's."""
    if actor is None or actor.id is not None or not actor.text.lower().startswith(("the ", "those ", "these ")):
        return actor
    known = reading.known.get(actor.text.split()[-1].lower())
    return replace(known, text=actor.text, head=actor.head) if known is not None else actor


def _antecedent(reading: Reading, frame: Frame) -> Actor | None:
    """Whom "it" or "its men" stands for: the speaker, or the side that the clause before spoke of."""
    speech, sentence = reading.speech, reading.sentence
    fallen = _fallen_before(reading, frame)
    if fallen is not None:
        return fallen
    speaker = speech.speaker if speech is not None else None
    if speaker is not None and (sentence.raw.quoted or speaker.kind != "people") and not speaker.owns(frame.target):
        return speaker  # but "it had fired at Valdoria, Valdoria said"
    for segment in reversed([s for s in reading.segments if s.number <= frame.segment.number]):
        for predicate in reversed(segment.predicates):
            actor = actor_of(sentence, predicate.subject)
            if actor is not None and actor.kind in {"faction", *STATES}:
                return actor
    if reading.topic is not None and not _has_subject(reading, frame):
        return reading.topic
    faction = reading.doc.faction_in_focus(sentence, frame.segment.first)
    told = _led_men(frame) or (sentence.raw.quoted and not frame.bombs)
    return Actor.of_faction(faction) if faction and told else None


def _led_men(frame: Frame) -> bool:
    """ "His fighters attacked", "its gunmen": only an armed body has them."""
    subjects = [p.subject for p in frame.segment.predicates if p.verb.voice == "active" and p.subject is not None]
    return any(noun.head in {"fighter", "unnamed"} and points_back(frame.sentence, noun) for noun in subjects)


def _fallen_before(reading: Reading, frame: Frame) -> Actor | None:
    """ "Seven militants were killed after they attacked a post": the fallen are who attacked."""
    if frame.segment.opening not in {"after", "sub"}:
        return None
    before = [p for s in reading.segments if s.number < frame.segment.number for p in s.predicates]
    actor = actor_of(reading.sentence, before[-1].subject) if before and _falls(before[-1]) else None
    return actor if actor is not None and actor.head == "fighter" else None


def _has_subject(reading: Reading, frame: Frame) -> bool:
    """Whether a clause up to the frame's is said of somebody else than the pronoun."""
    subjects = [p.subject for s in reading.segments if s.number <= frame.segment.number for p in s.predicates]
    return any(noun is not None and not points_back(reading.sentence, noun) for noun in subjects)


def _attack_word(reading: Reading, frame: Frame, agent: Actor) -> AttributionWord:
    """How surely a deed is the agent's: by its own word, a doubtful one, somebody else's, or the article's."""
    speech = reading.speech
    teller = speech.faction if speech is not None else None
    own = teller is not None and (
        _kin(reading.doc, teller, agent.factions) or _together(reading.sentence, agent.factions)
    )
    denial = _denial(reading, frame)
    if denial is not None:
        denier = actor_of(reading.sentence, denial.subject)
        return "denied" if own or (denier is not None and set(denier.factions) & set(agent.factions)) else "none"
    if own:
        return "claimed"
    for tie in reading.sentence.of("tie"):
        if tie.value in {"claimed", "blamed"} and reading.sentence.words(tie) in agent.text:
            return "claimed" if tie.value == "claimed" else "blamed"
    if reading.hedged(frame, agent):
        return "suspected"
    return "stated" if speech is None or speech.bystander else "blamed"


def _together(sentence: Sentence, factions: Sequence[str]) -> bool:
    """ "Said that they and the X had attacked": the speaker claims for both."""
    for piece in sentence.of("faction"):
        words = [token.low for token in sentence.tokens[max(0, piece.first - 3) : piece.first] if token.low != "the"]
        if piece.value in factions and words[-1:] == ["and"] and not _WE.isdisjoint(words):
            return True
    return False


def _denial(reading: Reading, frame: Frame) -> Predicate | None:
    """The verb of denial that stands over a frame: "denied that his group had fired on the compound"."""
    return next(
        (
            predicate
            for segment in reading.segments
            if segment.number in {frame.segment.number, frame.segment.number - 1}
            for predicate in segment.predicates
            if (word := predicate.verb.reading("blame")) is not None
            and word.value == "deny"
            and not predicate.verb.negated
            and predicate.verb.last <= frame.segment.last
        ),
        None,
    )


def _kin(doc: Document, faction: str, others: tuple[str, ...]) -> bool:
    known = doc.factions.get(faction)
    return faction in others or (known is not None and any(other in known.member_of for other in others))

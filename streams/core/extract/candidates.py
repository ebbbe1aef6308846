"""From a frame to an act: which side is watched, who struck, and whose word it is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from schemas.words import AttributionWord
from streams.core.extract.actors import Actor, actor_of
from streams.core.extract.acts_model import Act
from streams.core.extract.document import Document, Sentence
from streams.core.extract.frames import Frame, points_back
from streams.core.extract.places import places_of
from streams.core.extract.speech import Speech
from streams.core.extract.syntax import Predicate, Segment

_OWN = frozenset(("its", "their", "our"))

_STATES = frozenset(("party", "outsider"))


@dataclass(frozen=True, slots=True)
class Reading:
    """What is needed to read a frame of a document."""

    doc: Document
    number: int
    """Position of the sentence in the document."""
    sentence: Sentence
    segments: Sequence[Segment]
    speech: Speech | None
    known: Mapping[str, Actor]
    """What "the boats" or "the gunmen" are, by their head word, where an earlier sentence said whose they are."""
    topic: Actor | None = None
    """Whom the sentence before was said of."""


def candidate(reading: Reading, frame: Frame) -> Act | None:
    """The act that a frame tells; None where nobody watched can be a side of it."""
    agent, target = _resolved(reading, frame)
    if frame.platform and agent is not None and agent.kind == "unnamed":
        agent = None
    act = _sided(reading, frame, agent, target)
    if act is not None:
        act.teller = reading.speech.speaker if reading.speech is not None else None
    return act


def _sided(reading: Reading, frame: Frame, agent: Actor | None, target: Actor | None) -> Act | None:
    if agent is not None and agent.faction:
        return _attack_by(reading, frame, agent, target)
    if target is not None and target.faction and (agent is not None or frame.weapon or set(frame.verbs) != {"die"}):
        return _strike_on(reading, frame, agent, target)
    if agent is not None and agent.kind in _STATES:
        if frame.on_ground and agent.kind == "party":
            return _strike_on_ground(reading, frame, agent)
        return _strike_by_party(reading, frame, agent, target)
    return _strike_by_forces(reading, frame, agent, target) or _nobodys(reading, frame, agent, target)


def _strike_by_forces(reading: Reading, frame: Frame, agent: Actor | None, target: Actor | None) -> Act | None:
    """A blow that only a state deals though none is named: on unfired weapons, on fighters, from the air."""
    if frame.on_ground and (agent is None or agent.kind == "people"):
        struck = _strike_on_ground(reading, frame, agent or _flier(reading))
        if struck is not None:
            return struck
    if target is not None and target.kind == "unnamed" and _by_forces(frame, agent, target):
        word = _strike_word(reading, frame, agent)
        return _strike_on_fighters(reading.doc, Act("strike", reading.sentence, striker=agent, striker_word=word))
    bare = frame.agent is None and frame.weapon == "airstrike" and set(frame.verbs) != {"land"}
    if bare and (target is None or target.kind == "people"):
        return _strike_from_the_air(reading, frame, _flier(reading))
    return None


def _nobodys(reading: Reading, frame: Frame, agent: Actor | None, target: Actor | None) -> Act:
    """An act that no side is named for. Where a faction tells it, a launch is its own, a blow on a site fell on it."""
    unsided = agent is None and (target is None or target.kind in {"people", "unnamed"})
    act = Act("attack", reading.sentence, target=target, open=unsided)
    speech = reading.speech
    if speech is None or not speech.faction or agent is not None or not frame.strong:
        return act
    if set(frame.verbs) & {"launch", "land"} and not frame.platform:
        act.tie(speech.faction, "claimed", speech.text)
        act.open = False
    elif (
        "assault" in frame.verbs
        and frame.weapon in {None, "airstrike"}
        and target is not None
        and target.kind == "people"
    ):
        if target.head not in {"site", "vessel"}:
            return act
        act = Act("strike", reading.sentence)
        act.tie(speech.faction, "stated")
    return act


def _attack_by(reading: Reading, frame: Frame, agent: Actor, target: Actor | None) -> Act:
    act = Act("attack", reading.sentence)
    word = _attack_word(reading, frame, agent)
    act.anaphoric = agent.anaphor
    for faction in agent.factions:
        act.tie(faction, word, reading.speech.text if reading.speech else None)
    act.target = target if target is not None and not set(target.factions) & set(agent.factions) else None
    return act


def _strike_on(reading: Reading, frame: Frame, agent: Actor | None, target: Actor) -> Act:
    forces = agent is not None and (agent.kind != "people" or agent.head == "personnel")
    striker = agent if forces else _own_fight(reading, frame)
    act = Act("strike", reading.sentence, striker=striker)
    for faction in target.factions:
        act.tie(faction, "stated")
    act.leaders = _fallen(reading, frame, target) if set(frame.verbs) & {"kill", "die"} else ()
    act.striker_word = _strike_word(reading, frame, striker)
    return act


def _fallen(reading: Reading, frame: Frame, target: Actor) -> tuple[str, ...]:
    """Leaders killed: those that the victim's noun names, and those of the same faction in the same clause."""
    speaker = reading.speech.speaker if reading.speech is not None else None
    near = [
        piece.lemma
        for piece in reading.sentence.of("leader")
        if frame.segment.first <= piece.first < frame.segment.last and piece.value in target.factions
    ]
    spoken = speaker.leaders if speaker is not None else ()
    return tuple(name for name in dict.fromkeys((*target.leaders, *near)) if name not in spoken)


def _own_fight(reading: Reading, frame: Frame) -> Actor | None:
    """A state that tells of fighters killed in "an engagement" tells of a fight of its own forces."""
    speaker = reading.speech.speaker if reading.speech is not None else None
    shots = any(piece.value == "small_arms" for piece in reading.sentence.of("weapon"))
    fought = (
        frame.weapon == "small_arms"
        or (frame.weapon is None and shots)
        or (frame.weapon is None and "noun" in frame.verbs)
    )
    forces = speaker is not None and (speaker.kind == "party" or speaker.head == "personnel")
    return speaker if forces and fought else None


def _strike_by_party(reading: Reading, frame: Frame, agent: Actor, target: Actor | None) -> Act | None:
    """A party's blow counts where it falls on militants, or on ground where a watched faction is spoken of."""
    doc, sentence = reading.doc, reading.sentence
    if agent.kind == "outsider" or (target is not None and target.kind in _STATES):
        return None
    act = Act("strike", sentence, striker=agent, striker_word=_strike_word(reading, frame, agent))
    if target is not None and target.kind == "unnamed":
        return _strike_on_fighters(doc, act)
    near_by = doc.sentences[reading.number : reading.number + 3]
    if any(each.of("unnamed") for each in near_by) and not sentence.of("faction", "leader"):
        return act if frame.strong else None
    if frame.platform or frame.weapon == "airstrike" or frame.bombs:
        return _strike_from_the_air(reading, frame, agent)
    home = doc.watchlist.theatre.countries
    if frame.weapon is None or not any(place.country in home for place in places_of(sentence, frame.place_nouns)):
        return None
    act.ties = dict.fromkeys(_struck_side(reading), "stated")
    return act if act.ties else None


def _by_forces(frame: Frame, agent: Actor | None, target: Actor) -> bool:
    """Whether those who fell on unnamed fighters are a state's: aircraft, soldiers, or nobody told in "a raid"."""
    if agent is not None:
        return agent.kind == "people" and agent.head == "personnel"
    told = "noun" in frame.verbs and frame.indefinite and not frame.definite
    return frame.platform or (told and not target.text.lower().startswith("the "))


def _strike_on_ground(reading: Reading, frame: Frame, striker: Actor | None) -> Act | None:
    """A missile hit before it was fired is its owner's: the side in focus."""
    ties = _struck_side(reading)
    if not ties or (striker is None and not frame.platform):
        return None
    act = Act("strike", reading.sentence, striker=striker, striker_word=_strike_word(reading, frame, striker))
    act.ties = dict.fromkeys(ties, "stated")
    return act


def _strike_on_fighters(doc: Document, act: Act) -> Act:
    """A strike on "militants" falls on the one watched faction that the article names, if it names no other body."""
    bodies = {piece.value for each in doc.sentences for piece in each.of("faction", "leader", "outsider")}
    factions = {piece.value for each in doc.sentences for piece in each.of("faction", "leader")}
    if len(bodies) == 1 and factions:
        act.tie(next(iter(factions)), "stated")
    return act


def _strike_from_the_air(reading: Reading, frame: Frame, striker: Actor | None) -> Act | None:
    """Aircraft are a state's: what they hit without a word of whose it was is the side in focus, or nobody's."""
    home = reading.doc.watchlist.theatre.countries
    places = places_of(reading.sentence, frame.place_nouns)
    abroad = {place.country for place in places if place.country}
    if abroad and abroad.isdisjoint(home):
        return None
    told = bool(places) or (frame.target is not None and (frame.weapon is not None or not frame.pronoun))
    theirs = striker is None and reading.speech is not None and reading.speech.faction
    if not told or theirs:
        return None
    act = Act("strike", reading.sentence, striker=striker, striker_word=_strike_word(reading, frame, striker))
    act.ties = dict.fromkeys(_struck_side(reading), "stated")
    return act


def _struck_side(reading: Reading) -> tuple[str, ...]:
    """The faction that a blow without a victim fell on: that of the sentence, or the one spoken of last and most."""
    named = Counter(piece.value for each in reading.doc.sentences for piece in each.of("faction", "leader"))
    near = reading.doc.faction_in_focus(reading.sentence)
    if near is None:
        return ()
    most = all(named[near] > 2 * times for faction, times in named.items() if faction != near)
    return (near,) if most or reading.sentence.of("faction", "leader") else ()


def _flier(reading: Reading) -> Actor | None:
    """Whose aircraft they are when only "the air force" or "its jets" is said: the party that tells of it."""
    speaker = reading.speech.speaker if reading.speech is not None else None
    return speaker if speaker is not None and speaker.kind == "party" else None


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
    return agent, target


def _known(reading: Reading, actor: Actor | None) -> Actor | None:
    """ "The boats" of a sentence before, which were the faction's."""
    if actor is None or actor.id is not None or not actor.text.lower().startswith(("the ", "those ", "these ")):
        return actor
    known = reading.known.get(actor.text.split()[-1].lower())
    return replace(known, text=actor.text, head=actor.head) if known is not None else actor


def _antecedent(reading: Reading, frame: Frame) -> Actor | None:
    """Whom "it" or "its men" stands for: the speaker, or the side that the clause before spoke of."""
    speech, sentence = reading.speech, reading.sentence
    if speech is not None and speech.speaker is not None and (sentence.raw.quoted or speech.speaker.kind != "people"):
        return speech.speaker
    for segment in reversed([s for s in reading.segments if s.number <= frame.segment.number]):
        for predicate in reversed(segment.predicates):
            actor = actor_of(sentence, predicate.subject)
            if actor is not None and actor.kind in {"faction", *_STATES}:
                return actor
    if reading.topic is not None and not _has_subject(reading, frame):
        return reading.topic
    faction = reading.doc.faction_in_focus(sentence, frame.segment.first)
    return Actor("faction", faction, faction, "name", (faction,)) if faction and sentence.raw.quoted else None


def _has_subject(reading: Reading, frame: Frame) -> bool:
    """Whether a clause up to the frame's is said of somebody else than the pronoun."""
    subjects = [p.subject for s in reading.segments if s.number <= frame.segment.number for p in s.predicates]
    return any(noun is not None and not points_back(reading.sentence, noun) for noun in subjects)


def _attack_word(reading: Reading, frame: Frame, agent: Actor) -> AttributionWord:
    """How surely a deed is the agent's: by its own word, a doubtful one, somebody else's, or the article's."""
    speech = reading.speech
    own = speech is not None and speech.faction is not None and _kin(reading.doc, speech.faction, agent.factions)
    denial = _denial(reading, frame)
    if denial is not None:
        denier = actor_of(reading.sentence, denial.subject)
        return "denied" if own or (denier is not None and set(denier.factions) & set(agent.factions)) else "none"
    if own:
        return "claimed"
    for tie in reading.sentence.of("tie"):
        if tie.value in {"claimed", "blamed"} and reading.sentence.words(tie) in agent.text:
            return "claimed" if tie.value == "claimed" else "blamed"
    if _hedged(reading, frame, agent):
        return "suspected"
    return "stated" if speech is None or speech.bystander else "blamed"


def _hedged(reading: Reading, frame: Frame, agent: Actor) -> bool:
    """ "Suspected rebels attacked", "rebels are believed to have attacked"."""
    hedges = reading.sentence.of("hedge")
    near = any(frame.segment.first - 3 <= piece.first <= frame.segment.last for piece in hedges)
    return near or any(reading.sentence.words(piece) in agent.text for piece in hedges)


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


def _strike_word(reading: Reading, frame: Frame, striker: Actor | None) -> AttributionWord:
    """How surely a strike is the striker's. A toll told by medics takes its author for granted."""
    speech = reading.speech
    if striker is None:
        return "none"
    if speech is not None and striker.kind == "people":
        return "stated" if speech.bystander else "claimed"
    if speech is not None and speech.speaker is not None and speech.speaker.id == striker.id and striker.id:
        return "claimed"
    if _hedged(reading, frame, striker):
        return "suspected"
    return "stated" if speech is None or speech.bystander else "blamed"

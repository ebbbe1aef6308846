"""Blows on a watched faction: on whom they fell, who struck, and how surely.

The side that is struck is often told by its fighters alone ("12 militants"), or only by whose ground it was;
the side that strikes is a state or its forces.
"""

from dataclasses import replace
from typing import Final

from schemas.words import AttributionWord
from streams.core.extract.acts.act import Act
from streams.core.extract.acts.actors import Actor, is_sponsor
from streams.core.extract.acts.fallen import fallen_leaders
from streams.core.extract.acts.frame import Frame
from streams.core.extract.acts.places import SETTLEMENTS, places_of
from streams.core.extract.acts.reading import Reading
from streams.core.extract.acts.speech import state_of
from streams.core.extract.words.document import Document, Sentence
from streams.core.extract.words.pieces import FELLED

STATES: Final = frozenset(("party", "outsider"))
"""Kinds of those who strike in their own name."""

_AHEAD_SENTENCES: Final = 5
_BACK_SENTENCES: Final = 3
RAIDS: Final = frozenset(("strike", "strikes", "raid", "raids"))
_FROM_AFAR: Final = frozenset(("airstrike", "drone", "missile"))
_RUN_VERBS: Final = frozenset(("assault", "kill", "die"))


def strike_on(reading: Reading, frame: Frame, agent: Actor | None, target: Actor) -> Act:
    """A strike that falls on a faction by its name."""
    forces = agent is not None and (agent.kind != "people" or agent.head == "personnel")
    striker = agent if forces else _own_fight(reading, frame) or _own_aircraft(reading, frame)
    act = Act("strike", reading.sentence, striker=striker)
    for faction in target.factions:
        act.tie(faction, "stated")
    fell = not {"kill", "die"}.isdisjoint(frame.verbs) or _is_killing(frame)
    act.leaders = fallen_leaders(reading, frame, target) if fell else ()
    act.striker_word = _strike_word(reading, frame, striker)
    return act


def _is_killing(frame: Frame) -> bool:
    """ "The slaying of X's commander"."""
    nouns = (noun for noun in frame.segment.nouns if noun.head == "act")
    return any(piece.lemma in _KILLINGS for noun in nouns for piece in noun.of("act"))


_KILLINGS: Final = frozenset(("killing", "targeted killing", "slaying", "assassination", "murder"))


def _own_aircraft(reading: Reading, frame: Frame) -> Actor | None:
    """ "Valdoria said its jets had hit": whose they are."""
    return _flier(reading) if frame.platform and not frame.words.isdisjoint(("its", "our", "their")) else None


def _own_fight(reading: Reading, frame: Frame) -> Actor | None:
    """A state that tells of fighters killed in "an engagement" tells of a fight of its own forces."""
    speaker = reading.speaker
    shots = any(piece.value == "small_arms" for piece in reading.sentence.of("weapon"))
    fought = (
        frame.weapon == "small_arms"
        or (frame.weapon is None and shots)
        or (frame.weapon is None and "noun" in frame.verbs)
    )
    forces = speaker is not None and (speaker.kind == "party" or speaker.head == "personnel")
    return speaker if forces and fought else None


def strike_by_party(reading: Reading, frame: Frame, agent: Actor, target: Actor | None) -> Act | None:
    """A party's blow counts where it falls on militants, or on ground where a watched faction is spoken of."""
    doc, sentence = reading.doc, reading.sentence
    ground = target is not None and not SETTLEMENTS.isdisjoint(target.text.lower().split())  # "the Valdorian village"
    state = target if target is not None and target.kind in STATES and not ground else None
    if agent.kind == "outsider" or (state is not None and not _with_allies(reading, state)) or _is_backer(doc, agent):
        return None
    act = Act("strike", sentence, striker=agent, striker_word=_strike_word(reading, frame, agent))
    if state is not None or _fell_on_fighters(reading, frame, target):
        return strike_on_fighters(reading, frame, agent)
    flown = frame.platform or frame.weapon == "airstrike" or frame.bombs or _is_from_abroad(reading, frame, agent)
    if not flown and target is not None and target.head in {"civilian", "personnel"}:
        return None
    near_by = doc.sentences[reading.number : reading.number + 3]
    if any(each.of("unnamed") for each in near_by) and not sentence.of("faction", "leader"):
        act.ties = dict.fromkeys(_struck_side(reading, agent), "stated")
        return act if frame.strong else None
    if flown:
        return _strike_from_the_air(reading, frame, agent)
    home = doc.watchlist.theatre.countries
    told = frame.weapon is not None or "noun" in frame.verbs
    placed = told and any(place.country in home for place in places_of(sentence, frame.place_nouns))
    if not placed and not _on_their_ground(reading, frame, target):
        return None
    act.ties = dict.fromkeys(_struck_side(reading, agent), "stated")
    return act if act.ties else None


def _on_their_ground(reading: Reading, frame: Frame, target: Actor | None) -> bool:
    """ "Troops shelled hills where the X is camped", "destroyed launchers in ground held by the X"."""
    sites = target is None or target.head in {"site", "place"}
    return sites and "assault" in frame.verbs and bool(reading.named_behind(frame))


def _is_backer(doc: Document, state: Actor) -> bool:
    """Of "the Valdoria-backed X": Valdoria's blows, where nobody is told to be hit, do not fall on the X."""
    for sentence in doc.sentences:
        for piece in sentence.of("party", "demonym"):
            if piece.value == state.id and is_sponsor(sentence, piece):
                near = range(piece.last + 1, piece.last + 1 + _BACKED_TOKENS)
                if any(faction.first in near for faction in sentence.of("faction")):
                    return True
    return False


_BACKED_TOKENS: Final = 5


def _with_allies(reading: Reading, target: Actor) -> bool:
    """ "Struck the Guards and allied militias": whoever else was hit, militants were."""
    told = reading.sentence.text(0, len(reading.sentence.tokens)).lower()
    start = told.find(target.text.lower())
    joined, _, allies = told[start : start + len(target.text) + _ALLIES_CHARS].partition(" and ")
    return start >= 0 and len(joined) <= len(target.text) and not _BODIES.isdisjoint(allies.split())


_ALLIES_CHARS: Final = 30


def strike_on_fighters(reading: Reading, frame: Frame, striker: Actor | None) -> Act:
    """A strike on "militants" falls on the only body that the sentence and the next, its item or the article names."""
    act = Act("strike", reading.sentence, striker=striker, striker_word=_strike_word(reading, frame, striker))
    if _are_several(reading):
        return act
    for sentences in ((reading.sentence,), _told_next(reading), _item(reading), _so_far(reading)):
        bodies = {piece.value for each in sentences for piece in each.of("faction", "leader", "outsider")}
        watched = {piece.value for each in sentences for piece in each.of("faction", "leader")}
        if bodies:
            if len(bodies) == 1 and watched:
                act.tie(watched.pop(), "stated")
            return act
    main = _main_body(reading, times=2)
    body = main if main in reading.doc.factions and not _so_far(reading) else _rebels_of_last(reading, frame)
    if body is not None:
        act.tie(body, "stated")
    return act


def _are_several(reading: Reading) -> bool:
    """ "Iran-backed militias", "armed groups": several bodies are not the one that the article names elsewhere."""
    sentence, known = reading.sentence, reading.doc.factions
    if sentence.of("faction", "leader") or _BODIES.isdisjoint(token.low for token in sentence.tokens):
        return False
    return not any(known[name].kind == "coalition" for name in reading.doc.named("faction") if name in known)


_BODIES: Final = frozenset(("militias", "groups", "factions"))


def _rebels_of_last(reading: Reading, frame: Frame) -> str | None:
    """ "Jets hit guerrillas as well": the only body of the last sentence that names any; "fighters" are anybody's."""
    if frame.target is None or frame.target.text.split()[-1].lower() not in _REBELS:
        return None
    for each in reversed(reading.doc.sentences[max(0, reading.number - _BACK_SENTENCES) : reading.number]):
        bodies = {piece.value for piece in each.of("faction", "leader", "outsider")}
        if bodies:
            body = bodies.pop()
            return body if not bodies and body in reading.doc.factions else None
    return None


_REBELS: Final = frozenset(
    ("guerrillas", "rebels", "insurgents", "terrorists", "militants", "separatists", "jihadists", "cadres")
)


def _main_body(reading: Reading, times: int) -> str:
    """The armed body that the article names so many times as often as any other; empty where there is none, or where
    its coalition is named too."""
    named = reading.doc.named("faction", "leader", "outsider")
    (first, most), (_, next_most) = [*named.most_common(2), ("", 0), ("", 0)][:2]
    known = reading.doc.factions.get(first)
    umbrella = known is not None and not named.keys().isdisjoint(known.member_of)
    return first if most >= times * next_most and not umbrella else ""


def _told_next(reading: Reading) -> tuple[Sentence, ...]:
    """The next sentence, where it says who "they" were."""
    return tuple(each for each in _next(reading) if any(p.value in {"they", "it"} for p in each.of("pronoun")))


def _next(reading: Reading) -> tuple[Sentence, ...]:
    """The next sentence of the paragraph; none at its end."""
    after = reading.doc.sentences[reading.number + 1 : reading.number + 2]
    return tuple(each for each in after if each.raw.paragraph == reading.sentence.raw.paragraph)


def _so_far(reading: Reading) -> tuple[Sentence, ...]:
    """The article as far as it tells whom it speaks of: the text before, and a little more."""
    sole = len(reading.doc.named("faction", "leader", "outsider")) == 1
    return reading.doc.sentences[: reading.number + _AHEAD_SENTENCES] if sole else ()


def _item(reading: Reading) -> tuple[Sentence, ...]:
    """The item of a round-up that the sentence is of; none outside of one."""
    paragraph = [each for each in reading.doc.sentences if each.raw.paragraph == reading.sentence.raw.paragraph]
    return tuple(paragraph) if paragraph[0].raw.item else ()


def strike_by_forces(reading: Reading, frame: Frame, agent: Actor, target: Actor | None) -> Act | None:
    """What soldiers and police do: on fighters, on weapons that were not fired, or from the air; else no strike."""
    if frame.on_ground:
        return strike_on_ground(reading, frame, agent)
    if _fell_on_fighters(reading, frame, target):
        act = strike_on_fighters(reading, frame, agent)
        return act if act.ties or frame.platform else None
    from_the_air = frame.platform or frame.weapon in {"airstrike", "drone"}
    return _strike_from_the_air(reading, frame, agent) if from_the_air else None


def _is_from_abroad(reading: Reading, frame: Frame, agent: Actor) -> bool:
    """ "Valdorian strikes killed eight at X": what a state deals in a country not its own comes from the air."""
    if "noun" not in frame.verbs or RAIDS.isdisjoint(frame.words):
        return False
    home = reading.doc.watchlist.theatre.countries
    country = next((p.country for p in places_of(reading.sentence, frame.place_nouns) if p.country in home), None)
    state = state_of(reading.doc, country) if country is not None else None
    return country is not None and (state is None or state.id != agent.id)


def _fell_on_fighters(reading: Reading, frame: Frame, target: Actor | None) -> bool:
    """Whether a blow of forces fell on fighters: "12 militants", "ran into the X and killed two", "a camp in which a
    rebel lay dead"."""
    if target is None:
        objects = [p.object for p in frame.segment.predicates if p.object is not None]
        some = any(each.head == "number" or (each.head == "pronoun" and each.number) for each in objects)
        named = {piece.value for piece in reading.sentence.of("faction", "leader")}
        return some and "kill" in frame.verbs and len(named) == 1
    camp = target.kind == "people" and target.head == "site" and bool(reading.sentence.of("unnamed"))
    return camp or target.kind == "unnamed"


def strike_by_nobody(reading: Reading, frame: Frame, agent: Actor | None, target: Actor | None) -> Act | None:
    """A blow that only a state deals, though none is named."""
    if agent is not None:
        return None
    if frame.on_ground:
        struck = strike_on_ground(reading, frame, _flier(reading))
        if struck is not None:
            return struck
    raid = "noun" in frame.verbs and frame.indefinite and not frame.definite
    if target is not None and target.kind == "unnamed":
        fresh = not target.text.lower().startswith(("the ", "all ", "both "))
        shot = frame.deed and target.text.split()[-1].lower() in _REBELS  # "seven rebels were gunned down"
        told = frame.platform or ((raid or shot) and fresh)
        fighters = _own_skirmish(reading, frame) if not told else None
        return strike_on_fighters(reading, frame, fighters) if told or fighters is not None else None
    bare = frame.agent is None and frame.weapon == "airstrike" and set(frame.verbs) != {"land"}
    known = frame.definite and not FELLED.isdisjoint(frame.verbs)  # "30 died in the air strike", medics said
    flier = None if known else _flier(reading)
    return _strike_from_the_air(reading, frame, flier) if bare and _unowned(target) else None


def _own_skirmish(reading: Reading, frame: Frame) -> Actor | None:
    """ "A patrol met rebels. In the shootout that followed two of the rebels died": the forces told of before."""
    topic, last = reading.topic, reading.last
    fought = frame.weapon == "small_arms" and "noun" in frame.verbs and bool(set(frame.verbs) & {"kill", "die"})
    met = topic is not None and topic.kind == "party" and (last is None or last.kind == "strike")
    return topic if fought and met else None


def _unowned(target: Actor | None) -> bool:
    return target is None or target.kind == "people"


def strike_on_ground(reading: Reading, frame: Frame, striker: Actor | None) -> Act | None:
    """A missile hit before it was fired is its owner's: the side in focus."""
    ties = _struck_side(reading)
    if not ties or (striker is None and not frame.platform):
        return None
    act = Act("strike", reading.sentence, striker=striker, striker_word=_strike_word(reading, frame, striker))
    act.ties = dict.fromkeys(ties, "stated")
    return act


def _strike_from_the_air(reading: Reading, frame: Frame, striker: Actor | None) -> Act | None:
    """Aircraft are a state's: what they hit without a word of whose it was is the side in focus, or nobody's."""
    if "down" in frame.verbs:
        return None
    home = reading.doc.watchlist.theatre.countries
    places = places_of(reading.sentence, frame.place_nouns)
    countries = {place.country for place in places if place.country is not None}
    if countries and countries.isdisjoint(home):
        return None
    felled = bool(set(frame.verbs) & {"kill", "wound"})
    dated = "assault" in frame.verbs and any(when.exact for when in frame.whens)  # "struck back from the air on Monday"
    told = (
        bool(places)
        or felled
        or dated
        or (frame.target is not None and (frame.weapon is not None or not frame.pronoun))
    )
    teller = reading.speaker.faction if striker is None and reading.speaker is not None else None
    if not told or (teller is not None and frame.weapon != "airstrike"):
        return None
    act = Act("strike", reading.sentence, striker=striker, striker_word=_strike_word(reading, frame, striker))
    act.ties = dict.fromkeys((teller,) if teller is not None else _struck_side(reading), "stated")
    return act


def _struck_side(reading: Reading, striker: Actor | None = None) -> tuple[str, ...]:
    """The faction that a blow without a victim fell on: that of the sentence, the one spoken of by far the most, or
    the only one of the next sentence."""
    if _are_several(reading):
        return ()
    named = reading.doc.named("faction", "leader")
    near = reading.doc.faction_in_focus(reading.sentence)
    if near is not None and reading.sentence.of("faction", "leader"):
        return (near,)
    main = _main_body(reading, times=2)
    if near is not None and main in named:
        return (main,)
    for sentences in (_next(reading), _owner_ahead(reading, striker)):
        following = tuple({p.value for each in sentences for p in each.of("faction", "leader", "outsider")})
        if following:
            return following if len(following) == 1 and following[0] in named else ()
    return ()


def _owner_ahead(reading: Reading, striker: Actor | None) -> tuple[Sentence, ...]:
    """The first of the next sentences in which the side that struck speaks of whom it hit: "the army said it had killed
    an X operative"."""
    id_ = striker.id if striker is not None else None
    for each in reading.doc.sentences[reading.number + 1 : reading.number + 1 + _OWNER_SENTENCES]:
        speaks = any(piece.value == id_ for piece in each.of("party", "demonym")) and each.of("report")
        if speaks and each.of("faction") and each.of("act"):
            return (each,)
    return ()


_OWNER_SENTENCES: Final = 3


def _flier(reading: Reading) -> Actor | None:
    """Whose aircraft they are when only "the air force" or "its jets" is said: the party that tells of it."""
    speaker = reading.speaker
    return speaker if speaker is not None and speaker.kind == "party" else None


def _strike_word(reading: Reading, frame: Frame, striker: Actor | None) -> AttributionWord:
    """How surely a strike is the striker's. A toll told by medics takes its author for granted."""
    speech = reading.speech
    if striker is None or striker.kind == "unnamed":
        return "none"
    if speech is not None and striker.kind == "people":
        return "stated" if speech.bystander else "claimed"
    officials = speech is not None and speech.official and striker.kind == "party"
    if officials or striker.owns(reading.speaker) or _of_one_state(reading.doc, striker, reading.speaker):
        return "claimed"
    if reading.hedged(frame, striker):
        return "suspected"
    return "stated" if speech is None or speech.bystander else "blamed"


def _of_one_state(doc: Document, striker: Actor, speaker: Actor | None) -> bool:
    """ "Security forces killed nine rebels, the police said": arms of the state that the text is at home in."""
    if speaker is None or speaker.kind != "party" or striker.kind != "party":
        return False
    arms = {party.id for party in doc.watchlist.parties if not party.demonyms}
    forces = all(not _FORCES.isdisjoint(each.text.lower().split()) for each in (striker, speaker))
    return forces and {striker.id, speaker.id} <= arms


_FORCES: Final = frozenset(("police", "army", "forces", "troops", "military", "soldiers", "guard", "command", "corps"))


def arm_raid(doc: Document, act: Act) -> None:
    """ "A Valdorian strike", "Valdoria struck": what states strike with, where no gun and no soldier is told, is
    aircraft. A raid is flown where it falls on another country."""
    lows = {token.low for token in act.sentence.tokens}
    if act.kind == "strike" and act.weapon == "ied" and not lows.isdisjoint(_FLYING):
        act.weapon = "airstrike"  # "a bomb dropped by a jet"
    if act.kind != "strike" or act.weapon is not None:
        return
    if any(piece.lemma in _GUN_FIGHTS for piece in act.sentence.of("act")):
        act.weapon = "small_arms"
        return
    struck = not lows.isdisjoint(_STRIKES)
    state = state_of(doc, act.country) if act.striker is not None and act.striker.kind == "party" else None
    abroad = state is not None and act.striker is not None and state.id != act.striker.id
    if lows.isdisjoint(_ON_FOOT) and (struck or (abroad and not lows.isdisjoint(_FLOWN))):
        act.weapon = "airstrike"


_GUN_FIGHTS: Final = frozenset(
    ("encounter", "gunfight", "gun battle", "gunbattle", "firefight", "shootout", "exchange of fire")
)
"""What men with guns do to each other; a battle or a clash may have been fought with anything."""
_STRIKES: Final = frozenset(("strike", "strikes", "struck"))
_FLYING: Final = frozenset(
    ("jet", "jets", "plane", "planes", "aircraft", "warplane", "warplanes", "dropped", "helicopter")
)
_FLOWN: Final = frozenset(("raid", "raids", "raided", "bombing", "bombings", "bombardment"))
_ON_FOOT: Final = frozenset(
    ("artillery", "howitzer", "howitzers", "gun", "guns", "shell", "shells", "shelled", "shelling", "tank", "tanks",
     "troops", "soldiers", "commandos", "police", "ground", "gunmen", "clash", "clashes", "ambush", "warship",
     "drone", "drones", "missile", "missiles", "grenade", "bomb")
)  # fmt: skip
"""Words for another way to strike."""


def in_strike_run(act: Act, frame: Frame, last: Act | None) -> Act:
    """ "A house was hit as well": after a strike, an unarmed blow on nobody's ground is one more of it."""
    guards = act.target is not None and act.target.head == "personnel"
    more = last is not None and {frame.weapon, last.weapon} <= _FROM_AFAR and act.target is not None
    armed = frame.weapon not in {None, "airstrike"} and not (more and act.target is not None and act.target.is_off_duty)
    if last is None or last.kind != "strike" or not act.open or armed or guards:
        return act
    elsewhere = act.place is not None and act.sentence.raw.paragraph == last.sentence.raw.paragraph
    if (
        act.sentence.index - last.order > 2
        or ("assault" not in frame.verbs and not elsewhere)
        or frame.agent is not None
        or frame.pronoun
        or not _RUN_VERBS.issuperset(frame.verbs)
    ):
        return act
    return replace(
        act, kind="strike", ties=dict(last.ties), striker=last.striker, striker_word=last.striker_word, open=False
    )

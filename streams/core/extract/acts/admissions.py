"""Whose strike it was, and whether the striking side says so itself."""

from collections.abc import Sequence
from typing import Final

from schemas.words import AttributionWord
from streams.core.extract.acts.act import RANK, Act
from streams.core.extract.acts.actors import Actor, actor_of
from streams.core.extract.acts.speech import Speech, home_party, state_of
from streams.core.extract.clauses.groups import Noun
from streams.core.extract.clauses.predicates import Predicate
from streams.core.extract.clauses.syntax import Segment
from streams.core.extract.words.document import Document, Sentence
from streams.core.extract.words.pieces import Piece

_ADMITTING: Final = frozenset(("admit", "acknowledge", "confirm"))
_POSSESSIVES: Final = frozenset(("its", "their", "our"))
_FIRST: Final = frozenset(("it", "they", "we"))
_GARRISONS: Final = frozenset(("base", "airbase", "embassy", "consulate", "garrison", "outpost", "barracks", "airport"))
"""What rebels fire at."""
_OF_STATES: Final = frozenset(("drone", "airstrike", "missile"))
_UNKNOWN: Final = frozenset(("unknown", "unidentified"))
_REACH_TOKENS: Final = 4
_REACH_SENTENCES: Final = 4
_REACH_STRIKE_SENTENCES: Final = 3


def apply_admissions(
    doc: Document,
    sentence: Sentence,
    segments: Sequence[Segment],
    speech: Speech | None,
    acts: list[Act],
    here: set[int],
) -> None:
    """What states say of a strike: the striker's own word makes it claimed, another's makes it blamed."""
    strikes = [act for act in acts if act.kind == "strike"]
    if not strikes:
        return
    mine = [act for act in strikes if id(act) in here]
    last = mine[-1] if mine else max(strikes, key=lambda act: act.order)
    if sentence.index - last.order > _REACH_STRIKE_SENTENCES:
        return
    speaker = speech.speaker if speech is not None and speech.speaker is not None else None
    states = speaker is not None and speaker.kind == "party" and (not here or bool(mine))
    predicates = [predicate for segment in segments for predicate in segment.predicates]
    for act in [act for act in strikes if act is last or (act.order == last.order and act.sentence is last.sentence)]:
        named = _named_doer(sentence)
        for predicate in predicates:
            accused = _accused_state(sentence, predicate) or named
            if accused is not None and (act.striker is None or act.striker.owns(accused)):
                act.striker = act.striker or accused
                act.striker_word = max(act.striker_word, "blamed", key=lambda word: RANK[word])
            if states and speaker is not None and not here and _tells_own_blow(sentence, predicate):
                act.striker = act.striker or speaker
            if id(act) in here and act.striker is None:
                act.striker = _admitting(sentence, predicate) or _own_arms(doc, sentence, predicate, speaker)
                act.striker_word = "stated" if act.striker is not None else act.striker_word
            if act.striker is not None and (
                _ordered(sentence, predicate) or act.striker.owns(_admitting(sentence, predicate))
            ):
                act.striker_word = "claimed"
        own = speech is not None and speech.official and not here and bool(sentence.of("toll_word"))
        own = own and act.striker is not None and act.striker.kind == "party"
        if act.striker is not None and (own or (states and act.striker.owns(speaker))):
            act.striker_word = "claimed"
        elif states and act.striker is None and (sentence.of("own") or _says_whom_it_hit(doc, sentence, act, speaker)):
            act.striker, act.striker_word = speaker, "claimed"


def _admitting(sentence: Sentence, predicate: Predicate) -> Actor | None:
    """Who owns up to something: "the first raid that Valdoria has admitted"."""
    verb = predicate.verb
    admits = verb.reading("claim") is not None or any(piece.lemma in _ADMITTING for piece in verb.readings)
    announces = any(piece.lemma == "announce" for piece in verb.readings) and _is_of_act(predicate.object)
    admits = admits or announces
    return actor_of(sentence, predicate.subject) if admits and not verb.negated and verb.voice == "active" else None


def _is_of_act(noun: Noun | None) -> bool:
    return noun is not None and noun.head == "act" and noun.definite


def _says_whom_it_hit(doc: Document, sentence: Sentence, act: Act, speaker: Actor | None) -> bool:
    """ "Valdoria said the pair belonged to X": a state that says so of the dead of a blow beyond its border owns it."""
    state = state_of(doc, act.country)
    abroad = speaker is not None and state is not None and state.id != speaker.id
    struck = act.weapon in _OF_STATES and not act.factions.isdisjoint(p.value for p in sentence.of("faction"))
    return abroad and struck and bool(sentence.of("owner", "unnamed"))


def _tells_own_blow(sentence: Sentence, predicate: Predicate) -> bool:
    """ "It had targeted a commander", "its jets hit the house": said of a strike told before."""
    verb, noun = predicate.verb, predicate.subject
    if noun is None or verb.negated or verb.voice == "passive" or verb.tense in {"future", "modal", "infinitive"}:
        return False
    return verb.reading("act") is not None and sentence.tokens[noun.first].low in _FIRST | _POSSESSIVES


def _own_arms(doc: Document, sentence: Sentence, predicate: Predicate, speaker: Actor | None) -> Actor | None:
    """ "Its jets hit …, the army said", "the army killed …": a blow of the side that speaks, or of the home side."""
    noun = predicate.subject
    if noun is None or predicate.verb.voice == "passive" or predicate.verb.reading("act") is None:
        return None
    low = sentence.tokens[noun.first].low
    own = low in _POSSESSIVES and (noun.head in {"weapon", "personnel"} or bool(noun.of("weapon")))
    if speaker is not None and speaker.kind == "party" and (own or low in _FIRST):
        return speaker
    named = noun.of("party", "demonym", "nationality", "faction", "leader", "outsider")
    armed = any(noun.first <= piece.first < noun.last for piece in sentence.of("institution"))
    return home_party(doc) if armed and not named else None


def _ordered(sentence: Sentence, predicate: Predicate) -> bool:
    """ "The prime minister ordered the attack": the side whose head of state says so owns up to it."""
    verb, ordered = predicate.verb, predicate.object
    by = actor_of(sentence, predicate.subject)
    order = any(piece.lemma == "order" and piece.kind == "act" for piece in verb.readings)
    return order and not verb.negated and ordered is not None and ordered.definite and (by is None or not by.faction)


def _named_doer(sentence: Sentence) -> Actor | None:
    """ "Valdoria did it", "Valdoria was behind the blast": the state right before such words."""
    for cue in sentence.of("accusation"):
        for piece in sentence.of("party"):
            if 0 <= cue.first - piece.last <= 1:
                return Actor("party", piece.value, sentence.words(piece), "name")
    return None


def _accused_state(sentence: Sentence, predicate: Predicate) -> Actor | None:
    """The state that a strike is laid to: "accused the coalition of", "blamed Valdoria for"."""
    blame = predicate.verb.reading("blame")
    if blame is None or blame.value != "blame" or predicate.verb.negated:
        return None
    laid = predicate.object is not None and predicate.object.head == "act"  # "which it blamed on Valdoria"
    on = [oblique.noun for oblique in predicate.obliques if laid and oblique.role == "at"]
    nouns = (predicate.subject, *on) if predicate.verb.voice == "passive" else (predicate.object, *on)
    actors = (actor_of(sentence, noun) for noun in nouns)
    return next((actor for actor in actors if actor is not None and actor.kind == "party"), None)


def apply_owners(sentence: Sentence, acts: list[Act]) -> None:
    """ "The site was in the hands of X", "the dead were members of X": the blow told last fell on X."""
    for cue in sentence.of("owner"):
        faction = _owner(sentence, cue)
        sites = any(piece.value == "site" and piece.last == cue.first for piece in sentence.of("thing"))
        may_be = [a for a in acts if a.kind == "strike" or (cue.value != "ground" and _from_the_air(a, known=sites))]
        struck = max(may_be, key=lambda act: act.order, default=None)
        if faction is None or struck is None or sentence.index - struck.order > _REACH_SENTENCES:
            continue
        if not struck.ties:
            struck.kind, struck.open, struck.pending = "strike", False, False
            struck.tie(faction, "stated")


def _owner(sentence: Sentence, cue: Piece) -> str | None:
    """The faction right behind a phrase, or the one that says so of the fallen: "X named them as its own"."""
    near = sentence.of("faction", "leader")
    behind = (piece for piece in near if 0 <= piece.first - cue.last <= _REACH_TOKENS)
    before = (piece for piece in reversed(near) if 0 <= cue.first - piece.last <= _REACH_TOKENS)
    found = next(behind, None) or (next(before, None) if cue.value == "fallen" else None)
    return found.value if found is not None else None


def _from_the_air(act: Act, *, known: bool) -> bool:
    """A deadly blow of no side told, such as states deal. `known`: whose it was that was hit is told ("the lorries
    belonged to X")."""
    if act.kind != "attack" or not act.open or act.ties or act.weapon not in _OF_STATES:
        return False
    if act.target is not None and not _GARRISONS.isdisjoint(act.target.text.lower().split()):
        return False
    if act.hurt is not None:
        return act.hurt.kind != "party" and act.hurt.head != "personnel"
    return act.target is not None and (act.target.is_off_duty or (known and act.target.head == "site"))


def share_striker(doc: Document, acts: Sequence[Act]) -> None:
    """ "There were more raids on Monday": the side that strikes in an article is one, where it names only one.

    Where nobody strikes by name it is the state that the article's attacks fall on, or the only one it speaks of.
    """
    strikes = [act for act in acts if act.kind == "strike"]
    named = {act.striker.id: act.striker for act in strikes if act.striker is not None}
    attacked = {act.target.id: act.target for act in acts if act.target is not None and act.target.kind == "party"}
    sides = list((named or attacked or _states(doc)).values())
    for act in strikes if len(sides) == 1 else ():
        if act.striker is None and _UNKNOWN.isdisjoint(token.low for token in act.sentence.tokens):
            act.striker, act.striker_word = sides[0], _word_of(act.teller, sides[0])


def _states(doc: Document) -> dict[str | None, Actor]:
    """The states that an article speaks of."""
    states = {party.id: party for party in doc.watchlist.parties if party.demonyms}
    named = states.keys() & doc.named("party", "demonym")
    return {id_: Actor("party", id_, states[id_].name, "name") for id_ in sorted(named)}


def _word_of(teller: Actor | None, striker: Actor) -> AttributionWord:
    """How surely a strike is theirs whom no clause names: by who tells of it."""
    if teller is None:
        return "stated"
    forces = teller.kind == "people" and teller.head == "personnel"
    return "claimed" if forces or striker.owns(teller) else "blamed" if teller.faction else "stated"

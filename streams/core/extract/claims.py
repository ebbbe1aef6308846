"""Who says whose deed it was: claims, accusations, suspicions and denials, set against the acts they mean."""

from collections.abc import Sequence

from schemas.words import AttributionWord
from streams.core.extract.actors import actor_of
from streams.core.extract.acts_model import Act
from streams.core.extract.chunks import Noun
from streams.core.extract.document import Document, Sentence
from streams.core.extract.speech import Speech
from streams.core.extract.syntax import Predicate, Segment


def apply_claims(
    doc: Document,
    sentence: Sentence,
    segments: Sequence[Segment],
    speech: Speech | None,
    acts: list[Act],
    here: set[int],
) -> None:
    """Tie factions to acts as a sentence says. `here`: ids of the acts that the sentence itself tells."""
    if not acts:
        return
    for segment in segments:
        for predicate in segment.predicates:
            found = _claim(doc, sentence, predicate, speech)
            if found is None:
                continue
            factions, word = found
            for act in _meant(sentence, acts, here):
                for faction in factions:
                    act.tie(faction, word, None)
    _own_words(sentence, speech, acts, here)


def _claim(
    doc: Document, sentence: Sentence, predicate: Predicate, speech: Speech | None
) -> tuple[tuple[str, ...], AttributionWord] | None:
    verb = predicate.verb
    claim, blame = verb.reading("claim"), verb.reading("blame")
    if verb.negated or verb.tense in {"future", "modal"} or (claim is None and blame is None):
        return None
    by = next((o.noun for o in predicate.obliques if o.role == "by"), None)
    passive = verb.voice == "passive" or by is not None
    subject = by if passive else predicate.subject
    if claim is not None:
        return _of(doc, sentence, subject, speech, "claimed", verb.first)
    assert blame is not None
    if blame.value == "deny":
        return _of(doc, sentence, subject, speech, "denied", verb.first)
    word: AttributionWord = "suspected" if blame.value == "suspect" else "blamed"
    objects = [predicate.subject] if passive else [predicate.object, *(o.noun for o in predicate.obliques)]
    for noun in objects:
        actor = actor_of(sentence, noun)
        if actor is not None and actor.factions:
            return actor.factions, word
    return None


def _of(
    doc: Document, sentence: Sentence, noun: Noun | None, speech: Speech | None, word: AttributionWord, position: int
) -> tuple[tuple[str, ...], AttributionWord] | None:
    actor = actor_of(sentence, noun)
    if actor is not None:
        return (actor.factions, word) if actor.factions else None
    if noun is not None and noun.head == "pronoun":
        faction = speech.faction if speech is not None and speech.faction else doc.faction_in_focus(sentence, position)
        return ((faction,), word) if faction else None
    return None


def _own_words(sentence: Sentence, speech: Speech | None, acts: list[Act], here: set[int]) -> None:
    """A faction that says "was behind", "its own", "its men had sent it" claims."""
    faction = speech.faction if speech is not None else None
    owns = sentence.of("own")
    accused = sentence.of("accusation")
    if faction is not None and owns:
        for act in _meant(sentence, acts, here):
            if not act.ties or faction in act.ties or act.kind == "attack":
                act.tie(faction, "claimed", None)
    elif accused or sentence.of("hedge"):
        named = [piece for piece in sentence.of("faction", "leader") if piece.lemma != "anaphor"]
        outside = not here
        if named and outside and (accused or sentence.of("hedge")):
            word: AttributionWord = "suspected" if sentence.of("hedge") else "blamed"
            for act in _meant(sentence, acts, here):
                act.tie(named[0].value, word, None)


def _meant(sentence: Sentence, acts: list[Act], here: set[int]) -> list[Act]:
    """The acts that a claim is for."""
    attacks = [act for act in acts if act.kind == "attack"]
    if not attacks:
        return []
    if sentence.of("both"):
        return attacks[-2:]
    if sentence.of("all_of"):
        return attacks
    mine = [act for act in attacks if id(act) in here]
    if mine:
        return mine[-1:]
    days = {when.data.start for when in sentence.of("time") if when.data.role == "at" and when.data.exact}
    named = {piece.value for piece in sentence.of("place")}
    exact = [
        act
        for act in attacks
        if (days and act.day_from in days) or (named and act.place is not None and act.place.name in named)
    ]
    return exact[-1:] or attacks[-1:]

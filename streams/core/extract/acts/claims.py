"""Who says whose deed it was: claims, accusations, suspicions and denials, set against the acts they mean."""

from collections.abc import Sequence, Set
from datetime import date
from typing import Final

from schemas.words import AttributionWord
from streams.core.extract.acts.accusing import accused, accused_subject, denying, segment_of, suspecting
from streams.core.extract.acts.act import Act
from streams.core.extract.acts.actors import Actor, actor_of
from streams.core.extract.acts.clause_times import dates_claim
from streams.core.extract.acts.joining import in_reach
from streams.core.extract.acts.showing import of_words, shows_deed
from streams.core.extract.acts.speech import Speech, is_own_office
from streams.core.extract.clauses.groups import Noun, Verb
from streams.core.extract.clauses.predicates import Predicate
from streams.core.extract.clauses.syntax import Segment
from streams.core.extract.words.document import Document, Sentence
from streams.core.extract.words.pieces import FELLED, Piece

_UNREAL: Final = frozenset(("future", "modal", "infinitive", "ing"))
_OWN_MEN: Final = frozenset(("fighter", "unnamed"))
_HIT: Final = frozenset(("assault", "seize"))
_OTHERS: Final = ("party", "demonym", "nationality", "outsider")
_OWN_SUBJECTS: Final = frozenset(("it", "they", "we", "its", "their", "our", "his", "her"))
_REACH_SENTENCES: Final = 4
_ACCUSED_TOKENS_MAX: Final = 10


def apply_claims(
    doc: Document,
    sentence: Sentence,
    segments: Sequence[Segment],
    speech: Speech | None,
    told: list[Act],
    here: set[int],
) -> None:
    """Tie factions to acts as a sentence says. `here`: ids of the acts that the sentence itself tells.

    An act laid to a body that nobody watches, or claimed by one, is foreign.
    """
    acts = in_reach(doc, sentence, told)
    if not acts:
        return
    denied = denying(sentence, segments).keys()
    for segment in segments:
        for predicate in segment.predicates:
            found = _claim(doc, sentence, segments, segment, predicate, speech)
            found = found or _told_again(sentence, segment, predicate, speech)
            if found is not None and found[1] == "claimed" and not denied.isdisjoint(found[0]):
                continue  # "denied the attack, saying that the rockets were fired …"
            if found is None:
                continue
            factions, word = found
            dated = (when for position, when in segment.timed if not dates_claim(segment, position))
            days = {when.start for when in dated if when.role == "at" and when.exact}
            meant = _meant(sentence, acts, here, days, own=_is_attributive(predicate))
            if word == "blamed" and not days and _blames_for_many(segment, predicate):
                meant = [act for act in meant if id(act) in here]
            for act in _all_untied(acts) if _claims_all(sentence, segment, predicate) else meant:
                act.foreign = act.foreign or not factions
                for faction in factions:
                    act.tie(faction, word, None)
    _own_words(sentence, segments, speech, acts, here)


def _blames_for_many(segment: Segment, predicate: Predicate) -> bool:
    """ "Blaming him for recent raids", "accused X of planning attacks": not for the one told before."""
    behind = (noun for noun in segment.nouns if noun.first >= predicate.verb.last and noun.of("act"))
    acts = next((noun for noun in behind if noun.head == "act"), None)
    bare = acts is not None and not acts.definite and acts.number is None
    return bare and acts is not None and acts.of("act")[-1].form == "plural"


def _claims_all(sentence: Sentence, segment: Segment, predicate: Predicate) -> bool:
    """ "Claimed the attacks", "blamed X for the raids": a plural without a day of its own is all that was told."""
    things = (predicate.object, predicate.subject, *(oblique.noun for oblique in predicate.obliques))
    known = [n for n in things if n is not None and (n.definite or sentence.tokens[n.first - 1].low == "the")]
    acts = [noun for noun in known if noun.head == "act"]
    many = any(noun.of("act")[-1].form == "plural" for noun in acts if noun.of("act"))
    return many and not segment.times


def _all_untied(acts: Sequence[Act]) -> list[Act]:
    return [act for act in acts if act.kind == "attack" and not act.ties and not act.foreign]


def _told_again(
    sentence: Sentence, segment: Segment, predicate: Predicate, speech: Speech | None
) -> tuple[tuple[str, ...], AttributionWord] | None:
    """A faction that says "it had captured the camp", "a fighter set off his vest" owns the deed told before."""
    verb = predicate.verb
    faction = speech.faction if speech is not None else None
    if faction is None or not (verb.reading("act") or _uses_arms(predicate)) or verb.negated:
        return None
    if verb.tense in _UNREAL or _series(sentence):
        return None
    if segment.opening in {"cond", "after", "background"} or predicate.subject is None:
        return None
    subject = predicate.subject
    own = verb.voice == "active" and (
        sentence.tokens[subject.first].low in _OWN_SUBJECTS
        or faction in {p.value for p in subject.of("faction")}
        or (subject.head in _OWN_MEN and not subject.of("faction", "leader", *_OTHERS))
    )
    return ((faction,), "claimed") if own or _boasted(predicate, subject) else None


def _uses_arms(predicate: Predicate) -> bool:
    """ "Its men used rockets in the attacks"."""
    used = any(piece.lemma == "use" for piece in predicate.verb.readings)
    armed = predicate.object is not None and predicate.object.head == "weapon"
    return used and armed and any(o.role in {"at", "in"} and o.noun.head == "act" for o in predicate.obliques)


def _boasted(predicate: Predicate, subject: Noun) -> bool:
    """ "Three drones were sent", "the rockets hit home", "20 soldiers were killed", "the ship was hit": so speaks who
    did it."""
    if subject.of(*_OTHERS) or any(o.role == "by" for o in predicate.obliques):
        return False
    values = {piece.value for piece in predicate.verb.readings if piece.kind == "act"}
    sent = subject.head == "weapon" and ("launch" in values if predicate.verb.voice == "passive" else subject.definite)
    fell = {"personnel": FELLED, "vessel": _HIT}.get(subject.head, frozenset())
    armed = any(o.role == "with" and o.noun.head == "weapon" for o in predicate.obliques)  # "hit with two drones"
    return sent or not values.isdisjoint(fell) or (armed and "assault" in values and predicate.verb.voice == "passive")


def _is_attributive(predicate: Predicate) -> bool:
    """ "An attack claimed by X": the claim is for that very attack."""
    return predicate.verb.first == predicate.verb.main and any(o.role == "by" for o in predicate.obliques)


def _claim(
    doc: Document,
    sentence: Sentence,
    segments: Sequence[Segment],
    segment: Segment,
    predicate: Predicate,
    speech: Speech | None,
) -> tuple[tuple[str, ...], AttributionWord] | None:
    verb = predicate.verb
    claim, blame = verb.reading("claim"), verb.reading("blame")
    if verb.negated or verb.tense in {"future", "modal"}:
        return None
    if claim is None and blame is None:
        if shows_deed(sentence, predicate):
            return _of(doc, sentence, predicate.subject, speech, "claimed", verb.first)
        return _responsibility_taken(sentence, predicate)
    if any(verb.last <= piece.first < segment.last for piece in _series(sentence)) or _by_nobody(segments, verb):
        return None
    if any(noun is not None and _are_many(sentence, noun) for noun in (predicate.subject, predicate.object)):
        return None
    if claim is not None and claim.lemma == "claim" and not _is_responsibility(segments, segment, predicate):
        return None
    by = next((o.noun for o in predicate.obliques if o.role == "by"), None)
    passive = verb.voice == "passive" or by is not None
    subject = by if passive else predicate.subject
    if verb.tense == "ing" and (subject is None or (subject.head == "speaker" and not actor_of(sentence, subject))):
        subject = _issuer(sentence, segments, predicate)
    if subject is not None and (subject.head == "group" or actor_of(sentence, subject) is None):
        subject = _apposition(sentence, segment, subject) or subject
    own = claim or (blame if blame is not None and blame.value == "deny" else None)
    if own is not None:
        said = own is blame and of_words(sentence, segment, predicate)
        return None if said else _of(doc, sentence, subject, speech, "claimed" if claim else "denied", verb.first)
    assert blame is not None
    word: AttributionWord = "suspected" if blame.value == "suspect" else "blamed"
    nouns = [noun for each in segments for noun in each.nouns]
    behind = [noun for noun in nouns if 0 <= noun.first - verb.last <= _ACCUSED_TOKENS_MAX]
    laid = [o.noun for o in predicate.obliques if o.role in {"to", "at"}]  # "blamed by the army on the X"
    objects = [predicate.subject, *laid] if passive else behind
    for noun in objects:
        actor = actor_of(sentence, noun)
        # "blamed the attack on Valdoria, which backs the X"
        state = noun is not None and sentence.tokens[noun.first - 1].low == "on"
        if actor is not None and (actor.factions or actor.kind == "outsider" or (state and actor.kind == "party")):
            return actor.factions or _branch(doc, actor), word
    return None


def _branch(doc: Document, body: Actor) -> tuple[str, ...]:
    """ "Laid it to the Dawn" in a text about the Dawn of the Hills: the one watched faction that is called after it."""
    stem = f"{body.text.lower().removeprefix('the ')} "
    called = [f.id for f in doc.factions.values() if any(n.lower().startswith(stem) for n in (f.name, *f.aliases))]
    found = tuple(faction for faction in called if faction in doc.named("faction", "leader"))
    return found if len(found) == 1 else ()


def _are_many(sentence: Sentence, noun: Noun) -> bool:
    """ "Several X raids have been claimed by Y": acts of other days."""
    return noun.head == "act" and sentence.tokens[noun.first].low in _SOME


_SOME: Final = frozenset(
    ("several", "some", "many", "most", "numerous", "dozens", "scores", "hundreds", "various", "other")
)


def _by_nobody(segments: Sequence[Segment], verb: Verb) -> bool:
    """ "No one has said that he did it": no one speaks, or does what is said; "nobody died" is another matter."""
    before = [p for segment in segments for p in segment.predicates if p.verb.first <= verb.first]
    saying = [p for p in before if p.verb is verb or p.verb.reading("report")]
    return any(p.subject is not None and p.subject.negated for p in saying)


def _responsibility_taken(sentence: Sentence, predicate: Predicate) -> tuple[tuple[str, ...], AttributionWord] | None:
    """ "Responsibility was taken by X", "a claim was issued by X"."""
    by = next((o.noun for o in predicate.obliques if o.role == "by"), None)
    taken = [piece for piece in sentence.of("responsibility") if piece.last <= predicate.verb.first]
    if by is None or not taken or any(det.value == "none" for det in sentence.of("det") if det.last == taken[0].first):
        return None
    actor = actor_of(sentence, by)
    return (actor.factions, "claimed") if actor is not None and actor.factions else None


def _issuer(sentence: Sentence, segments: Sequence[Segment], predicate: Predicate) -> Noun | None:
    """ "X issued a statement claiming responsibility", "claiming the blow, X called it": who puts out the text."""
    told = ((segment, p) for segment in segments for p in segment.predicates if p is not predicate)
    others = [p for segment, p in told if _is_named(sentence, segment, p.subject)]
    before = [p for p in reversed(others) if p.verb.first < predicate.verb.first]
    behind = [p for p in others if p.verb.first > predicate.verb.first]
    nearest = (p for p in (*before, *behind) if p.verb.voice == "active" and not p.verb.negated)
    return next((p.subject for p in nearest), None)


def _is_named(sentence: Sentence, segment: Segment, noun: Noun | None) -> bool:
    """Whether a noun, or the one that explains it, names a watched faction."""
    actor = actor_of(sentence, noun)
    named = actor is not None and bool(actor.factions)
    return named or (noun is not None and _apposition(sentence, segment, noun) is not None)


def _series(sentence: Sentence) -> list[Piece]:
    """Words for many acts at once; "a series of statements" is none."""
    return [
        piece
        for piece in sentence.of("series")
        if not any(p.value == "speaker" for p in sentence.of("thing") if p.first == piece.last)
    ]


def _is_responsibility(segments: Sequence[Segment], segment: Segment, predicate: Predicate) -> bool:
    """ "Claim" alone lays hands on a deed only where a deed is claimed; else it is a word for saying."""
    if predicate.verb.voice == "passive" or any(o.role == "by" for o in predicate.obliques):
        return True
    claimed = predicate.object
    if claimed is not None and claimed.first < predicate.verb.first:  # "an attack which the X claimed"
        return True
    if claimed is None:
        following = next((p.verb for p in segment.predicates if p.verb.first >= predicate.verb.last), None)
        if following is None:  # "The X claims on its channel.": nothing more is said
            return not any(each.predicates for each in segments if each.first > segment.first)
        return following.tense == "infinitive" and following.reading("act") is not None
    return claimed.head in {"act", "pronoun", "number", "weapon", "this", "that"} or bool(claimed.of("act"))


def _apposition(sentence: Sentence, segment: Segment, noun: Noun) -> Noun | None:
    """ "The X Battalion, a band of Y, claimed", "the branch in the east, known as Y": the noun that explains a name."""
    for other in segment.nouns:
        between = [token.low for token in sentence.tokens[noun.last : other.first]]
        told = between == [","] or (len(between) <= _APPOSED_TOKENS_MAX and between[-2:] == ["known", "as"])
        if other.first > noun.first and told and other.of("faction", "leader"):
            return other
    return None


_APPOSED_TOKENS_MAX: Final = 8


def _of(
    doc: Document, sentence: Sentence, noun: Noun | None, speech: Speech | None, word: AttributionWord, position: int
) -> tuple[tuple[str, ...], AttributionWord] | None:
    actor = actor_of(sentence, noun)
    if noun is not None and is_own_office(sentence, noun) and (actor is None or not actor.id):
        faction = doc.faction_in_focus(sentence, noun.first)
        return ((faction,), word) if faction else None
    if actor is not None:
        factions = actor.factions or (_branch(doc, actor) if actor.kind == "outsider" else ())
        others = actor.kind == "outsider" or (word == "claimed" and _is_band(doc, actor))
        return (factions, word) if factions or (others and word != "denied") else None
    if noun is not None and noun.head == "group" and noun.definite:
        faction = doc.faction_in_focus(sentence, noun.first)
        return ((faction,), word) if faction else None
    if noun is not None and noun.head == "pronoun":
        faction = speech.faction if speech is not None and speech.faction else doc.faction_in_focus(sentence, position)
        return ((faction,), word) if faction else None
    member = next((p for p in sentence.of("faction") if noun is not None and 0 < p.first - noun.last <= 2), None)
    return ((member.value,), word) if member is not None else None  # "a figure in the X denied"


def _is_band(doc: Document, actor: Actor) -> bool:
    """A party of the watchlist that is no state: nobody is called after it."""
    return actor.kind == "party" and any(p.id == actor.id and not p.demonyms for p in doc.watchlist.parties)


def _own_words(
    sentence: Sentence, segments: Sequence[Segment], speech: Speech | None, acts: Sequence[Act], here: set[int]
) -> None:
    """A faction that says "was behind", "its own", "its men had sent it" claims; others that say so accuse."""
    owned = [cue for cue in sentence.of("own") if not _was_hit(segments, cue)]
    cues = (*owned, *sentence.of("disowned"))
    speech = (_speech_of(sentence, segments, cues[0]) if cues else None) or speech
    faction = speech.faction if speech is not None else None
    if faction is not None and speech is not None and cues:
        cue = cues[0]
        word: AttributionWord = "denied" if sentence.of("disowned") else "claimed"
        if not _tells_series(sentence, segments, cue):
            back = [act for act in acts if id(act) not in here] if _points_back(segments, cue) else []
            meant = (*_meant(sentence, acts, here, _days_near(segments, cue)), *_meant(sentence, back, set()))
            for act in meant:
                act.tie(faction, word, speech.text)
    denied = denying(sentence, segments)
    doubts = (*sentence.of("hedge", "suspicion"), *suspecting(sentence))
    sites = {piece.last for piece in sentence.of("thing") if piece.value == "site"}
    for cue in (*sentence.of("accusation"), *doubts):
        if cue.first in sites or sentence.tokens[cue.first - 1].low in _OUTLETS:  # "sites linked to X" were struck
            continue
        blamed = accused(sentence, cue) or accused_subject(sentence, segments, cue)
        own = blamed == faction and cue.kind == "accusation"
        denial = denied.get(blamed or "", cue.first)
        disowned = denial < cue.first and not _parted(sentence, denial, cue.first)
        if blamed is None or own or disowned or _tells_series(sentence, segments, cue):
            continue
        own_act = [act for act in acts if act.kind == "attack" and id(act) in here and blamed in act.ties]
        for act in own_act or _meant(sentence, acts, here, _days_near(segments, cue)):
            act.tie(blamed, "suspected" if doubts else "blamed", speech.text if speech else None)


_OUTLETS: Final = frozenset(
    ("page", "account", "channel", "website", "outlet", "outlets", "media", "agency", "newspaper")
)


def _speech_of(sentence: Sentence, segments: Sequence[Segment], cue: Piece) -> Speech | None:
    """ "The army downed a drone; the X said it was theirs": the clause of a cue may have a speaker of its own."""
    segment = segment_of(segments, cue)
    told = (p for p in segment.predicates if p.verb.first < cue.first and p.verb.reading("report") is not None)
    actors = (actor_of(sentence, p.subject) for p in told if p.verb.voice == "active" and not p.verb.negated)
    speaker = next((actor for actor in actors if actor is not None and actor.faction), None)
    return Speech(speaker, speaker.text) if speaker is not None else None


def _points_back(segments: Sequence[Segment], cue: Piece) -> bool:
    """ "The aircraft was its own, as was the one that fell on Mirna": the first is that of a sentence before."""
    subject = next((p.subject for p in segment_of(segments, cue).predicates if p.verb.last >= cue.first - 1), None)
    return subject is not None and subject.definite and subject.head in {"weapon", "act"}


def _tells_series(sentence: Sentence, segments: Sequence[Segment], cue: Piece) -> bool:
    """Whether the clause of a cue speaks of many acts at once."""
    segment = segment_of(segments, cue)
    return any(segment.first <= piece.first < segment.last for piece in _series(sentence))


def _parted(sentence: Sentence, first: int, last: int) -> bool:
    """Whether another clause begins in between: "X denied it; police say X was behind it"."""
    return any(token.text in {";", "—"} for token in sentence.tokens[first:last])


def _was_hit(segments: Sequence[Segment], cue: Piece) -> bool:
    """ "One of its fighters had been killed": they did nothing."""
    return any(
        p.verb.voice == "passive" and p.subject is not None and p.subject.first <= cue.first < p.subject.last
        for segment in segments
        for p in segment.predicates
        if p.verb.reading("act") is not None
    )


def _days_near(segments: Sequence[Segment], cue: Piece) -> Set[date | None]:
    """The days that the clause of a cue tells."""
    segment = segment_of(segments, cue)
    return {when.start for when in segment.times if when.role == "at" and when.exact}


def _meant(
    sentence: Sentence, acts: Sequence[Act], here: set[int], days: Set[date | None] = frozenset(), *, own: bool = False
) -> list[Act]:
    """The acts that a claim is for: those of the days and places it names, both, all, its own sentence's, the last.

    `days`: those that the claiming clause itself tells.
    """
    attacks = [act for act in acts if act.kind == "attack"]
    if not attacks:
        return []
    named = {piece.value for piece in sentence.of("place")}
    mine = [act for act in attacks if id(act) in here]
    if mine and own:
        return mine[-1:]
    told = {when.data.start for when in sentence.of("time") if when.data.role == "at" and when.data.exact}
    for among in (days, told if len(told) > 1 or not here else ()):
        exact = [act for act in attacks if act.day_from in among]
        if exact:
            return exact
    if sentence.of("both"):
        return attacks[-2:]
    if sentence.of("all_of"):
        return attacks
    placed = [act for act in attacks if act.place is not None and act.place.name and _is_at(act.place.name, named)]
    if mine or own:
        return mine[-1:]
    if placed:
        return [placed[-1]] if not sentence.of("own") or placed[-1] is attacks[-1] else [placed[-1], attacks[-1]]
    last = max(attacks, key=lambda act: act.order)
    return [last] if len(attacks) == 1 or sentence.index - last.order <= _REACH_SENTENCES else []


def _is_at(name: str, named: set[str]) -> bool:
    """Whether a place is one of those named: "Erbil" for "Erbil air base"."""
    return any(name == other or name.startswith(f"{other} ") for other in named)

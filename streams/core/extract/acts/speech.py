"""Whose word a sentence is: the speaker of its reporting verb."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from schemas import Party
from streams.core.extract.acts.actors import Actor, actor_of
from streams.core.extract.clauses.groups import Noun
from streams.core.extract.clauses.predicates import Predicate
from streams.core.extract.clauses.syntax import Segment
from streams.core.extract.words.document import Document, Sentence
from streams.core.extract.words.lexicon import countries

_COMMUNIQUE_SENTENCES_MIN: Final = 2
_FIRST_PERSON: Final = frozenset(("we", "our"))
_OFFICES: Final = frozenset(("speaker", "leader", "name"))
_OF: Final = frozenset(("of", "for", "from"))
_NAMING: Final = frozenset(("called", "described", "termed"))
_OFFICIAL: Final = frozenset(
    (
        *("officer", "officers", "official", "officials", "spokesman", "command", "commander", "chief", "general"),
        *("colonel", "major", "captain", "minister", "secretary", "statement", "staff", "authorities", "office"),
    )
)
_RECKONINGS: Final = frozenset(("account", "count", "reckoning", "tally", "estimate"))
_VOICELESS: Final = frozenset(("site", "vessel", "place", "weapon", "act"))
_MEDIA: Final = frozenset(("statement", "communique", "message", "video", "report", "post", "account", "channel"))
_PRONOUN_SPEAKERS: Final = frozenset(("he", "she", "it", "they", "the group", "the movement", "the militia"))


@dataclass(slots=True)
class Speech:
    """Who tells what a sentence says. `speaker` None: somebody who cannot be placed."""

    speaker: Actor | None
    text: str
    bystander: bool = False
    """They tell what befell, not who did it: residents, witnesses, medics, a health ministry."""
    official: bool = False
    """Officers or an office of a state that is not told, but guessed at best: "a senior officer", "the army"."""

    @property
    def faction(self) -> str | None:
        """The watched faction that speaks."""
        return self.speaker.faction if self.speaker else None


def speeches(doc: Document, parsed: Sequence[tuple[Segment, ...]]) -> tuple[Speech | None, ...]:
    """The speaker of each sentence of a document; None where the article speaks in its own voice."""
    found: list[Speech | None] = []
    last: Speech | None = None
    we = [_says_we(sentence) for sentence in doc.sentences]
    communique = sum(we) >= _COMMUNIQUE_SENTENCES_MIN
    names: dict[str, Actor] = {}
    for sentence, segments, says_we in zip(doc.sentences, parsed, we, strict=True):
        _introduce(sentence, segments, names)
        speech = _speech(doc, sentence, segments, last, names)
        if speech is None and (sentence.raw.quoted or sentence.tokens[0].low in _FIRST_PERSON or says_we):
            speech = last or _of_communique(doc, sentence)
        if speech is None and communique and sentence.of("faction"):
            speech = _of_communique(doc, sentence)
        found.append(speech)
        if speech is not None:
            last = speech
    return tuple(found)


def _says_we(sentence: Sentence) -> bool:
    """Whether a sentence outside quotation marks speaks in the first person: the text is a communiqué."""
    words = {token.low for token in sentence.tokens}
    return '"' not in words and not _FIRST_PERSON.isdisjoint(words)


def _of_communique(doc: Document, sentence: Sentence) -> Speech | None:
    """A text quoted without a verb of saying is that of the faction named before it; no faction says "I"."""
    if any(token.text == "I" for token in sentence.tokens):
        return None
    faction = doc.faction_in_focus(sentence, 0)
    return _spoken_by(doc, faction) if faction else None


def _spoken_by(doc: Document, faction: str) -> Speech:
    return Speech(Actor.of_faction(faction), doc.factions[faction].name)


def _speech(
    doc: Document, sentence: Sentence, segments: Sequence[Segment], last: Speech | None, names: dict[str, Actor]
) -> Speech | None:
    for segment in segments:
        for predicate in segment.predicates:
            verb = predicate.verb
            named = sentence.tokens[verb.main].low in _NAMING and _after_what(sentence, predicate.subject)
            if (verb.reading("report") is None and not named) or verb.voice == "passive" or verb.negated:
                continue
            if predicate.verb.reading("act") is not None:
                continue
            noun = _teller(sentence, segment, predicate)
            speech = _of_noun(doc, sentence, noun, last, names)
            if speech is not None:
                return speech
    for piece in sentence.of("report"):
        if piece.lemma == "according to":
            noun = next((n for s in segments for n in s.nouns if n.first >= piece.last), None)
            return _of_noun(doc, sentence, noun, last, names)
    for noun in (noun for segment in segments for noun in segment.nouns):
        if sentence.tokens[noun.last - 1].low in _RECKONINGS and sentence.tokens[noun.first - 1].low == "by":
            reckoned = _of_noun(doc, sentence, noun, last, names)
            return replace(reckoned, bystander=True) if reckoned is not None else None
    return None


def _after_what(sentence: Sentence, noun: Noun | None) -> bool:
    """ "What the military called a camp"."""
    return noun is not None and noun.first > 0 and sentence.tokens[noun.first - 1].low == "what"


def _teller(sentence: Sentence, segment: Segment, predicate: Predicate) -> Noun | None:
    """Who a verb of saying is said of: behind it where a quotation ends right before it."""
    verb = predicate.verb
    behind = _noun_after(segment, verb.last)
    quoted = verb.first > 0 and sentence.tokens[verb.first - 1].text == '"'
    if quoted and behind is not None and behind.first == verb.last and behind.head != "pronoun":
        return behind
    return predicate.subject or _name_before(segment, predicate) or behind


def _name_before(segment: Segment, predicate: Predicate) -> Noun | None:
    """ "In a statement the X said": the name right before the verb, though a preposition governs it."""
    return next(
        (n for n in segment.nouns if n.last == predicate.verb.first and n.of("faction", "leader", "party")), None
    )


def _noun_after(segment: Segment, position: int) -> Noun | None:
    return next((noun for noun in segment.nouns if noun.first >= position), None)


def _of_noun(
    doc: Document, sentence: Sentence, noun: Noun | None, last: Speech | None, names: dict[str, Actor]
) -> Speech | None:
    if noun is None:
        return None
    actor = actor_of(sentence, noun) or _represented(sentence, noun)
    text = " ".join(token.text for token in sentence.tokens[noun.first : noun.last])
    own = _voice_of_own(doc, sentence, noun, actor, text)
    if own is not None:
        return own
    if actor is not None and not actor.id and actor.head in _VOICELESS:
        return None
    bystander = any(noun.first <= piece.first < noun.last for piece in sentence.of("bystander"))
    office = _office(sentence, noun)
    words = {token.low for token in sentence.tokens[noun.first : noun.last]}
    official = not bystander and (actor is None or actor.id is None) and not words.isdisjoint(_OFFICIAL)
    if actor is not None and (actor.id is not None or office is None):
        return Speech(actor, text, bystander, official)
    if office is not None and not bystander:
        state = names.get(office) or (home_party(doc) if office != "government" else None)
        return Speech(state, text, official=office not in names)
    if sentence.tokens[noun.first].low in _PRONOUN_SPEAKERS and noun.last - noun.first <= 2:
        return _of_pronoun(doc, sentence, noun, last)
    word = sentence.tokens[noun.last - 1]
    if word.text in names:
        return Speech(names[word.text], text)
    speaking = noun.head in {"speaker", "civilian", "personnel", "leader", "name"} or word.text[0].isupper()
    return Speech(None, text, bystander, official) if speaking else None


def _of_pronoun(doc: Document, sentence: Sentence, noun: Noun, last: Speech | None) -> Speech | None:
    """ "It said": the faction that the sentence is told of first, else whoever spoke last."""
    if sentence.tokens[noun.first].low not in {"it", "they"}:
        return last
    faction = _first_faction(sentence, noun.first)
    opens = sentence.tokens[sentence.raw.dateline].text == '"'  # who is quoted on somebody spoke before
    if faction is not None and not (opens and last is not None):
        return _spoken_by(doc, faction)
    return last or _of_communique(doc, sentence)


def _first_faction(sentence: Sentence, before: int) -> str | None:
    """ "X fighters shot at a boat, they said": the faction that a sentence is told of first."""
    first = next(iter(sentence.of("faction", "leader", "party", "demonym", "nationality")), None)
    theirs = first is not None and first.kind == "faction" and first.last < before
    return first.value if theirs and first is not None else None


def _represented(sentence: Sentence, noun: Noun) -> Actor | None:
    """ "A spokesman for X, Sorin Dax, said": X."""
    if noun.head != "speaker" or noun.last + 1 >= len(sentence.tokens) or sentence.tokens[noun.last].low not in _OF:
        return None
    first = noun.last + 1 + (sentence.tokens[noun.last + 1].low == "the")
    piece = next((p for p in sentence.of("faction", "party") if p.first in {noun.last + 1, first}), None)
    if piece is None:
        return None
    if piece.kind == "faction":
        return Actor("faction", piece.value, sentence.words(piece), "speaker", (piece.value,))
    return Actor("party", piece.value, sentence.words(piece), "speaker")


def _voice_of_own(doc: Document, sentence: Sentence, noun: Noun, actor: Actor | None, text: str) -> Speech | None:
    """ "Its spokesman", "the Shiite movement": somebody of the faction, or the state, that is spoken of."""
    if is_own_office(sentence, noun) and (actor is None or not actor.id):
        return _of_own_office(doc, sentence, noun, text)
    if noun.head != "group" or not noun.definite or noun.of("faction", "leader", "outsider", "party"):
        return None
    faction = doc.faction_in_focus(sentence, noun.first)
    if faction is None or (
        sentence.tokens[noun.last - 1].low == "coalition" and doc.factions[faction].kind != "coalition"
    ):
        return None
    return Speech(Actor("faction", faction, text, noun.head, (faction,)), text)


def is_own_office(sentence: Sentence, noun: Noun) -> bool:
    """ "Its spokesman", "their leader": somebody of the group spoken of."""
    return noun.head in _OFFICES and sentence.tokens[noun.first].low in {"its", "their"}


def _office(sentence: Sentence, noun: Noun) -> str | None:
    """Which arm of a state a noun is: "the military", "Home Minister X"."""
    return next((p.value for p in sentence.of("institution") if noun.first <= p.first < noun.last), None)


def home_party(doc: Document) -> Actor | None:
    """The state that "the army" or "the interior minister" belongs to: the only one that the article names, else that
    of its ground."""
    named = doc.named("party", "demonym").keys()
    states = [party for party in doc.watchlist.parties if party.demonyms and party.id in named]
    party = states[0] if len(states) == 1 else state_of(doc, None)
    return Actor("party", party.id, party.name, "name") if party is not None else None


def state_of(doc: Document, country: str | None) -> Party | None:
    """The party that is the state of a country of the theatre: of that told, else of the first place that the
    article names, else of the theatre's first."""
    told = [
        piece.data.country
        for sentence in doc.sentences
        for piece in sentence.names
        if piece.kind in {"place", "country", "party"}
    ]
    table, home = countries(), doc.watchlist.theatre.countries
    for code in (country, *told, *home):
        if code in home:
            words = {word for part in table.get(code, ()) for word in part}
            for party in doc.watchlist.parties:
                if not words.isdisjoint((party.name, *party.demonyms)):
                    return party
            for party in doc.watchlist.parties:  # "Ruritanian army"
                if any(name.split()[0] in words for name in (party.name, *party.aliases)):
                    return party
    return None


def _of_own_office(doc: Document, sentence: Sentence, noun: Noun, text: str) -> Speech | None:
    """ "Its spokesman": that of the state or institution the sentence opens with, else of the faction spoken of."""
    named = [piece.first for piece in sentence.of("faction", "leader")]
    state = next((p for p in sentence.of("party", "faction", "leader") if p.first < noun.first), None)
    if state is not None and state.kind == "party":
        return Speech(Actor("party", state.value, sentence.words(state), "name"), text)
    offices = [
        piece.first
        for piece in sentence.of("thing")
        if piece.value in {"speaker", "personnel"} and piece.first < noun.first and piece.lemma not in _MEDIA
    ]
    if offices and (not named or min(offices) < min(named)):
        return Speech(None, text)
    faction = doc.faction_in_focus(sentence, noun.first)
    return Speech(Actor("faction", faction, text, noun.head, (faction,)), text) if faction is not None else None


def _introduce(sentence: Sentence, segments: Sequence[Segment], names: dict[str, Actor]) -> None:
    """ "The Pentagon press secretary, Pat Ryder": from here on Ryder speaks for the Pentagon."""
    if not sentence.of("faction", "leader", "party", "demonym"):
        return  # whom should they speak for?
    nouns = [noun for segment in segments for noun in segment.nouns]
    for noun in nouns:
        actor = actor_of(sentence, noun)
        if actor is not None and actor.kind == "party" and (office := _office(sentence, noun)) is not None:
            names[office] = actor
    for one, other in pairwise(nouns):
        apart = [token.text for token in sentence.tokens[one.last : other.first]]
        if apart not in ([], [","]):
            continue
        for titled, named in ((one, other), (other, one)):
            if named.head or titled.head not in _OFFICES:
                continue
            actor = actor_of(sentence, titled)
            word = sentence.tokens[named.last - 1].text
            speaks = actor is not None and actor.kind in {"faction", "party"}
            if actor and speaks and word[0].isupper() and word.isalpha():
                names.setdefault(word, actor)
    for noun in nouns:
        if noun.head != "speaker":
            continue
        actor = actor_of(sentence, noun)
        word = sentence.tokens[noun.last - 1].text
        if actor and word[0].isupper() and actor.kind in {"faction", "party"}:
            names.setdefault(word, actor)

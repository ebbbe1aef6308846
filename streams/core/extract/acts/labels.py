"""Whom a mention calls the other side, in few words.

The words are those of the text where they tell who it was. "Four soldiers", "a patrol", "the army" are those of
the state whose forces the article is about; a blow at a thing, or at nobody in particular, falls on those hurt by
it, else on the side whose people and posts the article speaks of most.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from schemas import Party
from streams.core.extract.acts.act import Act
from streams.core.extract.acts.actors import Actor, is_of_nation, is_sponsor
from streams.core.extract.acts.speech import state_of
from streams.core.extract.clauses.groups import Chunk, Noun
from streams.core.extract.clauses.roles import is_punct
from streams.core.extract.clauses.syntax import Segment
from streams.core.extract.words.document import Document, Sentence
from streams.core.extract.words.lexicon import lexicon

_VESSELS: Final = frozenset(phrase for phrase, value in lexicon().values("thing").items() if value == "vessel")
_CIVIL_SITES: Final = frozenset(lexicon().values("civil_site"))
_PLANTS: Final = frozenset(lexicon().values("plant"))
_POLICE: Final = frozenset(lexicon().values("police_word"))
_ARMY: Final = frozenset(lexicon().values("army_word"))
_GENERAL: Final = frozenset(("site", "place", "country", "number", "pronoun", ""))
_WARSHIPS: Final = frozenset(lexicon().values("warship"))
_PRESENCE: Final = frozenset(("personnel", "site", "vessel"))
_REACH_TOKENS: Final = 4
_SINGLE: Final = frozenset(("a", "an", "one"))

Label = tuple[str | None, str | None]
"""Words, and the id of the watchlist's party."""


class Labels:
    """Names the other side of each act of one article."""

    def __init__(self, doc: Document, acts: Sequence[Act], parsed: Sequence[Sequence[Segment]]) -> None:
        self.doc = doc
        self.present = _present(doc, acts)
        self.bases = {place.name for place in doc.watchlist.places if place.kind == "base"}
        self.states: dict[str | None, Party | None] = {}
        self.ships = tuple(_ships(doc, parsed))
        self.blows = {(act.striker.id, act.country) for act in acts if act.kind == "strike" and act.striker is not None}

    def counterparty(self, act: Act) -> Label:
        """Whom the faction attacked, or who struck it."""
        if act.kind == "strike":
            return self._name(act, act.striker) if act.striker is not None else (None, None)
        target, hurt = act.target, act.hurt
        if target is None or (target.kind == "people" and target.head in _GENERAL):
            return self._of_thing(act, target)
        if target.kind == "unnamed" and act.teller is not None and act.teller.kind == "party":
            target = act.teller
        if target.head == "civilian" and target.kind == "people" and (enemy := self._enemy_at_home(act)) is not None:
            return enemy.name, enemy.id
        if target.head == "civilian" and hurt is not None and (hurt.kind == "party" or hurt.head == "personnel"):
            target = hurt
        return self._name(act, target)

    def _of_thing(self, act: Act, target: Actor | None) -> Label:
        abroad = self._enemy_at_home(act)
        if abroad is not None:
            return abroad.name, abroad.id
        words = {word for word in target.text.split() if word.islower()} if target is not None else set()
        if target is not None and words & (_POLICE | _ARMY):
            return self._forces(act, target)
        if target is not None and words & _PLANTS:
            return _short(target), None
        if words & _CIVIL_SITES:
            return "civilians", None
        if act.hurt is not None and (act.hurt.kind == "party" or act.hurt.head in {"personnel", "civilian"}):
            return self._name(act, act.hurt)
        ship = self._ship(act) if act.country == "XZ" else None
        if ship is not None:
            return ship, None
        usual = self._usual(act)
        if usual is not None:
            return usual.name, usual.id
        return (_short(target), None) if target is not None else (None, None)

    def _enemy_at_home(self, act: Act) -> Party | None:
        """The state of the act's country, where the article tells that it strikes the faction elsewhere: their war."""
        state = self._state(act.country)
        strikes = state is not None and any(id_ == state.id and at != act.country for id_, at in self.blows)
        return state if strikes else None

    def _name(self, act: Act, actor: Actor) -> Label:
        if actor.kind == "people" and actor.head == "personnel":
            return self._forces(act, actor)
        if actor.head == "vessel" and not actor.is_named:
            return self._ship(act) or _short(actor), actor.id if actor.kind == "party" else None
        return _short(actor), actor.id if actor.kind == "party" else None

    def _forces(self, act: Act, actor: Actor) -> Label:
        """Soldiers and policemen without a state: those of the side that the article is about, or of the country."""
        words = actor.text.lower().split()
        police = not _POLICE.isdisjoint(words)
        own = next((party for party in self.doc.watchlist.parties if police and _names_police(party)), None)
        party = own or (self._state(act.country) if police else self._usual(act))
        plain = "police" if police else _short(actor)
        if party is None:
            return plain, None
        return plain if party is own else f"{next(iter(party.demonyms), party.name)} {plain}", party.id

    def _usual(self, act: Act) -> Party | None:
        """The state whose people and posts the article speaks of most; the country's own where it is told as often.

        A base that a watchlist lists is listed for its guests: if the article speaks of any, they were meant.
        """
        home = self._state(act.country)
        hosted = act.place is not None and act.place.name in self.bases
        states = {p.id: p for p in self.doc.watchlist.parties if p.demonyms and not (hosted and p is home)}
        best = next((id_ for id_, _ in self.present.most_common() if id_ in states), None)
        if best is None or (home is not None and not hosted and self.present[home.id] >= self.present[best]):
            return home
        return states[best]

    def _state(self, country: str | None) -> Party | None:
        if country not in self.states:
            self.states[country] = state_of(self.doc, country)
        return self.states[country]

    def _ship(self, act: Act) -> str | None:
        """The ship named last before an act that tells of "the vessel", else the first named after it."""
        if not self.ships:
            return None
        behind = bisect_right(self.ships, act.sentence.index, key=lambda ship: ship[0])
        return self.ships[max(0, behind - 1)][1]


def _present(doc: Document, acts: Sequence[Act]) -> Counter[str]:
    """How often each party is told of as being there: its deeds, its people and posts; its name counts less."""
    counted: Counter[str] = Counter()
    for actor in (actor for act in acts for actor in (act.striker, act.target)):
        if actor is not None and actor.kind == "party" and actor.id is not None:
            counted[actor.id] += 3
    for sentence in doc.sentences:
        people = {p.first for p in sentence.of("thing") if p.value in _PRESENCE and p.lemma != "officer"}
        for piece in sentence.of("party", "demonym"):
            if not is_sponsor(sentence, piece):
                near = people.intersection(range(piece.last, piece.last + _REACH_TOKENS))
                counted[piece.value] += 3 if near else piece.kind == "party"
    return counted


def _ships(doc: Document, parsed: Sequence[Sequence[Segment]]) -> Iterator[tuple[int, str]]:
    """The merchant ships that an article names, each with the number of its sentence."""
    for sentence, segments in zip(doc.sentences, parsed, strict=True):
        for chunks in (segment.chunks for segment in segments):
            for at, noun in enumerate(chunks):
                if isinstance(noun, Noun) and (name := _ship_named(sentence, chunks, at, noun)):
                    yield sentence.index, name


def _ship_named(sentence: Sentence, chunks: tuple[Chunk, ...], at: int, noun: Noun) -> str | None:
    """ "The tanker Sea Harrow"; "the Sea Harrow, a bulk carrier"; "aboard the Sea Harrow"."""
    words = _words(sentence, noun)
    if noun.head == "vessel":
        states = {i for piece in noun.of("demonym", "nationality", "party") for i in range(piece.first, piece.last)}
        named = [i for i in range(noun.first + 1, noun.last) if sentence.tokens[i].text[0].isupper()]
        apposed = at > 1 and is_punct(chunks[at - 1], ",") and _is_bare_name(_words(sentence, chunks[at - 2]))
        unnamed = states.issuperset(named) or not _WARSHIPS.isdisjoint(words) or apposed
        return None if unnamed else _ship_name(words)
    if noun.head or not _is_bare_name(words):
        return None
    kind = chunks[at + 2] if at + 2 < len(chunks) and is_punct(chunks[at + 1], ",") else None
    if isinstance(kind, Noun) and kind.head == "vessel" and not kind.definite:
        return " ".join((sentence.tokens[_class_at(kind)].text, *words[1:]))
    before = chunks[at - 1] if at else None
    aboard = before is not None and sentence.tokens[before.last - 1].low in {"aboard", "board"}
    return " ".join(words[1:]) if aboard else None


def _words(sentence: Sentence, chunk: Chunk) -> list[str]:
    return [token.text for token in sentence.tokens[chunk.first : chunk.last]] if isinstance(chunk, Noun) else []


def _is_bare_name(words: Sequence[str]) -> bool:
    """ "The Sea Harrow": nothing but a name."""
    return len(words) > 1 and words[0].lower() == "the" and all(word[0].isupper() for word in words[1:])


def _class_at(vessel: Noun) -> int:
    """Where a noun says what sort of ship it is."""
    things = [piece for piece in vessel.of("thing") if piece.value == "vessel"]
    return (things[0].last if things else vessel.last) - 1


def _ship_name(words: Sequence[str]) -> str:
    """Her class and her name: "tanker Sea Harrow"."""
    plain = [word for word in words if word.lower() not in _COUNTING and not is_of_nation(word)]
    return " ".join(word for word in plain if word[0].isupper() or word.lower() in _VESSELS)


def _names_police(party: Party) -> bool:
    return any(not _POLICE.isdisjoint(name.lower().split()) for name in (party.name, *party.aliases))


def _short(actor: Actor) -> str:
    """Without articles and numbers; a ship by its name, civilians as such."""
    words = actor.text.split()
    if actor.head == "civilian" and actor.kind == "people":
        return "civilian" if words[0].lower() in _SINGLE else "civilians"
    if actor.head == "vessel":
        return _ship_name(words) or actor.text
    while len(words) > 1 and (words[0].lower() in _COUNTING or words[0].isdigit()):
        words = words[1:]
    first = next((n for n, word in enumerate(words) if word[0].isupper()), 0)
    return " ".join(words[first:])


_COUNTING: Final = frozenset(
    (
        *(word for kind in ("cardinal", "tens", "number_bound") for word in lexicon().values(kind)),
        *("the", "a", "an", "at", "least", "its", "their", "his", "several", "some", "many", "of", "another", "dead"),
    )
)

"""Who a noun group stands for: a watched faction, a party, somebody else by name, or people without a name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from streams.core.extract.clauses.groups import Noun
from streams.core.extract.words.document import Sentence
from streams.core.extract.words.lexicon import nations
from streams.core.extract.words.pieces import Piece
from streams.core.extract.words.tokens import past_brackets

ActorKind = Literal["faction", "party", "outsider", "unnamed", "people"]

_PEOPLE: Final = frozenset(("personnel", "civilian", "site", "vessel", "place", "country"))
_ARMED: Final = frozenset(("fighter", "group", "leader", "unnamed"))
_NAMED: Final = ("faction", "leader", "outsider", "party", "demonym", "nationality")
_CIVIL: Final = frozenset(
    ("car", "vehicle", "motorcycle", "motorbike", "scooter", "van", "pickup", "truck", "lorry", "jeep", "minibus",
     "suv", "flat", "apartment", "house", "home", "building", "villa", "farm", "hut", "tent", "shop", "office", "room")
)  # fmt: skip


@dataclass(slots=True)
class Actor:
    """Somebody who acts or is acted upon."""

    kind: ActorKind
    id: str | None
    text: str
    head: str
    """Class of the noun that named it."""
    factions: tuple[str, ...] = ()
    """All watched factions named, the first being `id`."""
    leaders: tuple[str, ...] = ()
    anaphor: bool = False
    """Named by a word that points back ("the rebels"): it says nothing new of who they are."""

    @property
    def faction(self) -> str | None:
        """The watched faction that it is."""
        return self.id if self.kind == "faction" else None

    @property
    def is_named(self) -> bool:
        """Whether its words have a name among them: not "a Danish-operated ship", which is of a nation."""
        return any(word[0].isupper() and not is_of_nation(word) for word in self.text.split()[1:])

    @property
    def is_off_duty(self) -> bool:
        """Whether it is what men who are not on duty sit in: "a house", "two cars"."""
        return self.kind == "people" and self.text.split()[-1].lower() in _CIVIL

    @classmethod
    def of_faction(cls, faction: str) -> "Actor":
        """A watched faction that is meant without its name being there."""
        return cls("faction", faction, faction, "name", (faction,))

    def owns(self, other: "Actor | None") -> bool:
        """Whether another is the same body, or an arm or official of it."""
        return other is not None and self.id is not None and (self.kind, self.id) == (other.kind, other.id)


def is_of_nation(word: str) -> bool:
    """ "Danish", "Danish-operated": no name of a ship."""
    return word.split("-", maxsplit=1)[0] in nations()


def actor_of(sentence: Sentence, noun: Noun | None) -> Actor | None:
    """Who a noun is. None where it is nobody: a thing, a number, a pronoun."""
    if noun is None:
        return None
    span = noun.first, noun.last
    if span not in sentence.actors:
        sentence.actors[span] = _read_actor(sentence, noun)
    actor: Actor | None = sentence.actors[span]
    return actor


def _read_actor(sentence: Sentence, noun: Noun) -> Actor | None:
    if not noun.pieces and noun.head not in _PEOPLE | _ARMED:
        return None
    names = [piece for piece in noun.of(*_NAMED) if not is_sponsor(sentence, piece)]
    text = sentence.text(noun.first, noun.last)
    if not names:
        return _nameless(noun, text)
    factions = [piece for piece in names if piece.kind in {"faction", "leader"}]
    if factions:
        ids = tuple(dict.fromkeys(piece.value for piece in factions))
        people = [piece for piece in factions if piece.kind == "leader" and not sentence.is_possessor(piece)]
        leaders = tuple(dict.fromkeys(piece.lemma for piece in people))
        return Actor("faction", ids[0], text, noun.head, ids, leaders, all(p.lemma == "anaphor" for p in factions))
    outsider = next((piece for piece in names if piece.kind == "outsider"), None)
    if outsider is not None and (noun.of("unnamed") or noun.head in _ARMED):
        linked = any(noun.first < tie.first and tie.last <= outsider.first for tie in sentence.of("tie"))
        outsider = None if linked else outsider
    if outsider is not None:
        return Actor("outsider", outsider.value, text, noun.head)
    return _of_state(sentence, noun, names, text) or _nameless(noun, text)


def _of_state(sentence: Sentence, noun: Noun, names: Sequence[Piece], text: str) -> Actor | None:
    """The state whose name or nationality a noun bears, not the one that it is loyal to."""
    names = [piece for piece in names if not _is_patron(sentence, noun, piece)]
    if not names or sentence.tokens[noun.last - 1].low in _GROUND:
        return None
    if all(piece.kind in {"demonym", "nationality"} for piece in names) and _is_unnamed(noun):
        return None
    party = next((piece for piece in names if piece.kind in {"party", "demonym"}), None)
    if party is not None:
        return Actor("party", party.value, text, noun.head)
    nation = next((piece for piece in names if piece.kind == "nationality"), None)
    return Actor("outsider", nation.value, text, noun.head) if nation is not None else None


_GROUND: Final = frozenset(
    ("capital", "city", "cities", "town", "towns", "province", "provinces", "coast", "region", "soil")
)
"""What lies in a state is not the state: "the Valdorian capital"."""


def _is_patron(sentence: Sentence, noun: Noun, state: Piece) -> bool:
    """ "Militias loyal to X": no men of X's own."""
    tied = any(noun.first < tie.first and tie.last in {state.first, state.first - 1} for tie in sentence.of("tie"))
    return tied and (noun.head in _ARMED or bool(noun.of("unnamed")))


def _nameless(noun: Noun, text: str) -> Actor | None:
    if noun.of("unnamed") or noun.head in _ARMED:
        return Actor("unnamed", None, text, noun.head)
    if noun.head == "speaker" and any(piece.value == "personnel" for piece in noun.of("thing")):
        return Actor("people", None, text, "personnel")
    if noun.head in _PEOPLE:
        return Actor("people", None, text, noun.head)
    return None


def better_told(one: Actor | None, other: Actor | None) -> Actor | None:
    """The first of two names for one side, unless only the other tells whose it is: a party, a ship's name."""
    if one is None or other is None:
        return one or other
    named = other.kind == "party" or (one.head == other.head == "vessel" and not one.is_named and other.is_named)
    return other if one.kind == "people" and named else one


def doer_of(sentence: Sentence, noun: Noun | None) -> Actor | None:
    """Who acts where a noun is said to: also "the army", which else only speaks, and whose raid or drone it is."""
    actor = actor_of(sentence, noun)
    if actor is not None or noun is None or all(piece.value != "personnel" for piece in noun.of("thing")):
        return actor
    return Actor("people", None, sentence.text(noun.first, noun.last), "personnel")


def _is_unnamed(noun: Noun) -> bool:
    """ "Palestinian militants": of a nation, but not the nation's."""
    fighters = noun.head in {"fighter", "unnamed"} and any(piece.last == noun.last for piece in noun.of("unnamed"))
    return fighters or noun.head == "group"


def bodies_in(sentence: Sentence) -> Iterator[Piece]:
    """The armed bodies that a sentence speaks of: not those that only describe one ("linked to X", "X-affiliated")."""
    tied = {at for tie in sentence.of("tie") for at in (tie.last, tie.last + 1)}
    for piece in sentence.of("faction", "leader", "outsider"):
        if not is_sponsor(sentence, piece) and not (piece.kind == "outsider" and piece.first in tied):
            yield piece


_MAKES: Final = frozenset(("origin", "make", "manufacture", "design", "provenance", "production"))


def is_sponsor(sentence: Sentence, piece: Piece) -> bool:
    """The name in "Iran-backed", "anti-X" or "of Iranian make" is not the one that acts."""
    tokens = sentence.tokens
    if piece.last < len(tokens) and tokens[piece.last].low in _MAKES and tokens[piece.first - 1].low == "of":
        return True
    if (
        piece.first >= 2
        and tokens[piece.first - 1].text == "-"
        and tokens[piece.first - 2].low in {"anti", "pro", "non"}
    ):
        return True
    behind = past_brackets(tokens, piece.last)
    if behind + 1 < len(tokens) and tokens[behind].text == "-":
        return any(other.first == behind + 1 for other in sentence.of("sponsor"))
    return False

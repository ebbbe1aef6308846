"""Where an act was: the most specific place that its own clause names, and the country of it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from streams.core.extract.chunks import Mark, Noun
from streams.core.extract.document import Document, Sentence
from streams.core.extract.pieces import Piece
from streams.core.extract.syntax import Segment

_WIDE = {
    "country": 1, "sea": 2, "ocean": 2, "region": 2, "gulf": 2, "lake": 2, "river": 2, "desert": 2, "province": 3,
    "governorate": 3, "state": 3, "department": 3, "county": 3, "territory": 3, "valley": 3,
}  # fmt: skip
_LISTED_RANK = 5
_UNLISTED_RANK = 4
_COUNTRY_RANK = 1
_REGION_RANK = 2
_SETTLEMENTS = frozenset(
    ("town", "city", "village", "settlement", "port", "district", "province", "capital", "kibbutz")
)
_DIRECTIONS = frozenset(
    side + ending
    for side in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
    for ending in ("", "ern")
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place as told. `name` is the watchlist's; None where it is not listed."""

    text: str
    name: str | None
    country: str | None
    rank: int
    """The higher, the more specific."""


def places_of(sentence: Sentence, nouns: Iterable[Noun]) -> tuple[Place, ...]:
    """The places that noun groups name, in order."""
    found: list[Place] = []
    for noun in nouns:
        if noun.last < len(sentence.tokens) and sentence.tokens[noun.last - 1].low == "time":
            continue
        listed = noun.of("place")
        for piece in listed:
            rank = _WIDE.get(piece.data.place_kind or "", _LISTED_RANK)
            found.append(Place(sentence.words(piece), piece.value, piece.data.country, rank))
        if noun.of("country") and sentence.tokens[noun.first].low in _DIRECTIONS:
            found.append(Place(sentence.words(_whole(noun)), None, noun.of("country")[0].value, _REGION_RANK))
        states = [*noun.of("country"), *(noun.of("party") if noun.head == "name" else ())]
        found.extend(
            Place(sentence.words(piece), None, piece.data.country, _COUNTRY_RANK)
            for piece in states
            if piece.data.country
        )
        if not listed:
            unlisted = _unlisted(sentence, noun)
            if unlisted:
                found.append(Place(unlisted, None, _ground_of(sentence, noun), _UNLISTED_RANK))
    return tuple(found)


def is_settlement(sentence: Sentence, noun: Noun) -> bool:
    """ "The border town of X": a place by its very word."""
    return any(token.low in _SETTLEMENTS for token in sentence.tokens[noun.first : noun.last])


def _ground_of(sentence: Sentence, noun: Noun) -> str | None:
    """The country of "the Valdorian border town of X": a settlement's, not that of a base or an embassy."""
    if not is_settlement(sentence, noun):
        return None
    return next((piece.data.country for piece in noun.of("demonym", "nationality") if piece.data.country), None)


def home_country(doc: Document) -> str | None:
    """The country of the theatre that an article speaks of most; the theatre's only one where it names none."""
    home = doc.watchlist.theatre.countries
    counted = Counter(
        piece.data.country
        for sentence in doc.sentences
        for piece in sentence.pieces
        if piece.kind in {"place", "country", "nationality", "demonym"} and piece.data.country in home
    )
    counted.pop("XZ", None)
    if counted:
        return str(counted.most_common(1)[0][0])
    return home[0] if len(home) == 1 else None


def _whole(noun: Noun) -> Piece:
    return Piece("noun", "", "word", noun.first, noun.last)


def _unlisted(sentence: Sentence, noun: Noun) -> str | None:
    """A capitalised name that no list has: "Mafa village", "the town of Gidan Sama"."""
    if noun.head not in {"", "site", "place"} or (
        noun.pieces and noun.of("faction", "leader", "party", "outsider", "country")
    ):
        return None
    of_states = {at for piece in noun.of("demonym", "nationality") for at in range(piece.first, piece.last)}
    tokens = [sentence.tokens[at] for at in range(noun.first, noun.last) if at not in of_states]
    run: list[str] = []
    for token in tokens:
        if token.text[0].isupper() or (run and token.text in {"-", "al", "el", "'s"}):
            run.append(token.text)
        elif run:
            break
    if not run or (len(run) == 1 and len(run[0]) < 3):
        return None
    start = next(i for i, token in enumerate(tokens) if token.text == run[0])
    end = tokens[start + len(run) - 1].end
    return _text(sentence, tokens[start].start, end)


def _text(sentence: Sentence, start: int, end: int) -> str:
    parts = [token for token in sentence.tokens if start <= token.start and token.end <= end]
    text = ""
    for token in parts:
        text += (" " if text and token.start > start + len(text) else "") + token.text
    return text


def best_place(places: Iterable[Place]) -> Place | None:
    """The most specific one, the first of equals; its country filled from the others."""
    known = list(places)
    if not known:
        return None
    best = max(known, key=lambda place: place.rank)
    if best.country is None:
        country = next((place.country for place in known if place.country), None)
        best = Place(best.text, best.name, country, best.rank)
    return best


def spots(sentence: Sentence, segment: Segment) -> Iterator[Noun]:
    """The nouns of a clause that say where: not who speaks there, nor where a blow came from."""
    speakers = [p.subject for p in segment.predicates if p.verb.reading("report") is not None]
    for at, each in enumerate(segment.chunks):
        if isinstance(each, Noun) and not any(each is speaker for speaker in speakers):
            before = segment.chunks[at - 1] if at else None
            if isinstance(before, Mark) and before.kind == "prep" and before.value == "from":
                continue
            spatial = isinstance(before, Mark) and before.kind == "prep" and before.value in {"at", "to"}
            if spatial or each.of("place", "country") or is_settlement(sentence, each):
                yield each

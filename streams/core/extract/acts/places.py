"""Where an act was: the most specific place that its own clause names, and the country of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from typing import Final, NamedTuple

from streams.core.extract.acts.actors import is_sponsor
from streams.core.extract.clauses.groups import Noun
from streams.core.extract.words.document import Document, Sentence
from streams.core.extract.words.lexicon import nations
from streams.core.extract.words.pieces import Piece

_WIDE: Final = {
    "country": 1, "sea": 2, "ocean": 2, "region": 2, "gulf": 2, "lake": 2, "river": 2, "desert": 2, "province": 3,
    "governorate": 3, "state": 3, "department": 3, "county": 3, "territory": 3, "valley": 3, "island": 3,
    "oblast": 3, "peninsula": 3, "wilaya": 3,
}  # fmt: skip
_INNER_RANK: Final = 6
_LISTED_RANK: Final = 5
_UNLISTED_RANK: Final = 4
_LANDMARK_RANK: Final = 3
REGION_RANK: Final = 2
"""Up to here a place says no more than "the east of the country"."""
_COUNTRY_RANK: Final = 1
SETTLEMENTS: Final = frozenset(
    ("town", "towns", "city", "cities", "village", "villages", "settlement", "port", "district", "province", "capital",
     "kibbutz")
)  # fmt: skip
"""Words for places where people live."""
_QUARTERS: Final = frozenset(
    ("area", "district", "neighbourhood", "neighborhood", "suburb", "quarter", "village", "town", "grouping", "sector",
     "belt", "forest", "block", "tehsil", "locality", "commune", "chiefdom")
)  # fmt: skip
_PARTS: Final = frozenset(
    ("neighbourhood", "neighborhood", "suburb", "quarter", "street", "road", "square", "bridge", "village", "hamlet",
     "barangay", "sitio")
)  # fmt: skip
"""Words for a part of a town, and for what is smaller than one."""
_SIDES: Final = ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
_DIRECTIONS: Final = frozenset(side + ending for side in _SIDES for ending in ("", "ern"))
_BETWEEN_TOKENS_MAX: Final = 4
_NAME_MARKS: Final = frozenset(("-", "al", "el", "'s"))


@dataclass(slots=True)
class Place:
    """A place as told. `name` is the watchlist's; None where it is not listed."""

    text: str
    name: str | None
    country: str | None
    rank: int
    """The higher, the more specific."""
    landmark: bool = False
    """It only helps to find the place: "north of X"."""
    scene: bool = False
    """The sentence opens with it ("In X, …"): of equals, what is told later lies within."""


def places_of(sentence: Sentence, nouns: Iterable[Noun]) -> tuple[Place, ...]:
    """The places that noun groups name, in order."""
    found: list[tuple[Noun, Place]] = []
    for noun in nouns:
        if noun.last < len(sentence.tokens) and sentence.tokens[noun.last - 1].low == "time":
            continue
        landmark, scene = _is_landmark(sentence, noun), _is_scene(sentence, noun)
        for place in _places_in(sentence, noun):
            street = sentence.tokens[noun.first - 1].low == "off" and place.name is None  # "off Salt Street" is in it
            rank = min(place.rank, _LANDMARK_RANK) if landmark and not street else place.rank
            found.append((noun, replace(place, rank=rank, landmark=landmark, scene=scene)))
    for at, ((noun, place), (outer, around)) in enumerate(pairwise(found)):
        if place.rank == _UNLISTED_RANK and around.name is not None and _leads_to(sentence, noun, outer):
            found[at] = noun, replace(place, rank=_INNER_RANK)
    return tuple(place for _, place in found)


def headed(sentence: Sentence) -> tuple[Place, ...]:
    """The places of a dateline, named as on the list."""
    filed = (p for p in sentence.pieces if p.first < sentence.raw.dateline and p.kind in {"place", "country"})
    return tuple(replace(_place_of(sentence, piece), text=piece.data.name) for piece in filed)


def _place_of(sentence: Sentence, piece: Piece) -> Place:
    """The place that a name is: a listed one, or a country."""
    if piece.kind != "place":
        return Place(sentence.words(piece), None, piece.data.country, _COUNTRY_RANK)
    rank = _WIDE.get(piece.data.place_kind or "", _LISTED_RANK)
    if sentence.is_possessor(piece):  # "Mirna's heavily guarded Port Ansel" is not the whole of Mirna
        rank = min(rank, _UNLISTED_RANK)
    return Place(sentence.words(piece), piece.value, piece.data.country, rank)


def _places_in(sentence: Sentence, noun: Noun) -> Iterator[Place]:
    """The places of one noun group. The inner of two listed ones first: "X's Y" and "Y of X"."""
    listed = tuple(piece for piece in noun.of("place") if not _gives_its_name(sentence, noun, piece))
    for piece in reversed(listed) if _is_possessed(sentence, listed) else listed:
        yield _place_of(sentence, piece)
    named = (*noun.of("country"), *(p for p in noun.of("party") if noun.head == "name" or sentence.is_possessor(p)))
    states = [piece for piece in named if piece.data.country and not _is_elsewhere(sentence, noun, piece)]
    if states and sentence.tokens[noun.first].low in _DIRECTIONS:
        yield Place(sentence.words(_whole(noun)), None, states[0].data.country, REGION_RANK)
    for piece in states:
        yield _place_of(sentence, piece)
    if listed:
        quarter = _quarter(sentence, noun, listed[0]) or _inside(sentence, noun, listed[0])
        if quarter:
            yield Place(quarter, None, listed[0].data.country, _INNER_RANK)
    elif unlisted := _unlisted(sentence, noun):
        yield Place(unlisted, None, _ground_of(sentence, noun), _rank_of(sentence, noun, unlisted))


def _rank_of(sentence: Sentence, noun: Noun, name: str) -> int:
    """How specific a place of no list is, by its word: "the Lodra hotel", "Brovna province"."""
    lows = {token.low for token in sentence.tokens[noun.first : noun.last]}
    if lows & _WIDE.keys() or _is_plain(sentence, noun, name.split()):
        return _LANDMARK_RANK
    named = noun.head == "site" and lows.isdisjoint(SETTLEMENTS)
    inner = lows & _PARTS and "district" not in lows  # "a village of the Lodra district" names the district
    return _INNER_RANK if named or inner else _UNLISTED_RANK


def _gives_its_name(sentence: Sentence, noun: Noun, place: Piece) -> bool:
    """ "Mirna Islamic University", "the Mirna daily": called after a place, wherever it may be."""
    behind = [token.low for token in sentence.tokens[place.last : noun.last]]
    return not _CALLED_AFTER.isdisjoint(behind)


_CALLED_AFTER: Final = frozenset(
    ("university", "daily", "newspaper", "weekly", "radio", "television", "brigade", "battalion")
)


def _is_possessed(sentence: Sentence, listed: Sequence[Piece]) -> bool:
    return len(listed) > 1 and sentence.is_possessor(listed[0])


def _quarter(sentence: Sentence, noun: Noun, listed: Piece) -> str | None:
    """A part of a listed place that is not listed itself: "the Baleli area of X"."""
    tokens = sentence.tokens[noun.first : listed.first]
    end = next((n for n in range(1, len(tokens)) if tokens[n].low in _QUARTERS), None)
    if end is None or tokens[-1].low != "of":
        return None
    start = end
    while start > 0 and (tokens[start - 1].text[0].isupper() or tokens[start - 1].text in _NAME_MARKS):
        start -= 1
    nation = any(piece.first == noun.first + start for piece in noun.of("demonym", "nationality"))
    return _text(sentence, tokens[start].start, tokens[end - 1].end) if start < end and not nation else None


def _inside(sentence: Sentence, noun: Noun, listed: Piece) -> str | None:
    """A part or a site of a listed place that is not listed itself: "Mirna's Lodra district", "Mirna's Hotel Ardel"."""
    if not sentence.is_possessor(listed) or len(noun.of("place")) > 1 or noun.head not in {"", "site", "place"}:
        return None
    tokens = [token for token in sentence.tokens[listed.last + 1 : noun.last] if token.text not in {"'", "s"}]
    names = list(takewhile(lambda token: token.text[0].isupper() or token.text in _NAME_MARKS, tokens))
    run = [token.text for token in names]
    named = bool(run) and not _is_plain(sentence, noun, run)
    return _text(sentence, names[0].start, names[-1].end) if named else None


def _is_landmark(sentence: Sentence, noun: Noun) -> bool:
    """Whether "north of", "20 km from", "outside" or "off" stands before it."""
    before = [token.low for token in sentence.tokens[max(0, noun.first - 2) : noun.first]]
    if before[-1:] in (["off"], ["outside"]):
        return True
    return len(before) == 2 and (
        (before[1] == "of" and before[0] in {*_SIDES, "coast", "outside"})
        or (before[1] == "from" and before[0] in _LENGTHS)
    )


_LENGTHS: Final = frozenset(
    ("km", "kms", "kilometres", "kilometers", "kilometre", "kilometer", "miles", "mile", "metres", "meters")
)


def _is_elsewhere(sentence: Sentence, noun: Noun, state: Piece) -> bool:
    """ "The border with X", "the X air base", "X's rebels": named, but not for the ground. Titles leave "in" out."""
    if (sentence.is_possessor(state) and noun.of("faction", "leader")) or is_sponsor(sentence, state):
        return True
    if state.last < len(sentence.tokens) and sentence.tokens[state.last].text in {"Valley", "River"}:
        return True  # "the Jordan Valley" is no word for Jordan
    owner = (
        sentence.index >= 0
        and noun.head == "site"
        and state.last < noun.last
        and sentence.tokens[state.last].text[0].isalnum()
    )
    return owner or _is_of_border(sentence, state)


def _is_of_group(sentence: Sentence, state: Piece) -> bool:
    """ "X's rebels": where they are at home, not where they struck."""
    return sentence.is_possessor(state) and any(
        0 <= piece.first - state.last <= 1 for piece in sentence.of("faction", "leader")
    )


def _is_of_border(sentence: Sentence, state: Piece) -> bool:
    """ "The border with X", "the X-Y border": a state on the other side of it, or on both."""
    behind = [token.low for token in sentence.tokens[state.last : state.last + 3]]
    before = [token.low for token in sentence.tokens[max(0, state.first - 2) : state.first]]
    ahead = behind[:1] if behind[:1] != ["-"] else behind
    beyond = before[-1:] in (["border"], ["borders"], ["bordering"])  # "two towns, which border X"
    return beyond or not _BORDERS.isdisjoint(ahead) or (before[-1:] == ["with"] and before[0] in _BORDERS)


_BORDERS: Final = frozenset(("border", "frontier"))


def _is_scene(sentence: Sentence, noun: Noun) -> bool:
    opening = sentence.raw.dateline
    return noun.first == opening + 1 and sentence.tokens[opening].low == "in"


def _leads_to(sentence: Sentence, inner: Noun, outer: Noun) -> bool:
    """ "X, in Y", "X in eastern Y": nothing but small words between the two."""
    between = [token.low for token in sentence.tokens[inner.last : outer.first]]
    lengths = [at for at, low in enumerate(between) if low in _LENGTHS]
    between = between[lengths[-1] + 1 :] if lengths and between[0] in {",", "("} else between
    return inner is not outer and len(between) <= _BETWEEN_TOKENS_MAX and _LINKS.issuperset(between)


_LINKS: Final = frozenset(
    (",", "(", "from", "in", "at", "on", "of", "near", "outside", "inside", "close", "to", "off", *_SIDES)
)


def is_settlement(sentence: Sentence, noun: Noun) -> bool:
    """ "The border town of X": a place by its very word."""
    return any(token.low in SETTLEMENTS for token in sentence.tokens[noun.first : noun.last])


def _ground_of(sentence: Sentence, noun: Noun) -> str | None:
    """The country of "the Valdorian border town of X": a settlement's, not that of a base or an embassy."""
    if not is_settlement(sentence, noun):
        return None
    states = noun.of("demonym", "nationality")
    return next((c for p in states if (c := p.data.country or nations().get(sentence.words(p)))), None)


class Home(NamedTuple):
    """The country of the theatre that an article is about."""

    country: str | None
    sole: bool
    """The article speaks of no other country of the theatre."""


_GROUNDS: Final = frozenset(("place", "country", "nationality", "demonym"))


def home_country(doc: Document) -> Home:
    """The country that an article speaks of most; the theatre's only one where it names none."""
    home = doc.watchlist.theatre.countries
    counted = Counter(
        piece.data.country
        for sentence in doc.sentences
        for piece in sentence.names
        if (piece.kind in _GROUNDS or (piece.kind == "party" and sentence.words(piece) == piece.data.name))
        and piece.data.country in home
        and not _is_of_group(sentence, piece)
    )
    counted.pop("XZ", None)
    if counted:
        return Home(str(counted.most_common(1)[0][0]), len(counted) == 1)
    return Home(home[0] if len(home) == 1 else None, len(home) == 1)


def _whole(noun: Noun) -> Piece:
    return Piece("noun", "", "word", noun.first, noun.last)


def _unlisted(sentence: Sentence, noun: Noun) -> str | None:
    """A capitalised name that no list has: "Mafa village", "the town of Gidan Sama"."""
    pieces = noun.of("faction", "leader", "party", "outsider", "country") if noun.pieces else ()
    names = [piece for piece in pieces if sentence.tokens[piece.first].text[0].isupper()]  # "the police"
    owners = [piece for piece in names if piece.kind in {"party", "country"} and sentence.is_possessor(piece)]
    if noun.head not in {"", "site", "place"} or len(names) > len(owners):
        return None
    of_states = {at for piece in noun.of("demonym", "nationality") for at in range(piece.first, piece.last)}
    of_states |= {at for piece in owners for at in range(piece.first, piece.last + 1)}
    of_states |= {at for piece in noun.of("det") for at in range(piece.first, piece.last)}  # "The convoy"
    of_creeds = {piece.first for piece in sentence.of("creed")}
    tokens = [sentence.tokens[at] for at in range(noun.first, noun.last) if at not in of_states | of_creeds]
    run: list[str] = []
    for token in tokens:
        numbered = bool(run) and run[-1] == "-" and token.text.isdigit()  # "K-1"
        if token.text[0].isupper() or numbered or (run and token.text in {"-", "al", "el", "'s"}):
            run.append(token.text)
        elif run:
            break
    if not run or (len(run) == 1 and len(run[0]) < 3) or run[-1] in {"'s", "-"}:  # "the Brovna-run north"
        return None
    if _is_plain(sentence, noun, run) and not of_states:
        return None
    start = next(i for i, token in enumerate(tokens) if token.text == run[0])
    end = tokens[start + len(run) - 1].end
    return _text(sentence, tokens[start].start, end)


def _is_plain(sentence: Sentence, noun: Noun, run: Sequence[str]) -> bool:
    """ "The Embassy", "Terminal 3", "Northeastern Command": words that name nothing by themselves."""
    known = {sentence.tokens[at].text for piece in noun.of("thing") for at in range(piece.first, piece.last)}
    border = run[-1].lower() in _BORDERS
    return border or all(word in known or word.lower() in _DIRECTIONS or word.isdigit() for word in run)


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
    best = max(known, key=lambda place: (place.rank, not place.scene))
    if best.country is None:
        best = replace(best, country=next((place.country for place in known if place.country), None))
    return best

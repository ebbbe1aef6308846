"""Typed pieces: what the words of a sentence are, before anything is made of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from streams.core.extract.words.lexicon import Form, Lexicon, lexicon
from streams.core.extract.words.tokens import Token


@dataclass(slots=True, init=False)  # as Token
class Piece:
    """Tokens `first` up to `last` (exclusive) of a sentence, and what they are.

    `kind` says what sort of piece, `value` which one; `data` holds an `Entity` (names), a `When` (times)
    or a `Number`.
    """

    kind: str
    value: str
    form: Form
    first: int
    last: int
    lemma: str
    data: Any

    def __init__(
        self, kind: str, value: str, form: Form, first: int, last: int, lemma: str = "", data: Any = None
    ) -> None:
        self.kind, self.value, self.form = kind, value, form
        self.first, self.last, self.lemma, self.data = first, last, lemma, data


def in_order(piece: Piece) -> int:
    """What pieces are sorted by: the first token, the longest first. One number, since every sentence is sorted so."""
    return piece.first * _LONGER_THAN_ANY - piece.last


_LONGER_THAN_ANY: Final = 1 << 16
"""More tokens than a sentence has."""

FELLED: Final = frozenset(("kill", "wound", "die"))
"""Values of the words for what befell people."""


class Number(NamedTuple):
    """A quantity as told."""

    value: int
    bound: str
    """exact, at_least, about or at_most."""
    ordinal: bool = False


_PLACES_KEPT: Final = 40
"""What a word is at so many first places of a sentence is kept for the next sentence that has it there."""


def lexical_pieces(tokens: tuple[Token, ...], words: Lexicon) -> list[Piece]:
    """Every reading of every listed phrase; for each kind and start only the longest."""
    found: list[Piece] = []
    lows = [token.low for token in tokens]
    lows.append("")
    by_two = words.by_two
    for first, low in enumerate(lows):
        listed = by_two.get(low)
        readings = listed[1].get(lows[first + 1], listed[0]) if listed is not None else ()
        if not readings:
            if low.endswith("ed") and _is_past(tokens[first].text):
                found.append(Piece("verb", "other", "past+participle", first, first + 1, low))
            continue
        if listed is not None and readings is listed[0]:  # none of several words
            found += _pieces_kept(first, low, words) if first < _PLACES_KEPT else _pieces_at(first, low, words)
            continue
        taken: dict[str, int] = {}
        for phrase, kind, value, form, lemma in readings:
            size = len(phrase)
            if taken.get(kind, size) != size:
                continue
            if size > 2 and tuple(lows[first : first + size]) != phrase:
                continue
            taken[kind] = size
            found.append(Piece(kind, value, form, first, first + size, lemma))
    return found


def _pieces_kept(first: int, low: str, words: Lexicon) -> tuple[Piece, ...]:
    """As `_pieces_at`, made once for each word and place: few words stand at few places again and again."""
    places = words.kept.get(low)
    if places is None:
        places = words.kept[low] = [None] * _PLACES_KEPT
    known: tuple[Piece, ...] | None = places[first]
    if known is None:
        known = places[first] = _pieces_at(first, low, words)
    return known


def _pieces_at(first: int, low: str, words: Lexicon) -> tuple[Piece, ...]:
    """The readings of a word by itself at a token."""
    return tuple(
        [Piece(kind, value, form, first, first + 1, lemma) for _, kind, value, form, lemma in words.by_two[low][0]]
    )


def _is_past(word: str) -> bool:
    """Whether an unlisted word that ends in -ed is the past of a verb: "radioed", not "indeed" or "unarmed"."""
    return len(word) > 4 and word.islower() and not word.endswith("eed") and not word.startswith("un")


def _values(kind: str) -> dict[str, int]:
    return {phrase: int(value) for phrase, value in lexicon().values(kind).items()}


_UNITS: Final = _values("cardinal")
_TENS: Final = _values("tens")
_ORDINALS: Final = _values("ordinal")
_SCALES: Final = _values("scale")
_BOUNDS: Final = {tuple(phrase.split()): bound for phrase, bound in lexicon().values("number_bound").items()}
_NUMBER_WORDS: Final = frozenset((*_UNITS, *_TENS, *_ORDINALS, *_SCALES))
_NUMBER_MAX: Final = 10**9
_RANGE_MAX: Final = 1_900
"""What is greater is a year: "2019-20" is no range of people."""


def numbers(tokens: tuple[Token, ...]) -> Iterator[Piece]:
    """Numbers in digits and words, with the words that loosen them."""
    reached = 0
    for at, token in enumerate(tokens):
        if at < reached or not (token.low in _NUMBER_WORDS or token.low[0].isdigit()):
            continue
        read = _number_at(tokens, at)
        if read is None:
            continue
        value, last, ordinal = read
        first, bound = _bound_before(tokens, at)
        if first == at and token.low in _SCALES and at > 1:  # "more than | a hundred"
            article, bound = _bound_before(tokens, at - 1)
            first = article if article < at - 1 else at
        if not ordinal and (upper := _range_end(tokens, value, at, last)) is not None:
            value, last = upper
            bound = "about"
        yield Piece("number", str(value), "word", first, last, data=Number(value, bound, ordinal))
        reached = last


def _range_end(tokens: tuple[Token, ...], lower: int, at: int, last: int) -> tuple[int, int] | None:
    """The upper end of "20 to 25", "20-25" and "between 20 and 25", and where it ends; not of "rose from 20 to 25"."""
    before = tokens[at - 1].low if at else ""
    links = {"and"} if before == "between" else {"to", "-"}
    if last + 1 >= len(tokens) or tokens[last].low not in links or before == "from":
        return None
    if tokens[last].start > tokens[last - 1].end and tokens[last].text == "-":
        return None
    upper = _number_at(tokens, last + 1)
    if upper is None or upper[2] or not lower < upper[0] < _RANGE_MAX:
        return None
    return upper[0], upper[1]


def _bound_before(tokens: tuple[Token, ...], at: int) -> tuple[int, str]:
    for size in (3, 2, 1):
        if at >= size:
            bound = _BOUNDS.get(tuple(token.low for token in tokens[at - size : at]))
            if bound is not None:
                return at - size, bound
    return at, "exact"


def _number_at(tokens: tuple[Token, ...], at: int) -> tuple[int, int, bool] | None:
    low = tokens[at].low
    if low[0].isdigit():
        plain = low.replace(",", "")
        if plain.isdecimal() and len(plain) <= 9:
            return _scaled(tokens, int(plain), at + 1)
        if low[:-2].isdecimal() and low[-2:] in {"st", "nd", "rd", "th"} and len(low) <= 8:
            return int(low[:-2]), at + 1, True
        return None
    if low in _ORDINALS:
        return _ORDINALS[low], at + 1, True
    if low in _SCALES:
        return (_SCALES[low], at + 1, False) if at and tokens[at - 1].low in {"a", "an"} else None
    return _words_number(tokens, at)


def _words_number(tokens: tuple[Token, ...], at: int) -> tuple[int, int, bool] | None:
    low = tokens[at].low
    if low in _UNITS:
        return _scaled(tokens, _UNITS[low], at + 1)
    if low not in _TENS:
        return None
    value, last = _TENS[low], at + 1
    if last + 1 < len(tokens) and tokens[last].text == "-":
        if tokens[last + 1].low in _UNITS:
            return _scaled(tokens, value + _UNITS[tokens[last + 1].low], last + 2)
        if tokens[last + 1].low in _ORDINALS:
            return value + _ORDINALS[tokens[last + 1].low], last + 2, True
    elif last < len(tokens) and 0 < _UNITS.get(tokens[last].low, 0) < 10:
        return _scaled(tokens, value + _UNITS[tokens[last].low], last + 1)
    return _scaled(tokens, value, last)


def _scaled(tokens: tuple[Token, ...], value: int, last: int) -> tuple[int, int, bool]:
    """Take in hundred, thousand, dozen … and what follows them."""
    while last < len(tokens) and (scale := _SCALES.get(tokens[last].low)):
        value, last = min(value * scale, _NUMBER_MAX), last + 1
        following = last + (last < len(tokens) and tokens[last].low == "and")
        if following < len(tokens) and (rest := _words_number(tokens, following)) and rest[0] < scale:
            value, last = value + rest[0], rest[1]
    return value, last, False

"""The dead and the wounded that a clause tells of, and who they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from streams.core.extract.actors import actor_of
from streams.core.extract.chunks import Noun
from streams.core.extract.document import Sentence
from streams.core.extract.lexicon import lexicon
from streams.core.extract.syntax import Segment

_REACH_TOKENS = 7
_VICTIM_HEADS = frozenset(
    ("personnel", "civilian", "fighter", "leader", "number", "pronoun", "", "name", "unnamed", "group", "toll")
)
_NO_PEOPLE = frozenset(lexicon().values("no_people"))


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people killed or wounded."""

    what: Literal["killed", "wounded"]
    value: int
    of_faction: bool
    """They are of a watched faction, or fighters without a name."""
    companion: bool
    """They come on top of a leader."""
    first: int
    """Token of the sentence where it stands."""


def tolls_of(sentence: Sentence, segment: Segment) -> tuple[Toll, ...]:
    """Every toll of a clause, in order. Superseded figures and sums over many acts are left out."""
    if any(_overlaps(piece.first, segment) for piece in sentence.of("superseded")):
        return ()
    words = [piece for piece in sentence.of("toll_word") if _overlaps(piece.first, segment)]
    found_words = [(w.first, w.last, w.value) for w in words]
    found = [toll for noun in segment.nouns for toll in _of_noun(sentence, noun, found_words)]
    if any(value == "killed" for _, _, value in found_words):
        found += _risen(sentence, segment)
    for piece in sentence.of("unharmed"):
        if _overlaps(piece.first, segment):
            found.append(Toll("killed", 0, False, False, piece.first))
            if piece.value == "both":
                found.append(Toll("wounded", 0, False, False, piece.first))
    return tuple(found)


def _risen(sentence: Sentence, segment: Segment) -> list[Toll]:
    """ "The death toll rose to 37"."""
    rises = {piece.last for piece in sentence.of("toll_rise") if _overlaps(piece.first, segment)}
    return [
        Toll("killed", piece.data.value, False, False, piece.first)
        for piece in sentence.of("number")
        if piece.first in rises and not piece.data.ordinal
    ]


def _overlaps(position: int, segment: Segment) -> bool:
    return segment.first <= position < segment.last


def _of_noun(sentence: Sentence, noun: Noun, words: list[tuple[int, int, str]]) -> Iterator[Toll]:
    number = noun.number
    if number is None or noun.head not in _VICTIM_HEADS or not words:
        return
    lows = {token.low for token in sentence.tokens[number.last : noun.last]}
    following = sentence.tokens[noun.last].low if noun.last < len(sentence.tokens) else ""
    if lows & _NO_PEOPLE or following in _NO_PEOPLE:
        return
    near = _nearest(sentence, noun, words)
    if near is None:
        return
    actor = actor_of(sentence, noun)
    hostile = actor is not None and (actor.kind == "faction" or (actor.kind == "unnamed" and actor.head != "leader"))
    companion = any(number.first - 3 <= piece.first <= noun.last + 4 for piece in sentence.of("companion"))
    what: Literal["killed", "wounded"] = "killed" if near == "killed" else "wounded"
    yield Toll(what, number.data.value, hostile, companion, number.first)


def _nearest(sentence: Sentence, noun: Noun, words: list[tuple[int, int, str]]) -> str | None:
    """Which toll word a number belongs to: the one behind it, else the one right before it."""
    tokens = sentence.tokens
    inside = [value for first, _, value in words if noun.first <= first < noun.last]
    if inside:
        return inside[0]
    before = [(noun.first - last, value) for _, last, value in words if 0 <= noun.first - last <= 2]
    if before and tokens[noun.first - 1].low.endswith(
        ("ing", "killed", "wounded", "injured", "kills", "to", "at", "of")
    ):
        return min(before)[1]
    after = [(first - noun.last, value) for first, _, value in words if 0 <= first - noun.last <= _REACH_TOKENS]
    if after:
        gap, value = min(after)
        between = tokens[noun.last : noun.last + gap]
        if not any(token.text in {",", ";", "—"} or token.text[0].isdigit() for token in between):
            return value
    return min(before)[1] if before else None

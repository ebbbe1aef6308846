"""Times that measure one act by others: "the worst raid in recent months", "the most senior man to fall since June"."""

from typing import Final

from streams.core.extract.words.document import Sentence
from streams.core.extract.words.pieces import Piece


def compares(sentence: Sentence, position: int) -> bool:
    """ "The most senior man to fall since June": a measure of one act, no count of many."""
    tokens = sentence.tokens
    for at in range(position - 1, max(0, position - _REACH_COMPARED_TOKENS), -1):
        low = tokens[at].low
        if low in {",", ";", "—"}:
            return False
        if (low in _SUPERLATIVES or low.endswith("est")) and tokens[at - 1].low in _DEFINITE:
            return True
    return False


def measures(sentence: Sentence, piece: Piece) -> bool:
    """ "The worst massacre in recent months": how long nothing was worse, no time of it."""
    words = {token.low for token in sentence.tokens[piece.first : piece.last]}
    return not words.isdisjoint(_LONG) and not piece.data.exact and compares(sentence, piece.first)


_REACH_COMPARED_TOKENS: Final = 12
_SUPERLATIVES: Final = frozenset(("most", "worst", "first", "second", "third", "only", "last"))
_DEFINITE: Final = frozenset(("the", "its", "their", "one", "of", "his"))
_LONG: Final = frozenset(("days", "weeks", "months", "years", "decades"))

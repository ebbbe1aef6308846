"""A sentence as the rules for statements and counts look at it: its pieces by kind and by place.

Their word lists are folders of their own in the lexicon, read only for the sentences they ask about.
"""

from collections.abc import Iterable
from typing import Final

from streams.core.extract.words.document import Sentence
from streams.core.extract.words.lexicon import lexicon
from streams.core.extract.words.pieces import Piece, in_order

PIECES_MAX: Final = 20
"""Pieces of one kind that are looked at in a sentence: no sentence that says anything has more."""

_OF_TIMES: Final = frozenset(("time", "same_day", "number", "unit", "prep", "stretch", "while"))


class Marks:
    """The pieces of one sentence. A kind that the further word list has is taken from there."""

    def __init__(self, sentence: Sentence, part: str) -> None:
        self.tokens = sentence.tokens
        self.start = sentence.raw.dateline
        """The first token that is not of the dateline."""
        self._sentence = sentence
        self._further_kinds = lexicon(part).kinds
        self._further = sentence.raw.listed(part)
        self._kinds = sentence.kinds.union(self._further)
        self._together: dict[tuple[str, ...], list[Piece]] = {}

    def read(self, kinds: Iterable[str]) -> bool:
        """Whether anything here may be of one of these kinds."""
        return not self._kinds.isdisjoint(kinds)

    def all(self, *kinds: str) -> list[Piece]:
        """The pieces of these kinds, in order, the longest first where several begin together."""
        return [] if self._kinds.isdisjoint(kinds) else self._of(kinds)

    def within(self, first: int, last: int, *kinds: str) -> list[Piece]:
        """The pieces of these kinds that stand wholly in tokens `first` up to `last`."""
        if self._kinds.isdisjoint(kinds):
            return []
        return [piece for piece in self._of(kinds) if first <= piece.first < last and piece.last <= last]

    def at(self, position: int, *kinds: str) -> Piece | None:
        """The longest piece of these kinds that begins at a token."""
        if not self._kinds.isdisjoint(kinds):
            for piece in self._of(kinds):
                if piece.first == position:
                    return piece
        return None

    def low(self, position: int) -> str:
        """A token in lower case; empty outside the sentence."""
        return self.tokens[position].low if 0 <= position < len(self.tokens) else ""

    def text(self, first: int, last: int) -> str:
        """Tokens in lower case, parted by spaces."""
        return " ".join(token.low for token in self.tokens[max(first, 0) : last])

    def _of(self, kinds: tuple[str, ...]) -> list[Piece]:
        """The pieces of these kinds, gathered once."""
        known = self._together.get(kinds)
        if known is None:
            several = [found for kind in kinds if (found := self._kind(kind))]
            known = several[0] if several else []
            if len(several) > 1:
                known = sorted([p for found in several for p in found], key=in_order)
            self._together[kinds] = known
        return known

    def _kind(self, kind: str) -> list[Piece]:
        """The pieces of one kind. A further word inside a name is none, nor is "May" or "second" inside a time."""
        if kind in self._further_kinds:
            named = self._sentence.named
            pieces = [p for p in self._further.get(kind, ()) if p.first >= self.start]
            if named:
                pieces = [p for p in pieces if named.isdisjoint(range(p.first, p.last))]
        else:
            pieces = list(self._sentence.of(kind))
        timed = self._sentence.timed
        if timed and kind not in _OF_TIMES:
            pieces = [p for p in pieces if p.last > p.first + 1 or p.first not in timed]
        return pieces[:PIECES_MAX] if len(pieces) > PIECES_MAX else pieces

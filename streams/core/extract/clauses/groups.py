"""What a sentence is cut into: noun groups, verb groups, and the marks between them."""

from dataclasses import dataclass
from typing import Literal

from streams.core.extract.words.pieces import Piece

Voice = Literal["active", "passive"]
Tense = Literal["past", "present", "future", "modal", "infinitive", "ing"]


@dataclass(slots=True, init=False)  # as Token
class Noun:
    """A noun group, or several linked by "of" and its kin. Token positions are of the sentence."""

    first: int
    last: int
    head: str
    """Class of the head word: a `thing` value, weapon, act, name, place, pronoun, number or empty."""
    definite: bool
    negated: bool
    pieces: tuple[Piece, ...]

    def __init__(
        self, first: int, last: int, head: str, definite: bool, negated: bool, pieces: tuple[Piece, ...]
    ) -> None:
        self.first, self.last, self.head = first, last, head
        self.definite, self.negated, self.pieces = definite, negated, pieces

    def of(self, *kinds: str) -> tuple[Piece, ...]:
        """Its pieces of these kinds."""
        return tuple([piece for piece in self.pieces if piece.kind in kinds]) if self.pieces else ()

    @property
    def number(self) -> Piece | None:
        """The first cardinal number in it."""
        for piece in self.pieces:
            if piece.kind == "number" and not piece.data.ordinal:
                return piece
        return None


@dataclass(slots=True)
class Verb:
    """A verb group."""

    first: int
    last: int
    main: int
    readings: tuple[Piece, ...]
    voice: Voice
    tense: Tense
    negated: bool
    perfect: bool

    def reading(self, kind: str) -> Piece | None:
        """Its reading as a verb of a kind."""
        for piece in self.readings:
            if piece.kind == kind:
                return piece
        return None


def bare_tense(main: Piece) -> Tense:
    """The tense of a main verb that has no auxiliary."""
    if main.form == "ing":
        return "ing"
    return "present" if main.form in {"base", "s"} else "past"


@dataclass(slots=True, init=False)  # as Token
class Mark:
    """Anything else that parts or joins: prepositions, conjunctions, commas, relative words, times."""

    first: int
    last: int
    kind: str
    value: str

    def __init__(self, first: int, last: int, kind: str, value: str) -> None:
        self.first, self.last, self.kind, self.value = first, last, kind, value


Chunk = Noun | Verb | Mark

"""What a noun group is about: the class of its head word."""

from collections.abc import Mapping, Sequence
from typing import Final

from streams.core.extract.words.document import NAME_KINDS
from streams.core.extract.words.pieces import Piece
from streams.core.extract.words.tokens import Token

_HEAD_KINDS: Final = frozenset(
    ("thing", "weapon", "act", "unnamed", "faction", "leader", "party", "outsider", "demonym", "nationality", "place",
     "country", "pronoun", "weapon_pronoun", "number")
)  # fmt: skip
_HEAD_ORDER: Final = {
    "number": -1,
    "unnamed": 1,
    "weapon": 2,
    "act": 3,
    "thing": 2,
    "faction": 5,
    "leader": 6,
    "party": 4,
}


def head_class(tokens: tuple[Token, ...], pieces: Sequence[Piece], first: int, last: int) -> str:
    """Class of the last classed word before a possessive tail ends. `pieces`: those of the group."""
    if [piece for piece in pieces if piece.kind == "neg" and piece.value == "no" and piece.last >= last]:
        return "nobody"
    ranked = [piece for piece in pieces if piece.kind in _HEAD_KINDS]
    ships = [piece for piece in ranked if piece.value == "vessel" and tokens[piece.first].text[0].islower()]
    if ships:
        ranked = [piece for piece in ranked if not _in_name_of(tokens, ships[0], piece)]
    if not ranked:
        return "" if last - first > 1 or tokens[first].text[0].isupper() else tokens[first].low
    head = max(reversed(ranked), key=_rank) if len(ranked) > 1 else ranked[0]
    if head.kind == "thing":
        return head.value
    if head.kind in {"faction", "leader", "party", "outsider"}:
        return "name"
    if head.kind in {"demonym", "nationality"}:
        return "name" if head.last >= last - 1 else ""
    return head.kind


def _in_name_of(tokens: tuple[Token, ...], ship: Piece, piece: Piece) -> bool:
    """ "The tanker Sea Leader": a word of the ship's name."""
    return piece.first > ship.first and piece.kind not in NAME_KINDS and tokens[piece.first].text[0].isupper()


def _rank(piece: Piece) -> tuple[int, int, int]:
    """Of the pieces of a noun the one that ends last is its head; of several of these the longest of the best kind."""
    return piece.last, _HEAD_ORDER.get(piece.kind, 0), -piece.first


def is_scare_quote(tokens: tuple[Token, ...], here: Sequence[Mapping[str, Sequence[Piece]]], at: int) -> bool:
    """ "The Karuns' "rebel" bases": either mark of one word in quotes in the middle of a noun."""
    if tokens[at].text != '"':
        return False
    for first in (at, at - 2):
        if 1 <= first < len(tokens) - 3 and tokens[first].text == tokens[first + 2].text == '"':
            before, quoted, after = (tokens[each].text for each in (first - 1, first + 1, first + 3))
            behind = here[first + 3]
            noun = not behind.keys().isdisjoint(("thing", "unnamed", "weapon")) and _BREAKS.isdisjoint(behind)
            return noun and quoted.isalpha() and after.islower() and before not in {",", ":"}
    return False


_BREAKS: Final = frozenset(("aux", "modal", "prep", "conj", "rel", "report", "verb"))

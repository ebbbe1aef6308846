"""A further count without a word for the acts: "the army says 51", "about 310 of them are laid at their door".

Only where a count was told just before: the acts are those, and so is the faction unless another is named.
"""

from typing import Final, NamedTuple

from streams.core.extract.saying.marks import Marks
from streams.core.extract.words.pieces import Piece

_REACH_TOKENS: Final = 10
_BARE: Final = frozenset(
    (".", ",", ";", '"', ")", "", "and", "between", "since", "by", "against", "from", "in", "at", "for", "to", "up")
)
_SHARED: Final = frozenset(("of them", "of these", "of those", "of which"))


class Echo(NamedTuple):
    """A bare number that counts acts, and the faction that is named beside it."""

    faction: str | None


def echo_of(marks: Marks, number: Piece) -> Echo | None:
    """What a bare number counts; None where it counts no acts."""
    start = max(marks.start, number.first - _REACH_TOKENS)
    told = marks.within(start, number.first, "echo", "keep_count", "put_at", "charge")
    had = any(aux.value == "have" for aux in marks.within(number.first - 1, number.first, "aux"))
    had = had or marks.text(number.first - 3, number.first) in {"there had been", "there have been"}
    if told and marks.within(told[-1].last, number.first, "counted"):
        return None  # "put the army's attacks at 140"
    shared = marks.text(number.last, number.last + 2) in _SHARED
    if not (told or had or shared) or not (shared or marks.low(number.last) in _BARE):
        return None
    if any(marks.low(i) in {";", ":"} for i in range(told[-1].last if told else start, number.first)):
        return None
    theirs = _laid_to(marks, number) or _share_of(marks, number) or _own(marks, number)
    whole = told and marks.low(number.last + 1) != "which"  # "counts 617 of them", not "19 of which it calls doubtful"
    return Echo(theirs) if theirs or whole or not shared else None


def _laid_to(marks: Marks, number: Piece) -> str | None:
    """ "31 by X", "to X", "310 of them are laid at X's door"."""
    for actor in marks.within(number.last, number.last + _REACH_TOKENS, "faction"):
        opening = actor.first - (marks.low(actor.first - 1) == "the")
        if marks.low(opening - 1) in {"by", "to", "on", "at"}:
            return actor.value
    return None


def _share_of(marks: Marks, number: Piece) -> str | None:
    """ "Puts X's share at 60", "and X of 71"."""
    owners = marks.within(max(marks.start, number.first - _REACH_TOKENS), number.first, "faction")
    return next((owner.value for owner in owners if marks.low(owner.last) in {"'s", "'"}), None)


def _own(marks: Marks, number: Piece) -> str | None:
    """ "X claims no fewer than 40": of its own."""
    actors = marks.within(marks.start, number.first, "faction", "leader", "party", "demonym", "outsider", "institution")
    first = actors[0] if actors else None
    return first.value if first is not None and first.kind in {"faction", "leader"} else None

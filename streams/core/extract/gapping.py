"""Clauses that leave their verb out: "three died on Monday and six on Tuesday", "in A (Sunday) and B (Thursday)".

The second half opens with "and", has a day of its own and no verb; it tells another act of the same kind. It
gets the verb of the first half, said of its own number or name where it has one.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from streams.core.extract.groups import Chunk, Mark, Noun, Verb
from streams.core.extract.predicates import Oblique, Predicate

_REACH_CHUNKS = 8
_REACH_VERB_CHUNKS = 60
_KEPT = frozenset(("by", "with"))
_GROUND = frozenset(("place", "country"))
_UNDERGONE = frozenset(("die", "land", "undergo"))


def opens_gap(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the "and" at a chunk opens a clause without a verb: what is told before it has a day, and so has this."""
    before = chunks[max(0, at - _REACH_VERB_CHUNKS) : at]  # no further: a sentence may be endless
    if not any(_is_day(c) for c in before[-_REACH_CHUNKS:]) or not any(isinstance(c, Verb) for c in before):
        return False
    told = False
    for each in chunks[at + 1 : at + 1 + _REACH_CHUNKS]:
        if isinstance(each, Verb) or (isinstance(each, Mark) and each.kind in {"conj", "rel"}):
            return False
        if _is_day(each):
            return told
        if isinstance(each, Mark) and each.kind == "punct" and each.value not in "(),":
            return False
        told = told or isinstance(each, Noun)
    return False


def counted(model: Predicate, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The second half, its "six" or "another" told to be more of what the first half counted."""
    like = model.subject if model.verb.voice == "passive" or _is_undergone(model) else model.object
    if like is None:
        return list(chunks)
    kind = tuple(piece for piece in like.pieces if piece.kind not in {"number", "det", "pronoun"})
    return [
        replace(each, head=like.head, pieces=(*each.pieces, *kind))
        if isinstance(each, Noun) and each.head in {"number", "pronoun"} and not _governed(chunks, each)
        else each
        for each in chunks
    ]


def filled(model: Predicate, chunks: Sequence[Chunk]) -> Predicate:
    """The verb of the first half with the nouns of the second."""
    first = next((each for each in chunks if isinstance(each, Noun)), None)
    obliques = (
        *(oblique for oblique in model.obliques if oblique.role in _KEPT),
        *(
            Oblique(before.value, "", each)
            for before, each in pairwise(chunks)
            if isinstance(each, Noun) and isinstance(before, Mark) and before.kind == "prep"
        ),
    )
    alone = first is not None and not _governed(chunks, first)
    if (
        first is not None
        and alone
        and first.head in _GROUND
        and (model.object is None or model.object.head != first.head)
    ):
        return replace(model, obliques=(*obliques, Oblique("at", "", first)))
    if alone and (model.verb.voice == "passive" or _is_undergone(model)):
        return replace(model, subject=first, obliques=obliques)
    if alone and model.object is not None:
        return replace(model, object=first, obliques=obliques)
    return replace(model, obliques=obliques)


def _is_undergone(model: Predicate) -> bool:
    return any(piece.kind == "act" and piece.value in _UNDERGONE for piece in model.verb.readings)


def _governed(chunks: Sequence[Chunk], noun: Noun) -> bool:
    at = next(i for i, each in enumerate(chunks) if each is noun)
    before = chunks[at - 1] if at else None
    return isinstance(before, Mark) and before.kind == "prep"


def _is_day(each: Chunk) -> bool:
    return isinstance(each, Mark) and each.kind == "time"

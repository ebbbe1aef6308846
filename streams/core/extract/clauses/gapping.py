"""Clauses that leave their verb out: "three died on Monday and six on Tuesday", "in A (Sunday) and B (Thursday)".

The second half opens with "and", has no verb, and a day or a ground of its own as the first has ("a camp at A and a
depot in B", "drones went for A and one for the base at B"); it tells another act of the same kind. It gets the verb
of the first half, said of its own number or name where it has one.
"""

from collections.abc import Collection
from dataclasses import replace
from itertools import dropwhile, pairwise, takewhile
from typing import Final

from streams.core.extract.clauses.groups import Chunk, Mark, Noun, Verb
from streams.core.extract.clauses.predicates import Oblique, Predicate

_REACH_CHUNKS: Final = 8
_REACH_VERB_CHUNKS: Final = 60
_KEPT: Final = frozenset(("by", "with"))
_GROUND: Final = frozenset(("place", "country"))
_HIT: Final = frozenset(("site", "vessel"))
_COUNTED: Final = frozenset(("number", "pronoun"))
_UNDERGONE: Final = frozenset(("die", "land", "undergo"))


def opens_gap(chunks: tuple[Chunk, ...], at: int) -> bool:
    """Whether the "and" at a chunk opens a clause without a verb: what is told before it has a day or a ground, and so
    has this."""
    before = chunks[max(0, at - _REACH_VERB_CHUNKS) : at]  # no further: a sentence may be endless
    ahead = chunks[at + 1 : at + 1 + _REACH_CHUNKS]
    verb = next((c for c in reversed(before) if isinstance(c, Verb)), None)
    if verb is None:
        return False
    armed = _is_placed_and_armed(before[-_REACH_CHUNKS:], 1) and _is_placed_and_armed(ahead[:-1], 0)
    if verb.reading("act") is not None and (armed or _has_own_ground(before, ahead)):
        return True
    if not any(_is_day(c) for c in before[-_REACH_CHUNKS:]):
        return False
    told = False
    for each in ahead:
        if isinstance(each, Verb) or (isinstance(each, Mark) and each.kind in {"conj", "rel"}):
            return False
        if _is_day(each):
            return told
        if isinstance(each, Mark) and each.kind == "punct" and each.value not in "(),":
            return False
        told = told or isinstance(each, Noun)
    return False


def _has_own_ground(before: tuple[Chunk, ...], ahead: tuple[Chunk, ...]) -> bool:
    """ "A camp at A and a depot in B", "drones at A and one at B": more of what was hit, or sent, elsewhere."""
    end = next((n for n, each in enumerate(ahead) if isinstance(each, Mark) and each.kind != "prep"), len(ahead))
    own = [each for each in ahead[:end] if isinstance(each, Noun)]
    if not own or any(isinstance(each, Verb) for each in ahead[: end + 1]):
        return False
    more = _said_of(ahead)
    where = next((each for each in own if _governed(ahead, each)), None)
    if more is None or where is None or where.first <= more.first:
        return False
    if more.head in _COUNTED:  # "another outside the base" is said of the base told of before
        aimed = where.head in _HIT | _GROUND and not (where.definite and _GROUND.isdisjoint(each.head for each in own))
        return aimed and any(_is_noun_of(each, _HIT | _GROUND) for each in before[-_REACH_CHUNKS:])
    dated = bool(before) and _is_day(before[-1])
    last = before[:-2] if dated and isinstance(before[-2], Mark) else before[:-1] if dated else before
    hit, mark, there = last[-3:] if len(last) > 2 else (None, None, None)
    parted = isinstance(mark, Mark) and mark.kind == "prep" and _is_noun_of(there, _GROUND)
    return parted and where.head in _GROUND and more.head in _HIT and _is_noun_of(hit, _HIT)


def _is_placed_and_armed(chunks: tuple[Chunk, ...], verbs: int) -> bool:
    """ "A ship in the strait with a missile": whom, where and with what, behind at most so many verbs."""
    told = {role for mark, noun in pairwise(chunks) if (role := _role(mark, noun)) is not None}
    free = any(isinstance(c, Noun) and not _governed(chunks, c) for c in chunks[:3])
    marks = [c for c in chunks if isinstance(c, Mark)]
    parted = any(mark.kind in {"rel", "conj"} or mark.value == ";" for mark in marks)
    return told == {"at", "with"} and free and not parted and sum(isinstance(c, Verb) for c in chunks) <= verbs


def _role(mark: Chunk, noun: Chunk) -> str | None:
    """What a phrase says: "in the strait" where, "with a missile" with what."""
    if not isinstance(mark, Mark) or mark.kind != "prep" or not isinstance(noun, Noun):
        return None
    kinds = {"at": "place", "with": "weapon"}
    return mark.value if mark.value in kinds and noun.of(kinds[mark.value]) else None


def counted(model: Predicate, chunks: tuple[Chunk, ...]) -> tuple[Chunk, ...]:
    """The second half, its "six" or "another" told to be more of what the first half counted."""
    like = model.subject if _is_of_subject(model, chunks) else model.object
    if like is None:
        return chunks
    kind = tuple(piece for piece in like.pieces if piece.kind not in {"number", "det", "pronoun"})
    return tuple(
        replace(each, head=like.head, pieces=(*each.pieces, *kind))
        if isinstance(each, Noun) and each.head in {"number", "pronoun"} and not _governed(chunks, each)
        else each
        for each in chunks
    )


def filled(model: Predicate, chunks: tuple[Chunk, ...]) -> Predicate:
    """The verb of the first half with the nouns of the second."""
    first = _said_of(chunks)
    armed = any(isinstance(mark, Mark) and mark.value == "with" for mark in chunks)
    obliques = (
        *(o for o in model.obliques if o.role in _KEPT and not (armed and o.role == "with")),
        *(
            Oblique(before.value, "", each)
            for before, each in pairwise(chunks)
            if isinstance(each, Noun) and isinstance(before, Mark) and before.kind == "prep"
        ),
    )
    alone = first is not None and not _governed(chunks, first)
    aimed = next((o for o in obliques if o.noun.head in _HIT), None) if _sends(model, chunks) else None
    if alone and aimed is not None:
        return replace(model, subject=first, object=aimed.noun, obliques=tuple(o for o in obliques if o is not aimed))
    if (
        first is not None
        and alone
        and first.head in _GROUND
        and (model.object is None or model.object.head != first.head)
    ):
        return replace(model, obliques=(*obliques, Oblique("at", "", first)))
    if alone and _is_of_subject(model, chunks):
        return replace(model, subject=first, obliques=obliques)
    if alone and model.object is not None:
        return replace(model, object=first, obliques=obliques)
    return replace(model, obliques=obliques)


def _said_of(chunks: tuple[Chunk, ...]) -> Noun | None:
    """What the second half speaks of: its first noun, of "a single one" the last word."""
    nouns = takewhile(lambda each: isinstance(each, Noun), dropwhile(lambda each: not isinstance(each, Noun), chunks))
    return next(reversed([each for each in nouns if isinstance(each, Noun)]), None)


def _is_of_subject(model: Predicate, chunks: tuple[Chunk, ...]) -> bool:
    """Whether the second half speaks of more of what the subject was, not the object."""
    return model.verb.voice == "passive" or _is_undergone(model) or _sends(model, chunks)


def _sends(model: Predicate, chunks: tuple[Chunk, ...]) -> bool:
    """ "Drones went for A and one for the base": a weapon that hit by itself, and what it hit next."""
    armed = model.verb.voice == "active" and model.subject is not None and model.subject.head == "weapon"
    more, aims = _said_of(chunks), [each for each in chunks if _is_noun_of(each, _HIT) and _governed(chunks, each)]
    return armed and more is not None and more.head in _COUNTED | {"weapon"} and bool(aims)


def _is_noun_of(each: Chunk | None, heads: Collection[str]) -> bool:
    return isinstance(each, Noun) and each.head in heads


def _is_undergone(model: Predicate) -> bool:
    return any(piece.kind == "act" and piece.value in _UNDERGONE for piece in model.verb.readings)


def _governed(chunks: tuple[Chunk, ...], noun: Chunk) -> bool:
    at = next(i for i, each in enumerate(chunks) if each is noun)
    before = chunks[at - 1] if at else None
    return isinstance(before, Mark) and before.kind == "prep"


def _is_day(each: Chunk) -> bool:
    return isinstance(each, Mark) and each.kind == "time"

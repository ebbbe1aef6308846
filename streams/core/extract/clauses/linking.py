"""Noun groups that belong together: "fighters of X", "sites used by X", "rockets and drones" become one noun.

Between the chunks and the clauses: what hangs on a noun is taken into it, so that a verb finds one side, not its parts.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from streams.core.extract.clauses.groups import Chunk, Mark, Noun, Verb
from streams.core.extract.clauses.roles import is_punct
from streams.core.extract.words.document import NAME_KINDS, Sentence
from streams.core.extract.words.pieces import Piece

_LOOK_AHEAD: Final = 9
_HOLDS: Final = frozenset(("use", "share", "hold", "run", "occupy", "control", "own", "operate", "man", "keep"))
_KINDS: Final = frozenset(("group", "fighter", "unnamed"))
_FRAGMENTS: Final = frozenset(("debris", "wreckage", "shrapnel", "fragments", "parts", "pieces", "remnants", "remains"))
_EXAMPLES: Final = frozenset(("such", "including", "like", "among"))
_COORDINATED: Final = frozenset(("weapon", "name", "place", "country", "personnel", "site", "vessel", "fighter"))


def link(sentence: Sentence, chunks: tuple[Chunk, ...]) -> tuple[Chunk, ...]:
    """Join "sites used by X", "fighters of X", "two of the drones" into one noun."""
    told = {piece.last for piece in sentence.of("aux") if piece.value == "be"}  # "was believed to be": no noun goes on
    ties = {piece.last: piece for piece in sentence.of("tie") if piece.first not in told}
    within = [(piece.first, piece.last) for piece in ties.values() if piece.last - piece.first > 2]
    if within:  # "under the control of": no noun by itself
        chunks = tuple([c for c in chunks if not any(first < c.first and c.last <= last for first, last in within)])
    linked: list[Chunk] = []
    at = 0
    while at < len(chunks):
        each = chunks[at]
        before = linked[-1] if linked else None
        links = bool(ties) or isinstance(each, Noun) or (isinstance(each, Mark) and each.kind != "punct")
        taken = _taken_in(sentence, chunks, at, before, ties) if links and isinstance(before, Noun) else None
        if taken is not None:
            linked[-1], at = taken
            continue
        linked.append(_known_by_day(sentence, chunks, at) if isinstance(each, Noun) else each)
        at += 1
    return _clausal(sentence, _coordinate(sentence, _laden(_owned(sentence, tuple(linked)))))


def _known_by_day(sentence: Sentence, chunks: tuple[Chunk, ...], at: int) -> Chunk:
    """ "The Thursday attack" is as known as "Thursday's attack"."""
    noun, before = chunks[at], chunks[at - 1] if at else None
    dated = isinstance(before, Mark) and before.kind == "time" and sentence.tokens[before.first].low in _POINTING
    return replace(noun, definite=True) if dated and isinstance(noun, Noun) else noun


_POINTING: Final = frozenset(("the", "this", "that"))


def _taken_in(
    sentence: Sentence, chunks: tuple[Chunk, ...], at: int, before: Noun, ties: Mapping[int, Piece]
) -> tuple[Noun, int] | None:
    """The noun before a chunk with what hangs on it, and where to go on; None where nothing does."""
    each = chunks[at]
    following = _noun_ahead(chunks, at + 1)
    if following is None:
        return None
    if before.head in _KINDS and _is_among_them(sentence, chunks, at):
        following += 1
    noun = chunks[following]
    assert isinstance(noun, Noun)
    tied = noun.first in ties and _ties(ties[noun.first], before, noun)
    if isinstance(each, Mark):
        load = _load(sentence, each, before)
        if load is not None:
            return replace(before, last=noun.last, head="weapon", pieces=(*before.pieces, load)), following + 1
        held = each.kind == "rel" and _holds(chunks, following)
        of = each.value == "of" and following == at + 1 and before.head != "act"
        of = of or _hails_from(sentence, each, before, noun) or _goes_on(sentence, chunks, at, before, noun)
        of = of or _speaks_for(sentence, each, before, noun)
        if (
            noun.head == "weapon"
            and each.value in {"of", "from"}
            and sentence.tokens[before.last - 1].low in _FRAGMENTS
        ):
            known = before.definite or (noun.definite and not before.number)
            return replace(_joined(before, noun), head="weapon", definite=known), following + 1
        if of or tied or held or _carries(sentence, each, before, noun):
            closed = (
                (of or tied)
                and each.kind == "punct"
                and any(is_punct(c, ",") for c in chunks[following + 1 : following + 2])
            )
            return _joined(before, noun), following + 1 + (held or closed)
    elif tied:
        return _joined(before, noun), following + 1
    elif isinstance(each, Noun) and sentence.tokens[each.first].text in {"'s", "'"}:
        return _joined(each, before, first=before.first), at + 1
    return None


def _noun_ahead(chunks: tuple[Chunk, ...], at: int) -> int | None:
    """Where the first noun of the next few chunks is."""
    for position in range(at, min(at + 3, len(chunks))):
        if isinstance(chunks[position], Noun):
            return position
    return None


def _owned(sentence: Sentence, chunks: tuple[Chunk, ...]) -> tuple[Chunk, ...]:
    """ "The X, whose men attacked": the men are the X's."""
    owned = list(chunks)
    for at, each in enumerate(owned):
        whose = isinstance(each, Mark) and each.kind == "rel" and sentence.tokens[each.first].low == "whose"
        if not whose:
            continue
        thing = owned[at + 1] if at + 1 < len(owned) else None
        owner = next((c for c in reversed(owned[max(0, at - 2) : at]) if isinstance(c, Noun)), None)
        if isinstance(thing, Noun) and owner is not None:
            owned[at + 1] = replace(thing, pieces=(*owner.of(*NAME_KINDS), *thing.pieces))
    return tuple(owned)


def _ties(tie: Piece, before: Noun, noun: Noun) -> bool:
    """Whether a tie is that of the noun before; "claimed by" only right behind the deed or what did it, "close to" only
    before a name: else it says where."""
    if tie.lemma == "close to" and not noun.of("faction", "leader", "party", "outsider", "demonym", "country"):
        return False
    if tie.value == "-":
        return tie.first >= before.first
    return tie.first == before.last and before.head in {"act", "weapon"}


def _hails_from(sentence: Sentence, mark: Mark, before: Noun, noun: Noun) -> bool:
    """ "Men from the X", "fire from positions of the X", "a senior figure in X"."""
    if not noun.of("faction", "leader"):
        return False
    if sentence.tokens[mark.first].low in _WITHIN and noun.head == "name":
        return before.head == "leader" or any(piece.value in {"leader", "fighter"} for piece in before.of("thing"))
    if mark.value != "from":
        return False
    doers = before.head in {"group", "unnamed", "weapon"} or sentence.tokens[before.last - 1].low == "fire"
    return doers or any(piece.value == "fighter" for piece in before.of("thing"))


_WITHIN: Final = frozenset(("in", "within", "with", "inside"))


def _speaks_for(sentence: Sentence, mark: Chunk, before: Noun, noun: Noun) -> bool:
    """ "A spokesman for X"."""
    spoken = noun.of("faction", "leader", "party", "outsider")
    return (
        before.head == "speaker"
        and bool(spoken)
        and sentence.tokens[mark.first].low == "for"
        and mark.last == noun.first
    )


def _holds(chunks: tuple[Chunk, ...], at: int) -> bool:
    """ "The house that X used": whose it is."""
    holder, verb = chunks[at], chunks[at + 1] if at + 1 < len(chunks) else None
    named = isinstance(holder, Noun) and bool(holder.of("faction", "leader", "outsider"))
    holds = isinstance(verb, Verb) and verb.voice == "active" and any(p.lemma in _HOLDS for p in verb.readings)
    return named and holds


def _clausal(sentence: Sentence, chunks: tuple[Chunk, ...]) -> tuple[Chunk, ...]:
    """ "After rebels attacked", "as rockets fell": a preposition before a clause is a conjunction."""
    return tuple(
        Mark(each.first, each.last, "conj", "after" if each.value == "past" else "sub")
        if isinstance(each, Mark)
        and each.kind == "prep"
        and (
            (each.value == "past" and clause_ahead(chunks, at + 1))
            or (
                sentence.tokens[each.first].low in _OPENS_CLAUSE
                and sentence.tokens[each.first - 1].low not in _POSING
                and clause_ahead(chunks, at + 1, 3)
            )
        )
        else each
        for at, each in enumerate(chunks)
    )


_OPENS_CLAUSE: Final = frozenset(("as", "until", "till", "like"))
_POSING: Final = frozenset(("disguised", "dressed", "posing", "masquerading", "known", "described"))
""" "Men dressed as soldiers killed two": no clause opens."""


def _coordinate(sentence: Sentence, chunks: tuple[Chunk, ...]) -> tuple[Chunk, ...]:
    """Join "rockets and drones", "American and British ships", and of what a verb hit "caves, depots and shelters"."""
    joined: list[Chunk] = []
    for each in chunks:
        before = joined[-2] if len(joined) >= 2 else None
        mark = joined[-1] if joined else None
        if (
            isinstance(each, Noun)
            and isinstance(before, Noun)
            and isinstance(mark, Mark)
            and mark.value in {"and", "or"}
            and (_alike(before, each) or _others(sentence, each) or _halves(before, each))
        ):
            joined[-2:] = [_both(before, each)]
            while _lists(joined):
                joined[-3:] = [_both(joined[-3], joined[-1])]
            continue
        joined.append(each)
    return tuple(joined)


def _lists(chunks: list[Chunk]) -> bool:
    """Whether the last noun goes on a list behind a verb: "destroyed caves, depots and shelters"."""
    if len(chunks) < 4:
        return False
    verb, before, mark, last = chunks[-4:]
    listed = isinstance(before, Noun) and isinstance(last, Noun) and _alike(before, last)
    return listed and is_punct(mark, ",") and isinstance(verb, Verb)


def _both(one: Chunk, other: Chunk) -> Noun:
    assert isinstance(one, Noun)
    assert isinstance(other, Noun)
    return Noun(one.first, other.last, other.head, one.definite, one.negated, (*one.pieces, *other.pieces))


def _halves(one: Noun, other: Noun) -> bool:
    """ "Drone and missile attacks": two weapons before one noun."""
    first, second = (noun.of("weapon") for noun in (one, other))
    bare = bool(first) and first[-1].last == one.last and first[-1].form == "singular"
    return bare and other.head == "act" and bool(second) and second[0].first == other.first


def _others(sentence: Sentence, noun: Noun) -> bool:
    """ "… and other groups", "… and allied factions"."""
    return sentence.tokens[noun.first].low in {"other", "allied", "affiliated", "related"} and noun.head in {
        "group",
        "fighter",
    }


def _alike(one: Noun, other: Noun) -> bool:
    """Things of a kind: "rockets and drones", "three American troops and a British soldier"."""
    troops = {one.head, other.head} == {"name", "personnel"} and bool(one.of("party") or other.of("party"))
    return troops or (one.head == other.head and one.head in _COORDINATED)


def _carries(sentence: Sentence, mark: Mark, before: Noun, noun: Noun) -> bool:
    """ "A car with fighters of X in it": what it carries goes with it."""
    holds = before.head in {"site", "vessel"} and sentence.tokens[mark.first].low in {"with", "carrying"}
    return holds and bool(noun.of("faction", "leader", "unnamed"))


def _laden(chunks: tuple[Chunk, ...]) -> tuple[Chunk, ...]:
    """ "A van transporting fighters of X": what a car carries goes with it."""
    laden: list[Chunk] = []
    for each in chunks:
        if isinstance(each, Noun) and len(laden) > 1 and each.of("faction", "leader", "unnamed"):
            verb, before = laden[-1], laden[-2]
            bears = isinstance(verb, Verb) and verb.tense == "ing" and any(p.lemma in _BEARING for p in verb.readings)
            if bears and isinstance(before, Noun) and before.head in {"site", "vessel"}:
                laden[-2:] = [_joined(before, each)]
                continue
        laden.append(each)
    return tuple(laden)


_BEARING: Final = frozenset(("carry", "transport", "ferry", "convey", "bring", "bear", "take"))


def _load(sentence: Sentence, mark: Mark, before: Noun) -> Piece | None:
    """ "Two lorries packed with explosives": together they are the weapon."""
    if before.head not in {"site", "vessel"}:
        return None
    loads = (piece for piece in sentence.of("weapon") if piece.first == mark.first and piece.value == "vehicle")
    return next(loads, None)


def _goes_on(sentence: Sentence, chunks: tuple[Chunk, ...], at: int, before: Noun, noun: Noun) -> bool:
    """ "Targets of A and of B", "factions such as B": the second name goes with the noun too."""
    first, second = chunks[at], chunks[at + 1]
    exampled = noun.head == "group" and _is_example(sentence, chunks, at + 3)
    if not isinstance(first, Mark) or not (noun.of("faction", "leader", "party") or exampled):
        return False
    such = _is_example(sentence, chunks, at) and second is noun
    such = such or (
        first.value == ","
        and before.head in _KINDS
        and second is not noun
        and sentence.tokens[second.first].low in _EXAMPLES
    )
    and_of = first.value == "and" and isinstance(second, Mark) and second.value == "of"
    return such or (and_of and bool(before.of("faction", "leader", "party", "outsider")))


def _is_among_them(sentence: Sentence, chunks: tuple[Chunk, ...], at: int) -> bool:
    """ "…, among them the X": the name is a chunk of its own."""
    ahead = [sentence.tokens[each.first].low for each in chunks[at + 1 : at + 3]]
    return ahead == ["among", "them"] and at + 3 < len(chunks) and isinstance(chunks[at + 3], Noun)


def _is_example(sentence: Sentence, chunks: tuple[Chunk, ...], at: int) -> bool:
    """ "… such as X", "… including X", "…, among them X"."""
    mark, named = chunks[at : at + 2] if at + 1 < len(chunks) else (None, None)
    such = isinstance(mark, Mark) and sentence.tokens[mark.first].low in _EXAMPLES
    if isinstance(mark, Mark) and sentence.tokens[mark.first].low == "among":  # not "a bomber among passengers"
        such = at > 0 and is_punct(chunks[at - 1], ",")
    return such and isinstance(named, Noun) and bool(named.of("faction", "leader", "party"))


_DONE_TO_WEAPONS: Final = frozenset(("interception", "destruction", "downing", "launch", "launching", "use"))
"""Words that stand for the weapon that is named behind them: "the interception of two missiles"."""


def _joined(head: Noun, tail: Noun, first: int | None = None) -> Noun:
    empty = head.head in {"", "number", "pronoun", "nobody"} or head.head.islower() is False
    empty = empty or (head.head in _DONE_TO_WEAPONS and tail.head == "weapon")
    forces = head.head == "fighter" and tail.head == "personnel"  # "members of the security forces"
    return Noun(
        first=head.first if first is None else first,
        last=max(head.last, tail.last),
        head=tail.head if (empty or forces) and tail.head else head.head,
        definite=head.definite or (empty and tail.definite and not head.number),
        negated=head.negated,
        pieces=(*head.pieces, *tail.pieces) if first is None else (*tail.pieces, *head.pieces),
    )


def _tells_aside(chunks: tuple[Chunk, ...], at: int, position: int) -> bool:
    """ "… and 14 others, police said": the verb of saying at a position is no verb of what stands before the comma."""
    verb, teller, comma = chunks[position], chunks[position - 1], chunks[position - 2]
    says = isinstance(verb, Verb) and verb.reading("report") is not None
    return says and isinstance(teller, Noun) and position - 2 > at and is_punct(comma, ",")


def clause_ahead(chunks: tuple[Chunk, ...], at: int, reach: int = _LOOK_AHEAD) -> bool:
    """Whether a noun and then its finite verb follow, with nothing but phrases in between."""
    noun = described = False
    for position in range(at, min(at + reach + 2, len(chunks))):
        each = chunks[position]
        if position >= at + reach + 2 * described:
            break
        if isinstance(each, Noun):
            noun = True
        elif isinstance(each, Verb) and each.tense == "ing" and noun and not described:
            described = True  # "men riding a motorcycle fired"
        elif isinstance(each, Verb):
            return noun and each.tense != "ing" and not _tells_aside(chunks, at, position)
        elif (
            each.kind in {"conj", "rel"}
            or (each.kind == "punct" and each.value not in {",", '"', "("})
            or (each.value == "," and reach < _LOOK_AHEAD)
        ):
            return False
    return False

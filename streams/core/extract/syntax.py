"""Clauses and predicates: who stands before a verb, who behind it, and which times and places go with it.

The third stage. Noun groups linked by "of" or "used by" become one; the sentence is cut into segments
(a clause with what hangs on it); each verb gets its subject, object and prepositional phrases.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from streams.core.extract.chunks import Chunk, Mark, Noun, Verb, chunk
from streams.core.extract.dates import When
from streams.core.extract.document import NAME_KINDS, Sentence
from streams.core.extract.pieces import Piece

Opening = Literal["main", "and", "but", "after", "cond", "rel", "sub", "report", "background"]

_LOOK_AHEAD = 9
_HAD_DONE_TO = frozenset(
    ("site", "vessel", "personnel", "civilian", "fighter", "group", "leader", "name", "place", "weapon", "act",
     "number")
)  # fmt: skip
_HOLDS = frozenset(("use", "share", "hold", "run", "occupy", "control", "own", "operate", "man", "keep"))
_COORDINATED = frozenset(("weapon", "name", "place", "country", "personnel", "site", "vessel", "fighter"))


@dataclass(frozen=True, slots=True)
class Oblique:
    """A prepositional phrase: class of the preposition, its word, the noun."""

    role: str
    word: str
    noun: Noun


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb with what belongs to it."""

    verb: Verb
    subject: Noun | None
    object: Noun | None
    obliques: tuple[Oblique, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A clause: its chunks from `first` to `last` of the sentence's, how it opens, what it says."""

    number: int
    opening: Opening
    chunks: tuple[Chunk, ...]
    nouns: tuple[Noun, ...]
    """Its noun groups, in order."""
    predicates: tuple[Predicate, ...]
    timed: tuple[tuple[int, When], ...]
    """Its times, each with its token."""
    antecedent: Noun | None
    """What a relative clause speaks of."""

    @property
    def times(self) -> tuple[When, ...]:
        """All its times, in order."""
        return tuple(when for _, when in self.timed)

    @property
    def first(self) -> int:
        """Its first token."""
        return self.chunks[0].first if self.chunks else 0

    @property
    def last(self) -> int:
        """One past its last token."""
        return self.chunks[-1].last if self.chunks else 0


def parse(sentence: Sentence) -> tuple[Segment, ...]:
    """The segments of a sentence, in order."""
    chunks = _link(sentence, chunk(sentence))
    starts = _segment_starts(chunks)
    bounds = list(zip([at for at, _ in starts], [*[at for at, _ in starts[1:]], len(chunks)], strict=True))
    subjects: dict[int, Noun | None] = {}
    predicates: dict[int, Predicate] = {}
    for at, each in enumerate(chunks):
        if isinstance(each, Verb):
            subjects[at] = _subject(chunks, at, subjects)
            end = next((stop for start, stop in bounds if start <= at < stop), len(chunks))
            found, obliques = _complements(chunks, at, end)
            predicates[at] = Predicate(each, subjects[at], found, obliques)
    _share_mood(chunks, predicates)
    for start, opening in starts:
        if opening == "rel":
            _fill_gap(chunks, start, predicates)
    whens = {piece.first: piece.data for piece in sentence.of("time")}
    segments = []
    for number, ((start, stop), (_, opening)) in enumerate(zip(bounds, starts, strict=True)):
        inside = chunks[start:stop]
        segments.append(
            Segment(
                number=number,
                opening=opening,
                chunks=tuple(inside),
                nouns=tuple([each for each in inside if isinstance(each, Noun)]),
                predicates=tuple(predicates[at] for at in range(start, stop) if at in predicates),
                timed=tuple((c.first, whens[c.first]) for c in inside if isinstance(c, Mark) and c.kind == "time"),
                antecedent=_noun_before(chunks, start) if opening == "rel" else None,
            )
        )
    return tuple(segments)


def _fill_gap(chunks: Sequence[Chunk], start: int, predicates: dict[int, Predicate]) -> None:
    """ "The post that jets bombed": the object of the verb is what the relative clause speaks of."""
    at = next((at for at in range(start + 1, min(start + 5, len(chunks))) if isinstance(chunks[at], Verb)), None)
    antecedent = _noun_before(chunks, start)
    if at is None or antecedent is None or antecedent.head not in _HAD_DONE_TO:
        return
    predicate = predicates[at]
    own_subject = predicate.subject is not None and predicate.subject.first > chunks[start].first
    if own_subject and predicate.object is None and predicate.verb.voice == "active":
        predicates[at] = replace(predicate, object=antecedent)


def _share_mood(chunks: Sequence[Chunk], predicates: dict[int, Predicate]) -> None:
    """ "Would be destroyed and the town hit": a bare participle behind "and" is as unreal as the verb before."""
    last: Predicate | None = None
    for at, predicate in predicates.items():
        verb = predicate.verb
        bare = verb.first == verb.main and any("participle" in p.form or p.form == "base" for p in verb.readings)
        before = [
            c
            for c in chunks[max(0, at - 3) : at]
            if isinstance(c, Mark) and c.kind == "conj" and c.value in {"and", "or"}
        ]
        if last is not None and bare and before and last.verb.tense in {"future", "modal"}:
            predicates[at] = replace(predicate, verb=replace(verb, tense=last.verb.tense))
        elif last is not None and _shares_voice(last, predicate) and before:
            predicates[at] = replace(predicate, verb=replace(verb, voice="passive"))
        last = predicates[at]


def _link(sentence: Sentence, chunks: Sequence[Chunk]) -> list[Chunk]:
    """Join "sites used by X", "fighters of X", "two of the drones" into one noun."""
    ties = {piece.last: piece for piece in sentence.of("tie")}
    linked: list[Chunk] = []
    at = 0
    while at < len(chunks):
        each = chunks[at]
        before = linked[-1] if linked else None
        following = _noun_ahead(chunks, at + 1) if isinstance(before, Noun) else None
        if isinstance(before, Noun) and following is not None:
            noun = chunks[following]
            assert isinstance(noun, Noun)
            of = isinstance(each, Mark) and each.value == "of" and following == at + 1 and before.head != "act"
            of = of or _hails_from(each, before, noun)
            of = of or _goes_on(sentence, chunks, at, before, noun) or _carries(sentence, each, before, noun)
            tied = noun.first in ties and _ties(ties[noun.first], before)
            held = isinstance(each, Mark) and each.kind == "rel" and _holds(chunks, following)
            if isinstance(each, Mark) and (load := _load(sentence, each, before)) is not None:
                linked[-1] = replace(before, last=noun.last, head="weapon", pieces=(*before.pieces, load))
                at = following + 1
                continue
            if of or tied or held:
                linked[-1] = _joined(before, noun)
                at = following + 1 + held
                continue
            possessive = isinstance(each, Noun) and sentence.tokens[each.first].text in {"'s", "'"}
            if possessive:
                assert isinstance(each, Noun)
                linked[-1] = _joined(each, before, first=before.first)
                at += 1
                continue
        linked.append(each)
        at += 1
    return _clausal(_coordinate(sentence, _owned(sentence, linked)))


def _noun_ahead(chunks: Sequence[Chunk], at: int) -> int | None:
    """Where the first noun of the next few chunks is."""
    return next((n for n in range(at, min(at + 3, len(chunks))) if isinstance(chunks[n], Noun)), None)


def _owned(sentence: Sentence, chunks: Sequence[Chunk]) -> list[Chunk]:
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
    return owned


def _ties(tie: Piece, before: Noun) -> bool:
    """Whether a tie is that of the noun before; "claimed by" only right behind the deed or what did it."""
    if tie.value == "-":
        return tie.first >= before.first
    return tie.first == before.last and before.head in {"act", "weapon"}


def _hails_from(mark: Chunk, before: Noun, noun: Noun) -> bool:
    """ "Men from the X"."""
    doers = before.head in {"group", "unnamed"} or any(piece.value == "fighter" for piece in before.of("thing"))
    return isinstance(mark, Mark) and mark.value == "from" and doers and bool(noun.of("faction", "leader"))


def _holds(chunks: Sequence[Chunk], at: int) -> bool:
    """ "The house that X used": whose it is."""
    holder, verb = chunks[at], chunks[at + 1] if at + 1 < len(chunks) else None
    named = isinstance(holder, Noun) and bool(holder.of("faction", "leader", "outsider"))
    holds = isinstance(verb, Verb) and verb.voice == "active" and any(p.lemma in _HOLDS for p in verb.readings)
    return named and holds


def _clausal(chunks: Sequence[Chunk]) -> list[Chunk]:
    """ "After rebels attacked", "as rockets fell": a preposition before a clause is a conjunction."""
    return [
        Mark(each.first, each.last, "conj", "after" if each.value == "past" else "sub")
        if isinstance(each, Mark)
        and each.kind == "prep"
        and (
            (each.value == "past" and _clause_ahead(chunks, at + 1))
            or (each.value == "for" and _clause_ahead(chunks, at + 1, 3))
        )
        else each
        for at, each in enumerate(chunks)
    ]


def _coordinate(sentence: Sentence, chunks: Sequence[Chunk]) -> list[Chunk]:
    """Join "rockets and drones", "American and British ships"."""
    joined: list[Chunk] = []
    for each in chunks:
        if isinstance(each, Noun) and len(joined) >= 2:
            mark, before = joined[-1], joined[-2]
            if (
                isinstance(before, Noun)
                and isinstance(mark, Mark)
                and mark.value in {"and", "or"}
                and (_alike(before, each) or _others(sentence, each))
            ):
                joined[-2:] = [
                    Noun(
                        before.first,
                        each.last,
                        each.head,
                        before.definite,
                        before.negated,
                        (*before.pieces, *each.pieces),
                    )
                ]
                continue
        joined.append(each)
    return joined


def _others(sentence: Sentence, noun: Noun) -> bool:
    """ "… and other groups", "… and allied factions"."""
    return sentence.tokens[noun.first].low in {"other", "allied", "affiliated", "related"} and noun.head in {
        "group",
        "fighter",
    }


def _alike(one: Noun, other: Noun) -> bool:
    return one.head == other.head and one.head in _COORDINATED


def _carries(sentence: Sentence, mark: Chunk, before: Noun, noun: Noun) -> bool:
    """ "A car with fighters of X in it": what it carries goes with it."""
    holds = before.head in {"site", "vessel"} and sentence.tokens[mark.first].low in {"with", "carrying"}
    return isinstance(mark, Mark) and holds and bool(noun.of("faction", "leader", "unnamed"))


def _load(sentence: Sentence, mark: Mark, before: Noun) -> Piece | None:
    """ "Two lorries packed with explosives": together they are the weapon."""
    loads = (piece for piece in sentence.of("weapon") if piece.first == mark.first and piece.value == "vehicle")
    return next(loads, None) if before.head in {"site", "vessel"} else None


def _goes_on(sentence: Sentence, chunks: Sequence[Chunk], at: int, before: Noun, noun: Noun) -> bool:
    """ "Targets of A and of B", "factions such as B": the second name goes with the noun too."""
    first, second = chunks[at], chunks[at + 1]
    if not isinstance(first, Mark) or not noun.of("faction", "leader", "party"):
        return False
    such = sentence.tokens[first.first].low in {"such", "including", "like"} and second is noun
    and_of = first.value == "and" and isinstance(second, Mark) and second.value == "of"
    return such or (and_of and bool(before.of("faction", "leader", "party", "outsider")))


def _joined(head: Noun, tail: Noun, first: int | None = None) -> Noun:
    empty = head.head in {"", "number", "pronoun", "nobody"} or head.head.islower() is False
    return Noun(
        first=head.first if first is None else first,
        last=max(head.last, tail.last),
        head=tail.head if empty and tail.head else head.head,
        definite=head.definite or (empty and tail.definite and not head.number),
        negated=head.negated,
        pieces=(*head.pieces, *tail.pieces) if first is None else (*tail.pieces, *head.pieces),
    )


def _segment_starts(chunks: Sequence[Chunk]) -> list[tuple[int, Opening]]:
    starts: list[tuple[int, Opening]] = [(0, "main")]
    for at, each in enumerate(chunks):
        if at == 0 and not isinstance(each, Mark):
            continue
        opening = _opening(chunks, at)
        if opening is None:
            continue
        if starts and starts[-1][0] == at:
            starts[-1] = (at, opening)
        elif starts and at - starts[-1][0] == 1 and _is_punct(chunks[at - 1], ",;—("):
            starts[-1] = (starts[-1][0], opening)
        else:
            starts.append((at, opening))
    return starts


def _opening(chunks: Sequence[Chunk], at: int) -> Opening | None:
    each = chunks[at]
    if not isinstance(each, Mark):
        return None
    if each.kind == "punct":
        return _punctuation_opening(chunks, at)
    if each.kind == "rel":
        before = chunks[at - 1] if at else None
        complement = isinstance(before, Verb) or (isinstance(before, Mark) and before.kind in {"time"})
        verb_next = any(isinstance(c, Verb) for c in chunks[at + 1 : at + 5])
        return ("sub" if complement else "rel") if verb_next else None
    if each.kind == "conj":
        return _conjunction_opening(chunks, at, each)
    if each.kind == "prep" and each.value == "past":
        return "background" if _has_verb_before(chunks, at) and not _hour_ahead(chunks, at + 1) else None
    return None


def _hour_ahead(chunks: Sequence[Chunk], at: int) -> bool:
    """ "Shortly after one in the morning", "before 7:30": an hour, no other act."""
    each = chunks[at] if at < len(chunks) else None
    return (
        isinstance(each, Noun)
        and each.head in {"number", "pronoun"}
        and each.last - each.first == 1
        and bool(each.number)
    )


def _punctuation_opening(chunks: Sequence[Chunk], at: int) -> Opening | None:
    mark = chunks[at]
    assert isinstance(mark, Mark)
    if mark.value in {";", ":", "—", "."}:
        return "and"
    if mark.value != ",":
        return None
    ahead = chunks[at + 1 : at + 4]
    if len(ahead) >= 2 and isinstance(ahead[0], Noun):
        verb = next((c for c in ahead[1:] if isinstance(c, Verb)), None)
        if verb is not None and verb.reading("report") is not None and ahead[1] is verb:
            return "report"
    opened = _last_opening_word(chunks, at)
    if opened and _clause_ahead(chunks, at + 1):
        return "main"
    return None


def _last_opening_word(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the sentence began with a subordinate clause that this comma may close."""
    first = next((c for c in chunks[:at] if not _is_punct(c, '"(')), None)
    return isinstance(first, Mark) and first.value in {"after", "sub", "cond", "but", "past", "for"}


def _conjunction_opening(chunks: Sequence[Chunk], at: int, mark: Mark) -> Opening | None:
    if mark.value == "after":
        return "after" if _clause_ahead(chunks, at + 1) or _has_verb_before(chunks, at) else None
    if mark.value == "cond":
        return "cond" if _clause_ahead(chunks, at + 1) or at == 0 else None
    if mark.value == "sub":
        return "sub"
    if mark.value == "but":
        return "but"
    return "and" if _clause_ahead(chunks, at + 1) and _has_verb_before(chunks, at) else None


def _has_verb_before(chunks: Sequence[Chunk], at: int) -> bool:
    return any(isinstance(c, Verb) for c in chunks[:at])


def _clause_ahead(chunks: Sequence[Chunk], at: int, reach: int = _LOOK_AHEAD) -> bool:
    """Whether a noun and then its finite verb follow, with nothing but phrases in between."""
    noun = False
    for position in range(at, min(at + reach, len(chunks))):
        each = chunks[position]
        if isinstance(each, Noun):
            noun = True
        elif isinstance(each, Verb):
            return noun and each.tense != "ing"
        elif (
            each.kind in {"conj", "rel"}
            or (each.kind == "punct" and each.value not in {",", '"', "("})
            or (each.value == "," and reach < _LOOK_AHEAD)
        ):
            return False
    return False


def _is_punct(each: Chunk, marks: str) -> bool:
    return isinstance(each, Mark) and each.kind == "punct" and each.value in marks


def _noun_before(chunks: Sequence[Chunk], at: int) -> Noun | None:
    for position in range(at - 1, max(-1, at - 8), -1):
        each = chunks[position]
        if isinstance(each, Noun):
            if position and isinstance(before := chunks[position - 1], Mark) and before.kind == "prep":
                if each.head in {"act", "weapon", "name", "fighter", "group", "personnel"}:
                    return each
                continue
            return each
        if isinstance(each, Verb):
            return None
    return None


def _blow_before(chunks: Sequence[Chunk], at: int, verb_at: int) -> Noun | None:
    """ "A strike on the camp, which killed nine": what takes lives is the act or the weapon, not what it fell on."""
    verb = chunks[verb_at]
    assert isinstance(verb, Verb)
    kills = any(piece.kind == "act" and piece.value in {"kill", "wound"} for piece in verb.readings)
    if not kills or verb.voice == "passive":
        return None
    for position in range(at - 1, max(-1, at - 8), -1):
        each = chunks[position]
        if isinstance(each, Verb):
            return None
        if isinstance(each, Noun) and each.head in {"act", "weapon"}:
            return each
    return None


def _subject(chunks: Sequence[Chunk], at: int, known: dict[int, Noun | None]) -> Noun | None:
    """The noun that a verb is said of. Walks left over phrases and insertions."""
    position = at - 1
    while position >= 0:
        each = chunks[position]
        if isinstance(each, Noun):
            before = chunks[position - 1] if position else None
            if isinstance(before, Mark) and before.kind == "prep" and not _is_reduced(chunks, at, position):
                position -= 2
                continue
            return _pair(chunks, position) or each
        if isinstance(each, Verb):
            inherits = known.get(position)
            verb = chunks[at]
            assert isinstance(verb, Verb)
            if each.reading("report") and verb.tense not in {"infinitive", "ing"}:
                return None
            return inherits
        if each.kind == "rel":
            return _blow_before(chunks, position, at) or _noun_before(chunks, position)
        if each.kind == "conj":
            return _last_subject(chunks, position, known)
        if each.kind == "punct" and each.value == '"' and position == at - 1:
            position -= 1
            continue
        if each.kind == "punct" and each.value in {",", "—", ")", '"'}:
            skipped = _before_insertion(chunks, position)
            if skipped is None:
                return _last_subject(chunks, position, known)
            position = skipped
            continue
        if each.kind == "punct" and each.value in {";", ":", ".", "•", "?", "!"}:
            return None
        position -= 1
    return None


def _shares_voice(last: Predicate, predicate: Predicate) -> bool:
    """ "Were stopped and shot": a participle without an object, of the same subject."""
    bare = predicate.verb.first == predicate.verb.main and any("participle" in p.form for p in predicate.verb.readings)
    same = predicate.subject is not None and predicate.subject is last.subject and predicate.object is None
    return bare and same and last.verb.voice == "passive"


def _pair(chunks: Sequence[Chunk], position: int) -> Noun | None:
    """ "Israeli jets and helicopters": both are the subject of the first verb."""
    first, mark = chunks[position - 2 : position] if position >= 2 else (None, None)
    second = chunks[position]
    linked = isinstance(mark, Mark) and mark.kind == "conj" and mark.value == "and"
    if not linked or not isinstance(first, Noun) or not isinstance(second, Noun) or second.head != "weapon":
        return None
    if any(isinstance(c, Verb) for c in chunks[:position]) or (position > 2 and _is_prep(chunks[position - 3])):
        return None
    return replace(second, first=first.first, pieces=(*first.pieces, *second.pieces))


def _is_prep(each: Chunk) -> bool:
    return isinstance(each, Mark) and each.kind == "prep"


def _is_reduced(chunks: Sequence[Chunk], at: int, position: int) -> bool:
    """ "Struck by a missile fired from …": a bare participle right behind a noun, after another verb, goes with it."""
    verb = chunks[at]
    assert isinstance(verb, Verb)
    bare = verb.first == verb.main and any("participle" in piece.form for piece in verb.readings)
    acts = at + 1 < len(chunks) and isinstance(chunks[at + 1], Noun)
    verbs = any(isinstance(c, Verb) for c in chunks[max(0, at - 5) : position])
    return bare and not acts and verbs and position == at - 1


def _last_subject(chunks: Sequence[Chunk], position: int, known: dict[int, Noun | None]) -> Noun | None:
    for back in range(position - 1, -1, -1):
        if isinstance(chunks[back], Verb):
            verb = chunks[back]
            assert isinstance(verb, Verb)
            if verb.tense == "ing" and known.get(back) is not None and back != min(known, default=back):
                continue
            if verb.reading("report") and back != min(known, default=back):
                continue
            return known.get(back)
    return None


def _is_finite(verb: Verb, following: Chunk) -> bool:
    """Whether a verb makes a clause of its own: no verb of saying, and not "a banner shared by"."""
    if verb.reading("report") is not None or verb.tense in {"ing", "infinitive"}:
        return False
    bare = verb.first == verb.main and any("participle" in piece.form for piece in verb.readings)
    return not (bare and isinstance(following, Mark) and following.kind == "prep")


def _before_insertion(chunks: Sequence[Chunk], position: int) -> int | None:
    """Where to go on left of "…, who leads it, " or "(…)": the position before the insertion."""
    mark = chunks[position]
    assert isinstance(mark, Mark)
    opener = "(" if mark.value == ")" else mark.value
    clause = False
    for back in range(position - 1, max(-1, position - 14), -1):
        each = chunks[back]
        if isinstance(each, Verb):
            clause = clause or (isinstance(chunks[back - 1], Noun) and _is_finite(each, chunks[back + 1]))
        elif isinstance(each, Mark) and each.kind in {"rel", "conj"}:
            clause = False
        elif isinstance(each, Mark) and each.kind == "punct":
            if each.value == opener:
                before = chunks[back - 1] if back else None
                return back - 1 if isinstance(before, Noun) and not clause else None
            if each.value in {";", ":", "."}:
                return None
    return None


def _complements(chunks: Sequence[Chunk], at: int, end: int) -> tuple[Noun | None, tuple[Oblique, ...]]:
    """The object and the prepositional phrases of a verb, up to the end of its segment or the next verb."""
    found: Noun | None = None
    obliques: list[Oblique] = []
    position = at + 1
    while position < end:
        each = chunks[position]
        if isinstance(each, Verb):
            if each.tense == "ing" or (not obliques and found is None):
                break
            break
        if isinstance(each, Noun):
            before = chunks[position - 1]
            if isinstance(before, Mark) and before.kind == "prep":
                obliques.append(Oblique(before.value, "", each))
            elif found is None and (
                (position - at <= 2 and not obliques) or (isinstance(before, Mark) and before.kind == "time")
            ):
                found = each
            elif isinstance(before, Mark) and before.kind == "conj" and obliques:
                obliques.append(Oblique(obliques[-1].role, "and", each))
        position += 1
    return found, tuple(obliques)

"""Clauses and predicates: who stands before a verb, who behind it, and which times and places go with it.

The third stage. Noun groups linked by "of" or "used by" become one; the sentence is cut into segments
(a clause with what hangs on it); each verb gets its subject, object and prepositional phrases.
"""

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final, Literal

from streams.core.extract.clauses.chunks import chunk
from streams.core.extract.clauses.gapping import counted, filled, opens_gap
from streams.core.extract.clauses.groups import Chunk, Mark, Noun, Verb
from streams.core.extract.clauses.linking import clause_ahead, link
from streams.core.extract.clauses.measures import measures
from streams.core.extract.clauses.predicates import Oblique, Predicate
from streams.core.extract.clauses.roles import is_punct, noun_before, opens_absolute, subject_of
from streams.core.extract.words.dates import When
from streams.core.extract.words.document import Sentence

Opening = Literal["main", "and", "but", "after", "cond", "rel", "sub", "report", "background"]

_HAD_DONE_TO: Final = frozenset(
    ("site", "vessel", "personnel", "civilian", "fighter", "group", "leader", "name", "place", "weapon", "act",
     "number")
)  # fmt: skip


@dataclass(slots=True)
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
    gapped: bool = False
    """Its verb is that of the clause before: it tells another act of the kind."""
    times: tuple[When, ...] = field(init=False)
    """All its times, in order."""

    def __post_init__(self) -> None:
        self.times = tuple([when for _, when in self.timed])

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
    chunks = link(sentence, chunk(sentence))
    starts = _segment_starts(chunks, title=sentence.index < 0)
    bounds = list(pairwise([*[at for at, _ in starts], len(chunks)]))
    subjects: dict[int, Noun | None] = {}
    predicates: dict[int, Predicate] = {}
    for at, each in enumerate(chunks):
        if isinstance(each, Verb):
            subjects[at] = subject_of(chunks, at, subjects)
            end = next((stop for start, stop in bounds if start <= at < stop), len(chunks))
            found, obliques = _complements(chunks, at, end)
            predicates[at] = Predicate(each, subjects[at], found, obliques)
    _front(chunks, predicates)
    _share_mood(chunks, predicates)
    for start, opening in starts:
        if opening == "rel":
            _fill_gap(chunks, start, predicates)
    whens = {piece.first: piece.data for piece in sentence.of("time") if not measures(sentence, piece)}
    segments: list[Segment] = []
    for number, ((start, stop), (_, opening)) in enumerate(zip(bounds, starts, strict=True)):
        inside = chunks[start:stop]
        told = tuple(predicates[at] for at in range(start, stop) if at in predicates)
        verbless = opening == "and" and all(predicate.verb.tense == "ing" for predicate in told)
        before = segments[-1].predicates if segments and verbless else ()
        gapped = bool(before) and opens_gap(chunks, start)
        if gapped:
            inside = counted(before[-1], inside)
            told = (filled(before[-1], inside[1:]), *told)
        segments.append(
            Segment(
                number=number,
                opening=opening,
                chunks=inside,
                nouns=tuple([each for each in inside if isinstance(each, Noun)]),
                predicates=told,
                timed=tuple([(c.first, whens[c.first]) for c in inside if c.first in whens and _is_time(c)]),
                antecedent=noun_before(chunks, start) if opening == "rel" else None,
                gapped=gapped,
            )
        )
    return tuple(segments)


def _is_time(each: Chunk) -> bool:
    return isinstance(each, Mark) and each.kind == "time"


def _fill_gap(chunks: tuple[Chunk, ...], start: int, predicates: dict[int, Predicate]) -> None:
    """ "The post that jets bombed": the object of the verb is what the relative clause speaks of."""
    verbs = [at for at in range(start + 1, min(start + 9, len(chunks))) if isinstance(chunks[at], Verb)]
    said = (  # "that officials say the X fired"
        len(verbs) > 1
        and predicates[verbs[0]].verb.reading("report") is not None
        and not any(isinstance(c, Mark) for c in chunks[verbs[0] : verbs[1]])
    )
    at = next((at for at in verbs[said:] if at < start + 5 + 4 * said), None)
    antecedent = noun_before(chunks, start)
    if at is None or antecedent is None or antecedent.head not in _HAD_DONE_TO:
        return
    predicate = predicates[at]
    own_subject = predicate.subject is not None and predicate.subject.first > chunks[start].first
    if own_subject and predicate.object is None and predicate.verb.voice == "active":
        predicates[at] = replace(predicate, object=antecedent)


def _front(chunks: tuple[Chunk, ...], predicates: dict[int, Predicate]) -> None:
    """ "Ambushed on the road, a lorry lost five": the participle at the head is said of the noun behind the comma."""
    at = next((n for n, c in enumerate(chunks) if not is_punct(c, '"')), 0)
    if at not in predicates or not _is_bare_participle(predicates[at].verb) or predicates[at].object is not None:
        return
    comma = next((n for n in range(at + 1, len(chunks)) if is_punct(chunks[n], ",")), len(chunks))
    behind = chunks[comma + 1] if comma + 1 < len(chunks) else None
    if isinstance(behind, Noun):
        predicates[at] = replace(predicates[at], subject=behind, verb=replace(predicates[at].verb, voice="passive"))


def _is_bare_participle(verb: Verb) -> bool:
    return verb.first == verb.main and any("participle" in piece.form for piece in verb.readings)


def _share_mood(chunks: tuple[Chunk, ...], predicates: dict[int, Predicate]) -> None:
    """ "Would be destroyed and the town hit", "will go on, hitting": what hangs on an unreal verb is as unreal."""
    last: Predicate | None = None
    for at, predicate in predicates.items():
        verb = predicate.verb
        if last is not None:
            joined = verb.first == verb.main and _is_joined(chunks, at)
            bare = joined and any("participle" in p.form or p.form == "base" for p in verb.readings)
            if last.verb.tense in {"future", "modal"} and (bare or verb.tense == "ing"):
                predicates[at] = replace(predicate, verb=replace(verb, tense=last.verb.tense))
            elif joined and _shares_voice(last, predicate):
                predicates[at] = replace(predicate, verb=replace(verb, voice="passive"))
        if verb.reading("report") is None:  # "would be used, it said, hitting …"
            last = predicates[at]


def _is_joined(chunks: tuple[Chunk, ...], at: int) -> bool:
    """Whether "and" or "or" stands right before a chunk."""
    before = chunks[max(0, at - 3) : at]
    return any(isinstance(c, Mark) and c.kind == "conj" and c.value in {"and", "or"} for c in before)


def _segment_starts(chunks: tuple[Chunk, ...], *, title: bool) -> list[tuple[int, Opening]]:
    starts: list[tuple[int, Opening]] = [(0, "main")]
    for at, each in enumerate(chunks):
        if at == 0 and not isinstance(each, Mark):
            continue
        opening = _opening(chunks, at) or ("and" if title and _opens_headline(chunks, at) else None)
        opening = opening or ("and" if opens_absolute(chunks, at) else None)
        if opening is None:
            continue
        if starts and starts[-1][0] == at:
            starts[-1] = (at, opening)
        elif starts and at - starts[-1][0] == 1 and is_punct(chunks[at - 1], ",;—("):
            starts[-1] = (starts[-1][0], opening)
        else:
            starts.append((at, opening))
    return starts


def _opens_headline(chunks: tuple[Chunk, ...], at: int) -> bool:
    """ "Valdoria kills a commander, rockets fired from Mirna": headlines join whole clauses with a comma."""
    behind = chunks[at + 1 : at + 3]
    clause = len(behind) == 2 and isinstance(behind[0], Noun) and isinstance(behind[1], Verb)
    told = any(isinstance(each, Verb) and each.reading("act") is not None for each in chunks[:at])
    return clause and told and is_punct(chunks[at], ",")


def _opening(chunks: tuple[Chunk, ...], at: int) -> Opening | None:
    each = chunks[at]
    if not isinstance(each, Mark):
        return None
    if each.kind == "punct":
        return _punctuation_opening(chunks, at)
    if each.kind == "rel":
        before = chunks[at - 1] if at else None
        acts = any(isinstance(c, Verb) for c in chunks[at + 1 : at + 2])
        said = isinstance(before, Mark) and before.kind == "time" and not acts
        complement = isinstance(before, Verb) or said  # "said on Monday that", not "a raid on Monday that killed"
        verb_next = any(isinstance(c, Verb) for c in chunks[at + 1 : at + 5])
        return ("sub" if complement else "rel") if verb_next else None
    if each.kind == "conj":
        return _conjunction_opening(chunks, at, each)
    if each.kind == "prep" and each.value == "past":
        return "background" if _has_verb_before(chunks, at) and not _hour_ahead(chunks, at + 1) else None
    return None


def _hour_ahead(chunks: tuple[Chunk, ...], at: int) -> bool:
    """ "Shortly after one in the morning", "before 7:30": an hour, no other act."""
    each = chunks[at] if at < len(chunks) else None
    if not isinstance(each, Noun) or each.head not in {"number", "pronoun", ""}:
        return False
    return bool(each.number) and each.last - each.first == 1 + (each.head == "")  # "8 p.m."


def _punctuation_opening(chunks: tuple[Chunk, ...], at: int) -> Opening | None:
    mark = chunks[at]
    assert isinstance(mark, Mark)
    if mark.value in {";", ":", "—", "."}:
        return "and"
    if mark.value != ",":
        return None
    if _is_telling(chunks[at + 1 : at + 5]):
        return "report"
    opened = _last_opening_word(chunks, at)
    if opened and clause_ahead(chunks, at + 1):
        return "main"
    return None


def _is_telling(ahead: tuple[Chunk, ...]) -> bool:
    """ "…, officials said", "…, officials in Mirna said"."""
    at = next((n for n, each in enumerate(ahead) if isinstance(each, Verb)), 0)
    verb = ahead[at] if at in {1, 3} else None
    told = isinstance(verb, Verb) and verb.reading("report") is not None and isinstance(ahead[0], Noun)
    told = told and isinstance(verb, Verb) and verb.voice == "active"  # not "ten were reported to have died"
    phrase = ahead[1] if at == 3 else None
    return told and (phrase is None or (isinstance(phrase, Mark) and phrase.kind == "prep"))


def _last_opening_word(chunks: tuple[Chunk, ...], at: int) -> bool:
    """Whether a subordinate clause that this comma may close began the sentence, or its first phrase."""
    first = next((c for c in chunks[:at] if not is_punct(c, '"(')), None)
    if isinstance(first, Mark) and first.kind == "prep":  # "in the heaviest raid since the war began, jets …"
        opened = (c for c in chunks[1:at] if isinstance(c, Verb) or (isinstance(c, Mark) and c.kind == "conj"))
        first = next(opened, None)
    return isinstance(first, Mark) and first.value in {"after", "sub", "cond", "but", "past", "for"}


def _conjunction_opening(chunks: tuple[Chunk, ...], at: int, mark: Mark) -> Opening | None:
    if mark.value == "after":
        return "after" if clause_ahead(chunks, at + 1) or _has_verb_before(chunks, at) else None
    if mark.value == "cond":
        bare = at + 1 < len(chunks) and isinstance(chunks[at + 1], Verb)  # "to act only if attacked"
        return "cond" if bare or clause_ahead(chunks, at + 1) or at == 0 else None
    if mark.value == "sub":
        return "sub"
    if mark.value == "but":
        return "but"
    if mark.value == "and" and _joins_subjects(chunks, at):
        return None
    opens = clause_ahead(chunks, at + 1) or (mark.value == "and" and opens_gap(chunks, at))
    return "and" if opens and _has_verb_before(chunks, at) else None


def _joins_subjects(chunks: tuple[Chunk, ...], at: int) -> bool:
    """ "In which six guests and two guards were killed", "said six guests and two guards had died": one clause."""
    before = at - 1
    while before > 0 and (isinstance(chunks[before], Noun) or is_punct(chunks[before], ",")):
        before -= 1
    opening, listed = chunks[before], (*chunks[before + 1 : at], *chunks[at + 1 : at + 2])
    nouns = [each for each in listed if isinstance(each, Noun)]
    if isinstance(opening, Noun) or len(nouns) < 2:
        return False
    if isinstance(opening, Verb):
        said = opening.reading("report") is not None and opening.reading("act") is None
        return said and nouns[0].number is not None and all(n.number is not None or n.head in _PEOPLE for n in nouns)
    return opening.kind == "rel"


_PEOPLE: Final = frozenset(("personnel", "civilian", "fighter", "speaker", "leader"))


def _has_verb_before(chunks: tuple[Chunk, ...], at: int) -> bool:
    return any(isinstance(c, Verb) for c in chunks[:at])


def _shares_voice(last: Predicate, predicate: Predicate) -> bool:
    """ "Were stopped and shot": a participle without an object, of the same subject."""
    bare = any("participle" in piece.form for piece in predicate.verb.readings)
    same = predicate.subject is not None and predicate.subject is last.subject and predicate.object is None
    return bare and same and last.verb.voice == "passive"


def _is_near(before: Chunk, distance: int, obliques: list[Oblique]) -> bool:
    """Whether a noun stands right behind its verb; not "of the four men killed, two"."""
    dated = isinstance(before, Mark) and before.kind == "time"
    return dated or (distance <= 2 and not obliques and not is_punct(before, ","))


def _complements(chunks: tuple[Chunk, ...], at: int, end: int) -> tuple[Noun | None, tuple[Oblique, ...]]:
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
            if isinstance(before, Mark) and before.kind == "adverb":  # "by heavily armed men"
                before = chunks[position - 2]
            if isinstance(before, Mark) and before.kind == "prep":
                obliques.append(Oblique(before.value, "", each))
            elif found is None and _is_near(before, position - at, obliques):
                found = each
            elif isinstance(before, Mark) and before.kind == "conj" and obliques:
                obliques.append(Oblique(obliques[-1].role, "and", each))
        position += 1
    return found, tuple(obliques)

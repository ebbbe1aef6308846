"""The noun phrases around a verb: where its subject begins and ends, and whom it names."""

import itertools
from typing import Final, NamedTuple

from streams.core.extract.saying.marks import Marks
from streams.core.extract.saying.verbs import is_rank
from streams.core.extract.words.dates import When
from streams.core.extract.words.pieces import Piece

OTHERS: Final = ("party", "demonym", "nationality", "country", "outsider", "out_head")
"""Kinds of pieces that name somebody who is no faction."""

_OPENING: Final = frozenset({"in", "from", "by", "with", "after", "for"})
_SUBJECT_TOKENS_MAX: Final = 20
_AFTER_TOKENS_MAX: Final = 16
_BRACKET_TOKENS_MAX: Final = 8
_HARD: Final = frozenset({";", ":", '"', "—", "(", ")"})
_CLAUSE: Final = frozenset({"that", "which", "who", "when", "where", "because", "but", "while", "as", "if", "after"})
_SKIPPED: Final = frozenset(
    {
        "also",
        "then",
        "later",
        "again",
        "now",
        "have",
        "to",
        "since",
        "ever",
        "still",
        "only",
        "already",
        "earlier",
        "both",
    }
    | {
        "afterwards",
        "afterward",
        "thereafter",
        "meanwhile",
        "instead",
        "nonetheless",
        "nevertheless",
        "however",
        "soon",
    }
    | {"all", "once", "twice", "first", "himself", "itself", "themselves", "too", "thus", "therefore", "so"}
)
_PHRASE_ENDS: Final = frozenset(
    {",", ".", ";", ":", '"', "—", "who", "which", "that", "(", "?", "in", "as", "after", "on"}
)


class Subject(NamedTuple):
    """Who does what a verb says. `factions` is empty for somebody else; `known` is false where nobody is named."""

    factions: tuple[str, ...]
    known: bool
    person: bool = False
    stranger: bool = False
    """A person of whom nothing is told but the name or a bare rank."""


NOBODY: Final = Subject((), known=False)
SOMEBODY: Final = Subject((), known=True)


def skip_back(marks: Marks, position: int) -> int:
    """Back over what stands between a subject and its verb: auxiliaries, adverbs, times."""
    while position > marks.start:
        time = next((t for t in marks.all("time") if t.last == position), None)
        word = marks.low(position - 1)
        if time is not None:
            position = time.first
        elif word in {"on", "late", "early", "for"} and marks.at(position, "time"):
            position -= 1
        elif word == ")" and (bracket := _bracket_before(marks, position)) is not None:
            position = bracket
        elif marks.text(position - 3, position) == "for its part":
            position -= 3
        elif word in _SKIPPED or word.endswith("ly") or marks.within(position - 1, position, "aux", "modal", "neg"):
            position -= 1
        else:
            break
    return position


def before_anonymity(marks: Marks, position: int) -> int:
    """Back over "who asked not to be named" and its commas, which tell nothing of who speaks."""
    end = position - (marks.low(position - 1) == ",")
    if marks.low(end - 1) not in _NAMED or marks.low(end - 2) != "be":
        return position
    who = next((i for i in range(end, max(marks.start, end - _ANONYMITY_TOKENS), -1) if marks.low(i) == "who"), None)
    return position if who is None else who - (marks.low(who - 1) == ",")


_NAMED: Final = frozenset(("named", "identified", "quoted"))
_ANONYMITY_TOKENS: Final = 10


def aside_before(marks: Marks, comma: int) -> int | None:
    """Where an aside that ends at a comma opens: "X, head of Y, said". A clause is no aside."""
    if marks.low(comma) != ",":
        return None
    bracket: int | None = None
    for back in range(comma - 1, max(marks.start - 1, comma - _SUBJECT_TOKENS_MAX), -1):
        if bracket is not None and back >= bracket:
            continue
        if marks.low(back) == ")" and (bracket := _bracket_before(marks, back + 1)) is not None:
            continue
        if marks.low(back) in _HARD:
            return None
        if marks.low(back) == ",":
            relative = marks.low(back + 1) in {"who", "which", "whose", "where"}
            clause = marks.within(back, comma, "aux", "modal")
            return back if relative or not clause else None
    return None


def phrase_start(marks: Marks, end: int) -> int:
    """Where the noun phrase that ends at a token begins."""
    position = end
    while position > marks.start and end - position < _SUBJECT_TOKENS_MAX:
        word = marks.low(position - 1)
        if word == ")" and (bracket := _bracket_before(marks, position)) is not None:
            position = bracket
            continue
        if word in _HARD or word in _CLAUSE or word == ",":
            break
        if position < end and marks.low(position) != "'s" and _is_day(marks, position):
            break  # "told reporters on Monday | the group had"
        if marks.within(position - 1, position, "aux", "modal") or _is_finite(marks, position - 1):
            break
        if word == "and" and not _joins_names(marks, position):
            break
        position -= 1
    return position


def _bracket_before(marks: Marks, end: int) -> int | None:
    """Where the brackets open that end at a token: "the Karun Brigades (KB) said"."""
    tokens = range(end - 2, max(marks.start, end - _BRACKET_TOKENS_MAX) - 1, -1)
    return next((i for i in tokens if marks.low(i) == "("), None)


def phrase_end(marks: Marks, first: int) -> int:
    """Where the noun phrase that begins at a token ends."""
    position = first
    while position < len(marks.tokens) and position - first < _AFTER_TOKENS_MAX:
        name = marks.at(position, "faction", "leader")
        if name is None and marks.low(position) in _PHRASE_ENDS:
            break
        position = name.last if name is not None else position + 1  # "al-Qaeda in the Peninsula" is one name
    return position


def is_passive(marks: Marks, verb: Piece) -> bool:
    """A participle after a form of "be"."""
    if "participle" not in verb.form:
        return False
    helpers = marks.within(max(marks.start, verb.first - 3), verb.first, "aux")
    be = [piece.last for piece in helpers if piece.value == "be"]
    if not be or "," in marks.text(be[-1], verb.first).split():  # "who asked not to be named, said"
        return False
    return marks.low(verb.first - 1) not in _NAMED


def _is_day(marks: Marks, end: int) -> bool:
    return any(time.last == end and isinstance(time.data, When) and time.data.exact for time in marks.all("time"))


def _is_finite(marks: Marks, position: int) -> bool:
    piece = marks.at(position, "say")
    return piece is not None and piece.form in {"past", "past+participle", "s"}


def _joins_names(marks: Marks, position: int) -> bool:
    kinds = ("faction", "leader", *OTHERS)
    return any(piece.last == position - 1 for piece in marks.all(*kinds)) and bool(
        marks.within(position, position + 6, *kinds)
    )


def is_name(marks: Marks, first: int, last: int) -> bool:
    """Nothing but names: "Abu Idris al-Maro"."""
    tokens = marks.tokens[first:last]
    return first < last and all(token.text[0].isupper() or token.low in {"-", "al", "el", "bin"} for token in tokens)


def is_reduced(marks: Marks, verb: Piece) -> bool:
    """ "In a note read on Tuesday", "in a statement posted online": no verb of its own."""
    if ("participle" not in verb.form and verb.lemma != "read") or not any(
        text.last == verb.first for text in marks.all("own_head")
    ):
        return False
    start = phrase_start(marks, verb.first)
    return marks.low(start) in _OPENING and start in {marks.start, verb.first - 3, verb.first - 2}


def named_in(marks: Marks, first: int, named: list[Piece], outside: list[Piece]) -> Subject:
    """A noun phrase that names a faction: its own words, unless the head is somebody beside it."""
    name = named[0]
    before = [head for head in outside if head.first < name.first]
    member = bool(before) and marks.text(before[-1].last, name.first) in {"from", "from the"}  # "a lawmaker from X"
    head_outside = bool(before) and not member and not is_rank(before[-1], name)
    if head_outside or marks.within(max(first, name.first - 4), name.first, "beside"):
        return SOMEBODY
    joined = together(marks, named)
    return joined._replace(person=name.kind == "leader" or bool(marks.within(first, named[-1].last + 3, "own_head")))


def together(marks: Marks, named: list[Piece]) -> Subject:
    """The factions that are joined by "and" or a comma."""
    factions = [named[0].value]
    for before, piece in itertools.pairwise(named):
        if piece.kind not in {"faction", "leader"}:
            continue
        between = {marks.low(i) for i in range(before.last, piece.first)}
        if piece.first - before.last <= 3 and between & {"and", ","}:
            factions.append(piece.value)
    return Subject(tuple(dict.fromkeys(factions)), known=True)

"""What a verb of saying looks like where it stands: finite, negated, before or behind what is said."""

from typing import Final

from streams.core.extract.saying.marks import Marks
from streams.core.extract.words.pieces import Piece

_NO_OBJECT: Final = frozenset({"at", "by", "in", "to", ".", ",", "of", "off", "otherwise", ""})
"""Who is told, called or asked stands after the verb; without it, "owners told at once", it is done to the subject."""
_BEFORE_NOUN: Final = frozenset({"the", "of", "its", "their", "his", "these", "be", "more", "new", "further"})
_MEN: Final = frozenset(("rebels", "militants", "insurgents", "guerrillas", "gunmen", "separatists", "jihadists"))
_NOUNS: Final = frozenset(("report", "claim", "call"))
_TAIL_TOKENS_MAX: Final = 15
_ASIDE_TOKENS: Final = 8
_CONTENT: Final = ("truce", "harm", "blow", "turn", "halt", "finish", "resume")
_PURPOSE_TOKENS: Final = 10


def is_negated(marks: Marks, verb: int) -> bool:
    """ "Did not say", "without saying", "no leader has vowed"."""
    if marks.within(verb - 3, verb, "neg") or marks.low(verb - 1) == "without":
        return True
    for back in range(verb - 1, max(marks.start - 1, verb - 7), -1):
        if marks.low(back) in {",", ";", "and", '"'}:
            return False
        if marks.low(back) in {"no", "none", "neither", "nobody"}:
            return True
    return False


def is_anaphor(marks: Marks, first: int, last: int) -> bool:
    """ "The group", of which an aside tells which one it is."""
    named = marks.within(first, last, "faction", "leader")
    return bool(named) and all(piece.lemma == "anaphor" for piece in named)


def says_our(marks: Marks) -> bool:
    """Does somebody speak of "our operations", "our fighters", as only one of the faction would?"""
    for our in marks.all("ourselves"):
        if our.lemma == "our" and marks.within(our.last, our.last + 3, "campaign", "own_force"):
            return True
    return False


def is_finite(marks: Marks, verb: Piece) -> bool:
    """No noun of the same form, no infinitive but one of purpose: "went on the radio to say"."""
    if verb.form in {"singular", "plural"} or (verb.value == "told" and marks.low(verb.last) in _NO_OBJECT):
        return False
    if verb.form == "base":
        if marks.low(verb.first - 1) == "to":
            return _is_purpose(marks, verb)
        subjects = ("faction", "party", "pronoun", "own_head", "own_force", "out_head")
        men = verb.first - (marks.low(verb.first - 1) in _MEN)  # "X rebels threaten"
        return not marks.within(verb.first - 2, verb.first, "modal") and any(
            p.last in {verb.first, men} for p in marks.within(marks.start, verb.first, *subjects)
        )
    if verb.form == "ing":
        noun = 1 + 2 * (marks.at(verb.first, "own_head") is not None)  # "issued a new warning"
        accused = verb.value == "vow" and marks.low(verb.first - 1) == "of"  # "accused of threatening"
        return not accused and not marks.within(verb.first - noun, verb.first, "det")
    if verb.form == "s" and marks.tokens[verb.first].text[0].isupper():
        return False
    done = marks.at(verb.first - 1, "verb")  # "received calls", not "a man says"
    before = marks.low(verb.first - 1) in _BEFORE_NOUN or (done is not None and done.form not in {"base", "s"})
    dated = verb.lemma in _NOUNS and any(
        time.last == verb.first for time in marks.all("time")
    )  # "denied on 3 May reports"
    return not (verb.form == "s" and (before or dated))


def _is_purpose(marks: Marks, verb: Piece) -> bool:
    """ "Telephoned a station on Sunday to declare", "took to Radio Mirna to warn": nobody is asked to."""
    end = verb.first - 1
    told = marks.tokens[end - 1].text[0].isupper() or any(
        piece.last == end for piece in marks.within(marks.start, end, "time", "own_head", "out_head")
    )
    asked = marks.within(max(marks.start, end - _PURPOSE_TOKENS), end, "ask", "willing", "refuse", "commit")
    return end > marks.start and told and not asked and verb.value in {"plain", "vow"}


def is_modifier(marks: Marks, head: Piece) -> bool:
    """ "Military spokesman": the head is what follows."""
    return marks.low(head.first) in {"military", "media", "state"} and marks.at(head.last, "own_head") is not None


def is_rank(head: Piece, name: Piece) -> bool:
    """ "General X": the rank of the name itself."""
    return name.first - head.last <= 1 and name.kind == "leader"


def ends_clause(marks: Marks, position: int) -> bool:
    """Nothing that is said follows: at most a time, a place, or to whom."""
    for i in range(position, min(position + _TAIL_TOKENS_MAX, len(marks.tokens))):
        if marks.low(i) in {".", ",", ";"}:
            return ", that" not in marks.text(i, i + _ASIDE_TOKENS)  # "replied, by radio, that …"
        if marks.low(i) == "of" and any(time.last == i for time in marks.all("time")):
            return True  # "…, he said on Monday of the truce"
        if marks.low(i) in {"that", ":", '"'} or marks.at(i, "aux", "modal") or marks.at(i, *_CONTENT):
            return False
    return position + _TAIL_TOKENS_MAX >= len(marks.tokens)


def follows_clause(marks: Marks, verb: int) -> bool:
    """Something that may be said stands before: words in quotes, or a clause of its own and a comma."""
    parts = [i for i in range(marks.start, verb) if marks.low(i) in {",", '"', "?", ";"}]
    return any(marks.low(i) == '"' or marks.within(marks.start, i, "aux", "modal", "never") for i in parts)

"""How a number counts acts: by a noun, by "times", by the ships attacked, or as the height of a tally."""

from typing import Final, Literal, NamedTuple

from streams.core.extract.saying.marks import Marks
from streams.core.extract.words.pieces import Piece

_GAP_TOKENS_MAX: Final = 5
_NUMBERING: Final = frozenset(("number", "stand", "stand at", "total"))
"""Verbs that acts themselves can be the subject of: "attacks number 168"."""


class Frame(NamedTuple):
    """How a number counts acts, and the word for the acts."""

    how: Literal["noun", "times", "ships", "tally"]
    acts: Piece


def frame_of(marks: Marks, number: Piece) -> Frame | None:
    """What a number counts, where it is acts."""
    if marks.low(number.last) in {"times", "occasions"}:
        return _times(marks.within(marks.start, number.first, "times_act"))
    if marks.low(number.last) == "time" and number.data.ordinal:  # "the fourth time that X had attacked"
        return _times(marks.within(number.last, len(marks.tokens), "times_act")[:1])
    if marks.within(number.first - 3, number.last + _GAP_TOKENS_MAX, "rate"):
        return None  # "an average of six attacks a day"
    if marks.low(number.first - 1) == "in" and marks.within(marks.start, number.first, "uncounted"):
        return None  # "722 people were killed in 328 attacks" counts the dead
    noun = _noun_after(marks, number)
    if noun is not None:
        if noun.kind == "counted":
            return Frame("noun", noun)
        return _ships(marks, number, noun) if noun.kind == "ship" else None
    return _nth(marks, number) if number.data.ordinal else _tally_frame(marks, number)


def _times(acts: list[Piece]) -> Frame | None:
    """The act that happened so many times. Of "struck targets 20 times" it is the verb that comes first."""
    whole = [act for act in acts if not any(o.first < act.first and act.last <= o.last for o in acts)]
    told = [act for act in whole if act.form != "s"] or whole
    return Frame("times", told[-1]) if told else None


def _noun_after(marks: Marks, number: Piece) -> Piece | None:
    """The noun that a number counts: "27 Houthi attacks", "1,900 of its attacks", "the 108th attack"."""
    position = number.last
    if marks.low(position) == "of" and marks.at(position + 1, "det"):
        position += 2
    while position < number.last + _GAP_TOKENS_MAX:
        noun = marks.at(position, "ship", "counted", "uncounted")
        if noun is not None and (noun.form != "singular" or number.data.ordinal):
            return noun
        if marks.at(position, "prep", "aux", "modal", "rel", "commit", "keep_count", "come_to") or (
            marks.low(position) in {"", ",", ";", ":", ".", "(", ")"}
        ):
            return None
        position = noun.last if noun else position + 1
    return None


def _ships(marks: Marks, number: Piece, noun: Piece) -> Frame | None:
    """ "Attacked more than 100 merchantmen", "107 ships had been targeted": each was an attack."""
    before = marks.within(marks.start, number.first, "times_act")
    after = marks.within(noun.last, noun.last + _GAP_TOKENS_MAX, "times_act")
    acts = [*(act for act in before if act.last >= number.first - 2), *(a for a in after if "participle" in a.form)]
    return Frame("ships", acts[0]) if acts else None


def _nth(marks: Marks, number: Piece) -> Frame | None:
    """ "The attack was the 12th by the group": the noun stands before."""
    if not (marks.at(number.last, "laid_to") or marks.low(number.last) in {"by", "on", "against", "such"}):
        return None
    acts = marks.within(marks.start, number.first, "counted")
    return Frame("noun", acts[-1]) if acts and marks.within(acts[-1].last, number.first, "aux") else None


def _tally_frame(marks: Marks, number: Piece) -> Frame | None:
    """ "The count of attacks reached 127"; "attacks number at least 168"; "bringing to 97 the number of attacks"."""
    verbs = marks.within(max(marks.start, number.first - 3), number.first, "come_to")
    at = marks.low(number.first - 1) in {"at", "to"}
    if not (verbs or at):
        return None
    clause = number.last + 6 if at else number.first
    tallies = [piece for piece in marks.within(marks.start, clause, "tally") if _is_tally(marks, piece)]
    acts = [piece for piece in marks.within(marks.start, clause + 3, "counted") if piece.form != "singular"]
    if not acts and not marks.all("start") and "since" not in {token.low for token in marks.tokens}:
        return None
    if not acts and (marks.all("uncounted") or all(piece.lemma == "number" for piece in tallies)):
        return None
    number_verb = acts and any(_is_subject(marks, acts[0], verb) for verb in verbs if verb.lemma in _NUMBERING)
    put_at = at and acts and marks.within(marks.start, acts[0].first, "put_at")
    return Frame("tally", (acts or tallies)[-1]) if tallies or number_verb or put_at else None


def _is_subject(marks: Marks, acts: Piece, verb: Piece) -> bool:
    """Do the acts stand right before the verb, in its clause?"""
    between = marks.text(acts.last, verb.first).split()
    others = [piece for piece in marks.within(acts.last, verb.first, "aux", "rel") if piece.value != "have"]
    return acts.first < verb.first and "," not in between and not others


def _is_tally(marks: Marks, tally: Piece) -> bool:
    """The height of a count of acts: a noun, not a verb ("monitors count"), and not of people."""
    if marks.within(tally.last, tally.last + 4, "uncounted"):
        return False
    owned = any(marks.low(i) in {"'s", "'"} or marks.at(i, "det") for i in range(tally.first - 3, tally.first))
    return owned or marks.low(tally.last) == "of"

"""Whose acts a count is of: the faction that commits them in the same clause, a party, or nobody told."""

from typing import Final, NamedTuple

from streams.core.extract.counting.frames import Frame
from streams.core.extract.pieces import Piece
from streams.core.extract.saying.marks import Marks

_REACH_TOKENS = 12
_ACTORS: Final = ("faction", "leader", "party", "demonym", "nationality", "country", "outsider")


class Doer(NamedTuple):
    """Whose acts are counted. `watched` is false for the acts of a party."""

    watched: bool
    faction: str | None


_NOBODY = Doer(watched=True, faction=None)
_PARTY = Doer(watched=False, faction=None)


def doer_of(marks: Marks, number: Piece, frame: Frame, focus: str | None) -> Doer:
    """Who commits the acts that are counted."""
    if frame.how in {"times", "ships"}:
        return _doer_of_times(marks, number, frame.acts, focus)
    if _on_faction(marks, frame.acts):
        return _PARTY
    if frame.how == "noun" and marks.low(frame.acts.first - 1) in {"its", "their"}:
        return Doer(watched=True, faction=focus)
    before = marks.within(max(number.last, frame.acts.first - 4) if frame.how == "noun" else frame.acts.first - 2,
                          frame.acts.first, *_ACTORS)  # fmt: skip
    if before:
        return _as_doer(before[-1])
    agent = _agent(marks, frame.acts.last)
    if agent is not None:
        return agent
    owner = marks.within(max(marks.start, number.first - 6), number.first, *_ACTORS)
    if owner and marks.text(owner[-1].last, number.first) in {"'s", "'", "", ":"}:
        return _as_doer(owner[-1])
    charged = _charged(marks, number)
    if charged is not None:
        return charged
    commits = [piece for piece in marks.within(marks.start, number.first, "commit") if piece.form != "singular"]
    return _subject(marks, commits[-1], focus) if commits and frame.how == "noun" else _NOBODY


def _charged(marks: Marks, number: Piece) -> Doer | None:
    """ "The group has been blamed for 30 attacks", "attributes 21 attacks to the group"."""
    verb = next(iter(marks.within(marks.start, number.first, "charge")), None)
    if verb is None:
        return None
    passive = any(piece.value == "be" for piece in marks.within(max(marks.start, verb.first - 3), verb.first, "aux"))
    first, last = (marks.start, verb.first) if passive else (verb.last, len(marks.tokens))
    accused = marks.within(first, last, "faction", "leader")
    return _as_doer(accused[-1 if passive else 0]) if accused else None


def _doer_of_times(marks: Marks, number: Piece, act: Piece, focus: str | None) -> Doer:
    agent = _agent(marks, act.last)
    if agent is not None:
        return agent
    passive = marks.within(max(marks.start, act.first - 4), act.first, "aux")
    undergone = act.value == "undergo" or any(piece.value == "be" for piece in passive)
    bare = not passive and act.last >= number.first
    if undergone and act.first >= number.last:  # "said that 107 ships had been targeted"
        speaker = marks.within(marks.start, number.first, "faction", "leader")
        said = speaker and marks.within(speaker[-1].last, number.first, "report")
        return _as_doer(speaker[-1]) if said else _NOBODY
    return _NOBODY if undergone or bare else _subject(marks, act, focus)


def _agent(marks: Marks, first: int) -> Doer | None:
    """Who stands after "by": "attacks by the group on shipping". Not "by the Pentagon's count"."""
    for position in range(first, min(first + _REACH_TOKENS, len(marks.tokens))):
        if marks.low(position) in {";", "—"}:
            return None
        laid = marks.at(position, "laid_to")
        if laid is None and (marks.low(position) != "by" or _no_agent(marks, position)):
            continue
        after = laid.last if laid is not None else position + 1
        actors = marks.within(after, after + 4, *_ACTORS)
        return _as_doer(actors[0]) if actors else _NOBODY
    return None


def _no_agent(marks: Marks, by: int) -> bool:
    """ "By the ministry's count", "by 11 January"."""
    return bool(marks.within(by, by + 6, "tally") or marks.at(by, "time") or marks.at(by + 1, "time"))


def _subject(marks: Marks, verb: Piece, focus: str | None) -> Doer:
    """Who stands before an active verb; "it" and "they" mean the faction spoken of last."""
    for position in range(verb.first - 1, marks.start - 1, -1):
        pronoun = marks.at(position, "pronoun")
        near = 5 if pronoun is not None and pronoun.value == "we" else 3
        if pronoun is not None and pronoun.value in {"it", "they", "we"} and position >= verb.first - near:
            return Doer(watched=True, faction=focus) if focus else _NOBODY
    actors = [
        piece
        for piece in marks.within(marks.start, verb.first, *_ACTORS)
        if piece.kind not in {"country", "nationality"} or piece.last >= verb.first - 3
    ]
    if actors and marks.low(actors[-1].last) in {"-", "‑"} and actors[-1].last >= verb.first - 4:
        return _NOBODY  # "Iran-backed groups attacked"
    return _as_doer(actors[-1]) if actors else _NOBODY


def _as_doer(actor: Piece) -> Doer:
    return Doer(watched=True, faction=actor.value) if actor.kind in {"faction", "leader"} else _PARTY


def _on_faction(marks: Marks, acts: Piece) -> bool:
    """Strikes on a faction are another's acts."""
    if marks.low(acts.last) not in {"on", "against", "at"}:
        return False
    return bool(marks.within(acts.last + 1, acts.last + 4, "faction", "leader"))

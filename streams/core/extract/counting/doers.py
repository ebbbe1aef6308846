"""Whose acts a count is of: the faction that commits them in the same clause, a party, or nobody told."""

from typing import Final, NamedTuple

from streams.core.extract.counting.frames import Frame
from streams.core.extract.saying.marks import Marks
from streams.core.extract.words.pieces import Piece

_REACH_TOKENS: Final = 12
_ACTORS: Final = ("faction", "leader", "party", "demonym", "nationality", "country", "outsider")


_RELATIVE: Final = frozenset(("which", "who", "whom", "whose", "where"))
_POINTING: Final = frozenset(("it", "this", "that"))


class Doer(NamedTuple):
    """Whose acts are counted. `watched` is false for the acts of a party."""

    watched: bool
    faction: str | None


_NOBODY: Final = Doer(watched=True, faction=None)
_PARTY: Final = Doer(watched=False, faction=None)


def doer_of(marks: Marks, number: Piece, frame: Frame, focus: str | None, sole: str | None = None) -> Doer:
    """Who commits the acts that are counted. `sole`: the only faction of the article."""
    focus = focus or sole
    if frame.how in {"times", "ships"}:
        return _doer_of_times(marks, number, frame, focus)
    if _on_faction(marks, frame.acts) or marks.within(frame.acts.first - 2, frame.acts.first, "institution"):
        return _PARTY  # "strikes on X", "army attacks"
    if marks.low(frame.acts.first - 1) in {"its", "their"}:
        return Doer(watched=True, faction=focus)
    told = (
        _right_before(marks, number, frame)
        or _pointed_at(marks, number, frame, sole)
        or _agent(marks, frame.acts.last, number)
        or _tallied(marks, number)
        or _owner(marks, number)
        or _charged(marks, number, focus)
    )
    if told is not None:
        return told
    if frame.how == "tally" and (put := marks.within(marks.start, number.first, "put_at")):
        teller = marks.within(marks.start, put[0].first, *_ACTORS)  # "X puts the number of operations at 90": its own
        own = teller and teller[0].kind in {"faction", "leader"} and marks.within(put[0].last, number.first, "own_acts")
        return _as_doer(teller[0]) if own else _NOBODY
    commits = [piece for piece in marks.within(marks.start, number.first, "commit") if piece.form != "singular"]
    return _subject(marks, commits[-1], focus) if commits and frame.how == "noun" else _NOBODY


def _right_before(marks: Marks, number: Piece, frame: Frame) -> Doer | None:
    """ "27 X attacks"."""
    first = max(number.last, frame.acts.first - 4) if frame.how == "noun" else frame.acts.first - 2
    before = marks.within(first, frame.acts.first, *_ACTORS)
    return _as_doer(before[-1]) if before else None


def _pointed_at(marks: Marks, number: Piece, frame: Frame, sole: str | None) -> Doer | None:
    """ "This is the 12th attack since …": of the faction of the sentence, else of the only one of the article."""
    if not number.data.ordinal or _POINTING.isdisjoint(marks.text(number.first - 3, number.first).split()):
        return None
    named = marks.within(marks.start, number.first, "faction")
    faction = named[0].value if named else sole if frame.acts.lemma != "operation" else None
    return Doer(watched=True, faction=faction) if faction is not None else None


def _tallied(marks: Marks, number: Piece) -> Doer | None:
    """ "The tally for X is 1,019 attacks"."""
    tally = next(iter(marks.within(marks.start, number.first, "tally")), None)
    counted = marks.within(tally.last, tally.last + 4, *_ACTORS) if tally is not None else []
    return _as_doer(counted[0]) if tally is not None and counted and marks.low(tally.last) == "for" else None


def _owner(marks: Marks, number: Piece) -> Doer | None:
    """ "X's 27 attacks", "X: 27 attacks"."""
    owner = marks.within(max(marks.start, number.first - 6), number.first, *_ACTORS)
    owns = owner and marks.text(owner[-1].last, number.first) in {"'s", "'", "", ":"}
    return _as_doer(owner[-1]) if owns else None


def _charged(marks: Marks, number: Piece, focus: str | None) -> Doer | None:
    """ "The group has been blamed for 30 attacks", "attributes 21 attacks to the group"."""
    verb = next(iter(marks.within(marks.start, number.first, "charge")), None)
    if verb is None:
        return None
    passive = any(piece.value == "be" for piece in marks.within(max(marks.start, verb.first - 3), verb.first, "aux"))
    passive = passive or marks.low(verb.last) == "for"  # "X, blamed for 30 attacks"
    first, last = (marks.start, verb.first) if passive else (verb.last, len(marks.tokens))
    accused = marks.within(first, last, "faction", "leader")
    if not accused and focus is not None and marks.within(first, last, "the_group"):
        return Doer(watched=True, faction=focus)
    return _as_doer(accused[-1 if passive else 0]) if accused else None


def _doer_of_times(marks: Marks, number: Piece, frame: Frame, focus: str | None) -> Doer:
    act = frame.acts
    agent = _agent(marks, act.last, number)
    if agent is not None:
        return agent
    passive = marks.within(max(marks.start, act.first - 4), act.first, "aux")
    undergone = act.value == "undergo" or any(piece.value == "be" for piece in passive)
    bare = frame.how == "times" and not passive and act.last >= number.first
    if undergone and act.first >= number.last:  # "said that 107 ships had been targeted"
        speaker = marks.within(marks.start, number.first, "faction", "leader")
        said = speaker and marks.within(speaker[-1].last, number.first, "report")
        return _as_doer(speaker[-1]) if said else _NOBODY
    return _NOBODY if undergone or bare else _subject(marks, act, focus)


def _agent(marks: Marks, first: int, number: Piece) -> Doer | None:
    """Who stands after "by": "attacks by the group on shipping". Not "by the Pentagon's count"."""
    for position in range(first, min(first + _REACH_TOKENS, len(marks.tokens))):
        another = position > number.first and marks.at(position, "number") is not None
        if another or marks.low(position) in {";", "—", ":"}:
            return None
        laid = marks.at(position, "laid_to")
        if laid is None and (marks.low(position) != "by" or _no_agent(marks, position)):
            continue
        after = laid.last if laid is not None else position + 1
        actors = marks.within(after, after + 4, *_ACTORS)
        return _as_doer(actors[0]) if actors else _NOBODY
    return None


def _no_agent(marks: Marks, by: int) -> bool:
    """ "By the ministry's count", "by 11 January", "by firing drones"."""
    means = marks.low(by + 1).endswith("ing")
    return means or bool(marks.within(by, by + 6, "tally") or marks.at(by, "time") or marks.at(by + 1, "time"))


def _subject(marks: Marks, verb: Piece, focus: str | None) -> Doer:
    """Who stands before an active verb; "it" and "they" mean the faction spoken of last."""
    for position in range(verb.first - 1, marks.start - 1, -1):
        pronoun = marks.at(position, "pronoun")
        near = 5 if pronoun is not None and pronoun.value == "we" else 3
        theirs = marks.low(position) in {"its", "their"} and position >= verb.first - near
        if theirs or (pronoun is not None and pronoun.value in {"it", "they", "we"} and position >= verb.first - near):
            ours = pronoun is not None and pronoun.value == "we"
            actors = marks.all(*_ACTORS) if ours else _outside(marks, verb.first)
            named = [piece for piece in actors if piece.kind in {"faction", "leader"}]
            faction = named[0].value if named else focus
            return Doer(watched=True, faction=faction) if faction else _NOBODY
    actors = [
        piece
        for piece in _outermost(_outside(marks, verb.first))
        if piece.kind not in {"country", "nationality"} or piece.last >= verb.first - 3
    ]
    if actors and marks.low(actors[-1].last) in {"-", "‑"} and actors[-1].last >= verb.first - 4:
        return _NOBODY  # "Iran-backed groups attacked"
    return _as_doer(actors[-1]) if actors else _NOBODY


def _outermost(actors: list[Piece]) -> list[Piece]:
    """ "The Valdoria-backed movement" is the movement."""
    return [
        piece
        for piece in actors
        if not any(
            each.first <= piece.first and piece.last <= each.last and each.last - each.first > piece.last - piece.first
            for each in actors
        )
    ]


def _outside(marks: Marks, before: int) -> list[Piece]:
    """The actors before a token but those of a relative clause: ", under which A and B fight, "."""
    actors = marks.within(marks.start, before, *_ACTORS)
    opens = next((i for i in range(before - 1, marks.start, -1) if marks.low(i) in _RELATIVE), None)
    if opens is None or "," not in marks.text(opens - 2, opens).split():
        return actors
    closes = next((i for i in range(before - 1, opens, -1) if marks.low(i) == ","), opens)
    return [actor for actor in actors if not opens < actor.first < closes]


def _as_doer(actor: Piece) -> Doer:
    return Doer(watched=True, faction=actor.value) if actor.kind in {"faction", "leader"} else _PARTY


def _on_faction(marks: Marks, acts: Piece) -> bool:
    """Strikes on a faction are another's acts."""
    if marks.low(acts.last) not in {"on", "against", "at"}:
        return False
    return bool(marks.within(acts.last + 1, acts.last + 4, "faction", "leader"))

"""One act of saying: by a verb ("X said"), or by a noun that holds words ("X's decision to halt")."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from streams.core.extract.saying.marks import Marks
from streams.core.extract.saying.subjects import OTHERS, phrase_start, skip_back
from streams.core.extract.words.pieces import Piece

_OWNER_TOKENS: Final = 3
_AGENT_TOKENS: Final = 4
_THAT_TOKENS: Final = 14


class Voice(NamedTuple):
    """One act of saying in a sentence. `factions` is empty where somebody else speaks."""

    factions: tuple[str, ...]
    first: int
    """First token of the verb."""
    last: int
    vow: bool = False
    """The verb itself commits the speaker: vowed, warned, threatened."""
    trailing: bool = False
    """What is said stands before it: "…, he said"."""
    denied: bool = False
    """The words were not spoken, or only hinted at: "did not say", "believes"."""
    stranger: bool = False
    """A person of whom nothing is told but the name or a bare rank."""
    said: bool = True
    """Words are said, not somebody called or accused."""


def voice_at(voices: Iterable[Voice], position: int) -> Voice | None:
    """The voice that tells what stands at a token: the nearest before it, else one that trails it."""
    before = after = None
    for voice in voices:
        if voice.first <= position and not (voice.trailing and voice.last <= position):
            before = voice
        elif voice.trailing and voice.first > position and after is None:
            after = voice
    return before or after


def announcements(marks: Marks, actor: Callable[[int], tuple[str, ...]]) -> Iterator[Voice]:
    """ "X's decision to halt", "a pledge from X", "its announcement that": the words of whom the noun names."""
    yield from _held_by(marks, actor)
    for noun in marks.all("pronouncement"):
        if noun.value == "that" and not _is_that(marks, noun):
            continue
        named = _owner(marks, noun) or _agent(marks, noun)
        if named is not None:
            last = max(noun.last, named.last)
            yield Voice((named.value,), noun.first, last, said=False)
        elif marks.low(noun.first - 1) in {"its", "their"} and noun.form == "singular":
            yield Voice(actor(noun.first), noun.first, noun.last, said=False)


def _held_by(marks: Marks, actor: Callable[[int], tuple[str, ...]]) -> Iterator[Voice]:
    """ "Ended its statement with a warning that"."""
    for noun in marks.all("threat"):
        named = marks.within(noun.first - 3, noun.first, "det")  # a noun, not "went round, warning that"
        if noun.form == "singular" and marks.low(noun.last) == "that" and named:
            yield Voice(actor(noun.first), noun.first, noun.last, said=False)


def _is_that(marks: Marks, noun: Piece) -> bool:
    """ "X's answer, signed by its chief, was that …"."""
    be = marks.within(noun.last, noun.last + _THAT_TOKENS, "aux")
    return bool(be) and marks.low(be[-1].last) in {"that", ":", '"'}


def _owner(marks: Marks, noun: Piece) -> Piece | None:
    """ "X's sudden decision"."""
    names = marks.within(max(marks.start, noun.first - _OWNER_TOKENS - 6), noun.first, "faction", "leader")
    owned = names and noun.first - names[-1].last <= _OWNER_TOKENS and marks.low(names[-1].last) in {"'s", "'"}
    return names[-1] if owned else None


def _agent(marks: Marks, noun: Piece) -> Piece | None:
    """ "A decision on Monday by X"."""
    time = marks.at(noun.last, "time") or (marks.at(noun.last + 1, "time") if marks.low(noun.last) == "on" else None)
    by = time.last if time is not None else noun.last
    names = marks.within(by + 1, by + 1 + _AGENT_TOKENS, "faction", "leader")
    done = names and marks.low(by) in {"by", "from", "of"} and not marks.within(by + 1, names[0].first, *OTHERS)
    return names[0] if done else None


def told_by_one(marks: Marks, voices: list[Voice]) -> list[Voice]:
    """ "In a film a masked man says that X will strike": a man of those of whom he speaks."""
    filmed = any(head.value == "text" for head in marks.all("own_head"))
    if not filmed or any(voice.factions for voice in voices):
        return voices
    heard = []
    for voice in voices:
        start = phrase_start(marks, skip_back(marks, voice.first))
        one = marks.within(start, voice.first, "own_force") and not marks.within(start, voice.first, *OTHERS)
        of = marks.within(voice.last, voice.last + 3, "faction") if one else []
        heard.append(voice._replace(factions=(of[0].value,), stranger=False) if of else voice)
    return heard

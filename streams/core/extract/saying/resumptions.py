"""Words of resumptions: of a campaign, or by the end of a truce."""

from collections.abc import Iterator
from typing import Final

from schemas.words import StatementKind
from streams.core.extract.saying.line import Cue, Line, Rule
from streams.core.extract.words.pieces import Piece

_OBJECT_TOKENS: Final = 8
_BEFORE_TOKENS: Final = 18


def _resume(line: Line, verb: Piece) -> Iterator[Cue]:
    """ "Resumed its attacks", "attacks would start again", "will take up arms again"."""
    end = min(line.clause_end(verb.last), verb.last + _OBJECT_TOKENS)
    harm = line.marks.within(verb.last, verb.last + 2, "harm")
    ahead = line.has("campaign", verb.last, end) or (bool(harm) and harm[0].form == "ing")  # "go back to killing"
    behind = line.has("campaign", verb.first - _BEFORE_TOKENS, verb.first) or _of_attacks(line, verb)
    arms = verb.value == "arms" or (verb.value.startswith("…") and line.has("arms", verb.last, end))
    if not (arms or (ahead if verb.value != "again" else behind or ahead)):
        return
    if line.negated(verb.first) or not line.possible(verb) or not line.whole(verb):
        return
    if not (ahead or arms) and line.since(verb.first):
        return
    factions = line.doer(verb) if ahead or arms else line.speakers(verb.first)
    yield from _taken_up(line, verb, factions)


def _of_attacks(line: Line, verb: Piece) -> bool:
    """ "They would resume on Friday": attacks that were told of before."""
    return line.modal(verb.first) == "future" and line.marks.low(verb.first - 2) == "they"


def _scrap(line: Line, verb: Piece) -> Iterator[Cue]:
    """ "Called off the ceasefire", "the truce was declared dead by"."""
    truces = line.marks.within(verb.last, min(line.clause_end(verb.last), verb.last + 8), "truce")
    if not truces and line.passive(verb):
        truces = line.marks.within(max(line.marks.start, verb.first - _BEFORE_TOKENS), verb.first, "truce")
    vowed = line.marks.within(verb.last, verb.last + 3, "pronouncement")
    if vowed and not truces and not line.passive(verb):  # "withdrew its pledge not to fire", "its promise to stop"
        harmless = "not" in line.marks.text(vowed[0].last, vowed[0].last + 4).split()
        truces = vowed if harmless or line.has("halt", vowed[0].last, vowed[0].last + 5) else []
    if truces and not line.passive(verb) and line.has("declare", verb.last, truces[0].first):
        truces = []  # "withdrew from the town and declared a truce"
    times = line.marks.within(verb.last, line.clause_end(verb.last), "time")
    if line.marks.low(verb.first - 1) == "had" and line.since(verb.first) and not times:
        return  # "two days after it had walked out of the truce"
    if (
        truces
        and not line.negated(verb.first)
        and line.possible(verb)
        and line.whole(verb)
        and not _by_deed(line, verb)
    ):
        yield from _taken_up(line, verb, line.doer(verb))


def _by_deed(line: Line, verb: Piece) -> bool:
    """ "X's bomb ends the truce": a deed does, not a word."""
    names = line.marks.within(max(line.marks.start, verb.first - _OBJECT_TOKENS), verb.first, "faction")
    owned = [name for name in names if line.marks.low(name.last) in {"'s", "'"}]
    return bool(owned) and line.has("blow", owned[-1].last, verb.first) and not line.passive(verb)


def _again(line: Line, noun: Piece) -> Iterator[Cue]:
    """ "Announced the resumption of its operations", "declared an end to the truce"."""
    verb = line.announcing(noun)
    truce = line.has("truce", noun.last, noun.last + 5)
    campaign = line.marks.within(noun.last, noun.last + 6, "campaign")
    if verb is None or (campaign and line.others(noun.last, campaign[0].first)):
        return
    if noun.value == "prolong":
        if truce:
            yield Cue("suspend", line.doer(verb), line.anchor(verb.first))
    elif truce or (campaign and noun.value == "again"):
        yield from _taken_up(line, verb, line.doer(verb))


def _unbound(line: Line, phrase: Piece) -> Iterator[Cue]:
    """ "No longer bound by the ceasefire"."""
    stranger = line.marks.low(phrase.first) == "not"  # who is "not bound by" a deal has never joined it
    truces = line.marks.within(phrase.last, phrase.last + 5, "truce")
    theirs = truces and line.others(truces[-1].last, line.clause_end(truces[-1].last))  # "that A and B had signed"
    if stranger and (theirs or line.has("appeal", phrase.last, phrase.last + 4)):
        yield from line.spoken("reject", phrase)
    elif line.has("truce", phrase.last, phrase.last + 5):
        yield from line.spoken("resume", phrase)


def _back_or_over(line: Line, phrase: Piece) -> Iterator[Cue]:
    """ "The ban is back in force", "the truce is over" resume; "our war is over" ends."""
    start = max(line.marks.start, phrase.first - _BEFORE_TOKENS)
    if line.negated(phrase.first):
        return
    campaign = line.marks.within(start, phrase.first, "campaign")
    if phrase.kind == "over" and line.has("truce", start, phrase.first):
        factions = line.speakers(phrase.first)
        if factions or phrase.value != "lapsed":
            yield from line.spoken("resume", phrase)
    elif phrase.kind == "back" and line.marks.at(phrase.last, "time"):
        return  # "fired back on Tuesday"
    elif phrase.kind == "back" and (campaign or phrase.value == "war"):
        yield from line.spoken("resume", phrase)
    elif campaign and phrase.value == "-" and not line.since(phrase.first):
        ours = line.marks.within(campaign[-1].first - 2, campaign[-1].first, "ours")
        factions = line.speakers(phrase.first) if ours or not line.others(start, phrase.first) else ()
        if factions:
            yield Cue("end", factions, line.anchor(phrase.first))


def _taken_up(line: Line, verb: Piece, factions: tuple[str, ...]) -> Iterator[Cue]:
    """A resumption; under a condition ("should either attack, …") it is a threat."""
    if factions:
        kind: StatementKind = "threaten" if line.conditional(line.marks.start) else "resume"
        yield Cue(kind, factions, line.anchor(verb.first))


RESUMPTIONS: Final[tuple[Rule, ...]] = (
    (("resume",), _resume),
    (("scrap",), _scrap),
    (("turn",), _again),
    (("unbound",), _unbound),
    (("back", "over"), _back_or_over),
)
"""Kinds of words, and the rule for each of them."""

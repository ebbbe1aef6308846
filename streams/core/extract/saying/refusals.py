"""Words that refuse a halt, and words that end a fight for good."""

from collections.abc import Iterator
from typing import Final

from schemas.words import StatementKind
from streams.core.extract.saying.line import Cue, Line, Rule
from streams.core.extract.words.pieces import Piece

_STRUGGLES: Final = frozenset(
    ("armed struggle", "armed campaign", "insurgency", "rebellion", "war", "campaign", "jihad")
)
_ENDING: Final = frozenset(("end", "put an end to", "bring to an end"))
_ARMS_TOKENS: Final = 4
_WEAK_TOKENS: Final = 4
_BEHIND_TOKENS: Final = 25
_IT: Final = frozenset(("it", "them", "this", "both"))
_CLOSING: Final = frozenset((".", ",", ";", ""))


def _refuse(line: Line, verb: Piece) -> Iterator[Cue]:
    """ "Turned down the plea", "a request … had been turned down, he said", "refused to halt"."""
    if line.negated(verb.first) or line.modal(verb.first) == "may" or not line.whole(verb):
        return
    behind = line.past_time(verb.last)
    if line.marks.low(behind) == "to" and line.marks.at(behind + 1, "say"):
        return  # "refused to say whether"
    end = min(line.clause_end(verb.last), verb.last + 10)
    if line.marks.low(verb.last) == '"':  # "refuses “in whole and in part” the request"
        end = verb.last + 12
    objects = line.marks.within(verb.last, end, "appeal", "truce", "denial", "disarmament")
    if not objects and line.passive(verb):
        objects = line.marks.within(max(line.marks.start, verb.first - 25), verb.first, "appeal", "truce", "denial")
    gerund = line.marks.at(behind, "halt", "finish")
    to_halt = (line.marks.low(behind) == "to" or (gerund is not None and gerund.form == "ing")) and (
        line.has("halt", behind, behind + 4)
        or line.has("parley", behind, behind + 3)
        or (line.has("finish", behind, behind + 3) and line.has("arms", behind, end))
        or (line.has("declare", behind, behind + 3) and line.has("truce", behind, end))
    )
    if to_halt or _is_weighty(line, verb, objects, end) or (not objects and _refuses_it(line, verb)):
        factions = line.doer(verb)
        if factions:
            yield Cue("reject", factions, line.anchor(verb.first))


def _refuses_it(line: Line, verb: Piece) -> bool:
    """ "They turned it down", "a call that the group refused": what was asked is told before."""
    time = line.marks.at(verb.last, "time") or line.marks.at(verb.last + 1, "time")  # "refused on Monday"
    after = line.marks.low(time.last if time is not None else verb.last)
    done = line.passive(verb) or line.since(verb.first) or not line.subject(verb.first).factions
    if done or (after not in _IT and after not in _CLOSING):
        return False
    here = line.marks.within(max(line.marks.start, verb.first - _BEHIND_TOKENS), verb.first, "appeal", "truce")
    return bool(here) or line.offered()


def _is_weighty(line: Line, verb: Piece, objects: list[Piece], end: int) -> bool:
    """A call is refused, or a plan where it is one for a halt: "an offer of talks"."""
    if not objects or objects[0].kind == "denial":
        return bool(objects) and line.has("halt", objects[0].last, end + 6)  # "the suggestion that his troops halt"
    if objects[0].value != "weak":
        return True
    near = [piece for piece in objects if piece.first - objects[0].last <= _WEAK_TOKENS]
    return (
        any(piece.value != "weak" and piece.kind != "denial" for piece in near)
        or any(piece.kind == "truce" for piece in objects)
        or line.has("halt", verb.last, end + 6)
    )


def _defy(line: Line, verb: Piece) -> Iterator[Cue]:
    """ "Would continue its attacks despite calls for restraint"."""
    defiance = line.marks.within(verb.last, verb.last + 14, "despite")
    if not defiance or line.negated(verb.first) or not line.has("campaign", verb.last - 1, defiance[0].first):
        return
    if line.has("appeal", defiance[0].last, defiance[0].last + 5):
        yield from line.spoken("reject", verb)


def _never(line: Line, phrase: Piece) -> Iterator[Cue]:
    """ "There will be no truce"; "disarmament is out of the question"."""
    more = phrase.lemma.endswith(" no") and line.marks.low(phrase.last) in {"more", "such", "word", "thing"}
    ruled_out = line.marks.text(phrase.first - 2, phrase.first) == "can be"  # "there can be no truce"
    if (line.modal(phrase.first) == "may" and not ruled_out) or more or line.marks.low(phrase.first - 1) == "or":
        return  # "would have said no", "said no more", "talks or no talks"
    if "no" in line.marks.text(phrase.first, phrase.last).split() and line.has(
        "over_now", phrase.last, phrase.last + 8
    ):
        yield from line.spoken("resume", phrase)  # "no truce binds us any longer"
    elif phrase.value == "-" or line.offered() or line.marks.all("truce", "appeal", "arms", "parley", "disarmament"):
        yield from line.spoken("reject", phrase)


def _parley(line: Line, verb: Piece) -> Iterator[Cue]:
    """ "Would not negotiate"."""
    if line.negated(verb.first) and line.modal(verb.first) == "future":
        yield from line.spoken("reject", verb)


def _finish(line: Line, verb: Piece) -> Iterator[Cue]:
    """ "Laid down their arms", "ended its armed struggle"; "would not disarm" refuses."""
    end = min(line.clause_end(verb.last), verb.last + 14)
    disarms = verb.value == "arms" or (
        verb.value == "weapons"
        and line.has("arms", verb.last, end if line.negated(verb.first) else verb.last + _ARMS_TOKENS)
    )
    if not disarms and (verb.value != "-" or not _ends_campaign(line, verb, end)):
        return
    governor = line.governor(verb)
    if line.negated(verb.first):
        sworn = governor is not None and (governor.value == "vow" or governor.kind == "commit")  # "vowed never to"
        if (disarms or line.offered()) and (sworn or line.modal(verb.first) == "future"):
            yield from line.spoken("reject", verb)
        return
    if not line.possible(verb) or _by_some(line, verb) or line.has("delay", verb.first - 3, verb.first):
        return
    kind: StatementKind = "suspend" if line.has("for_now", verb.first - 3, end + _ARMS_TOKENS) else "end"
    if line.modal(verb.first) and line.by_a_thing(verb):
        return  # "the roadmap would end the war"
    if governor is not None and governor.kind == "refuse":
        return  # "ruled out giving up its weapons" refuses
    factions = line.doer(verb)
    if governor is not None and governor.kind == "ask" and not disarms and not line.has("forever", verb.first - 4, end):
        kind = "suspend"  # "told its men to end all operations"
    finite = verb.form != "base" or line.modal(verb.first) or governor
    if factions and (finite or line.marks.low(verb.first - 1) in {"they", "we"}):
        yield Cue(kind, factions, line.anchor(verb.first))


def _ends_campaign(line: Line, verb: Piece, end: int) -> bool:
    campaigns = line.marks.within(verb.last, end, "campaign", "truce")
    if not campaigns or campaigns[0].kind == "truce" or line.others(verb.last, campaigns[0].first):
        return False
    own = {"that", "and", ","}.isdisjoint(line.marks.text(verb.last, campaigns[0].first).split())
    lasting = (own and verb.lemma in _ENDING) or line.has("forever", verb.first - 4, end)
    return _is_struggle(campaigns[:1]) or lasting or line.has("for_now", verb.last, campaigns[0].first)


def _is_struggle(campaign: list[Piece]) -> bool:
    """To end it is to end it for good: "its armed campaign", "the insurgency"."""
    return bool(campaign) and campaign[0].lemma in _STRUGGLES


def _by_some(line: Line, verb: Piece) -> bool:
    """ "Nine of its fighters laid down their arms": some men, not the faction."""
    counted = line.has("number", verb.first - 10, verb.first) and line.has("own_force", verb.first - 10, verb.first)
    return counted or line.has("a_few", max(line.marks.start, verb.first - 10), verb.first)


def _ending(line: Line, noun: Piece) -> Iterator[Cue]:
    """ "Announced the end of its armed campaign", "announced its dissolution"."""
    verb = line.announcing(noun)
    if verb is None or noun.value == "again":
        return
    campaign = line.marks.within(noun.last, noun.last + 6, "campaign")
    if noun.value == "-" and (not campaign or line.has("truce", noun.last, noun.last + 5)):
        return
    if campaign and line.others(noun.last, campaign[0].first):
        return
    lasting = _is_struggle(campaign) or line.has("forever", noun.first - 3, noun.last + 8)
    factions = line.doer(verb)
    if factions:
        yield Cue("end" if noun.value == "arms" or lasting else "suspend", factions, line.anchor(verb.first))


def _no_mind(line: Line, phrase: Piece) -> Iterator[Cue]:
    """ "Has no intention of respecting the truce", "no wish to disarm"."""
    end = min(line.clause_end(phrase.last), phrase.last + 8)
    done = line.marks.within(phrase.last, phrase.last + 3, "halt", "declare", "finish", "parley")
    harm = line.marks.at(phrase.last, "harm")
    if not done and harm is not None and harm.value == "-" and phrase.lemma in _NO_INTENTION:
        yield from line.spoken("suspend", phrase)  # "had no intention of taking the town"
    halted = done and (
        done[0].kind == "parley"
        or done[0].value in {"fire", "arms"}
        or line.marks.within(done[0].last, end, "campaign" if done[0].kind == "halt" else "truce", "arms")
    )
    if halted:
        yield from line.spoken("reject", phrase)


_NO_INTENTION: Final = frozenset(("no intention of", "no intention to"))


def _refusal(line: Line, noun: Piece) -> Iterator[Cue]:
    """ "X's rejection of the truce", "its refusal to halt"."""
    owner = line.owner(noun)
    if (
        owner is not None
        and not line.since(noun.first)
        and line.marks.within(noun.last, noun.last + 5, "truce", "appeal", "halt", "arms")
    ):
        yield Cue("reject", (owner,), line.anchor(noun.first))


REFUSALS: Final[tuple[Rule, ...]] = (
    (("refuse",), _refuse),
    (("go_on",), _defy),
    (("never",), _never),
    (("no_mind",), _no_mind),
    (("refusal",), _refusal),
    (("parley",), _parley),
    (("finish",), _finish),
    (("turn",), _ending),
)
"""Kinds of words, and the rule for each of them."""

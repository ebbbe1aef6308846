"""Words that tell others what to do or to await, with a threat behind them, and whose they are."""

from collections.abc import Iterator
from typing import Final

from streams.core.extract.saying.line import Cue, Line, Whole
from streams.core.extract.saying.subjects import OTHERS
from streams.core.extract.words.pieces import Piece

_TERM_TOKENS: Final = 10
_VERB_TOKENS: Final = 6
_MUST: Final = frozenset(("must", "should", "shall", "can", "will", "would", "to", "let"))
_INCITING: Final = frozenset(
    ("urge", "call on", "call upon", "exhort", "incite", "invite", "order", "tell", "instruct")
)


_COMPELLING: Final = frozenset(("force", "compel", "oblige"))


def _or_else(line: Line) -> Iterator[Cue]:
    """ "Leave or burn", "pay or be fought"."""
    for verb in line.marks.all("harm"):
        be = line.marks.text(verb.first - 2, verb.first) == "or be" and "participle" in verb.form
        if be or (line.marks.low(verb.first - 1) == "or" and verb.form == "base"):
            factions = line.speakers(verb.first)
            others = not line.marks.within(verb.first - 3, verb.first, "harm")  # "kill or wound"
            asked = line.marks.within(max(line.marks.start, verb.first - _TERM_TOKENS), verb.first, "ask")
            if factions and others and (asked or line.subject(verb.first).factions != factions):
                yield Cue("threaten", factions, line.anchor(verb.first))


def _terms(line: Line) -> Iterator[Cue]:
    """ "Gave the garrison two days to leave", "a week to pack", "until Friday to go"."""
    for gives in line.marks.all("give"):
        if gives.form in {"singular", "plural"} or line.negated(gives.first):
            continue
        last = min(gives.last + _TERM_TOKENS, line.clause_end(gives.last))
        ends = [unit.last for unit in line.marks.within(gives.last, last, "unit") if _is_term(line, unit)]
        ends += [
            time.last
            for time in line.marks.within(gives.last, last + 2, "time")
            if line.marks.low(time.first - 1) in {"until", "till"} or line.marks.low(time.first) in {"until", "till"}
        ]
        reach = 4 if not line.passive(gives) else _TERM_TOKENS + 4  # "were given a week by X to leave"
        if any("to" in {line.marks.low(i) for i in range(end, end + reach)} for end in ends):
            yield from _by_doer(line, gives)
    for term in line.marks.all("term"):
        sets = line.marks.within(max(line.marks.start, term.first - 5), term.first, "give", "utter")
        away = line.marks.within(term.last, term.last + _TERM_TOKENS, "send_off")
        if sets and away and sets[-1].form not in {"singular", "plural"} and not line.negated(sets[-1].first):
            yield from _by_doer(line, sets[-1])


def _by_doer(line: Line, verb: Piece) -> Iterator[Cue]:
    factions = line.doer(verb)
    if factions:
        yield Cue("threaten", factions, line.anchor(verb.first))


def _is_term(line: Line, unit: Piece) -> bool:
    return bool(line.marks.within(unit.first - 2, unit.first, "number")) or line.marks.low(unit.first - 1) in {
        "a",
        "one",
    }


def _braced(line: Line) -> Iterator[Cue]:
    """ "Valdoria should prepare for a long war", "must pay", "let them await …": what others are told to await."""
    for verb in line.marks.all("brace"):
        factions = line.speakers(verb.first)
        must = any(line.marks.low(i) in _MUST for i in range(verb.first - 4, verb.first))
        subject = line.subject(verb.first)
        others = (subject.known and not subject.factions) or line.has("foe", verb.first - _VERB_TOKENS, verb.first)
        foes = others and not line.has("gentle", verb.last, line.clause_end(verb.last))
        blow = verb.value == "all" or line.has("blow", verb.last, verb.last + 8) or (foes and verb.value == "-")
        if not factions or not must or line.negated(verb.first) or not blow:
            continue
        if not set(subject.factions) & set(factions) and not line.has("ourselves", verb.first - 4, verb.first):
            yield Cue("threaten", factions, line.anchor(verb.first))


def _orders(line: Line) -> Iterator[Cue]:
    """ "Ordered its fighters to attack everywhere", "called on believers to kill", "called for attacks on"."""
    for ask in line.marks.all("ask"):
        harm = line.marks.within(ask.last, ask.last + 12, "harm", "do_attack", "brace", "go_on")
        harm = [h for h in harm if h.form == "base" and (h.kind == "harm" or _of_war(line, h))]
        sent = bool(harm) and _is_to(line, harm[0])
        sent = sent and line.marks.low(harm[0].first - 2) != "not"
        sent = sent and (line.orders_own(ask) or _incites(line, ask, harm[0]))
        if (sent or _calls_for_attacks(line, ask)) and not line.negated(ask.first):
            factions = line.subject(ask.first).factions
            if factions:
                yield Cue("threaten", factions, ask.first)


def _is_to(line: Line, verb: Piece) -> bool:
    """ "To kill", also in quotes: "to “kill” "."""
    quoted = line.marks.low(verb.first - 1) == '"'
    return line.marks.low(verb.first - 1 - quoted) == "to"


def _of_war(line: Line, verb: Piece) -> bool:
    """ "Carry out attacks", "prepare for a long war", "keep hitting"."""
    if verb.kind == "go_on" and line.has("harm", verb.last - 1, verb.last + 1):
        return True
    return line.has("campaign", verb.last, verb.last + _VERB_TOKENS)


def _incites(line: Line, ask: Piece, harm: Piece) -> bool:
    """ "Urged believers to kill": not a state or an army that is asked."""
    return ask.lemma in _INCITING and not line.marks.within(ask.last, harm.first, "own_force", *OTHERS)


def _calls_for_attacks(line: Line, ask: Piece) -> bool:
    """ "Called for attacks on embassies", not "called for an end to attacks"."""
    if ask.lemma != "call for" or ask.form in {"singular", "plural"}:
        return False
    blow = next(iter(line.marks.within(ask.last, ask.last + 4, "blow")), None)
    return (
        blow is not None
        and line.marks.low(blow.last) in {"on", "against"}
        and not line.marks.within(ask.last, blow.first, "turn", "truce", "halt", "finish")
    )


def _ultimatum(line: Line) -> Iterator[Cue]:
    """ "To pay or be burned out": told of the faction itself, or said by it."""
    for phrase in line.marks.all("ultimatum"):
        factions = line.speakers(phrase.first) if line.voices else line.first_actor().factions
        if factions:
            yield Cue("threaten", factions, line.anchor(phrase.first))


def _told_off(line: Line) -> Iterator[Cue]:
    """ "Told foreigners to be gone by Friday", "warned ships off the port": who is sent away is threatened."""
    for ask in line.marks.all("ask"):
        if ask.form in {"singular", "plural", "base"} or line.negated(ask.first) or line.orders_own(ask):
            continue
        if ask.lemma in _COMPELLING:  # "forced thousands to flee": what was done, not said
            continue
        away = line.marks.within(ask.last, ask.last + 8, "send_off")
        if away and _is_to(line, away[0]):
            factions = line.subject(ask.first).factions
            if factions:
                yield Cue("threaten", factions, ask.first)


DEMANDS: Final[tuple[Whole, ...]] = (
    (("harm",), _or_else),
    (("give", "term"), _terms),
    (("brace",), _braced),
    (("ask",), _orders),
    (("ultimatum",), _ultimatum),
    (("ask",), _told_off),
)
"""Kinds of words, and the rule for a sentence that has any of them."""

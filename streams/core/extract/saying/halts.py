"""Words of halts, resumptions, refusals and endings, and whose they are."""

from collections.abc import Callable, Iterator
from typing import Final

from schemas.words import StatementKind
from streams.core.extract.pieces import Piece
from streams.core.extract.saying.line import Cue, Line

_OBJECT_TOKENS = 8
_BEFORE_TOKENS = 18
_AGREEING = frozenset(("agree", "agree to", "accept"))
"""Who agrees to halt on a condition has agreed."""
_NOUNS = frozenset(("turn", "campaign"))
_STRUGGLES = frozenset(("armed struggle", "armed campaign", "insurgency", "rebellion", "war", "campaign", "jihad"))


def halting(line: Line) -> Iterator[Cue]:
    """Suspend, resume, reject and end in one sentence."""
    if line.question or line.supposed():
        return
    for kinds, rule in _RULES:
        for piece in line.marks.all(*kinds):
            if piece.form not in {"singular", "plural"} or piece.kind in _NOUNS:
                yield from rule(line, piece)


def _turn(line: Line, noun: Piece) -> Iterator[Cue]:
    """ "Announced the resumption of its operations", "declared an end to the truce"."""
    before = line.marks.within(max(line.marks.start, noun.first - 9), noun.first, "say")
    verbs = [verb for verb in before if verb.value != "told" and verb.form not in {"singular", "plural"}]
    truce = line.has("truce", noun.last, noun.last + 5)
    campaign = line.marks.within(noun.last, noun.last + 6, "campaign")
    if not verbs or line.negated(verbs[-1].first) or line.negated(noun.first) or line.asked(noun.first):
        return
    if campaign and line.others(noun.last, campaign[0].first):
        return
    factions = line.doer(verbs[-1])
    kind: StatementKind = "resume" if noun.value == "again" or truce else "end"
    lasting = (
        noun.value == "again" or truce or line.has("forever", noun.first - 3, noun.last + 8) or _is_struggle(campaign)
    )
    if factions and (truce or campaign) and lasting:
        yield Cue(
            "threaten" if kind == "resume" and _conditional(line) else kind, factions, line.anchor(verbs[-1].first)
        )


def _is_struggle(campaign: list[Piece]) -> bool:
    """To end it is to end it for good: "its armed campaign", "the insurgency"."""
    return bool(campaign) and campaign[0].lemma in _STRUGGLES


def _never(line: Line, phrase: Piece) -> Iterator[Cue]:
    """ "There will be no truce"."""
    yield from _spoken(line, "reject", phrase)


def _unbound(line: Line, phrase: Piece) -> Iterator[Cue]:
    """ "No longer bound by the ceasefire"."""
    if line.has("truce", phrase.last, phrase.last + 5):
        yield from _spoken(line, "resume", phrase)


def _back_or_over(line: Line, phrase: Piece) -> Iterator[Cue]:
    """ "The ban is back in force", "the truce is over" resume; "our war is over" ends."""
    start = max(line.marks.start, phrase.first - _BEFORE_TOKENS)
    if line.negated(phrase.first):
        return
    if phrase.kind == "back" or line.has("truce", start, phrase.first):
        if line.has("campaign", start, phrase.first) or phrase.kind == "over" or line.has("thing", start, phrase.first):
            yield from _spoken(line, "resume", phrase)
    elif line.has("campaign", start, phrase.first) and line.has("ourselves", start, phrase.first):
        yield from _spoken(line, "end", phrase)


def _spoken(line: Line, kind: StatementKind, phrase: Piece) -> Iterator[Cue]:
    factions = line.speakers(phrase.first) or line.subject(phrase.first).factions
    if factions:
        yield Cue(kind, factions, line.anchor(phrase.first))


def _possible(line: Line, verb: Piece) -> bool:
    """Not merely wished, weighed, asked for, or bound to a condition."""
    start = max(line.marks.start, verb.first - 6)
    if line.has("willing", start, verb.first) or line.modal(verb.first) == "may" or line.asked(verb.first):
        return False
    foretold = line.modal(verb.first) == "future" and not line.title and not line.speakers(verb.first)
    return not foretold and not line.has("only_if", start, verb.first)


def _halt(line: Line, verb: Piece) -> Iterator[Cue]:
    negated = line.negated(verb.first)
    if not (verb.value == "fire" or _has_campaign(line, verb) or (negated and _bare_stop(line, verb))):
        return
    agreed = (governor := line.governor(verb)) is not None and governor.lemma in _AGREEING
    bound = not agreed and line.has("only_if", verb.last, verb.last + 12)
    if not negated and (bound or not _possible(line, verb)):
        return
    factions = line.doer(verb)
    if not factions:
        return
    if not negated:
        bound = line.marks.low(verb.first - 1) == "to" and line.passive_aux(verb)  # "were to refrain from"
        plain = bool(line.marks.within(verb.first - 1, verb.first, "pronoun"))  # "we halt"
        finite = verb.form != "base" or line.modal(verb.first) or line.governor(verb) or plain
        if finite or line.title or bound:
            yield Cue("suspend", factions, line.anchor(verb.first))
    elif line.modal(verb.first) == "future" or line.marks.text(verb.first - 2, verb.first) in {
        "refused to",
        "refuses to",
    }:
        yield Cue("reject", factions, line.anchor(verb.first))


def _has_campaign(line: Line, verb: Piece) -> bool:
    """The object of an active verb, the subject of a passive or an intransitive one."""
    end = min(line.clause_end(verb.last), verb.last + _OBJECT_TOKENS)
    ahead = line.marks.within(verb.last, end, "campaign")
    if ahead:
        return not line.others(verb.last, ahead[0].first)  # "halted the army's offensive"
    if line.passive(verb) or (line.modal(verb.first) and verb.lemma in {"stop", "cease", "pause", "halt"}):
        behind = line.marks.within(max(line.marks.start, verb.first - _BEFORE_TOKENS), verb.first, "campaign")
        parting = {"before", "until", "when", "once", "after", "unless", "while"}
        return bool(behind) and parting.isdisjoint(line.marks.text(behind[-1].last, verb.first).split())
    return False


def _bare_stop(line: Line, verb: Piece) -> bool:
    """ "I will not stop"."""
    stops = {",", ".", '"', "", "until", "before", "as", "unless"}
    return verb.lemma in {"stop", "cease", "halt"} and line.marks.low(verb.last) in stops


def _forswear(line: Line, verb: Piece) -> Iterator[Cue]:
    """ "Undertook not to fire again", "told its cells not to carry out attacks"."""
    if verb.form != "base" or line.marks.text(verb.first - 2, verb.first) != "not to":
        return
    if verb.kind == "do_attack" and not line.has("campaign", verb.last, verb.last + 4):
        return
    start = max(line.marks.start, verb.first - 18)
    orders = [ask for ask in line.marks.within(start, verb.first, "ask") if line.orders_own(ask)]
    governors = line.marks.within(start, verb.first, "commit") or orders
    if governors and not line.asked(governors[-1].first):
        factions = line.subject(governors[-1].first).factions
        if factions:
            yield Cue("suspend", factions, governors[-1].first)


def _no_attack(line: Line, campaign: Piece) -> Iterator[Cue]:
    """ "Will carry out no attacks until then"."""
    no = campaign.first - 1 - (line.marks.low(campaign.first - 1) not in {"no", "any"})
    if line.marks.low(no) != "no":
        return
    helpers = line.marks.within(max(line.marks.start, no - 5), campaign.last + 3, "modal")
    done = line.marks.within(max(line.marks.start, no - 4), campaign.last + 6, "do_attack")
    if helpers and helpers[-1].value == "future" and done:
        factions = line.speakers(campaign.first)
        if factions:
            yield Cue("suspend", factions, line.anchor(campaign.first))


def _declare(line: Line, verb: Piece) -> Iterator[Cue]:
    """ "Declared a unilateral ceasefire", "a truce was agreed by"."""
    if verb.lemma == "call" and line.marks.low(verb.last) not in {"a", "an"}:
        return
    truces = line.marks.within(verb.last, min(line.clause_end(verb.last), verb.last + 7), "truce")
    if not truces and line.passive(verb):
        truces = line.marks.within(verb.first - 6, verb.first, "truce")
    if truces and verb.value == "prolong" and line.negated(verb.first) and line.modal(verb.first) == "future":
        yield from _spoken(line, "resume", verb)  # "would not renew the truce"
    if not truces or line.negated(verb.first) or line.negated(truces[0].first) or not _possible(line, verb):
        return
    if line.has("turn", verb.last, truces[0].first) or line.has("appeal", verb.last, truces[0].first):
        return
    if line.marks.low(truces[0].first - 1) in {"that", "to"} or line.has("only_if", truces[0].last, truces[0].last + 6):
        return
    factions = line.doer(verb)
    if factions:
        yield Cue("suspend", factions, line.anchor(verb.first))


def _truce_begins(line: Line, verb: Piece) -> Iterator[Cue]:
    """ "A ceasefire would begin at midnight, the group said"."""
    truces = line.marks.within(max(line.marks.start, verb.first - 6), verb.first, "truce")
    if truces and verb.form == "base" and line.modal(verb.first) == "future" and not line.negated(verb.first):
        factions = line.speakers(verb.first)
        if factions and not line.has("only_if", verb.last, verb.last + 12) and not line.negated(truces[-1].first):
            yield Cue("suspend", factions, line.anchor(verb.first))


def _declared(line: Line, verb: Piece) -> Iterator[Cue]:
    """ "The ceasefire declared on 22 February": told again, with its day."""
    if "participle" not in verb.form or line.passive_aux(verb):
        return
    truce = next((t for t in line.marks.all("truce") if t.last == verb.first), None)
    dated = line.marks.at(verb.last, "time") or line.marks.at(verb.last + 1, "time")
    if truce is not None and dated is not None and not line.negated(truce.first):
        factions = line.speakers(verb.first) or line.focus()
        if factions:
            yield Cue("suspend", factions, line.anchor(verb.first))


def _resume(line: Line, verb: Piece) -> Iterator[Cue]:
    end = min(line.clause_end(verb.last), verb.last + _OBJECT_TOKENS)
    ahead = line.has("campaign", verb.last, end)
    behind = line.has("campaign", verb.first - _BEFORE_TOKENS, verb.first)
    if not (ahead if verb.value == "-" else behind or ahead):
        return
    if line.negated(verb.first) or not _possible(line, verb):
        return
    factions = line.doer(verb) if ahead else line.speakers(verb.first)
    if factions:
        yield Cue("threaten" if _conditional(line) else "resume", factions, line.anchor(verb.first))


def _conditional(line: Line) -> bool:
    """ "Should either attack, …": then the words are a threat."""
    words = {token.low for token in line.marks.tokens}
    return bool(words & {"if", "unless", "should", "were"})


def _scrap(line: Line, verb: Piece) -> Iterator[Cue]:
    """ "Called off the ceasefire"."""
    truces = line.marks.within(verb.last, min(line.clause_end(verb.last), verb.last + 6), "truce")
    if not truces or line.negated(verb.first) or not _possible(line, verb):
        return
    factions = line.doer(verb)
    if factions:
        yield Cue("threaten" if _conditional(line) else "resume", factions, line.anchor(verb.first))


def _refuse(line: Line, verb: Piece) -> Iterator[Cue]:
    """ "Turned down the plea", "a request … had been turned down, he said", "refused to halt"."""
    if verb.kind == "refuse_apart" and not line.has("away", verb.last, verb.last + 6):
        return
    end = min(line.clause_end(verb.last), verb.last + 10)
    objects = line.marks.within(verb.last, end, "appeal", "truce", "denial")
    if not objects and line.passive(verb):
        objects = line.marks.within(max(line.marks.start, verb.first - 25), verb.first, "appeal", "truce", "denial")
    weighty = (
        bool(objects)
        and objects[0].kind != "denial"
        and (
            objects[0].value != "weak"
            or any(piece.kind == "truce" for piece in objects)
            or line.has("halt", verb.last, end + 6)
        )
    )
    to_halt = line.marks.low(verb.last) == "to" and line.has("halt", verb.last, verb.last + 4)
    if not (weighty or to_halt) or line.negated(verb.first) or line.modal(verb.first) == "may":
        return
    factions = line.doer(verb)
    if factions:
        yield Cue("reject", factions, line.anchor(verb.first))


def _finish(line: Line, verb: Piece) -> Iterator[Cue]:
    end = min(line.clause_end(verb.last), verb.last + 14)
    if verb.value != "arms":
        campaign = line.has("campaign", verb.last, end)
        if not campaign or not line.has("forever", verb.first - 4, end):
            return
    if verb.value == "arms" and line.negated(verb.first) and line.modal(verb.first) == "future":
        yield from _spoken(line, "reject", verb)
    if line.negated(verb.first) or not _possible(line, verb):
        return
    factions = line.doer(verb)
    finite = verb.form != "base" or line.modal(verb.first) or line.governor(verb)
    if factions and (finite or line.marks.low(verb.first - 1) in {"they", "we"}):
        yield Cue("end", factions, line.anchor(verb.first))


_RULES: Final[tuple[tuple[tuple[str, ...], Callable[[Line, Piece], Iterator[Cue]]], ...]] = (
    (("halt",), _halt),
    (("harm", "do_attack"), _forswear),
    (("campaign",), _no_attack),
    (("declare",), _declare),
    (("declare",), _declared),
    (("take_effect",), _truce_begins),
    (("resume",), _resume),
    (("scrap",), _scrap),
    (("refuse", "refuse_apart"), _refuse),
    (("finish",), _finish),
    (("turn",), _turn),
    (("never",), _never),
    (("unbound",), _unbound),
    (("back", "over"), _back_or_over),
)
"""Kinds of words, and the rule for each of them."""

"""Words of halts and truces, and whose they are."""

from collections.abc import Iterator
from typing import Final

from streams.core.extract.saying.line import Cue, Line, Rule
from streams.core.extract.words.pieces import Piece

_OBJECT_TOKENS: Final = 8
_PLAN_TOKENS: Final = 16
"""How far behind "agreed to a proposal" the truce that is proposed may stand."""
_BEFORE_TOKENS: Final = 18
_AGREEING: Final = frozenset(("agree", "agree to", "accept"))
"""Who agrees to halt on a condition has agreed."""
_STOPPING: Final = frozenset(("suspension", "halt", "pause", "freeze", "cessation"))
_FORSWORN: Final = frozenset(("not to", "will not", "would not"))
_REFUSED: Final = frozenset(("refused to", "refuses to", "refuse to"))


def _halt(line: Line, verb: Piece) -> Iterator[Cue]:
    """ "Halted its attacks", "held their fire"; "will not stop" refuses."""
    negated = line.negated(verb.first)
    bare = _bare_stop(line, verb) and (negated or (verb.form == "base" and line.modal(verb.first) == "future"))
    if not (verb.value == "fire" or _has_campaign(line, verb) or bare):
        return
    governor = line.governor(verb)
    bound = (governor is None or governor.lemma not in _AGREEING) and line.bound(verb.last, verb.last + 12)
    if not line.whole(verb) or (not negated and (bound or not line.possible(verb))):
        return
    factions = line.speakers(verb.first) if _stops_itself(line, verb) else line.doer(verb)
    if not factions:
        return
    if not negated:
        told = line.marks.low(verb.first - 1) == "to" and line.passive_aux(verb)  # "were to refrain from"
        plain = bool(line.marks.within(verb.first - 1, verb.first, "pronoun"))  # "we halt"
        finite = verb.form != "base" or line.modal(verb.first) or governor or plain
        if finite or line.title or told:
            yield Cue("suspend", factions, line.anchor(verb.first))
    elif line.modal(verb.first) == "future" or line.marks.text(verb.first - 2, verb.first) in _REFUSED:
        yield Cue("reject", factions, line.anchor(verb.first))


def _has_campaign(line: Line, verb: Piece) -> bool:
    """The object of an active verb, the subject of a passive or an intransitive one."""
    end = min(line.clause_end(verb.last), verb.last + _OBJECT_TOKENS)
    harm = line.marks.at(verb.last, "harm")
    if harm is not None and harm.form == "ing" and not line.passive(verb):
        return True  # "refrain from targeting the embassy"
    ahead = line.marks.within(verb.last, end, "campaign", "truce") if not line.passive(verb) else []
    if ahead:  # not "halted the army's offensive", "called off the halt to attacks"
        return ahead[0].kind == "campaign" and not line.others(verb.last, ahead[0].first)
    ceased = "participle" in verb.form and line.marks.text(verb.first - 1, verb.first) in {"have", "had", "has"}
    if line.passive(verb) or ((ceased or line.modal(verb.first)) and verb.lemma in {"stop", "cease", "pause", "halt"}):
        behind = line.marks.within(max(line.marks.start, verb.first - _BEFORE_TOKENS), verb.first, "campaign")
        parting = {"before", "until", "when", "once", "after", "unless", "while"}
        return bool(behind) and parting.isdisjoint(line.marks.text(behind[-1].last, verb.first).split())
    return False


def _stops_itself(line: Line, verb: Piece) -> bool:
    """ "The fighting on the border will not stop": the campaign is the subject."""
    before = line.marks.within(max(line.marks.start, verb.first - _BEFORE_TOKENS), verb.first, "campaign")
    ahead = line.marks.within(verb.last, verb.last + _OBJECT_TOKENS, "campaign")
    helper = line.marks.within(before[-1].last, verb.first, "modal", "aux") if before else []
    return (
        bool(helper)
        and not line.marks.within(before[-1].last, verb.first, "pronoun")
        and not ahead
        and not line.passive(verb)
        and verb.value == "-"
    )


def _bare_stop(line: Line, verb: Piece) -> bool:
    """ "I will not stop"."""
    stops = {",", ".", '"', "", "until", "before", "as", "unless"}
    return verb.lemma in {"stop", "cease", "halt", "pause"} and line.marks.low(verb.last) in stops


def _forswear(line: Line, verb: Piece) -> Iterator[Cue]:
    """ "Undertook not to fire again", "told its cells not to carry out attacks", "pledged that it would not attack"."""
    none = line.marks.low(verb.last) in {"neither", "no", "none"} and line.marks.low(verb.first - 1) == "to"
    if verb.form != "base" or not (none or line.marks.text(verb.first - 2, verb.first) in _FORSWORN):
        return
    if verb.kind == "do_attack" and not line.has("campaign", verb.last, verb.last + 4):
        return
    start = max(line.marks.start, verb.first - 18)
    orders = [ask for ask in line.marks.within(start, verb.first, "ask") if line.orders_own(ask)]
    governors = line.marks.within(start, verb.first, "commit") or orders
    if governors and line.has("scrap", governors[-1].first - 4, governors[-1].first):
        return  # "withdrew its pledge not to fire"
    said = governors and line.marks.low(verb.first - 1) == "not" and governors[-1].kind != "commit"
    if governors and not said and not line.asked(governors[-1].first):
        factions = line.subject(governors[-1].first).factions
        factions = factions or (line.speakers(verb.first) if line.passive(governors[-1]) else ())
        if factions:
            yield Cue("suspend", factions, governors[-1].first)


def _abstain(line: Line, verb: Piece) -> Iterator[Cue]:
    """ "Will not attack the army for a month", "nobody will be touched before": for a time, else none is told."""
    done_to = line.passive(verb)
    no_more = line.marks.text(verb.first - 2, verb.first) == "no longer"
    negated = line.negated(verb.first) or " no " in verb.lemma  # "would lift no weapon before"
    if (verb.form != "base" and not done_to) or not negated or line.modal(verb.first) != "future":
        return
    end = min(len(line.marks.tokens), verb.last + _PLAN_TOKENS)
    opening = line.marks.start if line.marks.low(line.marks.start) in {"for", "until", "during"} else verb.first
    timed = no_more or line.has("while", verb.last, end) or line.has("while", opening, verb.first)
    if verb.kind == "do_attack" and not line.has("campaign", verb.last, verb.last + 4):
        return
    if (verb.kind != "harm" or verb.value in {"-", "more"}) and timed and not line.has("only_if", verb.last, end):
        subject = line.subject(verb.first)
        factions = line.speakers(verb.first) if done_to or not subject.known else subject.factions
        if factions:
            yield Cue("suspend", factions, line.anchor(verb.first))


def _answer_only(line: Line, verb: Piece) -> Iterator[Cue]:
    """ "Its men were told to shoot only if shot at", "will fire only in self-defence": who does no more has halted."""
    answers = line.marks.text(verb.last, verb.last + 2) in _ONLY_IF
    struck = line.marks.within(verb.last + 2, verb.last + 6, "harm", "blow")
    if verb.form != "base" or not answers or not (struck or line.has("own_defence", verb.last, verb.last + 6)):
        return
    orders = [a for a in line.marks.within(verb.first - _OBJECT_TOKENS, verb.first, "ask") if line.orders_own(a)]
    if orders or line.modal(verb.first) == "future":
        factions = line.speakers(verb.first) or line.subject(verb.first).factions
        if factions:
            yield Cue("suspend", factions, line.anchor(verb.first))


_ONLY_IF: Final = frozenset(("only if", "only when", "only in"))


def _fall_silent(line: Line, phrase: Piece) -> Iterator[Cue]:
    """ "Our guns will be silent from tonight"."""
    arms = line.marks.within(max(line.marks.start, phrase.first - 5), phrase.first, "arms")
    ours = arms and line.marks.within(arms[0].first - 2, arms[0].first, "ours")
    if ours and not line.negated(phrase.first) and not line.has("only_if", phrase.last, phrase.last + 8):
        factions = line.speakers(phrase.first)
        if factions:
            yield Cue("suspend", factions, line.anchor(phrase.first))


def _let_be(line: Line, phrase: Piece) -> Iterator[Cue]:
    """ "Convoys may pass unmolested", "the embassy is off limits to our men"."""
    start = max(line.marks.start, phrase.first - _OBJECT_TOKENS)
    helpers = line.marks.within(start, phrase.first, "modal", "aux")
    if not helpers or line.negated(phrase.first) or line.asked(phrase.first):
        return
    if not line.has("only_if", start, phrase.last + _PLAN_TOKENS):
        factions = line.speakers(phrase.first)
        if factions and not line.has("short", start, phrase.last):
            yield Cue("suspend", factions, line.anchor(phrase.first))


def _no_attack(line: Line, campaign: Piece) -> Iterator[Cue]:
    """ "Will carry out no attacks until then", "there will be no attacks on shipping"."""
    no = campaign.first - 1 - (line.marks.low(campaign.first - 1) not in {"no", "any"})
    if line.marks.low(no) != "no":
        return
    helpers = line.marks.within(max(line.marks.start, no - 5), campaign.last + 3, "modal")
    done = line.marks.within(max(line.marks.start, no - 4), campaign.last + 6, "do_attack")
    if helpers and helpers[-1].value == "future" and (done or line.marks.low(helpers[-1].first - 1) == "there"):
        factions = line.speakers(campaign.first)
        if factions:
            yield Cue("suspend", factions, line.anchor(campaign.first))


def _declare(line: Line, verb: Piece) -> Iterator[Cue]:
    """ "Declared a unilateral ceasefire", "a truce was agreed by"; "would not accept a truce" refuses."""
    if (verb.lemma == "call" and line.marks.low(verb.last) not in {"a", "an"}) or line.long_after(verb.first):
        return
    if line.modal(verb.first) == "future" and line.marks.low(verb.last) in {"none", "neither", "nothing"}:
        yield from line.spoken("reject", verb)  # "signed no paper, and will honour none"
        return
    scraps = line.marks.at(verb.first, "scrap")
    if scraps is not None and scraps.value != "-" and line.whole(scraps):
        return  # "declared the truce over"
    plan = next(iter(line.marks.within(verb.last, verb.last + 5, "appeal")), None) if verb.value == "-" else None
    reach = 7 if plan is None else _PLAN_TOKENS
    truces = line.marks.within(verb.last, min(line.clause_end(verb.last), verb.last + reach), "truce")
    if not truces and line.passive(verb):
        truces = line.marks.within(verb.first - 10, verb.first, "truce")
    joins = line.marks.within(verb.last, verb.last + 4, "appeal") if verb.value == "-" else []
    if (
        not truces
        and joins
        and joins[0].value == "-"
        and line.negated(verb.first)
        and line.modal(verb.first) == "future"
    ):
        yield from line.spoken("reject", verb)  # "would not take part in talks"
    if not truces or line.has("over", truces[0].last, truces[0].last + 4) or line.has("over", verb.last, verb.last + 4):
        return
    if line.negated(verb.first):
        again = "longer" in line.marks.text(verb.first - 2, verb.first).split()
        denies = line.modal(verb.first) == "future" or {"do", "does"} & set(
            line.marks.text(verb.first - 2, verb.first).split()
        )
        if denies and verb.value != "make" and not again:
            yield from line.spoken("resume" if verb.value == "prolong" else "reject", verb)
        return
    if line.negated(truces[0].first) or not line.possible(verb) or not _is_declared(line, verb, truces[0]):
        return
    factions = line.doer(verb)
    if factions:
        off = any("of" in line.marks.text(truce.first - 2, truce.first).split() for truce in truces[1:])
        yield Cue("resume" if off else "suspend", factions, line.anchor(verb.first))


def _is_declared(line: Line, verb: Piece, truce: Piece) -> bool:
    """Whether it is the truce itself, with no strings, that a verb is about."""
    between = line.marks.text(verb.last, truce.first).split()
    return not (
        "that" in between
        or (between and between[-1] == "to")
        or line.has("turn", verb.last, truce.first)
        or (verb.value != "-" and line.has("appeal", verb.last, truce.first))
        or any(verb.form != "singular" for verb in line.marks.within(verb.last, truce.first, "scrap"))
        or line.has("only_if", truce.last, truce.last + 6)
    )


def _owned(line: Line, noun: Piece) -> Iterator[Cue]:
    """ "X's suspension of attacks, announced on Monday"; "the announcement by X of a suspension of attacks"."""
    if noun.lemma not in _STOPPING or line.marks.low(noun.last) not in {"of", "to", "in"} or line.since(noun.first):
        return
    owner, voice = line.owner(noun), line.voice(noun.first)
    told = voice is not None and not voice.said and "of" in line.marks.text(voice.last, noun.first).split()
    factions = (owner,) if owner is not None else line.speakers(noun.first) if told else ()
    if factions and line.has("campaign", noun.last, noun.last + 4) and not line.asked(noun.first):
        yield Cue("suspend", factions, line.anchor(noun.first))


def _truce_begins(line: Line, verb: Piece) -> Iterator[Cue]:
    """ "A ceasefire would begin at midnight, the group said", "a truce between X and Y took effect"."""
    truces = line.marks.within(max(line.marks.start, verb.first - _BEFORE_TOKENS), verb.first, "truce")
    starts = (
        verb.lemma in {"begin", "start"}
        and verb.form == "past"
        and line.marks.text(truces[-1].last, truces[-1].last + 1) == "between"
        if truces
        else False
    )
    settled = verb.form != "base" or line.marks.text(verb.first - 2, verb.first) == "was to"
    begun = starts or (settled and verb.lemma in {"take effect", "come into force", "come into effect"})
    if not truces or line.negated(verb.first) or not (begun or line.modal(verb.first) == "future"):
        return
    voice = line.voice(verb.first)
    if voice is not None and voice.trailing and voice.last <= truces[-1].first:
        return  # "…, X said of the truce that was to begin"
    parties = line.marks.within(truces[-1].last, verb.first, "faction") if begun else []
    factions = line.speakers(verb.first) or tuple(dict.fromkeys(party.value for party in parties))
    if factions and not line.has("only_if", verb.last, verb.last + 12) and not line.negated(truces[-1].first):
        yield Cue("suspend", factions, line.anchor(verb.first))


def _proclaimed(line: Line, verb: Piece) -> Iterator[Cue]:
    """ "The pause that X proclaimed on 19 January"."""
    truces = line.marks.within(max(line.marks.start, verb.first - _BEFORE_TOKENS), verb.first, "truce")
    rel = truces and {"that", "which"} & set(line.marks.text(truces[-1].last, verb.first).split())
    if rel and not line.negated(verb.first) and not line.has("truce", verb.last, verb.last + 4):
        factions = line.subject(verb.first).factions
        if factions:
            yield Cue("suspend", factions, verb.first)


def _declared(line: Line, verb: Piece) -> Iterator[Cue]:
    """ "The ceasefire declared on 22 February": told again, with its day."""
    if "participle" not in verb.form or line.passive_aux(verb):
        return
    truce = next((t for t in line.marks.all("truce") if verb.first - t.last == (line.marks.low(t.last) == ",")), None)
    dated = line.marks.at(verb.last, "time") or line.marks.at(verb.last + 1, "time")
    agreed = (
        verb.value == "-" and dated is not None and not line.marks.all("scrap")
    )  # "that both had accepted on 3 May"
    if truce is None and (verb.value == "make" or agreed):
        yield from _proclaimed(line, verb)
    if truce is not None and dated is not None and not line.negated(truce.first):
        factions = line.speakers(verb.first) or line.focus()
        if factions:
            yield Cue("suspend", factions, verb.first)


HALTS: Final[tuple[Rule, ...]] = (
    (("halt",), _halt),
    (("harm", "do_attack", "meddle"), _forswear),
    (("harm", "meddle", "do_attack"), _abstain),
    (("harm",), _answer_only),
    (("silent",), _fall_silent),
    (("let_be",), _let_be),
    (("campaign",), _no_attack),
    (("declare",), _declare),
    (("declare",), _declared),
    (("truce",), _owned),
    (("take_effect",), _truce_begins),
)
"""Kinds of words, and the rule for each of them."""

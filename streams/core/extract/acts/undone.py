"""What a clause names that nobody did: negated, foretold, planned, called off, answered elsewhere, a crash."""

from typing import Final

from streams.core.extract.clauses.groups import Noun
from streams.core.extract.clauses.predicates import Predicate
from streams.core.extract.clauses.syntax import Segment
from streams.core.extract.words.document import Sentence
from streams.core.extract.words.pieces import FELLED


def is_planned(sentence: Sentence, segment: Segment, noun: Noun) -> bool:
    """ "Plans by X for a new offensive", "the threat of an attack": what may come."""
    after = max((p.verb.last for p in segment.predicates if p.verb.last <= noun.first), default=segment.first)
    end = noun.of("act")[-1].first
    before = [token.low for token in sentence.tokens[max(after, end - _REACH_PLAN_TOKENS) : end]]
    return not _PLANS.isdisjoint(before) and not {"for", "of"}.isdisjoint(before)


_REACH_PLAN_TOKENS: Final = 7
_PLANS: Final = frozenset(
    ("plan", "plans", "threat", "threats", "prospect", "possibility", "fear", "fears", "risk", "warning", "warnings",
     "preparations", "calls", "likelihood")
)  # fmt: skip


def is_answered(sentence: Sentence, noun: Noun) -> bool:
    """ "Called it retaliation for the raids", "a reply to the raids": told elsewhere, if at all.

    What is done "in reply to a raid" is news together with the raid.
    """
    first = next((piece.first for piece in sentence.of("time") if piece.last == noun.first), noun.first)
    if first < 3:
        return False
    before, word = (sentence.tokens[first - back].low for back in (3, 2))
    return word in _ANSWERS or (word in _REPLIES and before != "in")


_ANSWERS: Final = frozenset(("retaliation", "revenge", "reprisal", "vengeance", "payback", "retribution"))
_REPLIES: Final = frozenset(("reply", "response", "answer", "reaction"))


def is_unreal(predicate: Predicate) -> bool:
    """ "Did not fire", "will attack": not done; a toll of nobody is told all the same."""
    verb = predicate.verb
    if verb.negated or verb.tense in {"future", "modal"}:
        return True
    return not casualty(predicate) and spares(predicate)


def spares(predicate: Predicate) -> bool:
    """ "Nobody was hurt", "hurting nobody", "fired no shot"."""
    return any(noun is not None and noun.negated for noun in (predicate.subject, predicate.object))


def casualty(predicate: Predicate) -> bool:
    """Whether a verb says what befell people."""
    reading = predicate.verb.reading("act")
    return reading is not None and reading.value in FELLED


_UNDONE: Final = frozenset(
    ("prevent", "avert", "plan", "plot", "forestall", "cancel", "propose", "intend", "prepare", "fear", "dread",
     "expect", "await", "anticipate", "predict")
)  # fmt: skip
"""What is done about an act that does not come to pass."""
_WAGED: Final = frozenset(("resume", "continue", "intensify", "step up", "suspend", "expand", "increase", "keep up"))


def _goes_on(predicate: Predicate, noun: Noun) -> bool:
    """ "Resumed military operations against X": how a war is waged, no blow of it."""
    acts = noun.of("act")
    many = noun.number is None and (acts[-1].form == "plural" or acts[-1].last < noun.last)  # "its bombing campaign"
    return many and not _WAGED.isdisjoint(piece.lemma for piece in predicate.verb.readings)


_ENDING: Final = frozenset(("end", "halt", "stop", "break", "lift", "quell", "repel", "avenge", "answer"))


def governed_unreal(segment: Segment, noun: Noun) -> bool:
    """An act noun whose verb is negated, future or hypothetical: "no attack", "would launch an attack"."""
    for predicate in segment.predicates:
        if noun in (predicate.subject, predicate.object) or any(o.noun is noun for o in predicate.obliques):
            warned = predicate.verb.reading("report")
            threat = warned is not None and warned.value == "warn"
            ended = any(piece.lemma in _ENDING for piece in predicate.verb.readings)  # "to end a siege"
            undone = not _UNDONE.isdisjoint(piece.lemma for piece in predicate.verb.readings)
            undone = undone or (noun is predicate.object and _goes_on(predicate, noun))
            may = predicate.verb.tense == "infinitive" and not ended and not predicate.verb.perfect  # "to have died in"
            return threat or undone or is_unreal(predicate) or may
    return False


def starts_search(sentence: Sentence, predicate: Predicate) -> bool:
    """ "A search operation had been launched"."""
    started = predicate.subject if predicate.verb.voice == "passive" else predicate.object
    return started is not None and started.head == "act" and is_peaceful(sentence, started)


def is_peaceful(sentence: Sentence, noun: Noun) -> bool:
    """ "A cordon and search operation"."""
    return any(token.low in _PEACEFUL for token in sentence.tokens[noun.first : noun.last])


_PEACEFUL: Final = frozenset(("search", "combing", "rescue", "relief", "clearance", "cleanup", "mopping", "evacuation"))
"""Operations that strike nobody."""


def crashes(predicate: Predicate) -> bool:
    """ "A plane crashed near Mirna, killing seven": nobody's deed, unless it says that it was brought down."""
    craft = predicate.subject.of("weapon") if predicate.subject is not None and predicate.verb.voice == "active" else ()
    crashed = any(piece.lemma == "crash" for piece in predicate.verb.readings)
    return crashed and bool(craft) and all(piece.value in {"airstrike", "aircraft"} for piece in craft)

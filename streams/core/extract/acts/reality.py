"""What is told but was not done now: exercises, foiled plots, hypotheses, history, running counts."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from streams.core.extract.acts.act import Act
from streams.core.extract.acts.frame import LUMP_MAX, Frame
from streams.core.extract.acts.joining import days_apart
from streams.core.extract.acts.sides import share_of
from streams.core.extract.clauses.groups import Noun
from streams.core.extract.clauses.measures import compares
from streams.core.extract.words.document import Sentence
from streams.core.extract.words.pieces import Piece

_WHOLE_SENTENCE: Final = frozenset(
    (
        "exercise",
        "foiled",
        "untrue",
        "hypothetical",
        "anniversary",
        "denial_of_act",
        "archive",
        "accident",
        "absent",
        "court",
    )
)
_FLYING: Final = frozenset(("drone", "rocket", "missile"))
_INTENDING: Final = frozenset(
    ("preparing", "were", "was", "planning", "planned", "had", "setting", "readying", "about", "plotting")
)
_REACH_TOKENS: Final = 4
_PUT_IN_TOKENS: Final = 12
"""The same where something is put in between: "who, the minister said, were preparing"."""
_STOPPED: Final = frozenset(("foil", "foiled", "averted", "thwarted"))
_COUNTED: Final = frozenset(("site", "vessel"))
_DAYS_MAX: Final = 4
"""An act laid to nobody that is dated by a longer span sums up many."""
_ITEMISED_SENTENCES: Final = 3


def is_real(sentence: Sentence) -> bool:
    """Whether a sentence can report an act at all."""
    if sentence.tokens[-1].text == "?" and sentence.index >= 0:
        return False
    unreal = (piece for piece in sentence.of("unreal") if piece.value in _WHOLE_SENTENCE)
    return all(_flew(sentence, each) or _is_aside(sentence, each) or _cost_lives(sentence, each) for each in unreal)


def _is_aside(sentence: Sentence, piece: Piece) -> bool:
    """ "Killed two men who were preparing to launch", "a blast which raised fears that": what was done stands."""
    who = sentence.of("rel", "conj")
    tokens = sentence.tokens
    opened = [
        each.last
        for each in who
        if each.last <= piece.first
        and piece.first - each.last <= (_PUT_IN_TOKENS if tokens[each.last].text == "," else _REACH_TOKENS)
    ]
    done = (act for act in sentence.of("act") if "past" in act.form or "participle" in act.form)
    meant = piece.value == "foiled" and sentence.tokens[piece.first].low in _INTENDING
    return (
        (meant or piece.value in {"hypothetical", "court"})
        and bool(opened)
        and any(act.last <= opened[-1] for act in done)
    )


def _cost_lives(sentence: Sentence, piece: Piece) -> bool:
    """ "Killed three men as they foiled an infiltration": those whose plan came to nothing were struck."""
    stopped = sentence.tokens[piece.first].low in _STOPPED
    killed = (each for each in sentence.of("act") if each.value in {"kill", "die"} and each.form in _DONE)
    return stopped and any(not piece.first <= each.first < piece.last for each in killed)


_DONE: Final = frozenset(("past", "participle", "past+participle", "ing"))


def _flew(sentence: Sentence, piece: Piece) -> bool:
    """ "Foiled a drone attack": what flies was stopped on its way, so it was sent."""
    stopped = sentence.words(piece).lower() in _STOPPED
    near = (w for w in sentence.of("weapon") if piece.last <= w.first <= piece.last + 3 and w.value in _FLYING)
    return stopped and any(each.first >= w.first for w in near for each in sentence.of("act"))


def is_own_loss(act: Act, others: Sequence[Act]) -> bool:
    """ "Four rebels were killed when they attacked the fort": no blow on them beside their own attack."""
    if act.kind != "strike" or act.striker is not None or act.weapon is not None:
        return False
    attacks = [other for other in others if other.kind == "attack" and other.sentence is act.sentence]
    return any(act.factions & other.factions and days_apart(act, other) in {0, None} for other in attacks)


def is_subsumed(act: Act, others: Sequence[Act]) -> bool:
    """Whether an act sums up what others tell one by one: no day, a span of days, or a lump that is itemised."""
    if act.day_from is None and any(o.day_from and o.kind == act.kind and o.factions & act.factions for o in others):
        return True
    spans = act.day_from is not None and act.day_from != act.day_to
    if not spans and act.count < 2:
        return False
    parts = [
        other
        for other in others
        if other is not act
        and other.kind == act.kind
        and (not act.factions or act.factions & other.factions or not (spans or other.factions))
        and days_apart(act, other) == 0
        and other.day_from == other.day_to
        and (not act.country or not other.country or act.country == other.country)
    ]
    return len(parts) >= 1 if spans else sum(part.count for part in parts) >= act.count


def is_itemised(act: Act, others: Sequence[Act], sentences: Sequence[Sentence]) -> bool:
    """Whether the text goes on to tell the acts of a lump one by one: "Two of the four took place in …"."""
    if act.count < 2:
        return False
    for sentence in sentences:
        if act.sentence.index < sentence.index <= act.sentence.index + _ITEMISED_SENTENCES:
            share = share_of(sentence)
            if share is not None and share[1] == act.count:
                parts = [o for o in others if o.kind == act.kind and o.sentence.index >= sentence.index]
                return any(not days_apart(act, part) for part in parts)
    return False


def tells_series(sentence: Sentence, frame: Frame) -> bool:
    """Whether a frame counts or sums up acts instead of reporting one."""
    told = frame.segment.timed
    if frame.segment.opening not in {"after", "background"}:
        told = tuple((piece.first, piece.data) for piece in sentence.of("time"))
    counted = any(when.role == "since" and not compares(sentence, position) for position, when in told)
    if counted and "at" not in [when.role for when in frame.whens]:
        return True
    since = any(token.low == "since" for token in sentence.tokens[frame.segment.first :])
    if (frame.number is not None or frame.plural) and since and frame.only_named:
        return True
    if sentence.tokens[frame.segment.first].low == "since" and not any(when.exact for when in frame.whens):
        return True
    own_day = any(when.role == "at" and when.start is not None for when in frame.whens)
    if (frame.perfect and since and not compares(sentence, frame.segment.last)) and not own_day:
        return True
    if not own_day and any(p.lemma in _RECALLING and p.last <= frame.segment.first for p in sentence.of("report")):
        return True
    if frame.perfect and not own_day and _was_before(sentence, frame):
        return True
    if _counts(sentence, frame, own_day=own_day):
        return True
    named = frame.only_named and not _reported_at(frame)
    general = (not own_day and (named or _only_describes(frame))) or (frame.only_named and _in_passing(frame))
    if frame.plural and general:
        return True
    inside = any(frame.segment.first <= piece.first < frame.segment.last for piece in sentence.of("series"))
    many = sentence.index > _LEAD_SENTENCES and any(_is_several(sentence, noun) for noun in frame.segment.nouns)
    return ((inside or many) and not own_day) or _lasted(sentence, frame)


def _lasted(sentence: Sentence, frame: Frame) -> bool:
    """ "Ending three days of raids that killed 40": no raid among them, whatever day it ended on."""
    owner = frame.segment.antecedent if frame.segment.opening == "rel" else None
    if owner is None:
        owner = next((noun for noun in frame.segment.nouns if noun.head == "act"), None) if frame.only_fells else None
    if owner is None or owner.head != "act" or sentence.tokens[owner.last - 1].low in _BATTLES:
        return False
    ahead = [token.low for token in sentence.tokens[max(0, owner.last - _REACH_SPAN_TOKENS) : owner.last]]
    commas = [at for at, low in enumerate(ahead) if low == ","]
    return any(pair in _SPANS for pair in pairwise(ahead[commas[-1] if commas else 0 :]))


_BATTLES: Final = frozenset(("fighting", "clashes", "battle", "battles", "combat", "siege"))
_REACH_SPAN_TOKENS: Final = 8
_SPANS: Final = frozenset((span, "of") for span in ("days", "weeks", "months", "years", "nights"))


def _is_several(sentence: Sentence, noun: Noun) -> bool:
    """ "Several drone attacks"."""
    acts = noun.of("act")
    opens = [token.low for token in sentence.tokens[noun.first : noun.first + 3]]
    return bool(acts) and acts[-1].form == "plural" and (opens[0] in _SEVERAL or opens == ["a", "number", "of"])


_SEVERAL: Final = frozenset(("several", "numerous", "many", "multiple", "various", "countless"))
_LEAD_SENTENCES: Final = 2


def _only_describes(frame: Frame) -> bool:
    """ "Keeps up attacks targeting ships": its verbs say no more than what the attacks are for."""
    told = [p for p in frame.segment.predicates if p.verb.reading("act") is not None]
    return bool(told) and all(p.verb.tense == "ing" and p.subject is not None and p.subject.head == "act" for p in told)


def _in_passing(frame: Frame) -> bool:
    """ "Marched on Monday against attacks by the X", "the town has been hit by attacks": of raids in general."""
    noun = next((n for n in frame.segment.nouns if n.head == "act"), None)
    verb = next((p.verb for p in reversed(frame.segment.predicates) if noun and p.verb.last <= noun.first), None)
    if noun is None or verb is None:
        return False
    owned = noun.first - 1 - (frame.sentence.tokens[noun.first - 1].low == "'s")  # "Monday's attacks"
    if any(position >= noun.last or position == owned for position, _ in frame.segment.timed):
        return False
    return bool(verb.readings) and all(piece.kind == "verb" for piece in verb.readings)


def _reported_at(frame: Frame) -> bool:
    """ "Reported Valdorian raids on Mirna and Port Ansel in the morning": a lump, where it fell."""
    told = any(
        p.verb.reading("report") is not None and p.object is not None and p.object.head == "act"
        for p in frame.segment.predicates
    )
    return told and any(noun.of("place") for noun in frame.place_nouns)


_RECALLING: Final = frozenset(("recall", "recount", "remember"))
"""What is said so is told once more."""


def _was_before(sentence: Sentence, frame: Frame) -> bool:
    """ "Has raided places on that strip before": "before" without anything behind it."""
    tokens = sentence.tokens[frame.segment.first :]
    pairs = zip(tokens, (*tokens[1:], tokens[-1]), strict=True)
    return any(token.low == "before" and not following.text[0].isalnum() for token, following in pairs)


def _counts(sentence: Sentence, frame: Frame, *, own_day: bool) -> bool:
    """ "The 53rd attack", "struck 64 times": a running count, though a day be told; "hit 900 targets" if not."""
    first, last, target = frame.segment.first, frame.segment.last, frame.target
    for piece in sentence.of("number"):
        if not first <= piece.first < last or piece.data.value <= LUMP_MAX:
            continue
        if piece.last < len(sentence.tokens) and sentence.tokens[piece.last].low == "times":
            return True
        after = piece.last + (sentence.tokens[min(piece.last, len(sentence.tokens) - 1)].text == '"')
        nouns = [each.form for each in sentence.of("act") if each.first == after]
        bare = frame.agent is None and frame.weapon is None  # "close to 120 attacks have been laid to the group"
        if not {"singular", "plural"}.isdisjoint(nouns) and (frame.only_named or bare):
            return True
        hit = target is not None and target.head in _COUNTED and not piece.data.ordinal
        if hit and not own_day and target is not None and sentence.words(piece) in target.text:
            return True
    return False


def takes_back(sentence: Sentence) -> bool:
    """Whether a sentence says that what was told just before did not happen."""
    return any(piece.value in {"untrue", "denial_of_act"} for piece in sentence.of("unreal"))


def _fell_on_garrison(act: Act) -> bool:
    """ "Three bases were targeted": what no crime and no accident does."""
    return act.target is not None and not _GARRISONS.isdisjoint(act.target.text.lower().split())


_GARRISONS: Final = frozenset(("base", "bases", "barracks", "garrison", "garrisons", "outpost", "outposts"))


def stands_alone(act: Act) -> bool:
    """Whether an attack that is laid to nobody tells enough to be one at all: its weapon, a blast that hurt
    somebody or that rebels without a name did it, and a day of its own.

    Without these it is as likely a crime, an accident, a blow between others, or a known act told once more.
    """
    days = (act.day_to - act.day_from).days if act.day_from is not None and act.day_to is not None else _DAYS_MAX
    burst = act.hurt is not None and any(piece.value == "blast" for piece in act.sentence.of("act"))
    thrown = any(piece.value == "grenade" for piece in act.sentence.of("weapon"))
    if act.sentence.index == 0 and act.weapon is not None and act.place is not None and act.day_from is None:
        return True  # what an article opens with is news, though it leave the day to the page
    garrison = _fell_on_garrison(act)
    told = act.weapon is not None or burst or thrown or act.militant or garrison
    near = act.told_near or (act.distinct and garrison)  # "… were targeted as well": on the day of those told before
    return told and days < _DAYS_MAX and (near or not act.weak_day)

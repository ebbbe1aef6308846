"""Whose dead they are: the tolls of each clause given to the act that they are of.

A toll goes to the act of its own clause, else to the one told last, unless a day, a dateline or a word for a
sum over many acts parts them. The first figure stands; the attackers' own dead are nobody's toll.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from streams.core.extract.acts.act import Act
from streams.core.extract.acts.speech import Speech
from streams.core.extract.acts.toll import Toll
from streams.core.extract.acts.tolls import TOLL_KINDS, tolls_of
from streams.core.extract.clauses.syntax import Segment
from streams.core.extract.words.document import Document, Sentence

_REACH_SENTENCES: Final = 3
_ASIDE: Final = frozenset(("cond", "after", "background"))
_RISE_TIMES, _RISE_MORE = 5, 30
"""A toll that is so much more than the one told before is of more than the act."""
_DAY: Final = timedelta(days=1)
_HAND_TO_HAND: Final = frozenset((None, "small_arms"))
"""Weapons of those who strike on foot: the soldiers who fall then are theirs."""


def apply_tolls(
    doc: Document,
    sentence: Sentence,
    segments: Sequence[Segment],
    speech: Speech | None,
    focus: Mapping[int, Act],
    acts: Sequence[Act],
) -> None:
    """Give a sentence's tolls to their acts. `focus`: segment number to the act that it tells."""
    if not sentence.of(*TOLL_KINDS):
        return
    if _goes_on_summing(doc, sentence):
        return
    previous = _told_last(doc, sentence, acts)
    theirs = False
    for segment in segments:
        if _tells_of_series(sentence, segment) or _tells_of_war(segment):
            continue
        own = focus.get(segment.number)
        act = own
        if act is None:
            earlier = [number for number in focus if number < segment.number]
            act = focus[max(earlier)] if earlier else next(iter(focus.values()), previous)
        if act is None:
            continue
        aside = segment.opening in _ASIDE or _is_of_another(segments, segment, focus)
        if own is None and (aside or _apart(sentence, segments, segment, act)):
            continue
        for toll in tolls_of(sentence, segment):
            bearer = previous if toll.companion and previous is not None and _has_leader(previous) else act
            theirs = _own_dead(bearer, toll) or (theirs and toll.whom is None)  # "two soldiers died and five were hurt"
            if not theirs:
                _take(bearer, toll, boast=_is_boast(bearer, speech))
    if sentence.of("unharmed") and sentence.of("none_of", "all_of"):
        _spare(sentence, acts)


def _tells_of_series(sentence: Sentence, segment: Segment) -> bool:
    """ "The latest in a string of blasts that have killed 17": the dead of all of them."""
    noun = segment.antecedent if segment.opening == "rel" else None
    return noun is not None and any(
        0 <= noun.last - piece.last <= _REACH_SERIES_TOKENS for piece in sentence.of("series")
    )


_REACH_SERIES_TOKENS: Final = 6


def _tells_of_war(segment: Segment) -> bool:
    """ "An insurgency, which has killed 120,000": no blow did."""
    noun = segment.antecedent if segment.opening == "rel" else None
    verb = segment.predicates[0].verb if segment.predicates else None
    lasting = verb is not None and verb.perfect and verb.tense == "present"
    return noun is not None and lasting and noun.head not in {"act", "weapon"} and not noun.of("act")


def _is_of_another(segments: Sequence[Segment], segment: Segment, focus: Mapping[int, Act]) -> bool:
    """ "Struck back for a raid that had killed six": whose toll it is stands in a clause that is not told here."""
    noun = segment.antecedent if segment.opening == "rel" else None
    if noun is None or noun.head not in {"act", "weapon"}:
        return False
    of = next((each for each in segments if each.first <= noun.first < each.last), segment)
    return bool(focus) and of.number not in focus


def _goes_on_summing(doc: Document, sentence: Sentence) -> bool:
    """ "There have been 26 killed since it began", "148 died since Monday. Those who died include 41 children"."""
    if sentence.text(0, 3).lower() == "there have been" and any(token.low == "since" for token in sentence.tokens):
        return True
    before = next((each for each in doc.sentences if each.index == sentence.index - 1), None)
    back = sentence.tokens[0].low in {"those", "they", "them", "among"}
    return back and before is not None and any(token.low == "since" for token in before.tokens)


def apply_lead(leads: Sequence[tuple[Sentence, Sequence[Segment]]], act: Act) -> None:
    """ "Nine died on the coast, it was said. Two men had opened fire …": the first act's, told before it."""
    for sentence, segments in leads:
        for segment in segments:
            if segment.opening in _ASIDE or _apart(sentence, segments, segment, act):
                continue
            for toll in tolls_of(sentence, segment):
                fallen = act.kind == "attack" or not act.factions.isdisjoint(toll.factions)
                if fallen and not _own_dead(act, toll):
                    _take(act, toll)


def _told_last(doc: Document, sentence: Sentence, acts: Sequence[Act]) -> Act | None:
    """The act that a sentence may go on about: told a few sentences ago, and in the same dispatch."""
    last = max(reversed(acts), key=lambda act: (act.order, act.kind == "attack"), default=None)
    if last is None or not 0 <= sentence.index - last.order <= _REACH_SENTENCES:
        return None
    parted = any(last.order < opening <= sentence.index for opening in doc.items)
    return None if parted else last


def _apart(sentence: Sentence, segments: Sequence[Segment], segment: Segment, act: Act) -> bool:
    """Whether a clause speaks of other days than the act's, or sums up many acts."""
    following = segments[segment.number + 1 : segment.number + 2]
    begun = any(sentence.tokens[each.first].low == "since" for each in following if each.opening == "after")
    summed = begun or any(segment.first <= piece.first < segment.last for piece in sentence.of("total"))
    if summed or any(when.role == "since" for when in segment.times):
        return True
    if act.day_from is None or act.day_to is None:
        return False
    before = next((each.times for each in reversed(segments[: segment.number]) if each.times), ())
    times = segment.times or (before if segment.opening in {"sub", "rel"} else ())
    told = [when for when in times if when.role == "at" and when.start is not None and when.end is not None]
    return bool(told) and not any(
        when.start - _DAY <= act.day_to and act.day_from <= when.end + _DAY
        for when in told
        if when.start is not None and when.end is not None
    )


def _own_dead(act: Act, toll: Toll) -> bool:
    """Whether those who died are the attackers themselves."""
    if act.kind == "strike":
        whom = toll.whom if not toll.factions else None
        soldiers = whom is not None and whom.kind == "people" and whom.head == "personnel"
        civil = whom is not None and whom.head == "civilian"  # "no civilian was hurt"
        spared = toll.value == 0 and (civil or bool(act.killed))
        return spared or (soldiers and act.weapon in _HAND_TO_HAND and act.striker is not None)
    if toll.factions:
        return not act.factions or bool(act.factions & set(toll.factions))
    if act.factions & set(toll.killers):
        return False
    return toll.armed and (act.target is None or act.target.text != toll.victims)


def _has_leader(act: Act) -> bool:
    return act.kind == "strike" and (bool(act.leaders) or act.lone_death)


def _is_boast(act: Act, speech: Speech | None) -> bool:
    """Whether it is the attackers themselves who tell what they wrought."""
    teller = speech.faction if speech is not None else None
    return act.kind == "attack" and teller is not None and (not act.ties or teller in act.ties)


def _take(act: Act, toll: Toll, *, boast: bool = False) -> None:
    if toll.value and act.outcome is None:
        act.outcome = "hit"
    act.hurt = act.hurt or toll.whom
    if boast and toll.rival:
        return
    if act.boasted and not boast and not toll.rival:
        act.killed, act.boasted = None if toll.what == "killed" else act.killed, False
    if boast and act.killed is None and toll.what == "killed":
        act.boasted = True
    if toll.total or toll.rival or boast or (toll.risen and act.killed):
        _correct(act, toll)
        return
    if toll.companion and act.leaders and toll.what == "killed":
        act.companions = (act.companions or 0) + toll.value
    elif toll.what == "killed" and (not act.killed or (act.lone_death and toll.value)):
        act.lone_death = act.killed is None and toll.single
        act.killed = (act.killed or 0) + toll.value if toll.companion else max(act.killed or 0, toll.value)
    elif toll.what == "wounded" and not act.wounded:
        act.wounded = toll.value


def _correct(act: Act, toll: Toll) -> None:
    """ "A fifth died" makes five of four; a toll rises, within reason; somebody else's counts for want of another."""
    known = act.killed or 0
    if toll.rival and (known if toll.what == "killed" else act.wounded is not None):
        return
    if toll.total:
        act.killed = toll.value if known == toll.value - 1 else act.killed
    elif toll.risen and known:
        act.killed = toll.value if known < toll.value <= _RISE_TIMES * known + _RISE_MORE else known
    elif toll.what == "killed" and act.killed is None:
        act.killed = toll.value
    elif toll.what == "wounded" and act.wounded is None:
        act.wounded = toll.value


def _spare(sentence: Sentence, acts: Sequence[Act]) -> None:
    """ "None of the attacks caused casualties": for all that were told just before."""
    for act in acts:
        if 0 <= sentence.index - act.order <= _REACH_SENTENCES:
            act.killed = 0 if act.killed is None else act.killed
            act.wounded = 0 if act.wounded is None else act.wounded

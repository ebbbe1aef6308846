"""Whether what a clause tells is enough to be an act of its own, where it is no more of one told before."""

from typing import Final

from streams.core.extract.acts.act import Act
from streams.core.extract.acts.actors import bodies_in
from streams.core.extract.acts.frame import Frame
from streams.core.extract.acts.frames import tells_fight
from streams.core.extract.acts.places import REGION_RANK
from streams.core.extract.acts.reading import Reading
from streams.core.extract.words.dates import When
from streams.core.extract.words.document import Document
from streams.core.extract.words.pieces import FELLED

_NEAR: Final = 2
_BY_HAND: Final = frozenset(("assault", "undergo", "launch", "seize", "kill", "down"))
_LEAD_MAX: Final = 3


def is_enough(reading: Reading, frame: Frame, act: Act, when: When | None, *, past: bool) -> bool:
    """Whether a frame tells enough to be an act of its own. `past`: the text tells history."""
    if (not frame.strong and not act.ties) or (act.kind == "attack" and _opened_clash(reading, frame, act, when)):
        return False
    new = frame.owned is not None or (frame.indefinite and not frame.definite)
    lead = _is_lead(reading, act) and new
    opens = reading.last is None and act.sentence.index == 0 and act.target is not None
    # "have killed seven at Mirna, it said on Monday"
    told_now = act.day_from is not None and (act.place is not None or opens)
    before = frame.perfect and act.kind == "attack" and not told_now
    if when is None and (past or (not lead and (frame.owned or before))):
        return False
    if frame.owned:
        return act.place is not None or act.target is not None
    if act.kind == "strike":
        went_on = _went_on(reading, frame, act, when)
        told_aside = when is None and act.place is None and not lead and (frame.perfect or _only_took(frame))
        known = frame.definite and (act.striker is None or went_on)  # "after that strike the group vowed …"
        taken_up = told_aside or known
        return not taken_up or (when is not None and when.exact) or act.place is not None
    if act.ties:
        return when is not None or act.place is not None or frame.indefinite or act.target is not None
    if frame.platform or frame.bombs or frame.weapon == "airstrike":
        return False
    if when is None and act.place is None and act.target is None and FELLED.issuperset(frame.verbs):
        return False  # "all six were shot dead": of those told of before
    if frame.agent is None and any(p.kind == "outsider" for p in bodies_in(frame.sentence)):
        return False
    armed = act.weapon is not None or not _BY_HAND.isdisjoint(frame.verbs)
    armed = armed or ("noun" in frame.verbs and (act.target is not None or "die" in frame.verbs))
    armed = armed or _is_laid_to_somebody(frame)
    return armed and (is_at_home(reading.doc, act) or (act.country is None and not frame.only_named))


def _is_lead(reading: Reading, act: Act) -> bool:
    """Whether nothing but captions and a first line without a day stands before it."""
    before = [each for each in reading.doc.sentences[: reading.number] if each.index >= 0]
    return reading.last is None and act.sentence.index <= _LEAD_MAX and not any(each.of("time") for each in before)


def awaits_word(frame: Frame, act: Act, when: When | None) -> bool:
    """ "Four villagers were killed at Mirna on Monday": a deed, should somebody be named for it."""
    felled = FELLED.issuperset(frame.verbs) and act.target is not None and act.target.head in {"personnel", "civilian"}
    placed = act.place is not None and act.place.rank > REGION_RANK
    return act.kind == "attack" and felled and placed and when is not None and when.exact


def _went_on(reading: Reading, frame: Frame, act: Act, when: When | None) -> bool:
    """ "A fourth man was hurt in the fighting between the army and the rebels": of the rebels' attack told before."""
    last = reading.last
    if last is None or last.kind != "attack" or when is not None or act.place is not None:
        return False
    near = 0 <= act.sentence.index - last.order <= _NEAR and bool(last.factions & act.factions)
    return near and tells_fight(frame.sentence)


def _only_took(frame: Frame) -> bool:
    """ "After the army took the rebels' last stronghold": how a war went."""
    return frame.segment.opening in {"after", "background"} and set(frame.verbs) == {"seize"}


def _opened_clash(reading: Reading, frame: Frame, act: Act, when: When | None) -> bool:
    """ "They were fired upon by X rebels, sparking a firefight": how the clash began in which X's men fell."""
    last = reading.last
    elsewhere = last is None or (act.place is not None and act.place is not last.place)
    if last is None or last.kind != "strike" or when is not None or elsewhere:
        return False
    theirs = not act.ties or bool(last.factions & act.factions)
    near = 0 <= act.sentence.index - last.order <= _NEAR and theirs
    by_hand = {last.weapon, act.weapon} <= {None, "small_arms"}
    return near and by_hand and tells_fight(frame.sentence)


def is_at_home(doc: Document, act: Act) -> bool:
    """Whether an attack is known to be the theatre's: by its country, or by the state that it fell on."""
    aimed = act.target is not None and act.target.kind == "party"
    return aimed or act.country in doc.watchlist.theatre.countries


def _is_laid_to_somebody(frame: Frame) -> bool:
    """ "Said it was behind the bombing": whose it was is told, if nothing else."""
    ends = {cue.last for cue in frame.sentence.of("own", "accusation")}
    return "noun" in frame.verbs and any(noun.first in ends and noun.of("act") for noun in frame.segment.nouns)

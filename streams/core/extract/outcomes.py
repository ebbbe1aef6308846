"""What came of an act, and with what it was done."""

from schemas.words import Outcome, Weapon
from streams.core.extract.document import Sentence
from streams.core.extract.frames import Frame

_WEAPONS: tuple[Weapon, ...] = (
    "drone", "rocket", "missile", "mortar", "ied", "small_arms", "airstrike", "vehicle", "mixed",
)  # fmt: skip
_OUTCOMES: tuple[Outcome, ...] = ("hit", "intercepted", "missed")


def weapon_word(frame: Frame, sentence: Sentence) -> Weapon | None:
    """The weapon of a frame: its own, else the one word for a weapon in its clauses."""
    value = frame.weapon
    if value is None:
        near = [p.value for p in sentence.of("weapon") if frame.segment.first <= p.first < frame.segment.last]
        value = near[0] if len(set(near)) == 1 and near[0] != "airstrike" else None
    return next((weapon for weapon in _WEAPONS if weapon == value), None)


def outcome_of(sentence: Sentence, frame: Frame) -> Outcome | None:
    """Any impact is a hit; stopped is intercepted; fallen elsewhere is missed."""
    told = {p.value for p in sentence.of("outcome") if frame.segment.first <= p.first < frame.segment.last}
    verbs = set(frame.verbs)
    if "down" in verbs and "land" not in verbs:
        return "intercepted"
    if "missed" in told:
        return "missed"
    if "hit" in told or verbs & {"kill", "wound", "assault", "seize"}:
        return "hit"
    return "intercepted" if "intercepted" in told else None


def together(one: Outcome | None, other: Outcome | None) -> Outcome | None:
    """The outcome of an act that two clauses tell: any impact is a hit."""
    if one is None or other is None:
        return one or other
    return next(outcome for outcome in _OUTCOMES if outcome in {one, other})

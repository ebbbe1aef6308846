"""What came of an act, and with what it was done."""

from schemas.words import Kind, Outcome, Weapon
from streams.core.extract.document import Sentence
from streams.core.extract.frame import Frame

_WEAPONS: tuple[Weapon, ...] = (
    "drone", "rocket", "missile", "mortar", "ied", "small_arms", "airstrike", "vehicle", "mixed",
)  # fmt: skip
_OF_STATES = frozenset(("drone", "missile", "airstrike", "mortar"))
"""What armies strike with."""

_OUTCOMES: tuple[Outcome, ...] = ("hit", "intercepted", "missed")


def weapon_word(frame: Frame, sentence: Sentence, kind: Kind) -> Weapon | None:
    """The weapon of a frame: its own, else the one word for a weapon in its clause."""
    value = frame.weapon
    if value is None:
        near = {p.value for p in sentence.of("weapon") if frame.segment.first <= p.first < frame.segment.last}
        fitting = near - {"airstrike", "aircraft"} if kind == "attack" else near & _OF_STATES
        value = next(iter(fitting)) if len(near) == 1 and fitting else None
    if value is None and kind == "strike" and frame.bombs:
        value = "airstrike"
    return next((weapon for weapon in _WEAPONS if weapon == value), None)


def outcome_of(sentence: Sentence, frame: Frame, *, boast: bool) -> Outcome | None:
    """Any impact is a hit; stopped is intercepted; fallen elsewhere is missed. A doer's boast proves nothing."""
    told = {p.value for p in sentence.of("outcome") if frame.segment.first <= p.first < frame.segment.last}
    verbs = set(frame.verbs)
    if "down" in verbs and "land" not in verbs:
        return "intercepted"
    if "missed" in told:
        return "missed"
    if not boast and ("hit" in told or verbs & {"kill", "wound", "seize", "die"}):
        return "hit"
    return "intercepted" if "intercepted" in told else None


def together(one: Outcome | None, other: Outcome | None) -> Outcome | None:
    """The outcome of an act that two clauses tell: any impact is a hit."""
    if one is None or other is None:
        return one or other
    return next(outcome for outcome in _OUTCOMES if outcome in {one, other})

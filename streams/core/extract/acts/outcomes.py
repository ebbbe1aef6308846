"""What came of an act, and with what it was done."""

from functools import partial
from typing import Final

from schemas.words import Kind, Outcome, Weapon
from streams.core.extract.acts.frame import Frame
from streams.core.extract.clauses.syntax import Segment
from streams.core.extract.words.document import Document, Sentence
from streams.core.extract.words.pieces import Piece

_WEAPONS: Final[tuple[Weapon, ...]] = (
    "drone", "rocket", "missile", "mortar", "ied", "small_arms", "airstrike", "vehicle", "mixed",
)  # fmt: skip
_OF_STATES: Final = frozenset(("drone", "missile", "airstrike", "mortar", "artillery"))
"""What armies strike with."""

_OUTCOMES: Final[tuple[Outcome, ...]] = ("hit", "intercepted", "missed")


def weapon_word(frame: Frame, sentence: Sentence, kind: Kind) -> Weapon | None:
    """The weapon of a frame: its own, else the one word for a weapon in its clauses."""
    when = (segment for segment in frame.beside if segment.opening == "sub")  # "… when a bomber blew himself up"
    clauses = () if frame.on_ground else (frame.segment, *when)  # a missile on its ramp is what was hit
    told = [_weapon_in(segment, sentence, kind) for segment in clauses]
    if frame.ellipsis:  # "two more that they fired": not their guns
        told = [each for each in told if each != "small_arms"]
    value = frame.weapon or next((each for each in told if each is not None), None)
    if value in BOMBS and any(map(partial(_tells_loaded_drone, sentence), (frame.segment, *frame.beside))):
        return "drone"
    if value in BOMBS and kind == "attack" and any(map(partial(_tells_guns, sentence), (frame.segment, *frame.beside))):
        return "mixed"
    if value is None and kind == "strike" and frame.bombs:
        value = "airstrike"
    if value == "airstrike" and kind == "attack":
        value = None  # the aircraft were what was hit
    return next((weapon for weapon in _WEAPONS if weapon == value), None)


def blows_up(frame: Frame) -> bool:
    """ "Blew up a bridge", "the bombing of a pipeline": on land that is done with a charge."""
    segment, afloat = frame.segment, frame.target is not None and frame.target.head == "vessel"
    told = (piece.lemma for piece in frame.sentence.of("act") if segment.first <= piece.first < segment.last)
    return not afloat and not frame.platform and any(lemma in _CHARGES for lemma in told)


_CHARGES: Final = frozenset(("blow up", "dynamite", "blow apart", "bombing", "bomb", "explosion"))

BOMBS: Final = frozenset(("ied", "vehicle"))


def _tells_loaded_drone(sentence: Sentence, segment: Segment) -> bool:
    """ "A drone laden with explosives"."""
    pieces = sentence.of("weapon")
    loads = {piece.first for piece in pieces if piece.value == "vehicle"}
    return any(p.value == "drone" and p.last in loads and segment.first <= p.first < segment.last for p in pieces)


def _tells_guns(sentence: Sentence, segment: Segment) -> bool:
    """ "A mine went off and gunmen fired"; one man who opens fire and blows himself up is a bomber."""
    first, last = segment.first, segment.last
    if any(first <= p.first < last and sentence.tokens[p.first].low in _BEARERS for p in sentence.of("by_gun")):
        return True
    downed = {piece.first for piece in sentence.of("act") if piece.value == "down"}
    guns = (p for p in sentence.of("weapon") if p.value == "small_arms" and p.first not in downed)
    alone = any(token.low in _SELF for token in sentence.tokens[first:last])
    return not alone and any(first <= p.first < last for p in guns)


_SELF: Final = frozenset(("himself", "herself"))
_BEARERS: Final = frozenset(("gunman", "gunmen", "masked", "sniper", "snipers"))


def weapon_before(doc: Document, sentence: Sentence) -> Weapon | None:
    """What "two more" are more of: what was sent in the sentence before, where it names one thing that can be."""
    before = next((each for each in doc.sentences if each.index == sentence.index - 1), None)
    sent = {piece.value for piece in before.of("weapon")} & _SENT if before is not None else set()
    return next((weapon for weapon in _WEAPONS if {weapon} == sent), None)


_SENT: Final = frozenset(("drone", "rocket", "missile"))


def _weapon_in(segment: Segment, sentence: Sentence, kind: Kind) -> str | None:
    """The one word for a weapon in a clause, else what men with guns are known by."""
    first, last = segment.first, segment.last
    downed = {piece.first for piece in sentence.of("act") if piece.value == "down"}  # "shot down" tells no gun
    known = {each.last - 1 for each in sentence.of("weapon_pronoun")}  # "the projectile": what it was is told before
    pieces = [p for p in sentence.of("weapon") if first <= p.first < last and p.first not in downed | known]
    near = {piece.value for piece in pieces} - {"grenade"}
    if not near and kind == "attack" and any(first <= piece.first < last for piece in sentence.of("by_gun")):
        return "small_arms"
    shots = {piece.value for piece in pieces if piece.value == "small_arms" and piece.form == "word"}
    if kind == "attack" and len(near) == 2 and "small_arms" in near and near & BOMBS:
        return "mixed" if _tells_guns(sentence, segment) else "ied"
    fitting = near - {"airstrike", "aircraft"} if kind == "attack" else near & _OF_STATES | shots
    return next(iter(fitting)) if len(near) == 1 and fitting else None


def outcome_of(sentence: Sentence, frame: Frame, *, boast: bool) -> Outcome | None:
    """Any impact is a hit; stopped is intercepted; fallen elsewhere is missed. A doer's boast proves nothing."""
    clauses = (frame.segment, *frame.beside)
    told = {
        piece.value
        for piece in sentence.of("outcome")
        if any(each.first <= piece.first < each.last for each in clauses) and not is_denied(sentence, piece)
    }
    verbs = set(frame.verbs)
    if "fell" in verbs:  # the aircraft was the target
        return "hit"
    if "down" in verbs and "land" not in verbs:
        return "intercepted"
    if "missed" in told:
        return "missed"
    if not boast and ("hit" in told or verbs & {"kill", "wound", "seize", "die"}):
        return "hit"
    return "intercepted" if "intercepted" in told else None


def is_denied(sentence: Sentence, piece: Piece) -> bool:
    """ "Neither casualties nor damage", "without hitting anything", "hit nobody"."""
    before, behind = (
        sentence.tokens[max(0, piece.first - 3) : piece.first],
        sentence.tokens[piece.last : piece.last + 1],
    )
    return any(token.low in _DENYING for token in (*before, *behind))


_DENYING: Final = frozenset(("no", "neither", "nor", "without", "nobody", "none"))


def together(one: Outcome | None, other: Outcome | None) -> Outcome | None:
    """The outcome of an act that two clauses tell: any impact is a hit."""
    if one is None or other is None:
        return one or other
    return next(outcome for outcome in _OUTCOMES if outcome in {one, other})

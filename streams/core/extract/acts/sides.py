"""The two sides of a frame and what was sent, taken from noun groups."""

from itertools import pairwise
from typing import Final

from streams.core.extract.acts.actors import Actor, actor_of, doer_of
from streams.core.extract.acts.frame import LUMP_MAX, Frame
from streams.core.extract.clauses.groups import Noun
from streams.core.extract.words.document import Sentence

WEAPON_HEADS: Final = frozenset(("weapon", "weapon_pronoun"))


def with_sides(frame: Frame, agent: Noun | None, target: Noun | None) -> Frame:
    """Set the two sides, the first word for each standing."""
    if agent is not None and agent.head in WEAPON_HEADS | {"act"}:
        frame = armed_with(frame, agent)
        known = agent.definite or any(piece.value == "definite" for piece in agent.of("det"))
        flown = agent.of("party", "demonym", "nationality") or not known  # "two of the aircraft" are those told of
        if flown and any(piece.value == "aircraft" for piece in agent.of("weapon")):
            frame = frame.but(weapon=frame.weapon or "airstrike", platform=True)
    if agent is not None and _is_counted_only(frame.sentence, agent):
        frame = frame.but(ellipsis=True)
    doer = doer_of(frame.sentence, agent)
    pronoun = agent is not None and points_back(frame.sentence, agent)
    if pronoun:
        doer = None
    back = target is not None and (target.head == "pronoun" or (target.head == "site" and target.definite))
    hit = actor_of(frame.sentence, target) if target is None or target.head not in WEAPON_HEADS else None
    if hit is not None and hit.kind == "people" and hit.text.lower().endswith("others"):
        hit = None
    if doer is not None and doer.kind == "people" and doer.head in {"site", "place", "country", "civilian"}:
        doer = None
    return frame.but(
        agent=frame.agent or doer,
        target=better_target(frame.target, hit),
        pronoun=frame.pronoun or pronoun,
        aim_back=frame.aim_back or back,
    )


def _is_counted_only(sentence: Sentence, noun: Noun) -> bool:
    """ "Two", "another", "a third", "the first of them": more of the weapons spoken of."""
    return noun.head in {"number", "pronoun"} and not points_back(sentence, noun) and not noun.of("thing", "unnamed")


def counts_more(sentence: Sentence, noun: Noun) -> bool:
    """ "Two more missiles", "a third": not those told of before."""
    if noun.head == "weapon":
        return noun.number is not None and sentence.tokens[noun.number.last].low == "more"
    nth = noun.last - noun.first == 2 and sentence.tokens[noun.first].low == "a"
    return nth and noun.head == "number" and any(piece.data.ordinal for piece in noun.of("number"))


def points_back(sentence: Sentence, noun: Noun) -> bool:
    """ "It", "they", "we", "its men", "our fighters"."""
    lows = [token.low for token in sentence.tokens[noun.first : noun.last]]
    if noun.of("faction", "leader", "party", "demonym", "outsider", "nationality"):
        return False
    ours = noun.head == "pronoun" and lows[0] in _POSSESSIVES  # "our martyrdom seeker"
    return lows[0] in _BACK_POINTERS or ours or (not _POSSESSIVES.isdisjoint(lows) and noun.head in _MANNED)


_BACK_POINTERS: Final = frozenset(("it", "they", "we", "he", "us", "them"))
_POSSESSIVES: Final = frozenset(("its", "their", "our", "his"))
_MANNED: Final = frozenset(("fighter", "personnel", "unnamed", "civilian", "vessel", "site"))


def better_target(one: Actor | None, other: Actor | None) -> Actor | None:
    """The first of two targets, unless only the other tells whose it is."""
    if one is None or (one.kind == "people" and other is not None and other.kind in {"faction", "party"}):
        return other or one
    return one


def armed_with(frame: Frame, noun: Noun) -> Frame:
    """Take the weapon that a noun names, and whether the noun is new or known."""
    weapons = [piece for piece in noun.of("weapon") if piece.value != "aircraft"]
    weapons = [p for p in weapons if all(p.last != other.first for other in weapons)]  # "a Katyusha missile"
    carrier = any(piece.value in {"airstrike", "aircraft"} for piece in noun.of("weapon")) and noun.head != "act"
    if carrier and "down" in frame.verbs:
        return frame
    weapon = frame.weapon
    flies = bool(noun.of("party", "demonym", "nationality"))  # other bombers go on foot
    if any(piece.value == "drone" for piece in weapons):  # "drones packed with explosives" are no cars
        weapons = [piece for piece in weapons if piece.value not in {"vehicle", "ied"}]
    for piece in weapons:
        weapon = mixed(weapon, piece.value if flies or piece.lemma != "bomber" else "ied")
    return frame.but(
        weapon=frame.weapon if frame.flown else weapon,
        sent=frame.sent or (count_of(frame.sentence, noun) if noun.head == "weapon" else None),
        platform=frame.platform or any(p.value == "airstrike" and (flies or p.lemma != "bomber") for p in weapons),
        ellipsis=frame.ellipsis or (not weapons and noun.head in {"pronoun", "number"}),
        definite=frame.definite or (noun.definite and not carrier) or noun.head == "pronoun",
        indefinite=frame.indefinite or (not noun.definite and noun.head != "pronoun" and not carrier),
    )


def mixed(one: str | None, other: str) -> str:
    """Two weapons of one act. Aircraft are what the other came from; a grenade adds nothing to guns."""
    if one is None or one in {other, "grenade"}:
        return other
    if other == "grenade":
        return one
    if "airstrike" in {one, other}:
        return "airstrike"
    return "vehicle" if {one, other} == {"ied", "vehicle"} else "mixed"  # the bomb was in the car


def is_wave(sentence: Sentence, noun: Noun) -> bool:
    """ "40 air raids", told with one day: however many, no running count."""
    acts = noun.of("act")
    days = [piece.data for piece in sentence.of("time") if piece.data.role in {"at", "since"}]
    return bool(acts) and acts[-1].value == "airstrike" and bool(days) and all(d.role == "at" and d.exact for d in days)


def count_of(sentence: Sentence, noun: Noun) -> int | None:
    """How many acts a noun counts; not the months of "four months of attacks"."""
    number = noun.number
    hyphen = number is not None and sentence.tokens[min(number.last, noun.last - 1)].text == "-"  # "10-hour battle"
    if number is None or hyphen or any(piece.first == number.last for piece in sentence.of("unit")):
        return None
    return int(number.data.value)


def repeated(frame: Frame) -> int | None:
    """How often, where the clause says "twice" or "four times"; not "twice as many", "four times the size"."""
    tokens, last = frame.sentence.tokens, frame.segment.last
    for at in range(frame.segment.first, last):
        low, ahead = tokens[at].low, tokens[at + 1].low if at + 1 < last else ""
        if low == "twice" and ahead != "as":
            return 2
        if low != "times" or ahead in _MEASURING:
            continue
        number = next((p.data for p in frame.sentence.of("number") if p.last == at and not p.data.ordinal), None)
        return number.value if number is not None and number.value <= LUMP_MAX else None
    share = share_of(frame.sentence) if tokens[frame.segment.first].low == "where" else None
    return share[0] if share is not None else None


_MEASURING: Final = frozenset(("as", "the", "more", "its", "their", "higher", "larger", "greater"))


def share_of(sentence: Sentence) -> tuple[int, int] | None:
    """ "Two of the four took place in X": how many, and of how many that were told before."""
    numbers = [piece for piece in sentence.of("number") if not piece.data.ordinal]
    for part, whole in pairwise(numbers):
        between = [token.low for token in sentence.tokens[part.last : whole.first]]
        if between in (["of", "the"], ["of", "those"]):
            return part.data.value, whole.data.value
    return None

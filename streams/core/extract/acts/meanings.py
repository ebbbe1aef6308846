"""What an act verb tells where it may tell several things: by its object, its particle and who is its subject."""

from typing import Final

from streams.core.extract.acts.sides import WEAPON_HEADS
from streams.core.extract.clauses.groups import Noun
from streams.core.extract.clauses.predicates import Predicate
from streams.core.extract.words.document import Sentence
from streams.core.extract.words.pieces import Piece


def best_value(predicate: Predicate, reading: Piece) -> str:
    """Which of its meanings a verb has: "destroyed" a drone is stopping it, "destroyed" a base is an assault."""
    values = [piece.value for piece in predicate.verb.readings if piece.kind == "act"]
    thing = predicate.subject if predicate.verb.voice == "passive" else predicate.object
    weapon = thing is not None and thing.head in WEAPON_HEADS | {"pronoun", "number"}
    if "kill" in values and thing is not None and thing.head in _PERSONS:  # "neutralised nine fighters"
        return "kill"
    felled = any(piece.value != "down" or piece.lemma in _FELLING for piece in predicate.verb.readings)
    if "down" in values and thing is not None and thing.head == "site" and felled:  # "brought down a bridge"
        return "land" if predicate.subject is not None and predicate.subject.head in WEAPON_HEADS else "assault"
    if "down" in values and (weapon or "assault" not in values):
        return "down"
    if len(values) > 1 and "down" in values:
        values.remove("down")
    if "launch" in values and len(values) > 1:
        sent = thing is not None and (thing.head in WEAPON_HEADS or bool(thing.of("weapon")))
        values = ["launch"] if sent else [value for value in values if value != "launch"]
    if "land" in values and predicate.subject is not None and _falls(predicate, predicate.subject):
        return "die"
    if taker(predicate) is not None and any(piece.lemma in _YIELDING for piece in predicate.verb.readings):
        return "yield"
    if "land" in values and len(values) > 1:
        by_weapon = predicate.subject is not None and (
            predicate.subject.head in WEAPON_HEADS or (is_vehicle(predicate.subject) and bursts(predicate))
        )
        landed = by_weapon and predicate.verb.voice == "active"
        return "land" if landed else next((v for v in values if v != "land"), "land")
    return values[0] if values else reading.value


_FELLING: Final = frozenset(("bring down", "take down", "down", "shoot down", "knock down"))
_PERSONS: Final = frozenset(("fighter", "unnamed", "leader", "personnel", "civilian", "name", "speaker"))
_YIELDING: Final = frozenset(("fall", "lose"))


def taker(predicate: Predicate) -> Noun | None:
    """ "The town fell to X", "they lost the base to X": into whose hands ground passed."""
    lost = predicate.subject if any(p.lemma == "fall" for p in predicate.verb.readings) else predicate.object
    ground = lost is not None and (lost.head in {"site", "place", "speaker"} or bool(lost.of("place")))
    to = (oblique.noun for oblique in predicate.obliques if oblique.role == "to")
    return next((noun for noun in to if noun.head in _TAKERS or noun.of("faction")), None) if ground else None


_TAKERS: Final = frozenset(("name", "fighter", "unnamed", "group", "pronoun"))


def _falls(predicate: Predicate, who: Noun) -> bool:
    """ "Four of its fighters fell": they died; not "fell back", "fell into a trap"."""
    falls = any(piece.lemma == "fall" for piece in predicate.verb.readings)
    onward = any(oblique.role in {"to", "from", "for"} for oblique in predicate.obliques)
    return (
        falls
        and not onward
        and predicate.object is None
        and (who.head in {"fighter", "personnel", "leader"} or (who.number is not None and bool(who.of("faction"))))
    )


def answers(predicate: Predicate) -> bool:
    """ "Replied with strikes on", "answered with rockets": a verb of saying that is done with arms."""
    replied = any(piece.lemma in _REPLYING for piece in predicate.verb.readings)
    return replied and means(predicate) is not None


def split_value(sentence: Sentence, predicate: Predicate) -> str | None:
    """ "Took 40 passengers hostage", "set a post on fire": what a verb tells with a word behind its object."""
    thing = predicate.subject if predicate.verb.voice == "passive" else predicate.object
    if thing is None:
        return None
    if not predicate.verb.readings and thing.of("act") and _is_scene(sentence, thing):
        return "suffer"
    if _takes_ground(predicate, thing):
        return "seize"
    pairs = [pair for piece in predicate.verb.readings for pair in _SPLIT.get(piece.lemma, ())]
    if not pairs:
        return None
    near = [token.low for token in sentence.tokens[predicate.verb.last : predicate.verb.last + _SPLIT_TOKENS_MAX]]
    near = near[: next((at for at, low in enumerate(near) if low in {",", ";", "and"}), len(near))]
    for closing, value in pairs:
        if not closing.isdisjoint(near) and (value != "kill" or _takes_lives(sentence, predicate)):
            return value
    return None


def _takes_ground(predicate: Predicate, thing: Noun) -> bool:
    """ "The rebels took two more camps", "the town was taken by the X": ground that changes hands."""
    if not any(piece.lemma == "take" for piece in predicate.verb.readings):
        return False
    by = next((o.noun for o in predicate.obliques if o.role == "by"), None)
    taken_by = by if predicate.verb.voice == "passive" else predicate.subject
    ground = thing.head == "place" or not _GROUND.isdisjoint(piece.lemma for piece in thing.of("thing"))
    onward = any(o.role in {"to", "from", "for"} for o in predicate.obliques)
    return (
        ground and not onward and taken_by is not None and (taken_by.head in _CAPTORS or bool(taken_by.of("faction")))
    )


_CAPTORS: Final = frozenset(("fighter", "unnamed", "group"))
_GROUND: Final = frozenset(
    ("base", "air base", "airbase", "camp", "outpost", "garrison", "barrack", "headquarters", "post", "position",
     "town", "village", "airfield", "airport", "fort", "border post", "military base", "army base", "patrol base",
     "checkpoint", "stronghold", "hamlet", "police station", "crossing", "prison", "city", "hill")
)  # fmt: skip


def _is_scene(sentence: Sentence, thing: Noun) -> bool:
    """ "Was the target of an attack", "was the scene of two blasts"."""
    words = [token.low for token in sentence.tokens[thing.first : thing.last]]
    return "of" in words and words[words.index("of") - 1] in _SCENES


_SCENES: Final = frozenset(("target", "scene", "site", "object", "victim"))


def _takes_lives(sentence: Sentence, predicate: Predicate) -> bool:
    """ "Gunmen left seven dead"; where a clash or a crash did, the verb only tells its toll."""
    doer = predicate.subject
    nouns = (piece for piece in sentence.of("act") if piece.form in {"singular", "plural"})
    told = any(piece.last <= predicate.verb.first for piece in nouns)
    dead = predicate.object
    rebels = dead is not None and (dead.head in {"fighter", "unnamed"} or bool(dead.of("faction")))
    return doer is not None and ((doer.head in _KILLERS and not told) or (doer.head == "act" and rebels))


_KILLERS: Final = frozenset(("fighter", "unnamed", "group", "name", "weapon", "pronoun", ""))


_SPLIT_TOKENS_MAX: Final = 10
_SPLIT: Final[dict[str, tuple[tuple[frozenset[str], str], ...]]] = {
    "take": ((frozenset(("hostage", "captive", "prisoner")), "seize"), (frozenset(("lives", "life")), "kill")),
    "set": ((frozenset(("fire", "ablaze", "alight", "aflame", "afire")), "assault"),),
    "leave": ((frozenset(("dead",)), "kill"),),
    "put": ((frozenset(("torch",)), "assault"),),
}
"""Verb → the words that may close it, and what it then tells."""

_REPLYING: Final = frozenset(("answer", "reply", "respond", "retaliate"))


def means(predicate: Predicate) -> Noun | None:
    """What something is done with, where these are arms or an act."""
    return next((o.noun for o in predicate.obliques if o.role == "with" and o.noun.head in {"act", "weapon"}), None)


def is_mine(noun: Noun | None) -> bool:
    """Whether a noun is a bomb or a mine that lies somewhere."""
    return noun is not None and noun.head == "weapon" and is_bomb(noun)


def is_bomb(noun: Noun) -> bool:
    """Whether a noun names no other weapon than bombs."""
    return {piece.value for piece in noun.of("weapon")} == {"ied"}


def is_vehicle(noun: Noun) -> bool:
    """A car or lorry that nobody's soldiers are in."""
    things = noun.of("thing")
    return bool(things) and things[-1].lemma in _VEHICLES and all(piece.value != "personnel" for piece in things)


_VEHICLES: Final = frozenset(
    ("car", "truck", "lorry", "van", "minibus", "bus", "pickup", "jeep", "motorcycle", "vehicle")
)


def bursts(predicate: Predicate) -> bool:
    """ "A van blew up", by itself and on no mine."""
    mined = any(is_mine(oblique.noun) for oblique in predicate.obliques)
    alone = predicate.object is None and predicate.verb.voice == "active" and not mined
    return alone and any(
        piece.lemma in {"explode", "blow up", "go off", "detonate"} for piece in predicate.verb.readings
    )

"""Verbs that are said of the one that was hit: "came under fire", "was the target of a raid", "lost a commander"."""

from typing import Final

from streams.core.extract.acts.actors import actor_of
from streams.core.extract.acts.frame import Frame
from streams.core.extract.acts.meanings import taker
from streams.core.extract.acts.sides import WEAPON_HEADS, armed_with, with_sides
from streams.core.extract.clauses.groups import Noun
from streams.core.extract.clauses.predicates import Predicate


def undergo(frame: Frame, predicate: Predicate, first: Noun | None, __: Noun | None) -> Frame:
    """ "Mirna came under attack from X", "two soldiers died"."""
    source = next((o.noun for o in predicate.obliques if o.role in {"from", "by"}), None)
    armed = source is not None and (source.head in _DEALERS or bool(source.of("faction", "leader")))
    struck = first if predicate.verb.voice == "active" else predicate.subject
    return with_sides(frame, source if armed else None, struck)


_DEALERS: Final = WEAPON_HEADS | {"fighter", "unnamed", "group"}


def suffer(frame: Frame, predicate: Predicate, _: Noun | None, blow: Noun | None) -> Frame | None:
    """ "Mirna was the target of a rocket attack by X"."""
    if blow is None:
        return None
    weapon = blow.of("act")[-1].value
    by = next((o.noun for o in predicate.obliques if o.role == "by"), None)
    armed = armed_with(with_sides(frame, by, predicate.subject), blow)
    told = None if weapon in {"attack", "blast", "barrage", "seizure"} else weapon
    return armed.but(weapon=armed.weapon or told, agent=armed.agent or actor_of(frame.sentence, blow))


def under(frame: Frame, predicate: Predicate, _: Noun | None, blow: Noun | None) -> Frame | None:
    """ "Mirna came under Valdorian fire"."""
    if blow is None or not (blow.head in WEAPON_HEADS | {"act"} or frame.sentence.tokens[blow.last - 1].low == "fire"):
        return None
    return with_sides(frame, blow, predicate.subject)


def meet(frame: Frame, _: Predicate, comer: Noun | None, met: Noun | None) -> Frame | None:
    """ "The patrol ran into X gunmen", "soldiers encountered rebels": those who lay there are who struck."""
    lurker = met if met is not None and met.head in _LURKING else None
    armed = comer is not None and (comer.head in {"personnel", "name", "pronoun", "site", "speaker"})
    return with_sides(frame, lurker, comer) if lurker is not None and armed else None


_LURKING: Final = frozenset(("fighter", "unnamed", "group"))


def yielded(frame: Frame, predicate: Predicate, _: Noun | None, lost: Noun | None) -> Frame:
    """ "Mirna fell to X", "the army gave up Mirna to X"."""
    return with_sides(frame, taker(predicate), lost or predicate.subject)


def lose(frame: Frame, predicate: Predicate, _: Noun | None, lost: Noun | None) -> Frame | None:
    """ "The X lost a commander in a raid": they are who was hit."""
    people = lost is not None and lost.head in {"fighter", "leader", "personnel", "civilian", "speaker", "number"}
    return with_sides(frame, None, predicate.subject) if people else None

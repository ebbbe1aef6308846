"""A frame: one act as one clause tells it, before anybody asks whose it was."""

from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, Final

from streams.core.extract.acts.actors import Actor
from streams.core.extract.clauses.groups import Noun
from streams.core.extract.clauses.syntax import Segment
from streams.core.extract.words.dates import When
from streams.core.extract.words.document import Sentence
from streams.core.extract.words.pieces import FELLED

LUMP_MAX: Final = 20
"""More acts than these are a running count."""


@dataclass(slots=True)
class Frame:
    """One act as one clause tells it. None and empty: not told here."""

    sentence: Sentence
    segment: Segment
    agent: Actor | None = None
    target: Actor | None = None
    weapon: str | None = None
    platform: bool = False
    """The weapon is what carried the blow (aircraft), not what was sent."""
    flown: bool = False
    """A drone sent the weapon: it is the drone's act."""
    verbs: tuple[str, ...] = ()
    """Values of the act words: assault, kill, launch, land, down, …"""
    definite: bool = False
    """It speaks of a known act or weapon: "the drone", "the attack"."""
    indefinite: bool = False
    """It brings up a new one: "a drone", "two rockets"."""
    number: int | None = None
    """How many acts the noun counts: "four attacks"."""
    plural: bool = False
    """A plural act noun without a number: "attacks on bases", "the raids"."""
    sent: int | None = None
    """How many weapons were sent: "five rockets"."""
    ellipsis: bool = False
    """The weapon is only counted: "a third", "the other"."""
    pronoun: bool = False
    """The doer is a pronoun or "its men": somebody named before."""
    perfect: bool = False
    """Told in the present perfect: "has struck", without a day."""
    bombs: bool = False
    """A verb says bombs fell."""
    on_ground: bool = False
    """It fell on a weapon that had not been fired yet."""
    deed: bool = False
    """Its verb of killing tells of hands that did it: "shot dead", "hacked to death"."""
    owned: Noun | None = None
    """The act noun that somebody claims, or is blamed for."""
    aim_back: bool = False
    """It fell on what was spoken of before: "at it", "the base", "the same base"."""
    beside: tuple[Segment, ...] = ()
    """Further clauses of the sentence that tell the same act."""
    place_nouns: tuple[Noun, ...] = ()
    whens: tuple[When, ...] = ()
    weak_whens: tuple[When, ...] = ()
    """Times of the telling, for want of better."""

    def but(self, **changes: Any) -> "Frame":
        """A copy in which some fields are others: `dataclasses.replace`, at a third of its time.

        Raises `KeyError` for what is no field.
        """
        values = list(_values(self))
        for name, value in changes.items():
            values[_AT[name]] = value
        return Frame(*values)

    @property
    def only_named(self) -> bool:
        """Told by an act noun alone."""
        return "noun" in self.verbs and set(self.verbs) <= {"noun", "seize"}

    @property
    def only_fells(self) -> bool:
        """Told by the fallen alone: "seven militants were killed in a gunbattle"."""
        return set(self.verbs) <= FELLED | {"noun"}

    @property
    def words(self) -> frozenset[str]:
        """The words of its clause, in lower case."""
        return frozenset([token.low for token in self.sentence.tokens[self.segment.first : self.segment.last]])

    @property
    def only_stops(self) -> bool:
        """Told by what stopped it alone: "the army foiled an infiltration"."""
        return "down" in self.verbs and set(self.verbs) <= {"down", "noun"} and self.agent is None and not self.weapon

    @property
    def strong(self) -> bool:
        """More than a toll: somebody did something."""
        return bool(set(self.verbs) - {"die", "kill", "wound", "lose"}) or self.deed or bool(self.agent or self.weapon)


_AT: Final = {each.name: at for at, each in enumerate(fields(Frame))}
_values = attrgetter(*_AT)

"""The dead or the wounded of one clause, as a number."""

from dataclasses import dataclass
from typing import Literal

from streams.core.extract.acts.actors import Actor

What = Literal["killed", "wounded"]


@dataclass(slots=True)
class Toll:
    """A number of people killed or wounded."""

    what: What
    value: int
    factions: tuple[str, ...]
    """The watched factions that they are of."""
    armed: bool
    """They are fighters: perhaps those of the attacker himself."""
    companion: bool
    """They come on top of a leader."""
    first: int
    """Token of the sentence where it stands."""
    victims: str = ""
    """As told."""
    whom: Actor | None = None
    """The first of them."""
    killers: tuple[str, ...] = ()
    """The watched factions that are said to have done it."""
    single: bool = False
    """One person, not a number."""
    total: bool = False
    """An ordinal: "a fifth died" makes five of the four told before."""
    risen: bool = False
    """The whole toll so far: "the death toll rose to five"."""
    rival: bool = False
    """Somebody else's figure: it counts for want of another."""

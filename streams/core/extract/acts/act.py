"""An act as the article tells it so far: what the joining of clauses works on."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from schemas.words import AttributionWord, Kind, Outcome, Weapon
from streams.core.extract.acts.actors import Actor
from streams.core.extract.acts.places import Place
from streams.core.extract.words.document import Sentence

RANK: Final[dict[AttributionWord, int]] = {
    "claimed": 5,
    "blamed": 4,
    "suspected": 3,
    "stated": 2,
    "denied": 1,
    "none": 0,
}
"""A claim outranks blame, blame outranks suspicion; a denial stands first only when it stands alone."""


@dataclass(slots=True)
class Act:
    """Grows while the sentences of one article are read; never leaves the reader."""

    kind: Kind
    sentence: Sentence
    ties: dict[str, AttributionWord] = field(default_factory=dict)
    """Factions on the watched side, with the strongest word for each."""
    anaphoric: bool = False
    """Its factions are only pointed back to: it can add a claim to what is known of the act, but no blame."""
    said_by: str | None = None
    teller: Actor | None = None
    """Whose word this telling of it is."""
    foreign: bool = False
    """Laid to, or claimed by, a body that nobody watches."""
    striker: Actor | None = None
    """Of a strike: who struck."""
    striker_word: AttributionWord = "none"
    target: Actor | None = None
    hurt: Actor | None = None
    """Who was killed or wounded, as told first."""
    day_from: date | None = None
    day_to: date | None = None
    place: Place | None = None
    country: str | None = None
    weapon: Weapon | None = None
    charge: bool = False
    """Something was blown up: with a charge, unless a weapon is told."""
    outcome: Outcome | None = None
    killed: int | None = None
    lone_death: bool = False
    """`killed` is a single person told of: a number that comes later counts more of them."""
    boasted: bool = False
    """`killed` is the attackers' own figure: any other replaces it."""
    wounded: int | None = None
    taking: bool | None = None
    """People, ships or towns were taken, or else something was fired; None where it may be either."""
    leaders: tuple[str, ...] = ()
    companions: int | None = None
    count: int = 1
    sent: int | None = None
    """How many weapons were sent, where a clause counts them."""
    distinct: bool = False
    weak_day: bool = False
    """The day is that of the telling: any better one replaces it."""
    told_near: bool = False
    """The weak day is that of the sentences before, not of the telling."""
    order: int = 0
    """Index of the sentence that spoke of it last."""
    militant: bool = False
    """Those who did it are called rebels, jihadists and the like, if nothing else."""
    pending: bool = False
    """It tells too little to be news by itself: it waits for a word of whose deed it was."""
    awaits_word: bool = False
    """Its clause tells the fallen alone: the next sentences may say whose deed it was."""
    open: bool = False
    """Neither side is told: it may turn out to be an attack or a strike."""

    @property
    def factions(self) -> set[str]:
        """Factions tied to it."""
        return set(self.ties)

    def tie(self, faction: str, word: AttributionWord, said_by: str | None = None) -> None:
        """Tie a faction to it, or strengthen the tie."""
        held = self.ties.get(faction)
        if held is None or RANK[word] > RANK[held]:
            self.ties[faction] = word
            if said_by and (self.said_by is None or word == "claimed"):
                self.said_by = said_by

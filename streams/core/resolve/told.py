"""What the resolver keeps of a mention and of its article: small, with everything that grouping asks worked out.

A theatre may hold a million of them, so they are slotted and share their strings.
"""

import re
from array import array
from datetime import date
from hashlib import blake2b
from operator import attrgetter
from sys import intern
from zoneinfo import ZoneInfo

from schemas import Attributed, Extraction, Mention, Watchlist
from schemas.words import AttributionWord, Kind, Outcome, Weapon
from streams.core.provenance import canonical_outlet
from streams.core.resolve.places import Gazetteer, Level, Spot

UNTOLD_REACH_DAYS = 7
"""An act without a day is looked for this many days before the article."""

RANGE_MAX_DAYS = 31
"""A longer range is read as its last days."""

READ_MAX = 20_000
"""Printed counterparties that are remembered as read."""

_NO_NAMES = frozenset(
    {
        "a",
        "an",
        "the",
        "some",
        "several",
        "many",
        "dozens",
        "hundreds",
        "unknown",
        "unidentified",
        "one",
        "two",
        "three",
    }
    | {"four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "commercial", "merchant"}
)
"""Words that may open a sentence with a capital and name nothing."""

_WORD = re.compile(r"\w+")


class Paper:
    """One article as the resolver holds it: its newest version."""

    __slots__ = (
        "article_id",
        "day",
        "fingerprint",
        "order",
        "outlet",
        "published",
        "root",
        "updates",
        "url",
        "voice",
        "wire",
    )

    def __init__(self, extraction: Extraction, zone: ZoneInfo) -> None:
        self.article_id = extraction.article_id
        self.url = extraction.url
        self.outlet = intern(extraction.source)
        self.wire = intern(extraction.wire) if extraction.wire else None
        self.voice = intern(canonical_outlet(extraction.wire or extraction.source))
        """Whose word it is, as far as names tell."""
        self.fingerprint = array("q", extraction.fingerprint)
        self.published = extraction.published_at
        self.order = (extraction.published_at, extraction.version)
        self.day = extraction.published_at.astimezone(zone).toordinal()
        """Day of publication in the theatre, as an ordinal."""
        self.updates = extraction.updates
        self.root = extraction.article_id
        """Id of the article at the other end of its chain of updates."""


class Told:
    """One mention. Days are ordinals (`date.toordinal`)."""

    __slots__ = (
        "also",
        "anchor",
        "attribution",
        "count",
        "counterparty",
        "counterparty_id",
        "country",
        "distinct",
        "exact",
        "faction",
        "factions",
        "first",
        "killed",
        "kind",
        "last",
        "leaders",
        "mention_id",
        "names",
        "outcome",
        "paper",
        "parties",
        "place",
        "rank",
        "said_by",
        "seed",
        "spot",
        "text",
        "weapon",
        "wounded",
    )

    paper: Paper
    kind: Kind
    attribution: AttributionWord
    also: tuple[Attributed, ...]
    weapon: Weapon | None
    outcome: Outcome | None
    spot: Spot | None

    def __init__(self, mention: Mention, paper: Paper, names: "Names") -> None:
        self.paper = paper
        self.mention_id = mention.mention_id
        self.seed = ""
        """Id of the incident that this mention opens; see `seed`."""
        self.kind = mention.kind
        self.faction = intern(mention.faction) if mention.faction else None
        self.attribution = mention.attribution
        self.also = mention.also
        self.factions = names.factions(mention)
        """Those that are said to have to do with it, denials aside."""
        self.said_by = intern(mention.said_by) if mention.said_by else None
        self.counterparty = intern(mention.counterparty) if mention.counterparty else None
        self.counterparty_id = intern(mention.counterparty_id) if mention.counterparty_id else None
        self.parties, self.names = names.parties(mention.counterparty_id, mention.counterparty)
        self.first = mention.date_from.toordinal() if mention.date_from else None
        self.last = mention.date_to.toordinal() if mention.date_to else self.first
        if self.first is None:
            self.first = self.last
        self.place = intern(mention.place) if mention.place else None
        self.spot = names.spot(mention.place_name, mention.place, mention.country)
        listed = self.spot.country if self.spot is not None and self.spot.listed else None
        self.country = listed or mention.country
        self.exact = self.first is not None and self.first == self.last and self.country is not None
        """The day and the country are told: it can open an incident of that day."""
        self.anchor = self.last if self.last is not None else paper.day
        """The day by which it is filed."""
        self.weapon = mention.weapon
        self.outcome = mention.outcome
        self.killed = mention.killed
        self.wounded = mention.wounded
        self.leaders = mention.leaders_killed
        self.count = mention.count
        self.distinct = mention.distinct
        self.text = mention.evidence.text
        self.rank = (self._detail(), paper.published, mention.mention_id)
        """Order in which mentions are grouped: the best told first."""

    @property
    def window(self) -> tuple[int, int]:
        """First and last day on which its act is looked for."""
        if self.first is None or self.last is None:
            return self.paper.day - UNTOLD_REACH_DAYS, self.paper.day
        return max(self.first, self.last - RANGE_MAX_DAYS), self.last

    def _detail(self) -> int:
        """Negative, so that more detail sorts first: place before all."""
        level = self.spot.level if self.spot is not None else Level.BROAD + 1
        told = (self.weapon, self.counterparty, self.faction, self.outcome, self.killed, self.wounded)
        filled = len(told) - told.count(None) + (self.weapon not in (None, "mixed")) + len(self.leaders)
        return 10 * level - filled


class Names(Gazetteer):
    """The names that mentions are read with: spots, parties, and what is left over as a proper name."""

    def __init__(self, watchlist: Watchlist) -> None:
        super().__init__(watchlist)
        self._party_of = {
            tuple(_WORD.findall(name.casefold())): party.id
            for party in watchlist.parties
            for name in (party.name, *party.aliases, *party.demonyms)
        }
        self._words_max = max(map(len, self._party_of), default=0)
        self._together: dict[frozenset[str], frozenset[str]] = {}
        self._read: dict[tuple[str | None, str | None], tuple[frozenset[str], frozenset[str]]] = {}

    def factions(self, mention: Mention) -> frozenset[str]:
        """The factions that a mention ties to its act, denials aside."""
        named = [also.faction for also in mention.also if also.attribution != "denied"]
        if mention.faction is not None and mention.attribution != "denied":
            named.append(mention.faction)
        together = frozenset(named)
        return self._together.setdefault(together, together)

    def parties(self, party_id: str | None, printed: str | None) -> tuple[frozenset[str], frozenset[str]]:
        """Ids of the listed parties that a counterparty names, and its other capitalised words (a ship's name)."""
        asked = (party_id, printed)
        if asked not in self._read:
            if len(self._read) >= READ_MAX:
                self._read.clear()
            self._read[asked] = self._parties(party_id, (printed or "")[:300])
        return self._read[asked]

    def _parties(self, party_id: str | None, printed: str) -> tuple[frozenset[str], frozenset[str]]:
        words = _WORD.findall(printed)
        folded = [word.casefold() for word in words]
        ids = {party_id} if party_id else set()
        proper = []
        position = 0
        while position < len(words):
            for length in range(min(self._words_max, len(words) - position), 0, -1):
                if party := self._party_of.get(tuple(folded[position : position + length])):
                    ids.add(party)
                    break
            else:
                length = 1
                if words[position][0].isupper() and folded[position] not in _NO_NAMES:
                    proper.append(folded[position])
            position += length
        return frozenset(ids), frozenset(proper)


def seed(tolds: list[Told], theatre: str) -> None:
    """Give each mention of one article its seed.

    A seed names the story, kind, days, country and place, so that it outlives corrections of everything else;
    a number keeps the acts of one article apart that share all these.
    """
    seen: dict[str, int] = {}
    for told in sorted(tolds, key=attrgetter("mention_id")):
        spot = told.spot.key if told.spot is not None else None
        days = f"{told.first}|{told.last}"
        base = f"{theatre}\x00{told.paper.root}\x00{spot}\x00{told.kind}|{days}|{told.country}|{told.count > 1}"
        number = seen.get(base, 0)
        seen[base] = number + 1
        told.seed = "i-" + blake2b(f"{base}|{number}".encode(), digest_size=10).hexdigest()


def day_of(ordinal: int | None) -> date | None:
    """The date of an ordinal."""
    return None if ordinal is None else date.fromordinal(ordinal)

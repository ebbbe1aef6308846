"""Places: whether two printed names can mean one spot.

The watchlist's gazetteer gives a spot its country, its level and what it lies within; a name that is not
listed is read from its own words. `relation` says what two spots are to each other. It never guesses a
contradiction: only two spots of the same level, or two whose distance or containment is known, are apart.
"""

import math
import re
import unicodedata
from dataclasses import dataclass, field
from enum import IntEnum
from weakref import WeakValueDictionary

from rapidfuzz.fuzz import ratio

from schemas import Place, Watchlist

SIMILAR_MIN = 84.0
"""Likeness (0-100) of two unlisted names that are spellings of one."""

NEAR_KM = 12.0
"""Two listed spots this close can be told for each other."""


class Level(IntEnum):
    """How much room a spot takes."""

    POINT = 1
    TOWN = 2
    BROAD = 3


REACH_KM = {Level.POINT: NEAR_KM, Level.TOWN: 60.0, Level.BROAD: 300.0}
"""Two spots further apart than the reach of the wider one are apart."""


class Relation(IntEnum):
    """What two spots are to each other."""

    SAME = 1
    NEAR = 2
    INSIDE = 3
    """One lies within the other."""
    OPEN = 4
    """Nothing speaks against either lying in the other, or one is untold."""
    APART = 5


_BROAD_KINDS = frozenset(
    {"country", "region", "province", "governorate", "state", "department", "territory", "county", "oblast", "wilaya"}
    | {"cercle", "sea", "strait", "gulf", "ocean", "area", "desert", "valley", "basin", "river", "mountain"}
    | {"mountains", "border", "coast", "corridor", "island", "islands", "peninsula"}
)
_TOWN_KINDS = frozenset({"city", "municipality", "district", "capital", "commune", "metropolis"})
_GENERIC = frozenset(
    {"al", "el", "as", "ash", "ad", "an", "ar", "at", "az", "the", "of", "in", "and", "de", "la", "near", "field"}
    | {"base", "bases", "air", "airbase", "airfield", "camp", "garrison", "outpost", "post", "station", "zone"}
    | {"landing", "city", "town", "village", "province", "governorate", "area", "district", "site", "sites"}
    | {"facility", "facilities", "military", "us", "u", "s", "american", "suburb", "outskirts", "countryside"}
    | {"neighbourhood", "neighborhood", "gas", "oil", "plant"}
)
"""Words that do not tell one place from another."""
_DIRECTION = re.compile(
    r"\b(north|south|east|west|central|upper|lower|northern|southern|eastern|western|"
    r"north-?east(?:ern)?|north-?west(?:ern)?|south-?east(?:ern)?|south-?west(?:ern)?)\b"
)
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Spot:
    """A place as mentions name it. One object a spot in a gazetteer, so identity is equality."""

    key: str
    name: str
    country: str | None
    level: Level
    listed: bool
    tokens: frozenset[str]
    kind: str = ""
    within: frozenset[str] = frozenset()
    """Keys of the listed places around it."""
    at: tuple[float, float] | None = None
    """Degrees north and east."""
    relations: dict[str, Relation] = field(default_factory=dict)
    """Answers already given, by the key of the other listed spot."""


class Gazetteer:
    """All spots of one theatre: the listed ones, and the others as mentions name them."""

    def __init__(self, watchlist: Watchlist) -> None:
        by_name = {place.name: place for place in watchlist.places}
        self._listed: dict[str, Spot] = {}
        self._spots: WeakValueDictionary[tuple[str | None, str | None, str | None], Spot] = WeakValueDictionary()
        """Those that some mention still holds: what leaves the horizon takes its names along."""
        for place in watchlist.places:
            spot = _listed(place, by_name)
            for name in (place.name, *place.aliases):
                self._listed.setdefault(_folded(name), spot)
        self._by_words = {frozenset(_tokens(name)): spot for name, spot in self._listed.items() if _tokens(name)}

    def spot(self, place_name: str | None, place: str | None, country: str | None) -> Spot | None:
        """The spot of a mention: by the watchlist's name of it, else by the printed one."""
        asked = (place_name, place, country)
        spot = self._spots.get(asked)
        if spot is None and (spot := self._find(place_name, place, country)) is not None:
            self._spots[asked] = spot
        return spot

    def _find(self, place_name: str | None, place: str | None, country: str | None) -> Spot | None:
        for name in (place_name, place):
            if name and (spot := self._listed.get(_folded(name))):
                return spot
        name = place or place_name
        if not name or not _folded(name):
            return None
        tokens = frozenset(_tokens(name))
        spot = self._by_words.get(tokens)
        if spot is not None and country in (None, spot.country):
            return spot
        broad = bool(_DIRECTION.search(_folded(name)))
        key = "~" + " ".join(sorted(tokens) or [_folded(name)])
        return Spot(key, name, country, Level.BROAD if broad else Level.POINT, listed=False, tokens=tokens)


def relation(one: Spot | None, other: Spot | None) -> Relation:
    """What two spots are to each other; symmetric. None is an untold place."""
    if one is None or other is None:
        return Relation.OPEN
    if one is other or one.key == other.key:
        return Relation.SAME
    if not (one.listed and other.listed):
        return _relation(one, other)
    known = one.relations.get(other.key)
    if known is None:
        known = one.relations[other.key] = _relation(one, other)
    return known


def _relation(one: Spot, other: Spot) -> Relation:
    if one.country and other.country and one.country != other.country:
        return Relation.APART
    if other.key in one.within or one.key in other.within:
        return Relation.INSIDE
    wide, narrow = (one, other) if one.level >= other.level else (other, one)
    if one.at and other.at:
        km = _distance_km(one.at, other.at)
        if km > REACH_KM[wide.level] + NEAR_KM:
            return Relation.APART
        if wide.level == Level.POINT and km <= NEAR_KM:
            return Relation.NEAR
    return _relation_by_level(wide, narrow) if one.listed and other.listed else _relation_by_words(wide, narrow)


def _relation_by_level(wide: Spot, narrow: Spot) -> Relation:
    if wide.level > narrow.level:
        return Relation.APART if narrow.within and wide.level == Level.BROAD else Relation.OPEN
    return Relation.OPEN if wide.level == Level.BROAD and wide.kind != narrow.kind else Relation.APART


def _relation_by_words(wide: Spot, narrow: Spot) -> Relation:
    if wide.tokens and narrow.tokens and (wide.tokens < narrow.tokens or narrow.tokens < wide.tokens):
        return Relation.INSIDE
    if wide.level == narrow.level and ratio(wide.key.lstrip("~"), narrow.key.lstrip("~")) >= SIMILAR_MIN:
        return Relation.SAME
    return Relation.OPEN if wide.level > narrow.level or wide.level == Level.BROAD else Relation.APART


def _listed(place: Place, by_name: dict[str, Place]) -> Spot:
    within: list[str] = []
    outer = place.within
    while outer in by_name and outer not in within:
        within.append(outer)
        outer = by_name[outer].within
    at = None if place.lat is None or place.lon is None else (place.lat, place.lon)
    kinds = set(_WORD.findall(_folded(place.kind)))
    level = Level.BROAD if kinds & _BROAD_KINDS else Level.TOWN if kinds & _TOWN_KINDS else Level.POINT
    tokens = frozenset(_tokens(place.name))
    return Spot(place.name, place.name, place.country, level, True, tokens, place.kind, frozenset(within), at)


def _folded(name: str) -> str:
    """Lower case, accents and apostrophes gone, hyphens as spaces."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return " ".join(re.sub(r"[^\w]+", " ", re.sub(r"[\u0300-\u036f'’ʼʿ`.]", "", plain)).split())


def _tokens(name: str) -> list[str]:
    return [word for word in _WORD.findall(_folded(name)) if word not in _GENERIC]


def _distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance (haversine), mean Earth radius 6371 km."""
    (lat_1, lon_1), (lat_2, lon_2) = (tuple(map(math.radians, one)), tuple(map(math.radians, other)))
    half = math.sin((lat_2 - lat_1) / 2) ** 2 + math.cos(lat_1) * math.cos(lat_2) * math.sin((lon_2 - lon_1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, half)))

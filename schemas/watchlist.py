"""A watchlist: the names of one theatre, as data. The code knows no faction by name."""

from typing import Annotated

from pydantic import Field, StringConstraints

from schemas.base import LINE_PATTERN, Country, Record, Slug, Value
from schemas.words import FactionKind

Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=LINE_PATTERN)]


class Leader(Value):
    """A person who stands for a faction."""

    name: Name
    aliases: tuple[Name, ...] = ()


class Faction(Value):
    """An armed group that is watched, or a coalition of such."""

    id: Slug
    name: Name
    kind: FactionKind
    member_of: tuple[Slug, ...] = ()
    aliases: tuple[Name, ...] = ()
    leaders: tuple[Leader, ...] = ()


class Party(Value):
    """Who else acts or is acted upon: states, forces, mediators, civilians."""

    id: Slug
    name: Name
    aliases: tuple[Name, ...] = ()
    demonyms: tuple[Name, ...] = ()


class Place(Value):
    """A place at which acts happen."""

    name: Name
    aliases: tuple[Name, ...] = ()
    country: Country
    kind: Name
    within: Name | None = Field(default=None, description="Name of the larger listed place.")
    lat: float | None = Field(default=None, ge=-90, le=90, description="Degrees north.")
    lon: float | None = Field(default=None, ge=-180, le=180, description="Degrees east.")


class Theatre(Value):
    """A region of conflict: the unit of de-duplication."""

    id: Slug
    name: Name
    countries: tuple[Country, ...] = Field(min_length=1)
    timezone: Name = Field(description="IANA name, such as `Asia/Baghdad`.")


class Watchlist(Record):
    """One YAML file a theatre."""

    theatre: Theatre
    factions: tuple[Faction, ...] = Field(min_length=1)
    parties: tuple[Party, ...] = ()
    places: tuple[Place, ...] = ()

"""Annotated articles: one article and what a careful human coder reads out of it, one JSON object a line.

The names and values are those of the records in `schemas`; what the format calls an aggregate is a
reported count. Fields that a newer corpus adds are passed over.
"""

from datetime import date

from pydantic import ConfigDict, Field, NonNegativeInt, PositiveInt

from schemas import Article, Attributed
from schemas.base import Country, Slug, Value
from schemas.words import AttributionWord, Bound, Kind, Outcome, StatementKind, Weapon


class _Annotated(Value):
    model_config = ConfigDict(extra="ignore")


class GoldIncident(_Annotated):
    """One act that the article reports. `key` names it across articles."""

    key: str
    kind: Kind
    faction: Slug | None
    attribution: AttributionWord
    also: tuple[Attributed, ...] = ()
    counterparty: str | None = None
    date: date | None
    country: Country | None
    place: str | None = None
    weapon: Weapon | None = None
    outcome: Outcome | None = None
    killed: NonNegativeInt | None = None
    wounded: NonNegativeInt | None = None
    leaders_killed: tuple[str, ...] = ()
    count: PositiveInt = 1
    sentence: int = -1


class GoldStatement(_Annotated):
    """What a faction is reported to announce."""

    faction: Slug
    kind: StatementKind
    date: date | None
    sentence: int = -1


class GoldCount(_Annotated):
    """A running count that the article tells."""

    faction: Slug | None
    count: NonNegativeInt
    bound: Bound
    since: date | None = None
    until: date | None = None
    sentence: int = -1


class Gold(_Annotated):
    """All that is to be read out of one article."""

    incidents: tuple[GoldIncident, ...] = ()
    statements: tuple[GoldStatement, ...] = ()
    aggregates: tuple[GoldCount, ...] = ()
    traps: tuple[str, ...] = Field(default=(), description="What must not be coded, in words.")


class AnnotatedArticle(_Annotated):
    """One line of a gold file. `model_validate_json` raises `pydantic.ValidationError`."""

    article: Article
    gold: Gold

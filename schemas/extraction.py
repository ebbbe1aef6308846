"""What one version of one article says, read for one theatre."""

from datetime import date
from typing import Literal

from pydantic import Field, NonNegativeInt, PositiveInt

from schemas.base import Country, Moment, Published, Slug, Value
from schemas.words import AttributionWord, Bound, Kind, Outcome, StatementKind, Weapon


class Span(Value):
    """Where the evidence stands: character offsets into the article as published."""

    field: Literal["title", "body"]
    start: NonNegativeInt
    end: NonNegativeInt = Field(description="One past the last character.")
    text: str = Field(description="The same characters, cleaned of markup.")


class Attributed(Value):
    """A further faction that the same text ties to the act."""

    faction: Slug
    attribution: AttributionWord


class Mention(Published):
    """One article's assertion of one act."""

    mention_id: str
    article_id: str
    theatre: Slug
    kind: Kind
    faction: Slug | None = Field(description="Perpetrator of an attack, victim of a strike.")
    attribution: AttributionWord
    also: tuple[Attributed, ...] = ()
    said_by: str | None = Field(default=None, description="Who claims, blames, suspects or denies, as printed.")
    counterparty: str | None = Field(description="Whom the faction attacked, or who struck it.")
    counterparty_id: str | None = Field(default=None, description="The watchlist's id of it.")
    date_from: date | None = Field(description="First day it can have been; null when untold.")
    date_to: date | None = Field(description="Last day it can have been, inclusive.")
    country: Country | None
    place: str | None = Field(description="Most specific named place, as in the text.")
    place_name: str | None = Field(default=None, description="The watchlist's name of it.")
    weapon: Weapon | None
    outcome: Outcome | None
    killed: NonNegativeInt | None
    wounded: NonNegativeInt | None
    leaders_killed: tuple[str, ...] = ()
    count: PositiveInt = Field(default=1, description="Separate attacks told as one lump.")
    distinct: bool = Field(default=False, description="The text sets it apart: a second attack, another base.")
    sentence: int = Field(description="0-based sentence of the body; -1 for the title.")
    evidence: Span


class Statement(Published):
    """Words that change what a faction is expected to do."""

    statement_id: str
    article_id: str
    theatre: Slug
    faction: Slug
    kind: StatementKind
    date_from: date | None
    date_to: date | None
    sentence: int
    evidence: Span


class ReportedCount(Published):
    """A running count that an article tells. Never an incident."""

    count_id: str
    article_id: str
    theatre: Slug
    faction: Slug | None
    count: NonNegativeInt
    bound: Bound
    since: date | None
    until: date | None
    sentence: int
    evidence: Span


class Extraction(Published):
    """All that one version of one article says of one theatre. A newer version replaces it whole."""

    article_id: str
    theatre: Slug
    url: str
    source: str
    title: str
    published_at: Moment
    updates: str | None
    version: str = Field(description="Digest of the article's content: orders versions of one moment.")
    extractor: str = Field(description="Name and version of the reader, such as `rules/1`.")
    relevant: bool = Field(description="The article names a faction or a place of the theatre.")
    wire: str | None = Field(description="News agency that the text is credited to.")
    fingerprint: tuple[int, ...] = Field(description="MinHash of the text's shingles; near-duplicates agree.")
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    reported_counts: tuple[ReportedCount, ...] = ()

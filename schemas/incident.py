"""An incident: one physical act, resolved from the mentions of many articles."""

from datetime import date

from pydantic import Field, NonNegativeInt, PositiveInt

from schemas.base import Country, Moment, Published, Slug, Value
from schemas.words import AttributionWord, Kind, Outcome, Weapon


class Citation(Value):
    """Where a thing is written."""

    article_id: str
    url: str
    source: str
    published_at: Moment
    text: str = Field(description="The sentence that says so.")


class MentionRef(Citation):
    """A mention as an incident holds it: enough to read why it is here."""

    mention_id: str
    attribution: AttributionWord
    faction: Slug | None
    killed: NonNegativeInt | None
    wounded: NonNegativeInt | None


class Attribution(Value):
    """Who is said to have done it (attack), or to have been hit (strike), and by how many sources."""

    faction: Slug
    attribution: AttributionWord
    said_by: tuple[str, ...] = ()
    sources: PositiveInt = 1


class MergeNote(Value):
    """Why a mention is in this incident, or why a lump that it is told of does not count it again."""

    mention_id: str
    other_id: str = Field(description="The mention that it was held against.")
    merged: bool
    score: float
    reasons_for: tuple[str, ...] = ()
    reasons_against: tuple[str, ...] = ()


class Incident(Published):
    """One physical act (or a lump of `count` that no report takes apart)."""

    incident_id: str
    aliases: tuple[str, ...] = Field(default=(), description="Superseded ids, still resolvable.")
    theatre: Slug
    kind: Kind
    faction: Slug | None
    attribution: AttributionWord
    attributions: tuple[Attribution, ...] = ()
    counterparty: str | None
    counterparty_id: str | None = None
    date_from: date | None
    date_to: date | None
    country: Country | None
    place: str | None
    weapon: Weapon | None
    outcome: Outcome | None
    killed_min: NonNegativeInt | None
    killed_max: NonNegativeInt | None
    wounded_min: NonNegativeInt | None
    wounded_max: NonNegativeInt | None
    leaders_killed: tuple[str, ...] = ()
    count: PositiveInt = 1
    known_at: Moment = Field(description="When the first report of it was published.")
    sources: PositiveInt = Field(description="Independent sources: copies and wire text count once.")
    single_source: bool
    mentions: tuple[MentionRef, ...] = Field(min_length=1)
    notes: tuple[MergeNote, ...] = ()

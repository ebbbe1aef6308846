"""The ledger: what the tally of one subject is folded from. Keyed by subject.

A subject is a faction or coalition id, `theatre:<id>`, or `unattributed:<id>`. For one key a later
record replaces an earlier one with the same identity; `retracted` removes it.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, NonNegativeInt, PositiveInt

from schemas.base import Country, Moment, Published, Slug
from schemas.incident import Citation
from schemas.words import (
    AttributionWord,
    Bound,
    Kind,
    Outcome,
    Policy,
    Role,
    StatementKind,
    SubjectKind,
    Via,
    Weapon,
)


class Entry(Published):
    """What every ledger record says first."""

    subject: str
    subject_kind: SubjectKind
    theatre: Slug


class IncidentEntry(Entry):
    """One incident as it bears on one subject."""

    type: Literal["incident"] = "incident"
    incident_id: str
    revision: PositiveInt = Field(description="Rises with every change that the ledger is told of.")
    retracted: bool = False
    count_change: int = Field(description="Signed change of the subject's count by this revision.")
    role: Role
    via: Via
    kind: Kind
    attribution: AttributionWord = Field(description="As far as this subject goes.")
    policies: tuple[Policy, ...] = Field(description="Counting policies that take it in.")
    counterparty_id: str | None
    date_from: date | None
    date_to: date | None
    country: Country | None
    weapon: Weapon | None
    outcome: Outcome | None
    killed_min: NonNegativeInt | None
    killed_max: NonNegativeInt | None
    wounded_min: NonNegativeInt | None
    wounded_max: NonNegativeInt | None
    leaders_killed: tuple[str, ...]
    count: PositiveInt
    known_at: Moment
    sources: PositiveInt
    citations: tuple[Citation, ...]


class StatementEntry(Entry):
    """One statement, merged from all reports of it."""

    type: Literal["statement"] = "statement"
    statement_id: str
    revision: PositiveInt
    retracted: bool = False
    via: Via
    faction: Slug = Field(description="Who said it.")
    kind: StatementKind
    date_from: date | None
    date_to: date | None
    known_at: Moment
    citations: tuple[Citation, ...]


class CountEntry(Entry):
    """A running count that an article tells of the subject."""

    type: Literal["count"] = "count"
    count_id: str
    revision: PositiveInt
    retracted: bool = False
    count: NonNegativeInt
    bound: Bound
    since: date | None
    until: date | None
    citation: Citation


class Tick(Entry):
    """Moves `as_of` for a subject, and tells on which recent days the theatre's input was too thin."""

    type: Literal["tick"] = "tick"
    as_of: date
    degraded: tuple[date, ...] = ()


LedgerRecord = Annotated[IncidentEntry | StatementEntry | CountEntry | Tick, Field(discriminator="type")]

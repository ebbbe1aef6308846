"""A tally: counts derived from the ledger as of a day, never counted up on the side."""

from datetime import date

from pydantic import Field, NonNegativeInt

from schemas.base import Published, Slug, Value
from schemas.words import Bound, Policy, SubjectKind


class Counts(Value):
    """Attacks by window; each window ends on `as_of` and includes it. Unit: attacks."""

    total: NonNegativeInt
    last_1d: NonNegativeInt
    last_7d: NonNegativeInt
    last_30d: NonNegativeInt
    last_90d: NonNegativeInt


class Coverage(Value):
    """The tally against the newest running count that an article told for the same span."""

    reported: NonNegativeInt
    bound: Bound
    since: date | None
    until: date | None
    counted: NonNegativeInt = Field(description="What this service counts over the same days.")
    share: float | None = Field(description="counted / reported; null where reported is 0.")
    url: str


class Tally(Published):
    """Counts of one subject as of one day."""

    subject: str
    subject_kind: SubjectKind
    theatres: tuple[Slug, ...]
    as_of: date
    attacks: dict[Policy, Counts]
    strikes: Counts = Field(description="Strikes suffered (a theatre: strikes on any of its factions).")
    undated: NonNegativeInt = Field(description="Attacks in the totals whose day is not known.")
    killed_min: NonNegativeInt
    killed_max: NonNegativeInt
    wounded_min: NonNegativeInt
    wounded_max: NonNegativeInt
    last_attack: date | None
    days_since_last_attack: NonNegativeInt | None
    by_weapon: dict[str, NonNegativeInt]
    by_country: dict[str, NonNegativeInt]
    daily: tuple[tuple[date, NonNegativeInt], ...] = Field(
        description="Days with reported attacks, oldest first; `date_to` of an act is its day."
    )
    coverage: Coverage | None
    lull_due_at: date | None = Field(default=None, description="Day on which silence, if it lasts, becomes a lull.")

"""A signal: a judgement that is raised, updated and cancelled."""

from datetime import date

from pydantic import Field

from schemas.base import Published, Value
from schemas.words import Basis, Certainty, Direction, Status, SubjectKind


class Evidence(Value):
    """What a signal rests on."""

    incidents: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    articles: tuple[str, ...] = Field(default=(), description="Urls.")


class StandingSignal(Published):
    """A signal in force. The value on `factions.signals.standing`, keyed by `key`."""

    key: str = Field(description="faction|direction|basis|rule|onset: one open signal a key.")
    faction: str = Field(description="The subject: a faction or coalition id.")
    subject_kind: SubjectKind
    direction: Direction
    basis: Basis
    rule: str = Field(description="Which documented rule raised it, such as `suspension-declared`.")
    level: int = Field(ge=1, le=3)
    certainty: Certainty
    onset: date
    as_of: date = Field(description="Day on which what it says last changed.")
    headline: str
    evidence: Evidence
    numbers: dict[str, float]
    input_degraded: bool = False


class Signal(StandingSignal):
    """A message on `factions.signals`: the change of one standing signal."""

    signal_id: str = Field(description="Digest of the content: a re-sent message has the same id.")
    status: Status
    references: tuple[str, ...] = Field(default=(), description="Ids of the messages that it replaces.")
    cause: str | None = Field(default=None, description="Why it was updated or cancelled.")

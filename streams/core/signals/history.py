"""What signals are judged from: all that is known of one subject as of a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from schemas import IncidentEntry, StatementEntry
from schemas.words import SubjectKind


@dataclass(frozen=True, slots=True)
class History:
    """A subject's past. `daily` may leave out days without attacks; its first day is where the record begins."""

    subject: str
    subject_kind: SubjectKind
    name: str
    as_of: date
    daily: Mapping[date, int]
    incidents: tuple[IncidentEntry, ...] = ()
    statements: tuple[StatementEntry, ...] = ()
    degraded: frozenset[date] = field(default_factory=frozenset)
    """Days on which the theatre's input was too thin for silence to mean anything."""

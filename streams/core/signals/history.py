"""What signals are judged from: all that is known of one subject as of a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from schemas import IncidentEntry, StatementEntry
from schemas.words import SubjectKind


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is known of the time before the incidents that are still kept one by one."""

    killed: int = 0
    countries: Mapping[str, int] = field(default_factory=dict)
    """Attacks by country."""
    weapons: Mapping[str, int] = field(default_factory=dict)


NOTHING_EARLIER = Earlier()


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
    earlier: Earlier = NOTHING_EARLIER
    names: Mapping[str, str] = field(default_factory=dict)
    """Display names of other factions, by id."""

    def called(self, faction: str) -> str:
        """What a reader calls a faction."""
        return self.names.get(faction) or spelt(faction)


def spelt(faction: str) -> str:
    """An id made readable, where no name is known."""
    return faction.replace("-", " ").title()

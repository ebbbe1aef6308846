"""What signals are judged from: all that is known of one subject as of a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from schemas import IncidentEntry, StatementEntry
from schemas.words import SubjectKind
from streams.core.signals.series import Series


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
    """A subject's past."""

    subject: str
    subject_kind: SubjectKind
    name: str
    as_of: date
    series: Series
    """Attacks by day under the subject's counting policy, and the days that are hidden."""
    incidents: tuple[IncidentEntry, ...] = ()
    statements: tuple[StatementEntry, ...] = ()
    earlier: Earlier = NOTHING_EARLIER
    names: Mapping[str, str] = field(default_factory=dict)
    """Display names of other factions, by id."""

    @property
    def degraded(self) -> frozenset[date]:
        """Days on which the theatre's input was too thin for silence to mean anything."""
        return frozenset(map(date.fromordinal, self.series.hidden))

    def called(self, faction: str) -> str:
        """What a reader calls a faction."""
        return self.names.get(faction) or spelt(faction)


def spelt(faction: str) -> str:
    """An id made readable, where no name is known."""
    return faction.replace("-", " ").title()

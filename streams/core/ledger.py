"""The ledger of one subject: the set of entries that its tally and its signals are derived from.

A record replaces the one with its identity and a lower or equal revision; a retraction removes it. So the
ledger is a function of the newest revision of each entry, however often and in whatever order they came.
Entries that no later report can change any more (their day lies further back than twice the horizon, see
`closed_before`) are folded into the archive of their month: sums that keep every total exact, and a short
digest of each entry, so that a record delivered again is known and not counted twice.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import reduce
from hashlib import blake2b
from typing import Self, get_args

from pydantic import Field, NonNegativeInt, TypeAdapter

from schemas import CountEntry, IncidentEntry, LedgerRecord, Record, StatementEntry, Tick
from schemas.base import Value
from schemas.words import Policy, SubjectKind

POLICIES: tuple[Policy, ...] = get_args(Policy)

ARCHIVE_MARGIN_DAYS = 100
"""Beyond twice the horizon: more than a report's vague date can reach."""

UNDATED = ""
"""Stands for the day of an act whose day nobody told."""

Entry = IncidentEntry | StatementEntry | CountEntry

_RECORD: TypeAdapter[Entry | Tick] = TypeAdapter(LedgerRecord)


def closed_before(as_of: date, horizon_days: int) -> date:
    """First day that may still change.

    An article may be `horizon_days` late, and may tell of acts `horizon_days` before it was published.
    """
    return as_of - timedelta(days=2 * horizon_days + ARCHIVE_MARGIN_DAYS)


class Sums(Value):
    """Incident entries, summed. Unit: attacks (or strikes); people for `tolls`. Days are ISO, or `UNDATED`."""

    attacks: dict[Policy, dict[str, NonNegativeInt]] = Field(default_factory=dict)
    strikes: dict[str, NonNegativeInt] = Field(default_factory=dict)
    by_weapon: dict[str, NonNegativeInt] = Field(default_factory=dict)
    by_country: dict[str, NonNegativeInt] = Field(default_factory=dict)
    tolls: dict[str, NonNegativeInt] = Field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[IncidentEntry]) -> Self:
        """Attacks by the subject under each policy, strikes on it, and what the reported attacks did."""
        attacks: defaultdict[Policy, Counter[str]] = defaultdict(Counter)
        strikes: Counter[str] = Counter()
        weapons: Counter[str] = Counter()
        countries: Counter[str] = Counter()
        tolls: Counter[str] = Counter()
        for entry in entries:
            day = UNDATED if entry.date_to is None else entry.date_to.isoformat()
            if entry.role == "victim":
                strikes[day] += entry.count
                continue
            for policy in entry.policies:
                attacks[policy][day] += entry.count
            if "reported" in entry.policies:
                weapons[entry.weapon or "unknown"] += entry.count
                countries[entry.country or "unknown"] += entry.count
                tolls["killed_min"] += entry.killed_min or 0
                tolls["killed_max"] += entry.killed_max or 0
                tolls["wounded_min"] += entry.wounded_min or 0
                tolls["wounded_max"] += entry.wounded_max or 0
        return cls(
            attacks={policy: _sorted(days) for policy, days in sorted(attacks.items())},
            strikes=_sorted(strikes),
            by_weapon=_sorted(weapons),
            by_country=_sorted(countries),
            tolls=_sorted(tolls),
        )

    def plus(self, other: "Sums") -> "Sums":
        """Both together."""
        return Sums(
            attacks={
                policy: _added(self.attacks.get(policy, {}), other.attacks.get(policy, {}))
                for policy in POLICIES
                if policy in self.attacks or policy in other.attacks
            },
            strikes=_added(self.strikes, other.strikes),
            by_weapon=_added(self.by_weapon, other.by_weapon),
            by_country=_added(self.by_country, other.by_country),
            tolls=_added(self.tolls, other.tolls),
        )


class Archive(Value):
    """One month's closed entries: their sums, and a digest of each by which it is known again."""

    month: str
    digests: tuple[int, ...] = ()
    sums: Sums = Sums()


class Ledger:
    """All entries of one subject."""

    def __init__(self, subject: str, horizon_days: int) -> None:
        self.subject = subject
        self.horizon_days = horizon_days
        self.subject_kind: SubjectKind | None = None
        """Told by the first record; None while the ledger is empty."""
        self._entries: dict[str, Entry] = {}
        self._ticks: dict[str, Tick] = {}
        self._archives: dict[str, Archive] = {}
        self._digests: set[int] = set()
        self._touched: set[str] = set()
        self._incidents: tuple[IncidentEntry, ...] | None = None
        """What `incidents` gave last, and `_sums` what `sums` gave; None once anything has changed."""
        self._sums: Sums | None = None

    def load(self, stored: Iterable[tuple[str, bytes]]) -> None:
        """Take in what `writes` gave, in any order."""
        for name, data in stored:
            if name.startswith("archive|"):
                archive = Archive.model_validate_json(data)
                self._archives[archive.month] = archive
                self._digests.update(archive.digests)
            else:
                self.put(_RECORD.validate_json(data))
        self._touched.clear()

    def put(self, record: Entry | Tick) -> bool:
        """Take in one record. False where it tells nothing new."""
        assert record.subject == self.subject, f"a record of {record.subject} in the ledger of {self.subject}"
        self.subject_kind = record.subject_kind
        if isinstance(record, Tick):
            known_tick = self._ticks.get(record.theatre)
            if known_tick is not None and (record.as_of < known_tick.as_of or record == known_tick):
                return False
            self._ticks[record.theatre] = record
            self._touched.add(f"tick|{record.theatre}")
            return True
        name = identity(record)
        known = self._entries.get(name)
        if known is not None and (record.revision < known.revision or record == known):
            return False
        if _digest(name) in self._digests:
            return False
        self._entries[name] = record
        self._touched.add(name)
        self._incidents = self._sums = None
        return True

    def writes(self) -> dict[str, bytes | None]:
        """Archive what is closed, and tell what changed since the last call: name to bytes, None where gone."""
        self._archive()
        changed = {name: self._stored(name) for name in sorted(self._touched)}
        self._touched.clear()
        return changed

    def _stored(self, name: str) -> bytes | None:
        kind, _, rest = name.partition("|")
        if kind == "archive":
            return self._archives[rest].model_dump_json().encode()
        record: Record | None = self._ticks[rest] if kind == "tick" else self._entries.get(name)
        return None if record is None else record.to_bytes()

    @property
    def as_of(self) -> date | None:
        """The day that the subject's tally stands for: the latest tick or report, whichever is newer."""
        days = [tick.as_of for tick in self._ticks.values()]
        days.extend(map(known_day, self._live()))
        return max(days, default=None)

    @property
    def degraded(self) -> frozenset[date]:
        """Days on which the input of a theatre was too thin for silence to mean anything."""
        return frozenset(day for tick in self._ticks.values() for day in tick.degraded)

    @property
    def theatres(self) -> tuple[str, ...]:
        """Theatres that the entries come from, sorted."""
        return tuple(sorted({entry.theatre for entry in self._entries.values()}.union(self._ticks)))

    @property
    def incidents(self) -> tuple[IncidentEntry, ...]:
        """Live incident entries, by day and id, undated ones first. Archived ones are not among them."""
        if self._incidents is None:
            found = [entry for entry in self._live() if isinstance(entry, IncidentEntry)]
            found.sort(key=lambda entry: (entry.date_to or date.min, entry.incident_id))
            self._incidents = tuple(found)
        return self._incidents

    @property
    def statements(self) -> tuple[StatementEntry, ...]:
        """Live statements, by day and id."""
        found = [entry for entry in self._live() if isinstance(entry, StatementEntry)]
        return tuple(sorted(found, key=lambda entry: (entry.date_to or known_day(entry), entry.statement_id)))

    @property
    def counts(self) -> tuple[CountEntry, ...]:
        """Live reported counts, oldest report first."""
        found = [entry for entry in self._live() if isinstance(entry, CountEntry)]
        return tuple(sorted(found, key=lambda entry: (entry.citation.published_at, entry.count_id)))

    @property
    def sums(self) -> Sums:
        """All incidents, archived ones included."""
        if self._sums is None:
            self._sums = reduce(Sums.plus, self._archived(), Sums.of(self.incidents))
        return self._sums

    @property
    def archived(self) -> Sums:
        """The incidents that are archived."""
        return reduce(Sums.plus, self._archived(), Sums())

    def _archived(self) -> Iterator[Sums]:
        return (self._archives[month].sums for month in sorted(self._archives))

    def daily(self, policy: Policy) -> Mapping[date, int]:
        """Attacks by the subject on each day that has any, archived days included, oldest first.

        The day of an act is its `date_to`.
        """
        days = self.sums.attacks.get(policy, {})
        return {date.fromisoformat(day): count for day, count in sorted(days.items()) if day != UNDATED}

    def _live(self) -> Iterator[Entry]:
        return (entry for entry in self._entries.values() if not entry.retracted)

    def _archive(self) -> None:
        if not self._ticks:
            return
        before = closed_before(min(tick.as_of for tick in self._ticks.values()), self.horizon_days)
        closed: dict[str, list[str]] = defaultdict(list)
        for name, entry in self._entries.items():
            if last_day(entry) < before:
                closed[f"{last_day(entry):%Y-%m}"].append(name)
        for month, names in closed.items():
            entries = [self._entries.pop(name) for name in names]
            live = [entry for entry in entries if isinstance(entry, IncidentEntry) and not entry.retracted]
            digests = {_digest(name) for name in names}
            known = self._archives.get(month, Archive(month=month))
            self._archives[month] = Archive(
                month=month,
                digests=tuple(sorted(digests.union(known.digests))),
                sums=known.sums.plus(Sums.of(live)),
            )
            self._digests |= digests
            self._touched.update(names, (f"archive|{month}",))
            self._incidents = self._sums = None


def identity(entry: Entry) -> str:
    """What a later record must share to replace it."""
    if isinstance(entry, IncidentEntry):
        return f"incident|{entry.incident_id}"
    if isinstance(entry, StatementEntry):
        return f"statement|{entry.statement_id}"
    return f"count|{entry.count_id}"


def known_day(entry: Entry) -> date:
    """Day (UTC) on which the first report of it was published."""
    return (entry.citation.published_at if isinstance(entry, CountEntry) else entry.known_at).date()


def last_day(entry: Entry) -> date:
    """Day from which on it is the past: of the act or of its report, whichever is later."""
    day = None if isinstance(entry, CountEntry) else entry.date_to
    return max(known_day(entry), day) if day is not None else known_day(entry)


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def _added(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {key: one.get(key, 0) + other.get(key, 0) for key in sorted({*one, *other})}


def _digest(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=7).digest(), "big")

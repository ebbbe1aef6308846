"""The owner of one theatre: extractions and ticks in; incidents, ledger entries and ticks out.

What it keeps is the newest extraction of each article, and what the ledgers were told. Everything between is
worked out from these, so loading them gives the same owner again, and what it believes is a pure function of
the set of articles (`resolve`).
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any
from zoneinfo import ZoneInfo

from schemas import Citation, Extraction, Incident, Rejection, ReportedCount, Tick, Watchlist
from schemas.topics import Topic
from streams.core.ledger import Entry, closed_before
from streams.core.options import Options
from streams.core.resolve.articles import Articles, Held, rooted
from streams.core.resolve.book import Book
from streams.core.resolve.engine import LOOK_BACK_DAYS, Engine
from streams.core.resolve.entries import Subjects
from streams.core.resolve.evidence import Cluster, Loyalties
from streams.core.resolve.incidents import build, incident_id
from streams.core.resolve.silence import degraded_days
from streams.core.resolve.statements import Announcement, Statements, tell_statements
from streams.core.resolve.told import Names, Paper, Told, seed
from streams.core.step import Out, Step
from streams.errors import RejectionCode

RULES_VERSION = 3
"""Rises when the same mentions may be grouped or told otherwise; a stored theatre then publishes what differs."""

RETOLD_MAX = 1_000
"""Records after a start that are taken in one by one; at least as many as a shell hands over in one batch.

A crash may have published the outputs of a batch without storing them. Its records come again, perhaps cut into
other batches, and an incident that stood at the end of the lost batch may not stand at the end of any other. One by
one, every incident that stood after any record is told again, and retracted where it falls: nothing stays behind.
"""

CLOCK = "clock"
EXTRACTION = "x|"
PUBLISHED = "i|"
PAGE = "p|"


class TheatreOwner:
    """The state of one theatre. Implements `streams.core.step.Owner[Extraction | Tick]`."""

    def __init__(self, watchlist: Watchlist, options: Options, *, started: bool = False) -> None:
        """`started`: nothing that it is handed can have been published before, see `RETOLD_MAX`."""
        self.theatre = watchlist.theatre.id
        self.too_late = 0
        """Relevant articles turned away since the start because they came later than the horizon allows."""
        self.passed_over = 0
        """Mentions not taken since the start: dated beyond the horizon of their own article, or after it."""
        self._zone = ZoneInfo(watchlist.theatre.timezone)
        self._horizon_days = options.horizon_days
        self._subjects = Subjects(watchlist)
        self._loyalties = Loyalties(self._subjects.member_of)
        self._names = Names(watchlist)
        self._rules = _rules(watchlist)
        self._articles = Articles()
        self._engine = Engine(self._loyalties)
        self._statements = Statements()
        self._relevant: Counter[date] = Counter()
        self._book = Book(self.theatre)
        self._published: dict[str, bytes] = {}
        """Incident id → digest of what was published of it."""
        self._id_of: dict[Cluster, str] = {}
        self._as_of: date | None = None
        self._listen = False
        """The day, or the articles of a past day, have changed since silence was last looked for."""
        self._told_tick: tuple[date, tuple[date, ...]] | None = None
        self._writes: dict[str, bytes | None] = {}
        self._counts: dict[str, tuple[ReportedCount, Paper] | None] = {}
        """Reported counts that the ledgers must hear of; None where no article tells it any more."""
        self._forgot_before = 0
        self._retold = RETOLD_MAX if started else 0
        self._stored = False
        """The rules in force are among what is stored."""
        self._made_under = ""
        """What is stored was grouped under these other rules: everything must be compared once."""

    def load(self, stored: Iterable[tuple[str, bytes]]) -> None:
        """Take in what was stored."""
        extractions = []
        for name, data in stored:
            if name == CLOCK:
                self._load_clock(json.loads(data))
            elif name.startswith(EXTRACTION):
                extractions.append(Extraction.from_bytes(data))
            elif name.startswith(PUBLISHED):
                self._published[name.removeprefix(PUBLISHED)] = data
            else:
                self._book.load(name.removeprefix(PAGE), data)
        self._forgot_before = self._floor
        for extraction in extractions:
            self._put(extraction, Paper(extraction, self._zone))
        if not self._made_under:
            _, acts = self._engine.settle()
            self._id_of = {act.root: incident_id(act) for act in acts}
            self._statements.settle()
            self._counts.clear()
        self._writes.clear()

    @property
    def made_under(self) -> str:
        """Under which other rules or options what is stored was grouped, where no batch has come since."""
        return self._made_under

    def apply(self, records: Sequence[Extraction | Tick]) -> Step:
        """Take in a batch of extractions and ticks."""
        outputs = self._take_in(()) if self._made_under else []
        start = 0
        while start < len(records):
            end = start + 1 if self._retold < RETOLD_MAX else len(records)
            outputs += self._take_in(records[start:end])
            start = end
            self._retold += 1
        writes = {**self._writes, **{f"{PAGE}{name}": page for name, page in self._book.writes().items()}}
        self._writes = {}
        return Step(tuple(outputs), writes)

    def _take_in(self, records: Sequence[Extraction | Tick]) -> list[Out]:
        outputs: list[Out] = []
        for record in records:
            if isinstance(record, Tick):
                if self._as_of is None or record.as_of > self._as_of:
                    self._as_of = record.as_of
                    self._listen = True
            else:
                outputs += self._take(record)
        outputs += self._settle()
        outputs += self._tick()
        self._forget()
        return outputs

    # Articles.

    def _take(self, extraction: Extraction) -> list[Out]:
        known = self._articles.held.get(extraction.article_id)
        if known is not None and (extraction.published_at, extraction.version) <= known.paper.order:
            return []
        paper = Paper(extraction, self._zone)
        if self._as_of is not None and paper.day < self._as_of.toordinal() - self._horizon_days:
            if not extraction.relevant:
                return []
            self.too_late += 1
            return [Out(Topic.DEAD_LETTERS, extraction.article_id, _rejection(extraction, self._as_of))]
        self._put(extraction, paper)
        self._writes[f"{EXTRACTION}{extraction.article_id}"] = _lean(extraction).to_bytes()
        return []

    def _put(self, extraction: Extraction, paper: Paper) -> None:
        held = Held(
            paper=paper,
            relevant=extraction.relevant,
            tolds=self._tell(extraction, paper),
            saids=[
                said
                for said in tell_statements(extraction, paper)
                if self._in_reach(said.anchor, paper) and said.anchor >= self._held_from
            ],
            counts=extraction.reported_counts,
        )
        known = self._articles.held.get(paper.article_id)
        if known is not None:
            self._withdraw(known)
            self._hear(known, -1)
        self._hear(held, 1)
        for article_id in sorted(self._articles.put(held)):
            other = self._articles.held[article_id]
            root, stands = self._articles.root(article_id), self._articles.stands(article_id)
            if other.stands and (not stands or root != other.paper.root):
                self._withdraw(other)
            if root != other.paper.root:
                rooted(other, self.theatre, root)
            if stands and not other.stands:
                self._enter(other)

    def _hear(self, held: Held, articles: int) -> None:
        """Count a relevant article on its day, and listen anew where that day may have been taken for a silent one."""
        day = date.fromordinal(held.paper.day)
        if held.relevant:
            self._relevant[day] += articles
            self._listen = self._listen or (self._as_of is not None and day <= self._as_of)

    def _tell(self, extraction: Extraction, paper: Paper) -> list[Told]:
        """The mentions that are near enough to their own article, and to the present, to be resolved."""
        found = [Told(mention, paper, self._names) for mention in extraction.mentions]
        taken = [told for told in found if self._in_reach(told.anchor, paper)]
        self.passed_over += len(found) - len(taken)
        seed(taken, self.theatre)
        held_from = self._held_from
        return [told for told in taken if told.anchor >= held_from]

    def _in_reach(self, day: int, paper: Paper) -> bool:
        return paper.day - self._horizon_days <= day <= paper.day + 1

    @property
    def _floor(self) -> int:
        """First day that may still change, as an ordinal."""
        return 1 if self._as_of is None else closed_before(self._as_of, self._horizon_days).toordinal()

    @property
    def _held_from(self) -> int:
        """First day of which mentions are held: far enough back that all that may change is grouped right.

        Between the two, what is loaded anew may be grouped otherwise than it was, since what lies further back is
        gone. It is closed, so that nobody is told.
        """
        return self._floor - LOOK_BACK_DAYS

    def _enter(self, held: Held) -> None:
        for told in held.tolds:
            self._engine.add(told)
        for said in held.saids:
            self._statements.add(said)
        for count in held.counts:
            self._counts[count.count_id] = count, held.paper
        held.stands = True

    def _withdraw(self, held: Held) -> None:
        if not held.stands:
            return
        for told in held.tolds:
            self._engine.remove(told)
        for said in held.saids:
            self._statements.remove(said)
        for count in held.counts:
            self._counts[count.count_id] = None
        held.stands = False

    # What changed, told.

    def _settle(self) -> list[Out]:
        gone, acts = self._engine.settle()
        gone_ids = {self._id_of.pop(root) for root in gone if root in self._id_of}
        incidents: dict[str, Incident] = {}
        for act in acts:
            incident = build(act, self.theatre, self._loyalties)
            known = self._id_of.get(act.root)
            if known is not None and known != incident.incident_id:
                gone_ids.add(known)
            self._id_of[act.root] = incident.incident_id
            incidents[incident.incident_id] = incident
        gone_statements, announcements = self._statements.settle()
        if self._made_under:
            floor = date.fromordinal(self._floor)
            gone_ids |= self._book.live("incident", floor)
            incidents = {name: each for name, each in incidents.items() if (each.date_to or _told_on(each)) >= floor}
        gone_ids -= incidents.keys()
        outputs, entries = self._publish(incidents, gone_ids)
        entries += self._announce(gone_statements, announcements)
        entries += self._recount()
        if self._made_under or not self._stored:
            self._writes[CLOCK] = self._clock()
        self._made_under, self._stored = "", True
        entries.sort(key=lambda entry: (entry.subject, entry.type, not entry.retracted))
        return outputs + [Out(Topic.LEDGER, entry.subject, entry) for entry in entries]

    def _publish(self, incidents: dict[str, Incident], gone_ids: set[str]) -> tuple[list[Out], list[Entry]]:
        outputs: list[Out] = []
        entries: list[Entry] = []
        for gone in sorted(gone_ids):
            outputs.append(Out(Topic.INCIDENTS, gone, None))
            entries += self._book.revise(f"incident|{gone}", None)
            self._published.pop(gone, None)
            self._writes[f"{PUBLISHED}{gone}"] = None
        for incident in sorted(incidents.values(), key=lambda incident: incident.incident_id):
            digest = blake2b(incident.to_bytes(), digest_size=8).digest()
            if self._published.get(incident.incident_id) == digest:
                continue
            outputs.append(Out(Topic.INCIDENTS, incident.incident_id, incident))
            draft = self._subjects.told_of_incident(incident)
            entries += self._book.revise(f"incident|{incident.incident_id}", draft)
            self._published[incident.incident_id] = digest
            self._writes[f"{PUBLISHED}{incident.incident_id}"] = digest
        return outputs, entries

    def _announce(self, gone: set[str], announcements: list[Announcement]) -> list[Entry]:
        entries: list[Entry] = []
        if self._made_under:
            floor = date.fromordinal(self._floor)
            gone = gone | (self._book.live("statement", floor) - {said.statement_id for said in announcements})
            announcements = [said for said in announcements if (said.date_to or _told_on(said)) >= floor]
        for statement_id in sorted(gone):
            entries += self._book.revise(f"statement|{statement_id}", None)
        for said in announcements:
            entries += self._book.revise(f"statement|{said.statement_id}", self._subjects.told_of_statement(said))
        return entries

    def _recount(self) -> list[Entry]:
        if self._made_under:
            lost = self._book.live("count", date.fromordinal(self._floor)) - self._counts.keys()
            self._counts.update(dict.fromkeys(lost))
        entries: list[Entry] = []
        for count_id, told in sorted(self._counts.items()):
            draft = self._subjects.told_of_count(told[0], _citation(*told)) if told is not None else None
            entries += self._book.revise(f"count|{count_id}", draft)
        self._counts.clear()
        return entries

    # Time.

    def _tick(self) -> list[Out]:
        """A tick to every subject of the theatre, where the day or the silent days have changed."""
        if self._as_of is None or not self._listen:
            return []
        self._listen = False
        told = self._as_of, degraded_days(self._relevant, self._as_of)
        if told == self._told_tick:
            return []
        self._told_tick = told
        self._writes[CLOCK] = self._clock()
        return [
            Out(
                Topic.LEDGER,
                subject,
                Tick(subject=subject, subject_kind=kind, theatre=self.theatre, as_of=told[0], degraded=told[1]),
            )
            for subject, kind in sorted(self._subjects.all.items())
        ]

    def _clock(self) -> bytes:
        as_of, degraded = self._told_tick or (None, ())
        clock = {
            "as_of": as_of and as_of.isoformat(),
            "degraded": [day.isoformat() for day in degraded],
            "rules": self._rules,
            "horizon_days": self._horizon_days,
        }
        return json.dumps(clock).encode()

    def _load_clock(self, clock: dict[str, Any]) -> None:
        if clock["as_of"] is not None:
            self._as_of = date.fromisoformat(clock["as_of"])
            self._told_tick = self._as_of, tuple(date.fromisoformat(day) for day in clock["degraded"])
        self._stored = True
        others = ["another watchlist or older rules"] if clock["rules"] != self._rules else []
        horizon_days = clock.get("horizon_days", self._horizon_days)
        if horizon_days != self._horizon_days:
            others.append(f"a horizon of {horizon_days} days, now {self._horizon_days}")
        self._made_under = " and ".join(others)

    def _forget(self) -> None:
        """Let go of what nothing can change any more; the ledgers keep it in their totals."""
        floor = self._floor
        if floor == self._forgot_before:
            return
        self._forgot_before = floor
        for name in self._book.forget(date.fromordinal(floor)):
            incident = name.removeprefix("incident|")
            if self._published.pop(incident, None) is not None:
                self._writes[f"{PUBLISHED}{incident}"] = None
        held_from = self._held_from
        for root in self._engine.forget(held_from):
            self._id_of.pop(root, None)
        self._statements.forget(held_from)
        for article_id, held in list(self._articles.held.items()):
            if held.paper.day + 1 < held_from:
                self._articles.drop(article_id)
                self._writes[f"{EXTRACTION}{article_id}"] = None
            else:
                held.tolds = [told for told in held.tolds if told.anchor >= held_from]
                held.saids = [said for said in held.saids if said.anchor >= held_from]


def resolve(
    extractions: Iterable[Extraction], watchlist: Watchlist, options: Options | None = None
) -> tuple[Incident, ...]:
    """The incidents of one theatre: a pure function of the set of extractions, sorted by id."""
    owner = TheatreOwner(watchlist, options or Options(), started=True)
    step = owner.apply([extraction for extraction in extractions if extraction.theatre == watchlist.theatre.id])
    incidents = [out.value for out in step.outputs if isinstance(out.value, Incident)]
    return tuple(sorted(incidents, key=lambda incident: incident.incident_id))


def _rules(watchlist: Watchlist) -> str:
    return blake2b(b"%d" % RULES_VERSION + watchlist.to_bytes(), digest_size=8).hexdigest()


def _told_on(thing: Incident | Announcement) -> date:
    """Day of its first report."""
    return (thing.known_at if isinstance(thing, Incident) else thing.citations[0].published_at).date()


def _lean(extraction: Extraction) -> Extraction:
    """What is stored: an article without anything to resolve only has to be known again."""
    if extraction.mentions or extraction.statements or extraction.reported_counts:
        return extraction
    return extraction.model_copy(update={"title": "", "url": "", "fingerprint": (), "wire": None})


def _rejection(extraction: Extraction, as_of: date) -> Rejection:
    raw = extraction.to_bytes()
    return Rejection(
        origin=f"{extraction.theatre}/{extraction.article_id}",
        stage="resolve",
        error=RejectionCode.TOO_LATE.value,
        field="published_at",
        message=f"published on {extraction.published_at:%Y-%m-%d}, too long before {as_of}: the horizon is past",
        raw=raw.decode(),
        raw_bytes=len(raw),
    )


def _citation(count: ReportedCount, paper: Paper) -> Citation:
    return Citation(
        article_id=paper.article_id,
        url=paper.url,
        source=paper.outlet,
        published_at=paper.published,
        text=count.evidence.text,
    )

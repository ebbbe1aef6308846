"""A pipeline whose answers a test can work out in its head, with real records and real state.

The title of an article names a faction, its body is a number. The tally of a faction is the sum of the numbers
of the newest versions of its articles. `poison` in the body makes the extractor break.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from schemas import (
    Article,
    CountEntry,
    Extraction,
    Faction,
    LedgerRecord,
    ReportedCount,
    Tally,
    Theatre,
    Tick,
    Watchlist,
)
from schemas.extraction import Span
from schemas.incident import Citation
from schemas.tally import Counts
from schemas.topics import Topic
from streams.config import Settings
from streams.core.options import Options
from streams.core.step import Out, Step
from streams.core.validate import version_of
from streams.pipeline import (
    ExtractStage,
    OwnedStage,
    Pipeline,
    TheatreRecord,
    decode_ledger_record,
    decode_theatre_record,
    subject_of,
    theatre_of,
)

THEATRES = ("north", "south", "east", "west")
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
FACTIONS = 12


def article(number: int, *, version: int = 0, amount: int = 1) -> Article:
    """The n-th article, in one of its versions."""
    return Article(
        id=f"a-{number}",
        url=f"https://example.org/{number}",
        source="Example",
        title=f"faction-{number % FACTIONS}",
        body=str(amount),
        language="en",
        published_at=BEGIN + timedelta(minutes=number, seconds=version),
        updates=None,
    )


def expected(articles: Iterable[Article]) -> dict[str, int]:
    """The tally of each faction that the articles lead to, however often and in whatever order they came."""
    newest: dict[str, Article] = {}
    for each in sorted(articles, key=lambda one: (one.published_at, version_of(one))):
        newest[each.id] = each
    totals: dict[str, int] = {}
    for each in newest.values():
        totals[each.title] = totals.get(each.title, 0) + int(each.body)
    return totals


class ToyExtractor:
    name = "toy/1"

    def extract(self, article: Article) -> tuple[Extraction, ...]:
        assert "poison" not in article.body, "this article breaks the extractor"
        return tuple(_extraction(article, theatre) for theatre in THEATRES)


def _extraction(article: Article, theatre: str) -> Extraction:
    mine = THEATRES[int(article.id.removeprefix("a-")) % len(THEATRES)] == theatre
    count = ReportedCount(
        count_id=f"c-{article.id}",
        article_id=article.id,
        theatre=theatre,
        faction=article.title,
        count=int(article.body) if mine else 0,
        bound="exact",
        since=None,
        until=None,
        sentence=0,
        evidence=Span(field="body", start=0, end=1, text=article.body),
    )
    return Extraction(
        article_id=article.id,
        theatre=theatre,
        url=article.url,
        source=article.source,
        title=article.title,
        published_at=article.published_at,
        updates=None,
        version=version_of(article),
        extractor="toy/1",
        relevant=mine,
        wire=None,
        fingerprint=(),
        reported_counts=(count,) if mine else (),
    )


class ToyTheatre:
    """Keeps the newest extraction of each article."""

    def __init__(self, theatre: str) -> None:
        self._newest: dict[str, Extraction] = {}

    def load(self, stored: Iterable[tuple[str, bytes]]) -> None:
        self._newest = {name: Extraction.from_bytes(value) for name, value in stored}

    def apply(self, records: Sequence[TheatreRecord]) -> Step:
        changed: dict[str, Extraction] = {}
        for record in records:
            if isinstance(record, Tick) or not record.relevant:
                continue
            held = self._newest.get(record.article_id)
            if held is None or (held.published_at, held.version) < (record.published_at, record.version):
                self._newest[record.article_id] = changed[record.article_id] = record
        outputs = tuple(
            Out(Topic.LEDGER, entry.subject, entry) for extraction in changed.values() for entry in _entries(extraction)
        )
        return Step(outputs, {name: extraction.to_bytes() for name, extraction in changed.items()})


def _entries(extraction: Extraction) -> Iterable[CountEntry]:
    for count in extraction.reported_counts:
        assert count.faction is not None
        yield CountEntry(
            subject=count.faction,
            subject_kind="faction",
            theatre=extraction.theatre,
            count_id=count.count_id,
            revision=int((extraction.published_at - BEGIN).total_seconds()) + 1,
            count=count.count,
            bound="exact",
            since=None,
            until=None,
            citation=Citation(
                article_id=extraction.article_id,
                url=extraction.url,
                source=extraction.source,
                published_at=extraction.published_at,
                text=count.evidence.text,
            ),
        )


class ToySubject:
    """Keeps the newest revision of each count; the tally is their sum."""

    def __init__(self, subject: str) -> None:
        self._subject = subject
        self._held: dict[str, tuple[int, int]] = {}

    def load(self, stored: Iterable[tuple[str, bytes]]) -> None:
        self._held = {name: tuple(json.loads(value)) for name, value in stored}

    def apply(self, records: Sequence[LedgerRecord]) -> Step:
        writes: dict[str, bytes | None] = {}
        for record in records:
            if isinstance(record, CountEntry) and record.revision > self._held.get(record.count_id, (0, 0))[0]:
                self._held[record.count_id] = (record.revision, record.count)
                writes[record.count_id] = json.dumps(self._held[record.count_id]).encode()
        if not writes:
            return Step((), {})
        return Step((Out(Topic.TALLIES, self._subject, self._tally()),), writes)

    def _tally(self) -> Tally:
        total = sum(count for _, count in self._held.values())
        counts = Counts(total=total, last_1d=0, last_7d=0, last_30d=0, last_90d=0)
        return Tally(
            subject=self._subject,
            subject_kind="faction",
            theatres=(),
            as_of=date(2024, 1, 1),
            attacks={"reported": counts},
            strikes=Counts(total=0, last_1d=0, last_7d=0, last_30d=0, last_90d=0),
            undated=0,
            killed_min=0,
            killed_max=0,
            wounded_min=0,
            wounded_max=0,
            last_attack=None,
            days_since_last_attack=None,
            by_weapon={},
            by_country={},
            daily=(),
            coverage=None,
        )


def extract_stage() -> ExtractStage:
    return ExtractStage(ToyExtractor())


def watchlist(theatre: str) -> Watchlist:
    """A theatre, for its name."""
    faction = Faction(id=f"faction-of-{theatre}", name=f"Faction of {theatre}", kind="faction")
    return Watchlist(theatre=Theatre(id=theatre, name=theatre, countries=("AA",), timezone="UTC"), factions=(faction,))


def pipeline(_settings: Settings) -> Pipeline:
    return Pipeline(
        extract=extract_stage(),
        resolve=OwnedStage("resolve", Topic.EXTRACTIONS, decode_theatre_record, theatre_of, ToyTheatre),
        watch=OwnedStage("watch", Topic.LEDGER, decode_ledger_record, subject_of, ToySubject),
        watchlists=tuple(map(watchlist, THEATRES)),
        make_extract=extract_stage,
        options=Options(),
        config="toy",
    )

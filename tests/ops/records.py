"""One of each record that metrics are read from, as small as its model allows."""

from datetime import UTC, date, datetime

from schemas import (
    Counts,
    Coverage,
    Evidence,
    Extraction,
    Incident,
    Mention,
    MentionRef,
    Signal,
    Span,
    StandingSignal,
    Tally,
    Tick,
)
from schemas.topics import Topic
from schemas.words import Direction
from streams.core.step import Out

MOMENT = datetime(2024, 2, 18, 12, tzinfo=UTC)
DAY = date(2024, 2, 16)


def counts(total: int) -> Counts:
    return Counts(total=total, last_1d=1, last_7d=2, last_30d=3, last_90d=4)


def coverage() -> Coverage:
    return Coverage(
        reported=10, bound="at_least", since=None, until=None, counted=9, share=0.9, url="https://example.org/a"
    )


def tally(subject: str = "red-brigade", total: int = 9) -> Out:
    value = Tally(
        subject=subject,
        subject_kind="faction",
        theatres=("north", "south"),
        as_of=date(2024, 2, 18),
        attacks={"reported": counts(total), "claimed": counts(total - 1)},
        strikes=counts(5),
        undated=1,
        killed_min=3,
        killed_max=5,
        wounded_min=30,
        wounded_max=40,
        last_attack=DAY,
        days_since_last_attack=2,
        by_weapon={"drone": total},
        by_country={"IQ": total},
        daily=((DAY, 1),),
        coverage=coverage(),
        lull_due_at=date(2024, 2, 25),
    )
    return Out(Topic.TALLIES, subject, value)


def stands(key: str, level: int, direction: Direction) -> StandingSignal:
    return StandingSignal(
        key=key,
        faction="red-brigade",
        subject_kind="faction",
        direction=direction,
        basis="severity",
        rule="leader-killed",
        level=level,
        certainty="observed",
        onset=date(2024, 2, 7),
        as_of=date(2024, 2, 8),
        headline="A leader was killed",
        evidence=Evidence(articles=("https://example.org/a",)),
        numbers={},
    )


def standing(key: str, level: int = 3, direction: Direction = "escalation") -> Out:
    return Out(Topic.STANDING, key, stands(key, level, direction))


def signal() -> Out:
    told = stands("k", 3, "escalation").model_dump()
    return Out(Topic.SIGNALS, "red-brigade", Signal(**told, signal_id="s-1", status="alert"))


def tick(as_of: date, degraded: tuple[date, ...] = ()) -> Out:
    value = Tick(subject="red-brigade", subject_kind="faction", theatre="north", as_of=as_of, degraded=degraded)
    return Out(Topic.LEDGER, "red-brigade", value)


def mention() -> Mention:
    return Mention(
        mention_id="m-1",
        article_id="a-1",
        theatre="north",
        kind="attack",
        faction="red-brigade",
        attribution="claimed",
        counterparty=None,
        date_from=DAY,
        date_to=DAY,
        country=None,
        place=None,
        weapon=None,
        outcome=None,
        killed=None,
        wounded=None,
        sentence=0,
        evidence=Span(field="body", start=0, end=1, text="x"),
    )


def extraction() -> Extraction:
    return Extraction(
        article_id="a-1",
        theatre="north",
        url="https://example.org/a",
        source="Wire",
        title="t",
        published_at=MOMENT,
        updates=None,
        version="v",
        extractor="rules/1",
        relevant=True,
        wire=None,
        fingerprint=(),
        mentions=(mention(),),
    )


def mention_ref(article_id: str) -> MentionRef:
    return MentionRef(
        article_id=article_id,
        url=f"https://example.org/{article_id}",
        source="Wire",
        published_at=MOMENT,
        text="x",
        mention_id=f"m-{article_id}",
        attribution="claimed",
        faction="red-brigade",
        killed=None,
        wounded=None,
    )


def incident() -> Out:
    value = Incident(
        incident_id="i-1",
        theatre="north",
        kind="attack",
        faction="red-brigade",
        attribution="claimed",
        counterparty=None,
        date_from=DAY,
        date_to=DAY,
        country=None,
        place=None,
        weapon=None,
        outcome=None,
        killed_min=None,
        killed_max=None,
        wounded_min=None,
        wounded_max=None,
        known_at=MOMENT,
        sources=1,
        single_source=True,
        mentions=(mention_ref("a-1"), mention_ref("a-2")),
    )
    return Out(Topic.INCIDENTS, "i-1", value)

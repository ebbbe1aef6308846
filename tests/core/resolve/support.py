"""Extractions as short as a test can say them."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from schemas import (
    Attributed,
    Extraction,
    Faction,
    Incident,
    Mention,
    Party,
    Place,
    ReportedCount,
    Span,
    Statement,
    Theatre,
    Watchlist,
)
from streams.core.provenance import fingerprint
from streams.core.resolve import resolve
from streams.core.resolve.told import Names, Paper, Told

DAY = date(2024, 1, 20)

WATCHLIST = Watchlist(
    theatre=Theatre(id="made-up", name="Made up", countries=("AA", "BB"), timezone="Asia/Baghdad"),
    factions=(
        Faction(id="umbrella", name="Umbrella", kind="coalition"),
        Faction(id="red", name="Red", kind="faction", member_of=("umbrella",)),
        Faction(id="blue", name="Blue", kind="faction", member_of=("umbrella",)),
        Faction(id="grey", name="Grey", kind="faction"),
    ),
    parties=(Party(id="north", name="Northland", aliases=("Northern forces",)), Party(id="south", name="Southland")),
    places=(
        Place(name="Alpha", aliases=("al-Alpha", "Alpha air base"), country="AA", kind="base", within="Westland"),
        Place(name="Bravo", country="AA", kind="base"),
        Place(name="Charlie", country="AA", kind="base", lat=33.0, lon=44.0),
        Place(name="Charlie gate", country="AA", kind="checkpoint", lat=33.02, lon=44.0),
        Place(name="Capital", country="AA", kind="city"),
        Place(name="Westland", country="AA", kind="province"),
        Place(name="Eastland", country="AA", kind="province"),
        Place(name="Tango", country="BB", kind="base"),
        Place(name="Wide Sea", country="BB", kind="sea"),
    ),
)


def act(**change: Any) -> dict[str, Any]:
    """A mention's fields: a drone attack on Alpha by the umbrella, claimed, on `DAY`. `day` sets both dates."""
    if "day" in change:
        change["date_from"] = change["date_to"] = change.pop("day")
    base: dict[str, Any] = {
        "kind": "attack",
        "faction": "umbrella",
        "attribution": "claimed",
        "counterparty": "Northern forces",
        "counterparty_id": "north",
        "date_from": DAY,
        "date_to": DAY,
        "country": "AA",
        "place": "Alpha",
        "weapon": "drone",
        "outcome": None,
        "killed": None,
        "wounded": None,
    }
    return {**base, **change}


def article(
    name: str,
    *acts: dict[str, Any],
    day: date = DAY,
    hour: int = 18,
    said: tuple[tuple[str, str, date | None], ...] = (),
    counts: tuple[tuple[str | None, int], ...] = (),
    **change: Any,
) -> Extraction:
    """The extraction of an article of outlet `name`, published on `day` at `hour` UTC."""
    article_id = change.pop("article_id", name)
    version = change.pop("version", "1")
    mentions = tuple(
        Mention(
            mention_id=f"m-{article_id}-{version}-{number}",
            article_id=article_id,
            theatre="made-up",
            sentence=number,
            evidence=_span(f"{name} {version} tells {number}."),
            **{**told, "also": tuple(Attributed(faction=f, attribution=w) for f, w in told.get("also", ()))},
        )
        for number, told in enumerate(acts)
    )
    values: dict[str, Any] = {
        "article_id": article_id,
        "theatre": "made-up",
        "url": f"https://example.org/{article_id}",
        "source": name,
        "title": name,
        "published_at": datetime(day.year, day.month, day.day, hour, tzinfo=UTC),
        "updates": None,
        "version": version,
        "extractor": "test/1",
        "relevant": True,
        "wire": None,
        "fingerprint": fingerprint(" ".join(f"{article_id}{version}word{number}" for number in range(20))),
        "mentions": mentions,
        "statements": tuple(
            Statement(
                statement_id=f"s-{article_id}-{number}",
                article_id=article_id,
                theatre="made-up",
                faction=faction,
                kind=kind,  # type: ignore[arg-type]  # tests write the closed words as they are
                date_from=at,
                date_to=at,
                sentence=0,
                evidence=_span("they said so."),
            )
            for number, (faction, kind, at) in enumerate(said)
        ),
        "reported_counts": tuple(
            ReportedCount(
                count_id=f"c-{article_id}-{number}",
                article_id=article_id,
                theatre="made-up",
                faction=faction,
                count=count,
                bound="at_least",
                since=None,
                until=None,
                sentence=0,
                evidence=_span("so many."),
            )
            for number, (faction, count) in enumerate(counts)
        ),
    }
    return Extraction(**{**values, **change})


def incidents(*articles: Extraction) -> tuple[Incident, ...]:
    """The incidents of some articles, by day and number of mentions."""
    found = resolve(articles, WATCHLIST)
    return tuple(sorted(found, key=lambda i: (i.date_to or date.min, -len(i.mentions), i.incident_id)))


def told_by(*articles: Extraction) -> set[frozenset[str]]:
    """The articles of each incident."""
    return {frozenset(ref.article_id for ref in incident.mentions) for incident in incidents(*articles)}


def _span(text: str) -> Span:
    return Span(field="body", start=0, end=len(text), text=text)


def tolds(extraction: Extraction) -> list[Told]:
    """The mentions of an extraction as resolution keeps them."""
    paper, names = Paper(extraction, ZoneInfo(WATCHLIST.theatre.timezone)), Names(WATCHLIST)
    return [Told(mention, paper, names) for mention in extraction.mentions]

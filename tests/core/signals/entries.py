"""Ledger entries for tests, with everything that a test does not care about filled in."""

from datetime import UTC, date, datetime
from typing import Any

from schemas import Citation, IncidentEntry, StatementEntry, Tick
from schemas.words import StatementKind

SUBJECT = "red"


def moment(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def citation(day: date, text: str = "It was reported.") -> Citation:
    return Citation(
        article_id=f"a-{day}", url=f"https://example.org/{day}", source="Wire", published_at=moment(day), text=text
    )


def attack(name: str, day: date, known: date | None = None, **changes: Any) -> IncidentEntry:
    known = known or day
    fields: dict[str, Any] = {
        "subject": SUBJECT,
        "subject_kind": "faction",
        "theatre": "north",
        "incident_id": name,
        "revision": 1,
        "count_change": 1,
        "role": "perpetrator",
        "via": "own",
        "kind": "attack",
        "attribution": "claimed",
        "policies": ("reported", "claimed", "blamed"),
        "counterparty_id": None,
        "date_from": day,
        "date_to": day,
        "country": "IQ",
        "weapon": "drone",
        "outcome": None,
        "killed_min": None,
        "killed_max": None,
        "wounded_min": None,
        "wounded_max": None,
        "leaders_killed": (),
        "count": 1,
        "known_at": moment(known),
        "sources": 1,
        "citations": (citation(known),),
    }
    return IncidentEntry(**(fields | changes))


def strike(name: str, day: date, known: date | None = None, **changes: Any) -> IncidentEntry:
    return attack(name, day, known, **({"role": "victim", "kind": "strike", "policies": ()} | changes))


def statement(kind: StatementKind, day: date, known: date | None = None, **changes: Any) -> StatementEntry:
    known = known or day
    fields: dict[str, Any] = {
        "subject": SUBJECT,
        "subject_kind": "faction",
        "theatre": "north",
        "statement_id": f"s-{kind}-{day}",
        "revision": 1,
        "via": "own",
        "faction": SUBJECT,
        "kind": kind,
        "date_from": day,
        "date_to": day,
        "known_at": moment(known),
        "citations": (citation(known),),
    }
    return StatementEntry(**(fields | changes))


def tick(as_of: date, degraded: tuple[date, ...] = (), subject: str = SUBJECT) -> Tick:
    return Tick(subject=subject, subject_kind="faction", theatre="north", as_of=as_of, degraded=degraded)

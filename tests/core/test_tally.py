"""The ledger keeps the newest revision of each entry; the tally is a fold over it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from schemas import Citation, CountEntry, IncidentEntry, StatementEntry, Tick
from streams.core.ledger import Ledger
from streams.core.tally import fold

DAY = date(2024, 1, 10)


def citation(day: date) -> Citation:
    return Citation(
        article_id="a", url="https://example.org/a", source="Wire", text="…",
        published_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
    )  # fmt: skip


def entry(number: int, day: date | None = DAY, **change: Any) -> IncidentEntry:
    known = day or DAY
    values: dict[str, Any] = {
        "subject": "nujaba", "subject_kind": "faction", "theatre": "iraq", "incident_id": f"i-{number}", "revision": 1,
        "count_change": 1, "role": "perpetrator", "via": "own", "kind": "attack", "attribution": "claimed",
        "policies": ("reported", "claimed", "blamed"), "counterparty_id": "us", "date_from": day, "date_to": day,
        "country": "IQ", "weapon": "drone", "outcome": None, "killed_min": 0, "killed_max": 2, "wounded_min": None,
        "wounded_max": None, "leaders_killed": (), "count": 1, "sources": 1, "citations": (citation(known),),
        "known_at": citation(known).published_at,
    }  # fmt: skip
    return IncidentEntry(**{**values, **change})


def count_entry(count: int, since: date | None, told: date) -> CountEntry:
    return CountEntry(
        subject="nujaba", subject_kind="faction", theatre="iraq", count_id=f"c-{count}", revision=1, count=count,
        bound="at_least", since=since, until=None, citation=citation(told),
    )  # fmt: skip


def tick(as_of: date, *degraded: date) -> Tick:
    return Tick(subject="nujaba", subject_kind="faction", theatre="iraq", as_of=as_of, degraded=degraded)


def ledger(*records: Any, horizon_days: int = 180) -> Ledger:
    made = Ledger("nujaba", horizon_days)
    for record in records:
        made.put(record)
    return made


def test_windows_end_on_the_day_and_include_it() -> None:
    days = [DAY, DAY, DAY - timedelta(days=6), DAY - timedelta(days=7), DAY - timedelta(days=90)]
    tally = fold(ledger(*(entry(number, day) for number, day in enumerate(days))), DAY)
    counts = tally.attacks["reported"]
    assert (counts.total, counts.last_1d, counts.last_7d, counts.last_30d, counts.last_90d) == (5, 2, 3, 4, 4)
    assert tally.attacks["corroborated"].total == 0
    assert tally.daily[-1] == (DAY, 2)
    assert tally.days_since_last_attack == 0
    assert (tally.killed_min, tally.killed_max) == (0, 10)


def test_lumps_weigh_their_count_and_undated_acts_are_in_the_total_only() -> None:
    counts = fold(ledger(entry(1, count=4), entry(2, None)), DAY)
    assert (counts.attacks["reported"].total, counts.attacks["reported"].last_90d, counts.undated) == (5, 4, 1)


def test_strikes_suffered_are_apart_from_attacks() -> None:
    tally = fold(ledger(entry(1), entry(2, role="victim", kind="strike")), DAY)
    assert (tally.attacks["reported"].total, tally.strikes.total) == (1, 1)
    assert tally.by_weapon == {"drone": 1}


def test_a_newer_revision_replaces_and_an_older_one_is_passed_over() -> None:
    made = ledger(entry(1, revision=2, count=3), entry(1, revision=1, count=9))
    assert fold(made, DAY).attacks["reported"].total == 3
    assert not made.put(entry(1, revision=2, count=3))
    assert made.put(entry(1, revision=3, retracted=True))
    assert not made.put(entry(1, revision=2, count=3))
    assert fold(made, DAY).attacks["reported"].total == 0


def test_as_of_is_the_newest_tick_or_report() -> None:
    assert ledger(entry(1)).as_of == DAY
    assert ledger(entry(1), tick(DAY + timedelta(days=9))).as_of == DAY + timedelta(days=9)
    assert ledger(entry(1), tick(DAY - timedelta(days=9))).as_of == DAY
    assert Ledger("nujaba", 180).as_of is None


def test_an_older_tick_does_not_turn_time_back() -> None:
    made = ledger(tick(DAY, DAY))
    assert not made.put(tick(DAY - timedelta(days=1)))
    assert made.degraded == {DAY}


def test_coverage_holds_the_tally_against_the_newest_count_told() -> None:
    counts = [count_entry(40, None, DAY - timedelta(days=5)), count_entry(4, DAY - timedelta(days=3), DAY)]
    coverage = fold(ledger(entry(1), entry(2), entry(3, DAY - timedelta(days=4)), *counts), DAY).coverage
    assert coverage is not None
    assert (coverage.reported, coverage.counted, coverage.share) == (4, 2, 0.5)


def test_closed_entries_are_archived_and_every_total_stays_the_same() -> None:
    days = [DAY + timedelta(days=step * 3) for step in range(100)]
    records = [entry(number, day, count=number % 3 + 1) for number, day in enumerate(days)]
    end = days[-1]
    made, whole = ledger(*records, tick(end), horizon_days=10), ledger(*records, tick(end), horizon_days=10_000)
    writes = made.writes()
    assert any(name.startswith("archive|") for name in writes)
    assert writes["incident|i-0"] is None
    assert len(made.incidents) < 50
    assert fold(made, end) == fold(whole, end)
    assert not made.put(records[0]), "an archived entry that is delivered again is known"
    assert fold(made, end) == fold(whole, end)


def test_a_ledger_is_the_same_after_it_was_stored_and_loaded() -> None:
    days = [DAY + timedelta(days=step * 3) for step in range(100)]
    made = ledger(*(entry(number, day) for number, day in enumerate(days)), tick(days[-1], DAY), horizon_days=10)
    stored = {name: data for name, data in made.writes().items() if data is not None}
    again = Ledger("nujaba", 10)
    again.load(stored.items())
    assert again.writes() == {}
    assert fold(again, days[-1]) == fold(made, days[-1])
    assert (again.degraded, again.theatres, again.subject_kind) == (made.degraded, made.theatres, made.subject_kind)


def test_a_record_of_another_subject_breaks_a_promise() -> None:
    with pytest.raises(AssertionError, match="ledger of nujaba"):
        ledger(entry(1, subject="badr"))


def test_statements_come_by_day() -> None:
    base = {"subject": "nujaba", "subject_kind": "faction", "theatre": "iraq", "revision": 1, "via": "own",
            "faction": "nujaba", "kind": "reject", "known_at": citation(DAY).published_at,
            "citations": (citation(DAY),)}  # fmt: skip
    later = StatementEntry(**base, statement_id="s-1", date_from=DAY, date_to=DAY)
    earlier = StatementEntry(**base, statement_id="s-2", date_from=None, date_to=DAY - timedelta(days=2))
    assert [statement.statement_id for statement in ledger(later, earlier).statements] == ["s-2", "s-1"]

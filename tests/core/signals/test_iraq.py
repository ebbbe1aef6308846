"""The back-test from the officials' cumulative counts, and the attack of 28 November that was known on the 30th."""

from datetime import date, timedelta

import pytest

from schemas import IncidentEntry, Signal
from schemas.topics import Topic
from streams.core.options import Options
from streams.core.watch import SubjectOwner
from tests.bench.signals import iraq
from tests.core.signals.entries import attack, tick

Said = tuple[str, str, str, str, int]


def said(messages: list[Signal]) -> list[tuple[str, str, str, int]]:
    return [(message.status, message.rule, str(message.onset), message.level) for message in messages]


GOLDEN = {
    (1.0, False): [
        ("alert", "rise", "2023-10-17", 3),
        ("cancel", "rise", "2023-10-17", 3),
        ("alert", "rise", "2023-10-21", 1),
        ("cancel", "rise", "2023-10-21", 1),
        ("alert", "lull", "2024-01-31", 1),
    ],
    (1.0, True): [
        ("alert", "rise", "2023-10-17", 3),
        ("cancel", "rise", "2023-10-17", 3),
        ("alert", "rise", "2023-10-21", 1),
        ("cancel", "rise", "2023-10-21", 1),
        ("alert", "lull", "2023-11-24", 2),
        ("cancel", "lull", "2023-11-24", 2),
        ("alert", "rise", "2023-10-21", 1),
        ("cancel", "rise", "2023-10-21", 1),
        ("alert", "lull", "2024-01-31", 1),
    ],
}


@pytest.mark.parametrize(("budget", "late"), GOLDEN)
def test_the_signals_by_date(budget: float, late: bool) -> None:
    assert said(iraq.messages(budget, late=late)) == GOLDEN[budget, late]


@pytest.mark.parametrize(
    ("budget", "days"),
    [(1.0, ["2023-10-20", "2023-11-09", "2024-02-11"]), (2.0, ["2023-10-19", "2023-10-31", "2024-02-09"])],
)
def test_alerts_come_on_these_days(budget: float, days: list[str]) -> None:
    alerts = [message for message in iraq.messages(budget, late=False) if message.status == "alert"]
    assert [str(message.as_of) for message in alerts] == days


def entries() -> list[IncidentEntry]:
    return [
        attack(f"i-{day}-{number}", day, iraq.LATE_KNOWN if day == iraq.LATE_ATTACK else day)
        for day, count in iraq.daily().items()
        for number in range(count)
    ]


def told_day_by_day(options: Options) -> list[tuple[date, Signal]]:
    """Each evening's reports, then the tick of the day."""
    owner, sent = SubjectOwner("red", options), []
    by_day: dict[date, list[IncidentEntry]] = {}
    for entry in entries():
        by_day.setdefault(entry.known_at.date(), []).append(entry)
    day = date(2023, 10, 17)
    while day <= iraq.AS_OF:
        for out in owner.apply([*by_day.get(day, []), tick(day)]).outputs:
            if out.topic is Topic.SIGNALS:
                assert isinstance(out.value, Signal)
                sent.append((day, out.value))
        day += timedelta(days=1)
    return sent


def test_a_lull_is_withdrawn_when_a_late_report_shows_that_it_was_none() -> None:
    lulls = [(day, each) for day, each in told_day_by_day(Options(false_alarms_per_year=2.0)) if each.rule == "lull"]
    (raised, alert), (withdrawn, cancel) = lulls[:2]
    assert (raised, alert.status, alert.onset) == (date(2023, 11, 29), "alert", date(2023, 11, 24))
    assert (withdrawn, cancel.status, cancel.onset) == (date(2023, 11, 30), "cancel", date(2023, 11, 24))
    assert cancel.references == (alert.signal_id,)
    assert cancel.cause == "an attack of 28 Nov 2023 (i-2023-11-28-0) became known on 30 Nov 2023"


def test_with_the_attack_known_in_time_there_is_no_lull_in_november() -> None:
    messages = iraq.messages(1.0, late=False)
    assert not [each for each in messages if each.rule == "lull" and each.onset < date(2024, 1, 1)]

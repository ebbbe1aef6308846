"""The back-test: attacks on US forces in Iraq and Syria as officials counted them, from 17 October 2023 on.

The cumulative counts are spread evenly over the days between two of them; before 17 October there were none. The
one attack between 23 and 30 November fell on the 28th and became known on the 30th. After 30 January the last attack
told is that of 4 February.
"""

from datetime import date, timedelta
from itertools import pairwise

from schemas import Signal
from streams.core.signals import History, difference
from streams.core.signals.calibration import thresholds
from streams.core.signals.lag import Prompt
from streams.core.signals.replay import Replay
from streams.core.signals.series import Series
from streams.core.signals.standing import judgement

WATCHED_FROM = date(2023, 7, 1)
AS_OF = date(2024, 2, 18)
LATE_ATTACK, LATE_KNOWN = date(2023, 11, 28), date(2023, 11, 30)
COUNTERS = (
    ("2023-10-16", 0), ("2023-10-24", 13), ("2023-10-30", 23), ("2023-10-31", 27), ("2023-11-06", 38),
    ("2023-11-09", 46), ("2023-11-14", 55), ("2023-11-17", 61), ("2023-11-21", 66), ("2023-11-23", 73),
    ("2023-11-27", 73), ("2023-11-28", 74), ("2023-11-30", 74), ("2023-12-08", 82), ("2023-12-13", 97),
    ("2023-12-21", 102), ("2024-01-04", 118), ("2024-01-09", 127), ("2024-01-11", 130), ("2024-01-18", 140),
    ("2024-01-22", 151), ("2024-01-29", 165), ("2024-01-30", 166), ("2024-02-03", 166), ("2024-02-04", 167),
)  # fmt: skip


def daily() -> dict[date, int]:
    """Attacks by day: each counter's rise spread evenly, whole attacks on the days on which they are complete."""
    days = {WATCHED_FROM: 0}
    told = [(date.fromisoformat(day), count) for day, count in COUNTERS]
    for (first, low), (last, high) in pairwise(told):
        span = (last - first).days
        for step in range(1, span + 1):
            days[first + timedelta(days=step)] = (high - low) * step // span - (high - low) * (step - 1) // span
    return {day: count for day, count in days.items() if count or day == WATCHED_FROM}


def messages(budget: float, *, late: bool) -> list[Signal]:
    """All messages from evening to evening; `late`: the attack of 28 November is unknown until the 30th."""
    replay, full = Replay(thresholds(budget)), daily()
    last: dict[str, Signal] = {}
    sent = []
    day = WATCHED_FROM
    while day <= AS_OF:
        known = {when: count for when, count in full.items() if not (late and day < LATE_KNOWN and when == LATE_ATTACK)}
        changed = LATE_ATTACK.toordinal() if late and day == LATE_KNOWN else None
        series = Series(known)
        replay.advance(series, Prompt(), day.toordinal(), changed)
        judged = judgement(History("all", "coalition", "All factions", day, series), replay.turns)
        causes = dict.fromkeys(last, f"an attack of {LATE_ATTACK} became known on {LATE_KNOWN}") if changed else {}
        for signal in difference(last.values(), judged.standing, day, {**causes, **judged.ended}):
            last[signal.key] = signal
            sent.append(signal)
        day += timedelta(days=1)
    return sent


def report() -> str:
    """The messages by date, for budgets of one and two false alarms a year, with the late attack and without delay."""
    lines = ["| budget | attack of 28 Nov known | date | message |", "| --- | --- | --- | --- |"]
    for budget in (1.0, 2.0):
        for late in (False, True):
            known = "on the 30th" if late else "at once"
            for signal in messages(budget, late=late):
                cause = f" ({signal.cause})" if signal.cause else ""
                lines.append(f"| {budget:g} | {known} | {signal.as_of} | {signal.status}: {signal.headline}{cause} |")
    return "\n".join(lines)

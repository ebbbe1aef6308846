"""From the turns that the detector found to signals: at most one behaviour signal of a subject stands at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import zip_longest

from schemas import IncidentEntry
from schemas.words import Certainty
from streams.core.signals.detector import Turn
from streams.core.signals.history import History
from streams.core.signals.judgement import Case, certainty_of, plural, spoken_day
from streams.core.signals.rules import RULES

LEVEL_2_RISE = 3.0
LEVEL_3_RISE = 6.0
HALT_RULES = ("suspension-declared", "campaign-ended")
LEAST_SPOKEN = 0.1
LAST_ATTACKS = 3
"""Attacks before a lull that are given as its evidence."""


def cases(history: History, turns: Sequence[Turn], told: Sequence[Case] = ()) -> list[Case]:
    """A case for every rise and lull, closed by the turn after it. `told`: all other cases, halts among them."""
    found = []
    for turn, after in zip_longest(turns, turns[1:]):
        if turn.kind != "comeback":
            found.append(_case(history, turn, None if after is None else _ending(turn, after)))
    halts = [case for case in told if case.rule in HALT_RULES and case.ended is None and case.certainty == "observed"]
    return [_agreed(case, halts) if case.rule == "lull" else case for case in found]


def _agreed(case: Case, halts: Sequence[Case]) -> Case:
    """A silence that bears out the faction's own word is a level higher."""
    if case.level is not None and any(halt.changed == case.since for halt in halts):
        return replace(case, level=case.level + 1)
    return case


def _case(history: History, turn: Turn, ended: str | None) -> Case:
    since = date.fromordinal(turn.day)
    if ended is not None or (history.as_of - since).days >= RULES[turn.kind].life_days:
        return Case(turn.kind, date.fromordinal(turn.onset), since, headline="", ended=ended)
    return _rise(history, turn) if turn.kind == "rise" else _lull(history, turn)


def _ending(turn: Turn, after: Turn) -> str | None:
    """Why the next turn ends this one; None where its life was over by then."""
    if after.day - turn.day >= RULES[turn.kind].life_days:
        return None
    onset, day = spoken_day(date.fromordinal(after.onset)), spoken_day(date.fromordinal(after.day))
    if after.kind == "comeback":
        return f"attacks came back: {plural(after.observed, 'attack')} from {onset} to {day}"
    if after.kind == "rise":
        return f"{'a further rise' if turn.kind == 'rise' else 'a rise'} since {onset}"
    return f"{'a lull' if turn.kind == 'rise' else 'a deeper lull'} since {onset}"


def _numbers(turn: Turn) -> dict[str, float]:
    days = turn.day - turn.onset + 1
    figures = {
        "mu": turn.baseline.rate,
        "dispersion": 1 + turn.baseline.excess,
        "observed": float(turn.observed),
        "expected": turn.baseline.rate * days,
        "days": float(days),
        "factor": turn.factor,
        "R": turn.statistic,
        "A": turn.threshold,
    }
    return {name: float(f"{value:.4g}") for name, value in figures.items()}


def _where(numbers: Mapping[str, float]) -> str:
    expected = numbers["expected"]
    return f"where {f'{expected:.1f}' if expected >= LEAST_SPOKEN else 'hardly any'} were to be expected"


def _rise(history: History, turn: Turn) -> Case:
    onset, day = date.fromordinal(turn.onset), date.fromordinal(turn.day)
    numbers = _numbers(turn)
    ratio = turn.observed / (turn.baseline.rate * numbers["days"])
    level = 3 if ratio >= LEVEL_3_RISE else 2 if ratio >= LEVEL_2_RISE else 1
    behind = _attacks(history, onset, day)
    return Case(
        rule="rise",
        onset=onset,
        since=day,
        headline=f"{history.name}: attacks have risen, {plural(turn.observed, 'attack')} in "
        f"{plural(turn.day - turn.onset + 1, 'day')} since {spoken_day(onset)} {_where(numbers)}",
        level=level,
        certainty=_borne_out(behind),
        incidents=behind,
        numbers=numbers,
    )


def _lull(history: History, turn: Turn) -> Case:
    onset, day = date.fromordinal(turn.onset), date.fromordinal(turn.day)
    numbers = _numbers(turn)
    silent = turn.observed == 0
    fact = "no attack" if silent else f"attacks have fallen, {plural(turn.observed, 'attack')}"
    thin = history.as_of.toordinal() in history.series.hidden
    return Case(
        rule="lull",
        onset=onset,
        since=day,
        headline=f"{history.name}: {fact} in {plural(turn.day - turn.onset + 1, 'day')} since {spoken_day(onset)} "
        f"{_where(numbers)}" + ("; news input is thin at present, so silence is not confirmed" if thin else ""),
        level=2 if silent else 1,
        certainty="likely" if thin else "observed",
        incidents=_attacks(history, onset - timedelta(days=365), onset - timedelta(days=1))[-LAST_ATTACKS:],
        numbers=numbers,
        input_degraded=thin,
        changed=_status_since(history, day),
    )


def _status_since(history: History, earliest: date) -> date:
    """Day since which the input has been as thin, or as sound, as it is today."""
    hidden, day = history.series.hidden, history.as_of.toordinal()
    thin = day in hidden
    while day > earliest.toordinal() and (day - 1 in hidden) == thin:
        day -= 1
    return date.fromordinal(day)


def _attacks(history: History, first: date, last: date) -> tuple[IncidentEntry, ...]:
    """Attacks of the subject that end within these days, oldest first."""
    within = [
        entry
        for entry in history.incidents
        if entry.kind == "attack" and entry.date_to is not None and first <= entry.date_to <= last
    ]
    return tuple(sorted(within, key=lambda entry: (entry.date_to or first, entry.incident_id)))


def _borne_out(attacks: tuple[IncidentEntry, ...]) -> Certainty:
    """Observed when at least half of the attacks are claimed or told by two sources; counts alone are taken as seen."""
    sure = sum(certainty_of(entry) == "observed" for entry in attacks)
    return "observed" if 2 * sure >= len(attacks) else "likely"

"""How a rule becomes a standing signal: its key, its age, its evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from schemas import Evidence, IncidentEntry, StandingSignal, StatementEntry
from schemas.words import Certainty
from streams.core.signals.history import History
from streams.core.signals.rules import RULES

EVIDENCE_MAX = 50
"""Ids and urls a list of evidence holds; the newest are kept."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What stands, and why what stood before does no more."""

    standing: tuple[StandingSignal, ...] = ()
    ended: Mapping[str, str] = field(default_factory=dict)
    """Cause by key, for signals that the rules themselves end."""


@dataclass(frozen=True, slots=True)
class Case:
    """One application of a rule, before its age is taken into account."""

    rule: str
    onset: date
    since: date
    """Day from which its age is reckoned: the last thing that bears it out."""
    headline: str
    level: int | None = None
    certainty: Certainty | None = None
    incidents: tuple[IncidentEntry, ...] = ()
    statements: tuple[StatementEntry, ...] = ()
    numbers: Mapping[str, float] = field(default_factory=dict)
    input_degraded: bool = False
    changed: date | None = None
    """Day on which a circumstance other than age changed it."""
    ended: str | None = None
    """Why it stands no more."""


def key_of(history: History, case: Case) -> str:
    """faction|direction|basis|rule|onset."""
    rule = RULES[case.rule]
    return f"{history.subject}|{rule.direction}|{rule.basis}|{rule.id}|{case.onset.isoformat()}"


def judge(history: History, cases: Iterable[Case]) -> Judgement:
    """Let each case age to `history.as_of`; at most one signal a key (the gravest case)."""
    standing: dict[str, StandingSignal] = {}
    ended: dict[str, str] = {}
    for case in cases:
        key, rule = key_of(history, case), RULES[case.rule]
        age = (history.as_of - case.since).days
        if age < 0:
            continue
        if case.ended is not None:
            ended[key] = case.ended
        elif age >= rule.life_days:
            ended[key] = f"expired: nothing has borne it out for {rule.life_days} days"
        elif key not in standing or standing[key].level < (case.level or rule.level):
            standing[key] = _signal(history, case, key, age)
    kept = {key: cause for key, cause in ended.items() if key not in standing}
    return Judgement(tuple(standing[key] for key in sorted(standing)), kept)


def _signal(history: History, case: Case, key: str, age: int) -> StandingSignal:
    rule = RULES[case.rule]
    level = case.level or rule.level
    steps = min(max(age, 0) // rule.decay_days, level - 1)
    changes = [case.since + timedelta(days=steps * rule.decay_days)]
    changes += [] if case.changed is None else [case.changed]
    entries: list[IncidentEntry | StatementEntry] = [*case.incidents, *case.statements]
    changes += [entry.known_at.date() for entry in entries]
    urls = [cited.url for entry in entries for cited in entry.citations]
    return StandingSignal(
        key=key,
        faction=history.subject,
        subject_kind=history.subject_kind,
        direction=rule.direction,
        basis=rule.basis,
        rule=rule.id,
        level=level - steps,
        certainty=case.certainty or rule.certainty,
        onset=case.onset,
        as_of=max(changes),
        headline=case.headline,
        evidence=Evidence(
            incidents=tuple(sorted({entry.incident_id for entry in case.incidents}))[-EVIDENCE_MAX:],
            statements=tuple(sorted({entry.statement_id for entry in case.statements}))[-EVIDENCE_MAX:],
            articles=tuple(sorted(set(urls)))[-EVIDENCE_MAX:],
        ),
        numbers=dict(sorted(case.numbers.items())),
        input_degraded=case.input_degraded,
    )


def day_of(entry: IncidentEntry) -> date | None:
    """The day that an act counts for: the last on which it can have been."""
    return entry.date_to or entry.date_from


def certainty_of(entry: IncidentEntry) -> Certainty:
    """How sure it is that the act was the subject's own."""
    if entry.attribution in ("suspected", "denied", "none"):
        return "possible"
    return "observed" if entry.attribution == "claimed" or entry.sources > 1 else "likely"


def spoken_day(day: date) -> str:
    """17 Oct 2023."""
    return f"{day.day} {day:%b %Y}"


def plural(count: int, noun: str) -> str:
    """3 attacks."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"

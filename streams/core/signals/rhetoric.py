"""Words: what a faction, or its umbrella for it, says that it will do. Kept apart from deeds, and held against them.

Statements of one voice and kind that follow each other within the rule's life are one signal, dated to the first
and aged from the last. A member's words bind nobody but the member; an umbrella's words reach its members, but
are never observed in them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from schemas import IncidentEntry, StatementEntry
from schemas.words import Certainty, StatementKind, Via
from streams.core.signals.detector import Turn
from streams.core.signals.history import History
from streams.core.signals.judgement import Case, certainty_of, day_of, spoken_day
from streams.core.signals.rules import RULES

REFUSAL_DAYS = 14
"""A refusal this near to an umbrella's halt is a refusal of that halt."""
LULL_LEAD_DAYS = 7
"""Silence may begin this long before the words and still bear them out."""

RULE_OF: dict[StatementKind, str] = {
    "suspend": "suspension-declared",
    "end": "campaign-ended",
    "resume": "resumption-announced",
    "reject": "halt-refused",
    "threaten": "threat",
}
SAYS: dict[StatementKind, str] = {
    "suspend": "says that it suspends attacks",
    "end": "says that it ends its campaign",
    "resume": "says that attacks resume",
    "reject": "refuses to halt attacks",
    "threaten": "threatens new attacks",
}
HALTS: tuple[StatementKind, ...] = ("suspend", "end")
ENDERS: dict[StatementKind, tuple[StatementKind, ...]] = {
    "suspend": ("resume", "reject"),
    "end": ("resume", "reject"),
    "resume": HALTS,
    "reject": HALTS,
    "threaten": HALTS,
}
ENDING: dict[StatementKind, str] = {
    "resume": "the later word that attacks resume",
    "reject": "the refusal to halt",
    "suspend": "the later word that attacks are suspended",
    "end": "the later word that the campaign is over",
}


@dataclass(frozen=True, slots=True)
class Spell:
    """Statements of one voice and kind, each within the rule's life of the one before."""

    kind: StatementKind
    via: Via
    statements: tuple[StatementEntry, ...]

    @property
    def first(self) -> date:
        """Day of the first."""
        return first_day(self.statements[0])

    @property
    def last(self) -> date:
        """Day of the last."""
        return max(last_day(statement) for statement in self.statements)


def first_day(statement: StatementEntry) -> date:
    """First day on which it can have been said; that of its report where untold."""
    return statement.date_from or statement.date_to or statement.known_at.date()


def last_day(statement: StatementEntry) -> date:
    """Last day on which it can have been said."""
    return statement.date_to or statement.date_from or statement.known_at.date()


def cases(history: History, turns: Sequence[Turn]) -> list[Case]:
    """All that was said, and what became of it."""
    heard = sorted(
        (statement for statement in history.statements if statement.via != "member"),
        key=lambda statement: (last_day(statement), first_day(statement), statement.statement_id),
    )
    attacks = sorted(
        (
            entry
            for entry in history.incidents
            if entry.kind == "attack" and entry.attribution not in ("denied", "none")
        ),
        key=lambda entry: (day_of(entry) or date.min, entry.incident_id),
    )
    found: list[Case] = []
    for spell in _spells(heard):
        ender = _ender(spell, heard)
        if spell.kind in HALTS:
            found += _halt(history, spell, ender, attacks, turns)
        elif spell.kind == "resume":
            found.append(_resumption(history, spell, ender, attacks))
        else:
            found.append(_said(history, spell, ender, heard))
    return found


def _spells(heard: Sequence[StatementEntry]) -> Iterable[Spell]:
    """Own words first. A refusal is heard from the faction itself only."""
    for via in ("own", "umbrella"):
        for kind in RULE_OF:
            if kind == "reject" and via == "umbrella":
                continue
            said = [statement for statement in heard if statement.via == via and statement.kind == kind]
            if said:
                yield from _parted(Spell(kind, via, tuple(said)), heard)


def _parted(spell: Spell, heard: Sequence[StatementEntry]) -> Iterable[Spell]:
    """Cut where the rule's life ran out between two statements, or another word came between."""
    life = timedelta(days=RULES[RULE_OF[spell.kind]].life_days)
    start = 0
    for index, (one, two) in enumerate(pairwise(spell.statements), 1):
        ender = _ender(replace(spell, statements=(one,)), heard)
        if first_day(two) - last_day(one) >= life or (ender is not None and last_day(ender) <= last_day(two)):
            yield replace(spell, statements=spell.statements[start:index])
            start = index
    yield replace(spell, statements=spell.statements[start:])


def _ender(spell: Spell, heard: Sequence[StatementEntry]) -> StatementEntry | None:
    """The first statement that takes these words back.

    The faction's own word ends its own and, for it, its umbrella's; the umbrella's word ends only the umbrella's.
    """
    for statement in heard:
        if statement.kind not in ENDERS[spell.kind] or (spell.via == "own" and statement.via != "own"):
            continue
        early = timedelta(0)
        if statement.kind == "reject":
            if statement.via != "own":
                continue
            early = timedelta(days=REFUSAL_DAYS if spell.via == "umbrella" else 0)
        if last_day(statement) > spell.last or (early and last_day(statement) >= spell.first - early):
            return statement
    return None


def _words(history: History, spell: Spell) -> str:
    """Red: says that it suspends attacks (30 Jan 2024)."""
    speaker = spell.statements[0].faction
    voice = "" if spell.via == "own" else f"its umbrella {history.called(speaker)} "
    return f"{history.name}: {voice}{SAYS[spell.kind]} ({spoken_day(spell.first)})"


def _base(history: History, spell: Spell, ender: StatementEntry | None) -> Case:
    rule = RULES[RULE_OF[spell.kind]]
    ended = None
    if ender is not None and (last_day(ender) - spell.last).days < rule.life_days:
        ended = f"{ENDING[ender.kind]} ({spoken_day(last_day(ender))})"
    return Case(
        rule=rule.id,
        onset=spell.first,
        since=spell.last,
        headline=_words(history, spell),
        statements=spell.statements,
        ended=ended,
    )


def _halt(
    history: History,
    spell: Spell,
    ender: StatementEntry | None,
    attacks: Sequence[IncidentEntry],
    turns: Sequence[Turn],
) -> list[Case]:
    """A declared halt: borne out by a lull, or contradicted by an attack."""
    case = _base(history, spell, ender)
    until = _until(spell, ender)
    confirming = None if spell.via == "umbrella" else _lull_within(turns, spell.first, until)
    if confirming is not None:
        day, onset = date.fromordinal(confirming.day), date.fromordinal(confirming.onset)
        case = replace(
            case,
            level=2,
            certainty="observed",
            changed=day,
            headline=f"{case.headline}, and has been quiet since {spoken_day(onset)}",
        )
    elif spell.via == "own":
        case = replace(case, headline=f"{case.headline}; no lull bears it out yet")
    breach = _first(attacks, lambda day: spell.last < day <= until, sure=True)
    doubt = breach or _first(attacks, lambda day: spell.last < day <= until, sure=False)
    if doubt is None:
        return [case]
    day = _certain_day(doubt)
    broken = _broken(history, spell, doubt)
    if breach is not None:
        return [replace(case, ended=f"an attack of {spoken_day(day)} contradicts it ({doubt.incident_id})"), broken]
    return [replace(case, certainty="possible", changed=max(day, case.changed or day)), broken]


def _broken(history: History, spell: Spell, attack: IncidentEntry) -> Case:
    own = spell.via == "own" and attack.via == "own" and attack.attribution != "suspected"
    certainty: Certainty = certainty_of(attack) if own else "likely"
    if attack.attribution == "suspected":
        certainty = "possible"
    return Case(
        rule="suspension-broken",
        onset=_certain_day(attack),
        since=_certain_day(attack),
        headline=f"{history.name}: an attack on {spoken_day(_certain_day(attack))} breaks the halt declared by "
        f"{'it' if spell.via == 'own' else 'its umbrella'} on {spoken_day(spell.first)}",
        level=3 if own else 2,
        certainty=certainty,
        incidents=(attack,),
        statements=spell.statements,
    )


def _resumption(history: History, spell: Spell, ender: StatementEntry | None, attacks: Sequence[IncidentEntry]) -> Case:
    case = _base(history, spell, ender)
    until = _until(spell, ender)
    deed = _first(attacks, lambda day: spell.first < day <= until, sure=True)
    if spell.via == "umbrella" or deed is None or deed.via != "own":
        return case
    day = _certain_day(deed)
    headline = f"{case.headline}, and attacked on {spoken_day(day)}"
    return replace(case, certainty="observed", changed=day, incidents=(deed,), headline=headline)


def _said(history: History, spell: Spell, ender: StatementEntry | None, heard: Sequence[StatementEntry]) -> Case:
    """A refusal or a threat."""
    case = _base(history, spell, ender)
    near = timedelta(days=REFUSAL_DAYS)
    halts = [other for other in heard if other.via == "umbrella" and other.kind in HALTS]
    against = [other for other in halts if abs(first_day(other) - spell.first) <= near]
    if spell.kind != "reject" or not against:
        return case
    umbrella = history.called(against[0].faction)
    return replace(case, level=2, headline=f"{case.headline}, although {umbrella} declared a halt")


def _until(spell: Spell, ender: StatementEntry | None) -> date:
    """Last day on which the words still stand."""
    last = spell.last + timedelta(days=RULES[RULE_OF[spell.kind]].life_days - 1)
    return last if ender is None else min(last, max(last_day(ender) - timedelta(days=1), spell.last))


def _lull_within(turns: Sequence[Turn], first: date, until: date) -> Turn | None:
    for turn in turns:
        if (
            turn.kind == "lull"
            and turn.onset >= first.toordinal() - LULL_LEAD_DAYS
            and first.toordinal() <= turn.day <= until.toordinal()
        ):
            return turn
    return None


def _first(attacks: Sequence[IncidentEntry], when: Callable[[date], bool], *, sure: bool) -> IncidentEntry | None:
    """The first attack that certainly fell on such a day; `sure`: one that is not only suspected to be theirs."""
    for entry in attacks:
        dated = entry.date_from is not None or entry.date_to is not None
        if dated and when(_certain_day(entry)) and (entry.attribution == "suspected") != sure:
            return entry
    return None


def _certain_day(entry: IncidentEntry) -> date:
    """The first day that an attack can have fallen on: words are broken only by what surely came after them."""
    day = entry.date_from or entry.date_to
    assert day is not None
    return day

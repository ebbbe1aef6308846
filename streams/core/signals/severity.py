"""Severity and diffusion: deeds that are graver than, or unlike, what the faction did before.

"Before" is told by day of the act. *New* is only said against a history long enough: with n attacks elsewhere and
none here, the next one falls here with probability at most about 1/(n + 2) (Laplace's rule of succession), which
18 attacks bring to 5 %; 60 days keep one week's burst from being a history.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from schemas import IncidentEntry
from streams.core.signals.history import History
from streams.core.signals.judgement import Case, certainty_of, day_of, plural, spoken_day

MASS_KILLED = 10
MASS_KILLED_RELATIVE = 5
MASS_RATIO = 2
MASS_LOOK_BACK_DAYS = 365
NEW_AFTER_ATTACKS = 18
NEW_AFTER_DAYS = 60
UNTELLING = (None, "mixed")
"""Weapon classes that cannot be new."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An attack with its day."""

    day: date
    entry: IncidentEntry

    @property
    def killed(self) -> int:
        """People killed, at the least; of a lump, by attack."""
        return (self.entry.killed_min or 0) // self.entry.count


def cases(history: History) -> list[Case]:
    """All severity and diffusion cases of a subject."""
    attacks = [
        Dated(day, entry)
        for entry in history.incidents
        if (day := day_of(entry)) and entry.role == "perpetrator" and entry.attribution != "denied"
    ]
    attacks.sort(key=lambda attack: (attack.day, attack.entry.incident_id))
    return [
        *_first_deaths(history, attacks),
        *_mass_casualties(history, attacks),
        *_leaders_killed(history),
        *_new(history, attacks, "new-country"),
        *_new(history, attacks, "new-weapon"),
    ]


def _case(rule: str, attack: Dated, headline: str, **numbers: float) -> Case:
    return Case(
        rule=rule,
        onset=attack.day,
        since=attack.day,
        headline=headline,
        certainty=certainty_of(attack.entry),
        incidents=(attack.entry,),
        numbers=numbers,
    )


def _first_deaths(history: History, attacks: Sequence[Dated]) -> list[Case]:
    if history.earlier.killed:
        return []
    for attack in attacks:
        if attack.entry.killed_min:
            killed = attack.entry.killed_min
            told = f"{history.name}: first deaths on record that it caused, {killed} killed on {spoken_day(attack.day)}"
            return [_case("first-deaths", attack, told, killed=killed)]
    return []


def _mass_casualties(history: History, attacks: Sequence[Dated]) -> list[Case]:
    found = []
    for index, attack in enumerate(attacks):
        if attack.killed < MASS_KILLED_RELATIVE:
            continue
        oldest = attack.day - timedelta(days=MASS_LOOK_BACK_DAYS)
        before = max((other.killed for other in attacks[:index] if other.day >= oldest), default=0)
        if attack.killed >= MASS_KILLED or attack.killed > MASS_RATIO * before:
            told = f"{history.name}: {attack.killed} killed in one attack on {spoken_day(attack.day)}"
            told += f"; the deadliest in the year before killed {before}"
            found.append(_case("mass-casualty", attack, told, killed=attack.killed, deadliest_before=before))
    return found


def _leaders_killed(history: History) -> list[Case]:
    found = []
    for entry in history.incidents:
        day = day_of(entry)
        if entry.role == "victim" and entry.leaders_killed and day is not None:
            who = " and ".join(entry.leaders_killed)
            own = entry.via == "own"
            found.append(
                Case(
                    rule="leader-killed",
                    onset=day,
                    since=day,
                    headline=f"{history.name}: {'its leader' if own else 'a leader of a member,'} {who} "
                    f"{'was' if len(entry.leaders_killed) == 1 else 'were'} killed on {spoken_day(day)}; "
                    "retaliation is to be feared",
                    certainty="likely" if own else "possible",
                    incidents=(entry,),
                    numbers={"leaders_killed": len(entry.leaders_killed)},
                )
            )
    return found


def _new(history: History, attacks: Sequence[Dated], rule: str) -> list[Case]:
    """First attacks of their kind; each kind is new once."""
    country = rule == "new-country"
    seen = Counter(history.earlier.countries if country else history.earlier.weapons)
    found = []
    for attack in attacks:
        kind = attack.entry.country if country else attack.entry.weapon
        if kind in UNTELLING or kind is None:
            continue
        total = seen.total()
        long_enough = attack.day.toordinal() - history.series.first >= NEW_AFTER_DAYS
        if kind not in seen and total >= NEW_AFTER_ATTACKS and long_enough:
            what = f"attack in {kind}" if country else f"attack with {kind.replace('_', ' ')}"
            told = f"{history.name}: first {what}, on {spoken_day(attack.day)}, after {plural(total, 'other attack')}"
            found.append(_case(rule, attack, told, attacks_before=total))
        seen[kind] += attack.entry.count
    return found

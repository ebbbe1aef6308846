"""The one table of rules: what each signal means, how grave and how sure it is, and how long it stands.

Levels: 1 to note, 2 to look into, 3 to act on. Certainty: *observed* is seen in deeds, *likely* rests on the
faction's own word or on an umbrella's word for it, *possible* on a threat or on a thin record.
A level falls by one every `decay_days` after the last thing that bears the rule out, never below 1; after
`life_days` the signal ends. What raises, lowers or ends it sooner is told beside the rule.
"""

from dataclasses import dataclass

from schemas.words import Basis, Certainty, Direction


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table."""

    id: str
    direction: Direction
    basis: Basis
    level: int
    certainty: Certainty
    decay_days: int
    life_days: int
    meaning: str


_TABLE = (
    Rule("rise", "escalation", "behaviour", 1, "likely", 28, 56,
         "Attacks come at least twice as often as the baseline. Level 2 from three times, 3 from six times "
         "what was to be expected. Observed when at least half of them are claimed or told by two sources. A "
         "further rise or a lull ends it."),
    Rule("lull", "de-escalation", "behaviour", 1, "observed", 45, 90,
         "Attacks have fallen to a quarter or stopped. Level 2 when they stopped, 3 when a suspension stands "
         "too. Likely while the input is thin. Attacks that come back, or a rise, end it."),
    Rule("suspension-declared", "de-escalation", "rhetoric", 1, "likely", 90, 90,
         "The faction, or its umbrella for it, says that it halts attacks. Observed at level 2 once a lull "
         "confirms it. Its own resuming, an attack, or its own refusal (of an umbrella's halt) ends it."),
    Rule("suspension-broken", "escalation", "rhetoric", 3, "observed", 14, 42,
         "An attack after a declared halt. Level 2 and likely where the halt was the umbrella's or the attack a "
         "member's; level 2 and possible where the attack is only suspected to be the faction's."),
    Rule("resumption-announced", "escalation", "rhetoric", 2, "likely", 14, 42,
         "The faction, or its umbrella for it, says that attacks resume, even on a day without one. Observed "
         "once an own attack follows an own word."),
    Rule("halt-refused", "escalation", "rhetoric", 1, "observed", 30, 30,
         "The faction itself refuses to halt. Level 2 where its umbrella declared a halt within 14 days."),
    Rule("threat", "escalation", "rhetoric", 1, "possible", 14, 14,
         "The faction, or its umbrella for it, threatens new or wider attacks."),
    Rule("campaign-ended", "de-escalation", "rhetoric", 2, "likely", 90, 180,
         "The faction, or its umbrella for it, ends its campaign for good. As a suspension in all else."),
    Rule("first-deaths", "escalation", "severity", 2, "likely", 14, 42,
         "The first attack of the faction on record that killed. Observed when claimed or told by two sources, "
         "possible when only suspected."),
    Rule("mass-casualty", "escalation", "severity", 3, "likely", 14, 42,
         "An attack that killed ten or more, or five or more and over twice the deadliest before it. Certainty "
         "as above."),
    Rule("leader-killed", "escalation", "severity", 2, "likely", 14, 42,
         "A leader of the faction was killed: retaliation is to be feared. Possible for the umbrella of the "
         "faction hit."),
    Rule("new-country", "escalation", "diffusion", 2, "likely", 14, 42,
         "The first attack in a country, after 18 or more in others over at least 60 days. Certainty as of "
         "first deaths."),
    Rule("new-weapon", "escalation", "diffusion", 1, "likely", 14, 42,
         "The first attack with a class of weapon, after 18 or more with others over at least 60 days."),
)  # fmt: skip

RULES = {rule.id: rule for rule in _TABLE}

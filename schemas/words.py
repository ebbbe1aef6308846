"""The closed lists of words that records may use. They are the field's terms, see ARCHITECTURE.md."""

from typing import Literal

Kind = Literal["attack", "strike"]
"""attack: by a watched faction. strike: on a watched faction."""

AttributionWord = Literal["claimed", "blamed", "suspected", "stated", "denied", "none"]
"""Who says that the actor did it: it does, a named party, somebody with a hedge, the article itself."""

Weapon = Literal["drone", "rocket", "missile", "mortar", "ied", "small_arms", "airstrike", "vehicle", "mixed"]

Outcome = Literal["hit", "intercepted", "missed"]

StatementKind = Literal["suspend", "resume", "reject", "threaten", "end"]

Bound = Literal["exact", "at_least", "about", "at_most"]

FactionKind = Literal["faction", "coalition"]

SubjectKind = Literal["faction", "coalition", "theatre", "unattributed"]
"""What a tally can be of."""

Role = Literal["perpetrator", "victim"]

Via = Literal["own", "member", "umbrella"]
"""How a ledger entry reaches a subject: by its own act or word, by a member's, or by its umbrella's."""

Policy = Literal["reported", "claimed", "blamed", "corroborated"]
"""Which incidents a count takes in: all told, those claimed, those claimed or blamed, those with two sources."""

Direction = Literal["escalation", "de-escalation"]

Basis = Literal["behaviour", "rhetoric", "severity", "diffusion"]

Status = Literal["alert", "update", "cancel"]
"""Of a signal message, as in the Common Alerting Protocol."""

Certainty = Literal["observed", "likely", "possible"]

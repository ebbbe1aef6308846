"""The scenarios: small stories, what arrives in which delivery, and what must stand at the end."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.scenarios.runner import Outcome

KATAIB, NUJABA, UMBRELLA = "kataib-hezbollah", "harakat-hezbollah-al-nujaba", "islamic-resistance-in-iraq"

Delivery = tuple[bytes, ...]


@dataclass(frozen=True)
class Story:
    """A scenario."""

    name: str
    deliveries: tuple[Delivery, ...]
    as_of: date
    check: Callable[[Outcome], None]


def article(id_: str, published_at: str, body: str, **changes: Any) -> bytes:
    fields = {
        "id": id_,
        "url": f"https://{id_}.example.org/story",
        "source": f"Outlet {id_}",
        "title": "News from the region",
        "body": body,
        "language": "en",
        "published_at": published_at,
    }
    return json.dumps(fields | changes).encode()


CLAIMED = article(
    "claimed",
    "2024-01-08T12:00:00Z",
    "Kata'ib Hezbollah said it had attacked US forces at Ain al-Asad air base in western Iraq with two drones on"
    " Monday, January 8. One soldier was wounded.",
)
REPORTED = article(
    "reported",
    "2024-01-08T15:00:00Z",
    "A drone attack on American troops at Ain al-Asad air base in western Iraq wounded one soldier on Monday, officials"
    " said. Nobody claimed responsibility.",
)
NEXT_DAY = article(
    "next-day",
    "2024-01-09T12:00:00Z",
    "Fighters of Kata'ib Hezbollah fired a salvo of rockets at US forces at Harir air base in northern Iraq on"
    " Tuesday, January 9, the group said in a statement. Nobody was hurt.",
)
WITHDRAWN = article("claimed", "2024-01-10T12:00:00Z", "An earlier version of this report was wrong. Nothing happened.")
SUSPENSION = article(
    "suspension",
    "2024-01-30T18:00:00Z",
    "Kata'ib Hezbollah announced on January 30 that it was suspending its military operations against US forces.",
)
REFUSAL = article(
    "refusal",
    "2024-01-31T09:00:00Z",
    "Nujaba rejected the call to halt attacks on US forces on Wednesday, January 31, the group's leader said.",
)
NOBODY = article("nobody", "2024-01-08T13:00:00Z", "The council put off its vote on the new bridge until spring.")
BROKEN = b'{"id": "broken"'


def attacks(outcome: Outcome, subject: str) -> int:
    tally = outcome.tallies.get(subject)
    return tally.attacks["reported"].total if tally else 0


def _one_attack(outcome: Outcome) -> None:
    (incident,) = outcome.incidents.values()
    assert (incident.kind, incident.faction, incident.attribution) == ("attack", KATAIB, "claimed")
    assert incident.date_from == incident.date_to == date(2024, 1, 8)
    assert incident.sources == len({mention.article_id for mention in incident.mentions}) == 2
    assert attacks(outcome, KATAIB) == attacks(outcome, UMBRELLA) == attacks(outcome, "theatre:iraq-syria") == 1
    assert attacks(outcome, "unattributed:iraq-syria") == 0
    assert outcome.rejected == ()


def _two_attacks(outcome: Outcome) -> None:
    assert sorted(str(incident.date_to) for incident in outcome.incidents.values()) == ["2024-01-08", "2024-01-09"]
    assert attacks(outcome, KATAIB) == 2
    assert outcome.tallies[KATAIB].last_attack == date(2024, 1, 9)


def _only_the_second(outcome: Outcome) -> None:
    (incident,) = outcome.incidents.values()
    assert incident.date_to == date(2024, 1, 9)
    assert attacks(outcome, KATAIB) == attacks(outcome, UMBRELLA) == 1


def _declared(outcome: Outcome) -> None:
    told = {(signal.faction, signal.direction, signal.basis) for signal in outcome.standing.values()}
    assert (KATAIB, "de-escalation", "rhetoric") in told
    assert (NUJABA, "escalation", "rhetoric") in told
    assert attacks(outcome, KATAIB) == 0


def _one_attack_and_a_rejection(outcome: Outcome) -> None:
    assert len(outcome.incidents) == 1
    (rejection,) = outcome.rejected
    assert (rejection.error, rejection.raw.encode()) == ("invalid_json", BROKEN)


def _nothing(outcome: Outcome) -> None:
    assert outcome.incidents == {}
    assert outcome.standing == {}
    assert outcome.signals == ()


JANUARY_8, JANUARY_10, FEBRUARY_1 = date(2024, 1, 8), date(2024, 1, 10), date(2024, 2, 1)

STORIES = (
    Story("a claim and a report of one attack", ((CLAIMED, REPORTED),), JANUARY_8, _one_attack),
    Story("the claim comes after the report", ((REPORTED,), (CLAIMED,)), JANUARY_8, _one_attack),
    Story("everything comes twice", ((CLAIMED, REPORTED, CLAIMED), (REPORTED, CLAIMED)), JANUARY_8, _one_attack),
    Story("two attacks on two days", ((CLAIMED, REPORTED, NEXT_DAY),), JANUARY_10, _two_attacks),
    Story("the later attack comes first", ((NEXT_DAY,), (REPORTED,), (CLAIMED,)), JANUARY_10, _two_attacks),
    Story("a report is withdrawn", ((CLAIMED, NEXT_DAY), (WITHDRAWN,)), JANUARY_10, _only_the_second),
    Story("the withdrawal comes first", ((WITHDRAWN, NEXT_DAY), (CLAIMED,)), JANUARY_10, _only_the_second),
    Story("a suspension and a refusal", ((SUSPENSION, REFUSAL),), FEBRUARY_1, _declared),
    Story("the refusal comes first", ((REFUSAL,), (SUSPENSION,)), FEBRUARY_1, _declared),
    Story("a broken input between good ones", ((CLAIMED, BROKEN, REPORTED),), JANUARY_8, _one_attack_and_a_rejection),
    Story("news of nobody", ((NOBODY,),), JANUARY_10, _nothing),
)

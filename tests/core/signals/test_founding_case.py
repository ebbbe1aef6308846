"""The founding case: one report of 18 February 2024 tells it all, and all of it stands on that day."""

from datetime import date

from schemas.topics import Topic
from streams.core.options import Options
from streams.core.watch import SubjectOwner
from tests.core.signals.entries import attack, statement, strike

REPORT = date(2024, 2, 18)
MEMBER = {"subject": "member"}
FRONT = {"subject": "front", "subject_kind": "coalition"}
VOW = {"date_from": date(2024, 2, 8), "statement_id": "s-vow", "faction": "front"}


def standing(subject: str, *records: object) -> dict[str, tuple[str, str, int, str]]:
    owner = SubjectOwner(subject, Options())
    step = owner.apply(records)  # type: ignore[arg-type]  # entries of any kind
    assert {out.topic for out in step.outputs} == {Topic.TALLIES, Topic.SIGNALS, Topic.STANDING}
    return {each.rule: (each.direction, each.certainty, each.level, str(each.onset)) for each in owner.standing}


def test_the_member_has_declared_a_halt_and_lost_a_leader() -> None:
    found = standing(
        "member",
        attack("i-1", date(2024, 1, 28), REPORT, killed_min=3, country="JO", attribution="blamed", **MEMBER),
        statement("suspend", date(2024, 1, 30), REPORT, faction="member", **MEMBER),
        strike("x-1", date(2024, 2, 7), REPORT, leaders_killed=("The Leader",), **MEMBER),
        statement("resume", REPORT, REPORT, via="umbrella", **(VOW | MEMBER)),
    )
    assert found["suspension-declared"] == ("de-escalation", "likely", 1, "2024-01-30")
    assert found["leader-killed"] == ("escalation", "likely", 2, "2024-02-07")
    assert found["resumption-announced"] == ("escalation", "likely", 2, "2024-02-08")


def test_the_umbrellas_vow_to_resume_is_an_escalation_and_its_members_halt_is_not_its_own() -> None:
    found = standing(
        "front",
        attack("i-1", date(2024, 1, 28), REPORT, killed_min=3, country="JO", via="member", **FRONT),
        statement("suspend", date(2024, 1, 30), REPORT, via="member", faction="member", **FRONT),
        strike("x-1", date(2024, 2, 7), REPORT, leaders_killed=("The Leader",), via="member", **FRONT),
        statement("resume", REPORT, REPORT, **(VOW | FRONT)),
    )
    assert found["resumption-announced"] == ("escalation", "likely", 2, "2024-02-08")
    assert found["leader-killed"] == ("escalation", "possible", 2, "2024-02-07")
    assert "suspension-declared" not in found

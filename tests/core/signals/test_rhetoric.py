"""Words: declared, confirmed, broken, taken back, and whom they bind."""

from datetime import date, timedelta

from schemas import IncidentEntry, StandingSignal, StatementEntry
from streams.core.options import Options
from streams.core.signals import History, judgement, standing_signals
from streams.core.signals.series import Series
from tests.core.signals.entries import attack, statement, strike

DAY = date(2024, 1, 30)


def later(days: int) -> date:
    return DAY + timedelta(days=days)


def history(*entries: IncidentEntry | StatementEntry, as_of: date, kind: str = "faction") -> History:
    incidents = tuple(entry for entry in entries if isinstance(entry, IncidentEntry))
    daily: dict[date, int] = {}
    for entry in incidents:
        if entry.kind == "attack" and entry.date_to is not None:
            daily[entry.date_to] = daily.get(entry.date_to, 0) + entry.count
    words = tuple(entry for entry in entries if isinstance(entry, StatementEntry))
    subject = "red" if kind == "faction" else "front"
    return History(subject, kind, "Red Brigade", as_of, Series(daily), incidents, words, names={"front": "The Front"})  # type: ignore[arg-type]  # a plain str for the literal


def rules(*entries: IncidentEntry | StatementEntry, as_of: date) -> dict[str, StandingSignal]:
    return {signal.rule: signal for signal in standing_signals(history(*entries, as_of=as_of), Options())}


def test_a_suspension_is_a_declared_de_escalation() -> None:
    (signal,) = standing_signals(history(statement("suspend", DAY), as_of=DAY), Options())
    assert (signal.rule, signal.direction, signal.basis) == ("suspension-declared", "de-escalation", "rhetoric")
    assert (signal.level, signal.certainty, signal.onset) == (1, "likely", DAY)
    assert signal.key == "red|de-escalation|rhetoric|suspension-declared|2024-01-30"
    assert signal.headline == (
        "Red Brigade: says that it suspends attacks (30 Jan 2024); no lull bears it out yet"
    )  # fmt: skip
    assert signal.evidence.statements == ("s-suspend-2024-01-30",)
    assert signal.evidence.articles == ("https://example.org/2024-01-30",)


def test_a_lull_makes_a_suspension_observed_and_the_lull_graver() -> None:
    attacks = [attack(f"i-{back}", later(-back)) for back in range(1, 120)]
    found = rules(*attacks, statement("suspend", DAY), as_of=later(15))
    assert (found["suspension-declared"].level, found["suspension-declared"].certainty) == (2, "observed")
    assert found["lull"].level == 3


def test_an_attack_after_a_suspension_breaks_it() -> None:
    told = history(statement("suspend", DAY), attack("i-1", later(5)), as_of=later(6))
    (signal,) = standing_signals(told, Options())
    assert (signal.rule, signal.direction, signal.level, signal.certainty) == (
        "suspension-broken", "escalation", 3, "observed",
    )  # fmt: skip
    ended = judgement(told, ()).ended
    assert ended == {
        "red|de-escalation|rhetoric|suspension-declared|2024-01-30": "an attack of 4 Feb 2024 contradicts it (i-1)"
    }


def test_an_attack_that_may_have_come_before_the_words_breaks_nothing() -> None:
    vague = attack("i-1", later(3), date_from=later(-2))
    assert set(rules(statement("suspend", DAY), vague, as_of=later(4))) == {"suspension-declared"}


def test_an_attack_that_is_only_suspected_casts_doubt() -> None:
    found = rules(statement("suspend", DAY), attack("i-1", later(5), attribution="suspected"), as_of=later(6))
    assert found["suspension-declared"].certainty == "possible"
    assert (found["suspension-broken"].level, found["suspension-broken"].certainty) == (2, "possible")


def test_an_attack_that_the_faction_denies_breaks_nothing() -> None:
    denied = attack("i-1", later(5), attribution="denied")
    assert set(rules(statement("suspend", DAY), denied, as_of=later(6))) == {"suspension-declared"}


def test_a_vow_to_resume_is_an_escalation_on_a_quiet_day_and_ends_the_suspension() -> None:
    told = history(statement("suspend", DAY), statement("resume", later(9)), as_of=later(9))
    (signal,) = standing_signals(told, Options())
    assert (signal.rule, signal.level, signal.certainty) == ("resumption-announced", 2, "likely")
    assert list(judgement(told, ()).ended.values()) == ["the later word that attacks resume (8 Feb 2024)"]


def test_a_vow_to_resume_is_observed_once_an_attack_follows() -> None:
    found = rules(statement("resume", DAY), attack("i-1", later(4)), as_of=later(4))
    assert found["resumption-announced"].certainty == "observed"


def test_an_umbrellas_words_reach_its_member_and_are_never_observed() -> None:
    halt = statement("suspend", DAY, via="umbrella", faction="front")
    attacks = [attack(f"i-{back}", later(-back)) for back in range(1, 120)]
    found = rules(*attacks, halt, as_of=later(15))
    assert found["suspension-declared"].certainty == "likely"
    assert "its umbrella The Front says" in found["suspension-declared"].headline
    assert found["lull"].level == 2


def test_an_umbrellas_vow_leaves_its_members_own_suspension_standing() -> None:
    vow = statement("resume", later(9), via="umbrella", faction="front")
    assert set(rules(statement("suspend", DAY), vow, as_of=later(9))) == {"suspension-declared", "resumption-announced"}


def test_a_refusal_stands_for_its_faction_alone() -> None:
    halt = statement("suspend", DAY, via="umbrella", faction="front")
    refusal = statement("reject", later(2))
    found = rules(halt, refusal, as_of=later(3))
    assert set(found) == {"halt-refused"}
    assert (found["halt-refused"].level, found["halt-refused"].certainty) == (2, "observed")
    front = history(statement("reject", later(2), via="member"), as_of=later(3), kind="coalition")
    assert standing_signals(front, Options()) == ()


def test_a_threat_is_possible_and_fades_within_two_weeks() -> None:
    found = rules(statement("threaten", DAY), as_of=later(13))
    assert (found["threat"].level, found["threat"].certainty) == (1, "possible")
    assert rules(statement("threaten", DAY), as_of=later(14)) == {}


def test_words_repeated_are_one_signal_dated_to_the_first() -> None:
    found = standing_signals(
        history(statement("threaten", DAY), statement("threaten", later(10)), as_of=later(20)), Options()
    )
    assert [(signal.onset, len(signal.evidence.statements)) for signal in found] == [(DAY, 2)]


def test_a_suspension_after_a_resumption_is_a_new_signal() -> None:
    told = [statement("suspend", DAY), statement("resume", later(3)), statement("suspend", later(6))]
    found = rules(*told, as_of=later(7))
    assert set(found) == {"suspension-declared"}
    assert found["suspension-declared"].onset == later(6)


def test_a_campaign_that_ends_is_a_de_escalation() -> None:
    found = rules(statement("end", DAY), as_of=later(100))
    assert (found["campaign-ended"].direction, found["campaign-ended"].level) == ("de-escalation", 1)


def test_levels_fall_with_age_and_the_signal_says_when() -> None:
    fresh = rules(statement("suspend", DAY), attack("i-1", later(1)), as_of=later(2))["suspension-broken"]
    older = rules(statement("suspend", DAY), attack("i-1", later(1)), as_of=later(20))["suspension-broken"]
    assert (fresh.level, fresh.as_of) == (3, later(1))
    assert (older.level, older.as_of) == (2, later(15))


def test_a_leader_killed_raises_the_risk_of_retaliation() -> None:
    found = rules(strike("x-1", later(8), leaders_killed=("Abu Test",)), as_of=later(19))
    signal = found["leader-killed"]
    assert (signal.direction, signal.basis, signal.level, signal.certainty) == ("escalation", "severity", 2, "likely")
    assert "its leader Abu Test was killed on 7 Feb 2024; retaliation is to be feared" in signal.headline
    assert rules(strike("x-1", later(8)), as_of=later(19)) == {}


def test_first_deaths_are_said_once() -> None:
    told = [
        attack("i-1", DAY, killed_min=0),
        attack("i-2", later(3), killed_min=3),
        attack("i-3", later(6), killed_min=1),
    ]
    found = standing_signals(history(*told, as_of=later(7)), Options())
    deaths = [signal for signal in found if signal.rule == "first-deaths"]
    assert [(signal.onset, signal.numbers["killed"]) for signal in deaths] == [(later(3), 3)]


def test_mass_casualties_are_told_against_the_factions_own_history() -> None:
    usual = [attack(f"i-{day}", later(day - 30), killed_min=4) for day in range(0, 30, 3)]
    assert "mass-casualty" not in rules(*usual, attack("i-x", DAY, killed_min=7), as_of=DAY)
    grave = rules(*usual, attack("i-x", DAY, killed_min=9), as_of=DAY)["mass-casualty"]
    assert (grave.level, grave.numbers) == (3, {"deadliest_before": 4, "killed": 9})


def test_new_is_said_only_against_a_history_long_enough() -> None:
    usual = [attack(f"i-{day:02}", later(day - 100)) for day in range(0, 90, 5)]
    abroad = attack("i-x", DAY, country="JO", weapon="missile")
    assert not {"new-country", "new-weapon"} & set(rules(*usual[1:], abroad, as_of=DAY))
    found = rules(*usual, abroad, as_of=DAY)
    assert found["new-country"].headline.startswith("Red Brigade: first attack in JO, on 30 Jan 2024, after 18 other")
    assert found["new-weapon"].headline.startswith("Red Brigade: first attack with missile")

"""Which reports meet in one incident, and which do not."""

from datetime import timedelta
from typing import Any

import pytest

from tests.core.resolve.support import DAY, act, article, incidents, told_by

NEXT, BEFORE = DAY + timedelta(days=1), DAY - timedelta(days=1)
TOGETHER = {frozenset({"a", "b"})}
APART = {frozenset({"a"}), frozenset({"b"})}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(act(), id="the same"),
        pytest.param(act(place="al-Alpha"), id="another spelling of the place"),
        pytest.param(act(place="ALPHA airbase"), id="a spelling that is not listed"),
        pytest.param(act(place=None), id="no place told"),
        pytest.param(act(place="Westland"), id="the province around it"),
        pytest.param(act(weapon=None), id="no weapon told"),
        pytest.param(act(weapon="mixed"), id="drones and rockets"),
        pytest.param(act(faction="red", attribution="blamed"), id="a member blamed, the umbrella claims"),
        pytest.param(act(faction=None, attribution="none"), id="nobody named"),
        pytest.param(act(killed=3, wounded=8), id="casualties known later"),
        pytest.param(act(counterparty="the garrison", counterparty_id=None), id="counterparty told otherwise"),
        pytest.param(act(date_from=BEFORE, date_to=DAY), id="overnight"),
        pytest.param(act(date_from=None, date_to=None), id="no day told"),
        pytest.param(act(country=None, place=None), id="no country told"),
    ],
)
def test_reports_of_one_act_meet(other: dict[str, Any]) -> None:
    assert told_by(article("a", act()), article("b", other, day=NEXT)) == TOGETHER


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(act(place="Bravo"), id="another base"),
        pytest.param(act(place="Tango", country="BB"), id="another country"),
        pytest.param(act(place="Eastland"), id="a province that it does not lie in"),
        pytest.param(act(weapon="rocket"), id="rockets, not drones"),
        pytest.param(act(kind="strike"), id="a strike, not an attack"),
        pytest.param(act(day=DAY - timedelta(days=2)), id="two days before"),
        pytest.param(act(counterparty="Southland", counterparty_id="south", faction="grey"), id="others on both sides"),
    ],
)
def test_contradictory_reports_stay_apart(other: dict[str, Any]) -> None:
    assert told_by(article("a", act()), article("b", other, day=NEXT)) == APART


def test_two_mentions_of_one_article_are_two_acts() -> None:
    assert len(incidents(article("a", act(), act(distinct=True)))) == 2


def test_a_second_report_of_two_acts_of_one_day_finds_both() -> None:
    both = (act(weapon="drone"), act(weapon="rocket", distinct=True))
    assert told_by(article("a", *both), article("b", *reversed(both))) == TOGETHER
    assert len(incidents(article("a", *both), article("b", *reversed(both)))) == 2


def test_ships_are_told_apart_by_name() -> None:
    def ship(name: str, **change: Any) -> dict[str, Any]:
        return act(counterparty=name, counterparty_id=None, place="Wide Sea", country="BB", weapon="missile", **change)

    assert told_by(article("a", ship("tanker Morning Star")), article("b", ship("tanker Evening Tide"))) == APART
    late = ship("the Morning Star", date_from=None, date_to=None)
    assert told_by(article("a", ship("tanker Morning Star")), article("b", late, day=NEXT)) == TOGETHER


def test_a_word_that_opens_a_sentence_names_nothing() -> None:
    one, other = (act(counterparty=name, counterparty_id=None) for name in ("Six soldiers", "Two soldiers"))
    (found,) = incidents(article("a", one), article("b", other))
    assert not any("in the one" in reason for note in found.notes for reason in note.reasons_against)


def test_a_leader_is_killed_once_wherever_the_street_is() -> None:
    one = act(kind="strike", faction="red", place="Palm Street", leaders_killed=("Abu One",), killed=2)
    other = act(kind="strike", faction="red", place="Mill Road", leaders_killed=("Abu One",), weapon="airstrike")
    assert told_by(article("a", one), article("b", other)) == TOGETHER
    another = act(kind="strike", faction="red", place="Palm Street", leaders_killed=("Abu Two",))
    assert told_by(article("a", one), article("b", another)) == APART


def test_spots_beside_each_other_can_be_told_for_each_other() -> None:
    assert told_by(article("a", act(place="Charlie")), article("b", act(place="Charlie gate"))) == TOGETHER


def test_a_day_off_meets_when_it_was_first_told_after_both_days() -> None:
    early = article("a", act(day=BEFORE, killed=3, wounded=11), day=NEXT)
    assert told_by(early, article("b", act(killed=3, wounded=11), day=NEXT)) == TOGETHER


def test_a_day_off_stays_apart_when_the_earlier_was_told_before_the_later_day_began() -> None:
    early = article("a", act(day=BEFORE), day=BEFORE, hour=8)
    assert told_by(early, article("b", act(), day=NEXT)) == APART


def test_a_lone_misdated_report_moves_to_the_better_told_day() -> None:
    sure = [article(name, act(), day=NEXT) for name in ("a", "b", "c")]
    merged = incidents(*sure, article("d", act(day=BEFORE), day=NEXT))
    assert len(merged) == 1
    assert merged[0].date_to == DAY


def test_daily_attacks_at_one_base_never_become_one() -> None:
    days = [DAY + timedelta(days=step) for step in range(10)]
    reports = [article(f"{day}-{n}", act(day=day), day=day, hour=12 + n) for day in days for n in range(3)]
    assert len(incidents(*reports)) == 10


def test_a_vague_report_attaches_to_one_of_two_and_bridges_none() -> None:
    two = [article("a", act(place="Alpha")), article("b", act(place="Bravo", killed=4))]
    vague = article("c", act(place=None, killed=4), day=NEXT)
    assert told_by(*two, vague) == {frozenset({"a"}), frozenset({"b", "c"})}


def test_a_report_that_fits_nothing_is_an_incident_of_its_own() -> None:
    lone = incidents(article("a", act(date_from=None, date_to=None, place=None, weapon=None, country=None)))
    assert len(lone) == 1
    assert (lone[0].date_from, lone[0].date_to, lone[0].count) == (None, None, 1)


def lump(count: int, **change: Any) -> dict[str, Any]:
    return act(count=count, place=None, weapon=None, faction=None, attribution="none", **change)


def test_single_reports_fill_a_lump_up_and_are_not_added_to_it() -> None:
    found = incidents(article("a", lump(4)), article("b", act(place="Alpha")), article("c", act(place="Bravo")))
    assert sorted(incident.count for incident in found) == [1, 1, 2]


def test_a_lump_that_is_told_one_by_one_is_no_incident_of_its_own() -> None:
    found = incidents(article("a", lump(2)), article("b", act(place="Alpha")), article("c", act(place="Bravo")))
    assert [incident.count for incident in found] == [1, 1]
    assert sum(len(incident.mentions) for incident in found) == 3


def test_a_lump_is_not_filled_by_other_days_countries_or_its_own_article() -> None:
    others = article("b", act(day=BEFORE), day=BEFORE), article("c", act(place="Tango", country="BB"))
    found = incidents(article("a", lump(3), act(place="Bravo")), *others)
    assert sorted(incident.count for incident in found) == [1, 1, 1, 3]


def test_a_lump_told_twice_is_one_and_the_newest_count_holds() -> None:
    found = incidents(article("a", lump(3)), article("b", lump(4), day=NEXT))
    assert [incident.count for incident in found] == [4]


def test_a_merge_names_the_evidence_for_it() -> None:
    (merged,) = incidents(article("a", act(place="al-Alpha")), article("b", act(), day=NEXT))
    (note,) = merged.notes
    assert note.merged
    assert {"same day", "same place, Alpha", "both tie it to umbrella", "same counterparty"} <= {*note.reasons_for}

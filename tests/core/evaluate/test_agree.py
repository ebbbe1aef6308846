"""The matching rules of the gold format, one sentence each."""

from datetime import date, timedelta

import pytest

from schemas import Attributed
from streams.core.evaluate.agree import (
    INCIDENT_SLOTS,
    counts_agree,
    incidents_agree,
    is_recap,
    same_text,
    statements_agree,
)
from tests.core.evaluate.worlds import (
    TODAY,
    count,
    gold_count,
    gold_incident,
    gold_statement,
    mention,
    statement,
)

DAY = timedelta(days=1)
BLUES_TOO = (Attributed(faction="blues", attribution="blamed"),)

INCIDENTS = [
    ("the same act", {}, {}, True),
    ("another kind", {"kind": "strike"}, {}, False),
    ("another faction", {"faction": "blues"}, {}, False),
    ("a further faction of the gold", {"faction": "blues"}, {"also": BLUES_TOO}, True),
    ("a further faction that was read", {"faction": "blues", "also": BLUES_TOO}, {"faction": "blues"}, True),
    ("nobody named in either", {"faction": None}, {"faction": None}, True),
    ("nobody read where one is named", {"faction": None}, {}, False),
    ("one read where nobody is named", {}, {"faction": None}, False),
    ("a day off", {"date_from": TODAY + DAY, "date_to": TODAY + DAY}, {}, True),
    ("two days off", {"date_from": TODAY + 2 * DAY, "date_to": TODAY + 2 * DAY}, {}, False),
    ("no day in the gold", {"date_from": date(2030, 1, 1), "date_to": date(2030, 1, 1)}, {"date": None}, True),
    ("no day read", {"date_from": None, "date_to": None}, {}, False),
    ("a weekend that holds the day", {"date_from": TODAY - DAY, "date_to": TODAY}, {}, True),
    ("a month that holds the day", {"date_from": TODAY - 30 * DAY, "date_to": TODAY}, {}, False),
    ("another country", {"country": "BB"}, {}, False),
    ("no country read", {"country": None}, {}, True),
    ("no country in the gold", {}, {"country": None}, True),
    ("another place, weapon and toll", {"place": "Dam", "weapon": "mortar", "killed": 9}, {}, True),
]


@pytest.mark.parametrize(("read", "gold", "agree"), [row[1:] for row in INCIDENTS], ids=[row[0] for row in INCIDENTS])
def test_an_incident_agrees_by_kind_faction_day_and_country(read: dict, gold: dict, agree: bool) -> None:
    assert incidents_agree(mention(**read), gold_incident(**gold)) is agree


@pytest.mark.parametrize(
    ("days_ago", "recap"), [(0, False), (7, False), (8, True), (120, True), (121, False)]
)  # fmt: skip
def test_a_recap_happened_8_to_120_days_before_publication(days_ago: int, recap: bool) -> None:
    day = TODAY - days_ago * DAY
    assert is_recap(day, day, TODAY) is recap


def test_an_undated_act_is_no_recap() -> None:
    assert not is_recap(None, None, TODAY)


@pytest.mark.parametrize(
    ("changes", "agree"),
    [
        ({}, True),
        ({"faction": "blues"}, False),
        ({"kind": "end"}, False),
        ({"date_from": TODAY - DAY, "date_to": TODAY - DAY}, True),
        ({"date_from": TODAY - 3 * DAY, "date_to": TODAY - 3 * DAY}, False),
        ({"date_from": None, "date_to": None}, False),
    ],
)
def test_a_statement_agrees_by_faction_kind_and_day(changes: dict, agree: bool) -> None:
    assert statements_agree(statement(**changes), gold_statement()) is agree


@pytest.mark.parametrize(
    ("changes", "agree"),
    [({}, True), ({"count": 41}, False), ({"faction": "reds"}, False), ({"bound": "exact", "since": None}, True)],
)
def test_a_reported_count_agrees_by_number_and_faction(changes: dict, agree: bool) -> None:
    assert counts_agree(count(**changes), gold_count()) is agree


@pytest.mark.parametrize(
    ("read", "gold", "same"),
    [
        ("Ayn al-Asad", "Ayn al-Asad air base", True),
        ("the Mill", "Mill", True),
        ("Kata’ib Mill", "Kataib Mill", True),
        ("Mill", "Dam", False),
        (None, "Dam", False),
        (None, None, True),
        ("the", "a", False),
    ],
)
def test_short_texts_are_compared_by_their_words(read: str | None, gold: str | None, same: bool) -> None:
    assert same_text(read, gold) is same


@pytest.mark.parametrize(
    ("slot", "read", "gold", "right"),
    [
        ("attribution", {}, {}, True),
        ("attribution", {"attribution": "blamed"}, {}, False),
        ("attribution", {"faction": "blues", "attribution": "blamed"}, {"also": BLUES_TOO}, True),
        ("attribution", {"also": BLUES_TOO}, {"faction": "blues", "attribution": "blamed"}, True),
        ("date", {"date_from": TODAY - DAY}, {}, False),
        ("date", {"date_from": None, "date_to": None}, {"date": None}, True),
        ("place", {"place": "Dam", "place_name": "the Mill"}, {}, True),
        ("killed", {"killed": 0}, {}, False),
        ("leaders_killed", {"leaders_killed": ("Abu One",)}, {"leaders_killed": ("Abu  one",)}, True),
        ("leaders_killed", {"leaders_killed": ("Abu One",)}, {"leaders_killed": ("Abu Two",)}, False),
        ("counterparty", {"counterparty": "the army", "counterparty_id": "army"}, {"counterparty": "Soldiers"}, True),
        ("counterparty", {"counterparty": "the navy", "counterparty_id": "navy"}, {"counterparty": "Soldiers"}, False),
        ("counterparty", {"counterparty": "a merchant ship"}, {"counterparty": "merchant ship"}, True),
    ],
)
def test_a_slot_is_right_or_wrong(slot: str, read: dict, gold: dict, right: bool) -> None:
    assert INCIDENT_SLOTS[slot](mention(**read), gold_incident(**gold), {"soldiers": "army"}) is right

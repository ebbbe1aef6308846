"""Why two acts were not taken for one."""

from datetime import timedelta

import pytest

from schemas import Extraction, Incident, MergeNote
from streams.core.resolve.apart import beside, refusal
from streams.core.resolve.entries import Subjects
from streams.core.resolve.evidence import BLOCKED, JOIN_MIN, Loyalties
from streams.core.resolve.told import Told
from tests.core.resolve.support import DAY, WATCHLIST, act, article, incidents, tolds

NEXT, BEFORE = DAY + timedelta(days=1), DAY - timedelta(days=1)


def refused(*extractions: Extraction) -> MergeNote:
    """Why the two acts that the articles tell of are two."""
    one, other = incidents(*extractions)
    assert beside(one, other)
    told = {each.mention_id: each for extraction in extractions for each in tolds(extraction)}
    return refusal(reports(one, told), reports(other, told), Loyalties(Subjects(WATCHLIST).member_of))


def reports(incident: Incident, told: dict[str, Told]) -> list[Told]:
    return [told[mention.mention_id] for mention in incident.mentions]


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [
        pytest.param({}, {"weapon": "rocket"}, "weapon", id="another weapon"),
        pytest.param({}, {"place": "Bravo"}, "are two places apart", id="another place"),
        pytest.param({}, {"day": BEFORE}, "told before the later day", id="the day before"),
        pytest.param({"count": 3, "place": None}, {"day": NEXT}, "not on the days of the lump", id="not of a lump"),
    ],
)
def test_it_names_what_speaks_against(one: dict[str, object], other: dict[str, object], against: str) -> None:
    told = act(**other)
    note = refused(article("a", act(**one)), article("b", told, day=told["date_to"], hour=8))
    assert any(against in reason for reason in note.reasons_against), note
    assert not note.merged


def test_it_names_what_speaks_for_it_too() -> None:
    note = refused(article("a", act()), article("b", act(weapon="rocket")))
    assert {"same day", "same place, Alpha", "same counterparty"} <= {*note.reasons_for}
    assert 0 < note.score < JOIN_MIN


def test_what_settles_it_is_told_as_such() -> None:
    note = refused(article("a", act(), act(distinct=True)))
    assert note.score < BLOCKED / 2
    assert note.reasons_against == ("one article tells of both as two acts",)


def test_a_vague_act_that_fits_another_better_says_so() -> None:
    vague = act(date_from=None, date_to=None, place=None)
    found = incidents(
        article("a", act()), article("b", act(place="Bravo"), day=NEXT, hour=8), article("c", vague, day=NEXT)
    )
    host, other = sorted(found, key=lambda incident: -len(incident.mentions))
    assert len(host.mentions) == 2
    assert beside(other, host)


def test_acts_of_another_kind_country_or_week_are_not_held_against_it() -> None:
    found = incidents(
        article("a", act()),
        article("b", act(kind="strike")),
        article("c", act(place="Tango", country="BB")),
        article("d", act(day=DAY + timedelta(days=5)), day=DAY + timedelta(days=5)),
    )
    assert len(found) == 4
    assert not any(beside(one, other) for one in found for other in found)

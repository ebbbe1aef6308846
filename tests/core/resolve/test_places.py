"""Whether two printed names can mean one spot."""

import gc
import weakref

import pytest

from streams.core.resolve.places import Gazetteer, Relation, relation
from tests.core.resolve.support import WATCHLIST

GAZETTEER = Gazetteer(WATCHLIST)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Alpha", "al-Alpha", Relation.SAME),
        ("Alpha", "ALPHA AIRBASE", Relation.SAME),
        ("Alpha", "the Alpha garrison", Relation.SAME),
        ("Alpha", "Bravo", Relation.APART),
        ("Alpha", "Westland", Relation.INSIDE),
        ("Alpha", "Eastland", Relation.APART),
        ("Bravo", "Eastland", Relation.OPEN),
        ("Alpha", "Capital", Relation.OPEN),
        ("Westland", "Eastland", Relation.APART),
        ("Charlie", "Charlie gate", Relation.NEAR),
        ("Capital", "Capital airport", Relation.INSIDE),
        ("Dibis", "Dibbis", Relation.SAME),
        ("Dibis", "Himo", Relation.APART),
        ("Alpha", "Himo", Relation.APART),
        ("Alpha", "northern Aaland", Relation.OPEN),
        ("Capital", "Palm Street", Relation.OPEN),
        ("Alpha", None, Relation.OPEN),
    ],
)
def test_names_are_held_against_each_other(one: str, other: str | None, expected: Relation) -> None:
    spots = GAZETTEER.spot(None, one, "AA"), GAZETTEER.spot(None, other, "AA")
    assert relation(*spots) == expected
    assert relation(*reversed(spots)) == expected


def test_two_countries_are_apart() -> None:
    assert relation(GAZETTEER.spot("Alpha", None, None), GAZETTEER.spot("Tango", None, None)) == Relation.APART


def test_the_watchlists_name_of_a_place_comes_first() -> None:
    spot = GAZETTEER.spot("Alpha", "the desert outpost", "AA")
    assert spot is not None
    assert (spot.name, spot.country) == ("Alpha", "AA")
    assert GAZETTEER.spot(None, "  ", "AA") is None


def test_a_spot_is_one_object_for_as_long_as_a_mention_holds_it_and_no_longer() -> None:
    gazetteer = Gazetteer(WATCHLIST)
    spot = gazetteer.spot(None, "a field nobody knows", "AA")
    assert spot is not None
    assert gazetteer.spot(None, "a field nobody knows", "AA") is spot
    held = weakref.ref(spot)
    del spot
    gc.collect()
    assert held() is None

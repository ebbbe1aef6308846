"""An article that two theatres read: each thing is told in one of them only."""

from schemas import Extraction, Faction, Place, Theatre, Watchlist
from streams.core.extract import RuleExtractor
from tests.core.extract.vale import VALE, article

COAST = Watchlist(
    theatre=Theatre(id="coast", name="The Coast", countries=("BG",), timezone="Europe/Sofia"),
    factions=(Faction(id="tide-movement", name="Tide Movement", kind="faction", aliases=("Tidists",)),),
    parties=VALE.parties,
    places=(Place(name="Salt Harbour", country="BG", kind="port"),),
)
BOTH = RuleExtractor([VALE, COAST])


def told(body: str) -> list[tuple[str, str | None, str | None]]:
    """Theatre, faction and country of every act."""
    extractions: tuple[Extraction, ...] = BOTH.extract(article(body))
    return [(each.theatre, act.faction, act.country) for each in extractions for act in each.mentions]


def test_an_act_at_a_place_of_one_theatre_is_not_told_in_the_other() -> None:
    body = (
        "The Karun Brigades fired rockets at Fort Kestrel on Monday. "
        "The Tide Movement of Salt Harbour in Bulgaria praised them."
    )
    assert told(body) == [("vale", "karun-brigades", "RO")]


def test_two_acts_of_one_article_go_each_to_its_own_theatre() -> None:
    body = (
        "The Karun Brigades fired rockets at Fort Kestrel on Monday. "
        "The Tide Movement fired rockets at Salt Harbour on Monday."
    )
    assert sorted(told(body)) == [("coast", "tide-movement", "BG"), ("vale", "karun-brigades", "RO")]


def test_a_place_that_only_another_theatre_lists_draws_no_act_over_to_this_one() -> None:
    body = (
        "In Bulgaria the Tide Movement of Salt Harbour met on Sunday. On Monday two rockets hit Fort Kestrel, "
        "a base of Valdorian troops."
    )
    assert [theatre for theatre, _, _ in told(body)] == ["vale"]

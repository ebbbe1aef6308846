"""The annotations themselves: a slip in them would be taken for a fault of the reading."""

from datetime import timedelta

import pytest

from streams.core.evaluate import AnnotatedArticle
from tests.corpus import HELD_OUT, IRAQ, OTHERS, PHILIPPINES, RED_SEA, annotated, watchlist

WATCHLISTS = (
    dict.fromkeys(IRAQ, "iraq")
    | dict.fromkeys(RED_SEA, "red-sea")
    | dict.fromkeys(PHILIPPINES, "philippines")
    | OTHERS
    | HELD_OUT
)
RECENT = timedelta(days=8)  # older acts are recaps, which the format does not ask for

FILES = pytest.mark.parametrize("name", WATCHLISTS)


def names(article: AnnotatedArticle) -> set[str]:
    """Every faction that the annotations of one article name."""
    gold = article.gold
    found = {one.faction for one in (*gold.incidents, *gold.statements, *gold.aggregates)}
    found |= {other.faction for incident in gold.incidents for other in incident.also}
    return {name for name in found if name is not None}


@FILES
def test_every_article_has_an_id_of_its_own_and_updates_an_earlier_one(name: str) -> None:
    seen: set[str] = set()
    for one in annotated(name):
        assert one.article.id not in seen
        assert one.article.updates is None or one.article.updates in seen
        seen.add(one.article.id)


@FILES
def test_only_watched_factions_are_annotated(name: str) -> None:
    watched = {faction.id for faction in watchlist(WATCHLISTS[name]).factions}
    for one in annotated(name):
        assert names(one) <= watched, one.article.id


@FILES
def test_an_act_lies_in_the_days_before_its_report(name: str) -> None:
    for one in annotated(name):
        published = one.article.published_at.date()
        for incident in one.gold.incidents:
            if incident.date is not None:
                assert -timedelta(days=1) <= published - incident.date <= RECENT, (one.article.id, incident.key)


@FILES
def test_a_statement_is_not_dated_after_its_report(name: str) -> None:
    for one in annotated(name):
        for statement in one.gold.statements:
            if statement.date is not None:
                assert statement.date <= one.article.published_at.date() + timedelta(days=1), one.article.id


@FILES
def test_a_place_is_annotated_as_the_text_writes_it(name: str) -> None:
    for one in annotated(name):
        text = f"{one.article.title}\n{one.article.body}"
        for incident in one.gold.incidents:
            assert incident.place is None or incident.place in text, incident.key


def test_the_third_theatre_shares_no_name_with_the_others() -> None:
    third = {faction.id for faction in watchlist("philippines").factions}
    for other in ("iraq", "red-sea"):
        assert not third & {faction.id for faction in watchlist(other).factions}

"""The reading of the development corpus, held above what it has to reach.

The articles are few, and the rules were written with them at hand: these are floors against falling back,
not a measure of how unseen articles are read.
"""

import pytest

from schemas import Watchlist
from streams.core.evaluate import Evaluation, Resolver, evaluate
from streams.core.evaluate.score import Scores, read_against, score
from streams.core.extract import RuleExtractor
from streams.core.options import Options
from streams.core.resolve import resolve
from tests.corpus import HELD_OUT, IRAQ, OTHERS, RED_SEA, annotated, watchlist


def resolver(names: Watchlist) -> Resolver:
    return lambda extractions: resolve(extractions, names, Options(horizon_days=36_500))


@pytest.fixture(scope="module")
def found() -> Evaluation:
    files = {name: annotated(name) for name in (*IRAQ, *RED_SEA)}
    watchlists = (watchlist("iraq"), watchlist("red-sea"))
    return evaluate(files, watchlists, lambda one: RuleExtractor([one]).extract, resolver)


def test_incidents_are_read_and_few_are_made_up(found: Evaluation) -> None:
    assert found.total.incidents.f1 >= 0.85
    assert found.total.false_incident_share <= 0.08


def test_statements_are_read(found: Evaluation) -> None:
    assert found.total.statements.f1 >= 0.85


def test_reported_counts_are_read_with_their_bound_and_first_day(found: Evaluation) -> None:
    assert found.total.reported_counts.f1 >= 0.90
    assert found.total.count_slots["bound"].accuracy >= 0.90
    assert found.total.count_slots["since"].accuracy >= 0.90


def test_what_is_read_of_an_act_is_right(found: Evaluation) -> None:
    floors = {"attribution": 0.85, "date": 0.92, "country": 0.95, "killed": 0.90, "leaders_killed": 0.95, "count": 0.90}
    reached = {name: found.total.slots[name].accuracy for name in floors}
    assert {name: at for name, at in reached.items() if at < floors[name]} == {}


def test_mentions_of_one_act_are_merged(found: Evaluation) -> None:
    for merging in found.merging.values():
        assert merging.gold_mentions.merges.b_cubed.f1 >= 0.95
        assert merging.gold_mentions.tally_error <= 0.05
        assert merging.read_mentions.merges.b_cubed.f1 >= 0.88
        assert merging.read_mentions.tally_error <= 0.05


def reading_of(files: dict[str, str]) -> Scores:
    """The scores of files, each by its watchlist."""
    readings = []
    for name, theatre in files.items():
        extractor = RuleExtractor([watchlist(theatre)])
        readings += [read_against(one, extractor.extract(one.article)) for one in annotated(name)]
    return score(readings, {})


def test_other_theatres_and_years_are_read_by_the_same_rules() -> None:
    scores = reading_of(OTHERS)
    assert scores.incidents.f1 >= 0.77
    assert scores.statements.f1 >= 0.81
    assert scores.reported_counts.f1 >= 0.82


def test_what_nobody_wrote_rules_for_is_read_well_enough_to_be_of_use() -> None:
    scores = reading_of(HELD_OUT)
    assert scores.incidents.precision >= 0.72
    assert scores.incidents.f1 >= 0.58

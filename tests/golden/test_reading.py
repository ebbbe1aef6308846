"""The reading of the development corpus, held above what it has to reach.

The articles are few, and the rules were written with them at hand: these are floors against falling back,
not a measure of how unseen articles are read.
"""

import pytest

from schemas import Watchlist
from streams.core.evaluate import Evaluation, Resolver, evaluate
from streams.core.extract import RuleExtractor
from streams.core.options import Options
from streams.core.resolve import resolve
from tests.corpus import IRAQ, RED_SEA, annotated, watchlist


def resolver(names: Watchlist) -> Resolver:
    return lambda extractions: resolve(extractions, names, Options(horizon_days=36_500))


@pytest.fixture(scope="module")
def found() -> Evaluation:
    files = {name: annotated(name) for name in (*IRAQ, *RED_SEA)}
    watchlists = (watchlist("iraq"), watchlist("red-sea"))
    return evaluate(files, watchlists, lambda one: RuleExtractor([one]).extract, resolver)


def test_statements_are_read(found: Evaluation) -> None:
    assert found.total.statements.f1 >= 0.85


def test_reported_counts_are_read_with_their_bound_and_first_day(found: Evaluation) -> None:
    assert found.total.reported_counts.f1 >= 0.90
    assert found.total.count_slots["bound"].accuracy >= 0.90
    assert found.total.count_slots["since"].accuracy >= 0.90


def test_what_is_read_of_an_act_is_right(found: Evaluation) -> None:
    floors = {"attribution": 0.85, "date": 0.92, "country": 0.95, "leaders_killed": 0.95, "count": 0.90}
    reached = {name: found.total.slots[name].accuracy for name in floors}
    assert {name: at for name, at in reached.items() if at < floors[name]} == {}


def test_mentions_of_one_act_are_merged(found: Evaluation) -> None:
    for merging in found.merging.values():
        assert merging.gold_mentions.merges.b_cubed.f1 >= 0.95
        assert merging.gold_mentions.tally_error <= 0.05
        assert merging.read_mentions.merges.b_cubed.f1 >= 0.88

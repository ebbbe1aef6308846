"""Scores of an article: what counts as right, missed, false, or neither."""

from datetime import timedelta

from streams.core.evaluate.misses import misses
from streams.core.evaluate.score import read_against, score
from tests.core.evaluate.worlds import (
    TODAY,
    annotated,
    count,
    extraction,
    gold_count,
    gold_incident,
    gold_statement,
    mention,
    statement,
)

LONG_AGO = TODAY - timedelta(days=30)
HISTORY = TODAY - timedelta(days=300)


def test_each_gold_incident_is_matched_once() -> None:
    twice = extraction(mention(mention_id="m-1"), mention(mention_id="m-2"))
    scores = score([read_against(annotated(gold_incident()), [twice])], {})
    assert (scores.incidents.right, scores.incidents.read, scores.incidents.gold) == (1, 2, 1)
    assert scores.articles_with_false_incident == 1


def test_as_many_pairs_as_can_be_are_made() -> None:
    either = mention(mention_id="m-1", country=None, sentence=1)
    only_first = mention(mention_id="m-2", country="AA", sentence=1)
    gold = annotated(gold_incident(sentence=1), gold_incident(key="b", country="BB", sentence=5))
    assert score([read_against(gold, [extraction(either, only_first)])], {}).incidents.right == 2


def test_the_sentence_breaks_ties() -> None:
    gold = annotated(gold_incident(sentence=1), gold_incident(key="b", sentence=5, place="Dam"))
    reading = read_against(gold, [extraction(mention(sentence=5, place="Dam"), mention(sentence=1))])
    assert [(read.sentence, told.sentence) for read, told in reading.incidents if read and told] == [(5, 5), (1, 1)]


def test_a_recap_is_neither_required_nor_held_against_the_reader() -> None:
    told = gold_incident(key="old", date=LONG_AGO)
    read = mention(mention_id="m-2", date_from=LONG_AGO, date_to=LONG_AGO)
    for gold, found in (((told,), ()), ((), (read,)), ((told,), (read,))):
        scores = score([read_against(annotated(*gold), [extraction(*found)])], {})
        assert (scores.incidents.right, scores.incidents.read, scores.incidents.gold) == (0, 0, 0)
        assert scores.articles_with_false_incident == 0


def test_history_older_than_a_recap_is_held_against_the_reader() -> None:
    read = mention(date_from=HISTORY, date_to=HISTORY)
    assert score([read_against(annotated(), [extraction(read)])], {}).incidents.read == 1


def test_statements_and_reported_counts_are_scored_too() -> None:
    gold = annotated(statements=(gold_statement(),), aggregates=(gold_count(since=None),))
    found = extraction(statements=(statement(), statement(kind="end")), reported_counts=(count(),))
    scores = score([read_against(gold, [found])], {})
    assert (scores.statements.right, scores.statements.read, scores.statements.gold) == (1, 2, 1)
    assert scores.reported_counts.f1 == 1.0
    assert scores.count_slots["bound"].accuracy == 1.0
    assert scores.count_slots["since"].accuracy == 0.0


def test_scores_of_several_sets_add_up() -> None:
    good = score([read_against(annotated(gold_incident()), [extraction(mention())])], {})
    bad = score([read_against(annotated(gold_incident()), [extraction()])], {})
    both = good + bad
    assert (both.articles, both.incidents.recall, both.slots["date"].of) == (2, 0.5, 1)


def test_every_miss_is_told_in_words() -> None:
    gold = annotated(
        gold_incident(killed=3), gold_incident(key="b", country="BB"),
        statements=(gold_statement(),), aggregates=(gold_count(),),
    )  # fmt: skip
    found = extraction(mention(), mention(kind="strike"), statements=(statement(kind="end"),), reported_counts=())
    lines = "\n".join(misses(read_against(gold, [found]), {}))
    for part in (
        "killed wrong: None, not 3", "incident missed: attack reds 2031-05-20 BB", "incident false: strike reds",
        "statement missed: reds suspend", "statement false: reds end", "reported count missed: None at_least 40",
    ):  # fmt: skip
        assert part in lines


def test_nothing_is_told_of_a_perfect_reading() -> None:
    assert misses(read_against(annotated(gold_incident()), [extraction(mention())]), {}) == ()

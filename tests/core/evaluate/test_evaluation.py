"""The whole evaluation on the development corpus, with readers whose worth is known beforehand."""

from collections.abc import Callable

from schemas import Article, Extraction, Mention, ReportedCount, Statement, Watchlist
from streams.core.evaluate import AnnotatedArticle, evaluate
from streams.core.evaluate.evaluation import theatre_of
from streams.core.evaluate.merging import as_mention
from tests.core.evaluate.keywords import keyword_extractor
from tests.core.evaluate.test_merging import by_day
from tests.core.evaluate.worlds import SPAN, extraction
from tests.corpus import IRAQ, RED_SEA, annotated, watchlist

FILES = {name: annotated(name) for name in (*IRAQ, *RED_SEA)}
WATCHLISTS = (watchlist("red-sea"), watchlist("iraq"))


def oracle(names: Watchlist) -> Callable[[Article], list[Extraction]]:
    """Reads exactly what is annotated."""
    gold = {line.article.id: line.gold for lines in FILES.values() for line in lines}

    def extract(article: Article) -> list[Extraction]:
        told = gold[article.id]
        empty = extraction(article_id=article.id, theatre=names.theatre.id, published_at=article.published_at)
        common = {"article_id": article.id, "theatre": names.theatre.id, "evidence": SPAN}
        mentions: list[Mention] = [as_mention(g, number, empty, names) for number, g in enumerate(told.incidents)]
        statements = tuple(
            Statement(statement_id="s", date_from=g.date, date_to=g.date, **g.model_dump(exclude={"date"}), **common)
            for g in told.statements
        )
        counts = tuple(ReportedCount(count_id="c", **g.model_dump(), **common) for g in told.aggregates)
        filled = {"mentions": tuple(mentions), "statements": statements, "reported_counts": counts}
        return [empty.model_copy(update=filled)]

    return extract


def test_a_reader_that_reads_what_is_annotated_has_no_fault() -> None:
    found = evaluate(FILES, WATCHLISTS, oracle, lambda _: by_day)
    assert found.total.incidents.f1 == found.total.statements.f1 == found.total.reported_counts.f1 == 1.0
    assert {slot.accuracy for slot in (*found.total.slots.values(), *found.total.count_slots.values())} == {1.0}
    assert found.misses == {}


def test_the_keyword_baseline_is_as_poor_as_it_is_known_to_be() -> None:
    found = evaluate(FILES, WATCHLISTS, keyword_extractor, lambda _: by_day)
    assert 0.15 < found.total.incidents.f1 < 0.30
    assert found.total.statements.f1 < 0.5
    assert found.total.incidents.gold > 90
    assert len(found.misses) > 40


def test_a_file_is_scored_for_the_theatre_whose_factions_it_names() -> None:
    for name in IRAQ:
        assert theatre_of(annotated(name), WATCHLISTS).theatre.id == "iraq-syria"
    assert theatre_of(annotated("red-sea-dev"), WATCHLISTS).theatre.id == "red-sea-yemen"


def test_merges_are_told_for_each_theatre_with_gold_and_with_read_mentions() -> None:
    found = evaluate(FILES, WATCHLISTS, keyword_extractor, lambda _: by_day)
    assert found.merging.keys() == {"iraq-syria", "red-sea-yemen"}
    for merging in found.merging.values():
        assert merging.gold_mentions.merges.mentions > merging.read_mentions.merges.mentions
        assert 0 < merging.gold_mentions.merges.b_cubed.f1 < 1


def test_every_file_has_its_own_scores_and_they_add_up() -> None:
    found = evaluate(FILES, WATCHLISTS, keyword_extractor, lambda _: by_day)
    assert sum(scores.incidents.gold for scores in found.files.values()) == found.total.incidents.gold
    assert found.total.articles == 56


def test_a_gold_file_may_hold_fields_of_a_later_format() -> None:
    line = annotated("iraq-dev-1")[0].model_dump_json().replace('"gold":{', '"gold":{"later":1,')
    assert AnnotatedArticle.model_validate_json(line) == annotated("iraq-dev-1")[0]

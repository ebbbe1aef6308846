"""The whole evaluation: read annotated articles, score the reading, resolve it, score the merges."""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import add

from schemas import Article, Extraction, Watchlist
from schemas.base import Value
from streams.core.evaluate.gold import AnnotatedArticle
from streams.core.evaluate.merging import Merging, Resolver, merge_gold, merge_read, party_ids
from streams.core.evaluate.misses import misses
from streams.core.evaluate.score import Reading, Scores, read_against, score

Extract = Callable[[Article], Sequence[Extraction]]


class TheatreMerging(Value):
    """Merges in one theatre: of the gold mentions, and of those that were read."""

    gold_mentions: Merging
    read_mentions: Merging


class Evaluation(Value):
    """What `factionwatch evaluate` tells."""

    total: Scores
    files: dict[str, Scores]
    merging: dict[str, TheatreMerging]
    misses: dict[str, tuple[str, ...]]


def theatre_of(annotated: Sequence[AnnotatedArticle], watchlists: Sequence[Watchlist]) -> Watchlist:
    """The watchlist that the articles were annotated with: the one that lists most of the factions they name."""
    named = [
        faction
        for line in annotated
        for faction in (*(i.faction for i in line.gold.incidents), *(s.faction for s in line.gold.statements))
    ]
    known = [{faction.id for faction in watchlist.factions} for watchlist in watchlists]
    hits = [sum(faction in ids for faction in named) for ids in known]
    return watchlists[hits.index(max(hits))]


def evaluate(
    files: Mapping[str, Sequence[AnnotatedArticle]],
    watchlists: Sequence[Watchlist],
    extractor_for: Callable[[Watchlist], Extract],
    resolver_for: Callable[[Watchlist], Resolver],
) -> Evaluation:
    """Score each file for its own theatre. Takes file name → its annotated articles; at least one of each."""
    scores: dict[str, Scores] = {}
    wrong: dict[str, tuple[str, ...]] = {}
    by_theatre: dict[str, tuple[Watchlist, list[Reading], list[Extraction]]] = {}
    for name, annotated in files.items():
        watchlist = theatre_of(annotated, watchlists)
        parties = party_ids(watchlist)
        extract = extractor_for(watchlist)
        _, readings, extractions = by_theatre.setdefault(watchlist.theatre.id, (watchlist, [], []))
        fresh = []
        for line in annotated:
            found = extract(line.article)
            fresh.append(read_against(line, found))
            extractions += found
            wrong[line.article.id] = misses(fresh[-1], parties)
        readings += fresh
        scores[name] = score(fresh, parties)
    return Evaluation(
        total=reduce(add, scores.values()),
        files=scores,
        merging={
            theatre: TheatreMerging(
                gold_mentions=merge_gold(readings, extractions, watchlist, resolver_for(watchlist)),
                read_mentions=merge_read(readings, extractions, resolver_for(watchlist)),
            )
            for theatre, (watchlist, readings, extractions) in by_theatre.items()
        },
        misses={article: lines for article, lines in wrong.items() if lines},
    )

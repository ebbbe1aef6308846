"""Speed of the rule extractor, on the annotated development articles.

Measures the reading that it finds: that of the source, or the compiled one (`make bench` runs it with both).
Prints, in one run on the same texts: time per sentence of relevant articles, against spaCy's blank English
tokenizer where spaCy is importable (dependency group `bench`); articles a second that name somebody watched,
and that name nobody. Times are of the processor, of one core.
"""

import json
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from schemas import Article
from streams.collector import calm
from streams.core.extract import RuleExtractor
from streams.core.extract.clauses import chunks
from streams.core.extract.words.tokens import split_sentences
from streams.core.watchlist import parse

CORPUS = Path(__file__).parents[1] / "corpus"
ROUNDS = 10
IRRELEVANT_ROUNDS = 200


def main() -> None:
    """Measure and print."""
    calm()  # as every process of factionwatch does
    watchlist = CORPUS / "watchlist-iraq.yaml"
    extractor = RuleExtractor([parse(watchlist.read_text("utf-8"), watchlist.name)])
    articles = [
        Article.model_validate_json(json.dumps(json.loads(line)["article"]))
        for path in sorted(CORPUS.glob("iraq-dev-*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    sentences = sum(len(list(split_sentences(article.body))) + 1 for article in articles)
    works = [lambda: run(extractor, articles)]
    if find_spec("spacy") is not None:
        works.append(spacy_tokenizer([f"{article.title}\n{article.body}" for article in articles]))
    relevant, *tokenizer = seconds(ROUNDS, *works)
    print(f"the reading is         {'interpreted' if chunks.__file__.endswith('.py') else 'compiled':>10}")
    print(f"relevant articles      {len(articles) / relevant:10,.0f} articles/s")
    print(f"                       {relevant / sentences * 1e6:10,.0f} µs a sentence ({sentences} sentences)")
    for theirs in tokenizer:
        print(f"spaCy's blank English  {theirs / sentences * 1e6:10,.0f} µs a sentence")
        print(f"                       {relevant / theirs:10.1f} times its time")
    if not tokenizer:
        print("spaCy's blank English           not installed (dependency group `bench`)")
    others = [naming_nobody(article) for article in articles]
    (irrelevant,) = seconds(IRRELEVANT_ROUNDS, lambda: run(extractor, others))
    print(f"naming nobody watched  {len(others) / irrelevant:10,.0f} articles/s")
    print(f"                       {relevant / irrelevant:10.1f} times the relevant rate")


def run(extractor: RuleExtractor, articles: Sequence[Article]) -> None:
    """Read every article once."""
    for article in articles:
        extractor.extract(article)


OTHER_NEWS = (
    "The council voted on Thursday to widen the ring road, after months of talks with shopkeepers who fear for "
    "their trade. Work begins in spring and should take two years, the mayor said. Prices of houses along the "
    "route have fallen a little since the plan was shown, according to an agent who knows the quarter well. "
)


def naming_nobody(article: Article) -> Article:
    """An article as long, of other news."""
    body = (OTHER_NEWS * (len(article.body) // len(OTHER_NEWS) + 1))[: len(article.body)]
    return article.model_copy(update={"body": body, "title": "Ring road to be widened"})


def spacy_tokenizer(texts: Sequence[str]) -> Callable[[], None]:
    """spaCy's blank English pipeline over the same texts."""
    import spacy

    blank = spacy.blank("en")

    def tokenize() -> None:
        for text in texts:
            blank(text)

    return tokenize


def seconds(rounds: int, *works: Callable[[], None]) -> list[float]:
    """The best of some rounds of each, after one to warm up. They take turns: a machine has fast and slow minutes."""
    for work in works:
        work()
    best = [float("inf")] * len(works)
    for _ in range(rounds):
        for at, work in enumerate(works):
            started = time.process_time()
            work()
            best[at] = min(best[at], time.process_time() - started)
    return best


if __name__ == "__main__":
    main()

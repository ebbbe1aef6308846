"""The baseline: a faction and a word of violence in one sentence are an attack, today, in the first place named."""

import re
from collections.abc import Callable
from typing import cast

from schemas import Article, Extraction, Mention, ReportedCount, Span, Statement, Watchlist
from schemas.words import StatementKind

VIOLENCE = re.compile(r"attack|struck|strike|fired|rocket|drone|missile|bomb|shell|kill", re.IGNORECASE)
RUNNING_COUNT = re.compile(r"(\d+)\s+(?:attacks|times)")
WORDS = {"suspend": r"suspen|halt", "resume": r"resum", "reject": r"reject|refus", "threaten": r"vow|warn|threat"}


def keyword_extractor(watchlist: Watchlist) -> Callable[[Article], list[Extraction]]:
    names = [(re.compile(rf"\b{re.escape(name)}\b"), f.id) for f in watchlist.factions for name in (f.name, *f.aliases)]
    places = [(name, p.country) for p in watchlist.places for name in (p.name, *p.aliases)]

    def extract(article: Article) -> list[Extraction]:
        mentions, statements, counts = [], [], []
        day = article.published_at.date()
        for number, match in enumerate(re.finditer(r"[^.!?]+[.!?]?", article.body)):
            text = match.group()
            common = {
                "article_id": article.id, "theatre": watchlist.theatre.id, "sentence": number,
                "evidence": Span(field="body", start=match.start(), end=match.end(), text=text),
            }  # fmt: skip
            untold = {"faction": None, "bound": "exact", "since": None, "until": None}
            counts += [
                ReportedCount(count_id=f"c-{number}", count=int(digits), **untold, **common)
                for digits in RUNNING_COUNT.findall(text)
            ]
            faction = next((faction for name, faction in names if name.search(text)), None)
            if not faction:
                continue
            days = {"date_from": day, "date_to": day, "faction": faction}
            if VIOLENCE.search(text):
                place, country = next(((name, at) for name, at in places if name in text), (None, None))
                mentions.append(Mention(
                    mention_id=f"m-{article.id}-{number}", kind="attack", attribution="stated", counterparty=None,
                    country=country, place=place, weapon=None, outcome=None, killed=None, wounded=None,
                    **days, **common,
                ))  # fmt: skip
            statements += [
                Statement(statement_id=f"s-{number}", kind=cast(StatementKind, kind), **days, **common)
                for kind, words in WORDS.items()
                if re.search(words, text)
            ]
        return [Extraction(
            article_id=article.id, theatre=watchlist.theatre.id, url=article.url, source=article.source,
            title=article.title, published_at=article.published_at, updates=article.updates, version="1",
            extractor="keywords/1", relevant=True, wire=None, fingerprint=(), mentions=tuple(mentions),
            statements=tuple(statements), reported_counts=tuple(counts),
        )]  # fmt: skip

    return extract

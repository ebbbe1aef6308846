"""Small made-up articles, gold and readings for the tests of the evaluation."""

from datetime import UTC, date, datetime
from typing import Any

from schemas import Article, Extraction, Mention, ReportedCount, Span, Statement
from streams.core.evaluate.gold import AnnotatedArticle, Gold, GoldCount, GoldIncident, GoldStatement

TODAY = date(2031, 5, 20)
SPAN = Span(field="body", start=0, end=4, text="Text")


def gold_incident(**changes: Any) -> GoldIncident:
    base: dict[str, Any] = {
        "key": "a", "kind": "attack", "faction": "reds", "attribution": "claimed", "date": TODAY, "country": "AA",
        "place": "the Mill", "weapon": "drone", "outcome": "hit", "counterparty": "army", "sentence": 0,
    }  # fmt: skip
    return GoldIncident(**(base | changes))


def mention(**changes: Any) -> Mention:
    base: dict[str, Any] = {
        "mention_id": "m-1", "article_id": "art", "theatre": "there", "kind": "attack", "faction": "reds",
        "attribution": "claimed", "counterparty": "army", "date_from": TODAY, "date_to": TODAY, "country": "AA",
        "place": "Mill", "weapon": "drone", "outcome": "hit", "killed": None, "wounded": None, "sentence": 0,
        "evidence": SPAN,
    }  # fmt: skip
    return Mention(**(base | changes))


def statement(**changes: Any) -> Statement:
    base: dict[str, Any] = {
        "statement_id": "s-1", "article_id": "art", "theatre": "there", "faction": "reds", "kind": "suspend",
        "date_from": TODAY, "date_to": TODAY, "sentence": 0, "evidence": SPAN,
    }  # fmt: skip
    return Statement(**(base | changes))


def gold_statement(**changes: Any) -> GoldStatement:
    return GoldStatement(**({"faction": "reds", "kind": "suspend", "date": TODAY} | changes))


def count(**changes: Any) -> ReportedCount:
    base: dict[str, Any] = {
        "count_id": "c-1", "article_id": "art", "theatre": "there", "faction": None, "count": 40, "bound": "at_least",
        "since": date(2031, 1, 2), "until": TODAY, "sentence": 0, "evidence": SPAN,
    }  # fmt: skip
    return ReportedCount(**(base | changes))


def gold_count(**changes: Any) -> GoldCount:
    return GoldCount(**({"faction": None, "count": 40, "bound": "at_least", "since": date(2031, 1, 2)} | changes))


def article(article_id: str = "art", body: str = "Text.", title: str = "Title") -> Article:
    return Article(
        id=article_id, url="https://example.org/a", source="Post", title=title, body=body, language="en",
        published_at=datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC),
    )  # fmt: skip


def annotated(*incidents: GoldIncident, article_id: str = "art", **others: Any) -> AnnotatedArticle:
    return AnnotatedArticle(article=article(article_id), gold=Gold(incidents=incidents, **others))


def extraction(*mentions: Mention, article_id: str = "art", **others: Any) -> Extraction:
    base: dict[str, Any] = {
        "article_id": article_id, "theatre": "there", "url": "https://example.org/a", "source": "Post",
        "title": "Title", "published_at": article().published_at, "updates": None, "version": "v",
        "extractor": "test/1",
        "relevant": True, "wire": None, "fingerprint": (), "mentions": mentions,
    }  # fmt: skip
    return Extraction(**(base | others))

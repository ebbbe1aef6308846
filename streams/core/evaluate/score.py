"""Scores what an extractor read in annotated articles.

What was read is paired with what was annotated, article by article, by the rules of `agree`; the pairs
are counted, and the slots of the paired. Incidents told 8 to 120 days after they happened are recaps:
neither those of the gold nor those read are counted.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from pydantic import NonNegativeInt, computed_field

from schemas import Extraction, Mention, ReportedCount, Statement
from schemas.base import Value
from streams.core.evaluate.agree import (
    COUNT_SLOTS,
    INCIDENT_SLOTS,
    counts_agree,
    incident_closeness,
    incidents_agree,
    is_recap,
    sentence_closeness,
    statements_agree,
)
from streams.core.evaluate.assign import assign
from streams.core.evaluate.gold import AnnotatedArticle, GoldCount, GoldIncident, GoldStatement
from streams.core.evaluate.measures import Found, Slot

R = TypeVar("R")
G = TypeVar("G")

IncidentPair = tuple[Mention | None, GoldIncident | None]
StatementPair = tuple[Statement | None, GoldStatement | None]
CountPair = tuple[ReportedCount | None, GoldCount | None]


class Reading(Value):
    """One article's pairs of read and gold. A pair without a read side is a miss; without a gold one, false."""

    annotated: AnnotatedArticle
    incidents: tuple[IncidentPair, ...]
    recaps: tuple[IncidentPair, ...]
    statements: tuple[StatementPair, ...]
    counts: tuple[CountPair, ...]

    @property
    def false_incidents(self) -> tuple[Mention, ...]:
        """What was read as an incident and is none."""
        return tuple(read for read, gold in self.incidents if read and not gold)


class Scores(Value):
    """The scores of extraction over a set of articles."""

    articles: NonNegativeInt
    incidents: Found
    statements: Found
    reported_counts: Found
    slots: dict[str, Slot]
    count_slots: dict[str, Slot]
    articles_with_false_incident: NonNegativeInt

    def __add__(self, other: "Scores") -> "Scores":
        return Scores(
            articles=self.articles + other.articles,
            incidents=self.incidents + other.incidents,
            statements=self.statements + other.statements,
            reported_counts=self.reported_counts + other.reported_counts,
            slots={name: slot + other.slots[name] for name, slot in self.slots.items()},
            count_slots={name: slot + other.count_slots[name] for name, slot in self.count_slots.items()},
            articles_with_false_incident=self.articles_with_false_incident + other.articles_with_false_incident,
        )

    @computed_field  # type: ignore[prop-decorator]  # mypy does not read a decorated property
    @property
    def false_incident_share(self) -> float:
        """Share of the articles in which an incident was read that is none."""
        return self.articles_with_false_incident / self.articles if self.articles else 0.0


def read_against(annotated: AnnotatedArticle, extractions: Sequence[Extraction]) -> Reading:
    """Set what was read in one article (one extraction a theatre) against its gold."""
    gold = annotated.gold
    published = annotated.article.published_at.date()
    near: list[IncidentPair] = []
    recaps: list[IncidentPair] = []
    mentions = [mention for extraction in extractions for mention in extraction.mentions]
    for read, told in _pairs(mentions, gold.incidents, incidents_agree, incident_closeness):
        days = (told.date, told.date) if told else (read.date_from, read.date_to) if read else (None, None)
        (recaps if is_recap(*days, published) else near).append((read, told))
    statements = [statement for extraction in extractions for statement in extraction.statements]
    counts = [count for extraction in extractions for count in extraction.reported_counts]
    said: list[StatementPair] = _pairs(statements, gold.statements, statements_agree, sentence_closeness)
    told_counts: list[CountPair] = _pairs(counts, gold.aggregates, counts_agree, sentence_closeness)
    return Reading(
        annotated=annotated,
        incidents=tuple(near),
        recaps=tuple(recaps),
        statements=tuple(said),
        counts=tuple(told_counts),
    )


def score(readings: Iterable[Reading], party_of: Mapping[str, str]) -> Scores:
    """Count the pairs. `party_of` maps the case-folded names of the watchlist's parties to their ids."""
    readings = tuple(readings)
    matched = [(read, gold) for r in readings for read, gold in r.incidents if read and gold]
    counted = [(read, gold) for r in readings for read, gold in r.counts if read and gold]
    return Scores(
        articles=len(readings),
        incidents=_found(pair for r in readings for pair in r.incidents),
        statements=_found(pair for r in readings for pair in r.statements),
        reported_counts=_found(pair for r in readings for pair in r.counts),
        slots={
            name: Slot(right=sum(check(read, gold, party_of) for read, gold in matched), of=len(matched))
            for name, check in INCIDENT_SLOTS.items()
        },
        count_slots={
            name: Slot(right=sum(check(read, gold) for read, gold in counted), of=len(counted))
            for name, check in COUNT_SLOTS.items()
        },
        articles_with_false_incident=sum(bool(r.false_incidents) for r in readings),
    )


def _found(pairs: Iterable[tuple[object | None, object | None]]) -> Found:
    pairs = tuple(pairs)
    return Found(
        right=sum(read is not None and gold is not None for read, gold in pairs),
        read=sum(read is not None for read, _ in pairs),
        gold=sum(gold is not None for _, gold in pairs),
    )


def _pairs(
    reads: Sequence[R], golds: Sequence[G], agree: Callable[[R, G], bool], closeness: Callable[[R, G], float]
) -> list[tuple[R | None, G | None]]:
    """Pair as many as agree, one to one; among equal numbers of pairs, the closest. Misses and false ones follow."""
    enough = len(reads) + len(golds) + 1  # one more pair outweighs all closeness
    chosen = assign(
        {
            (i, j): enough + closeness(read, gold)
            for i, read in enumerate(reads)
            for j, gold in enumerate(golds)
            if agree(read, gold)
        }
    )
    paired = set(chosen.values())
    return [
        *((reads[i], golds[j]) for i, j in sorted(chosen.items())),
        *((None, gold) for j, gold in enumerate(golds) if j not in paired),
        *((read, None) for i, read in enumerate(reads) if i not in chosen),
    ]

"""The topics: name, key, value and retention, each in one place. The AsyncAPI document is made from this."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Topic(StrEnum):
    """Every topic that users and agents read or write."""

    ARTICLES = "news.articles"
    DEAD_LETTERS = "news.articles.dlq"
    EXTRACTIONS = "news.extractions"
    INCIDENTS = "factions.incidents"
    LEDGER = "factions.ledger"
    TALLIES = "factions.tallies"
    SIGNALS = "factions.signals"
    STANDING = "factions.signals.standing"


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """What a topic holds and how long."""

    topic: Topic
    key: str
    values: tuple[str, ...]
    """Names of the models in `schemas`; empty where the value is raw bytes."""
    cleanup: Literal["delete", "compact"]
    retention_days: int | None
    """None: kept until compacted away."""
    about: str


SPECS: tuple[TopicSpec, ...] = (
    TopicSpec(Topic.ARTICLES, "article id", ("Article",), "delete", 14, "News articles as publishers send them."),
    TopicSpec(Topic.DEAD_LETTERS, "as it came", (), "delete", 90, "Raw inputs that were not processed; why: headers."),
    TopicSpec(Topic.EXTRACTIONS, "theatre", ("Extraction", "Tick"), "delete", 14, "What each article says."),
    TopicSpec(Topic.INCIDENTS, "incident id", ("Incident",), "compact", None, "Acts; a tombstone when superseded."),
    TopicSpec(
        Topic.LEDGER,
        "subject",
        ("IncidentEntry", "StatementEntry", "CountEntry", "Tick"),
        "delete",
        14,
        "What tallies are folded from.",
    ),
    TopicSpec(Topic.TALLIES, "subject", ("Tally",), "compact", None, "Counts of each subject as of a day."),
    TopicSpec(Topic.SIGNALS, "subject", ("Signal",), "delete", 90, "Signal messages: alert, update, cancel."),
    TopicSpec(
        Topic.STANDING, "signal key", ("StandingSignal",), "compact", None, "Signals in force; a tombstone when gone."
    ),
)

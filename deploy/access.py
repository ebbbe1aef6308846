"""Who may do what on the brokers: each user has what its work needs and nothing else.

One table for the KafkaUser manifests and for the test that tries every permission on a real broker, so what is
deployed is what was tried. Operations are Kafka's own words. The default settings' names of group and changelogs
are meant; an installation with another `FACTIONWATCH_GROUP` changes them here.
"""

from dataclasses import dataclass
from typing import Literal

from schemas.topics import Topic
from streams.config import Settings
from streams.kafka.topics import STATEFUL_STAGES, changelog

GROUP: str = Settings.model_fields["group"].default

Operation = Literal["Read", "Write", "Describe", "DescribeConfigs"]


@dataclass(frozen=True, slots=True)
class Grant:
    """Operations on one topic or consumer group, or on all whose name begins so."""

    resource: Literal["topic", "group"]
    name: str
    operations: tuple[Operation, ...]
    pattern: Literal["literal", "prefix"] = "literal"


@dataclass(frozen=True, slots=True)
class User:
    """One user of the brokers."""

    name: str
    about: str
    grants: tuple[Grant, ...]


READ_AND_WRITTEN = (Topic.EXTRACTIONS, Topic.LEDGER)
WRITTEN = (Topic.DEAD_LETTERS, Topic.INCIDENTS, Topic.TALLIES, Topic.SIGNALS, Topic.STANDING)
PUBLIC = (Topic.INCIDENTS, Topic.TALLIES, Topic.SIGNALS, Topic.STANDING)
SOURCES = (Topic.ARTICLES, *READ_AND_WRITTEN)


def _topics(names: tuple[str, ...], *operations: Operation) -> tuple[Grant, ...]:
    return tuple(Grant("topic", str(name), operations) for name in names)


WORKER = User(
    "factionwatch-worker",
    "Reads articles, writes all that follows from them, keeps its state; cannot publish articles.",
    (
        *_topics((Topic.ARTICLES,), "Read", "Describe", "DescribeConfigs"),
        *_topics(READ_AND_WRITTEN, "Read", "Write", "Describe", "DescribeConfigs"),
        *_topics(WRITTEN, "Write", "Describe", "DescribeConfigs"),
        *_topics(
            tuple(changelog(GROUP, stage) for stage in STATEFUL_STAGES), "Read", "Write", "Describe", "DescribeConfigs"
        ),
        Grant("group", GROUP, ("Read", "Describe")),
    ),
)
PUBLISHER = User(
    "factionwatch-publisher",
    "Sends articles and reads nothing.",
    _topics((Topic.ARTICLES,), "Write", "Describe"),
)
READER = User(
    "factionwatch-reader",
    "Reads incidents, tallies and signals, in groups of its own; writes nothing.",
    (*_topics(PUBLIC, "Read", "Describe"), Grant("group", "reader-", ("Read", "Describe"), "prefix")),
)
SCALER = User(
    "factionwatch-scaler",
    "Sees how far the workers are behind, and no record.",
    (*_topics(SOURCES, "Describe"), Grant("group", GROUP, ("Describe",))),
)

USERS = (WORKER, PUBLISHER, READER, SCALER)

"""The topics as they should be, as they are, and what differs.

No topic comes to be by being used: a broker's defaults would give it the wrong number of partitions, and a
keyed state that is spread over another number of partitions is lost state. So the service's own command
makes them, and a worker looks at them before it starts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, ConfigResourceType
from kafka.errors import TopicAlreadyExistsError

from schemas.topics import SPECS, Topic, TopicSpec
from streams.config import Settings
from streams.errors import BrokerError
from streams.kafka.clients import LETTER_BYTES_MAX, RECORD_BYTES_MAX

DAY_MS = 86_400_000
STATEFUL_STAGES = ("resolve", "watch")
"""Stages that keep state, each in a table with a changelog topic."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One topic as it should be."""

    name: str
    partitions: int
    replication: int
    config: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which a topic is not as it should be."""

    topic: str
    aspect: str
    found: str
    wanted: str

    @property
    def fatal(self) -> bool:
        """The service would lose data or state with it."""
        return self.aspect in {"topic", "partitions", "cleanup.policy", "max.message.bytes"}

    def __str__(self) -> str:
        return f"{self.topic}: {self.aspect} is {self.found}, should be {self.wanted}"


def changelog(group: str, stage: str) -> str:
    """Name of the topic that keeps a stage's state, as Faust names it."""
    return f"{group}-{stage}-changelog"


def wanted(settings: Settings) -> tuple[Wanted, ...]:
    """Every topic of the service: those users see, then the changelogs."""
    replicas = {"min.insync.replicas": str(settings.min_insync_replicas)}
    named = [(str(spec.topic), _retention(spec)) for spec in SPECS]
    named += [(changelog(settings.group, stage), {"cleanup.policy": "compact"}) for stage in STATEFUL_STAGES]
    return tuple(
        Wanted(name, settings.partitions, settings.replication, {**retention, **_largest(name), **replicas})
        for name, retention in named
    )


def _largest(name: str) -> dict[str, str]:
    return {"max.message.bytes": str(LETTER_BYTES_MAX if name == Topic.DEAD_LETTERS else RECORD_BYTES_MAX)}


def _retention(spec: TopicSpec) -> dict[str, str]:
    if spec.retention_days is None:
        return {"cleanup.policy": spec.cleanup}
    return {"cleanup.policy": spec.cleanup, "retention.ms": str(spec.retention_days * DAY_MS)}


def create(admin: KafkaAdminClient, topics: Iterable[Wanted]) -> tuple[str, ...]:
    """Make the topics that are missing; returns their names. Changes none that exists."""
    existing = set(admin.list_topics())
    missing = {topic.name: topic for topic in topics if topic.name not in existing}
    if missing:
        described = {
            name: {
                "num_partitions": topic.partitions,
                "replication_factor": topic.replication,
                "configs": dict(topic.config),
            }
            for name, topic in missing.items()
        }
        try:
            admin.create_topics(described, wait_for_metadata=True)
        except TopicAlreadyExistsError:  # another worker made it at this moment; `check` has the last word
            admin.wait_for_topics(list(missing))
    return tuple(missing)


def check(admin: KafkaAdminClient, topics: Iterable[Wanted]) -> tuple[Difference, ...]:
    """Every difference between the topics as they are and as they should be."""
    should = {topic.name: topic for topic in topics}
    found = {found.name: found for found in describe(admin, should)}
    return tuple(difference for name, topic in should.items() for difference in _compare(topic, found.get(name)))


def describe(admin: KafkaAdminClient, names: Iterable[str]) -> tuple[Wanted, ...]:
    """The topics as they are; those that do not exist are left out."""
    there = sorted(set(names) & set(admin.list_topics()))
    if not there:
        return ()
    resources = [ConfigResource(ConfigResourceType.TOPIC, name, None) for name in there]
    configs = admin.describe_configs(resources, config_filter="all")["topic"]
    return tuple(
        Wanted(
            topic["name"],
            len(topic["partitions"]),
            min((len(partition["replica_nodes"]) for partition in topic["partitions"]), default=0),
            {name: entry["value"] for name, entry in configs[topic["name"]].items()},
        )
        for topic in sorted(admin.describe_topics(there), key=lambda topic: str(topic["name"]))
    )


def _compare(should: Wanted, found: Wanted | None) -> Iterable[Difference]:
    if found is None:
        yield Difference(should.name, "topic", "missing", f"there with {should.partitions} partitions")
        return
    if found.partitions != should.partitions:
        yield Difference(should.name, "partitions", str(found.partitions), str(should.partitions))
    if found.replication != should.replication:
        yield Difference(should.name, "replication", str(found.replication), str(should.replication))
    for name, value in should.config.items():
        if found.config.get(name) != value:
            yield Difference(should.name, name, found.config.get(name, "not set"), value)


def require(admin: KafkaAdminClient, topics: Iterable[Wanted]) -> tuple[Difference, ...]:
    """Raise `BrokerError`, a line each, for what a worker cannot run with; return the differences it can live with."""
    differences = check(admin, topics)
    fatal = [difference for difference in differences if difference.fatal]
    if fatal:
        told = "\n".join(str(difference) for difference in fatal)
        raise BrokerError(
            f"{told}\n`factionwatch topics create` makes missing topics; it changes none that exists:"
            " for those see upgrading in the runbook"
        )
    return differences

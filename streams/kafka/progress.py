"""How far the service has come, as the brokers know it: committed offsets against the ends of the inputs.

Read from the brokers and not from the worker: a worker that hangs still believes what it believed.
"""

from dataclasses import dataclass

from kafka import TopicPartition
from kafka.admin import OffsetSpec

from schemas.topics import Topic
from streams.config import Settings
from streams.kafka import clients

INPUTS = (Topic.ARTICLES, Topic.EXTRACTIONS, Topic.LEDGER)


@dataclass(frozen=True, slots=True)
class Progress:
    """One partition of an input. Offsets are of the next record to be read, and to be written."""

    topic: str
    partition: int
    committed: int
    end: int

    @property
    def lag(self) -> int:
        """Records not yet processed."""
        return max(0, self.end - self.committed)


def read(settings: Settings) -> tuple[Progress, ...]:
    """Progress of every partition of every input; a partition without a commit counts from its beginning.

    Raises `BrokerError`.
    """
    partitions = [TopicPartition(str(topic), number) for topic in INPUTS for number in range(settings.partitions)]
    with clients.admin(settings) as admin:
        committed = clients.patiently(lambda: admin.list_group_offsets({settings.group: partitions}))[settings.group]
        beginnings = admin.list_partition_offsets(dict.fromkeys(partitions, OffsetSpec.EARLIEST))
        ends = admin.list_partition_offsets(dict.fromkeys(partitions, OffsetSpec.LATEST))
    return tuple(
        Progress(
            tp.topic,
            tp.partition,
            max(committed[tp].offset if tp in committed else -1, beginnings[tp].offset),
            ends[tp].offset,
        )
        for tp in partitions
    )

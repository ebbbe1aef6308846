"""Reading topics from outside the group: what was said, what stands, and what comes next.

Reading so commits nothing and takes no partition from a worker.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from kafka import KafkaConsumer, TopicPartition

from streams.config import Settings
from streams.errors import BrokerError
from streams.kafka import clients
from streams.kafka.wire import Headers, headers_of

Begin = Literal["beginning", "end"] | datetime
POLL_MS = 500


@dataclass(frozen=True, slots=True)
class Tailed:
    """A record as it stands on a topic."""

    topic: str
    partition: int
    offset: int
    timestamp_ms: int
    key: bytes | None
    value: bytes | None
    headers: Headers


def read(settings: Settings, topic: str, begin: Begin = "beginning", *, follow: bool = False) -> Iterator[Tailed]:
    """Records from `begin` to what is the end now, each partition in order; with `follow`, for ever.

    Raises `BrokerError`.
    """
    with clients.consumer(settings) as consumer:
        partitions = _assign(consumer, topic)
        _seek(consumer, partitions, begin)
        ends = None if follow else consumer.end_offsets(partitions)
        while ends is None or any(consumer.position(tp) < ends[tp] for tp in partitions):
            for records in consumer.poll(timeout_ms=POLL_MS).values():
                yield from (
                    _tailed(record)
                    for record in records
                    if ends is None or record.offset < ends[TopicPartition(record.topic, record.partition)]
                )


def newest(settings: Settings, topic: str, count: int) -> list[Tailed]:
    """The last `count` records of each partition. Raises `BrokerError`."""
    with clients.consumer(settings) as consumer:
        partitions = _assign(consumer, topic)
        begins, ends = consumer.beginning_offsets(partitions), consumer.end_offsets(partitions)
        for tp in partitions:
            consumer.seek(tp, max(begins[tp], ends[tp] - count))
        found: list[Tailed] = []
        while any(consumer.position(tp) < ends[tp] for tp in partitions):
            for records in consumer.poll(timeout_ms=POLL_MS).values():
                found += map(_tailed, records)
        return found


def standing(settings: Settings, topic: str) -> dict[str, bytes]:
    """What stands on a compacted topic, by key: the last value of each, without tombstones. Raises `BrokerError`."""
    last: dict[str, bytes] = {}
    for record in read(settings, topic):
        if record.key is None:
            continue
        key = record.key.decode(errors="replace")
        if record.value is None:
            last.pop(key, None)
        else:
            last[key] = record.value
    return last


def _assign(consumer: KafkaConsumer, topic: str) -> list[TopicPartition]:
    numbers = consumer.partitions_for_topic(topic)
    if not numbers:
        raise BrokerError(f"there is no topic {topic}; `factionwatch topics create` makes the service's topics")
    partitions = [TopicPartition(topic, number) for number in sorted(numbers)]
    consumer.assign(partitions)
    return partitions


def _seek(consumer: KafkaConsumer, partitions: Sequence[TopicPartition], begin: Begin) -> None:
    if begin == "beginning":
        consumer.seek_to_beginning(*partitions)
    elif begin == "end":
        consumer.seek_to_end(*partitions)
    else:
        assert isinstance(begin, datetime)
        moment_ms = int(begin.timestamp() * 1000)
        found = consumer.offsets_for_times(dict.fromkeys(partitions, moment_ms))
        ends = consumer.end_offsets(partitions)
        for tp in partitions:
            consumer.seek(tp, found[tp].offset if found.get(tp) else ends[tp])


def _tailed(record: Any) -> Tailed:
    return Tailed(
        record.topic,
        record.partition,
        record.offset,
        record.timestamp,
        record.key,
        record.value,
        headers_of(record.headers),
    )

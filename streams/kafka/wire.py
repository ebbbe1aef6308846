"""What a record looks like on a topic: key, canonical JSON, CloudEvents headers; and the partition it goes to.

The value stays plain JSON of the schema: a consumer needs the JSON Schema and nothing else. The envelope is in
the headers (CloudEvents 1.0, Kafka binding, binary mode). `ce_id` is a digest of the content, so a record that
is sent again after a crash carries the same id.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from kafka.partitioner.default import murmur2

from streams.core.step import Out

Headers = Sequence[tuple[str, bytes]]
"""In order. A header without a value is read as one with an empty value: see `headers_of`."""

ARRIVED = "factionwatch_arrived_ms"
"""When the newest article behind a record was published on Kafka: milliseconds since 1970. For latency only."""

SOURCE = "urn:factionwatch"
TOMBSTONE = "Tombstone"


@dataclass(frozen=True, slots=True)
class Message:
    """A record ready to be sent."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: Headers


def message(out: Out, stage: str, arrived_ms: int | None, now: datetime | None = None) -> Message:
    """Make a record of an output of a stage."""
    value = None if out.value is None else out.value.to_bytes()
    kind = TOMBSTONE if out.value is None else type(out.value).__name__
    key = out.key.encode()
    headers = [
        ("ce_specversion", b"1.0"),
        ("ce_id", content_id(out.topic, key, value).encode()),
        ("ce_source", f"{SOURCE}:{stage}".encode()),
        ("ce_type", f"factionwatch.{kind}".encode()),
        ("ce_time", (now or datetime.now(UTC)).isoformat(timespec="milliseconds").encode()),
        ("content-type", b"application/json"),
    ]
    if arrived_ms is not None:
        headers.append((ARRIVED, str(arrived_ms).encode()))
    return Message(out.topic, key, value, headers)


def content_id(topic: str, key: bytes, value: bytes | None) -> str:
    """Digest of topic, key and value."""
    total = hashlib.sha256()
    for part in (topic.encode(), key, b"" if value is None else value):
        total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()[:32]


def headers_of(found: Iterable[tuple[str, bytes | None]] | None) -> Headers:
    """The headers that a client found on a record."""
    return tuple((name, content or b"") for name, content in found or ())


def arrived_ms(headers: Headers, timestamp_ms: int) -> int:
    """When the article behind a record arrived: as its header says, or the record's own time."""
    for name, value in reversed(headers):  # `message` puts it last
        if name == ARRIVED and value.isdigit() and len(value) < 16:
            return int(value)
    return timestamp_ms


@lru_cache(maxsize=4_096)
def partition_of(key: bytes, partitions: int) -> int:
    """Where Kafka's default partitioner puts a key."""
    positive: int = murmur2(key) & 0x7FFFFFFF
    return positive % partitions

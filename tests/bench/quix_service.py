"""The same stages as a service on Quix Streams, to be measured beside ours. For the benchmark only.

It is what Quix offers for such a service: one record at a time, state in RocksDB with a changelog. Owners stay in
memory as ours do; this bench never restarts it, so they are never loaded.
"""

import sys
from datetime import UTC, datetime
from typing import Any

from quixstreams import Application

from schemas import Rejection
from schemas.topics import Topic
from streams import pipeline, watchlists
from streams.core.options import Options
from streams.core.step import Out, Owner
from streams.pipeline import OwnedStage


class Keyed(bytes):
    """A record's value that knows its key and topic."""

    key: bytes
    topic: str


def keyed(out: Out) -> Keyed:
    value = Keyed(out.value.to_bytes() if out.value is not None else b"null")
    value.key, value.topic = out.key.encode(), str(out.topic)
    return value


def main(bootstrap: str, group: str, state_directory: str) -> None:
    parts = pipeline.build(watchlists.load([]), Options())
    app = Application(
        broker_address=bootstrap,
        consumer_group=group,
        auto_offset_reset="earliest",
        commit_interval=0.5,
        state_dir=state_directory,
        producer_extra_config={"partitioner": "murmur2", "linger.ms": 5},
        loglevel="WARNING",
    )
    raw = {f"{part}_{way}": "bytes" for part in ("key", "value") for way in ("serializer", "deserializer")}
    topics = {str(name): app.topic(str(name), **raw) for name in Topic}

    def extract(value: bytes) -> list[Keyed]:
        article = parts.extract.read(value, "bench", datetime.now(UTC))
        return [] if isinstance(article, Rejection) else [keyed(out) for out in parts.extract.apply(article)]

    def send(frame: Any) -> None:
        frame.to_topic(lambda value, *_: topics[value.topic], key=lambda value: value.key)

    send(app.dataframe(topics[Topic.ARTICLES]).apply(extract, expand=True))
    for stage in parts.owned:
        send(app.dataframe(topics[stage.source]).apply(owned(stage), stateful=True, expand=True))
    app.run()


def owned(stage: OwnedStage[Any]) -> Any:
    """The step of a stage with state, for one record."""
    owners: dict[str, Owner[Any]] = {}

    def step(value: bytes, state: Any) -> list[Keyed]:
        record = stage.decode(value)
        key = stage.key(record)
        if key not in owners:
            owners[key] = stage.owner(key)
        done = owners[key].apply([record])
        for name, data in done.writes.items():
            if data is None:
                state.delete(name)
            else:
                state.set_bytes(name, data)
        return [keyed(out) for out in done.outputs]

    return step


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Drives the owned stages of the pipeline over a batch, inside one transaction of the store.

What one stage publishes on the next one's source is handed on at once. State and outputs of all stages for
one batch take effect together, so a crash leaves either all of it or nothing.
"""

import time
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from schemas import CountEntry, IncidentEntry, Record, Rejection, StatementEntry
from schemas.topics import SPECS, Topic
from streams.core.step import Out, Owner
from streams.local.store import Store
from streams.observe import Observer
from streams.pipeline import OwnedStage, Pipeline

_COMPACTED = frozenset(spec.topic for spec in SPECS if spec.cleanup == "compact")


class Engine:
    """The owners of all keys, loaded from the store when they are first needed."""

    def __init__(self, pipeline: Pipeline, store: Store, observer: Observer) -> None:
        self._pipeline = pipeline
        self._store = store
        self._observer = observer
        self._owners: dict[tuple[str, str], Owner[Any]] = {}

    def feed(self, topic: Topic, records: Iterable[Record]) -> None:
        """Work a batch off, through all stages. Call it inside a transaction.

        After an error the owners no longer match the store: throw the engine away.
        """
        inbox: dict[Topic, list[Record]] = defaultdict(list)
        inbox[topic].extend(records)
        for stage in self._pipeline.owned:
            started = time.monotonic()
            todo = inbox.pop(stage.source, [])
            groups: dict[str, list[Record]] = defaultdict(list)
            for record in todo:
                groups[stage.key(record)].append(record)
                self._observer.taken(record)
            for key in sorted(groups):
                step = self._owner(stage, key).apply(groups[key])
                self._store.write_owned(stage.name, key, step.writes)
                self._publish(step.outputs)
                for out in step.outputs:
                    if out.value is not None:
                        inbox[out.topic].append(out.value)
            self._observer.batch_processed(stage.name, len(todo), time.monotonic() - started)

    def _owner(self, stage: OwnedStage[Any], key: str) -> Owner[Any]:
        owner = self._owners.get((stage.name, key))
        if owner is None:
            owner = self._owners[stage.name, key] = stage.owner(key)
            owner.load(self._store.owned(stage.name, key))
        return owner

    def _publish(self, outs: Iterable[Out]) -> None:
        newest: dict[tuple[Topic, str], bytes | None] = {}
        for out in outs:
            if out.topic in _COMPACTED:
                newest[out.topic, out.key] = out.value.to_bytes() if out.value else None
            elif out.topic == Topic.LEDGER:
                newest.update(_kept_entry(out))
            elif isinstance(out.value, Rejection):
                self._store.put_rejection(out.key.encode(), out.value)
            elif out.value is not None:
                self._store.add_message(out.topic, out.key, out.value.to_bytes())
            self._observer.published(out)
        self._store.put_latest(newest)


def _kept_entry(out: Out) -> dict[tuple[Topic, str], bytes | None]:
    """The ledger is kept in its newest form, for `explain`."""
    match out.value:
        case IncidentEntry(incident_id=name) | StatementEntry(statement_id=name) | CountEntry(count_id=name):
            return {(Topic.LEDGER, f"{out.key}|{name}"): None if out.value.retracted else out.value.to_bytes()}
    return {}

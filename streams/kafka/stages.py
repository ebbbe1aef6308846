"""Driving the stages of the pipeline over batches of records. No judgement is made here.

The order of effects, for every batch: compute, publish and await the outputs, write the state and await its
changelog, and only then let the offsets be committed. A crash in between publishes the same records with the
same ids once more; it neither loses nor counts twice. A record that cannot be processed goes to the
dead-letter topic; anything else that goes wrong is raised, and ends the worker.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

from faust.types import ProducerT
from pydantic import ValidationError

from schemas import Record, Rejection
from streams.core.step import Answering, Out, Owner, Ruled, Step
from streams.errors import RejectionCode
from streams.kafka import deadletters, wire
from streams.kafka.crash import CrashPlan
from streams.kafka.deadletters import Origin, Reason
from streams.kafka.extraction import ExtractionPool, RawArticle
from streams.kafka.lease import Lease
from streams.kafka.state import StateTable
from streams.kafka.wire import Message
from streams.observe import Observer, Stage
from streams.pipeline import OwnedStage

log = logging.getLogger("factionwatch.worker")

R = TypeVar("R", bound=Record)


class StaleError(Exception):
    """The partitions were given to others while a batch was being processed."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A record as it was consumed."""

    origin: Origin
    key: bytes | None
    value: bytes | None
    headers: wire.Headers
    timestamp_ms: int


class Outlet:
    """Where stages publish: awaits the brokers, and looks at the lease before every batch."""

    def __init__(self, producer: Callable[[], ProducerT], lease: Lease, service: str) -> None:
        self._producer = producer
        self._lease = lease
        self._service = service

    async def send(self, messages: Iterable[Message]) -> None:
        """Return when the brokers have all of them."""
        self._lease.require()
        producer = self._producer()
        await asyncio.gather(
            *[await producer.send(m.topic, m.key, m.value, None, None, list(m.headers)) for m in messages]
        )

    async def publish(self, stage: Stage, outs: Sequence[tuple[Out, int]], now: datetime) -> None:
        """Send outputs, each with the time at which the article behind it arrived."""
        await self.send(
            deadletters.refusal(out.value, out.key, self._service)
            if isinstance(out.value, Rejection)
            else wire.message(out, stage, arrived_ms, now)
            for out, arrived_ms in outs
        )

    async def bury(self, stage: Stage, dead: Sequence[tuple[Arrival, Reason]]) -> None:
        """Put records on the dead-letter topic; return when the brokers have them."""
        await self.send(
            deadletters.letter(record.origin, record.key, record.value, record.headers, stage, reason, self._service)
            for record, reason in dead
        )


class ExtractWork:
    """The stage without state. Its batches do not bear on each other, so several are under way at once."""

    name: Stage = "extract"

    def __init__(self, pool: ExtractionPool, outlet: Outlet, observer: Observer) -> None:
        self.at_once = pool.processes * 4
        """So that a process has the next batch at hand while others are sent and acknowledged."""
        self._pool = pool
        self._outlet = outlet
        self._observer = observer

    async def take(self, records: Sequence[Arrival]) -> None:
        """Process a batch; return when all that came of it is with the brokers."""
        began = time.monotonic()
        raw = [RawArticle(str(r.origin), r.key, r.value, wire.arrived_ms(r.headers, r.timestamp_ms)) for r in records]
        read = await self._pool.read(raw, datetime.now(UTC))
        dead = [(record, became) for record, became in zip(records, read, strict=True) if isinstance(became, Reason)]
        await self._outlet.send(message for became in read if not isinstance(became, Reason) for message in became)
        await self._outlet.bury(self.name, dead)
        for _, reason in dead:
            self._observer.rejected(self.name, reason.error)
        self._observer.batch_processed(self.name, len(records), time.monotonic() - began)


@dataclass(slots=True)
class _Group(Generic[R]):
    """What a batch holds for one owner."""

    partition: int
    records: list[R]
    arrived_ms: int


@dataclass(frozen=True, slots=True)
class _Done:
    """What an owner made of its part of a batch."""

    key: str
    partition: int
    step: Step
    arrived_ms: int


class OwnedWork(Generic[R]):
    """A stage with state: one owner a key, loaded from the stage's table when it is first needed."""

    at_once = 1
    """What an owner makes of a batch must be written before it is given the next."""

    def __init__(
        self,
        stage: OwnedStage[R],
        table: StateTable,
        outlet: Outlet,
        observer: Observer,
        crash: CrashPlan,
        *,
        partitions: int,
        accepts: Callable[[str], bool] = lambda _key: True,
    ) -> None:
        self.name: Stage = stage.name
        self._stage = stage
        self._table = table
        self._outlet = outlet
        self._observer = observer
        self._crash = crash
        self._partitions = partitions
        self._accepts = accepts
        self._owners: dict[str, Owner[R]] = {}
        self._generation = table.generation

    async def take(self, records: Sequence[Arrival]) -> None:
        """Process a batch; return when outputs and state are with the brokers."""
        began = time.monotonic()
        generation = self._renew()
        groups, dead = self._sort(records)
        done = [self._apply(key, group) for key, group in groups.items()]
        self._crash.passing("after-compute")
        now = datetime.now(UTC)
        self._require(generation)
        await self._outlet.bury(self.name, dead)
        await self._outlet.publish(
            self.name, [(out, part.arrived_ms) for part in done for out in part.step.outputs], now
        )
        self._crash.passing("after-outputs")
        self._require(generation)
        await asyncio.gather(*(self._table.write(part.partition, part.key, part.step.writes) for part in done))
        self._crash.passing("after-changelog")
        for group in groups.values():
            for taken in group.records:
                self._observer.taken(taken)
        self._tell(done, dead, now, len(records), time.monotonic() - began)

    def _renew(self) -> int:
        """After a rebalance the owners are made anew from what the table recovered."""
        generation = self._table.generation
        if generation != self._generation:
            self._owners.clear()
            self._generation = generation
        return generation

    def _require(self, generation: int) -> None:
        if generation != self._table.generation:
            raise StaleError(f"{self.name}: the partitions were given to others in the middle of a batch")

    def _sort(self, records: Sequence[Arrival]) -> tuple[dict[str, _Group[R]], list[tuple[Arrival, Reason]]]:
        groups: dict[str, _Group[R]] = {}
        dead: list[tuple[Arrival, Reason]] = []
        for record in records:
            read = self._read(record)
            if isinstance(read, Reason):
                dead.append((record, read))
                continue
            key, value = read
            arrived_ms = wire.arrived_ms(record.headers, record.timestamp_ms)
            group = groups.setdefault(key, _Group(record.origin.partition, [], arrived_ms))
            group.records.append(value)
            group.arrived_ms = max(group.arrived_ms, arrived_ms)
        return groups, dead

    def _read(self, record: Arrival) -> tuple[str, R] | Reason:
        if record.value is None:
            return Reason(RejectionCode.NULL_VALUE, "a record without a value")
        try:
            value = self._stage.decode(record.value)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            return Reason(RejectionCode.INVALID_FIELD, f"{'.'.join(map(str, first['loc']))}: {first['msg']}")
        key = self._stage.key(value)
        if record.key != key.encode() or not self._accepts(key):
            return Reason(RejectionCode.KEY_MISMATCH, f"the record is not for {record.key!r}, or nobody watches it")
        if wire.partition_of(record.key, self._partitions) != record.origin.partition:
            return Reason(
                RejectionCode.KEY_MISMATCH, "another partitioner than Kafka's own (murmur2) placed the record"
            )
        return key, value

    def _apply(self, key: str, group: _Group[R]) -> _Done:
        owner = self._owners.get(key)
        if owner is None:
            owner = self._stage.owner(key)
            owner.load(self._table.stored(group.partition, key).items())
            self._owners[key] = owner
            if isinstance(owner, Ruled) and owner.made_under:
                log.warning(
                    "%s: the state of %s was made under %s; what it keeps is judged anew now, but nothing that was let"
                    " go comes back and no article is read again: see replay and rebuild in the runbook",
                    self.name,
                    key,
                    owner.made_under,
                )
            if isinstance(owner, Answering):
                self._observer.restored(owner.answers())
        return _Done(key, group.partition, owner.apply(group.records), group.arrived_ms)

    def _tell(
        self, done: Sequence[_Done], dead: Sequence[tuple[Arrival, Reason]], now: datetime, records: int, seconds: float
    ) -> None:
        for part in done:
            age_seconds = max(0.0, now.timestamp() - part.arrived_ms / 1000)
            for out in part.step.outputs:
                if isinstance(out.value, Rejection):
                    self._observer.rejected(self.name, out.value.error)
                else:
                    self._observer.published(out, age_seconds)
        for _, reason in dead:
            self._observer.rejected(self.name, reason.error)
        self._observer.batch_processed(self.name, records, seconds)

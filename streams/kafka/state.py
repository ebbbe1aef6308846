"""The durable state of one stage: a changelog topic, held in memory for the partitions of this worker.

It is a Faust table, so that Faust recovers it from the changelog before any input is read. It differs from
Faust's own in three ways, each because the other lost or doubled records in trials:

* a whole step is written at once and awaited: the offsets of the input are only committed when the brokers
  have the state that came of it (Faust's own tables send in the background);
* a key belongs to the partition of its *owner* by Kafka's own partitioner, whatever event is at hand;
* what a partition held is dropped with the partition, so that nothing old is there when it comes back.
"""

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any, cast

from faust import Table
from faust.tables import TableManager
from faust.types import TP

SEPARATOR = b"|"


class StateTable(Table[bytes, bytes]):
    """Maps an owner to the entries it wrote: `{name: bytes}`. The changelog's key is `owner|name`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._held: dict[int, dict[str, dict[str, bytes]]] = {}
        self._written: dict[int, int] = {}
        self.generation = 0
        """Rises with every rebalance: what was made of the state before is to be made anew."""

    def stored(self, partition: int, owner: str) -> Mapping[str, bytes]:
        """What the owner has written, by name."""
        return self._held.get(partition, {}).get(owner, {})

    def owners(self) -> Iterable[str]:
        """Every owner of the partitions that are held."""
        return [owner for held in self._held.values() for owner in held]

    async def write(self, partition: int, owner: str, writes: Mapping[str, bytes | None]) -> None:
        """Bring the writes of one step to the brokers; return when they have them."""
        if not writes:
            return
        topic = self.changelog_topic_name
        producer = self.app.producer
        sent = [
            await producer.send(topic, _key(owner, name), value, partition, None, None)
            for name, value in writes.items()
        ]
        acknowledged = await asyncio.gather(*sent)
        for name, value in writes.items():
            self._put(partition, owner, name, value)
        self._written[partition] = max(self._written.get(partition, -1), *(record.offset for record in acknowledged))

    def apply_changelog_batch(self, batch: Iterable[Any]) -> None:
        """Take in records of the changelog, in order; Faust calls this during recovery."""
        for event in batch:
            message = event.message
            owner, _, name = message.key.partition(SEPARATOR)
            self._put(message.partition, owner.decode(), name.decode(), message.value)

    def persisted_offset(self, tp: TP) -> int | None:
        """The last own write: a rebalance that leaves the partition here reads on from it."""
        return self._written.get(tp.partition)

    async def on_rebalance(
        self,
        assigned: set[TP],
        revoked: set[TP],
        newly_assigned: set[TP],
        generation_id: int = 0,  # noqa: ARG002 - Faust calls it so
    ) -> None:
        """Forget the partitions that are not ours, or were not until now."""
        self.generation += 1
        topic = self.changelog_topic_name
        kept = {tp.partition for tp in assigned - newly_assigned if tp.topic == topic}
        for partition in set(self._held) - kept:
            self._held.pop(partition, None)
        for partition in set(self._written) - kept:
            self._written.pop(partition, None)
        recovery = cast(TableManager, self.app.tables).recovery
        for tp in revoked | newly_assigned:  # else a rebalance within a rebalance goes on from an old offset
            if tp.topic == topic:
                recovery.revoke(tp)

    async def on_recovery_completed(
        self,
        active_tps: set[TP],  # noqa: ARG002 - Faust calls it so
        standby_tps: set[TP],  # noqa: ARG002 - Faust calls it so
    ) -> None:
        """Hold the flow until Faust has sought the inputs' offsets and resumes it.

        Faust lets the inputs flow a moment before that and then empties their queues: what had arrived would be
        skipped, and without it no later offset could ever be committed.
        """
        self.app.consumer.stop_flow()
        self.app.flow_control.suspend()
        await self.call_recover_callbacks()

    def _put(self, partition: int, owner: str, name: str, value: bytes | None) -> None:
        entries = self._held.setdefault(partition, {}).setdefault(owner, {})
        if value is None:
            entries.pop(name, None)
        else:
            entries[name] = value


def _key(owner: str, name: str) -> bytes:
    return owner.encode() + SEPARATOR + name.encode()

"""What the service does otherwise than Faust in talking to the brokers, each with the reason."""

from collections.abc import Coroutine, Generator, Mapping
from typing import Any, ClassVar

from faust.assignor import PartitionAssignor
from faust.transport.drivers import aiokafka as driver
from faust.types import TP
from mode.services import Service, WaitResults


class Prompt(Service):
    """Waits for nothing that need not be waited for."""

    async def wait_first(self, *coros: Any, timeout: Any = None) -> Any:
        """Go on with what is done at once.

        Faust hands each record on in this way, so that it can stop while a queue is full. It makes four tasks for it,
        though nearly always there is room.
        """
        first, *others = coros
        if not isinstance(first, Coroutine):
            return await super().wait_first(*coros, timeout=timeout)
        try:
            waits_for = first.send(None)
        except StopIteration as done:
            for other in others:
                other.close()  # never begun; Python would warn of it
            return WaitResults([first], [done.value], False)
        return await super().wait_first(_Begun(first, waits_for), *others, timeout=timeout)


class Consumer(Prompt, driver.Consumer):
    """Acknowledges, seeks and hands on records as the service needs it."""

    def ack(self, message: Any) -> bool:
        """Only what a stream took in. Faust's fallback loop would also acknowledge what it skips in a rebalance."""
        return bool(message.tracked and super().ack(message))

    def verify_event_path(self, now: float, tp: TP) -> None:
        """Nothing: Faust's own look at a stall fails on a partition that is being sought; see streams/health.py."""

    async def seek_to_committed(self) -> Mapping[TP, int]:
        """Also where nothing is committed yet. Else what Faust fetched and dropped in a rebalance is skipped."""
        committed = await super().seek_to_committed()
        unread = {tp for tp, offset in committed.items() if not offset and not self._is_changelog_tp(tp)}
        if unread:
            await self._thread.seek_to_beginning(*driver.ensure_aiokafka_TPset(unread))
        return committed


class Producer(driver.Producer):
    """Waits for all brokers."""

    def _settings_extra(self) -> dict[str, Any]:
        """A send that is repeated after a lost answer is written once, in its place."""
        return {"acks": "all", "enable_idempotence": True}


class Transport(driver.Transport):
    """Makes the two above."""

    Consumer: ClassVar[type] = Consumer
    Producer: ClassVar[type] = Producer


class Assignor(PartitionAssignor):
    """Knows how many partitions there are."""

    def _get_copartitioned_groups(  # type: ignore[override]  # Faust's is a class method that it calls on the object
        self, topics: set[str], _cluster: Any, subscriptions: Any
    ) -> Any:
        """All topics have the partitions that were checked at the start, whatever the leader's client knows just now.

        After a restart of a broker it may know of none: Faust would give nobody anything, and the group would stay so.
        """
        return {self.app.conf.topic_partitions: self._group_co_subscribed(topics, subscriptions)}


class _Begun:
    """The rest of a coroutine that has run until it had to wait."""

    def __init__(self, one: Coroutine[Any, Any, Any], waits_for: Any) -> None:
        self._one = one
        self._waits_for = waits_for

    def __await__(self) -> Generator[Any, Any, Any]:
        waits_for = self._waits_for
        while True:
            try:
                try:
                    sent = yield waits_for
                except BaseException as error:  # a cancellation above all
                    waits_for = self._one.throw(error)
                else:
                    waits_for = self._one.send(sent)
            except StopIteration as done:
                return done.value

"""Whether a consumer lives: it moves while there is something to read.

A process that answers requests can still be stuck: an agent that awaits a send for ever, a rebalance that
does not end. The offsets as the broker tells them are the only witness, so liveness is judged from these.
The clock is handed in; all times are seconds of one clock.
"""

from collections.abc import Collection
from dataclasses import dataclass

FRESH_SECONDS = 60.0
"""A partition that nobody told of for so long belongs to another worker now."""


@dataclass(frozen=True, slots=True)
class Offsets:
    """Of one partition: of the next record to be committed, and of the next to be written."""

    committed: int
    end: int
    is_ours: bool = True
    """This process reads the partition."""


@dataclass(frozen=True, slots=True)
class _Seen:
    offsets: Offsets
    moved_at: float
    told_at: float


class Progress:
    """The offsets of the input's partitions, and since when each stands still."""

    def __init__(self, stall_seconds: float) -> None:
        assert stall_seconds > 0, "a stall lasts some time"
        self._stall_seconds = stall_seconds
        self._partitions: dict[tuple[str, int], _Seen] = {}

    def tell(self, topic: str, partition: int, offsets: Offsets, at: float) -> None:
        """Note the offsets of one partition as read at `at`."""
        before = self._partitions.get((topic, partition))
        waits = (
            before is not None
            and at - before.told_at <= FRESH_SECONDS
            and before.offsets.committed == offsets.committed
            and before.offsets.is_ours == offsets.is_ours
            and before.offsets.end > offsets.committed
        )
        moved_at = before.moved_at if before is not None and waits else at
        self._partitions[topic, partition] = _Seen(offsets, moved_at, at)

    def lags(self, at: float) -> dict[tuple[str, int], int]:
        """Records not yet committed, by topic and partition."""
        return {key: max(0, seen.offsets.end - seen.offsets.committed) for key, seen in self._fresh(at).items()}

    def moved_at(self, at: float) -> dict[tuple[str, int], float]:
        """When the committed offset last moved, or had nothing to move to, by topic and partition."""
        return {key: seen.moved_at for key, seen in self._fresh(at).items()}

    def complaint(self, at: float) -> str | None:
        """Why the consumer is not alive, in one line; None where it is."""
        if not self._partitions:
            return None
        if at - max(seen.told_at for seen in self._partitions.values()) > self._stall_seconds:
            return f"no offsets were read for {self._stall_seconds:.0f} s"
        waiting = {key: s for key, s in self._fresh(at).items() if s.offsets.end > s.offsets.committed}
        stuck = sorted(key for key, s in waiting.items() if s.offsets.is_ours and at - s.moved_at > self._stall_seconds)
        if stuck:
            names = ", ".join(f"{topic}/{partition}" for topic, partition in stuck)
            return f"records wait and the committed offset stands still for {self._stall_seconds:.0f} s: {names}"
        return self._idle_complaint(waiting.values(), at)

    def _idle_complaint(self, waiting: Collection[_Seen], at: float) -> str | None:
        """Of a process that reads nothing while nobody else moves either: the group has lost its way.

        It waits twice as long as one that reads something, which may be the one to blame.
        """
        seconds = 2 * self._stall_seconds
        idle = not any(seen.offsets.is_ours for seen in self._fresh(at).values())
        if not idle or not waiting or any(at - seen.moved_at <= seconds for seen in waiting):
            return None
        return f"records wait, no partition is read here and none has moved for {seconds:.0f} s"

    def _fresh(self, at: float) -> dict[tuple[str, int], _Seen]:
        return {key: seen for key, seen in self._partitions.items() if at - seen.told_at <= FRESH_SECONDS}

"""The seam through which both shells tell what they did, so that nothing else in them knows of metrics.

A shell calls these methods; `streams.metrics.Metrics` turns them into numbers, `Unobserved` drops them.
What is true of the *state* (tallies, signals in force, lag) comes in as the record or the offsets
themselves, never as a change, so a lost or repeated call cannot make a gauge drift.
"""

from collections.abc import Iterable
from typing import Literal, Protocol

from schemas import Record
from streams.core.step import Out

Stage = Literal["extract", "resolve", "watch"]


class Observer(Protocol):
    """What a shell tells. Methods are cheap, never raise and never block; call them from any thread."""

    def batch_processed(self, stage: Stage, records: int, seconds: float) -> None:
        """A stage (by its name in the pipeline) has dealt with a batch: outputs and state are written."""

    def taken(self, record: Record) -> None:
        """A stage with state has taken in a record, such as an extraction."""

    def rejected(self, stage: Stage, error: str) -> None:
        """An input was put aside; `error` is one of `streams.errors.RejectionCode`."""

    def published(self, out: Out, age_seconds: float | None = None) -> None:
        """An output is acknowledged; `age_seconds` since the newest article behind it arrived, where known."""

    def restored(self, outs: Iterable[Out]) -> None:
        """Answers that stand already (tallies, signals in force) were loaded with the state of an owner."""

    def released(self) -> None:
        """Owners were given up, as in a rebalance: forget all that `published` and `restored` told of state."""

    def progress(self, topic: str, partition: int, committed: int, end: int, *, is_ours: bool = True) -> None:
        """Offsets of one input partition, as the broker tells them: next to be read, next to be written.

        `is_ours`: this process reads it, so that it is to blame where the partition stands still.
        """

    def ready(self, is_ready: bool) -> None:
        """Topics are checked and the state is recovered: work is taken in (or no longer)."""


class Unobserved:
    """The observer of a shell that nobody watches."""

    def batch_processed(self, stage: Stage, records: int, seconds: float) -> None:
        """Drop it."""

    def taken(self, record: Record) -> None:
        """Drop it."""

    def rejected(self, stage: Stage, error: str) -> None:
        """Drop it."""

    def published(self, out: Out, age_seconds: float | None = None) -> None:
        """Drop it."""

    def restored(self, outs: Iterable[Out]) -> None:
        """Drop it."""

    def released(self) -> None:
        """Drop it."""

    def progress(self, topic: str, partition: int, committed: int, end: int, *, is_ours: bool = True) -> None:
        """Drop it."""

    def ready(self, is_ready: bool) -> None:
        """Drop it."""

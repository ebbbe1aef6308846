"""What a stateful stage is, for both shells: an owner of state that turns records into outputs and writes.

One owner holds all that is known for one key (a theatre, a subject). A shell loads it once from what it
stored, hands it batches, publishes `outputs`, then stores `writes`, in that order. If either fails the
shell throws the owner away and loads it anew, so an owner may change itself freely in `apply`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar, runtime_checkable

from schemas import Record
from schemas.topics import Topic

R_contra = TypeVar("R_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Out:
    """A record to publish. `value` None is a tombstone: the key is gone."""

    topic: Topic
    key: str
    value: Record | None


@dataclass(frozen=True, slots=True)
class Step:
    """What one batch led to.

    `writes` maps a name under the owner to its new bytes, or to None where it is gone.
    """

    outputs: tuple[Out, ...]
    writes: dict[str, bytes | None]


class Owner(Protocol[R_contra]):
    """The state of one key of one stage."""

    def load(self, stored: Iterable[tuple[str, bytes]]) -> None:
        """Take in what was stored; called once, before `apply`, in any order of names."""

    def apply(self, records: Sequence[R_contra]) -> Step:
        """Take in a batch. The end state depends on the set of all records, not on batches or order."""


@runtime_checkable
class Ruled(Protocol):
    """An owner that knows whether what it was loaded with was made under the rules and options in force."""

    @property
    def made_under(self) -> str:
        """Under which others it was made, in words for an operator; empty where it was not.

        The next batch brings all that is kept up to date.
        """


@runtime_checkable
class Answering(Protocol):
    """An owner that can say again what stands: its newest outputs on compacted topics, as it was loaded."""

    def answers(self) -> tuple[Out, ...]:
        """What stands now. Nothing new: all of it was published before."""

"""What a shell must offer so that the one scenario suite can hold it to the same behaviour.

A scenario is a list of deliveries of raw articles and a last day; the outcome is what stands at the end. The
suite knows nothing of files or brokers. A shell joins by a `Runner` in `conftest.RUNNERS`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from schemas import Incident, Rejection, Signal, StandingSignal, Tally, Watchlist
from streams.core.options import Options


@dataclass(frozen=True)
class Outcome:
    """What stands when all deliveries are worked off and time has reached the last day."""

    incidents: dict[str, Incident]
    """By incident id; superseded ones are gone."""
    tallies: dict[str, Tally]
    """By subject."""
    standing: dict[str, StandingSignal]
    """Signals in force, by key."""
    signals: tuple[Signal, ...]
    """Every message, in order for each subject. The story may differ between shells; what stands may not."""
    rejected: tuple[Rejection, ...]

    def stands(self) -> tuple[object, object, object]:
        """What must be equal however the articles came."""
        return self.incidents, self.tallies, self.standing


class Runner(Protocol):
    """One shell under test. Every call of `run` starts from nothing."""

    def run(
        self,
        deliveries: Sequence[Sequence[bytes]],
        *,
        as_of: date,
        watchlists: Sequence[Watchlist],
        options: Options | None = None,
    ) -> Outcome:
        """Feed the deliveries one after the other, each a sequence of raw inputs (one article each), then
        send a tick for `as_of` to every theatre, wait until all is worked off, and tell what stands.
        The shell is stopped and started again between two deliveries.
        """

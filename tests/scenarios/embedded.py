"""The embedded shell as a runner of scenarios."""

import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from schemas import Incident, Rejection, Signal, StandingSignal, Tally, Watchlist
from schemas.topics import Topic
from streams.core.options import Options
from streams.local.inputs import Inputs
from streams.local.run import Run, Settings
from streams.local.store import Store
from streams.pipeline import build
from tests.scenarios.runner import Outcome


class EmbeddedRunner:
    """One state directory a scenario; each delivery is a run of its own."""

    def run(
        self,
        deliveries: Sequence[Sequence[bytes]],
        *,
        as_of: date,
        watchlists: Sequence[Watchlist],
        options: Options | None = None,
    ) -> Outcome:
        """See `Runner`."""
        now = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC) + timedelta(days=1)
        pipeline = build(watchlists, options or Options())
        with tempfile.TemporaryDirectory() as directory:
            for number, delivery in enumerate(deliveries):
                file = Path(directory) / f"{number}.jsonl"
                file.write_bytes(b"".join(line + b"\n" for line in delivery))
                is_last = number == len(deliveries) - 1
                with Store.open(Path(directory)) as store:
                    settings = Settings(now=now, as_of=as_of if is_last else None)
                    Run(pipeline, store, settings).execute(Inputs([file]))
            with Store.open(Path(directory), for_writing=False) as store:
                return outcome(store)


def outcome(store: Store) -> Outcome:
    """What stands in a store."""
    return Outcome(
        incidents={key: Incident.from_bytes(value) for key, value in store.latest(Topic.INCIDENTS)},
        tallies={key: Tally.from_bytes(value) for key, value in store.latest(Topic.TALLIES)},
        standing={key: StandingSignal.from_bytes(value) for key, value in store.latest(Topic.STANDING)},
        signals=tuple(Signal.from_bytes(value) for value in store.messages(Topic.SIGNALS)),
        rejected=tuple(Rejection.from_bytes(value) for value in store.rejections()),
    )

"""The Kafka shell as a runner of scenarios: new topics a scenario, and a worker that is killed between deliveries."""

import json
import signal
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from schemas import Incident, Rejection, Signal, StandingSignal, Tally, Watchlist
from schemas.topics import Topic
from streams.core.options import Options
from streams.kafka import deadletters
from streams.kafka.deadletters import DeadLetter, Origin
from streams.pipeline import tick
from tests.kafka.service import PRODUCTION, Service, fresh
from tests.scenarios.runner import Outcome


class KafkaRunner:
    """One service a scenario; every delivery is read by a worker of its own."""

    def __init__(self, bootstrap: str) -> None:
        self._bootstrap = bootstrap

    def run(
        self,
        deliveries: Sequence[Sequence[bytes]],
        *,
        as_of: date,
        watchlists: Sequence[Watchlist],
        options: Options | None = None,
    ) -> Outcome:
        """See `Runner`."""
        assert options is None, "options are settings of the service; no scenario has needed them yet"
        with tempfile.TemporaryDirectory() as directory:
            home = Path(directory)
            files = tuple(_written(home, watchlist) for watchlist in watchlists)
            with fresh(self._bootstrap, home, PRODUCTION, watchlists=files) as service:
                for delivery in deliveries:
                    service.publish_raw((key_of(raw), raw) for raw in delivery)
                    service.start()
                    service.wait_until_done()
                    if delivery is deliveries[-1]:
                        send_ticks(service, [watchlist.theatre.id for watchlist in watchlists], as_of)
                    service.kill(how=signal.SIGKILL)
                return outcome(service)


def send_ticks(service: Service, theatres: Sequence[str], as_of: date) -> None:
    """Let time pass, and wait until all that came of it is worked off."""
    service.publish_raw(
        ((theatre.encode(), tick(theatre, as_of).to_bytes()) for theatre in theatres), Topic.EXTRACTIONS
    )
    service.wait_until_done()


def outcome(service: Service) -> Outcome:
    """What stands on the topics."""
    return Outcome(
        incidents={k: Incident.from_bytes(v) for k, v in service.compacted(Topic.INCIDENTS).items()},
        tallies={k: Tally.from_bytes(v) for k, v in service.compacted(Topic.TALLIES).items()},
        standing={k: StandingSignal.from_bytes(v) for k, v in service.compacted(Topic.STANDING).items()},
        signals=tuple(Signal.from_bytes(r.value) for r in service.consume(Topic.SIGNALS) if r.value is not None),
        rejected=tuple(_rejection(letter) for letter in dead_letters(service)),
    )


def dead_letters(service: Service) -> list[DeadLetter]:
    """Each dead letter once, however often a crash made it be sent."""
    letters = {}
    for record in service.consume(Topic.DEAD_LETTERS):
        at = Origin(Topic.DEAD_LETTERS, record.partition, record.offset)
        letter = deadletters.read(at, 0, record.key, record.value, tuple(record.headers.items()))
        letters[letter.origin] = letter
    return list(letters.values())


def key_of(raw: bytes) -> bytes | None:
    """The key that a publisher would give: the article's id, where it can be read."""
    try:
        return str(json.loads(raw)["id"]).encode()
    except (ValueError, KeyError, TypeError):
        return None


def _written(home: Path, watchlist: Watchlist) -> Path:
    file = home / f"{watchlist.theatre.id}.yaml"
    file.write_bytes(watchlist.to_bytes())  # JSON is YAML
    return file


def _rejection(letter: DeadLetter) -> Rejection:
    raw = letter.value or b""
    return Rejection(
        origin=str(letter.origin),
        stage=letter.stage,
        error=letter.error,
        field=None,
        message=letter.message,
        raw=raw.decode(errors="replace"),
        raw_bytes=len(raw),
    )

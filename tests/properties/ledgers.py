"""What consumers of a theatre's outputs end up with: incidents by id, one ledger a subject."""

import random
from collections.abc import Iterable, Sequence
from datetime import date

from schemas import Extraction, Incident, Tally, Tick, Watchlist
from schemas.topics import Topic
from streams.core.ledger import Ledger
from streams.core.options import Options
from streams.core.resolve import TheatreOwner
from streams.core.step import Out, Step
from streams.core.tally import fold
from tests.worlds import WATCHLIST

AS_OF = date(2024, 12, 31)


class Reader:
    """Reads every output of one theatre. Beyond the horizon its ledgers keep sums only."""

    def __init__(self, horizon_days: int = 10_000) -> None:
        self.horizon_days = horizon_days
        self.incidents: dict[str, Incident] = {}
        self.ledgers: dict[str, Ledger] = {}
        self.rejected: list[str] = []

    def read(self, outputs: Iterable[Out]) -> None:
        for out in outputs:
            if out.topic == Topic.INCIDENTS:
                if out.value is None:
                    self.incidents.pop(out.key, None)
                else:
                    assert isinstance(out.value, Incident)
                    self.incidents[out.key] = out.value
            elif out.topic == Topic.LEDGER:
                self.ledgers.setdefault(out.key, Ledger(out.key, self.horizon_days)).put(out.value)  # type: ignore[arg-type]  # a ledger topic holds ledger records
            else:
                self.rejected.append(out.key)

    def tallies(self) -> dict[str, Tally]:
        folded = {subject: fold(ledger, AS_OF) for subject, ledger in sorted(self.ledgers.items())}
        return {
            subject: tally
            for subject, tally in folded.items()
            if tally.attacks["reported"].total or tally.strikes.total
        }

    def archive(self) -> None:
        """Let the ledgers go of what is closed, as a shell does with every batch."""
        for ledger in self.ledgers.values():
            ledger.writes()

    def statements(self) -> set[tuple[str, str, int]]:
        return {
            (subject, entry.statement_id, len(entry.citations))
            for subject, ledger in self.ledgers.items()
            for entry in ledger.statements
        }

    def counts(self) -> set[tuple[str, str]]:
        return {(subject, entry.count_id) for subject, ledger in self.ledgers.items() for entry in ledger.counts}

    def state(self) -> tuple[object, ...]:
        return self.incidents, self.tallies(), self.statements(), self.counts()


class Shell:
    """The least that a shell does: hands batches over, keeps writes, and may lose its owner at any time."""

    def __init__(
        self,
        *,
        crashes: bool = False,
        watchlist: Watchlist = WATCHLIST,
        reader: Reader | None = None,
        options: Options | None = None,
    ) -> None:
        self.watchlist, self.crashes, self.options = watchlist, crashes, options or Options()
        self.owner = TheatreOwner(watchlist, self.options, started=not crashes)
        self.stored: dict[str, bytes] = {}
        self.reader = reader or Reader()

    def hand(self, records: Sequence[Extraction | Tick]) -> Step:
        step = self.owner.apply(records)
        self.reader.read(step.outputs)
        for name, data in step.writes.items():
            if data is None:
                self.stored.pop(name, None)
            else:
                self.stored[name] = data
        return step

    def restart(self, draw: random.Random) -> None:
        stored = list(self.stored.items())
        draw.shuffle(stored)
        self.owner = TheatreOwner(self.watchlist, self.options, started=not self.crashes)
        self.owner.load(stored)


def at_once(extractions: Sequence[Extraction | Tick], options: Options | None = None) -> Reader:
    shell = Shell(options=options)
    shell.hand(extractions)
    return shell.reader


def tick(as_of: date) -> Tick:
    return Tick(subject="theatre:made-up", subject_kind="theatre", theatre="made-up", as_of=as_of)

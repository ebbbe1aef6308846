"""Break the service at random while it works, and hold what it comes to against the embedded run.

`make chaos` is the long form; `tests/kafka/test_chaos.py` runs a short one. A seed makes the same articles and
the same plan of breakage; the timing of processes is as it is.
"""

import argparse
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from deploy.kafka.broker import Broker, running
from schemas import Article
from streams import watchlists
from streams.errors import BrokerError
from streams.kafka import clients, crash
from tests import news
from tests.kafka.runner import key_of, outcome, send_ticks
from tests.kafka.service import PRODUCTION, Service, fresh
from tests.scenarios.embedded import EmbeddedRunner
from tests.scenarios.runner import Outcome

FIRST_DAY = date(2023, 10, 20)
DAYS = 100
AS_OF = FIRST_DAY + timedelta(days=DAYS + 5)
WORKERS = ("one", "two", "three")


@dataclass(frozen=True)
class Plan:
    """How much is broken, and how many articles there are."""

    articles: int
    kills: int
    crashes: int
    broker_kills: int
    freezes: int
    pause_seconds: float = 2.0
    seconds_max: float = 1800


SHORT = Plan(articles=1_000, kills=2, crashes=2, broker_kills=1, freezes=1)
LONG = Plan(articles=20_000, kills=10, crashes=10, broker_kills=3, freezes=1, pause_seconds=4.0)
READY_SECONDS_MAX = 45.0
"""How long a worker may take to begin, on a machine that does much else."""


@dataclass
class Told:
    """What a run came to."""

    seed: int
    expected: Outcome
    found: Outcome
    bad: set[bytes]
    done: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def __str__(self) -> str:
        events = ", ".join(f"{count} {name}" for name, count in sorted(self.done.items()))
        stands = f"{len(self.found.incidents)} incidents, {len(self.found.tallies)} tallies"
        return f"seed {self.seed}: {events}; {stands}, {len(self.found.standing)} signals; {self.seconds:.0f} s"


def inputs(plan: Plan, dice: random.Random) -> tuple[list[bytes], set[bytes]]:
    """Raw articles with copies, corrections and broken ones, in no order; and the broken ones."""
    whole = list(news.relevant(plan.articles * 7 // 10, first_day=FIRST_DAY, days=DAYS, seed=dice.randrange(1000)))
    copies = dice.sample(whole, plan.articles // 10)
    corrected = [_corrected(article, whole, dice) for article in dice.sample(whole, plan.articles // 10)]
    bad = {b'{"id": "broken-%d"' % number for number in range(plan.articles // 100)}
    other = list(news.irrelevant(plan.articles // 10, first_day=FIRST_DAY, days=DAYS))
    raw = [article.to_bytes() for article in (*whole, *copies, *corrected, *other)] + sorted(bad)
    dice.shuffle(raw)
    return raw, bad


def _corrected(article: Article, others: list[Article], dice: random.Random) -> Article:
    later = article.published_at + timedelta(hours=dice.randrange(1, 40))
    return article.model_copy(update={"published_at": later, "body": dice.choice(others).body})


class Chaos:
    """One run: publishes, breaks, mends, and waits until all is worked off."""

    def __init__(self, broker: Broker, service: Service, plan: Plan, seed: int) -> None:
        self._broker = broker
        self._service = service
        self._plan = plan
        self._dice = random.Random(seed)
        self.done: Counter[str] = Counter()

    def run(self, raw: list[bytes]) -> None:
        """Return when every article is worked off, whatever happened meanwhile."""
        plan = self._plan
        actions = [
            *[self._kill] * plan.kills,
            *[self._crash_somewhere] * plan.crashes,
            *[self._kill_broker] * plan.broker_kills,
            *[self._freeze] * plan.freezes,
        ]
        self._dice.shuffle(actions)
        publishing = threading.Thread(target=self._publish, args=(raw, plan.pause_seconds * len(actions) * 1.5))
        publishing.start()
        self._service.start(WORKERS[0])
        time.sleep(plan.pause_seconds)
        for name in WORKERS[1:]:
            self._service.start(name)
        for action in actions:
            time.sleep(self._dice.uniform(0.5, 1.5) * plan.pause_seconds)
            self._wait_for_work()
            action()
            self._mend()
        publishing.join()
        self._mend()
        for name in WORKERS[1:]:
            self._service.kill(name, signal.SIGTERM)
        self._wait()

    def _publish(self, raw: list[bytes], seconds: float) -> None:
        with clients.producer(self._service.settings) as producer:
            sent = []
            for number, record in enumerate(raw):
                sent.append(producer.send("news.articles", record, key=key_of(record)))
                if number % 50 == 0:
                    time.sleep(seconds * 50 / len(raw))
            for future in sent:
                future.get(timeout=120)

    def _kill(self) -> None:
        self._service.kill(self._any())
        self.done["kill -9"] += 1

    def _crash_somewhere(self) -> None:
        """Begin a worker anew that will die at a named point."""
        name = self._any()
        self._service.kill(name)
        point = f"{self._dice.choice(crash.POINTS)}:{self._dice.randrange(1, 6)}"
        self._service.start(name, CRASH_AT=point)
        self.done["kill -9"] += 1
        self.done["planned crashes"] += 1

    def _kill_broker(self) -> None:
        self._broker.kill()
        time.sleep(self._dice.uniform(0.5, 2))
        self._broker.start()
        self.done["broker kills"] += 1

    def _freeze(self) -> None:
        name = self._any()
        worker = self._service.workers[name]
        worker.send_signal(signal.SIGSTOP)
        time.sleep(self._service.settings.session_timeout_seconds + 2)
        worker.send_signal(signal.SIGCONT)
        self.done["frozen"] += 1

    def _any(self) -> str:
        """A worker that is at work, if there is one: to kill one that only begins shows little."""
        names = sorted(self._service.workers)
        return self._dice.choice([name for name in names if self._service.is_ready(name)] or names)

    def _wait_for_work(self) -> None:
        deadline = time.monotonic() + READY_SECONDS_MAX
        self._mend()
        while time.monotonic() < deadline and not any(map(self._service.is_ready, self._service.workers)):
            time.sleep(0.2)
            self._mend()

    def _mend(self, names: tuple[str, ...] = WORKERS) -> None:
        """What an orchestrator does: start what has ended."""
        for name in names:
            worker = self._service.workers.get(name)
            if worker is not None and worker.poll() is not None:
                self.done[f"ended with {worker.returncode}"] += 1
                del self._service.workers[name]
            if name not in self._service.workers:
                self._service.start(name)

    def _wait(self) -> None:
        deadline = time.monotonic() + self._plan.seconds_max
        calm = 0
        while calm < 3:
            assert time.monotonic() < deadline, f"not done:\n{self._service.log(WORKERS[0])[-3000:]}"
            self._mend(WORKERS[:1])
            try:
                calm = calm + 1 if self._service.lag() == 0 else 0
            except BrokerError:
                calm = 0
            time.sleep(0.5)


def run(broker: Broker, home: Path, plan: Plan, seed: int) -> Told:
    """Break a service and give what it came to, beside what the embedded run comes to."""
    began = time.monotonic()
    raw, bad = inputs(plan, random.Random(seed))
    with fresh(broker.bootstrap, home, PRODUCTION) as service:
        chaos = Chaos(broker, service, plan, seed)
        chaos.run(raw)
        send_ticks(service, [watchlist.theatre.id for watchlist in watchlists.load([])], AS_OF)
        found = outcome(service)
    expected = EmbeddedRunner().run([raw], as_of=AS_OF, watchlists=watchlists.load([]))
    return Told(seed, expected, found, bad, chaos.done, time.monotonic() - began)


def check(told: Told) -> None:
    """Raise `AssertionError` where a promise is broken."""
    for name in ("incidents", "tallies", "standing"):
        found, expected = getattr(told.found, name), getattr(told.expected, name)
        differing = sorted(key for key in found.keys() | expected.keys() if found.get(key) != expected.get(key))
        assert not differing, f"seed {told.seed}: {name} differ: {differing[:5]}"
    newest = {message.key: message.status for message in told.found.signals}
    missing = sorted(key for key in told.expected.standing if newest.get(key) in (None, "cancel"))
    assert not missing, f"seed {told.seed}: no message on the alert topic for {missing[:5]}"
    buried = {rejection.raw.encode() for rejection in told.found.rejected}
    assert buried == told.bad, f"seed {told.seed}: the dead letters are not the bad articles"


def main() -> int:
    """The long form."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=int(datetime.now(UTC).timestamp()) % 100_000)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--home", type=Path, help="keep the logs here")
    chosen = parser.parse_args()
    print(f"seed {chosen.seed}", flush=True)
    with tempfile.TemporaryDirectory() as directory, running(Path(directory) / "kafka") as broker:
        home = chosen.home or Path(directory)
        home.mkdir(parents=True, exist_ok=True)
        told = run(broker, home, SHORT if chosen.short else LONG, chosen.seed)
    print(told)
    check(told)
    print("every compacted topic equals the embedded run; every signal in force was sent; dead letters are exact")
    return 0


if __name__ == "__main__":
    sys.exit(main())

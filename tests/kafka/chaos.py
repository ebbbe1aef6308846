"""Break the service at random while it works, and hold what it comes to against the embedded run.

`make chaos` is the long form; `tests/kafka/test_chaos.py` runs a short one. A seed makes the same articles and
the same plan of breakage; the timing of processes is as it is.
"""

import argparse
import contextlib
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from deploy.kafka.broker import Broker, running
from schemas import Article
from streams import watchlists
from streams.errors import BrokerError
from streams.kafka import clients, crash, progress
from tests import news
from tests.kafka.runner import key_of, outcome, send_ticks
from tests.kafka.service import PRODUCTION, ROOT, Service, fresh
from tests.scenarios.embedded import EmbeddedRunner
from tests.scenarios.runner import Outcome

FIRST_DAY = date(2023, 10, 20)
DAYS = 120
AS_OF = FIRST_DAY + timedelta(days=DAYS + 5)
SAMPLES = ROOT / "streams/data/samples/iraq-syria.jsonl"
"""From within the same days."""
WORKERS = ("one", "two", "three")
ONE_RELEVANT_IN = 4
"""These, and short ones: nearly all of the time that an article takes goes into reading it, which is not tried here."""


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


SHORT = Plan(articles=2_000, kills=2, crashes=2, broker_kills=1, freezes=1)
LONG = Plan(articles=20_000, kills=6, crashes=8, broker_kills=3, freezes=1)
"""A crash is two kills: one that makes the worker begin anew, and one at a named point."""
WORK_SECONDS_MAX = 120.0
"""How long to wait for the group to do something before it is struck again."""

TOLD_SECONDS = 10.0
"""Between two lines on how far the service has come, where nothing else happens."""


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
    samples = [Article.model_validate_json(line) for line in SAMPLES.read_text("utf-8").splitlines()]
    distinct = plan.articles * 8 // 10 - len(samples)
    relevant = distinct // ONE_RELEVANT_IN
    whole = [
        *samples,  # with words and leaders killed, so that signals stand in the end
        *news.relevant(relevant, first_day=FIRST_DAY, days=DAYS, seed=dice.randrange(1000), fillers=0),
        *news.irrelevant(distinct - relevant, first_day=FIRST_DAY, days=DAYS, fillers=1),
    ]
    copies = dice.sample(whole, plan.articles // 10)
    corrected = [_corrected(article, whole, dice) for article in dice.sample(whole, plan.articles // 10)]
    bad = {b'{"id": "broken-%d"' % number for number in range(plan.articles // 100)}
    raw = [article.to_bytes() for article in (*whole, *copies, *corrected)] + sorted(bad)
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
        self._began = time.monotonic()
        self._due = 0
        """Articles that may be published by now: some come with every blow, however fast the machine is."""
        self._published = 0
        self._points: dict[str, str] = {}
        """Where each worker will die that was told to."""
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
        with ThreadPoolExecutor(1) as background:
            publishing = background.submit(self._publish, raw)
            try:
                self._strike(actions, len(raw))
            finally:
                self._due = len(raw)
            publishing.result()
        self._mend()
        for name in WORKERS[1:]:
            self._tell(f"{name} is told to stop, ended with {self._service.kill(name, signal.SIGTERM)}")
        self._wait()

    def _strike(self, actions: Sequence[Callable[[], str]], articles: int) -> None:
        """One worker, then three; then blow after blow, each with its share of the articles."""
        self._service.start(WORKERS[0])
        time.sleep(self._plan.pause_seconds)
        for name in WORKERS[1:]:
            self._service.start(name)
        for number, action in enumerate(actions, start=1):
            self._due = articles * number // len(actions)
            before = self._committed()
            time.sleep(self._dice.uniform(0.5, 1.5) * self._plan.pause_seconds)
            self._wait_for_work(before)
            self._tell(f"{number} of {len(actions)}: {action()}")
            self._mend()

    def _tell(self, event: str) -> None:
        """Print what happened and how far the service has come."""
        try:
            behind = f"{self._service.lag():,} records wait"
        except BrokerError:
            behind = "the broker does not say what waits"
        seconds = time.monotonic() - self._began
        print(f"{seconds:6.0f} s  {event}; {self._published:,} published, {behind}", flush=True)

    def _publish(self, raw: list[bytes]) -> None:
        with clients.producer(self._service.settings) as producer:
            sent = []
            for record in raw:
                while self._published >= self._due:
                    time.sleep(0.05)
                sent.append(producer.send("news.articles", record, key=key_of(record)))
                self._published += 1
            for future in sent:
                future.get(timeout=120)

    def _kill(self) -> str:
        name = self._any()
        self._service.kill(name)
        self.done["kill -9 at random"] += 1
        return f"kill -9 {name}"

    def _crash_somewhere(self) -> str:
        """Begin a worker anew that will die at a named point."""
        name = self._any()
        self._service.kill(name)
        point = self._dice.choice(crash.POINTS)
        self._points[name] = point
        self._service.start(name, CRASH_AT=f"{point}:{self._dice.randrange(1, 6)}")
        self.done["kill -9 at random"] += 1
        return f"kill -9 {name}, which next dies at {point}"

    def _kill_broker(self) -> str:
        self._broker.kill()
        time.sleep(self._dice.uniform(0.5, 2))
        self._broker.start()
        self.done["broker kills"] += 1
        return "kill -9 broker, and started again"

    def _freeze(self) -> str:
        name = self._any()
        worker = self._service.workers[name]
        worker.send_signal(signal.SIGSTOP)
        time.sleep(self._service.settings.session_timeout_seconds + 2)
        worker.send_signal(signal.SIGCONT)
        self.done["frozen"] += 1
        return f"{name} was frozen past its session"

    def _any(self) -> str:
        """A worker that is at work, if there is one: to kill one that only begins shows little."""
        return self._dice.choice(self._ready() or sorted(self._service.workers))

    def _ready(self) -> list[str]:
        return [name for name in sorted(self._service.workers) if self._service.is_ready(name)]

    def _wait_for_work(self, before: int | None) -> None:
        """Until the group has done something since the last blow, and whoever was to die at a named point has died.

        Else little but starts would be broken.
        """
        deadline = time.monotonic() + WORK_SECONDS_MAX
        while time.monotonic() < deadline:
            self._mend()
            now = self._committed()
            if before is None:
                before = now
            elif now is not None and now > before and self._ready() and not self._points:
                return
            time.sleep(0.2)

    def _committed(self) -> int | None:
        """Records that the group is done with; None while the broker does not say."""
        with contextlib.suppress(BrokerError):
            return sum(part.committed for part in progress.read(self._service.settings))
        return None

    def _mend(self, names: tuple[str, ...] = WORKERS) -> None:
        """What an orchestrator does: start what has ended."""
        for name in names:
            worker = self._service.workers.get(name)
            if worker is not None and worker.poll() is not None:
                point = self._points.get(name) if worker.returncode == -signal.SIGKILL else None
                self.done[f"kill -9 {point}" if point else f"ended with {worker.returncode}"] += 1
                del self._service.workers[name]
            if name not in self._service.workers:
                self._points.pop(name, None)
                self._service.start(name)

    def _wait(self) -> None:
        """Until all is worked off, as seen three times in a row."""
        deadline = time.monotonic() + self._plan.seconds_max
        calm = 0
        told_at = 0.0
        while calm < 3:
            assert time.monotonic() < deadline, f"not done:\n{self._service.log(WORKERS[0])[-3000:]}"
            self._mend(WORKERS[:1])
            if time.monotonic() - told_at > TOLD_SECONDS:
                self._tell("one worker works off what is left")
                told_at = time.monotonic()
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
    seconds = time.monotonic() - began
    print(f"{seconds:6.0f} s  all is worked off; the embedded run reads the same articles", flush=True)
    expected = EmbeddedRunner().run([raw], as_of=AS_OF, watchlists=watchlists.load([]))
    print(f"{time.monotonic() - began:6.0f} s  done", flush=True)
    return Told(seed, expected, found, bad, chaos.done, seconds)


def check(told: Told) -> None:
    """Raise `AssertionError` where a promise is broken."""
    for name in ("incidents", "tallies", "standing"):
        found, expected = getattr(told.found, name), getattr(told.expected, name)
        differing = sorted(key for key in found.keys() | expected.keys() if found.get(key) != expected.get(key))
        assert not differing, f"seed {told.seed}: {name} differ: {differing[:5]}"
    newest = {message.key: message.status for message in told.found.signals}
    assert told.expected.standing, f"seed {told.seed}: no signal stands, so nothing was tried of them"
    missing = sorted(key for key in told.expected.standing if newest.get(key) in (None, "cancel"))
    assert not missing, f"seed {told.seed}: no message on the alert topic for {missing[:5]}"
    buried = {rejection.raw.encode() for rejection in told.found.rejected}
    assert buried == told.bad, f"seed {told.seed}: the dead letters are not the bad articles"


def main() -> int:
    """The long form."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=int(datetime.now(UTC).timestamp()) % 100_000)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--home", type=Path, default=Path("out/chaos"), help="where the logs of the workers are kept")
    chosen = parser.parse_args()
    print(f"seed {chosen.seed}; logs of the workers in {chosen.home}", flush=True)
    chosen.home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as directory, running(Path(directory) / "kafka") as broker:
        told = run(broker, chosen.home, SHORT if chosen.short else LONG, chosen.seed)
    print(told)
    try:
        check(told)
    except AssertionError as broken:
        print(f"BROKEN: {broken}")
        return 1
    print("HELD: every compacted topic equals the embedded run; every signal in force was sent; dead letters are exact")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""An hour's worth of news through broker and worker while Prometheus watches: `make soak`.

Fails unless the worker's memory is flat (mean of the last quarter of the time within 5 % of that of the second),
nothing waits at the end, and what stands on the topics is byte for byte what the embedded shell makes of the same
articles. One article in ten is about somebody watched, as a news feed has it; one in fifty is sent twice, and all
come a little out of order. The feed is of two years with a short horizon and a tick each week, so that the state has
reached its size, and lets go of as much as it takes in, before the first quarter of the time is over. A tick waits
until the week's articles are read: time that runs thousands of times faster would else make them too late.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from deploy.kafka.broker import running
from schemas import Article
from schemas.topics import Topic
from streams import pipeline, watchlists
from streams.config import Settings
from streams.core.options import Options
from streams.kafka import clients, progress, tail
from streams.local.files import write_all
from streams.local.inputs import Inputs
from streams.local.run import Run
from streams.local.run import Settings as LocalSettings
from streams.local.store import Store
from tests import news
from tests.ops.operator import Operator, send_ticks
from tests.ops.tools import Prometheus, fetch, prometheus, wait_until

FIRST_DAY = date(2022, 1, 1)
DAYS = 720
HORIZON_DAYS = 30
TICK_DAYS = 7
LAST_DAY = FIRST_DAY + timedelta(days=DAYS)
LATE_ARTICLES_MAX = 50
"""How far an article may fall behind in the order of sending."""
ONE_RELEVANT_IN = 10
ONE_TWICE_IN = 50
MEMORY_DRIFT_MAX = 0.05
STANDING = {Topic.INCIDENTS: "incidents.jsonl", Topic.TALLIES: "tallies.jsonl", Topic.STANDING: "standing.jsonl"}


@dataclass(frozen=True)
class Memory:
    """Resident bytes of the worker over the time in which it had work."""

    samples: tuple[float, ...]

    def quarter(self, number: int) -> float:
        """Mean of one quarter of the time, 1 to 4."""
        size = len(self.samples) // 4
        return statistics.mean(self.samples[(number - 1) * size : number * size])

    @property
    def drift(self) -> float:
        """How much the last quarter lies above the second, as a share."""
        return self.quarter(4) / self.quarter(2) - 1


def feed(count: int, seed: int) -> list[Article]:
    """The articles as they are sent: a little out of order, some twice."""
    dice = random.Random(seed)
    relevant = news.relevant(count // ONE_RELEVANT_IN, first_day=FIRST_DAY, days=DAYS, seed=seed)
    other = news.irrelevant(count - count // ONE_RELEVANT_IN, first_day=FIRST_DAY, days=DAYS, seed=seed)
    in_order = sorted([*relevant, *other], key=lambda article: article.published_at)
    places = [(number, article) for number, article in enumerate(in_order)]
    places += dice.sample(places, count // ONE_TWICE_IN)
    places.sort(key=lambda place: place[0] + dice.uniform(0, LATE_ARTICLES_MAX))
    return [article for _, article in places]


def publish(settings: Settings, articles: Sequence[Article], per_second: float) -> float:
    """Send at a steady rate, with a tick for each week that is read; how many seconds that took."""
    began = time.monotonic()
    due = FIRST_DAY + timedelta(days=TICK_DAYS)
    pace = began
    with clients.producer(settings) as producer:
        for number, article in enumerate(articles):
            if article.published_at.date() > due:
                sys.stderr.write(
                    f"{time.monotonic() - began:6.0f} s  {number:,} of {len(articles):,} sent, up to {due}\n"
                )
                producer.flush()
                wait_until("the week is read", lambda: not any(part.lag for part in progress.read(settings)), 600)
                send_ticks(settings, due)
                due, pace = due + timedelta(days=TICK_DAYS), time.monotonic()
            producer.send(Topic.ARTICLES, key=article.id.encode(), value=article.to_bytes())
            pace += 1 / per_second
            time.sleep(max(0.0, pace - time.monotonic()))
        producer.flush()
    seconds = time.monotonic() - began
    wait_until("all is read", lambda: is_calm(settings), 600)
    send_ticks(settings, LAST_DAY)
    wait_until("the last tick is through", lambda: is_calm(settings), 600)
    return seconds


def is_calm(settings: Settings) -> bool:
    """Nothing waits in any input, and did not a moment later either: one stage's output is the next one's input."""
    for _ in range(2):
        if any(part.lag for part in progress.read(settings)):
            return False
        time.sleep(0.5)
    return True


def memory(server: Prometheus, seconds: float) -> Memory:
    """What Prometheus has seen of the worker in the last `seconds`."""
    now = time.time()
    asked = urllib.parse.urlencode(
        {
            "query": 'process_resident_memory_bytes{job="factionwatch"}',
            "start": now - seconds,
            "end": now,
            "step": max(1, int(seconds / 1000)),
        }
    )
    [series] = fetch(f"{server.url}/api/v1/query_range?{asked}")["data"]["result"]
    return Memory(tuple(float(value) for _, value in series["values"]))


def differences(settings: Settings, oracle: Path) -> list[str]:
    """Topics on which something else stands than the embedded shell says."""
    found = []
    for topic, name in STANDING.items():
        ours = sorted(tail.standing(settings, topic).values())
        should = sorted((oracle / name).read_bytes().splitlines())
        if ours != should:
            found.append(f"{topic}: {len(set(ours) ^ set(should))} of {len(should)} records differ")
    return found


def embed(articles: Sequence[Article], home: Path) -> Path:
    """What the embedded shell makes of the same articles."""
    inputs = home / "articles.jsonl"
    inputs.write_bytes(b"\n".join(article.to_bytes() for article in articles))
    parts = pipeline.build(watchlists.load(()), Options(horizon_days=HORIZON_DAYS))
    chosen = LocalSettings(now=datetime.now(UTC), as_of=LAST_DAY)
    with Store.open(home / "embedded") as store:
        Run(parts, store, chosen).execute(Inputs([inputs]))
        write_all(store, home / "embedded")
    return home / "embedded"


def soak(count: int, per_second: float, seed: int, home: Path) -> list[str]:
    """Run it; what went wrong, a line each."""
    articles = feed(count, seed)
    with running(home / "kafka") as broker:
        chosen = {"PARTITIONS": "4", "TICK_SECONDS": "0", "HORIZON_DAYS": str(HORIZON_DAYS)}
        chosen["SESSION_TIMEOUT_SECONDS"] = "60"  # a busy machine stops a worker for longer than the default allows
        settings = Settings(bootstrap_servers=(broker.bootstrap,), partitions=4)
        operator = Operator(home, BOOTSTRAP_SERVERS=broker.bootstrap, **chosen)
        operator.run("topics", "create")
        with operator.worker() as port, prometheus(home / "prometheus", [port]) as server:
            server.wait_for("factionwatch_ready == 1")
            seconds = publish(settings, articles, per_second)
            read_all = f'factionwatch_records_total{{stage="extract"}} >= {len(articles)}'
            server.wait_for(f"sum(factionwatch_consumer_lag_records) == 0 and on() ({read_all})", 600)
            used = memory(server, seconds)
            [late] = server.query('topic:factionwatch_delivery_seconds:p99_5m{topic="factions.tallies"}')
        wrong = [] if abs(used.drift) <= MEMORY_DRIFT_MAX else [f"memory is not flat: {used.drift:+.1%}"]
        wrong += differences(settings, embed(articles, home))
    sys.stdout.write(
        f"{len(articles):,} articles in {seconds:.0f} s ({len(articles) / seconds:.0f}/s), seed {seed}\n"
        f"memory by quarter: {', '.join(f'{used.quarter(n) / 2**20:.1f}' for n in (1, 2, 3, 4))} MiB; "
        f"last against second {used.drift:+.1%}\n"
        f"article to tally, 99th percentile of the last 5 minutes: {float(late['value'][1]):.2f} s\n"
    )
    return wrong


def main() -> int:
    """Parse the options, run, and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--per-second", type=float, default=100.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="factionwatch-soak-") as home:
        wrong = soak(options.articles, options.per_second, options.seed, Path(home))
    for line in wrong:
        sys.stdout.write(f"FAILED: {line}\n")
    sys.stdout.write("" if wrong else "flat, nothing waiting, equal to the embedded shell\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

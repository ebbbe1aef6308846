"""How fast the Kafka service is, beside the same core in a bare loop and an equal service: `make bench-kafka`.

articles/s      published beforehand; from the first commit until nothing is left
bare loop       the same articles through the same stages in one process, without any broker
CPU             milliseconds of processor an article, of all the processes of the worker and without the broker's: on a
                machine that does other work too it tells more than the rate
latency         from the article's own time on the topic to the time of the tally or signal that it led to,
                at a steady rate of publishing
"""

import argparse
import os
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

from deploy.kafka.broker import running
from schemas import Article, Rejection
from schemas.topics import Topic
from streams import pipeline, watchlists
from streams.core.options import Options
from streams.kafka import clients, progress, tail, wire
from tests import news
from tests.kafka.service import PRODUCTION, ROOT, Service, fresh

FIRST_DAY = date(2023, 10, 20)
DAYS = 60
ONE_RELEVANT_IN = 10
BATCH = 500
POLL_SECONDS = 0.5
"""Asking the broker costs processor too: ten times a second it took a sixteenth of all that was used."""
BARE = "bare loop, one process"
WARMING_ARTICLES = 1_000
"""Before latency is measured: after a start the theatres take records in one by one for a while."""


def feed(number: int, seed: int = 0) -> list[Article]:
    """A news feed of which one article in ten is relevant."""
    relevant = news.relevant(number // ONE_RELEVANT_IN, first_day=FIRST_DAY, days=DAYS, seed=seed)
    other = news.irrelevant(number, first_day=FIRST_DAY, days=DAYS, seed=seed)
    return list(
        islice(chain.from_iterable(chain([one], islice(other, ONE_RELEVANT_IN - 1)) for one in relevant), number)
    )


@dataclass(frozen=True)
class Speed:
    """What one way of doing it came to."""

    per_second: float
    cpu_ms: float
    """An article."""

    def told(self, name: str, bare: "Speed") -> str:
        """A line of the table."""
        share = f"{self.per_second / bare.per_second:.2f} of the bare loop"
        return f"  {name:<30}  {self.per_second:>8,.0f}/s   CPU {self.cpu_ms:5.2f} ms   {share}"


def bare_loop(articles: Sequence[Article]) -> Speed:
    """The core alone."""
    parts = pipeline.build(watchlists.load([]), Options())
    raw = [article.to_bytes() for article in articles]
    owners: dict[tuple[str, str], Any] = {}
    began, began_cpu = time.monotonic(), time.process_time()
    for begin in range(0, len(raw), BATCH):
        inbox: dict[str, list[Any]] = defaultdict(list)
        for each in raw[begin : begin + BATCH]:
            read = parts.extract.read(each, "bench", datetime.now(UTC))
            assert not isinstance(read, Rejection)
            inbox[Topic.EXTRACTIONS] += [out.value for out in parts.extract.apply(read)]
        for stage in parts.owned:
            groups: dict[str, list[Any]] = defaultdict(list)
            for record in inbox.pop(stage.source, []):
                groups[stage.key(record)].append(record)
            for key, records in groups.items():
                owner = owners.get((stage.name, key)) or owners.setdefault((stage.name, key), stage.owner(key))
                for out in owner.apply(records).outputs:
                    inbox[out.topic].append(out.value)
    return Speed(len(raw) / (time.monotonic() - began), (time.process_time() - began_cpu) / len(raw) * 1000)


def drained(service: Service, articles: Sequence[Article], start: Callable[[], None]) -> Speed:
    """From the first article that is done until nothing is left; published beforehand."""
    service.publish(articles)
    start()
    while (done := _articles_done(service)) == 0:
        _wait(service)
    began, began_cpu = time.monotonic(), _cpu_seconds(service)
    while service.lag():
        _wait(service)
    left = len(articles) - done
    return Speed(left / (time.monotonic() - began), (_cpu_seconds(service) - began_cpu) / left * 1000)


def _cpu_seconds(service: Service) -> float:
    """Of the workers and the processes that they started."""
    pids = ",".join(str(worker.pid) for worker in service.workers.values())
    shown = subprocess.run(
        ["ps", "-o", "cputimes=", "-p", pids, "--ppid", pids], capture_output=True, text=True, check=True
    )
    return sum(map(float, shown.stdout.split()))


def _articles_done(service: Service) -> int:
    return sum(part.committed for part in progress.read(service.settings) if part.topic == Topic.ARTICLES)


def _wait(service: Service) -> None:
    time.sleep(POLL_SECONDS)
    for name, worker in service.workers.items():
        assert worker.poll() is None, f"{name} ended with {worker.returncode}:\n{service.log(name)[-3000:]}"


def latencies(service: Service, articles: Sequence[Article], per_second: float) -> list[float]:
    """Seconds from an article's arrival to each answer of the last stage, at a steady rate."""
    began_ms = time.time() * 1000
    began = time.monotonic()
    with clients.producer(service.settings) as producer:
        for number, article in enumerate(articles):
            time.sleep(max(0.0, began + number / per_second - time.monotonic()))
            producer.send(Topic.ARTICLES, article.to_bytes(), key=article.id.encode())
    service.wait_until_done(300)
    answers = chain.from_iterable(tail.read(service.settings, topic) for topic in (Topic.TALLIES, Topic.SIGNALS))
    times = ((wire.arrived_ms(answer.headers, answer.timestamp_ms), answer.timestamp_ms) for answer in answers)
    return sorted((answered - arrived) / 1000 for arrived, answered in times if arrived >= began_ms)


def quix(service: Service, python: Path, home: Path) -> Callable[[], None]:
    """Starts the equal service in its own environment."""
    broker, group = service.settings.bootstrap_servers[0], service.settings.group

    def start() -> None:
        with (home / "quix.log").open("ab") as log:
            service.workers["quix"] = subprocess.Popen(
                [
                    python,
                    "-m",
                    "tests.bench.quix_service",
                    broker,
                    group,
                    str(home / "state"),
                ],
                cwd=ROOT,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    return start


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quix", type=Path, help="python of an environment that has Quix Streams")
    chosen = parser.parse_args()
    articles = feed(chosen.articles)
    cores = os.cpu_count() or 1
    print(f"{len(articles):,} articles, 1 in {ONE_RELEVANT_IN} relevant; {cores} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as directory, running(Path(directory) / "kafka") as broker:
        home = Path(directory)

        def ours(processes: int) -> Speed:
            with fresh(broker.bootstrap, home, PRODUCTION, extract_processes=processes) as service:
                return drained(service, articles, service.start)

        def theirs() -> Speed:
            with fresh(broker.bootstrap, home, PRODUCTION) as service:
                return drained(service, articles, quix(service, chosen.quix.absolute(), home))

        ways: dict[str, Callable[[], Speed]] = {BARE: lambda: bare_loop(articles)}
        for processes in sorted({1, cores}):
            ways[f"service, {processes} extracting"] = partial(ours, processes)
        if chosen.quix:
            ways["the same on Quix Streams"] = theirs
        print_speeds(ways, chosen.rounds)
        with fresh(broker.bootstrap, home, PRODUCTION, extract_processes=cores) as service:
            service.start()
            service.publish(feed(WARMING_ARTICLES, seed=7))
            service.wait_until_done()
            found = latencies(service, feed(3_000, seed=8), per_second=100)
            p50, p99 = found[len(found) // 2], found[len(found) * 99 // 100]
            print(f"  latency at 100 articles/s       p50 {p50:.3f} s, p99 {p99:.3f} s ({len(found)} answers)")


def print_speeds(ways: Mapping[str, Callable[[], Speed]], rounds: int) -> None:
    """Measure each way some times, in turns, and print the best of each: a shared machine has fast and slow minutes."""
    found: dict[str, list[Speed]] = {name: [] for name in ways}
    for number in range(rounds):
        for name, way in ways.items():
            found[name].append(way())
        print(
            f"  round {number + 1}: " + ", ".join(f"{found[name][-1].per_second:,.0f}/s" for name in ways), flush=True
        )
    best = {name: max(speeds, key=lambda speed: speed.per_second) for name, speeds in found.items()}
    for name, speed in best.items():
        print(speed.told(name, best[BARE]), flush=True)


if __name__ == "__main__":
    main()

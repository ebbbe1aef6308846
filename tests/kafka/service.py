"""A service under test: its topics, its workers as processes, and what it has published."""

import contextlib
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kafka import KafkaConsumer, TopicPartition

from schemas import Article
from schemas.topics import Topic
from streams.config import PREFIX, Settings
from streams.kafka import clients, progress, topics

ROOT = Path(__file__).parents[2]
TOY = "tests.kafka.toy:pipeline"
PRODUCTION = "streams.kafka.app:production_pipeline"


@dataclass
class Consumed:
    """A record as a user's consumer sees it."""

    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: dict[str, bytes]


@dataclass
class Service:
    """One group on one broker. Topics have fixed names, so services of one broker take turns: see `fresh`."""

    settings: Settings
    home: Path
    factory: str = TOY
    environment: dict[str, str] = field(default_factory=dict)
    workers: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _log_begins: dict[str, int] = field(default_factory=dict)

    def start(self, name: str = "worker-1", **environment: str) -> None:
        """Start a worker; it may be started again under the same name."""
        assert name not in self.workers
        chosen = self.worker_environment(name) | {f"{PREFIX}{key}": value for key, value in environment.items()}
        with (self.home / f"{name}.log").open("ab") as log:
            self._log_begins[name] = log.tell()
            self.workers[name] = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", "tests.kafka.run_worker", self.factory],
                cwd=ROOT,
                env=chosen,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def worker_environment(self, name: str) -> dict[str, str]:
        """The environment of a worker, or of a command that looks at the service."""
        ours = {key: value for key, value in os.environ.items() if not key.startswith(PREFIX)}
        return {**ours, **_environment(self.settings, name), **self.environment}

    def kill(self, name: str = "worker-1", how: int = signal.SIGKILL) -> int:
        """End a worker and wait for it; its exit code."""
        worker = self.workers.pop(name)
        worker.send_signal(signal.SIGCONT)
        worker.send_signal(how)
        return worker.wait(60)

    def wait_for_end(self, name: str = "worker-1", seconds: float = 60) -> int:
        """Wait until a worker ends by itself; its exit code."""
        code = self.workers[name].wait(seconds)
        del self.workers[name]
        return code

    def stop_all(self) -> None:
        for name in list(self.workers):
            self.kill(name)

    def log(self, name: str = "worker-1") -> str:
        return (self.home / f"{name}.log").read_text(errors="replace")

    def is_ready(self, name: str = "worker-1") -> bool:
        """The worker has recovered its state and takes work in."""
        return b"Worker ready" in (self.home / f"{name}.log").read_bytes()[self._log_begins[name] :]

    def publish(self, articles: Iterable[Article]) -> int:
        return self.publish_raw((article.id.encode(), article.to_bytes()) for article in articles)

    def publish_raw(self, records: Iterable[tuple[bytes | None, bytes | None]], topic: str = Topic.ARTICLES) -> int:
        with clients.producer(self.settings) as producer:
            sent = [producer.send(topic, value, key=key) for key, value in records]
            for future in sent:
                future.get(timeout=60)
        return len(sent)

    def consume(self, topic: str) -> list[Consumed]:
        """All records of a topic, from the first to what is now the last, each partition in order."""
        with clients.consumer(self.settings) as consumer:
            return list(_consume(consumer, topic, self.settings.partitions))

    def compacted(self, topic: str) -> dict[str, bytes]:
        """What compaction would leave: the last value of each key, without tombstones."""
        last = {record.key: record.value for record in self.consume(topic)}
        return {key.decode(): value for key, value in last.items() if key is not None and value is not None}

    def lag(self) -> int:
        return sum(part.lag for part in progress.read(self.settings))

    def wait_until_done(self, seconds: float = 90) -> None:
        """Return when all inputs are committed to their ends, twice in a row."""
        deadline = time.monotonic() + seconds
        calm = 0
        while time.monotonic() < deadline:
            calm = calm + 1 if self.lag() == 0 else 0
            if calm == 2:
                return
            for name, worker in self.workers.items():
                assert worker.poll() is None, f"{name} ended with {worker.returncode}:\n{self.log(name)[-3000:]}"
            time.sleep(0.3)
        tails = "\n".join(self.log(name)[-2000:] for name in self.workers)
        raise AssertionError(f"still {self.lag()} records behind after {seconds} s:\n{tails}")


@contextlib.contextmanager
def fresh(bootstrap: str, home: Path, factory: str = TOY, **choices: object) -> Iterator[Service]:
    """A service from nothing: new topics, a new group, no worker yet."""
    values: dict[str, object] = {
        "bootstrap_servers": (bootstrap,),
        "group": f"test-{uuid.uuid4().hex[:8]}",
        "partitions": 4,
        "session_timeout_seconds": 10.0,
        "extract_processes": 1,
        "tick_seconds": 0,
    }
    settings = Settings.model_validate({**values, **choices})
    service = Service(settings, home, factory)
    with clients.admin(settings) as admin:
        names = [topic.name for topic in topics.wanted(settings)]
        old = [name for name in admin.list_topics() if name in names]
        if old:
            admin.delete_topics(old)
        deadline = time.monotonic() + 30
        while set(admin.list_topics()) & set(names):
            assert time.monotonic() < deadline, "the broker does not delete topics"
            time.sleep(0.1)
        topics.create(admin, topics.wanted(settings))
    try:
        yield service
    finally:
        service.stop_all()


def _environment(settings: Settings, name: str) -> Mapping[str, str]:
    return {
        f"{PREFIX}BOOTSTRAP_SERVERS": ",".join(settings.bootstrap_servers),
        f"{PREFIX}GROUP": settings.group,
        f"{PREFIX}INSTANCE_ID": name,
        f"{PREFIX}PARTITIONS": str(settings.partitions),
        f"{PREFIX}SESSION_TIMEOUT_SECONDS": str(settings.session_timeout_seconds),
        f"{PREFIX}EXTRACT_PROCESSES": str(settings.extract_processes),
        f"{PREFIX}TICK_SECONDS": str(settings.tick_seconds),
        f"{PREFIX}METRICS_PORT": "0",
        **({f"{PREFIX}WATCHLISTS": ",".join(map(str, settings.watchlists))} if settings.watchlists else {}),
    }


def _consume(consumer: KafkaConsumer, topic: str, partitions: int) -> Iterator[Consumed]:
    assigned = [TopicPartition(str(topic), number) for number in range(partitions)]
    consumer.assign(assigned)
    ends = consumer.end_offsets(assigned)
    consumer.seek_to_beginning(*assigned)
    while any(consumer.position(tp) < ends[tp] for tp in assigned):
        for records in consumer.poll(timeout_ms=500).values():
            for record in records:
                yield Consumed(record.partition, record.offset, record.key, record.value, dict(record.headers))

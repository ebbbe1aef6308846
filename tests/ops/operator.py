"""Does what an operator does, with the installed command and nothing else: topics, workers, publishing, looking."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from schemas.topics import Topic
from streams import pipeline, watchlists
from streams.config import PREFIX, Settings
from streams.kafka import clients
from tests.ops.tools import ROOT, fetch_text, free_port, running, wait_until

COMMAND = Path(sys.executable).with_name("factionwatch")


class Operator:
    """One installation: its settings as variables, its workers as processes."""

    def __init__(self, home: Path, **settings: str) -> None:
        self.home = home
        self.settings = settings

    def run(self, *arguments: str, check: bool = True, **settings: str) -> subprocess.CompletedProcess[str]:
        """One command, to its end."""
        done = subprocess.run(
            [str(COMMAND), *arguments],
            cwd=ROOT,
            env=self._environment(settings),
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert not check or done.returncode == 0, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    @contextmanager
    def worker(self, name: str = "worker-0", **settings: str) -> Iterator[int]:
        """A worker that is ready; gives its metrics port."""
        port = free_port()
        chosen = {"INSTANCE_ID": name, "METRICS_PORT": str(port), **settings}
        with running([str(COMMAND), "worker"], self.log(name), env=self._environment(chosen)) as process:

            def ready() -> bool:
                assert process.poll() is None, self.log(name).read_text()[-3000:]
                return fetch_text(f"http://127.0.0.1:{port}/readyz") == "ok\n"

            wait_until(f"{name} is ready", ready, 300)
            yield port

    def log(self, name: str) -> Path:
        return self.home / f"{name}.log"

    def _environment(self, settings: Mapping[str, str]) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        return clean | {f"{PREFIX}{name}": value for name, value in (self.settings | dict(settings)).items()}


def send_ticks(settings: Settings, as_of: date) -> None:
    """Move every shipped theatre to a day, as a worker's own ticks would."""
    with clients.producer(settings) as producer:
        for watched in watchlists.load(()):
            theatre = watched.theatre.id
            value = pipeline.tick(theatre, as_of).to_bytes()
            producer.send(Topic.EXTRACTIONS, key=theatre.encode(), value=value).get(timeout=60)

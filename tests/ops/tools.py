"""The real programs that tests run: found, or one clear line; in continuous integration, a failure."""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest

from streams.config import PREFIX, SECRETS, Settings

ROOT = Path(__file__).parents[2]
RULES = ROOT / "deploy" / "prometheus" / "factionwatch.rules.yml"
START_SECONDS_MAX = 30.0


def give_up(missing: str, promised: bool = True) -> NoReturn:
    """Skip the test with one line; in continuous integration fail it, if the tool was `promised` there."""
    if promised and os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


def program(name: str, install: str, promised: bool = True) -> str:
    """Path of a program, from `make tools` or the system."""
    found = shutil.which(name, path=f"{ROOT / '.tools'}{os.pathsep}{os.environ['PATH']}")
    return found or give_up(f"{name} is not installed: {install}", promised)


def variables_of(environment: Mapping[str, str], secrets: Mapping[str, str] | None = None) -> dict[str, str]:
    """Arguments of `Settings` from variables; a `_FILE` must name a secret, whose value is given in `secrets`."""
    names = {name.removeprefix(PREFIX).lower(): value for name, value in environment.items()}
    assert all(name.startswith(PREFIX) for name in environment)
    files = {name.removesuffix("_file") for name in names if name.endswith("_file")}
    assert files <= set(SECRETS)
    plain = {name: value for name, value in names.items() if not name.endswith("_file")}
    assert set(plain) <= set(Settings.model_fields), plain
    return plain | {name: (secrets or {})[name] for name in files}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def fetch(url: str, body: bytes | None = None) -> Any:
    request = urllib.request.Request(url, data=body, headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def fetch_text(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as answer:
        text: str = answer.read().decode()
        return text


def wait_until(what: str, holds: Any, seconds: float = START_SECONDS_MAX) -> Any:
    """The first true answer of `holds`, asked again and again; errors of the network count as not yet."""
    deadline = time.monotonic() + seconds
    last: Any = None
    while time.monotonic() < deadline:
        try:
            last = holds()
        except urllib.error.HTTPError as error:
            if error.code < 500:
                pytest.fail(f"{what}: {error.read().decode()}")
            last = error
        except OSError as error:
            last = error
        else:
            if last:
                return last
        time.sleep(0.1)
    pytest.fail(f"not within {seconds:.0f} s: {what} (last: {last!r})")


@contextmanager
def running(command: list[str], log: Path, env: dict[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """A process of ours for the length of the block."""
    with log.open("ab") as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=env)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


class Prometheus:
    """A Prometheus of ours that scrapes every second."""

    def __init__(self, url: str) -> None:
        self.url = url

    def query(self, expression: str) -> list[dict[str, Any]]:
        """The result vector of an instant query."""
        asked = urllib.parse.urlencode({"query": expression})
        answer = fetch(f"{self.url}/api/v1/query?{asked}")
        found: list[dict[str, Any]] = answer["data"]["result"]
        return found

    def wait_for(self, expression: str, seconds: float = START_SECONDS_MAX) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = wait_until(f"data for {expression}", lambda: self.query(expression), seconds)
        return found

    def firing(self) -> set[str]:
        """Names of the alerts that fire."""
        alerts = fetch(f"{self.url}/api/v1/alerts")["data"]["alerts"]
        return {alert["labels"]["alertname"] for alert in alerts if alert["state"] == "firing"}


@contextmanager
def prometheus(home: Path, ports: list[int]) -> Iterator[Prometheus]:
    """A real Prometheus with the shipped rules, scraping the given loopback ports as job `factionwatch`."""
    binary = program("prometheus", "apt-get install prometheus")
    port = free_port()
    config = {
        "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
        "rule_files": [str(RULES)],
        "scrape_configs": [
            {
                "job_name": "factionwatch",
                "static_configs": [{"targets": [f"127.0.0.1:{number}" for number in ports]}],
            }
        ],
    }
    home.mkdir(parents=True, exist_ok=True)
    (home / "prometheus.yml").write_text(json.dumps(config))
    command = [binary, f"--config.file={home / 'prometheus.yml'}", f"--storage.tsdb.path={home / 'data'}"]
    command += [f"--web.listen-address=127.0.0.1:{port}", "--log.level=warn"]
    with running(command, home / "prometheus.log"):
        server = Prometheus(f"http://127.0.0.1:{port}")
        wait_until("Prometheus is ready", lambda: server.query("vector(1)"))
        yield server

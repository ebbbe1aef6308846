"""A broker, a worker, a Prometheus and an Alertmanager, run as an operator would run them, on the shipped samples."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from deploy.access import PUBLISHER, READER, WORKER
from deploy.grafana.dashboards import DASHBOARDS, queries
from deploy.kafka.broker import BrokerUnavailableError, running
from streams.config import Settings
from tests.ops.operator import Operator, send_ticks
from tests.ops.secure import ADMIN, running_secure
from tests.ops.test_alertmanager import active, alertmanager
from tests.ops.test_prometheus import chosen, rules
from tests.ops.tools import ROOT, Prometheus, give_up, prometheus, wait_until

__all__ = ["alertmanager"]
pytestmark = [pytest.mark.kafka, pytest.mark.slow]

LAST_DAY = date(2024, 2, 10)
"""Three days after the last article that is published here: signals are in force."""


def samples_until_last_day(path: Path) -> Path:
    lines = [
        line
        for file in sorted((ROOT / "streams" / "data" / "samples").glob("*.jsonl"))
        for line in file.read_text().splitlines()
        if json.loads(line)["published_at"] < LAST_DAY.isoformat()
    ]
    path.write_text("\n".join(lines))
    return path


@pytest.fixture(scope="module")
def operator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operator]:
    home = tmp_path_factory.mktemp("live")
    try:
        with running(home / "kafka") as broker:
            settings = {"BOOTSTRAP_SERVERS": broker.bootstrap, "PARTITIONS": "2", "TICK_SECONDS": "0"}
            installed = Operator(home, **settings)
            installed.run("topics", "create")
            yield installed
    except BrokerUnavailableError as problem:
        give_up(f"no broker: {problem}")


@pytest.fixture(scope="module")
def watched(operator: Operator) -> Iterator[Prometheus]:
    """A worker that has read the samples and one broken article, with a Prometheus that looked on."""
    with operator.worker() as port, prometheus(operator.home / "prometheus", [port]) as server:
        server.wait_for("factionwatch_ready == 1")
        broken = operator.home / "broken.jsonl"
        broken.write_text('{"id": "broken"}\n')
        for _ in range(2):
            operator.run("publish", "--raw", str(broken))
            server.wait_for("factionwatch_rejected_total")
            operator.run("publish", str(samples_until_last_day(operator.home / "samples.jsonl")))
            send_ticks(settings_of(operator), LAST_DAY)
            server.wait_for("sum(factionwatch_consumer_lag_records) == 0 and sum(factionwatch_attacks) > 0", 120)
        yield server


def settings_of(operator: Operator) -> Settings:
    return Settings(bootstrap_servers=(operator.settings["BOOTSTRAP_SERVERS"],), partitions=2)


@pytest.mark.parametrize("query", sorted({query for page in DASHBOARDS for query in queries(page)}))
def test_every_dashboard_query_returns_data(watched: Prometheus, query: str) -> None:
    assert watched.wait_for(chosen(query))


@pytest.mark.parametrize("record", sorted(rule["record"] for rule in rules("record")))
def test_every_recording_rule_returns_data(watched: Prometheus, record: str) -> None:
    assert watched.wait_for(record)


def test_prometheus_tells_the_tallies_that_are_on_the_topic(watched: Prometheus, operator: Operator) -> None:
    on_topic = [json.loads(line) for line in operator.run("tallies", "--json").stdout.splitlines()]
    assert on_topic
    for tally in on_topic:
        [told] = watched.query(
            f'factionwatch_attacks{{faction="{tally["subject"]}", policy="reported", window="total"}}'
        )
        assert float(told["value"][1]) == tally["attacks"]["reported"]["total"]


def test_the_signals_in_force_reach_alertmanager(watched: Prometheus, operator: Operator, alertmanager: str) -> None:
    operator.run("alerts", alertmanager, "--once")
    in_force = watched.query("sum(factionwatch_standing_signals)")
    posted = [alert for alert in active(alertmanager) if alert["labels"]["alertname"] == "FactionwatchSignal"]
    assert len(posted) == float(in_force[0]["value"][1]) > 0
    assert all(alert["annotations"]["summary"] for alert in posted)


def test_worker_publisher_and_reader_do_their_jobs_behind_tls_and_are_refused_the_others(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    home = tmp_path_factory.mktemp("live-secure")
    articles = str(samples_until_last_day(home / "samples.jsonl"))
    try:
        with running_secure(home / "kafka") as broker:
            worker, publisher, reader = (
                Operator(home, **broker.environment(user.name)) for user in (WORKER, PUBLISHER, READER)
            )
            with worker.worker(TICK_SECONDS="0", LOG_LEVEL="DEBUG"):
                publisher.run("publish", articles)
                send_ticks(broker.settings(ADMIN), LAST_DAY)
                wait_until("the reader sees tallies", lambda: reader.run("tallies", "--json").stdout, 120)
                wait_until("the reader sees signals", lambda: reader.run("signals", "--json").stdout, 120)
                refused = [
                    worker.run("publish", articles, check=False),
                    reader.run("publish", articles, check=False),
                    publisher.run("tallies", check=False),
                    publisher.run("worker", check=False),
                ]
            assert [done.returncode for done in refused] == [4, 4, 4, 4], refused
            told = "".join(done.stdout + done.stderr for done in refused) + worker.log("worker-0").read_text()
            assert "canary" not in told
    except BrokerUnavailableError as problem:
        give_up(f"no broker: {problem}")

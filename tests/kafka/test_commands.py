"""The commands of the service on a real broker, with the sample articles that are shipped."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from deploy.kafka.broker import free_port
from schemas.topics import Topic
from streams import watchlists
from streams.config import PREFIX
from streams.kafka import deadletters, publishing
from streams.kafka.deadletters import Origin, Reason
from tests.kafka.runner import outcome, send_ticks
from tests.kafka.service import PRODUCTION, ROOT, Service, fresh
from tests.kafka.test_broker import listening_addresses

SAMPLES = ROOT / "streams" / "data" / "samples"
CANARY = "canary-51c0ffee"


def call(service: Service, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `factionwatch` as an operator would."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", "from streams.cli import main; main()", *arguments],
        cwd=ROOT,
        env=service.worker_environment("operator") | {"COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def newest_day() -> date:
    lines = [line for file in SAMPLES.glob("*.jsonl") for line in file.read_text().splitlines()]
    articles = [json.loads(line) for line in lines]
    return max(date.fromisoformat(article.get("article", article)["published_at"][:10]) for article in articles)


@pytest.fixture(scope="module")
def service(bootstrap: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The sample articles, published and worked off, and time moved to the last day."""
    with fresh(bootstrap, tmp_path_factory.mktemp("samples"), PRODUCTION) as service:
        published = call(service, "publish", str(SAMPLES))
        assert published.returncode == 0, published.stderr
        service.start(SASL_PASSWORD=CANARY)
        service.wait_until_done(200)
        theatres = [watchlist.theatre.id for watchlist in watchlists.load([])]
        send_ticks(service, theatres, newest_day())
        yield service


def test_the_embedded_run_and_the_service_come_to_the_same_end_to_the_byte(service: Service, tmp_path: Path) -> None:
    embedded = call(service, "run", str(SAMPLES), "--out", str(tmp_path), "--as-of", str(newest_day()))
    assert embedded.returncode == 0, embedded.stderr
    from streams.local.store import Store
    from tests.scenarios.embedded import outcome as embedded_outcome

    with Store.open(tmp_path, for_writing=False) as store:
        expected = embedded_outcome(store)
    found = outcome(service)
    assert found.tallies.keys() == expected.tallies.keys()
    for topic in ("incidents", "tallies", "standing"):
        ours = {key: value.to_bytes() for key, value in getattr(found, topic).items()}
        theirs = {key: value.to_bytes() for key, value in getattr(expected, topic).items()}
        assert ours == theirs, topic
    assert found.rejected == ()


def test_every_signal_in_force_was_sent_as_a_message(service: Service) -> None:
    found = outcome(service)
    newest = {message.key: message for message in found.signals}
    in_force = {key for key, message in newest.items() if message.status != "cancel"}
    assert in_force == found.standing.keys()


def test_tallies_are_shown_and_given_as_json(service: Service) -> None:
    shown = call(service, "tallies")
    assert "theatre:" in shown.stdout
    lines = call(service, "tallies", "--json").stdout.splitlines()
    assert len(lines) == len(service.compacted(Topic.TALLIES))
    assert all("subject" in json.loads(line) for line in lines)


def test_signals_are_given_as_json_and_may_begin_later(service: Service) -> None:
    lines = call(service, "signals", "--json").stdout.splitlines()
    assert len(lines) == len(service.consume(Topic.SIGNALS))
    assert call(service, "signals", "--from", "end").stdout == ""
    tomorrow = str(datetime.now(UTC).date() + timedelta(days=2))
    assert call(service, "signals", "--from", tomorrow).stdout == ""


def test_status_tells_members_lag_and_signals_in_force(service: Service) -> None:
    shown = call(service, "status")
    assert shown.returncode == 0, shown.stderr
    assert "1 members worker-1" in shown.stdout
    assert f"signals in force: {len(service.compacted(Topic.STANDING))}" in shown.stdout
    assert "last tick: none found" in shown.stdout


def test_topics_are_checked_and_described(service: Service) -> None:
    assert call(service, "topics", "check").returncode == 0
    assert "until compacted" in call(service, "topics", "describe").stdout


def test_a_dead_letter_is_listed_and_sent_again_with_one_attempt_more(service: Service, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{broken\n")
    refused = call(service, "publish", str(broken))
    assert (refused.returncode, "invalid_json" in refused.stderr) == (2, True)
    assert call(service, "publish", "--raw", str(broken)).returncode == 0
    service.wait_until_done()
    (letter,) = map(json.loads, call(service, "dlq", "list", "--json").stdout.splitlines())
    assert (letter["error"], letter["value"], letter["attempts"]) == ("invalid_json", "{broken", 0)
    assert "would send" in call(service, "dlq", "replay", "--dry-run", "--error", "invalid_json").stdout
    assert call(service, "dlq", "replay", "--error", "invalid_json").returncode == 0
    service.wait_until_done()
    attempts = [json.loads(line)["attempts"] for line in call(service, "dlq", "list", "--json").stdout.splitlines()]
    assert sorted(attempts) == [0, 1]


def test_only_articles_are_sent_again_whatever_a_dead_letter_says(service: Service) -> None:
    reason = Reason("forged", "written by somebody else")
    ledger, nowhere = (
        deadletters.letter(Origin(topic, 0, 0), b"k", b"{}", (), "extract", reason, "somebody")
        for topic in (Topic.LEDGER, "elsewhere")
    )
    assert publishing.send(service.settings, [ledger, nowhere]) == 2
    before = len(service.consume(Topic.LEDGER)), len(service.consume(Topic.ARTICLES))
    done = call(service, "dlq", "replay", "--error", "forged")
    assert (done.returncode, "0 sent again" in done.stderr, done.stderr.count("no article")) == (0, True, 2)
    assert (len(service.consume(Topic.LEDGER)), len(service.consume(Topic.ARTICLES))) == before


def example(service: Service, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one of the README's programs."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", *arguments],
        cwd=ROOT,
        env={**os.environ, "KAFKA": service.settings.bootstrap_servers[0], **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_users_own_producer_needs_the_schema_and_a_kafka_client_only(service: Service) -> None:
    before = len(service.consume(Topic.ARTICLES))
    done = example(service, "docs/examples/producer.py", "schemas/examples/article.json")
    assert (done.returncode, len(service.consume(Topic.ARTICLES))) == (0, before + 1), done.stderr


def test_a_users_own_consumer_reads_the_signals(service: Service) -> None:
    done = example(service, "docs/examples/consumer.py", SECONDS_MAX="5")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == len(service.consume(Topic.SIGNALS))


def test_a_mismatch_of_topics_stops_the_worker_with_a_line_each(service: Service) -> None:
    environment = {f"{PREFIX}PARTITIONS": "7"}
    service.environment |= environment
    try:
        refused = call(service, "worker")
    finally:
        service.environment.clear()
    assert refused.returncode == 4
    assert "news.articles: partitions is 4, should be 7" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_wrong_setting_stops_the_worker_with_one_line(service: Service) -> None:
    service.environment[f"{PREFIX}TICK_SECONDS"] = "often"
    try:
        refused = call(service, "worker")
    finally:
        service.environment.clear()
    assert refused.returncode == 2
    assert f"{PREFIX}TICK_SECONDS" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_broker_that_is_not_there_is_one_line(service: Service) -> None:
    service.environment[f"{PREFIX}BOOTSTRAP_SERVERS"] = "127.0.0.1:9"
    try:
        refused = call(service, "topics", "check")
    finally:
        service.environment.clear()
    assert refused.returncode == 4
    assert "Traceback" not in refused.stderr


def test_no_log_line_holds_a_secret(service: Service) -> None:
    assert CANARY not in service.log()
    service.environment |= {
        f"{PREFIX}SECURITY_PROTOCOL": "SASL_PLAINTEXT",
        f"{PREFIX}SASL_USERNAME": "operator",
        f"{PREFIX}SASL_PASSWORD": CANARY,
        f"{PREFIX}LOG_LEVEL": "DEBUG",
    }
    try:
        refused = call(service, "topics", "check")
    finally:
        service.environment.clear()
    assert refused.returncode == 4
    assert CANARY not in refused.stdout + refused.stderr


def test_the_worker_serves_its_metrics_on_loopback_and_listens_nowhere_else(service: Service) -> None:
    started = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", "from streams.cli import main; main()", "worker"],
        cwd=ROOT,
        env=service.worker_environment("listening") | {f"{PREFIX}METRICS_PORT": str(free_port())},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert started.stdout is not None
    try:
        assert any("Worker ready" in line for line in started.stdout)
        assert listening_addresses(started.pid) == {"127.0.0.1"}
    finally:
        started.send_signal(signal.SIGTERM)
        started.communicate(timeout=60)


def test_faust_itself_starts_the_same_worker(service: Service) -> None:
    started = subprocess.Popen(
        [str(Path(sys.executable).with_name("faust")), "-A", "streams.kafka.app", "worker", "-l", "info"],
        cwd=ROOT,
        env=service.worker_environment("by-faust") | {"PYTHONWARNINGS": "ignore"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert started.stdout is not None
    try:
        assert any("Worker ready" in line for line in started.stdout)
    finally:
        started.send_signal(signal.SIGTERM)
        started.communicate(timeout=60)
    assert started.returncode == 0

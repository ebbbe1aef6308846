"""What operators see: names, numbers that follow the records, probes that tell the truth."""

import re
import urllib.error
import urllib.request
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from schemas.topics import Topic
from streams.cli import call
from streams.core.step import Out
from streams.errors import UsageError
from streams.exporter import serve, write_textfile
from streams.metrics import LAG, SPECS, STANDING, Metrics, Spec
from streams.observe import Observer, Unobserved
from tests.ops.records import extraction, incident, signal, standing, tally, tick

ROOT = Path(__file__).parents[2]
ALLOWED_LABELS = {
    *("faction", "theatre", "topic", "stage"),
    *("policy", "window", "level", "reason", "partition", "status", "direction", "basis"),
    *("kind", "outcome", "bound", "version", "python"),
}


class Clock:
    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


def samples(metrics: Metrics) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    families = text_string_to_metric_families(metrics.render().decode())
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in families
        for sample in family.samples
    }


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    return samples(metrics).get((f"factionwatch_{name}", frozenset(labels.items())))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def metrics(clock: Clock) -> Metrics:
    return Metrics("1.2.3", stall_seconds=300, clock=clock)


def test_both_observers_keep_the_seam(metrics: Metrics) -> None:
    observers: tuple[Observer, ...] = (metrics, Unobserved())
    for observer in observers:
        observer.batch_processed("extract", 3, 0.5)
        observer.taken(extraction())
        observer.rejected("extract", "invalid_json")
        observer.published(tally(), age_seconds=0.2)
        observer.restored([standing("k")])
        observer.progress("news.articles", 0, 1, 2)
        observer.ready(True)
        observer.released()


def test_every_name_is_prefixed_unique_and_in_base_units() -> None:
    names = [spec.name for spec in SPECS]
    assert len(set(names)) == len(names)
    for spec in SPECS:
        assert re.fullmatch(r"factionwatch_[a-z]+(_[a-z]+)*", spec.name)
        assert spec.name.endswith("_total") == (spec.kind == "counter")
        assert not re.search(r"(_ms|_milli|_minutes|_hours|_percent|_kb|_mb)(_|$)", spec.name)
        assert spec.about.endswith(".")


def test_labels_come_from_a_short_list_of_bounded_ones() -> None:
    assert {label for spec in SPECS for label in spec.labels} <= ALLOWED_LABELS


def test_the_documented_table_is_the_code_s() -> None:
    def row(spec: Spec) -> str:
        return f"| `{spec.name}` | {spec.kind} | {', '.join(spec.labels)} | {spec.about} |"

    table = "\n".join(["| metric | type | labels | meaning |", "| --- | --- | --- | --- |", *map(row, SPECS)])
    documented = (ROOT / "docs" / "metrics.md").read_text()
    assert table in documented, f"docs/metrics.md should hold:\n{table}"


def test_only_documented_series_are_exposed(metrics: Metrics) -> None:
    metrics.batch_processed("extract", 1, 0.1)
    metrics.published(tally(), 0.1)
    exposed = {family.name for family in text_string_to_metric_families(metrics.render().decode())}
    documented = {spec.name.removesuffix("_total") for spec in SPECS}
    assert {name for name in exposed if name.startswith("factionwatch_")} == documented


def test_gauges_are_read_from_the_newest_tally(metrics: Metrics) -> None:
    for total in (7, 9, 9):
        metrics.published(tally(total=total))
    assert value(metrics, "attacks", faction="red-brigade", policy="reported", window="total") == 9
    assert value(metrics, "attacks", faction="red-brigade", policy="claimed", window="7d") == 2
    assert value(metrics, "strikes", faction="red-brigade", window="90d") == 4
    assert value(metrics, "since_last_attack_seconds", faction="red-brigade") == 2 * 86_400
    assert value(metrics, "casualties", faction="red-brigade", outcome="wounded", bound="max") == 40
    due = datetime(2024, 2, 25, tzinfo=UTC).timestamp()
    assert value(metrics, "lull_due_timestamp_seconds", faction="red-brigade") == due
    assert value(metrics, "subject_info", faction="red-brigade", theatre="south", kind="faction") == 1
    assert value(metrics, "coverage_ratio", faction="red-brigade") == 0.9


def test_signals_in_force_are_what_stands_and_not_what_was_sent(metrics: Metrics) -> None:
    for out in (standing("a"), standing("b"), standing("a"), signal(), Out(Topic.STANDING, "b", None)):
        metrics.published(out)
    labels = {"faction": "red-brigade", "direction": "escalation", "basis": "severity", "level": "3"}
    assert value(metrics, "standing_signals", **labels) == 1
    assert value(metrics, "signals_total", status="alert", **labels) == 1


def test_a_signal_message_alone_does_not_stand(metrics: Metrics) -> None:
    metrics.published(signal())
    assert not any(name == STANDING.name for name, _ in samples(metrics))


def test_restored_answers_show_in_gauges_and_in_no_counter(metrics: Metrics) -> None:
    metrics.restored([tally(), standing("a")])
    assert value(metrics, "undated_attacks", faction="red-brigade") == 1
    assert value(metrics, "published_total", topic="factions.tallies") is None


def test_released_state_is_exported_no_longer(metrics: Metrics) -> None:
    metrics.restored([tally(), standing("a"), tick(date(2024, 2, 18))])
    metrics.released()
    assert not [labels for name, labels in samples(metrics) if ("faction", "red-brigade") in labels]


def test_a_tick_tells_of_its_day_and_of_thin_input(metrics: Metrics, clock: Clock) -> None:
    metrics.published(tick(date(2024, 2, 18), degraded=(date(2024, 2, 11), date(2024, 2, 18))))
    metrics.published(tick(date(2024, 2, 17)))
    assert value(metrics, "last_tick_timestamp_seconds", theatre="north") == clock.now
    assert value(metrics, "input_degraded", theatre="north") == 1
    assert value(metrics, "input_degraded_days", theatre="north") == 2


def test_rejections_are_counted_by_stage_and_code(metrics: Metrics) -> None:
    metrics.rejected("extract", "invalid_json")
    metrics.rejected("extract", "invalid_json")
    assert value(metrics, "rejected_total", stage="extract", reason="invalid_json") == 2


def test_a_consumer_that_stands_still_with_work_waiting_is_not_alive(metrics: Metrics, clock: Clock) -> None:
    for _ in range(40):
        metrics.progress("news.articles", 1, committed=5, end=9)
        clock.now += 10
    assert "news.articles/1" in (metrics.liveness_complaint() or "")
    assert value(metrics, "consumer_lag_records", topic="news.articles", partition="1") == 4
    metrics.progress("news.articles", 1, committed=6, end=9)
    assert metrics.liveness_complaint() is None


def test_an_idle_consumer_is_alive_however_long_and_so_is_the_first_record_after_it(
    metrics: Metrics, clock: Clock
) -> None:
    for _ in range(100):
        metrics.progress("news.articles", 0, committed=9, end=9)
        clock.now += 10
    metrics.progress("news.articles", 0, committed=9, end=10)
    assert metrics.liveness_complaint() is None


def test_a_partition_that_moved_to_another_worker_is_forgotten(metrics: Metrics, clock: Clock) -> None:
    metrics.progress("news.articles", 1, committed=5, end=9)
    for _ in range(40):
        metrics.progress("news.articles", 0, committed=9, end=9)
        clock.now += 10
    assert metrics.liveness_complaint() is None
    assert not [1 for name, labels in samples(metrics) if name == LAG.name and ("partition", "1") in labels]


def test_another_worker_s_stall_shows_as_lag_and_is_not_this_one_s_fault(metrics: Metrics, clock: Clock) -> None:
    for _ in range(40):
        metrics.progress("news.articles", 1, committed=5, end=9, is_ours=False)
        clock.now += 10
    assert metrics.liveness_complaint() is None
    assert value(metrics, "consumer_lag_records", topic="news.articles", partition="1") == 4
    metrics.progress("news.articles", 1, committed=5, end=9, is_ours=True)
    assert metrics.liveness_complaint() is None, "it has only just taken the partition over"


def test_a_worker_without_a_partition_is_not_alive_where_nobody_moves_at_all(metrics: Metrics, clock: Clock) -> None:
    for _ in range(61):
        metrics.progress("news.articles", 0, committed=9, end=9, is_ours=False)
        metrics.progress("news.articles", 1, committed=5, end=9, is_ours=False)
        clock.now += 10
    assert "no partition is read here" in (metrics.liveness_complaint() or "")
    metrics.progress("news.articles", 1, committed=6, end=9, is_ours=False)
    assert metrics.liveness_complaint() is None


def test_silence_of_whoever_reads_the_offsets_is_a_complaint_too(metrics: Metrics, clock: Clock) -> None:
    metrics.progress("news.articles", 0, committed=9, end=9)
    clock.now += 301
    assert metrics.liveness_complaint() == "no offsets were read for 300 s"


def get(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_the_server_answers_metrics_and_probes_and_nothing_else(metrics: Metrics, clock: Clock) -> None:
    with serve(metrics, port=0) as port:
        assert "factionwatch_build_info" in get(port, "/metrics")[1]
        assert get(port, "/healthz") == (200, "ok\n")
        assert get(port, "/readyz")[0] == 503
        metrics.ready(True)
        assert get(port, "/readyz") == (200, "ok\n")
        metrics.progress("news.articles", 0, committed=1, end=2)
        clock.now += 301
        assert get(port, "/healthz")[0] == 503
        assert get(port, "/") == (404, "not found\n")
        assert get(port, "/metrics/../etc/passwd")[0] == 404


def test_a_port_in_use_is_an_error_in_one_line(metrics: Metrics) -> None:
    with serve(metrics, port=0) as port, pytest.raises(UsageError, match=rf"cannot listen on 127\.0\.0\.1:{port}"):
        serve(metrics, port=port).__enter__()


def test_the_textfile_is_what_the_server_would_say(metrics: Metrics, tmp_path: Path) -> None:
    metrics.published(tally())
    write_textfile(metrics, tmp_path / "factionwatch.prom")
    written = (tmp_path / "factionwatch.prom").read_text()
    assert "factionwatch_attacks{" in written
    assert [path.name for path in tmp_path.iterdir()] == ["factionwatch.prom"]
    with pytest.raises(UsageError, match="cannot write"):
        write_textfile(metrics, tmp_path / "missing" / "factionwatch.prom")


def test_what_articles_say_is_counted_by_theatre(metrics: Metrics) -> None:
    metrics.taken(extraction())
    for out in (incident(), Out(Topic.INCIDENTS, "i-1", None)):
        metrics.published(out)
    assert value(metrics, "mentions_total", theatre="north") == 1
    assert value(metrics, "relevant_articles_total", theatre="north") == 1
    assert value(metrics, "incidents_total", theatre="north") == 1
    assert value(metrics, "merged_mentions_total", theatre="north") == 1
    assert value(metrics, "incidents_withdrawn_total") == 1


def test_the_embedded_run_leaves_a_textfile_that_tells_its_answers_however_often_it_is_run(tmp_path: Path) -> None:
    textfile = tmp_path / "factionwatch.prom"
    for _ in range(2):
        command = ["run", "streams/data/samples", "--out", str(tmp_path / "out"), "--metrics-textfile", str(textfile)]
        assert call([*command, "--json"]) == 0
        told = {family.name for family in text_string_to_metric_families(textfile.read_text()) if family.samples}
        assert {"factionwatch_attacks", "factionwatch_since_last_attack_seconds", "factionwatch_subject_info"} <= told

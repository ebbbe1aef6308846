"""The rules and dashboards are held to real programs: promtool, and a Prometheus that scrapes us."""

import json
import re
import subprocess
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import yaml

from deploy.grafana.dashboards import DASHBOARDS, HERE, Dashboard, queries, render
from streams.config import Settings
from streams.exporter import serve
from streams.metrics import SPECS, WINDOWS, Metrics
from tests.ops.records import extraction, incident, signal, standing, tally, tick
from tests.ops.tools import ROOT, RULES, Prometheus, program, prometheus, wait_until

PROMETHEUS = ROOT / "deploy" / "prometheus"
RUNBOOK = ROOT / "docs" / "runbook.md"
CHOICES = {"$theatre": ".*", "$faction": ".*", "$policy": "reported", "$instance": ".*"}


def rules(kind: str) -> list[dict[str, Any]]:
    groups = yaml.safe_load(RULES.read_text())["groups"]
    return [rule for group in groups for rule in group["rules"] if kind in rule]


def metric_names(expression: str) -> set[str]:
    return set(
        re.findall(
            r"\bfactionwatch_[a-z_]+", re.sub(r"[a-z_]+:(factionwatch_[a-z_]+|[a-z_]+):[a-z0-9_]+", "", expression)
        )
    )


def chosen(query: str) -> str:
    for name, choice in CHOICES.items():
        query = query.replace(name, choice)
    return query


def run(*command: str) -> None:
    done = subprocess.run(command, cwd=PROMETHEUS, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_promtool_accepts_the_configurations_and_the_rules() -> None:
    promtool = program("promtool", "apt-get install prometheus")
    for name in ("prometheus.yml", "local.yml"):
        run(promtool, "check", "config", name)
    run(promtool, "check", "rules", "factionwatch.rules.yml")


def test_a_prometheus_on_this_machine_scrapes_where_a_worker_listens() -> None:
    [job] = yaml.safe_load((PROMETHEUS / "local.yml").read_text())["scrape_configs"]
    host, port = (Settings.model_fields[name].default for name in ("metrics_host", "metrics_port"))
    assert job["job_name"] == "factionwatch", "the rules ask for it"
    assert job["static_configs"] == [{"targets": [f"{host}:{port}"]}]


def test_each_alert_fires_when_it_should_and_only_then() -> None:
    run(program("promtool", "apt-get install prometheus"), "test", "rules", "factionwatch.test.yml")


def test_each_alert_is_tested_both_ways() -> None:
    tests = yaml.safe_load((PROMETHEUS / "factionwatch.test.yml").read_text())["tests"]
    cases = [case for test in tests for case in test.get("alert_rule_test", ())]
    for rule in rules("alert"):
        outcomes = {bool(case["exp_alerts"]) for case in cases if case["alertname"] == rule["alert"]}
        assert outcomes == {True, False}, rule["alert"]


def test_each_alert_has_its_section_in_the_runbook() -> None:
    headings = {line.lstrip("# ").strip() for line in RUNBOOK.read_text().splitlines() if line.startswith("#")}
    for rule in rules("alert"):
        assert rule["annotations"]["runbook"] == f"docs/runbook.md#{rule['alert'].lower()}"
        assert rule["alert"] in headings


def test_rules_and_dashboards_name_no_metric_that_is_not_there() -> None:
    exposed = {spec.name for spec in SPECS} | {f"{spec.name}_bucket" for spec in SPECS if spec.kind == "histogram"}
    asked = [rule["expr"] for rule in rules("expr")] + [query for page in DASHBOARDS for query in queries(page)]
    for page in DASHBOARDS:
        asked += [variable.query for variable in page.variables]
    for expression in asked:
        assert metric_names(expression) <= exposed, expression


def test_dashboards_ask_only_for_records_that_rules_make() -> None:
    made = {rule["record"] for rule in rules("record")}
    for page in DASHBOARDS:
        for query in queries(page):
            assert set(re.findall(r"[a-z_]+:[a-z_]+:[a-z0-9_]+", query)) <= made


@pytest.mark.parametrize("page", DASHBOARDS, ids=lambda page: page.uid)
def test_the_checked_in_dashboard_is_what_the_code_writes(page: Dashboard) -> None:
    written = json.loads((HERE / "dashboards" / f"{page.uid}.json").read_text())
    assert written == json.loads(json.dumps(render(page))), "run: python -m deploy.grafana.dashboards"


@pytest.mark.parametrize("page", DASHBOARDS, ids=lambda page: page.uid)
def test_panels_do_not_overlap_and_every_variable_is_used(page: Dashboard) -> None:
    taken: set[tuple[int, int]] = set()
    for panel in render(page)["panels"]:
        at = panel["gridPos"]
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert not cells & taken
        assert at["x"] + at["w"] <= 24
        taken |= cells
    for variable in page.variables:
        assert any(f"${variable.name}" in query for query in queries(page)), variable.name


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prometheus]:
    """A Prometheus that scrapes an exporter to which one of everything has been told."""
    began = time.time()
    metrics = Metrics("0.0.0", clock=lambda: began)
    metrics.ready(True)
    with serve(metrics, port=0) as port, prometheus(tmp_path_factory.mktemp("prometheus"), [port]) as server:
        server.wait_for("factionwatch_ready == 1")
        tell_everything(metrics)
        server.wait_for("factionwatch_records_total")
        tell_everything(metrics)
        server.wait_for("stage:factionwatch_records:rate5m > 0")
        yield server


def tell_everything(metrics: Metrics) -> None:
    metrics.batch_processed("extract", 100, 0.2)
    metrics.rejected("extract", "invalid_json")
    metrics.taken(extraction())
    for out in (incident(), tick(date(2024, 2, 18)), tally(), signal(), standing("k")):
        metrics.published(out, age_seconds=0.3)
    metrics.published(standing("d", direction="de-escalation"))
    metrics.progress("news.articles", 0, committed=5, end=9)


@pytest.mark.parametrize("query", sorted({query for page in DASHBOARDS for query in queries(page)}))
def test_every_dashboard_query_returns_data(watched: Prometheus, query: str) -> None:
    assert watched.wait_for(chosen(query))


@pytest.mark.parametrize("record", sorted(rule["record"] for rule in rules("record")))
def test_every_recording_rule_returns_data(watched: Prometheus, record: str) -> None:
    assert watched.wait_for(record)


@pytest.mark.parametrize("rule", rules("alert"), ids=lambda rule: rule["alert"])
def test_every_alert_reads_series_that_are_there(watched: Prometheus, rule: dict[str, Any]) -> None:
    """Without its threshold, each alerting expression has a value."""
    bare = re.sub(r"\s(==|>)\s+[\d.]+", "", rule["expr"])
    assert bare != rule["expr"]
    assert watched.wait_for(bare)


def test_an_open_level_3_signal_fires_and_nothing_else_does(watched: Prometheus) -> None:
    firing = wait_until("an alert fires", watched.firing)
    assert firing == {"FactionwatchSignalLevel3"}


def test_every_window_and_variable_has_values_to_choose(watched: Prometheus) -> None:
    windows = {found["metric"]["window"] for found in watched.wait_for("factionwatch_attacks")}
    assert windows == set(WINDOWS)
    for page in DASHBOARDS:
        for variable in page.variables:
            match = re.fullmatch(r"label_values\((.+), (\w+)\)", variable.query)
            assert match
            assert all(found["metric"][match[2]] for found in watched.wait_for(chosen(match[1])))

"""Writes the dashboards that Grafana is provisioned with: `python -m deploy.grafana.dashboards`.

Code instead of exported JSON, so that panels look alike, a change can be reviewed, and a test can hold every
query to a running Prometheus. The written files are checked in; a test fails when they and this part.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DATASOURCE = {"type": "prometheus", "uid": "prometheus"}
COLUMNS = 24
SUBJECTS = (
    'on (faction) group_left() (max by (faction) (factionwatch_subject_info{theatre=~"$theatre", faction=~"$faction"}))'
)
"""Keeps the series of the chosen theatres and factions: a tally has no theatre, its subject has one or more."""
WORKER = 'instance=~"$instance"'


@dataclass(frozen=True, slots=True)
class Query:
    """One PromQL expression and how its series are named."""

    expr: str
    legend: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture. `kind` is Grafana's panel type; `unit` one of its units."""

    title: str
    about: str
    queries: tuple[Query, ...]
    unit: str = "short"
    kind: str = "timeseries"
    width: int = 12
    height: int = 8


@dataclass(frozen=True, slots=True)
class Variable:
    """A choice at the head of a dashboard, read from Prometheus."""

    name: str
    label: str
    query: str
    default: str | None = None
    """One value to begin with; None: several may be chosen, at first all."""


@dataclass(frozen=True, slots=True)
class Dashboard:
    """One page."""

    uid: str
    title: str
    variables: tuple[Variable, ...]
    panels: tuple[Panel, ...]
    annotations: tuple[tuple[str, Query, str], ...] = ()
    """Name, query, colour: spans of time in which the query gives more than nothing."""
    span: str = "now-30d"


ATTACKS = Dashboard(
    uid="factionwatch-attacks",
    title="factionwatch: attacks and signals",
    variables=(
        Variable("theatre", "Theatre", "label_values(factionwatch_subject_info, theatre)"),
        Variable("faction", "Faction", 'label_values(factionwatch_subject_info{theatre=~"$theatre"}, faction)'),
        Variable("policy", "Counting policy", "label_values(factionwatch_attacks, policy)", default="reported"),
    ),
    annotations=(
        (
            "Escalation in force",
            Query(
                'max by (faction, basis, level) (factionwatch_standing_signals{faction=~"$faction", '
                'direction="escalation"}) > 0',
                "{{faction}}: {{basis}}, level {{level}}",
            ),
            "red",
        ),
        (
            "De-escalation in force",
            Query(
                'max by (faction, basis, level) (factionwatch_standing_signals{faction=~"$faction", '
                'direction="de-escalation"}) > 0',
                "{{faction}}: {{basis}}, level {{level}}",
            ),
            "green",
        ),
    ),
    panels=(
        Panel(
            "Attacks in the last 7 days",
            "By the tally's own day (as_of). Each line is one faction, coalition, theatre or its unattributed acts.",
            (
                Query(
                    'faction_policy_window:factionwatch_attacks:max{policy="$policy", window="7d"} * ' + SUBJECTS,
                    "{{faction}}",
                ),
            ),
            width=24,
            height=10,
        ),
        Panel(
            "Attacks since the beginning",
            "A revised or withdrawn report lowers it again.",
            (
                Query(
                    'faction_policy_window:factionwatch_attacks:max{policy="$policy", window="total"} * ' + SUBJECTS,
                    "{{faction}}",
                ),
            ),
        ),
        Panel(
            "Strikes on the faction in the last 30 days",
            "Acts of others against it.",
            (Query('faction_window:factionwatch_strikes:max{window="30d"} * ' + SUBJECTS, "{{faction}}"),),
        ),
        Panel(
            "Signals in force",
            "By level: 3 is the gravest.",
            (
                Query(
                    "sum by (direction, basis, level) "
                    '(faction_direction_basis_level:factionwatch_standing_signals:max{faction=~"$faction"})',
                    "{{direction}}, {{basis}}, level {{level}}",
                ),
            ),
            kind="bargauge",
        ),
        Panel(
            "Since the last attack",
            "Whole days up to the tally's day.",
            (Query("max by (faction) (factionwatch_since_last_attack_seconds) * " + SUBJECTS, "{{faction}}"),),
            unit="s",
            kind="bargauge",
        ),
        Panel(
            "Until silence becomes a lull",
            "Negative: due, and withheld or already raised.",
            (
                Query(
                    "(max by (faction) (factionwatch_lull_due_timestamp_seconds) "
                    "- on (faction) max by (faction) (factionwatch_as_of_timestamp_seconds)) * " + SUBJECTS,
                    "{{faction}}",
                ),
            ),
            unit="s",
            kind="bargauge",
        ),
        Panel(
            "Killed and wounded by its attacks, at least",
            "The lower bound where reports differ.",
            (
                Query(
                    'max by (faction, outcome) (factionwatch_casualties{bound="min"}) * ' + SUBJECTS,
                    "{{faction}}, {{outcome}}",
                ),
            ),
            kind="bargauge",
        ),
        Panel(
            "Counted against reported",
            "Attacks counted here per attack in the newest running count that an article told for the same days.",
            (Query("max by (faction) (factionwatch_coverage_ratio) * " + SUBJECTS, "{{faction}}"),),
            unit="percentunit",
        ),
        Panel(
            "Days of thin input",
            "Recent days on which too few articles came in to judge silence by.",
            (Query('max by (theatre) (factionwatch_input_degraded_days{theatre=~"$theatre"})', "{{theatre}}"),),
            kind="bargauge",
        ),
    ),
)

SERVICE = Dashboard(
    uid="factionwatch-service",
    title="factionwatch: service health",
    variables=(Variable("instance", "Worker", "label_values(factionwatch_build_info, instance)"),),
    panels=(
        Panel(
            "Ready workers",
            "Topics checked, state recovered, work taken in.",
            (Query(f"sum(factionwatch_ready{{{WORKER}}})", "ready"),),
            kind="stat",
            width=6,
            height=5,
        ),
        Panel(
            "Versions",
            "More than one while an upgrade rolls through.",
            (Query(f"count by (version) (factionwatch_build_info{{{WORKER}}})", "{{version}}"),),
            kind="stat",
            width=6,
            height=5,
        ),
        Panel(
            "Records not yet read",
            "Over all topics.",
            (Query("sum(topic_partition:factionwatch_consumer_lag_records:max)", "lag"),),
            kind="stat",
            width=6,
            height=5,
        ),
        Panel(
            "Since the last tick",
            "A tick moves the day on, so that silence is judged.",
            (Query("time() - max by (theatre) (factionwatch_last_tick_timestamp_seconds)", "{{theatre}}"),),
            unit="s",
            kind="stat",
            width=6,
            height=5,
        ),
        Panel(
            "Records dealt with",
            "Stage `extract`: articles.",
            (Query("stage:factionwatch_records:rate5m", "{{stage}}"),),
            unit="reqps",
        ),
        Panel(
            "Inputs put aside",
            "By stage and reason; they are whole on the dead-letter topic.",
            (Query("stage_reason:factionwatch_rejected:rate5m", "{{stage}}: {{reason}}"),),
            unit="reqps",
        ),
        Panel(
            "From the arrival of an article to its outputs, 99th percentile",
            "Only outputs whose article is known.",
            (Query("topic:factionwatch_delivery_seconds:p99_5m", "{{topic}}"),),
            unit="s",
        ),
        Panel(
            "Time of a batch, 99th percentile",
            "From reading to written outputs and state.",
            (Query("stage:factionwatch_stage_duration_seconds:p99_5m", "{{stage}}"),),
            unit="s",
        ),
        Panel(
            "Lag by partition",
            "Records not yet committed, as the broker tells.",
            (Query("topic_partition:factionwatch_consumer_lag_records:max", "{{topic}} {{partition}}"),),
        ),
        Panel(
            "Outputs",
            "Acknowledged by the broker.",
            (Query("sum by (topic) (rate(factionwatch_published_total[5m]))", "{{topic}}"),),
            unit="reqps",
        ),
        Panel(
            "What articles say",
            "Read out of articles by theatre.",
            (
                Query("sum by (theatre) (rate(factionwatch_relevant_articles_total[5m]))", "{{theatre}}: relevant"),
                Query("sum by (theatre) (rate(factionwatch_mentions_total[5m]))", "{{theatre}}: mentions"),
                Query("sum by (theatre) (rate(factionwatch_statements_total[5m]))", "{{theatre}}: statements"),
                Query("sum by (theatre) (rate(factionwatch_incidents_total[5m]))", "{{theatre}}: incidents"),
                Query("sum by (theatre) (rate(factionwatch_merged_mentions_total[5m]))", "{{theatre}}: merged"),
            ),
            unit="reqps",
        ),
        Panel(
            "Memory",
            "Resident, by worker.",
            (Query(f'process_resident_memory_bytes{{job="factionwatch", {WORKER}}}', "{{instance}}"),),
            unit="bytes",
        ),
    ),
    span="now-6h",
)

DASHBOARDS = (ATTACKS, SERVICE)


def queries(dashboard: Dashboard) -> list[str]:
    """Every PromQL expression of a dashboard, its annotations included."""
    shown = [query.expr for panel in dashboard.panels for query in panel.queries]
    return shown + [query.expr for _, query, _ in dashboard.annotations]


def render(dashboard: Dashboard) -> dict[str, Any]:
    """The dashboard in Grafana's JSON model (schema version 39, Grafana 10.4 and later)."""
    return {
        "uid": dashboard.uid,
        "title": dashboard.title,
        "tags": ["factionwatch"],
        "schemaVersion": 39,
        "editable": False,
        "graphTooltip": 1,
        "refresh": "1m",
        "time": {"from": dashboard.span, "to": "now"},
        "timezone": "utc",
        "templating": {"list": [_variable(variable) for variable in dashboard.variables]},
        "annotations": {"list": [_annotation(*annotation) for annotation in dashboard.annotations]},
        "panels": _panels(dashboard.panels),
    }


def _variable(variable: Variable) -> dict[str, Any]:
    many = variable.default is None
    return {
        "type": "query",
        "name": variable.name,
        "label": variable.label,
        "datasource": DATASOURCE,
        "query": {"query": variable.query, "refId": variable.name},
        "refresh": 2,
        "sort": 1,
        "multi": many,
        "includeAll": many,
        "allValue": ".*" if many else None,
        "current": {"text": "All", "value": "$__all"}
        if many
        else {"text": variable.default, "value": variable.default},
    }


def _annotation(name: str, query: Query, colour: str) -> dict[str, Any]:
    return {
        "name": name,
        "datasource": DATASOURCE,
        "enable": True,
        "expr": query.expr,
        "titleFormat": query.legend,
        "iconColor": colour,
        "step": "1m",
    }


def _panels(panels: Sequence[Panel]) -> list[dict[str, Any]]:
    placed, left, top, row_height = [], 0, 0, 0
    for number, panel in enumerate(panels, 1):
        if left + panel.width > COLUMNS:
            left, top, row_height = 0, top + row_height, 0
        position = {"x": left, "y": top, "w": panel.width, "h": panel.height}
        placed.append(_panel(number, panel, position))
        left, row_height = left + panel.width, max(row_height, panel.height)
    return placed


def _panel(number: int, panel: Panel, position: dict[str, int]) -> dict[str, Any]:
    return {
        "id": number,
        "type": panel.kind,
        "title": panel.title,
        "description": panel.about,
        "datasource": DATASOURCE,
        "gridPos": position,
        "fieldConfig": {"defaults": {"unit": panel.unit}, "overrides": []},
        "targets": [
            {
                "refId": chr(ord("A") + index),
                "datasource": DATASOURCE,
                "expr": query.expr,
                "legendFormat": query.legend,
                "instant": panel.kind != "timeseries",
                "range": panel.kind == "timeseries",
            }
            for index, query in enumerate(panel.queries)
        ],
    }


def main() -> None:
    """Write one file a dashboard."""
    for dashboard in DASHBOARDS:
        path = HERE / "dashboards" / f"{dashboard.uid}.json"
        path.write_text(json.dumps(render(dashboard), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Every metric, named once, and the observer that fills them.

What the state says (tallies, signals in force, the thinness of input, lag) is rendered at each scrape from
the newest records themselves, so it cannot drift from what is published and disappears with its owner.
Only what happens (records read, rejections, messages sent, durations) is counted; such counts are of this
process and begin anew with it. Units are base units; a share is a ratio.
"""

import platform
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from schemas import Extraction, Incident, Record, Signal, StandingSignal, Tally, Tick
from schemas.topics import Topic
from streams.core.step import Out
from streams.health import Offsets, Progress
from streams.observe import Stage

DAY_SECONDS = 86_400
BATCH_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
DELIVERY_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
WINDOWS = {"total": "total", "1d": "last_1d", "7d": "last_7d", "30d": "last_30d", "90d": "last_90d"}
"""Value of the label `window`, and the field of `schemas.Counts` that it is read from."""


@dataclass(frozen=True, slots=True)
class Spec:
    """A metric as operators meet it."""

    name: str
    kind: Literal["counter", "gauge", "histogram"]
    labels: tuple[str, ...]
    about: str


def _spec(kind: Literal["counter", "gauge", "histogram"], name: str, about: str, *labels: str) -> Spec:
    return Spec(f"factionwatch_{name}", kind, labels, about)


RECORDS = _spec("counter", "records_total", "Records dealt with by a stage; stage `extract`: articles.", "stage")
REJECTED = _spec("counter", "rejected_total", "Inputs put aside, by error code.", "stage", "reason")
BATCH = _spec("histogram", "stage_duration_seconds", "Time from a batch to its written outputs and state.", "stage")
DELIVERY = _spec("histogram", "delivery_seconds", "Age of the article when an output of it is acknowledged.", "topic")
PUBLISHED = _spec("counter", "published_total", "Outputs acknowledged, tombstones included.", "topic")
RELEVANT = _spec("counter", "relevant_articles_total", "Articles that name somebody or some place watched.", "theatre")
MENTIONS = _spec("counter", "mentions_total", "Mentions read out of articles.", "theatre")
STATEMENTS = _spec("counter", "statements_total", "Statements read out of articles.", "theatre")
INCIDENTS = _spec("counter", "incidents_total", "Incidents published: new ones and revisions.", "theatre")
WITHDRAWN = _spec("counter", "incidents_withdrawn_total", "Incidents superseded or no longer held by any report.")
MERGES = _spec("counter", "merged_mentions_total", "Mentions beyond the first in published incidents.", "theatre")
SIGNALS = _spec("counter", "signals_total", "Signal messages sent.", "faction", "status", "direction", "basis", "level")

SUBJECT = _spec("gauge", "subject_info", "1 for each subject of a tally and theatre.", "faction", "theatre", "kind")
ATTACKS = _spec(
    "gauge", "attacks", "Attacks by a faction in a window that ends on as_of.", "faction", "policy", "window"
)
STRIKES = _spec("gauge", "strikes", "Strikes on a faction in a window that ends on as_of.", "faction", "window")
UNDATED = _spec("gauge", "undated_attacks", "Attacks in the totals whose day is not known.", "faction")
CASUALTIES = _spec("gauge", "casualties", "People killed or wounded by a faction.", "faction", "outcome", "bound")
AS_OF = _spec("gauge", "as_of_timestamp_seconds", "Day that a tally is of (00:00 UTC).", "faction")
SINCE_ATTACK = _spec("gauge", "since_last_attack_seconds", "From the last attack to as_of, in whole days.", "faction")
COVERAGE = _spec("gauge", "coverage_ratio", "Attacks counted per attack in the newest reported count.", "faction")
LULL_DUE = _spec("gauge", "lull_due_timestamp_seconds", "Day on which lasting silence becomes a lull.", "faction")
STANDING = _spec("gauge", "standing_signals", "Signals in force.", "faction", "direction", "basis", "level")
DEGRADED = _spec("gauge", "input_degraded", "1 while the input of the newest day is too thin to judge by.", "theatre")
DEGRADED_DAYS = _spec("gauge", "input_degraded_days", "Recent days with too thin an input.", "theatre")
TICK_AS_OF = _spec("gauge", "tick_as_of_timestamp_seconds", "Day of the newest tick (00:00 UTC).", "theatre")
TICK = _spec("gauge", "last_tick_timestamp_seconds", "When a tick last went through.", "theatre")
LAG = _spec("gauge", "consumer_lag_records", "Records not yet committed.", "topic", "partition")
COMMIT = _spec(
    "gauge", "last_commit_timestamp_seconds", "When the offset last moved or nothing waited.", "topic", "partition"
)
READY = _spec("gauge", "ready", "1 while topics are checked, state is recovered and work is taken in.")
BUILD = _spec("gauge", "build_info", "1; what runs.", "version", "python")

SPECS: tuple[Spec, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Spec))
"""All of them, in the order of this file."""


class Metrics:
    """A `streams.observe.Observer` that keeps the numbers of one process in a registry of its own.

    `clock` gives wall-clock seconds. `stall_seconds` is how long records may wait before `live` complains.
    """

    def __init__(self, version: str, stall_seconds: float = 300.0, clock: Callable[[], float] = time.time) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # it has no annotations; `_created` nobody reads
        self._clock = clock
        self._lock = threading.Lock()
        self._state = _State(version)
        self._progress = Progress(stall_seconds)
        self.registry = CollectorRegistry(auto_describe=False)
        self._counters = {spec: _counter(spec, self.registry) for spec in SPECS if spec.kind == "counter"}
        self._batch = Histogram(BATCH.name, BATCH.about, BATCH.labels, buckets=BATCH_SECONDS, registry=self.registry)
        self._delivery = Histogram(
            DELIVERY.name, DELIVERY.about, DELIVERY.labels, buckets=DELIVERY_SECONDS, registry=self.registry
        )
        self.registry.register(_StateCollector(self._gauges))
        ProcessCollector(registry=self.registry)

    def batch_processed(self, stage: Stage, records: int, seconds: float) -> None:
        """Count the records and the time of a batch."""
        self._counters[RECORDS].labels(stage).inc(records)
        self._batch.labels(stage).observe(seconds)

    def taken(self, record: Record) -> None:
        """Count what an article says; other records were counted when they were published."""
        if isinstance(record, Extraction):
            self._counters[RELEVANT].labels(record.theatre).inc(int(record.relevant))
            self._counters[MENTIONS].labels(record.theatre).inc(len(record.mentions))
            self._counters[STATEMENTS].labels(record.theatre).inc(len(record.statements))

    def rejected(self, stage: Stage, error: str) -> None:
        """Count a rejection by its code."""
        self._counters[REJECTED].labels(stage, error).inc()

    def published(self, out: Out, age_seconds: float | None = None) -> None:
        """Count an output and, where it tells of state, keep it."""
        self._counters[PUBLISHED].labels(out.topic.value).inc()
        if age_seconds is not None:
            self._delivery.labels(out.topic.value).observe(max(0.0, age_seconds))
        match out.value:
            case Incident() as incident:
                self._counters[INCIDENTS].labels(incident.theatre).inc()
                self._counters[MERGES].labels(incident.theatre).inc(len(incident.mentions) - 1)
            case Signal() as signal:
                labels = (signal.faction, signal.status, signal.direction, signal.basis, str(signal.level))
                self._counters[SIGNALS].labels(*labels).inc()
            case None if out.topic is Topic.INCIDENTS:
                self._counters[WITHDRAWN].inc()
        with self._lock:
            self._state.take(out, self._clock())

    def restored(self, outs: Iterable[Out]) -> None:
        """Keep what stands, and count nothing: it was counted when it was published."""
        with self._lock:
            for out in outs:
                self._state.take(out, None)

    def released(self) -> None:
        """Forget the state; its next owner tells it."""
        with self._lock:
            self._state.clear()

    def progress(self, topic: str, partition: int, committed: int, end: int, *, is_ours: bool = True) -> None:
        """Note the offsets of a partition."""
        with self._lock:
            self._progress.tell(topic, partition, Offsets(committed, end, is_ours), self._clock())

    def ready(self, is_ready: bool) -> None:
        """Note whether work is taken in."""
        with self._lock:
            self._state.is_ready = is_ready

    def liveness_complaint(self) -> str | None:
        """Why the process should be restarted; None while it is well."""
        with self._lock:
            return self._progress.complaint(self._clock())

    def readiness_complaint(self) -> str | None:
        """Why the process does not take in work; None while it does."""
        with self._lock:
            return None if self._state.is_ready else "topics are not checked or state is not recovered yet"

    def render(self) -> bytes:
        """All metrics in Prometheus' text format 0.0.4."""
        return generate_latest(self.registry)

    def _gauges(self) -> list[Metric]:
        with self._lock:
            now = self._clock()
            samples = [*self._state.samples(), *_progress_samples(self._progress, now)]
        return _families(samples)


def _counter(spec: Spec, registry: CollectorRegistry) -> Counter:
    return Counter(spec.name, spec.about, spec.labels, registry=registry)


Sample = tuple[Spec, tuple[str, ...], float]
"""A gauge, its label values, its value."""


def _progress_samples(progress: Progress, now: float) -> Iterator[Sample]:
    for (topic, partition), lag in sorted(progress.lags(now).items()):
        yield LAG, (topic, str(partition)), lag
    for (topic, partition), moved_at in sorted(progress.moved_at(now).items()):
        yield COMMIT, (topic, str(partition)), moved_at


def _families(samples: Iterable[Sample]) -> list[Metric]:
    families = {
        spec: GaugeMetricFamily(spec.name, spec.about, labels=spec.labels) for spec in SPECS if spec.kind == "gauge"
    }
    for spec, labels, value in samples:
        families[spec].add_metric(labels, value)
    return list(families.values())


class _StateCollector(Collector):
    """Asks for the gauges anew at every scrape."""

    def __init__(self, gauges: Callable[[], Iterable[Metric]]) -> None:
        self._gauges = gauges

    def collect(self) -> Iterable[Metric]:
        return self._gauges()


class _State:
    """The newest record of each thing that gauges tell of."""

    def __init__(self, version: str) -> None:
        self.is_ready = False
        self._version = version
        self._tallies: dict[str, Tally] = {}
        self._standing: dict[str, StandingSignal] = {}
        self._ticks: dict[str, Tick] = {}
        self._ticked_at: dict[str, float] = {}

    def take(self, out: Out, at: float | None) -> None:
        """Keep `out` where it is state; `at` is None for what only was restored."""
        match out.value:
            case Tally() as tally:
                self._tallies[tally.subject] = tally
            case Tick() as tick:
                before = self._ticks.get(tick.theatre)
                if before is None or before.as_of <= tick.as_of:
                    self._ticks[tick.theatre] = tick
                if at is not None:
                    self._ticked_at[tick.theatre] = at
            case StandingSignal() as signal if out.topic is Topic.STANDING:
                self._standing[signal.key] = signal
            case None if out.topic is Topic.STANDING:
                self._standing.pop(out.key, None)
            case None if out.topic is Topic.TALLIES:
                self._tallies.pop(out.key, None)

    def clear(self) -> None:
        """Forget all but when a tick last went through: that is of the process, not of an owner."""
        self._tallies.clear()
        self._standing.clear()
        self._ticks.clear()

    def samples(self) -> Iterator[Sample]:
        yield BUILD, (self._version, platform.python_version()), 1
        yield READY, (), int(self.is_ready)
        for tally in self._tallies.values():
            yield from _tally_samples(tally)
        yield from _standing_samples(self._standing.values())
        for theatre, tick in self._ticks.items():
            yield DEGRADED, (theatre,), int(tick.as_of in tick.degraded)
            yield DEGRADED_DAYS, (theatre,), len(tick.degraded)
            yield TICK_AS_OF, (theatre,), _timestamp(tick.as_of)
        for theatre, ticked_at in self._ticked_at.items():
            yield TICK, (theatre,), ticked_at


def _tally_samples(tally: Tally) -> Iterator[Sample]:
    subject = tally.subject
    for theatre in tally.theatres:
        yield SUBJECT, (subject, theatre, tally.subject_kind), 1
    for window, field in WINDOWS.items():
        for policy, counts in tally.attacks.items():
            yield ATTACKS, (subject, policy, window), getattr(counts, field)
        yield STRIKES, (subject, window), getattr(tally.strikes, field)
    yield UNDATED, (subject,), tally.undated
    yield CASUALTIES, (subject, "killed", "min"), tally.killed_min
    yield CASUALTIES, (subject, "killed", "max"), tally.killed_max
    yield CASUALTIES, (subject, "wounded", "min"), tally.wounded_min
    yield CASUALTIES, (subject, "wounded", "max"), tally.wounded_max
    yield AS_OF, (subject,), _timestamp(tally.as_of)
    if tally.days_since_last_attack is not None:
        yield SINCE_ATTACK, (subject,), tally.days_since_last_attack * DAY_SECONDS
    if tally.coverage is not None and tally.coverage.share is not None:
        yield COVERAGE, (subject,), tally.coverage.share
    if tally.lull_due_at is not None:
        yield LULL_DUE, (subject,), _timestamp(tally.lull_due_at)


def _standing_samples(standing: Iterable[StandingSignal]) -> Iterator[Sample]:
    counts: dict[tuple[str, ...], int] = {}
    for signal in standing:
        labels = (signal.faction, signal.direction, signal.basis, str(signal.level))
        counts[labels] = counts.get(labels, 0) + 1
    for key, count in sorted(counts.items()):
        yield STANDING, key, count


def _timestamp(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()

"""The Faust app: topics, tables and agents, wired to the stages. No logic of its own.

`factionwatch worker` and `faust -A streams.kafka.app worker` run the same app.
"""

import asyncio
import logging
import os
import sys
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, datetime
from signal import Signals
from typing import Any, TypeVar

import faust
from aiokafka.errors import KafkaError
from faust.auth import SASLCredentials, SSLCredentials
from pydantic import ValidationError
from yarl import URL

from schemas import Record, StandingSignal, Tally
from schemas.topics import Topic
from streams import config, pipeline, watchlists
from streams.config import Settings
from streams.core.step import Out
from streams.errors import FactionwatchError
from streams.kafka import clients, progress, tail, topics, wire
from streams.kafka.clients import LETTER_BYTES_MAX, RECORD_BYTES_MAX
from streams.kafka.crash import CrashPlan
from streams.kafka.deadletters import Origin
from streams.kafka.driver import Assignor, Transport
from streams.kafka.extraction import ExtractionPool
from streams.kafka.lease import Lease
from streams.kafka.logs import Calm
from streams.kafka.stages import Arrival, ExtractWork, Outlet, OwnedWork
from streams.kafka.state import StateTable
from streams.observe import Observer, Unobserved
from streams.pipeline import Pipeline, tick

log = logging.getLogger("factionwatch.worker")

RecordT = TypeVar("RecordT", bound=Record)
PipelineFactory = Callable[[Settings], Pipeline]

EXIT_FAILED = 70
"""EX_SOFTWARE: something that must not be skipped went wrong; the orchestrator starts the worker again."""

BUFFERED_RECORDS_MAX = 2_000
"""Records the queue of a topic may hold before fetching pauses; Faust pauses at four fifths of it."""

EXTRACTED_RECORDS_MAX = 16
"""Articles that are read as one batch. Reading takes long: small batches are passed on and acknowledged while others
are read, a crash repeats little, and a rebalance, which waits for what is under way, is not given up by the group."""

POLL_RECORDS_MAX = 50
"""Records taken from the client at once. Faust hands them on in order and waits at a full queue: without a bound, a
backlog of articles keeps every later topic waiting, and no signal is raised until the backlog is worked off."""

PRODUCER_LINGER_SECONDS = 0.005
"""How long a record waits for others that go with it. A batch's records are sent together: without it the first goes
alone and the others wait until it is answered."""

PRODUCER_SECONDS_MAX = 120.0
"""How long a record may wait for the brokers, as when they restart, before the worker gives up and ends."""

STOP_SECONDS_MAX = 20.0
"""How long an orderly stop may take, below the patience of orchestrators (30 s)."""

PROGRESS_SECONDS = 10.0
LEASE_SHARE = 0.8
"""Of the session timeout: how long the process may stand still before it gives itself up."""


class _Worker(faust.Worker):
    """Ends in time when it is told to, even if Faust waits for brokers that are away: nothing is lost by it."""

    def _schedule_shutdown(self, signal: Signals) -> None:
        timer = threading.Timer(STOP_SECONDS_MAX, _give_up_stopping)
        timer.daemon = True
        timer.start()
        super()._schedule_shutdown(signal)


class WatchApp(faust.App):
    """A Faust app with a pool of extracting processes and a lease."""

    def __init__(self, settings: Settings, pool: ExtractionPool, observer: Observer) -> None:
        self.settings = settings
        self.observer = observer
        self.lease = Lease(settings.session_timeout_seconds * LEASE_SHARE)
        self.pool = pool
        super().__init__(settings.group, **_faust_options(settings))

    def _new_transport(self) -> Transport:
        return Transport(self.conf.broker_consumer, self)

    def _new_producer_transport(self) -> Transport:
        return Transport(self.conf.broker_producer, self)

    def _create_directories(self) -> None:
        """None: state is in memory and on the brokers, and the file system may be read-only."""

    async def on_start(self) -> None:
        """Load the watchlists before any partition is asked for."""
        calm = Calm()
        for handler in logging.getLogger().handlers:
            handler.addFilter(calm)
        await self.pool.warm_up()
        self.lease.start()
        await super().on_start()

    async def on_stop(self) -> None:
        """Commit what is done, then end the extracting processes."""
        self.observer.ready(False)
        await super().on_stop()
        self.pool.close()


def production_pipeline(settings: Settings) -> Pipeline:
    """The pipeline of the settings' watchlists and options."""
    return pipeline.build(watchlists.load(settings.watchlists), settings.options)


def build(
    settings: Settings, factory: PipelineFactory = production_pipeline, observer: Observer | None = None
) -> WatchApp:
    """Wire an app. Talks to nobody yet."""
    observer = observer or Unobserved()
    crash = CrashPlan.from_environment()
    parts = factory(settings)
    app = WatchApp(settings, ExtractionPool(parts.make_extract, settings.processes), observer)
    outlet = Outlet(lambda: app.producer, app.lease, settings.group)

    extract = ExtractWork(app.pool, outlet, observer)
    _agent(app, parts.extract.source, extract, crash, EXTRACTED_RECORDS_MAX)
    tables = []
    for stage in parts.owned:
        accepts = set(parts.theatres).__contains__ if stage is parts.resolve else _anything
        table = StateTable(app, name=stage.name, key_type=bytes, value_type=bytes, partitions=settings.partitions)
        app.tables.add(table)
        tables.append(table)
        work = OwnedWork(stage, table, outlet, observer, crash, partitions=settings.partitions, accepts=accepts)
        _agent(app, stage.source, work, crash, settings.batch_records)

    app.task(_ticking(app, parts, outlet))
    app.task(_telling(app, tables))
    app.on_partitions_revoked.connect(_released(observer), weak=False)
    return app


def _anything(_key: str) -> bool:
    return True


def _agent(app: WatchApp, topic: Topic, work: ExtractWork | OwnedWork[Any], crash: CrashPlan, records_max: int) -> None:
    """Take batches off a topic, as many at once as the work allows; acknowledge a batch when all of it is done."""

    async def process(stream: Any, events: Sequence[Any]) -> None:
        try:
            await work.take([_arrival(event.message) for event in events])
        except Exception:  # skipping would lose records: end the process, and the next one begins here again
            log.critical("%s failed; the worker ends", work.name, exc_info=True)
            _exit_now()
        crash.passing("before-ack")
        for event in events:
            await stream.ack(event)

    async def agent(stream: Any) -> None:
        under_way: set[asyncio.Task[None]] = set()
        async for events in stream.noack_take(records_max, within=app.settings.batch_seconds):
            batch = asyncio.create_task(process(stream, events))
            under_way.add(batch)
            batch.add_done_callback(under_way.discard)
            if len(under_way) == work.at_once:
                await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)

    source = app.topic(
        topic, key_type=bytes, value_type=bytes, key_serializer="raw", value_serializer="raw", allow_empty=True
    )
    app.agent(source, name=work.name, concurrency=1)(agent)


def _arrival(message: Any) -> Arrival:
    return Arrival(
        Origin(message.topic, message.partition, message.offset),
        message.key,
        message.value,
        wire.headers_of(message.headers),
        int(message.timestamp * 1000),
    )


def _give_up_stopping() -> None:
    log.error("not stopped after %.0f s: ending; what was not committed is read again", STOP_SECONDS_MAX)
    _exit_now()


def _exit_now() -> None:
    for handler in logging.getLogger().handlers:
        handler.flush()
    os._exit(EXIT_FAILED)


def _ticking(app: WatchApp, parts: Pipeline, outlet: Outlet) -> Callable[[], Any]:
    """Send each theatre's tick from the worker that has the theatre: a record, so that a replay repeats it."""

    async def send_ticks() -> None:
        interval_seconds = app.settings.tick_seconds
        while interval_seconds and not app.should_stop:
            held = {tp.partition for tp in app.consumer.assignment() if tp.topic == Topic.EXTRACTIONS}
            now = datetime.now(UTC)
            ticks = [
                wire.message(Out(Topic.EXTRACTIONS, theatre, tick(theatre, now.date())), "tick", None, now)
                for theatre in parts.theatres
                if wire.partition_of(theatre.encode(), app.settings.partitions) in held
            ]
            try:
                await outlet.send(ticks)
            except KafkaError as error:
                log.warning("no tick was sent: %s", error)
            await app.sleep(interval_seconds)

    return send_ticks


def _telling(app: WatchApp, tables: Sequence[StateTable]) -> Callable[[], Any]:
    """Tell the observer how far the group is, as the brokers see it, and after a rebalance what stands already."""

    async def tell_progress() -> None:
        app.observer.ready(True)
        generations_told: list[int] = []
        while not app.should_stop:
            ours = {(tp.topic, tp.partition) for tp in app.consumer.assignment()}
            generations = [table.generation for table in tables]
            try:
                if generations != generations_told:
                    app.observer.restored(await asyncio.to_thread(_answers, app.settings, ours))
                    generations_told = generations
                for part in await asyncio.to_thread(progress.read, app.settings):
                    is_ours = (part.topic, part.partition) in ours
                    app.observer.progress(part.topic, part.partition, part.committed, part.end, is_ours=is_ours)
            except FactionwatchError as error:
                log.warning("progress is not known: %s", error)
            await app.sleep(PROGRESS_SECONDS)

    return tell_progress


def _answers(settings: Settings, ours: Collection[tuple[str, int]]) -> list[Out]:
    """The tallies and signals in force of the subjects that this worker has."""
    tallies, signals = _standing(settings, Topic.TALLIES, Tally), _standing(settings, Topic.STANDING, StandingSignal)
    outs = [(tally.subject, Out(Topic.TALLIES, tally.subject, tally)) for tally in tallies]
    outs += [(signal.faction, Out(Topic.STANDING, signal.key, signal)) for signal in signals]
    return [
        out
        for subject, out in outs
        if (str(Topic.LEDGER), wire.partition_of(subject.encode(), settings.partitions)) in ours
    ]


def _standing(settings: Settings, topic: Topic, model: type[RecordT]) -> Iterator[RecordT]:
    """What stands on a topic, without what is not ours: it is read for metrics alone, which must end no worker."""
    for key, value in tail.standing(settings, topic).items():
        try:
            yield model.from_bytes(value)
        except ValidationError:
            log.warning("%s: what stands at %s is no %s", topic, key, model.__name__)


def _released(observer: Observer) -> Callable[..., Any]:
    async def tell_released(_app: Any, _revoked: Any = None, **_rest: Any) -> None:
        observer.released()

    return tell_released


def _faust_options(settings: Settings) -> dict[str, Any]:
    session_seconds = settings.session_timeout_seconds
    return {
        "broker": [URL(f"kafka://{server}") for server in settings.bootstrap_servers],
        "broker_credentials": _credentials(settings),
        "broker_client_id": settings.group,
        "broker_session_timeout": session_seconds,
        "broker_heartbeat_interval": session_seconds / 3,
        "broker_request_timeout": max(30.0, session_seconds + 5),
        "broker_rebalance_timeout": max(30.0, session_seconds),
        "broker_commit_interval": 0.5,
        "broker_max_poll_records": POLL_RECORDS_MAX,
        "consumer_auto_offset_reset": "earliest",
        "consumer_group_instance_id": settings.instance_id,
        "consumer_max_fetch_size": RECORD_BYTES_MAX,
        "producer_max_request_size": LETTER_BYTES_MAX,
        "producer_acks": -1,
        "producer_linger": PRODUCER_LINGER_SECONDS,
        "producer_request_timeout": PRODUCER_SECONDS_MAX,
        "processing_guarantee": "at_least_once",
        "cython_optimizations": True,
        "store": "memory://",
        "stream_buffer_maxsize": BUFFERED_RECORDS_MAX,
        "stream_recovery_delay": 0.0,
        "stream_wait_empty": True,
        "table_standby_replicas": 0,
        "topic_allow_declare": False,
        "topic_disable_leader": True,
        "topic_partitions": settings.partitions,
        "web_enabled": False,
        "worker_redirect_stdouts": False,
        "autodiscover": False,
        "Worker": _Worker,
        "PartitionAssignor": Assignor,
        "version": 1,
    }


def _credentials(settings: Settings) -> Any:
    if settings.uses_sasl:
        return SASLCredentials(
            username=settings.sasl_username,
            password=settings.password(),
            mechanism=settings.sasl_mechanism,
            ssl_context=settings.ssl_context(),
        )
    return SSLCredentials(settings.ssl_context()) if settings.uses_tls else None


def checked_app(
    settings: Settings, factory: PipelineFactory = production_pipeline, observer: Observer | None = None
) -> WatchApp:
    """An app whose topics are as they should be. Raises `BrokerError`, a line for each topic that is not."""
    with clients.admin(settings) as admin:
        for difference in topics.require(admin, topics.wanted(settings)):
            log.warning("%s", difference)
    return build(settings, factory, observer)


def run(app: WatchApp) -> None:
    """Run a worker until it is told to stop; ends the process."""
    logging.getLogger("kafka").setLevel(logging.WARNING)  # it tells of every connection, and progress makes many
    _Worker(app, loglevel=app.settings.log_level, redirect_stdouts=False).execute_from_commandline()


def __getattr__(name: str) -> WatchApp:
    """Make `app` when it is asked for by `faust -A streams.kafka.app`, so that an import reads no settings."""
    if name != "app":
        raise AttributeError(name)
    try:
        return checked_app(config.load())
    except FactionwatchError as error:
        sys.exit(f"factionwatch: {error}")

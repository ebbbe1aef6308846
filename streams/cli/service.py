"""Commands of the Kafka service: run it, make its topics, feed it, and look at what it says.

All of them read the settings from the environment (`FACTIONWATCH_…`), as the service does.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Annotated

import typer
from rich.console import Console
from rich.live import Live
from rich.table import Table

from schemas import Rejection, Signal, StandingSignal, Tally
from schemas.topics import Topic
from streams import config
from streams.cli.arguments import InputsArgument, clock
from streams.core.validate import read_article
from streams.errors import InputError, UsageError
from streams.exporter import serve
from streams.kafka import clients, progress, publishing, tail, topics
from streams.kafka.tail import Begin
from streams.kafka.wire import Message
from streams.local.inputs import Inputs, Raw, unwrap
from streams.metrics import Metrics

TICKS_LOOKED_FOR = 500
"""Records of each partition among which the last tick is looked for."""

JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]

topics_app = typer.Typer(help="Make and check the service's topics.", no_args_is_help=True)


def worker() -> None:
    """Run a worker of the service until it is told to stop."""
    settings = config.load()
    from streams.kafka import app  # noqa: PLC0415 - Faust takes a second to load, which no other command needs

    metrics = Metrics(version("factionwatch"), settings.stall_seconds)
    service = app.checked_app(settings, observer=metrics)
    if settings.metrics_port == 0:
        app.run(service)
    with serve(metrics, settings.metrics_port, settings.metrics_host):
        app.run(service)


@topics_app.command("create")
def topics_create() -> None:
    """Make the topics that are missing; change none that exists."""
    settings = config.load()
    with clients.admin(settings) as admin:
        for name in topics.create(admin, topics.wanted(settings)):
            typer.echo(f"{name}: created")
    topics_check()


@topics_app.command("check")
def topics_check() -> None:
    """Name every difference between the topics as they are and as they should be; exit code 4 if there is any."""
    settings = config.load()
    with clients.admin(settings) as admin:
        differences = topics.check(admin, topics.wanted(settings))
    for difference in differences:
        typer.echo(str(difference))
    if differences:
        raise typer.Exit(4)
    typer.echo(f"all {len(topics.wanted(settings))} topics are as they should be")


@topics_app.command("describe")
def topics_describe() -> None:
    """Show the service's topics as they are."""
    settings = config.load()
    with clients.admin(settings) as admin:
        found = topics.describe(admin, [topic.name for topic in topics.wanted(settings)])
    table = Table("topic", "partitions", "replication", "cleanup", "retention", "largest record")
    for topic in found:
        cleanup = topic.config["cleanup.policy"]
        kept = "until compacted" if cleanup == "compact" else f"{int(topic.config['retention.ms']) // topics.DAY_MS} d"
        largest = f"{int(topic.config['max.message.bytes']) / 2**20:.1f} MiB"
        table.add_row(topic.name, str(topic.partitions), str(topic.replication), cleanup, kept, largest)
    Console().print(table)


def publish(
    inputs: InputsArgument,
    *,
    raw: Annotated[bool, typer.Option("--raw", help="Send inputs as they are, valid or not, without a key.")] = False,
) -> None:
    """Send articles to the service. Those that are not valid are named and not sent; exit code 2 if there was one."""
    settings = config.load()
    refused: list[Rejection] = []
    messages = _raw_messages(Inputs(inputs)) if raw else _checked_messages(Inputs(inputs), refused)
    with Console(stderr=True).status("sending") as status:
        sent = publishing.send(settings, messages, told=lambda count: status.update(f"{count} sent"))
    typer.echo(f"{sent} articles are on {Topic.ARTICLES}", err=True)
    if refused:
        raise InputError(f"{len(refused)} inputs were not valid and not sent")


def _raw_messages(inputs: Inputs) -> Iterator[Message]:
    for found in inputs:
        yield Message(Topic.ARTICLES, None, found.data, ())


def _checked_messages(inputs: Inputs, refused: list[Rejection]) -> Iterator[Message]:
    for found in inputs:
        read = read_article(_whole(found), found.origin, clock())
        if isinstance(read, Rejection):
            refused.append(read)
            typer.echo(f"{found.origin}: {read.error}: {read.message}", err=True)
        else:
            yield Message(Topic.ARTICLES, read.id.encode(), read.to_bytes(), [("content-type", b"application/json")])


def _whole(found: Raw) -> bytes:
    if not found.is_whole:
        raise InputError(f"{found.origin}: {found.size_bytes} bytes are too many for an article")
    return unwrap(found.data)


def read_begin(text: str) -> Begin:
    """`beginning`, `end`, or a day or moment (UTC where no offset is told)."""
    if text in {"beginning", "end"}:
        return "beginning" if text == "beginning" else "end"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--from: {text!r} is neither `beginning` nor `end` nor a time such as 2024-02-04") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def signals(
    *,
    follow: Annotated[bool, typer.Option("--follow", help="Go on as new signals come.")] = False,
    begin: Annotated[str, typer.Option("--from", help="`beginning`, `end`, or a day or time of sending.")] = "",
    json: JsonOption = False,
) -> None:
    """Show the messages on the alert topic."""
    start = read_begin(begin or ("end" if follow else "beginning"))
    for record in tail.read(config.load(), Topic.SIGNALS, start, follow=follow):
        if record.value is None:
            continue
        if json:
            typer.echo(record.value)
            continue
        signal = Signal.from_bytes(record.value)
        arrow = "▲" if signal.direction == "escalation" else "▼"
        typer.echo(
            f"{signal.as_of}  {signal.status:<6}  {arrow} {signal.level}  {signal.headline}  [{signal.certainty}]"
        )


def tallies(
    *,
    watch: Annotated[bool, typer.Option("--watch", help="A live table; Ctrl-C ends it.")] = False,
    json: JsonOption = False,
) -> None:
    """Show the newest tally of each subject."""
    settings = config.load()
    if watch:
        _watch_tallies(settings)
        return
    found = tail.standing(settings, Topic.TALLIES)
    if json:
        for _, value in sorted(found.items()):
            typer.echo(value)
    else:
        Console().print(_tally_table({key: Tally.from_bytes(value) for key, value in found.items()}))


def _watch_tallies(settings: config.Settings) -> None:
    newest: dict[str, Tally] = {}
    with Live(_tally_table(newest), refresh_per_second=2, screen=False) as live:
        for record in tail.read(settings, Topic.TALLIES, follow=True):
            if record.key is not None and record.value is not None:
                newest[record.key.decode()] = Tally.from_bytes(record.value)
                live.update(_tally_table(newest))


def _tally_table(found: dict[str, Tally]) -> Table:
    table = Table("who", "attacks", "7 d", "30 d", "90 d", "struck", "last attack", "as of")
    told = [tally for tally in found.values() if tally.attacks["reported"].total or tally.strikes.total]
    for tally in sorted(told, key=lambda tally: (-tally.attacks["reported"].total, tally.subject)):
        counts = tally.attacks["reported"]
        numbers = (counts.total, counts.last_7d, counts.last_30d, counts.last_90d, tally.strikes.total)
        table.add_row(tally.subject, *map(str, numbers), str(tally.last_attack or ""), str(tally.as_of))
    return table


def status() -> None:
    """Show the members of the group, how far each partition is, the last tick, and the signals in force."""
    settings = config.load()
    console = Console()
    with clients.admin(settings) as admin:
        group = clients.patiently(lambda: admin.describe_groups([settings.group]))[settings.group]
    names = [member["group_instance_id"] or member["member_id"] for member in group["members"]]
    console.print(f"group {settings.group}: {len(names)} members {' '.join(sorted(names))}")
    table = Table("topic", "partition", "committed", "end", "lag")
    for part in progress.read(settings):
        table.add_row(part.topic, str(part.partition), str(part.committed), str(part.end), str(part.lag))
    console.print(table)
    ticks = [
        record.timestamp_ms
        for record in tail.newest(settings, Topic.EXTRACTIONS, TICKS_LOOKED_FOR)
        if ("ce_type", b"factionwatch.Tick") in record.headers
    ]
    last = datetime.fromtimestamp(max(ticks) / 1000, UTC).isoformat(timespec="seconds") if ticks else "none found"
    console.print(f"last tick: {last}")
    standing = tail.standing(settings, Topic.STANDING)
    console.print(f"signals in force: {len(standing)}")
    for _, value in sorted(standing.items()):
        signal = StandingSignal.from_bytes(value)
        console.print(
            f"  level {signal.level} {signal.direction} since {signal.onset}: {signal.headline}", markup=False
        )

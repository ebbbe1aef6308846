"""`factionwatch dlq`: look at what was not processed, and send it again when the cause is gone."""

from collections.abc import Iterator
from typing import Annotated

import typer
from pydantic_core import to_json

from schemas.topics import Topic
from streams import config
from streams.cli.service import JsonOption, read_begin
from streams.errors import UsageError
from streams.kafka import deadletters, publishing, tail
from streams.kafka.deadletters import DeadLetter, Origin
from streams.kafka.wire import Message

MESSAGE_CHARS_SHOWN = 100

app = typer.Typer(help="Inputs that were not processed: look at them, send them again.", no_args_is_help=True)

SinceOption = Annotated[str, typer.Option("--since", help="From this day or time of burial on.")]
UntilOption = Annotated[str, typer.Option("--until", help="Before this day or time.")]
OffsetsOption = Annotated[str, typer.Option("--offsets", metavar="P:A-B", help="Partition P, offsets A up to B.")]
ErrorOption = Annotated[str, typer.Option("--error", help="Only those with this error, such as invalid_field.")]


@app.command("list")
def list_letters(
    *,
    since: SinceOption = "beginning",
    until: UntilOption = "",
    offsets: OffsetsOption = "",
    error: ErrorOption = "",
    json: JsonOption = False,
) -> None:
    """Show dead letters: where each stands, where it came from, and why it is there."""
    shown = 0
    for letter in _chosen(since, until, offsets, error):
        shown += 1
        if json:
            typer.echo(to_json(_told(letter)))
        else:
            message = letter.message[:MESSAGE_CHARS_SHOWN]
            at = f"{letter.at.partition}:{letter.at.offset}"
            typer.echo(f"{at:>8}  {letter.origin}  {letter.stage}  {letter.error}  {letter.attempts} again  {message}")
    typer.echo(f"{shown} dead letters", err=True)


@app.command("replay")
def replay(
    *,
    since: SinceOption = "beginning",
    until: UntilOption = "",
    offsets: OffsetsOption = "",
    error: ErrorOption = "",
    attempts_max: Annotated[int, typer.Option(min=1, help="Leave those that were sent again so often.")] = 3,
    rate: Annotated[float, typer.Option(min=0.001, help="Records a second at most.")] = 100.0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be sent.")] = False,
) -> None:
    """Send dead articles to news.articles again, as they came, with one attempt more in their header."""
    settings = config.load()
    letters = []
    for letter in _chosen(since, until, offsets, error):
        if not letter.can_be_sent_again:
            why = "cut" if letter.is_cut else f"from {letter.origin.topic[:MESSAGE_CHARS_SHOWN]!r}, no article"
            typer.echo(f"left {letter.at.partition}:{letter.at.offset}: {why}", err=True)
        elif letter.attempts < attempts_max:
            letters.append(letter)
    if dry_run:
        for letter in letters:
            typer.echo(f"would send {letter.at.partition}:{letter.at.offset} to {letter.origin.topic}")
        return
    messages: Iterator[Message] = (letter.again() for letter in letters)
    sent = publishing.send(settings, messages, per_second_max=rate)
    typer.echo(f"{sent} sent again", err=True)


def _chosen(since: str, until: str, offsets: str, error: str) -> Iterator[DeadLetter]:
    partition, first, last = _range(offsets) if offsets else (None, 0, 0)
    before = read_begin(until) if until else None
    if isinstance(before, str):
        raise UsageError("--until: give a day or a time")
    for record in tail.read(config.load(), Topic.DEAD_LETTERS, read_begin(since)):
        if partition is not None and (record.partition != partition or not first <= record.offset <= last):
            continue
        if before is not None and record.timestamp_ms >= before.timestamp() * 1000:
            continue
        at = Origin(record.topic, record.partition, record.offset)
        letter = deadletters.read(at, record.timestamp_ms, record.key, record.value, record.headers)
        if error in ("", letter.error):
            yield letter


def _range(text: str) -> tuple[int, int, int]:
    try:
        partition, _, span = text.partition(":")
        first, _, last = span.partition("-")
        return int(partition), int(first), int(last or first)
    except ValueError:
        raise UsageError(f"--offsets: {text!r} is not <partition>:<first>-<last>") from None


def _told(letter: DeadLetter) -> dict[str, object]:
    value = letter.value
    return {
        "partition": letter.at.partition,
        "offset": letter.at.offset,
        "origin": str(letter.origin),
        "stage": letter.stage,
        "error": letter.error,
        "message": letter.message,
        "attempts": letter.attempts,
        "is_cut": letter.is_cut,
        "key": None if letter.key is None else letter.key.decode(errors="replace"),
        "value": None if value is None else value.decode(errors="replace"),
    }

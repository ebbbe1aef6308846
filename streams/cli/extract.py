"""`factionwatch extract`: what each article says, one extraction a line."""

import sys

import typer

from streams import watchlists
from streams.cli.arguments import InputsArgument, JobsOption, StrictOption, WatchlistsOption, clock, jobs_or_default
from streams.errors import InputError
from streams.local.inputs import Inputs
from streams.local.reading import Reading, ReadInput, batches
from streams.local.run import line_about
from streams.pipeline import build_extract


def command(
    inputs: InputsArgument, watchlist: WatchlistsOption = None, strict: StrictOption = False, jobs: JobsOption = None
) -> None:
    """Write what each article says of each theatre that it concerns, as JSON lines on stdout.

    An article that concerns no theatre has one empty line, of the first theatre.
    """
    make_stage = build_extract(watchlists.load(watchlist or []))
    with Reading(make_stage(), make_stage, jobs_or_default(jobs), clock()) as reading:
        for results in reading.read(batches(Inputs(inputs))):
            for result in results:
                _tell(result, strict=strict)


def _tell(result: ReadInput, *, strict: bool) -> None:
    if result.rejection:
        if strict:
            raise InputError(line_about(result.rejection))
        typer.echo(f"rejected: {line_about(result.rejection)}", err=True)
    relevant = [told.value for told in result.told if told.is_relevant]
    for value in relevant or [told.value for told in result.told[:1]]:
        sys.stdout.buffer.write(value + b"\n")

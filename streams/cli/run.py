"""`factionwatch run`: articles in, incidents, tallies and signals out, without a broker."""

import os
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from streams import watchlists
from streams.cli.arguments import (
    DayOption,
    InputsArgument,
    JobsOption,
    StrictOption,
    WatchlistsOption,
    clock,
    jobs_or_default,
)
from streams.cli.progress import ProgressBar
from streams.cli.show import as_json, show_signals, show_tallies
from streams.core.options import Options
from streams.local.files import write_all
from streams.local.inputs import Inputs
from streams.local.run import Run, Settings, Summary
from streams.local.store import Store
from streams.pipeline import build


def command(  # noqa: PLR0913 - one parameter an option
    inputs: InputsArgument,
    *,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the state and the results are kept.")],
    watchlist: WatchlistsOption = None,
    as_of: Annotated[date | None, DayOption] = None,
    strict: StrictOption = False,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Read all articles kept in DIR again, under changed watchlists.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Tell the results as one JSON object on stdout.")] = False,
    jobs: JobsOption = None,
) -> None:
    """Read articles; write incidents, tallies and signals to DIR. Run it again to go on from there."""
    lists = watchlists.load(watchlist or [])
    pipeline = build(lists, Options())
    settings = Settings(now=clock(), as_of=as_of, jobs=jobs_or_default(jobs), is_strict=strict, rebuild=rebuild)
    to_read = Inputs(inputs)
    with Store.open(out) as store:
        with ProgressBar() as progress:
            summary = Run(pipeline, store, settings, progress).execute(to_read)
        write_all(store, out)
        if json:
            typer.echo(as_json(store, summary))
        else:
            console = Console(width=None if os.isatty(1) else 120)
            show_tallies(console, store, lists)
            show_signals(console, store, lists)
    typer.echo(_summed_up(summary, out), err=True)


def _summed_up(summary: Summary, out: Path) -> str:
    parts = [f"{summary.articles:,} new articles"]
    if summary.known:
        parts.append(f"{summary.known:,} known already")
    if summary.rejected:
        parts.append(f"{summary.rejected:,} rejected (see {out / 'rejected.jsonl'})")
    if summary.waiting:
        parts.append(f"{summary.waiting:,} readings wait for a later day")
    return f"{', '.join(parts)}; as of {summary.as_of or 'no day yet'}; results are in {out}"

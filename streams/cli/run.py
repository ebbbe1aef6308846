"""`factionwatch run`: articles in, incidents, tallies and signals out, without a broker."""

import os
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from schemas import Signal, StandingSignal, Tally
from schemas.topics import Topic
from streams import watchlists
from streams.cli import plot as pictures
from streams.cli.arguments import (
    DayOption,
    JobsOption,
    OptionalInputsArgument,
    OptionsOption,
    StrictOption,
    WatchlistsOption,
    clock,
    jobs_or_default,
    read_options,
)
from streams.cli.progress import ProgressBar
from streams.cli.show import as_json, names_of, show_signals, show_tallies
from streams.core.options import Options
from streams.core.signals import History
from streams.core.signals.series import Series
from streams.core.step import Out
from streams.errors import UsageError
from streams.exporter import write_textfile
from streams.local.files import write_all
from streams.local.inputs import Inputs
from streams.local.run import Run, Settings, Summary
from streams.local.store import FILE_NAME as STATE
from streams.local.store import Store
from streams.metrics import Metrics
from streams.pipeline import build


def command(  # noqa: PLR0913 - one parameter an option
    inputs: OptionalInputsArgument = None,
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
    options: OptionsOption = None,
    plot: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Draw each faction's attacks and signals into DIR (matplotlib).")
    ] = None,
    metrics_textfile: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write metrics for the node exporter's textfile collector.")
    ] = None,
) -> None:
    """Read articles; write incidents, tallies and signals to DIR. Run it again to go on from there.

    Without INPUT nothing is added: with --rebuild or --as-of, what DIR holds is read again or grows older.
    """
    lists = watchlists.load(watchlist or [])
    chosen = read_options(options)
    if plot is not None:
        pictures.check_drawable()
    pipeline = build(lists, chosen)
    settings = Settings(now=clock(), as_of=as_of, jobs=jobs_or_default(jobs), is_strict=strict, rebuild=rebuild)
    if not inputs and not (out / STATE).is_file():
        raise UsageError(f"nothing to read: give INPUT, or with --out a directory of an earlier run (no {out / STATE})")
    to_read = Inputs(inputs or [])
    metrics = Metrics(version("factionwatch"))
    with Store.open(out) as store:
        with ProgressBar() as progress:
            summary = Run(pipeline, store, settings, progress, metrics).execute(to_read)
        write_all(store, out)
        if plot is not None:
            _draw(store, plot, chosen, names_of(lists))
        if metrics_textfile:
            metrics.restored(_answers(store))
            write_textfile(metrics, metrics_textfile)
        if json:
            typer.echo(as_json(store, summary))
        else:
            console = Console(width=None if os.isatty(1) else 120)
            show_tallies(console, store, lists)
            show_signals(console, store, lists)
    typer.echo(_summed_up(summary, out), err=True)


def _draw(store: Store, directory: Path, options: Options, names: Mapping[str, str]) -> None:
    """One picture for each faction and coalition that attacked, named by its id."""
    directory.mkdir(parents=True, exist_ok=True)
    messages = [Signal.from_bytes(value) for value in store.messages(Topic.SIGNALS)]
    for key, value in store.latest(Topic.TALLIES):
        tally = Tally.from_bytes(value)
        if tally.subject_kind in ("faction", "coalition") and tally.daily:
            path = directory / f"{key}.svg"
            history = History(key, tally.subject_kind, names.get(key, key), tally.as_of, Series(dict(tally.daily)))
            own = [signal for signal in messages if signal.faction == key and signal.basis == "behaviour"]
            pictures.draw(path, history, options, own)
            typer.echo(f"wrote {path}", err=True)


def _answers(store: Store) -> Iterator[Out]:
    """What the state says now, whichever run made it so."""
    for key, value in store.latest(Topic.TALLIES):
        yield Out(Topic.TALLIES, key, Tally.from_bytes(value))
    for key, value in store.latest(Topic.STANDING):
        yield Out(Topic.STANDING, key, StandingSignal.from_bytes(value))


def _summed_up(summary: Summary, out: Path) -> str:
    parts = [f"{summary.articles:,} new articles"]
    if summary.known:
        parts.append(f"{summary.known:,} known already")
    if summary.rejected:
        parts.append(f"{summary.rejected:,} rejected (see {out / 'rejected.jsonl'})")
    if summary.waiting:
        parts.append(f"{summary.waiting:,} readings wait for a later day")
    return f"{', '.join(parts)}; as of {summary.as_of or 'no day yet'}; results are in {out}"

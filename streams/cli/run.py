"""`factionwatch run`: articles in, incidents, tallies and signals out, without a broker."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from schemas import Signal, StandingSignal, Tally, Watchlist
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
from streams.cli.show import as_json, show_signals, show_tallies
from streams.core.options import Options
from streams.core.step import Out
from streams.core.watch import SubjectOwner
from streams.errors import UsageError
from streams.exporter import LOOPBACK, serve, write_textfile
from streams.local.files import write_all
from streams.local.follow import Following, interrupts_held_off
from streams.local.inputs import Inputs, Source
from streams.local.run import Run, Settings, Summary
from streams.local.store import FILE_NAME as STATE
from streams.local.store import Store
from streams.metrics import Metrics
from streams.pipeline import Pipeline, build

STATE_WAIT_SECONDS = 60.0
"""A pass that follows waits so long for `explain` or another run to let go of the state."""


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
    follow: Annotated[bool, typer.Option("--follow", help="Go on as inputs grow; Ctrl-C ends it (exit 130).")] = False,
    poll: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="With --follow: time from one look to the next.")
    ] = 2.0,
    metrics_port: Annotated[
        int | None, typer.Option(min=0, max=65535, metavar="PORT", help="With --follow: serve /metrics and probes.")
    ] = None,
    metrics_host: Annotated[str, typer.Option(metavar="HOST", help="Where to serve them.")] = LOOPBACK,
) -> None:
    """Read articles; write incidents, tallies and signals to DIR. Run it again to go on from there.

    Without INPUT nothing is added: with --rebuild or --as-of, what DIR holds is read again or grows older.
    """
    lists = watchlists.load(watchlist or [])
    chosen = read_options(options)
    if plot is not None:
        pictures.check_drawable()
    settings = Settings(now=clock(), as_of=as_of, jobs=jobs_or_default(jobs), is_strict=strict, rebuild=rebuild)
    if not inputs and not (out / STATE).is_file():
        raise UsageError(f"nothing to read: give INPUT, or with --out a directory of an earlier run (no {out / STATE})")
    if follow and not inputs:
        raise UsageError("nothing to follow: --follow needs INPUT")
    if metrics_port is not None and not follow:
        raise UsageError("--metrics-port needs --follow; --metrics-textfile leaves the metrics of a single run")
    passes = _Passes(lists, chosen, out, plot, metrics_textfile, json)
    if not follow:
        passes.run(Inputs(inputs or []), settings)
        return
    following = Following(inputs or [], poll, lambda message: typer.echo(f"factionwatch: {message}", err=True))
    with nullcontext() if metrics_port is None else passes.served(metrics_port, metrics_host):
        for look in following.looks():
            passes.run(look, settings)
            settings = replace(settings, now=clock(), rebuild=False)


class _Passes:
    """Runs over one directory, each with its results: one, or with --follow one after the other."""

    def __init__(
        self,
        lists: Sequence[Watchlist],
        options: Options,
        out: Path,
        plot: Path | None,
        metrics_textfile: Path | None,
        is_json: bool,
    ) -> None:
        self._lists = lists
        self._out = out
        self._plot = plot
        self._textfile = metrics_textfile
        self._is_json = is_json
        self._pipeline = build(lists, options)
        self._metrics = Metrics(version("factionwatch"))
        self._is_first = True

    @contextmanager
    def served(self, port: int, host: str) -> Iterator[None]:
        """Metrics and probes can be asked for while the block runs."""
        with serve(self._metrics, port, host) as bound:
            typer.echo(f"metrics: http://{host}:{bound}/metrics", err=True)
            yield

    def run(self, source: Source, settings: Settings) -> None:
        """Take `source` in, then write and tell the results. While somebody looks at the state, waits."""
        with Store.open(self._out, wait_seconds=0 if self._is_first else STATE_WAIT_SECONDS) as store:
            with ProgressBar() as progress:
                summary = Run(self._pipeline, store, settings, progress, self._metrics).execute(source)
            with interrupts_held_off():
                write_all(store, self._out)
                if self._plot is not None:
                    _draw(store, self._plot, self._pipeline)
                if self._is_first:
                    self._metrics.restored(_answers(store))
                self._metrics.ready(True)
                if self._textfile:
                    write_textfile(self._metrics, self._textfile)
            self._tell(store, summary)
        self._is_first = False

    def _tell(self, store: Store, summary: Summary) -> None:
        if self._is_json:
            typer.echo(as_json(store, summary))
        elif self._is_first:
            console = Console(width=None if os.isatty(1) else 120)
            show_tallies(console, store, self._lists)
            show_signals(console, store, self._lists)
        typer.echo(_summed_up(summary, self._out), err=True)


def _draw(store: Store, directory: Path, pipeline: Pipeline) -> None:
    """One picture for each faction and coalition that attacked, named by its id: what its signals are judged from."""
    directory.mkdir(parents=True, exist_ok=True)
    messages = [Signal.from_bytes(value) for value in store.messages(Topic.SIGNALS)]
    for key, _ in store.latest(Topic.TALLIES):
        owner = SubjectOwner(key, pipeline.options)
        owner.load(store.owned(pipeline.watch.name, key))
        if owner.history is not None and owner.history.series.counts:
            path = directory / f"{key}.svg"
            own = [signal for signal in messages if signal.faction == key and signal.basis == "behaviour"]
            pictures.draw(path, owner.history, pipeline.options, own, owner.lags)
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

"""`factionwatch detect`: behaviour signals for a `date,count` series that the user brings."""

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from schemas import Signal
from streams.cli import plot as pictures
from streams.core.options import Options
from streams.core.signals import History, difference, judgement
from streams.core.signals.calibration import BUDGET_MAX, thresholds
from streams.core.signals.lag import Prompt
from streams.core.signals.replay import Replay
from streams.core.signals.series import Series
from streams.errors import InputError, UsageError

BUDGET_LEAST = 0.01
COUNT_MAX = 1_000_000
SPAN_DAYS_MAX = 36_525


def detect(
    counts: Annotated[Path, typer.Argument(metavar="COUNTS.csv", help="Rows of date,count; days left out had none.")],
    budget: Annotated[float, typer.Option(help="False alarms a year that may be borne.")] = 1.0,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="Judge as on this day (default: last row).")] = None,
    name: Annotated[str | None, typer.Option(help="What headlines call the series (default: the file's name).")] = None,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE.png|svg", help="Picture of counts, baseline, statistics and signals.")
    ] = None,
) -> None:
    """Find rises and lulls in daily counts: signal messages as JSON lines on stdout."""
    if not BUDGET_LEAST <= budget <= BUDGET_MAX:
        raise UsageError(f"--budget {budget:g}: must be from {BUDGET_LEAST:g} to {BUDGET_MAX:g} false alarms a year")
    day = None if as_of is None else _option_day(as_of)
    if plot is not None:
        pictures.check(plot)
    daily = read_counts(counts)
    last = day or max(daily)
    kept = {when: count for when, count in daily.items() if when <= last}
    if not kept:
        raise UsageError(f"--as-of {last}: {counts} begins only on {min(daily)}")
    if last - min(kept) > timedelta(days=SPAN_DAYS_MAX):
        raise UsageError(f"--as-of {last}: more than 100 years after the first row, {min(kept)}")
    if len(kept) < len(daily):
        typer.echo(f"{len(daily) - len(kept)} rows after {last} are left out", err=True)
    subject = re.sub(r"[^a-z0-9]+", "-", counts.stem.lower()).strip("-") or "series"
    history = History(subject, "faction", name or counts.stem, last, Series(kept))
    options = Options(false_alarms_per_year=budget)
    messages = list(replayed(history, options))
    for signal in messages:
        sys.stdout.write(signal.to_bytes().decode() + "\n")
    if sys.stderr.isatty():
        typer.echo(pictures.sparkline(kept, last), err=True)
        for signal in messages:
            typer.echo(f"{signal.as_of}  {signal.status:6}  level {signal.level}  {signal.headline}", err=True)
    if plot is not None:
        pictures.draw(plot, history, options, messages, Prompt())
        typer.echo(f"wrote {plot}", err=True)


def replayed(history: History, options: Options) -> Iterator[Signal]:
    """The messages as they would have been sent, had each day's count been final on its evening."""
    replay = Replay(thresholds(options.false_alarms_per_year))
    series, lags = history.series, Prompt()
    last: dict[str, Signal] = {}
    for ordinal in range(series.first, history.as_of.toordinal() + 1):
        replay.advance(series, lags, ordinal)
        today = date.fromordinal(ordinal)
        judged = judgement(History(history.subject, history.subject_kind, history.name, today, series), replay.turns)
        for signal in difference(last.values(), judged.standing, today, judged.ended):
            last[signal.key] = signal
            yield signal


def read_counts(path: Path) -> dict[date, int]:
    """Counts by day. Raises `InputError` naming file, line and field."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(_rows(file))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 at byte {error.start}") from error
    except csv.Error as error:
        raise InputError(f"{path}: {error}") from error
    columns = (0, 1)
    if rows and not any(map(_is_day, rows[0][1])) and any(not re.search("[0-9]", cell) for cell in rows[0][1]):
        columns = _header(path, *rows.pop(0))
    daily: dict[date, int] = {}
    for line, row in rows:
        when, count = _row(f"{path}:{line}", row, columns)
        if when in daily:
            raise InputError(f"{path}:{line}: date: {when} is told twice")
        daily[when] = count
    if not daily:
        raise InputError(f"{path}: has no rows of date,count")
    if max(daily) - min(daily) > timedelta(days=SPAN_DAYS_MAX):
        raise InputError(f"{path}: date: spans more than 100 years, from {min(daily)} to {max(daily)}")
    return daily


def _rows(file: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not blank, with their line."""
    reader = csv.reader(file)
    for row in reader:
        if any(cell.strip() for cell in row):
            yield reader.line_num, row


def _header(path: Path, line: int, row: list[str]) -> tuple[int, int]:
    names = [cell.strip().lower() for cell in row]
    for wanted in ("date", "count"):
        if wanted not in names:
            raise InputError(f"{path}:{line}: {wanted}: the header has no such column")
    return names.index("date"), names.index("count")


def _row(where: str, row: list[str], columns: tuple[int, int]) -> tuple[date, int]:
    if len(row) <= max(columns):
        field = "date" if len(row) <= columns[0] else "count"
        raise InputError(f"{where}: {field}: is missing")
    day, count = (row[column].strip() for column in columns)
    if not _is_day(day):
        raise InputError(f"{where}: date: {day[:40]!r} is no date of the form YYYY-MM-DD")
    if not re.fullmatch(r"[0-9]{1,7}", count) or int(count) > COUNT_MAX:
        raise InputError(f"{where}: count: {count[:40]!r} is no whole number from 0 to {COUNT_MAX}")
    return date.fromisoformat(day), int(count)


def _is_day(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text.strip()):
        return False
    try:
        date.fromisoformat(text.strip())
    except ValueError:
        return False
    return True


def _option_day(text: str) -> date:
    if not _is_day(text):
        raise UsageError(f"--as-of {text[:40]!r}: is no date of the form YYYY-MM-DD")
    return date.fromisoformat(text.strip())

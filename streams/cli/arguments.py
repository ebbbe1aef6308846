"""Arguments and options that several commands share, and how they are read."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

_INPUTS = "Files (.json, .jsonl, also .gz), directories of such, or - for JSON lines on stdin."

InputsArgument = Annotated[
    list[Path],
    typer.Argument(metavar="INPUT…", help=_INPUTS),
]
OptionalInputsArgument = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[INPUT…]", help=_INPUTS),
]
WatchlistsOption = Annotated[
    list[Path] | None,
    typer.Option("--watchlist", metavar="FILE", help="A watchlist; may be given several times. Default: the shipped."),
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Stop at the first input that is rejected.")]
JobsOption = Annotated[
    int | None, typer.Option("--jobs", min=1, max=256, help="Reading processes. Default: one a processor.")
]


def to_day(text: str) -> date:
    """A day given as `YYYY-MM-DD`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day such as 2024-02-18") from None


DayOption = typer.Option(metavar="YYYY-MM-DD", parser=to_day)


def clock() -> datetime:
    """The wall clock; it only refuses dates in the future."""
    return datetime.now(UTC)


def jobs_or_default(jobs: int | None) -> int:
    """How many processes read."""
    return jobs or os.cpu_count() or 1

"""Arguments and options that several commands share, and how they are read."""

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
import yaml
from pydantic import ValidationError

from streams.core.options import Options
from streams.errors import UsageError

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

OptionsOption = Annotated[
    Path | None,
    typer.Option(
        "--options",
        metavar="FILE",
        help="How to judge, as YAML: horizon_days, false_alarms_per_year, policy, and factions with their own.",
    ),
]


def read_options(path: Path | None) -> Options:
    """What a user chose of how the core judges. Raises `UsageError` naming file and field."""
    if path is None:
        return Options()
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Options.model_validate_json(json.dumps(told if told is not None else {}))
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "the whole"
        raise UsageError(f"--options {path}: {field}: {first['msg']}") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError, TypeError) as wrong:
        raise UsageError(f"--options {path}: {' '.join(str(wrong).split())}") from None


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

"""`factionwatch watchlist`: look after watchlist files."""

from pathlib import Path
from typing import Annotated

import typer

from streams import watchlists
from streams.core.watchlist import check as find_problems

app = typer.Typer(help="Look after watchlist files.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Look after watchlist files."""


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Watchlists that are used together.")],
    strict: Annotated[bool, typer.Option("--strict", help="Exit code 2 for warnings too.")] = False,
) -> None:
    """Find clashes of names, unknown members and bad countries. Exit code 2 when there is an error."""
    sheets = watchlists.read_all(files)
    problems = find_problems(sheets)
    for problem in problems:
        typer.echo(f"{problem.severity}: {problem}", err=True)
    is_bad = any(strict or problem.severity == "error" for problem in problems)
    for sheet in sheets:
        names = sheet.watchlist
        typer.echo(
            f"{sheet.origin}: theatre {names.theatre.id}, {len(names.factions)} factions, "
            f"{len(names.parties)} parties, {len(names.places)} places"
        )
    if is_bad:
        raise typer.Exit(2)

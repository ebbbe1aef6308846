"""The command line: `app` has the commands, `main` turns what goes wrong into one line and an exit code.

Data goes to stdout, messages go to stderr. Each group of commands has its own file and is registered here.
"""

import sys

import typer

from streams.cli import alerts, detect, dlq, evaluate, explain, extract, run, service, watchlist
from streams.collector import calm
from streams.errors import FactionwatchError

app = typer.Typer(
    name="factionwatch",
    help="Reads news of armed factions: who attacked whom, tallies per faction, escalation and de-escalation signals.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("run")(run.command)
app.command("extract")(extract.command)
app.command("explain")(explain.command)
app.command("evaluate")(evaluate.command)
app.command("detect")(detect.detect)
app.add_typer(watchlist.app, name="watchlist")
app.command("worker")(service.worker)
app.command("publish")(service.publish)
app.command("signals")(service.signals)
app.command("tallies")(service.tallies)
app.command("status")(service.status)
app.command("alerts")(alerts.command)
app.add_typer(service.topics_app, name="topics")
app.add_typer(dlq.app, name="dlq")


def main() -> None:
    """Entry point of the `factionwatch` command."""
    calm()
    sys.exit(call(sys.argv[1:]))


def call(arguments: list[str]) -> int:
    """Run one command; returns its exit code. An interrupted command has 130."""
    try:
        app(arguments, prog_name="factionwatch")
    except FactionwatchError as error:
        typer.echo(f"factionwatch: {error}", err=True)
        return error.exit_code
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 0
    return 0

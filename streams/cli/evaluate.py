"""`factionwatch evaluate`: how well annotated articles are read, and what went wrong."""

import json
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table

from schemas import Watchlist
from streams import watchlists
from streams.core.evaluate import AnnotatedArticle, Evaluation, Resolver, evaluate
from streams.core.evaluate.measures import Found, Merges, Slot
from streams.core.extract import RuleExtractor
from streams.core.options import Options
from streams.core.resolve import resolve
from streams.errors import InputError

_HORIZON_DAYS = 36_500


def command(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD…", help="Files of annotated articles, one a line.")],
    watchlist: Annotated[
        list[Path] | None, typer.Option(help="Watchlist file; may be given several times. Default: the shipped ones.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
    show_misses: Annotated[bool, typer.Option("--misses", help="List each miss, false one and wrong slot.")] = False,
) -> None:
    """Score extraction, de-duplication, statements and reported counts against annotated articles.

    Each file is scored for the theatre whose watchlist lists most of the factions that it names.
    """
    files = {str(path): read_gold(path) for path in gold}
    loaded = watchlists.load(watchlist or [])
    found = evaluate(files, loaded, lambda one: RuleExtractor([one]).extract, _resolver)
    if as_json:
        told = found.model_dump(mode="json", exclude=set() if show_misses else {"misses"})
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    console = Console(highlight=False)
    _print_scores(console, found)
    _print_merging(console, found)
    if show_misses:
        _print_misses(console, found)


def _resolver(watchlist: Watchlist) -> Resolver:
    """Gold files span years, and come all at once: nothing in them is too late."""
    return lambda extractions: resolve(extractions, watchlist, Options(horizon_days=_HORIZON_DAYS))


def read_gold(path: Path) -> list[AnnotatedArticle]:
    """The annotated articles of one file. Raises `InputError` naming file, line and field."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from None
    articles = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                articles.append(AnnotatedArticle.model_validate_json(line))
            except ValidationError as error:
                first = error.errors(include_url=False)[0]
                field = ".".join(str(part) for part in first["loc"]) or "line"
                raise InputError(f"{path}:{number}: {field}: {first['msg']}") from None
    if not articles:
        raise InputError(f"{path}: no annotated article in it")
    return articles


def _print_scores(console: Console, found: Evaluation) -> None:
    table = Table("", "precision", "recall", "F1", "right", "read", "gold", title="Extraction", title_justify="left")
    total = found.total
    for name, part in (
        ("incidents", total.incidents),
        ("statements", total.statements),
        ("reported counts", total.reported_counts),
    ):
        table.add_row(name, *_found(part))
    if len(found.files) > 1:
        table.add_section()
        for name, scores in found.files.items():
            table.add_row(f"incidents, {Path(name).name}", *_found(scores.incidents))
    console.print(table)
    console.print(
        f"articles with a false incident: {total.articles_with_false_incident} of {total.articles} "
        f"({total.false_incident_share:.1%})\n"
    )
    table = Table("slot", "accuracy", "right", "of", title="Slots of what is matched", title_justify="left")
    for name, slot in total.slots.items():
        table.add_row(name, *_slot(slot))
    table.add_section()
    for name, slot in total.count_slots.items():
        table.add_row(f"reported count: {name}", *_slot(slot))
    console.print(table)


def _print_merging(console: Console, found: Evaluation) -> None:
    for theatre, merging in found.merging.items():
        table = Table("", "gold mentions", "read mentions", title=f"Merges, {theatre}", title_justify="left")
        one, other = merging.gold_mentions, merging.read_mentions
        for name, left, right in zip(_MERGES, _merges(one.merges), _merges(other.merges), strict=True):
            table.add_row(name, left, right)
        table.add_row("tally error", f"{one.tally_error:.1%}", f"{other.tally_error:.1%}")
        console.print(table)
        table = Table("tally", "gold", "from gold mentions", "from read mentions")
        of_gold = {(check.faction, check.kind): check for check in one.tallies}
        of_read = {(check.faction, check.kind): check for check in other.tallies}
        for key in sorted(of_gold.keys() | of_read.keys()):
            gold, read = of_gold.get(key), of_read.get(key)
            told = gold.gold if gold else 0
            table.add_row(
                f"{key[0]}, {key[1]}", str(told), str(gold.read if gold else 0), str(read.read if read else 0)
            )
        console.print(table)


def _print_misses(console: Console, found: Evaluation) -> None:
    for article, lines in found.misses.items():
        console.print(f"[bold]{article}[/bold]")
        for line in lines:
            console.print(f"  {line}", markup=False, soft_wrap=True)


_MERGES = ("B³ precision", "B³ recall", "B³ F1", "MUC F1", "CEAF-e F1", "CoNLL F1", "mentions")


def _merges(part: Merges) -> tuple[str, ...]:
    numbers = (part.b_cubed.precision, part.b_cubed.recall, part.b_cubed.f1, part.muc.f1, part.ceaf_e.f1, part.conll)
    return (*(f"{number:.3f}" for number in numbers), str(part.mentions))


def _found(part: Found) -> tuple[str, ...]:
    ratios = (f"{ratio:.3f}" for ratio in (part.precision, part.recall, part.f1))
    return (*ratios, *(str(number) for number in (part.right, part.read, part.gold)))


def _slot(slot: Slot) -> tuple[str, str, str]:
    return f"{slot.accuracy:.3f}" if slot.of else "", str(slot.right), str(slot.of)

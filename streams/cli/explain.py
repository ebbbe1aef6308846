"""`factionwatch explain`: what a signal, tally, incident or mention rests on."""

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from streams.local.explain import Node, explain
from streams.local.store import Store


def command(
    identity: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="Of a signal, incident (also a superseded one), statement, mention or article; a subject.",
        ),
    ],
    directory: Annotated[Path, typer.Option("--from", metavar="DIR", help="What `run --out` was given.")],
) -> None:
    """Show what something rests on, down to the sentences and urls, and why reports were merged."""
    with Store.open(directory, for_writing=False) as store:
        node = explain(store, identity)
    Console(width=None if os.isatty(1) else 160).print(_tree(node))


def _tree(node: Node) -> Tree:
    tree = Tree(Text(node.text))
    for child in node.rests_on:
        tree.children.append(_tree(child))
    return tree

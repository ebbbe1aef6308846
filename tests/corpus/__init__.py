"""The development corpus, as the tests read it."""

import json
from functools import cache
from pathlib import Path

import yaml

from schemas import Watchlist
from streams.core.evaluate import AnnotatedArticle

HERE = Path(__file__).parent
IRAQ = ("iraq-dev-1", "iraq-dev-2")
RED_SEA = ("red-sea-dev",)
PHILIPPINES = ("philippines",)


@cache
def annotated(name: str) -> tuple[AnnotatedArticle, ...]:
    """The articles of one file, by its name without the ending."""
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(AnnotatedArticle.model_validate_json(line) for line in lines)


@cache
def watchlist(name: str) -> Watchlist:
    """`iraq`, `red-sea` or `philippines`."""
    text = (HERE / f"watchlist-{name}.yaml").read_text(encoding="utf-8")
    return Watchlist.model_validate_json(json.dumps(yaml.safe_load(text)))

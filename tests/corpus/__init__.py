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
OTHERS = {
    "congo": "congo",
    "india": "india",
    "iraq-other": "iraq",
    "iraq-other-2": "iraq",
    "iraq-other-3": "iraq",
    "iraq-other-4": "iraq",
    "lebanon": "lebanon",
    "lebanon-2": "lebanon-2",
    "myanmar": "myanmar",
    "pakistan": "pakistan",
    "peru": "peru",
    "red-sea-3": "red-sea",
    "red-sea-4": "red-sea",
    "somalia": "somalia",
    "turkey": "turkey",
}
"""More files that the rules were written with at hand, each with its watchlist."""
HELD_OUT = {"ecuador": "ecuador", "lake-chad": "lake-chad", "mozambique": "mozambique", "red-sea-2": "red-sea"}
"""Files that nobody looks at while writing rules: what is measured on them is what a reader may expect."""


@cache
def annotated(name: str) -> tuple[AnnotatedArticle, ...]:
    """The articles of one file, by its name without the ending."""
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(AnnotatedArticle.model_validate_json(line) for line in lines)


@cache
def watchlist(name: str) -> Watchlist:
    """By its name without `watchlist-` and the ending."""
    text = (HERE / f"watchlist-{name}.yaml").read_text(encoding="utf-8")
    return Watchlist.model_validate_json(json.dumps(yaml.safe_load(text)))

"""Writes the JSON Schema files from the models: `python -m schemas.generate`. A test holds them together."""

import json
import re
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel

from schemas import (
    Article,
    CountEntry,
    Extraction,
    Incident,
    IncidentEntry,
    Rejection,
    Signal,
    StandingSignal,
    StatementEntry,
    Tally,
    Tick,
    Watchlist,
)

DIRECTORY = Path(__file__).parent / "json"
EXAMPLES = Path(__file__).parent / "examples"

_Mode = Literal["validation", "serialization"]

MODELS: tuple[tuple[type[BaseModel], _Mode], ...] = (
    (Article, "validation"),
    (Watchlist, "validation"),
    (Extraction, "serialization"),
    (Incident, "serialization"),
    (IncidentEntry, "serialization"),
    (StatementEntry, "serialization"),
    (CountEntry, "serialization"),
    (Tick, "serialization"),
    (Tally, "serialization"),
    (Signal, "serialization"),
    (StandingSignal, "serialization"),
    (Rejection, "serialization"),
)
"""What users send is described as it is accepted; what the service publishes, as it is written."""


def file_stem(model: type[BaseModel]) -> str:
    """`IncidentEntry` as `incident-entry`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", model.__name__).lower()


def schema_of(model: type[BaseModel], mode: _Mode) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one record."""
    schema = model.model_json_schema(mode=mode)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{file_stem(model)}.schema.json",
        **schema,
    }


def rendered(model: type[BaseModel], mode: _Mode) -> str:
    """The text of a schema file."""
    return json.dumps(schema_of(model, mode), indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Write every schema file and remove those of models that are gone."""
    DIRECTORY.mkdir(exist_ok=True)
    texts = {f"{file_stem(model)}.schema.json": rendered(model, mode) for model, mode in MODELS}
    for stale in DIRECTORY.glob("*.schema.json"):
        if stale.name not in texts:
            stale.unlink()
    for name, text in texts.items():
        (DIRECTORY / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

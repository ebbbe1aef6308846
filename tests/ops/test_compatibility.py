"""Records of every earlier release are read by this one: what docs/runbook.md promises of upgrades.

`old/<release>/` holds one record of each kind as that release wrote it. Never change a file there: a test that
fails means that a topic or a state of that release can no longer be read. A release adds its own folder, a copy
of schemas/examples.
"""

import json
from importlib.metadata import version
from pathlib import Path

import pytest
from pydantic import ValidationError

import schemas
from schemas import Article, Record, Watchlist
from schemas.base import Published

OLD = Path(__file__).parent / "old"
RECORDS = sorted(OLD.glob("*/*.json"))
MADE_BY_USERS = (Article, Watchlist)


def model_of(path: Path) -> type[Record]:
    found: type[Record] = getattr(schemas, path.stem.title().replace("-", ""))
    return found


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_record_of_an_earlier_release_means_what_it_meant(path: Path) -> None:
    model = model_of(path)
    record = model.from_bytes(path.read_bytes())
    again = json.loads(record.to_bytes())
    for field, value in json.loads(path.read_bytes()).items():
        assert again[field] == value, field
    assert model.from_bytes(record.to_bytes()) == record


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_fields_of_a_later_release_are_passed_over_in_what_we_write_and_refused_in_what_users_send(path: Path) -> None:
    model = model_of(path)
    later = json.dumps(json.loads(path.read_bytes()) | {"of_a_later_release": 1})
    if model in MADE_BY_USERS:
        with pytest.raises(ValidationError, match="of_a_later_release"):
            model.from_bytes(later)
    else:
        assert issubclass(model, Published)
        assert model.from_bytes(later) == model.from_bytes(path.read_bytes())


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_record_that_this_release_would_misread_is_refused(path: Path) -> None:
    with pytest.raises(ValidationError, match="schema_version"):
        model_of(path).from_bytes(json.dumps(json.loads(path.read_bytes()) | {"schema_version": 2}))


def test_this_release_has_its_records_kept() -> None:
    kept = {path.stem for path in (OLD / version("factionwatch")).glob("*.json")}
    assert kept == {path.stem for path in Path("schemas/examples").glob("*.json")}

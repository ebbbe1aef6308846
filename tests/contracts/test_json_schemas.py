"""The schema files, the models and the examples say the same."""

import json
from typing import Any

import jsonschema
import pytest
from pydantic import BaseModel, ValidationError

from schemas.generate import DIRECTORY, EXAMPLES, MODELS, file_stem, rendered
from schemas.topics import SPECS

BY_STEM = {file_stem(model): (model, mode) for model, mode in MODELS}


def schema_file(stem: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((DIRECTORY / f"{stem}.schema.json").read_text(encoding="utf-8"))
    return loaded


def example_text(stem: str) -> str:
    return (EXAMPLES / f"{stem}.json").read_text(encoding="utf-8")


def validator(stem: str) -> jsonschema.Draft202012Validator:
    schema = schema_file(stem)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("stem", BY_STEM)
def test_a_model_and_its_schema_file_say_the_same(stem: str) -> None:
    written = (DIRECTORY / f"{stem}.schema.json").read_text(encoding="utf-8")
    assert written == rendered(*BY_STEM[stem]), "run: python -m schemas.generate"


def test_there_is_a_schema_and_an_example_for_each_record_and_nothing_else() -> None:
    assert {file.name for file in DIRECTORY.iterdir()} == {f"{stem}.schema.json" for stem in BY_STEM}
    assert {file.name for file in EXAMPLES.iterdir()} == {f"{stem}.json" for stem in BY_STEM}
    assert {model.__name__ for model, _ in MODELS} >= {value for spec in SPECS for value in spec.values}


@pytest.mark.parametrize("stem", BY_STEM)
def test_the_example_is_accepted_by_the_schema_and_by_the_model(stem: str) -> None:
    text = example_text(stem)
    validator(stem).validate(json.loads(text))
    model, _ = BY_STEM[stem]
    record = model.model_validate_json(text)
    assert json.loads(record.model_dump_json()) == json.loads(text), "the example leaves nothing to a default"


@pytest.mark.parametrize("stem", BY_STEM)
def test_a_broken_example_is_refused_by_the_schema_and_by_the_model(stem: str) -> None:
    model, _ = BY_STEM[stem]
    good = json.loads(example_text(stem))
    for name in model.model_json_schema()["required"]:
        for broken in (
            {field: value for field, value in good.items() if field != name},
            good | {name: {"not": "this"}},
        ):
            assert not validator(stem).is_valid(broken), name
            assert refused(model, broken), name


def refused(model: type[BaseModel], value: dict[str, Any]) -> bool:
    try:
        model.model_validate_json(json.dumps(value))
    except ValidationError:
        return True
    return False

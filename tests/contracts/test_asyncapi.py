"""The AsyncAPI document says what the topic table says, and is one."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from schemas import asyncapi
from schemas.topics import SPECS, TopicSpec

SCHEMA = Path(__file__).with_name("asyncapi-3.0.0.schema.json")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(asyncapi.DOCUMENT.read_text(encoding="utf-8"))
    return loaded


def test_the_document_is_what_the_topic_table_makes_of_it() -> None:
    assert asyncapi.DOCUMENT.read_text(encoding="utf-8") == asyncapi.rendered(), "run: python -m schemas.asyncapi"


def test_it_is_a_valid_asyncapi_3_document(document: dict[str, Any]) -> None:
    jsonschema.Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(document)


def test_the_validator_would_refuse_a_wrong_one(document: dict[str, Any]) -> None:
    validator = jsonschema.Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    wrong = document | {"operations": {"x": {"action": "shout", "channel": {"$ref": "#/channels/articles"}}}}
    assert not validator.is_valid(wrong)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.topic)
def test_each_topic_is_a_channel_whose_messages_are_its_records(spec: TopicSpec, document: dict[str, Any]) -> None:
    (channel,) = [each for each in document["channels"].values() if each["address"] == spec.topic]
    assert tuple(channel["messages"]) == (spec.values or ("DeadLetter",))
    assert channel["bindings"]["kafka"]["topicConfiguration"]["cleanup.policy"] == [spec.cleanup]


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    for reference in _references(document):
        if reference.startswith("#/"):
            target: Any = document
            for part in reference[2:].split("/"):
                target = target[part]
        else:
            assert (asyncapi.DOCUMENT.parent / reference).is_file(), reference


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [each for part in value.values() for each in _references(part)]
    if isinstance(value, list):
        return [each for part in value for each in _references(part)]
    return []

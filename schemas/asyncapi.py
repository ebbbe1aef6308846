"""Writes the AsyncAPI 3 document from the topic table: `python -m schemas.asyncapi`. A test holds them together.

It says for producers and consumers what the topics are: what each carries, by which key, in which headers, and
who sends and who receives. The records' own schemas are the files in `schemas/json`.
"""

import json
from pathlib import Path
from typing import Any

from schemas.generate import MODELS, file_stem
from schemas.topics import SPECS, Topic, TopicSpec

DOCUMENT = Path(__file__).parent / "asyncapi.json"
VERSION = "1.0.0"
"""Of the contract: the first number rises when old readers or writers would no longer understand it."""

JSON_SCHEMA = "application/schema+json;version=2020-12"
_STEMS = {model.__name__: file_stem(model) for model, _ in MODELS}
_SENT_BY_USERS = frozenset({Topic.ARTICLES})
_TOMBSTONES = "A record without a value is a tombstone: its key is gone."

_HEADERS = {
    "type": "object",
    "description": "CloudEvents 1.0, Kafka binding, binary mode. What users send need not have them.",
    "properties": {
        "ce_specversion": {"type": "string", "const": "1.0"},
        "ce_id": {"type": "string", "description": "Digest of topic, key and value: a repeated record repeats it."},
        "ce_source": {"type": "string", "description": "`urn:factionwatch:<stage>`."},
        "ce_type": {"type": "string", "description": "`factionwatch.<Record>`, or `factionwatch.Tombstone`."},
        "ce_time": {"type": "string", "format": "date-time", "description": "When the record was sent."},
        "content-type": {"type": "string", "const": "application/json"},
        "factionwatch_arrived_ms": {
            "type": "string",
            "description": "When the newest article behind it was published on Kafka: milliseconds since 1970.",
        },
    },
}

_DEAD_LETTER_HEADERS = {
    "type": "object",
    "description": "The headers of the input as it came, and those that Kafka Connect would add.",
    "properties": {
        f"__connect.errors.{name}": {"type": "string", "description": about}
        for name, about in (
            ("topic", "Where the input stood."),
            ("partition", "Where the input stood."),
            ("offset", "Where the input stood."),
            ("connector.name", "The group of the service."),
            ("stage", "The stage that could not process it."),
            ("exception.class.name", "A stable code, such as `invalid_json`."),
            ("exception.message", "What was wrong, for a person."),
        )
    }
    | {"factionwatch_attempts": {"type": "string", "description": "How often it was sent again."}},
    "required": ["__connect.errors.topic", "__connect.errors.stage", "__connect.errors.exception.class.name"],
}


def document() -> dict[str, Any]:
    """The whole document."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "factionwatch",
            "version": VERSION,
            "description": "News articles in; incidents, tallies and signals of armed factions out.",
            "license": {"name": "MIT"},
        },
        "defaultContentType": "application/json",
        "channels": {_id(spec): _channel(spec) for spec in SPECS},
        "operations": {_operation_id(spec): _operation(spec) for spec in SPECS},
        "components": {
            "messages": {name: _message(name) for spec in SPECS for name in spec.values}
            | {"DeadLetter": _dead_letter()},
        },
    }


def rendered() -> str:
    """The text of the document's file."""
    return json.dumps(document(), indent=2, ensure_ascii=False) + "\n"


def _id(spec: TopicSpec) -> str:
    return spec.topic.name.lower()


def _operation_id(spec: TopicSpec) -> str:
    return f"{_action(spec)}_{_id(spec)}"


def _action(spec: TopicSpec) -> str:
    """What the service does, as AsyncAPI counts it."""
    return "receive" if spec.topic in _SENT_BY_USERS else "send"


def _channel(spec: TopicSpec) -> dict[str, Any]:
    compacted = f" {_TOMBSTONES}" if spec.cleanup == "compact" else ""
    configuration: dict[str, Any] = {"cleanup.policy": [spec.cleanup]}
    if spec.retention_days is not None:
        configuration["retention.ms"] = spec.retention_days * 86_400_000
    return {
        "address": str(spec.topic),
        "description": f"{spec.about} Key: {spec.key}.{compacted}",
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in spec.values or ("DeadLetter",)},
        "bindings": {"kafka": {"topic": str(spec.topic), "topicConfiguration": configuration}},
    }


def _operation(spec: TopicSpec) -> dict[str, Any]:
    return {"action": _action(spec), "channel": {"$ref": f"#/channels/{_id(spec)}"}, "summary": spec.about}


def _message(name: str) -> dict[str, Any]:
    return {
        "name": f"factionwatch.{name}",
        "title": name,
        "contentType": "application/json",
        "headers": _HEADERS,
        "payload": {"schemaFormat": JSON_SCHEMA, "schema": {"$ref": f"./json/{_STEMS[name]}.schema.json"}},
        "bindings": {"kafka": {"key": {"type": "string"}}},
    }


def _dead_letter() -> dict[str, Any]:
    return {
        "name": "factionwatch.DeadLetter",
        "title": "DeadLetter",
        "summary": "An input that was not processed: key and value are the bytes as they came.",
        "contentType": "application/octet-stream",
        "headers": _DEAD_LETTER_HEADERS,
    }


def main() -> None:
    """Write the document."""
    DOCUMENT.write_text(rendered(), encoding="utf-8")


if __name__ == "__main__":
    main()

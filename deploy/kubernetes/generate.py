"""Writes the manifests that follow from the code, topics and users: `python -m deploy.kubernetes.generate`.

The written files are checked in; a test fails when they and the code part.
"""

from pathlib import Path
from typing import Any

import yaml

from deploy.access import USERS, User
from streams.config import Settings
from streams.kafka.topics import Wanted, wanted

OVERLAY = Path(__file__).parent / "overlays" / "strimzi"
CLUSTER = "factionwatch"
PRODUCTION = Settings(partitions=8, replication=3)
HEADER = "# Written by `python -m deploy.kubernetes.generate` from {source}; change it there.\n"


def topic(should: Wanted) -> dict[str, Any]:
    """A KafkaTopic."""
    return {
        "apiVersion": "kafka.strimzi.io/v1beta2",
        "kind": "KafkaTopic",
        "metadata": {"name": should.name, "labels": {"strimzi.io/cluster": CLUSTER}},
        "spec": {
            "partitions": should.partitions,
            "replicas": should.replication,
            "config": {name: _number_or_word(value) for name, value in should.config.items()},
        },
    }


def user(who: User) -> dict[str, Any]:
    """A KafkaUser with its ACLs."""
    acls = [
        {
            "resource": {"type": grant.resource, "name": grant.name, "patternType": grant.pattern},
            "operations": list(grant.operations),
        }
        for grant in who.grants
    ]
    return {
        "apiVersion": "kafka.strimzi.io/v1beta2",
        "kind": "KafkaUser",
        "metadata": {
            "name": who.name,
            "labels": {"strimzi.io/cluster": CLUSTER},
            "annotations": {"description": who.about},
        },
        "spec": {
            "authentication": {"type": "scram-sha-512"},
            "authorization": {"type": "simple", "acls": acls},
        },
    }


def files() -> dict[Path, str]:
    """Each generated file and its text."""
    topics = [topic(should) for should in wanted(PRODUCTION)]
    return {
        OVERLAY / "topics.yaml": HEADER.format(source="schemas/topics.py") + _dump(topics),
        OVERLAY / "users.yaml": HEADER.format(source="deploy/access.py") + _dump([user(who) for who in USERS]),
    }


def _number_or_word(value: str) -> int | str:
    return int(value) if value.isdecimal() else value


def _dump(documents: list[dict[str, Any]]) -> str:
    return str(yaml.safe_dump_all(documents, sort_keys=False, explicit_start=True, width=120))


def main() -> None:
    """Write the files."""
    for path, text in files().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

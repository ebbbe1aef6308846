"""Topics are made by command, checked at start, and every difference is named."""

import uuid
from collections.abc import Iterator

import pytest
from kafka import KafkaAdminClient

from schemas.topics import Topic
from streams.config import Settings
from streams.errors import BrokerError
from streams.kafka import clients, topics
from streams.kafka.topics import Wanted


@pytest.fixture
def settings(bootstrap: str) -> Settings:
    return Settings(bootstrap_servers=(bootstrap,), partitions=2)


@pytest.fixture
def admin(settings: Settings) -> Iterator[KafkaAdminClient]:
    with clients.admin(settings) as admin:
        yield admin


def some_topics(**config: str) -> tuple[Wanted, ...]:
    name = f"test.{uuid.uuid4().hex[:8]}"
    return (Wanted(name, 2, 1, {"cleanup.policy": "compact", "max.message.bytes": "5000000", **config}),)


def test_every_documented_topic_and_every_changelog_is_wanted(settings: Settings) -> None:
    names = {topic.name for topic in topics.wanted(settings)}
    assert names == {*Topic, "factionwatch-resolve-changelog", "factionwatch-watch-changelog"}


def test_all_keyed_topics_have_the_same_partitions_so_that_state_lies_with_its_input(settings: Settings) -> None:
    assert {topic.partitions for topic in topics.wanted(settings)} == {2}


def test_what_is_created_is_what_was_wanted(admin: KafkaAdminClient) -> None:
    some = some_topics()
    assert topics.create(admin, some) == (some[0].name,)
    assert topics.check(admin, some) == ()


def test_creating_twice_changes_nothing(admin: KafkaAdminClient) -> None:
    some = some_topics()
    topics.create(admin, some)
    assert topics.create(admin, some) == ()


def test_a_missing_topic_is_named(admin: KafkaAdminClient) -> None:
    some = some_topics()
    with pytest.raises(BrokerError, match=f"{some[0].name}: topic is missing"):
        topics.require(admin, some)


def test_each_difference_is_named(admin: KafkaAdminClient) -> None:
    some = some_topics()
    topics.create(admin, some)
    other = (Wanted(some[0].name, 3, 1, {**some[0].config, "cleanup.policy": "delete", "retention.ms": "1"}),)
    aspects = [difference.aspect for difference in topics.check(admin, other)]
    assert aspects == ["partitions", "cleanup.policy", "retention.ms"]


def test_a_dead_letter_topic_of_an_older_installation_is_named_and_refused(admin: KafkaAdminClient) -> None:
    some = some_topics()
    topics.create(admin, some)
    roomier = (Wanted(some[0].name, 2, 1, {**some[0].config, "max.message.bytes": "5065536"}),)
    with pytest.raises(BrokerError, match=r"max\.message\.bytes is 5000000, should be 5065536"):
        topics.require(admin, roomier)


def test_an_operator_may_keep_records_longer(admin: KafkaAdminClient) -> None:
    some = some_topics()
    topics.create(admin, some)
    longer = (Wanted(some[0].name, 2, 1, {**some[0].config, "retention.ms": "1"}),)
    assert [difference.aspect for difference in topics.require(admin, longer)] == ["retention.ms"]

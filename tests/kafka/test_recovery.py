"""A worker that begins with nothing but what the brokers have answers again, and in bounded time."""

import time
from pathlib import Path

import pytest

from schemas import Article, Tally
from schemas.topics import Topic
from streams.kafka import clients, topics, wire
from tests.kafka import toy
from tests.kafka.service import Service, fresh

ENTRIES = 100_000
SECONDS_MAX = 420


@pytest.mark.slow
def test_a_hundred_thousand_entries_of_state_are_recovered(bootstrap: str, tmp_path: Path) -> None:
    with fresh(bootstrap, tmp_path) as service:
        articles = [toy.article(number) for number in range(ENTRIES)]
        _write_state(service, articles)
        began = time.monotonic()
        service.start()
        corrected = [toy.article(number, version=1, amount=7) for number in range(toy.FACTIONS)]
        service.publish([*corrected, *articles[100:200]])
        service.wait_until_done(SECONDS_MAX)
        print(f"{ENTRIES:,} entries of state: answers again after {time.monotonic() - began:.1f} s")
        found = {k: Tally.from_bytes(v) for k, v in service.compacted(Topic.TALLIES).items()}
        assert {k: tally.attacks["reported"].total for k, tally in found.items()} == toy.expected(corrected)


def _write_state(service: Service, articles: list[Article]) -> None:
    """What the resolve stage would have written of these articles: the records of its changelog."""
    topic = topics.changelog(service.settings.group, "resolve")
    failures: list[BaseException] = []
    with clients.producer(service.settings) as producer:
        for number, article in enumerate(articles):
            theatre = toy.THEATRES[number % len(toy.THEATRES)]
            (extraction,) = [each for each in toy.ToyExtractor().extract(article) if each.theatre == theatre]
            partition = wire.partition_of(theatre.encode(), service.settings.partitions)
            key = f"{theatre}|{article.id}".encode()
            producer.send(topic, extraction.to_bytes(), key=key, partition=partition).add_errback(failures.append)
        producer.flush()
    assert not failures, "without all of the state nothing is tried"

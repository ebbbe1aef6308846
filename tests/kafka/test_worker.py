"""A worker on the real broker: what goes in comes out, once, and nothing stops it."""

import asyncio
import signal
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.cluster import ClusterMetadata
from kafka.admin import ConfigResource, ConfigResourceType

from schemas import Tally
from schemas.topics import Topic
from streams import watchlists
from streams.config import Settings
from streams.core.validate import INPUT_BYTES_MAX
from streams.kafka import app, clients, crash, progress, wire
from streams.kafka.app import EXIT_FAILED
from tests import news
from tests.kafka import toy
from tests.kafka.runner import dead_letters, send_ticks
from tests.kafka.service import PRODUCTION, Service, fresh
from tests.kafka.test_broker import listening_addresses


@pytest.fixture
def service(bootstrap: str, tmp_path: Path) -> Iterator[Service]:
    with fresh(bootstrap, tmp_path) as service:
        yield service


def totals(service: Service) -> dict[str, int]:
    found = service.compacted(Topic.TALLIES)
    return {subject: Tally.from_bytes(value).attacks["reported"].total for subject, value in found.items()}


def test_articles_become_tallies(service: Service) -> None:
    articles = [toy.article(number) for number in range(500)]
    service.publish(articles)
    service.start()
    service.wait_until_done()
    assert totals(service) == toy.expected(articles)


def test_copies_and_old_versions_change_nothing_and_corrections_replace(service: Service) -> None:
    first = [toy.article(number) for number in range(100)]
    corrected = [toy.article(number, version=1, amount=5) for number in range(0, 100, 3)]
    service.start()
    service.publish([*corrected, *first, *first[::2]])
    service.wait_until_done()
    assert totals(service) == toy.expected([*first, *corrected])


@pytest.mark.parametrize("point", crash.POINTS)
def test_a_worker_that_dies_anywhere_in_a_batch_loses_nothing_and_counts_nothing_twice(
    service: Service, point: str
) -> None:
    articles = [toy.article(number) for number in range(400)]
    service.environment["FACTIONWATCH_BATCH_RECORDS"] = "40"
    service.publish(articles)
    service.start(CRASH_AT=f"{point}:5")
    assert service.wait_for_end() == -signal.SIGKILL
    service.start()
    service.wait_until_done()
    assert totals(service) == toy.expected(articles)


def test_an_orderly_stop_in_the_middle_of_the_work_loses_nothing(service: Service) -> None:
    articles = [toy.article(number) for number in range(2000)]
    service.environment["FACTIONWATCH_BATCH_RECORDS"] = "20"
    service.publish(articles)
    service.start()
    while not service.consume(Topic.TALLIES):
        time.sleep(0.1)
    assert service.kill(how=signal.SIGTERM) == 0
    service.start()
    service.wait_until_done()
    assert totals(service) == toy.expected(articles)


def test_workers_that_come_and_go_share_the_partitions(service: Service) -> None:
    articles = [toy.article(number) for number in range(900)]
    service.start("one")
    service.publish(articles[:300])
    service.start("two")
    service.start("three")
    service.publish(articles[300:600])
    service.wait_until_done()
    service.kill("one", signal.SIGTERM)
    service.kill("three", signal.SIGTERM)
    service.publish(articles[600:])
    service.wait_until_done()
    assert totals(service) == toy.expected(articles)


def test_partitions_are_shared_out_also_while_a_restarted_broker_tells_of_no_topic() -> None:
    settings = Settings(partitions=4)
    assignor = app.build(settings, toy.pipeline).assignor
    knows_nothing = ClusterMetadata()
    groups = assignor._get_copartitioned_groups({"a", "b"}, knows_nothing, {"one": ["a", "b"]})
    assert {partitions: list(found) for partitions, found in groups.items()} == {4: [{"a", "b"}]}


def test_a_worker_frozen_past_its_session_gives_itself_up(service: Service) -> None:
    articles = [toy.article(number) for number in range(600)]
    service.environment["FACTIONWATCH_BATCH_RECORDS"] = "20"
    service.start("frozen")
    service.publish(articles[:300])
    while not service.consume(Topic.TALLIES):
        time.sleep(0.1)
    service.workers["frozen"].send_signal(signal.SIGSTOP)
    service.start("other")
    service.publish(articles[300:])
    time.sleep(service.settings.session_timeout_seconds + 1)
    service.workers["frozen"].send_signal(signal.SIGCONT)
    assert service.wait_for_end("frozen") != 0
    service.wait_until_done()
    assert totals(service) == toy.expected(articles)


def test_a_backlog_of_articles_does_not_keep_the_later_stages_waiting(service: Service) -> None:
    articles = [toy.article(number) for number in range(12_000)]
    service.publish(articles)
    service.start()
    while not service.consume(Topic.TALLIES):
        time.sleep(0.1)
    read = sum(part.committed for part in progress.read(service.settings) if part.topic == Topic.ARTICLES)
    assert read < len(articles) / 2
    service.wait_until_done(300)
    assert totals(service) == toy.expected(articles)


def padded(size_bytes: int) -> bytes:
    article = toy.article(1).to_bytes()
    return article + b" " * (size_bytes - len(article))


def test_what_cannot_be_processed_is_kept_with_its_reason_and_the_rest_goes_on(service: Service) -> None:
    good = [toy.article(number) for number in range(20)]
    service.publish_raw([(b"a-1", padded(INPUT_BYTES_MAX))])
    bad = {
        "null_value": (b"a-0", None),
        "invalid_utf8": (b"x", b"\xff\xfe{}"),
        "invalid_json": (b"x", b"{not json"),
        "invalid_field": (b"x", b'{"schema_version":1,"id":"x"}'),
        "too_large": (b"a-1", padded(INPUT_BYTES_MAX + 1)),
        "key_mismatch": (b"another", toy.article(2).to_bytes()),
        "not_processed": (None, toy.article(3).model_copy(update={"body": "poison"}).to_bytes()),
    }
    for record in bad.values():
        service.publish_raw([record])
    service.publish(good)
    service.start()
    service.wait_until_done()
    letters = {letter.error: letter for letter in dead_letters(service)}
    assert {error: (letter.key, letter.value) for error, letter in letters.items()} == bad
    assert {letter.origin.topic for letter in letters.values()} == {Topic.ARTICLES}
    assert totals(service) == toy.expected(good)


def send_one(service: Service, value: bytes, headers: Sequence[tuple[str, bytes | None]] = ()) -> None:
    """Send as another client may: compressed, so that the broker's limit is far, and headers without a value."""

    async def send() -> None:
        async with AIOKafkaProducer(
            bootstrap_servers=list(service.settings.bootstrap_servers),
            compression_type="gzip",
            max_request_size=100 * 2**20,
        ) as producer:
            await producer.send_and_wait(str(Topic.ARTICLES), value, headers=list(headers))

    asyncio.run(send())


def test_a_dead_letter_has_room_for_the_largest_record_with_its_headers(service: Service) -> None:
    largest = b"?" * (clients.RECORD_BYTES_MAX - 600)
    headers = [("trace", b"t" * 400), ("nothing", None), (wire.ARRIVED, None)]
    service.publish_raw([(None, largest)])
    send_one(service, b"{", headers)
    send_one(service, b"[", [("long", b"h" * (clients.RECORD_BYTES_MAX - 600))])
    service.start()
    service.wait_until_done()
    letters = {letter.value: letter for letter in dead_letters(service)}
    assert letters.keys() == {largest, b"{", b"["}
    assert not any(letter.is_cut for letter in letters.values())
    assert letters[b"{"].headers == [(name, content or b"") for name, content in headers]
    assert len(letters[b"["].headers[0][1]) == clients.RECORD_BYTES_MAX - 600


def test_a_dead_letter_that_has_no_room_is_cut_and_the_worker_goes_on(service: Service) -> None:
    good = [toy.article(number) for number in range(20)]
    send_one(service, b"?" * 30 * 2**20, [("trace", b"1")])
    send_one(service, b"{", [("long", b"h" * 20 * 2**20)])
    service.publish(good)
    service.start()
    service.wait_until_done()
    letters = {letter.error: letter for letter in dead_letters(service)}
    assert letters.keys() == {"too_large", "invalid_json"}
    assert all(letter.is_cut and not letter.can_be_sent_again and letter.headers == [] for letter in letters.values())
    beginning = letters["too_large"].value
    assert beginning is not None
    assert set(beginning) == set(b"?")
    assert clients.RECORD_BYTES_MAX < len(beginning) < clients.LETTER_BYTES_MAX
    assert letters["invalid_json"].value == b"{"
    assert totals(service) == toy.expected(good)


def test_state_made_under_another_watchlist_or_options_is_told_in_the_log(bootstrap: str, tmp_path: Path) -> None:
    first, second = news.relevant(2, first_day=date(2023, 11, 1), days=2)
    shipped = next(watchlist for watchlist in watchlists.load([]) if "iraq" in watchlist.theatre.id)
    changed = shipped.model_copy(update={"theatre": shipped.theatre.model_copy(update={"name": "Renamed"})})
    file = tmp_path / "theatre.yaml"
    with fresh(bootstrap, tmp_path, PRODUCTION, watchlists=(file,)) as service:
        for watchlist, article in ((shipped, first), (shipped, second), (changed, second)):
            file.write_bytes(watchlist.to_bytes())  # JSON is YAML
            service.publish([article])
            service.start()
            service.wait_until_done()
            service.kill()
            told = service.log().count(f"the state of {shipped.theatre.id} was made under another watchlist")
            assert told == (1 if watchlist is changed else 0)
        service.environment |= {"FACTIONWATCH_HORIZON_DAYS": "365", "FACTIONWATCH_POLICY": "claimed"}
        service.start()
        send_ticks(service, [shipped.theatre.id], date(2023, 12, 1))
        lines = [line for line in service.log().splitlines() if "was made under" in line]
        assert any(f"{shipped.theatre.id} was made under a horizon of 180 days, now 365" in line for line in lines)
        assert any("watch: the state of" in line and "policy reported, now claimed" in line for line in lines)


def test_a_record_that_does_not_belong_on_an_inner_topic_is_kept_too(service: Service) -> None:
    service.publish_raw([(b"north", b"nonsense"), (b"nowhere", None)], Topic.EXTRACTIONS)
    extraction = toy.ToyExtractor().extract(toy.article(1))[0].model_copy(update={"theatre": "atlantis"})
    service.publish_raw([(b"atlantis", extraction.to_bytes())], Topic.EXTRACTIONS)
    service.publish_raw([(b"someone", b'{"type":"count"}')], Topic.LEDGER)
    service.start()
    service.wait_until_done()
    found = sorted((letter.stage, letter.error) for letter in dead_letters(service))
    assert found == [
        ("resolve", "invalid_field"),
        ("resolve", "key_mismatch"),
        ("resolve", "null_value"),
        ("watch", "invalid_field"),
    ]


def test_if_even_the_dead_letter_cannot_be_written_the_worker_ends(service: Service) -> None:
    with clients.admin(service.settings) as admin:
        tiny = ConfigResource(ConfigResourceType.TOPIC, str(Topic.DEAD_LETTERS), {"max.message.bytes": "100"})
        service.start()
        service.publish([toy.article(1)])
        service.wait_until_done()
        admin.alter_configs([tiny])
    service.publish_raw([(None, b"?" * 5000)])
    assert service.wait_for_end() == EXIT_FAILED
    assert service.lag() == 1


def test_records_carry_cloudevents_headers_and_the_same_content_the_same_id(service: Service) -> None:
    service.publish([toy.article(1), toy.article(1)])
    service.start()
    service.wait_until_done()
    twice = [record for record in service.consume(Topic.EXTRACTIONS) if record.key == b"south"]
    assert [record.headers["ce_type"] for record in twice] == [b"factionwatch.Extraction"] * 2
    assert len({record.headers["ce_id"] for record in twice}) == 1
    assert set(twice[0].headers) >= {"ce_specversion", "ce_source", "ce_time", "content-type"}


def test_a_stranger_on_a_topic_that_only_the_service_writes_ends_no_worker(service: Service) -> None:
    service.publish_raw([(b"f-1", b"nonsense"), (b"f-2", b"{}"), (b"\xff", b"?")], Topic.TALLIES)
    service.start()
    service.publish([toy.article(1)])
    service.wait_until_done()
    while "what stands at f-2 is no Tally" not in service.log():
        assert service.workers["worker-1"].poll() is None
        time.sleep(0.1)


def test_a_worker_listens_nowhere(service: Service) -> None:
    service.start()
    service.publish([toy.article(1)])
    service.wait_until_done()
    assert listening_addresses(service.workers["worker-1"].pid) == set()

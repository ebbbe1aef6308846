"""On a real broker behind TLS, SCRAM and ACLs, each user does its job and is refused every other."""

import gc
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from kafka import TopicPartition
from kafka.errors import CoordinatorNotAvailableError, KafkaError, TopicAuthorizationFailedError

from deploy.access import GROUP, READER, SCALER, USERS, WORKER, User
from deploy.kafka.broker import BrokerUnavailableError
from schemas.topics import SPECS, Topic
from streams.config import Settings
from streams.errors import BrokerError
from streams.kafka import clients, topics
from tests.ops.secure import ADMIN, SecureBroker, running_secure
from tests.ops.tools import give_up

EVERY_TOPIC = tuple(str(spec.topic) for spec in SPECS)
pytestmark = pytest.mark.kafka


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureBroker]:
    try:
        with running_secure(tmp_path_factory.mktemp("secure")) as secure:
            yield secure
    except BrokerUnavailableError as problem:
        give_up(f"no broker: {problem}")


def allowed(act: Callable[[], object]) -> bool:
    """Whether the broker lets it happen; any other trouble is raised."""
    try:
        act()
    except (KafkaError, BrokerError) as error:
        if "AuthorizationFailed" in f"{type(error).__name__} {error}":
            return False
        raise
    return True


def write(settings: Settings, topic: str) -> None:
    with clients.producer(settings) as producer:
        producer.send(topic, key=b"k", value=b"v").get(timeout=20)


def can_read(settings: Settings, topic: str) -> bool:
    """A record of the topic arrives. The broker tells a stranger nothing, so waiting is how a refusal looks."""
    with clients.consumer(settings) as consumer:
        consumer.assign([TopicPartition(topic, partition) for partition in range(settings.partitions)])
        try:
            consumer.seek_to_beginning()
            return any(consumer.poll(timeout_ms=500) for _ in range(8))
        except TopicAuthorizationFailedError:
            return False


def committed(settings: Settings, group: str) -> object:
    with clients.admin(settings) as admin:
        while True:
            try:
                return admin.list_group_offsets([group])
            except CoordinatorNotAvailableError:  # the broker makes its topic of offsets when it is first asked
                time.sleep(0.2)


def granted(user: User, operation: str) -> set[str]:
    return {grant.name for grant in user.grants if grant.resource == "topic" and operation in grant.operations}


@pytest.mark.parametrize("user", USERS, ids=lambda user: user.name)
def test_a_user_writes_what_it_must_and_nothing_else(broker: SecureBroker, user: User) -> None:
    settings = broker.settings(user.name)
    written = {topic for topic in EVERY_TOPIC if allowed(lambda topic=topic: write(settings, topic))}
    assert written == granted(user, "Write") & set(EVERY_TOPIC)


@pytest.mark.parametrize("user", USERS, ids=lambda user: user.name)
def test_a_user_reads_what_it_must_and_nothing_else(broker: SecureBroker, user: User) -> None:
    for topic in EVERY_TOPIC:
        write(broker.settings(ADMIN), topic)
    settings = broker.settings(user.name)
    with ThreadPoolExecutor(len(EVERY_TOPIC)) as pool:
        found = dict(zip(EVERY_TOPIC, pool.map(partial(can_read, settings), EVERY_TOPIC), strict=True))
    assert {topic for topic in found if found[topic]} == granted(user, "Read") & set(EVERY_TOPIC)


def test_only_the_worker_may_look_over_the_topics_it_needs(broker: SecureBroker) -> None:
    settings = broker.settings(WORKER.name)
    with clients.admin(settings) as admin:
        assert not topics.require(admin, topics.wanted(settings))


def test_the_scaler_sees_how_far_the_workers_are_and_the_reader_does_not(broker: SecureBroker) -> None:
    assert allowed(lambda: committed(broker.settings(SCALER.name), GROUP))
    assert not allowed(lambda: committed(broker.settings(READER.name), GROUP))


def test_nobody_makes_or_drops_topics_but_the_administrator(broker: SecureBroker) -> None:
    for user in USERS:
        settings = broker.settings(user.name)
        with clients.admin(settings) as admin:
            spec = {"num_partitions": 1, "replication_factor": 1}
            assert not allowed(lambda admin=admin, spec=spec: admin.create_topics({"stray": spec}))
            assert not allowed(lambda admin=admin: admin.delete_topics([str(Topic.ARTICLES)]))


def refusal(settings: Settings) -> str:
    with pytest.raises(BrokerError) as refused, clients.admin(settings) as admin:
        admin.list_topics()
    return str(refused.value)


def test_a_wrong_password_is_refused_and_not_told(broker: SecureBroker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients, "CONNECT_MS_MAX", 3_000)
    settings = broker.settings(WORKER.name)
    message = refusal(settings.model_copy(update={"sasl_password": broker.settings("stranger").sasl_password}))
    assert "canary" not in message
    assert "\n" not in message


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the client leaves its socket behind
@pytest.mark.parametrize("change", [{"tls_ca": None}, {"security_protocol": "PLAINTEXT", "tls_ca": None}])
def test_a_client_that_trusts_another_authority_or_uses_no_tls_does_not_connect(
    broker: SecureBroker, change: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clients, "CONNECT_MS_MAX", 3_000)
    refusal(broker.settings(WORKER.name).model_copy(update=change))
    gc.collect()

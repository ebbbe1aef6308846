"""kafka-python's clients, made from the settings in one place.

They block, so the commands use them and the worker's event loop never does. Every broker error becomes a
`BrokerError` of one line, without a trace of the credentials.
"""

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
from kafka.errors import KafkaError, RetriableError

from streams.config import Settings
from streams.errors import BrokerError

RECORD_BYTES_MAX = 10 * 2**20
"""Largest record of any topic: the largest article with room for its headers and its markup."""

LETTER_BYTES_MAX = RECORD_BYTES_MAX + 64 * 2**10
"""Largest record of the dead-letter topic: any record of another, with the headers that say why it is there."""

CONNECT_MS_MAX = 15_000
PATIENCE_SECONDS = 15.0

T = TypeVar("T")


def connection(settings: Settings) -> dict[str, Any]:
    """What every client needs to reach the brokers."""
    chosen: dict[str, Any] = {
        "bootstrap_servers": list(settings.bootstrap_servers),
        "client_id": settings.group,
        "security_protocol": settings.security_protocol,
    }
    if settings.uses_tls:
        chosen["ssl_context"] = settings.ssl_context()
    if settings.uses_sasl:
        chosen["sasl_mechanism"] = settings.sasl_mechanism
        chosen["sasl_plain_username"] = settings.sasl_username
        chosen["sasl_plain_password"] = settings.password()
    return chosen


@contextlib.contextmanager
def broker_errors(settings: Settings) -> Iterator[None]:
    """Turn what the client raises into one line."""
    try:
        yield
    except KafkaError as error:
        where = ",".join(settings.bootstrap_servers)
        told = str(error) or type(error).__name__
        raise BrokerError(f"Kafka at {where}: {told}") from error


def patiently(call: Callable[[], T], seconds: float = PATIENCE_SECONDS) -> T:
    """Call again while the brokers are only busy, as after a start or an election."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return call()
        except RetriableError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


@contextlib.contextmanager
def admin(settings: Settings) -> Iterator[KafkaAdminClient]:
    """Topics, groups and offsets. Raises `BrokerError`."""
    with broker_errors(settings):
        client = KafkaAdminClient(**connection(settings), bootstrap_timeout_ms=CONNECT_MS_MAX)
        try:
            yield client
        finally:
            client.close()


@contextlib.contextmanager
def producer(settings: Settings) -> Iterator[KafkaProducer]:
    """Idempotent, waits for all replicas, partitions by murmur2 as every other client does. Raises `BrokerError`."""
    with broker_errors(settings):
        client = KafkaProducer(
            **connection(settings),
            bootstrap_timeout_ms=CONNECT_MS_MAX,
            acks="all",
            enable_idempotence=True,
            linger_ms=5,
            max_request_size=RECORD_BYTES_MAX,
        )
        try:
            yield client
        finally:
            client.close()


@contextlib.contextmanager
def consumer(settings: Settings) -> Iterator[KafkaConsumer]:
    """Reads what the caller assigns; commits nothing and joins no group. Raises `BrokerError`."""
    with broker_errors(settings):
        client = KafkaConsumer(
            **connection(settings),
            bootstrap_timeout_ms=CONNECT_MS_MAX,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            max_partition_fetch_bytes=RECORD_BYTES_MAX,
        )
        try:
            yield client
        finally:
            client.close()

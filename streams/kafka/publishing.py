"""Sending from outside the group: articles that are checked first, and dead letters once more."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from streams.config import Settings
from streams.errors import BrokerError
from streams.kafka import clients
from streams.kafka.wire import Message


def send(
    settings: Settings,
    messages: Iterable[Message],
    *,
    per_second_max: float | None = None,
    told: Callable[[int], None] = lambda _sent: None,
) -> int:
    """Send idempotently and wait until every replica has everything; the number of records sent.

    `told` hears how many were handed over so far. Raises `BrokerError` if any could not be written.
    """
    failures: list[BaseException] = []
    sent = 0
    began = time.monotonic()
    with clients.producer(settings) as producer:
        for message in messages:
            if per_second_max is not None:
                time.sleep(max(0.0, began + sent / per_second_max - time.monotonic()))
            future: Any = producer.send(message.topic, message.value, key=message.key, headers=list(message.headers))
            future.add_errback(failures.append)
            sent += 1
            told(sent)
            if failures:
                break
        producer.flush()
    if failures:
        raise BrokerError(f"{len(failures)} records could not be written: {failures[0]}") from failures[0]
    return sent

"""Inputs that were not processed: kept whole on the dead-letter topic, with headers as Kafka Connect names them.

The value and the key are the bytes as they came, and the headers as they came are kept, so that a dead letter
can be sent again. `attempts` counts how often that was done.

The one exception is an input larger than the topic takes, as one that was compressed may be, or one with very
many headers: such a letter holds what has room, says how large the input was, and is not sent again. A letter that
could not be written would end the worker, and the next one, at the same record for ever.
"""

import base64
from dataclasses import dataclass

from schemas import Rejection
from schemas.topics import Topic
from streams.kafka.clients import LETTER_BYTES_MAX
from streams.kafka.wire import Headers, Message

PREFIX = "__connect.errors."
TOPIC = f"{PREFIX}topic"
PARTITION = f"{PREFIX}partition"
OFFSET = f"{PREFIX}offset"
SERVICE = f"{PREFIX}connector.name"
STAGE = f"{PREFIX}stage"
ERROR = f"{PREFIX}exception.class.name"
MESSAGE = f"{PREFIX}exception.message"
CUT = f"{PREFIX}cut.from.bytes"
"""Size of an input of which the letter holds only the beginning of the value, or of the key, and no headers."""
ATTEMPTS = "factionwatch_attempts"

MESSAGE_CHARS_MAX = 1_000
"""A message quotes the input, which may be large."""

ROOM_BYTES = LETTER_BYTES_MAX - 16 * 2**10
"""For key, value and headers of the input; the rest is for our own headers and the framing of the record."""

KEY_BYTES_CUT = 1_024
"""What a letter that is cut holds of the key."""

HEADER_BYTES = 16
"""Framing of one header at most: its two lengths, and what a batch may need."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an input stood."""

    topic: str
    partition: int
    offset: int

    def __str__(self) -> str:
        return f"{self.topic}/{self.partition}@{self.offset}"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an input was put aside: one of `streams.errors.RejectionCode`, and a line for a human."""

    error: str
    message: str


def letter(
    origin: Origin, key: bytes | None, value: bytes | None, headers: Headers, stage: str, reason: Reason, service: str
) -> Message:
    """The dead letter of an input: whole, or cut to what the topic takes."""
    kept = [(name, content) for name, content in headers if not name.startswith(PREFIX)]
    size_bytes = _size_bytes(key, value, kept)
    told = {
        TOPIC: origin.topic,
        PARTITION: str(origin.partition),
        OFFSET: str(origin.offset),
        SERVICE: service,
        STAGE: stage,
        ERROR: reason.error,
        MESSAGE: reason.message[:MESSAGE_CHARS_MAX],
    }
    if size_bytes > ROOM_BYTES:
        told[CUT] = str(size_bytes)
        kept = []
        key = None if key is None else key[:KEY_BYTES_CUT]
        value = None if value is None else value[: ROOM_BYTES - KEY_BYTES_CUT]
    return Message(
        Topic.DEAD_LETTERS,
        key,
        value,
        [*kept, *((name, content.encode(errors="replace")) for name, content in told.items())],
    )


def _size_bytes(key: bytes | None, value: bytes | None, headers: Headers) -> int:
    return len(key or b"") + len(value or b"") + sum(len(n.encode()) + len(c) + HEADER_BYTES for n, c in headers)


def refusal(rejection: Rejection, key: str, service: str) -> Message:
    """The dead letter of what an owner refused after it was read, such as a report that is too late."""
    value = rejection.raw.encode() if rejection.raw_encoding == "utf-8" else base64.b64decode(rejection.raw)
    origin = Origin(rejection.origin, 0, 0)
    reason = Reason(rejection.error, rejection.message)
    return letter(origin, key.encode(), value, (), rejection.stage, reason, service)


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A dead letter as it was found on the topic."""

    at: Origin
    """Its own place."""
    timestamp_ms: int
    origin: Origin
    stage: str
    error: str
    message: str
    attempts: int
    key: bytes | None
    value: bytes | None
    headers: Headers
    """As the input had them."""
    is_cut: bool
    """The input was larger than the topic takes; not all of it is here."""

    @property
    def can_be_sent_again(self) -> bool:
        """It is a whole article. What the stages tell each other comes of the articles alone, and the header that
        names the topic is only as good as whoever may write here.
        """
        return self.origin.topic == Topic.ARTICLES and not self.is_cut

    def again(self) -> Message:
        """The article as it came, one attempt later."""
        assert self.can_be_sent_again, "not a whole article"
        kept = [(name, content) for name, content in self.headers if name != ATTEMPTS]
        return Message(Topic.ARTICLES, self.key, self.value, [*kept, (ATTEMPTS, str(self.attempts + 1).encode())])


def read(at: Origin, timestamp_ms: int, key: bytes | None, value: bytes | None, headers: Headers) -> DeadLetter:
    """Read a record of the dead-letter topic. Headers that are missing or wrong read as empty, or as 0."""
    told = {name: content.decode(errors="replace") for name, content in headers}
    return DeadLetter(
        at=at,
        timestamp_ms=timestamp_ms,
        origin=Origin(told.get(TOPIC, ""), _number(told.get(PARTITION)), _number(told.get(OFFSET))),
        stage=told.get(STAGE, ""),
        error=told.get(ERROR, ""),
        message=told.get(MESSAGE, ""),
        attempts=_number(told.get(ATTEMPTS)),
        key=key,
        value=value,
        headers=[(name, content) for name, content in headers if not name.startswith(PREFIX)],
        is_cut=CUT in told,
    )


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() and text.isascii() and len(text) < 19 else 0

"""What can go wrong, drawn once.

    FactionwatchError          exit code
    ├── UsageError             2   a wrong option, setting or argument
    ├── InputError             2   an input that cannot be read, or the first bad one under --strict
    ├── WatchlistError         2   a watchlist with a mistake
    ├── StateError             3   a state file of another version, damaged, or in use
    ├── BrokerError            4   Kafka cannot be reached, or its topics differ from what they should be
    └── DeliveryError          5   a receiver outside of Kafka does not take what it is sent

Bad data is no exception but a value, `schemas.Rejection`, with one of the codes of `RejectionCode`.
"""

from enum import StrEnum


class FactionwatchError(Exception):
    """Root of all operating errors. The message is one line that a user can act on."""

    exit_code = 1


class UsageError(FactionwatchError):
    """A wrong option, setting or argument."""

    exit_code = 2


class InputError(FactionwatchError):
    """An input that cannot be read at all, or the first bad one under `--strict`."""

    exit_code = 2


class WatchlistError(FactionwatchError):
    """A watchlist with a mistake."""

    exit_code = 2


class StateError(FactionwatchError):
    """A state file of another version, damaged, or in use."""

    exit_code = 3


class BrokerError(FactionwatchError):
    """Kafka cannot be reached, or its topics differ from what they should be."""

    exit_code = 4


class DeliveryError(FactionwatchError):
    """A receiver outside of Kafka, such as Alertmanager, does not take what it is sent."""

    exit_code = 5


class RejectionCode(StrEnum):
    """Why an input was not processed. Stable: consumers of the dead-letter topic read them."""

    TOO_LARGE = "too_large"
    INVALID_UTF8 = "invalid_utf8"
    INVALID_JSON = "invalid_json"
    TOO_DEEP = "too_deep"
    NULL_VALUE = "null_value"
    INVALID_FIELD = "invalid_field"
    IN_FUTURE = "published_in_future"
    UNSUPPORTED_LANGUAGE = "unsupported_language"
    ID_CONFLICT = "id_conflict"
    TOO_LATE = "too_late"
    KEY_MISMATCH = "key_mismatch"
    NOT_PROCESSED = "not_processed"
    """The code broke on it: our mistake, not the publisher's. The input is kept and the service goes on."""

"""A rejection: an input that was not processed, kept whole with its reason."""

from typing import Literal

from schemas.base import Published


class Rejection(Published):
    """What `rejected.jsonl` and the dead-letter topic keep."""

    origin: str
    """Where it came from: `file:line`, or `topic/partition@offset`."""
    stage: str
    error: str
    """A stable code, such as `invalid_json`; see streams/errors.py."""
    field: str | None
    message: str
    raw: str
    """The input as it came: text, or base64 where it is no UTF-8."""
    raw_encoding: Literal["utf-8", "base64"] = "utf-8"
    raw_bytes: int
    """Size of the input as it came."""
    truncated: bool = False
    """The raw input was larger than is kept; `raw` is its beginning."""

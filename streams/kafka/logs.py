"""A log that stays readable while the brokers are away: a complaint once in a while, not thirty times a second."""

import logging
import time

QUIET_SECONDS = 10.0
OURS = "factionwatch."


class Calm(logging.Filter):
    """Lets a line of a library's code speak again only after a pause; what is critical always passes.

    Our own lines complain seldom, and each of something else.
    """

    def __init__(self) -> None:
        super().__init__()
        self._spoke_at: dict[tuple[str, int], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is logged."""
        if record.name.startswith(OURS) or not logging.WARNING <= record.levelno < logging.CRITICAL:
            return True
        now = time.monotonic()
        place = (record.pathname, record.lineno)
        if now - self._spoke_at.get(place, -QUIET_SECONDS) < QUIET_SECONDS:
            return False
        self._spoke_at[place] = now
        return True

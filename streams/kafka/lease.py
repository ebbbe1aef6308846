"""A worker that stood still too long must not go on: another one has its partitions by now.

The broker takes the partitions of a silent worker away, but it takes records from anybody. A worker that was
frozen (a paused machine, a stopped process) would on waking finish its batch and write old state over new.
So a thread beats several times a second; a beat that comes later than the lease allows ends the process on the
spot, and every write looks at the lease first. What is left is the moment between that look and the socket.
"""

import os
import sys
import threading
import time

BEAT_SECONDS = 0.05
EXIT_CODE = 75
"""EX_TEMPFAIL: the orchestrator starts a new worker, which begins from what the brokers have."""


class Lease:
    """Holds as long as the process is seen to run. `seconds` is below the brokers' session timeout."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._last_beat = time.monotonic()

    def start(self) -> None:
        """Begin to beat, for the rest of the process's life."""
        self._last_beat = time.monotonic()
        threading.Thread(target=self._beat, name="lease", daemon=True).start()

    def require(self) -> None:
        """End the process if the lease has run out; called before every write."""
        now = time.monotonic()
        if now - self._last_beat > self._seconds:
            sys.stderr.write(
                f"factionwatch: stood still for {now - self._last_beat:.1f} s, others have taken over: stopping\n"
            )
            sys.stderr.flush()
            os._exit(EXIT_CODE)

    def _beat(self) -> None:
        while True:
            time.sleep(BEAT_SECONDS)
            self.require()
            self._last_beat = time.monotonic()

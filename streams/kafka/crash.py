"""Named places at which a worker can be made to die, so that a test can hold every promise there.

`FACTIONWATCH_CRASH_AT=<point>:<n>` kills the process, as `kill -9` would, when it passes the point for the
n-th time. The only place that reads the variable; nothing happens without it.

    after-compute     an owner has taken in a batch; nothing is published
    after-outputs     the broker has the outputs; the state is not written
    after-changelog   the broker has the state; the offsets are not committed
    before-ack        the batch is done; its offsets may be committed from the next line on
"""

import os
import signal
from typing import Literal, get_args

from streams.errors import UsageError

VARIABLE = "FACTIONWATCH_CRASH_AT"
Point = Literal["after-compute", "after-outputs", "after-changelog", "before-ack"]
POINTS: tuple[Point, ...] = get_args(Point)


class CrashPlan:
    """Counts passes of one point down to the crash; a plan without a point never crashes."""

    def __init__(self, point: str | None = None, passes: int = 0) -> None:
        self._point = point
        self._passes_left = passes

    @classmethod
    def from_environment(cls) -> "CrashPlan":
        """The plan that the variable tells. Raises `UsageError`."""
        told = os.environ.get(VARIABLE)
        if told is None:
            return cls()
        point, _, passes = told.partition(":")
        if point not in POINTS or not passes.isdecimal() or int(passes) < 1:
            raise UsageError(f"{VARIABLE}: {told!r} is not <point>:<n> with a point of {', '.join(POINTS)}")
        return cls(point, int(passes))

    def passing(self, point: Point) -> None:
        """Die here if the plan says so."""
        if point != self._point:
            return
        self._passes_left -= 1
        if self._passes_left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

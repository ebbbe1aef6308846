"""How far a run has come: a bar with rate and time left on a terminal, and one line for each rejected input."""

import sys
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeRemainingColumn

from schemas import Rejection
from streams.local.run import line_about

REJECTIONS_TOLD_MAX = 20


class ProgressBar:
    """Tells on stderr. Use as a context manager; where stderr is no terminal, only rejections are told."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description:<12}"),
            BarColumn(),
            TextColumn("{task.fields[articles]:>9,} {task.fields[unit]}"),
            TextColumn("{task.fields[rate]:>7,.0f}/s"),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        self._tasks: dict[str, TaskID] = {}
        self._rejections = 0

    def __enter__(self) -> "ProgressBar":
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()
        more = self._rejections - REJECTIONS_TOLD_MAX
        if more > 0:
            print(f"rejected: and {more:,} more", file=sys.stderr)  # noqa: T201 - messages go to stderr

    def rejected(self, rejection: Rejection) -> None:
        """Name the input, unless there are too many."""
        self._rejections += 1
        if self._rejections <= REJECTIONS_TOLD_MAX:
            self._bar.console.print(f"rejected: {line_about(rejection)}", markup=False, highlight=False, soft_wrap=True)

    def taken_in(self, articles: int, done_bytes: int, total_bytes: int | None) -> None:
        """Reading is told by bytes, since nobody knows the number of articles beforehand."""
        self._move("reading", "articles", articles, completed=done_bytes if total_bytes else None, total=total_bytes)

    def read_again(self, articles: int) -> None:
        """Stored articles are read again."""
        self._move("re-reading", "articles", articles, completed=None, total=None)

    def advanced(self, extractions: int, waiting: int) -> None:
        """Days are worked off."""
        done = self._done("resolving") + extractions
        self._move("resolving", "readings", extractions, completed=done, total=done + waiting)

    def _done(self, name: str) -> int:
        task = self._tasks.get(name)
        return 0 if task is None else int(self._bar.tasks[task].fields["articles"])

    def _move(self, name: str, unit: str, articles: int, *, completed: int | None, total: int | None) -> None:
        if name not in self._tasks:
            self._tasks[name] = self._bar.add_task(name, total=total, articles=0, unit=unit, rate=0.0)
        task = self._bar.tasks[self._tasks[name]]
        done = int(task.fields["articles"]) + articles
        rate = done / task.elapsed if task.elapsed else 0.0
        self._bar.update(task.id, total=total, completed=completed, articles=done, rate=rate)

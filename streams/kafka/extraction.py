"""Reading articles in other processes: the one stage that needs the processor and knows nothing of others.

A process is given raw records and gives back records to send, so that parsing, extracting and writing JSON all
happen outside the worker's event loop. The processes are started fresh (`spawn`): a fork of a process that
runs threads may hang.
"""

import asyncio
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from schemas import Rejection
from streams.collector import calm
from streams.errors import RejectionCode
from streams.kafka.deadletters import Reason
from streams.kafka.wire import Message, message
from streams.pipeline import ExtractStage

MakeStage = Callable[[], ExtractStage]
"""Makes the stage in another process; can be pickled."""


@dataclass(frozen=True, slots=True)
class RawArticle:
    """A record of the articles' topic."""

    origin: str
    key: bytes | None
    value: bytes | None
    arrived_ms: int


Read = tuple[Message, ...] | Reason
"""What became of one record."""


def read(stage: ExtractStage, raw: RawArticle, now: datetime) -> Read:
    """Validate one record and extract what it says for every theatre."""
    if raw.value is None:
        return Reason(RejectionCode.NULL_VALUE, "a record without a value; articles are not deleted by tombstones")
    article = stage.read(raw.value, raw.origin, now)
    if isinstance(article, Rejection):
        return Reason(article.error, article.message)
    if raw.key is not None and raw.key != article.id.encode():
        return Reason(RejectionCode.KEY_MISMATCH, f"the record's key is not the article's id {article.id!r}")
    try:
        return tuple(message(out, stage.name, raw.arrived_ms, now) for out in stage.apply(article))
    except Exception as error:  # one article must not stop the service, whatever is wrong with the code
        return Reason(RejectionCode.NOT_PROCESSED, f"{type(error).__name__}: {error}")


class ExtractionPool:
    """Processes that read articles. `close` ends them."""

    def __init__(self, make_stage: MakeStage, processes: int) -> None:
        self.processes = processes
        self._executor = ProcessPoolExecutor(
            processes,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_start_process,
            initargs=(make_stage,),
        )

    async def warm_up(self) -> None:
        """Return when the processes have loaded their watchlists."""
        loop = asyncio.get_running_loop()
        await asyncio.gather(*(loop.run_in_executor(self._executor, _idle) for _ in range(self.processes)))

    async def read(self, records: Sequence[RawArticle], now: datetime) -> list[Read]:
        """What became of each record, in order, read by one process. Raises what it raised, or that it died."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, _read_here, records, now)

    def close(self) -> None:
        """End the processes; what they were reading is read again by the next worker."""
        self._executor.shutdown(wait=False, cancel_futures=True)


_stage: ExtractStage | None = None
"""The stage of this process, where this is one of the pool's."""


def _start_process(make_stage: MakeStage) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the worker, which ends its processes
    global _stage  # noqa: PLW0603 - the executor has no other place for what a process keeps
    threading.Thread(target=_end_with_parent, name="end-with-parent", daemon=True).start()
    calm()
    _stage = make_stage()


def _end_with_parent() -> None:
    """A worker that is killed takes its processes with it: nobody else would end them."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _read_here(records: Sequence[RawArticle], now: datetime) -> list[Read]:
    assert _stage is not None, "not a process of the pool"
    return [read(_stage, record, now) for record in records]


def _idle() -> None:
    """Only makes the executor start its processes."""
    time.sleep(0.05)

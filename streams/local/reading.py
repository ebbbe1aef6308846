"""Reading inputs: validation and extraction, in this process or, where it pays, in several.

Results come in the order of the inputs, and only a bounded number of inputs is under way at any time.
"""

import hashlib
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
import time
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from schemas import Extraction, Rejection
from streams.collector import calm
from streams.core.validate import too_large, version_of
from streams.errors import FactionwatchError
from streams.local.inputs import Raw, unwrap
from streams.pipeline import ExtractStage

BATCH_INPUTS_MAX = 64
BATCH_BYTES_MAX = 1_000_000
INLINE_SECONDS = 1.0
"""For so long inputs are read in this process before others are started, which takes them about as long."""

MakeStage: TypeAlias = Callable[[], ExtractStage]


@dataclass(frozen=True, slots=True)
class Told:
    """One extraction, ready to be stored."""

    theatre: str
    value: bytes
    is_relevant: bool


@dataclass(frozen=True, slots=True)
class ReadInput:
    """What became of one input: an article with its extractions, or a rejection."""

    input_digest: bytes
    origin: str
    packed: bytes
    article_id: str
    published_at: datetime | None
    version: str
    told: tuple[Told, ...]
    """One a theatre."""
    corrects: bool = False
    """It names an article that it corrects, so what it no longer says counts too."""
    rejection: Rejection | None = None


def digest_of(raw: Raw) -> bytes:
    """Tells inputs apart by their bytes."""
    return hashlib.sha256(raw.size_bytes.to_bytes(8, "big") + raw.data).digest()[:16]


def read_input(stage: ExtractStage, raw: Raw, now: datetime) -> ReadInput:
    """Validate one input and, if it is an article, extract."""
    input_digest = digest_of(raw)
    if not raw.is_whole:
        return _rejected(raw, input_digest, too_large(raw.data, raw.size_bytes, raw.origin))
    plain = unwrap(raw.data)
    article = stage.read(plain, raw.origin, now)
    if isinstance(article, Rejection):
        return _rejected(raw, input_digest, article if plain is raw.data else _of_whole_line(article, raw))
    extractions = [out.value for out in stage.apply(article) if isinstance(out.value, Extraction)]
    return ReadInput(
        input_digest=input_digest,
        origin=raw.origin,
        packed=zlib.compress(raw.data, 1),
        article_id=article.id,
        published_at=article.published_at,
        version=extractions[0].version if extractions else version_of(article),
        told=tuple(Told(each.theatre, each.to_bytes(), each.relevant) for each in extractions),
        corrects=article.updates is not None,
    )


def _rejected(raw: Raw, input_digest: bytes, rejection: Rejection) -> ReadInput:
    return ReadInput(input_digest, raw.origin, b"", "", None, "", (), rejection=rejection)


def _of_whole_line(rejection: Rejection, raw: Raw) -> Rejection:
    """Keep the annotated line as it came, not the article inside it."""
    return rejection.model_copy(update={"raw": raw.data.decode(errors="replace"), "raw_bytes": raw.size_bytes})


def batches(inputs: Iterable[Raw]) -> Iterator[list[Raw]]:
    """Group inputs, bounded in number and in bytes."""
    batch: list[Raw] = []
    size = 0
    for raw in inputs:
        batch.append(raw)
        size += len(raw.data)
        if len(batch) >= BATCH_INPUTS_MAX or size >= BATCH_BYTES_MAX:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class Reading:
    """Reads batches, at first here, then in `jobs` further processes. Use as a context manager."""

    def __init__(self, stage: ExtractStage, make_stage: MakeStage, jobs: int, now: datetime) -> None:
        self._stage = stage
        self._make_stage = make_stage
        self._jobs = jobs
        self._now = now
        self._inline_seconds = 0.0
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Reading":
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def read(self, todo: Iterable[Sequence[Raw]]) -> Iterator[list[ReadInput]]:
        """What became of each batch, in order."""
        under_way: deque[Future[list[ReadInput]]] = deque()
        try:
            for batch in todo:
                if self._jobs <= 1 or self._inline_seconds < INLINE_SECONDS:
                    yield self._read_here(batch)
                    continue
                under_way.append(self._started().submit(_read_batch, batch, self._now))
                if len(under_way) > 2 * self._jobs:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        except BrokenProcessPool:
            raise FactionwatchError("a reading process died (out of memory?); what was read so far is kept") from None

    def _read_here(self, batch: Sequence[Raw]) -> list[ReadInput]:
        began = time.monotonic()
        results = [read_input(self._stage, raw, self._now) for raw in batch]
        self._inline_seconds += time.monotonic() - began
        return results

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._jobs,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_start_process,
                initargs=(self._make_stage,),
            )
        return self._pool


_process_stage: list[ExtractStage] = []
"""The stage of a reading process; empty in every other."""


def _start_process(make_stage: MakeStage) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told too, and ends us in good order
    parent = multiprocessing.parent_process()
    assert parent is not None
    threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    calm()
    _process_stage.append(make_stage())


def _end_with(sentinel: int) -> None:
    """A parent that was killed leaves nobody to tell its children."""
    multiprocessing.connection.wait([sentinel])
    os._exit(1)


def _read_batch(batch: Sequence[Raw], now: datetime) -> list[ReadInput]:
    return [read_input(_process_stage[0], raw, now) for raw in batch]

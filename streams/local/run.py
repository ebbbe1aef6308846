"""One embedded run: take inputs in, then let time pass up to a last day.

1. *take in*: every input is validated and extracted; articles (as they came) and what they say are stored.
2. *advance*: the stored extractions are worked off in the order in which they were published, a day at a
   time, with a tick at the end of each day, so that the signals read as the story as it would have come.

Each batch of either is one transaction. A run that was killed is continued by the next one from where its
last transaction ended, and ends where an undisturbed run would have ended.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from schemas import Rejection
from schemas.topics import Topic
from streams.core.validate import reject
from streams.errors import InputError, RejectionCode, StateError, UsageError
from streams.local.engine import Engine
from streams.local.inputs import Raw, Source
from streams.local.reading import BATCH_INPUTS_MAX, Reading, ReadInput, batches, digest_of
from streams.local.store import Store, StoredArticle, day_of
from streams.observe import Observer, Unobserved
from streams.pipeline import Pipeline, TheatreRecord, decode_theatre_record, tick

BATCH_EXTRACTIONS_MAX = 500
_CONFIG = "config"
_GOAL = "goal"
"""The day that the directory is to reach."""
_REACHED = "reached"
"""The last day that is over."""
_TOLD = "told"
"""The last day on which the owned stages were told something."""

QUIET_DAYS_MAX = 180
"""After so many days without an extraction time jumps to the next one; silence that long tells nothing more."""


class Progress(Protocol):
    """Told how far a run has come."""

    def taken_in(self, articles: int, done_bytes: int, total_bytes: int | None) -> None:
        """So many inputs more are dealt with; bytes are since the beginning. No total where stdin is read."""

    def rejected(self, rejection: Rejection) -> None:
        """An input was put aside."""

    def read_again(self, articles: int) -> None:
        """So many stored articles more are read again."""

    def advanced(self, extractions: int, waiting: int) -> None:
        """So many extractions more are worked off, and so many wait."""


class Silent:
    """Nobody watches."""

    def taken_in(self, articles: int, done_bytes: int, total_bytes: int | None) -> None:
        """Drop it."""

    def rejected(self, rejection: Rejection) -> None:
        """Drop it."""

    def read_again(self, articles: int) -> None:
        """Drop it."""

    def advanced(self, extractions: int, waiting: int) -> None:
        """Drop it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run goes about it."""

    now: datetime
    """Only refuses dates in the future."""
    as_of: date | None = None
    """The last day; None: that of the newest article stored."""
    jobs: int = 1
    is_strict: bool = False
    rebuild: bool = False


@dataclass(slots=True)
class Summary:
    """What a run did."""

    articles: int = 0
    """New versions of articles that were taken in."""
    known: int = 0
    """Inputs that were stored already."""
    rejected: int = 0
    as_of: date | None = None
    waiting: int = 0
    """Extractions of articles that were published after `as_of`."""


class Run:
    """A run over one open store."""

    def __init__(
        self,
        pipeline: Pipeline,
        store: Store,
        settings: Settings,
        progress: Progress | None = None,
        observer: Observer | None = None,
    ) -> None:
        self._pipeline = pipeline
        self._store = store
        self._settings = settings
        self._progress = progress or Silent()
        self._observer = observer or Unobserved()
        self._summary = Summary()

    def execute(self, inputs: Source) -> Summary:
        """Take all inputs in, then advance to the last day. Raises errors of `streams.errors`."""
        self._agree_on_config()
        self._refuse_impossible_days()
        with Reading(
            self._pipeline.extract, self._pipeline.make_extract, self._settings.jobs, self._settings.now
        ) as reading:
            self._take_in(inputs, reading)
            self._read_again(reading)
        self._advance()
        return self._summary

    # --- what a state is of --------------------------------------------------------------------------------

    def _agree_on_config(self) -> None:
        stored, own = self._store.meta(_CONFIG), self._pipeline.config
        if stored == own and not self._settings.rebuild:
            return
        if stored is not None and not self._settings.rebuild:
            raise StateError(
                "the watchlists, options or extractor differ from those that this directory was made with;"
                " give --rebuild to read its articles again, or another directory"
            )
        with self._store.transaction():
            self._store.forget_extractions()
            self._observer.released()
            self._store.set_meta(_CONFIG, own)
            for watchlist in self._pipeline.watchlists:
                self._store.put_watchlist(watchlist)
            for day in (_GOAL, _REACHED, _TOLD):
                self._store.set_meta(day, None)

    def _refuse_impossible_days(self) -> None:
        as_of, goal = self._settings.as_of, self._day(_GOAL)
        if as_of is None:
            return
        if as_of > day_of(self._settings.now):
            raise UsageError(f"--as-of {as_of} is in the future")
        if goal is not None and as_of < goal:
            raise UsageError(f"--as-of {as_of} is before {goal}, which this directory has reached already")

    def _day(self, name: str) -> date | None:
        value = self._store.meta(name)
        return date.fromisoformat(value) if value else None

    # --- taking in -------------------------------------------------------------------------------------------

    def _take_in(self, inputs: Source, reading: Reading) -> None:
        for results in reading.read(batches(self._unknown(inputs))):
            started = time.monotonic()
            with self._store.transaction():
                for result in results:
                    self._store_result(result)
            self._observer.batch_processed("extract", len(results), time.monotonic() - started)
            self._progress.taken_in(len(results), inputs.done_bytes, inputs.total_bytes)

    def _unknown(self, inputs: Iterable[Raw]) -> Iterator[Raw]:
        for raw in inputs:
            if self._store.has_input(digest_of(raw)):
                self._summary.known += 1
            else:
                yield raw

    def _store_result(self, result: ReadInput) -> None:
        if result.rejection:
            self._reject(result.input_digest, result.rejection)
            return
        assert result.published_at is not None
        article = StoredArticle(
            result.article_id,
            result.published_at,
            result.version,
            result.input_digest,
            result.origin,
            result.packed,
        )
        is_revised = self._store.has_article(article.id)
        there = self._store.article_at(article.id, article.published_at) if is_revised else None
        if there and there.version == article.version:
            self._summary.known += 1
            return
        if there and there.version > article.version:
            self._reject(article.input_digest, _conflict(article, there))
            return
        self._store.put_article(article)
        self._store.drop_rejection(article.input_digest)
        if there:
            self._reject(there.input_digest, _conflict(there, article))
        else:
            self._summary.articles += 1
        if is_revised:
            self._store.mark_revised(article.id)
        else:
            self._store_told(result, is_revised=False)

    def _store_told(self, result: ReadInput, *, is_revised: bool) -> None:
        assert result.published_at is not None
        for each in result.told:
            if each.is_relevant or result.corrects or is_revised:
                self._store.put_extraction(result.published_at, result.article_id, each.theatre, each.value)

    def _reject(self, input_digest: bytes, rejection: Rejection) -> None:
        if self._settings.is_strict:
            raise InputError(line_about(rejection))
        if self._store.put_rejection(input_digest, rejection):
            self._summary.rejected += 1
            self._progress.rejected(rejection)
            self._observer.rejected("extract", rejection.error)

    def _read_again(self, reading: Reading) -> None:
        """Articles of which another version has come, and after `--rebuild` all of them."""
        while articles := self._store.unread(BATCH_INPUTS_MAX * self._settings.jobs):
            again = batches(Raw(article.raw, len(article.raw), article.origin) for article in articles)
            results = [result for batch in reading.read(again) for result in batch]
            with self._store.transaction():
                for article, result in zip(articles, results, strict=True):
                    if result.rejection:
                        self._store.drop_article(article)
                        self._reject(result.input_digest, result.rejection)
                    else:
                        self._store.mark_read(article)
                        self._store_told(result, is_revised=article.is_revised)
            self._progress.read_again(len(articles))

    # --- advancing -------------------------------------------------------------------------------------------

    def _advance(self) -> None:
        goal = self._settings.as_of or self._newest_day()
        self._summary.as_of = goal
        if goal is None:
            return
        with self._store.transaction():
            self._store.set_meta(_GOAL, goal.isoformat())
            if self._is_too_late(self._store.first_untold_day(goal)):
                self._store.forget_answers()
                self._observer.released()
                self._store.set_meta(_REACHED, None)
                self._store.set_meta(_TOLD, None)
        engine = Engine(self._pipeline, self._store, self._observer)
        waiting = self._store.count_untold(goal)
        while day := self._next_day(goal):
            waiting = self._live_through(day, engine, waiting)
        self._summary.waiting = self._store.count_untold(None)

    def _newest_day(self) -> date | None:
        newest, goal = self._store.newest_published_at(), self._day(_GOAL)
        return max((day for day in (newest and day_of(newest), goal) if day), default=None)

    def _is_too_late(self, first: date | None) -> bool:
        """The owners take no article that comes later than the horizon; here the story is then told anew."""
        reached = self._day(_REACHED)
        return bool(first and reached and (reached - first).days >= self._pipeline.options.horizon_days - 1)

    def _next_day(self, goal: date) -> date | None:
        """The day to live through next: of a late article, or the one after the day reached. None at the end."""
        first, reached = self._store.first_untold_day(goal), self._day(_REACHED)
        if reached is None:
            return first or goal
        if first and first <= reached:
            return first
        if reached >= goal:
            return None
        told = self._day(_TOLD)
        if told is None or (reached - told).days >= QUIET_DAYS_MAX:
            return first or goal
        return reached + timedelta(days=1)

    def _live_through(self, day: date, engine: Engine, waiting: int) -> int:
        """Work off what waits for `day`, then let it end. Returns how many extractions wait for later days."""
        is_over = False
        while not is_over:
            with self._store.transaction():
                values = self._store.tell(day, BATCH_EXTRACTIONS_MAX)
                records: list[TheatreRecord] = [decode_theatre_record(value) for value in values]
                is_over = len(values) < BATCH_EXTRACTIONS_MAX
                if is_over:
                    reached = max(day, self._day(_REACHED) or day)
                    records += [tick(theatre, reached) for theatre in self._pipeline.theatres]
                    self._store.set_meta(_REACHED, reached.isoformat())
                if values:
                    self._store.set_meta(_TOLD, max(day, self._day(_TOLD) or day).isoformat())
                engine.feed(Topic.EXTRACTIONS, records)
            waiting -= len(values)
            self._progress.advanced(len(values), waiting)
        return waiting


def line_about(rejection: Rejection) -> str:
    """One line that names file, line, field and reason."""
    field = f"{rejection.field}: " if rejection.field else ""
    return f"{rejection.origin}: {field}{rejection.message} [{rejection.error}]"


def _conflict(loser: StoredArticle, winner: StoredArticle) -> Rejection:
    message = (
        f"{loser.id} was published at {loser.published_at.isoformat()} with another text, at {winner.origin};"
        " of two such texts the one with the greater digest holds"
    )
    return reject(loser.raw, loser.origin, RejectionCode.ID_CONFLICT, message, "id")

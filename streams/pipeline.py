"""The stages in order. Both shells drive this list and nothing else.

    articles → extract → extractions → resolve (per theatre) → ledger → watch (per subject) → tallies, signals

`extract` has no state: any process may do it for any article. The other two are *owned*: all records of one
key go to the one owner that holds what is known for it. A shell reads a stage's source, decodes, groups by
key, hands each group to its owner, and follows the order of effects of `streams/core/step.py`.
"""

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Annotated, Any, Generic, Protocol, TypeAlias, TypeVar

from pydantic import Discriminator, Tag, TypeAdapter

from schemas import Article, Extraction, LedgerRecord, Rejection, Tick, Watchlist
from schemas.topics import Topic
from streams.core.extract import RuleExtractor
from streams.core.options import Options
from streams.core.resolve import TheatreOwner
from streams.core.step import Out, Owner
from streams.core.validate import LANGUAGES, read_article
from streams.core.watch import SubjectOwner
from streams.observe import Stage

R = TypeVar("R")

TheatreRecord: TypeAlias = Extraction | Tick
"""What `news.extractions` carries: what articles say, and the passing of time."""


class Extractor(Protocol):
    """Reads one article for every loaded theatre: one extraction each, in the theatres' order."""

    @property
    def name(self) -> str:
        """Name and version, such as `rules/1`."""

    def extract(self, article: Article) -> tuple[Extraction, ...]:
        """One extraction a theatre; one that does not concern the article is empty and not `relevant`."""


@dataclass(frozen=True, slots=True)
class ExtractStage:
    """The stage without state: raw bytes to an article or a rejection, an article to its extractions."""

    extractor: Extractor
    languages: Collection[str] = LANGUAGES
    name: Stage = "extract"
    source: Topic = Topic.ARTICLES

    def read(self, raw: bytes, origin: str, now: datetime) -> Article | Rejection:
        """Validate one input; `now` only refuses dates in the future."""
        return read_article(raw, origin, now, self.languages)

    def apply(self, article: Article) -> tuple[Out, ...]:
        """One extraction for each theatre, keyed by theatre."""
        extractions = self.extractor.extract(article)
        return tuple(Out(Topic.EXTRACTIONS, extraction.theatre, extraction) for extraction in extractions)


@dataclass(frozen=True, slots=True)
class OwnedStage(Generic[R]):
    """A stage with state: which owner a record belongs to, and how that owner is made."""

    name: Stage
    source: Topic
    decode: Callable[[bytes], R]
    key: Callable[[R], str]
    owner: Callable[[str], Owner[R]]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """All stages, for the theatres of the loaded watchlists."""

    extract: ExtractStage
    resolve: OwnedStage[TheatreRecord]
    watch: OwnedStage[LedgerRecord]
    watchlists: tuple[Watchlist, ...]
    make_extract: Callable[[], ExtractStage]
    """Makes the first stage anew, in another process; can be pickled."""
    options: Options
    config: str
    """Digest of all that the answers depend on besides the articles; state made under another is not mixed."""

    @property
    def theatres(self) -> tuple[str, ...]:
        """Ids of the theatres."""
        return tuple(watchlist.theatre.id for watchlist in self.watchlists)

    @property
    def owned(self) -> tuple[OwnedStage[Any], ...]:
        """The stages with state, in order: what one publishes on the next one's source, the next takes in."""
        return (self.resolve, self.watch)


def build(watchlists: Sequence[Watchlist], options: Options) -> Pipeline:
    """The pipeline for these watchlists, which `streams.core.watchlist.check` has found to be without error."""
    options = _with_names(watchlists, options)
    by_theatre = {watchlist.theatre.id: watchlist for watchlist in watchlists}
    make_extract = build_extract(watchlists)
    extract = make_extract()
    lists = [watchlist.to_bytes() for watchlist in watchlists]
    return Pipeline(
        extract=extract,
        resolve=OwnedStage(
            name="resolve",
            source=Topic.EXTRACTIONS,
            decode=decode_theatre_record,
            key=theatre_of,
            owner=lambda theatre: TheatreOwner(by_theatre[theatre], options),
        ),
        watch=OwnedStage(
            name="watch",
            source=Topic.LEDGER,
            decode=decode_ledger_record,
            key=subject_of,
            owner=lambda subject: SubjectOwner(subject, options),
        ),
        watchlists=tuple(watchlists),
        make_extract=make_extract,
        options=options,
        config=digest(extract.extractor.name.encode(), options.model_dump_json().encode(), *lists),
    )


def _with_names(watchlists: Sequence[Watchlist], options: Options) -> Options:
    listed = {faction.id: faction.name for watchlist in watchlists for faction in watchlist.factions}
    return options.model_copy(update={"names": {**listed, **options.names}})


def build_extract(watchlists: Sequence[Watchlist]) -> Callable[[], ExtractStage]:
    """Makes the first stage; can be pickled, so that reading processes make their own."""
    return partial(_extract_stage, tuple(watchlists))


def _extract_stage(watchlists: tuple[Watchlist, ...]) -> ExtractStage:
    return ExtractStage(RuleExtractor(watchlists))


def tick(theatre: str, as_of: date) -> Tick:
    """The record that moves a theatre's time on."""
    return Tick(subject=f"theatre:{theatre}", subject_kind="theatre", theatre=theatre, as_of=as_of)


def theatre_of(record: TheatreRecord) -> str:
    """Key of the resolve stage."""
    return record.theatre


def subject_of(record: LedgerRecord) -> str:
    """Key of the watch stage."""
    return record.subject


def decode_theatre_record(data: bytes) -> TheatreRecord:
    """Read what `news.extractions` carries. Raises `pydantic.ValidationError`."""
    return _THEATRE_RECORD.validate_json(data)


def decode_ledger_record(data: bytes) -> LedgerRecord:
    """Read what `factions.ledger` carries. Raises `pydantic.ValidationError`."""
    return _LEDGER_RECORD.validate_json(data)


def digest(*parts: bytes) -> str:
    """Digest of several byte strings, each told apart from the next."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()[:32]


def _tag(value: Any) -> str:
    return "tick" if isinstance(value, Tick) or (isinstance(value, dict) and "as_of" in value) else "extraction"


_THEATRE_RECORD: TypeAdapter[TheatreRecord] = TypeAdapter(
    Annotated[Annotated[Extraction, Tag("extraction")] | Annotated[Tick, Tag("tick")], Discriminator(_tag)]
)
_LEDGER_RECORD: TypeAdapter[LedgerRecord] = TypeAdapter(LedgerRecord)

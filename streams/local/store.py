"""The state of an embedded run: one SQLite file, in which a step's outputs and state are one transaction.

Only this module speaks SQL. The file is locked for as long as it is open for writing, so that two runs
cannot share a directory; the lock ends with the process, however it ends.
"""

import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from schemas import Rejection, Watchlist
from schemas.topics import Topic
from streams.errors import StateError

FILE_NAME = "state.sqlite"
SCHEMA_VERSION = 2
APPLICATION_ID = 0x66_77_61_74  # "fwat"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_DAY_MICROSECONDS = timedelta(days=1) // _MICROSECOND
_NEVER = 2**63 - 1

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE article (
    id TEXT NOT NULL,
    published_at INTEGER NOT NULL,  -- microseconds since 1970
    version TEXT NOT NULL,
    input_digest BLOB NOT NULL,
    origin TEXT NOT NULL,
    raw BLOB NOT NULL,              -- the input as it came, deflated
    is_read INTEGER NOT NULL,       -- 0: its extractions are yet to be made
    is_revised INTEGER NOT NULL,    -- 1: there is or was another version, so even empty extractions count
    PRIMARY KEY (id, published_at)
);
CREATE UNIQUE INDEX article_input ON article (input_digest);
CREATE INDEX article_unread ON article (is_read) WHERE is_read = 0;
CREATE TABLE extraction (           -- what articles say, of the theatres that they concern
    published_at INTEGER NOT NULL,
    article_id TEXT NOT NULL,
    theatre TEXT NOT NULL,
    value BLOB NOT NULL,            -- deflated
    is_told INTEGER NOT NULL,       -- 0: the owned stages have not been told of it
    PRIMARY KEY (published_at, article_id, theatre)
);
CREATE INDEX extraction_untold ON extraction (published_at) WHERE is_told = 0;
CREATE TABLE owned (                -- what the owners of the stages write
    stage TEXT NOT NULL,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (stage, owner, name)
);
CREATE TABLE latest (               -- topics of which the newest value of each key counts
    topic TEXT NOT NULL,
    key TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (topic, key)
);
CREATE TABLE message (              -- topics of which every value counts
    number INTEGER PRIMARY KEY,
    topic TEXT NOT NULL,
    key TEXT NOT NULL,
    value BLOB NOT NULL
);
CREATE TABLE rejection (
    number INTEGER PRIMARY KEY,
    input_digest BLOB NOT NULL,
    value BLOB NOT NULL,
    UNIQUE (input_digest)
);
"""

_ARTICLE = "id, published_at, version, input_digest, origin, raw, is_revised"


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """One version of one article."""

    id: str
    published_at: datetime
    version: str
    input_digest: bytes
    origin: str
    packed: bytes
    """The input as it came, deflated."""
    is_revised: bool = False
    """There is or was another version, so even its empty extractions count."""

    @property
    def raw(self) -> bytes:
        """The input as it came."""
        return zlib.decompress(self.packed)


def day_of(moment: datetime) -> date:
    """The UTC day that a moment falls on."""
    return moment.astimezone(UTC).date()


class Store:
    """An open state file. `transaction` is the only way to write."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    # --- opening -----------------------------------------------------------------------------------------

    @classmethod
    @contextmanager
    def open(cls, directory: Path, *, for_writing: bool = True, wait_seconds: float = 0) -> Iterator["Store"]:
        """Open or make the state in `directory`. Raises `StateError` where it cannot be used.

        While another process uses it, waits for at most `wait_seconds`.
        """
        path = directory / FILE_NAME
        if not for_writing and not path.is_file():
            raise StateError(f"{directory}: no state of a run here (no {FILE_NAME})")
        try:
            directory.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, isolation_level=None, timeout=wait_seconds, check_same_thread=False)
        except (OSError, sqlite3.Error) as error:
            raise StateError(f"{path}: {error}") from None
        try:
            store = cls(connection)
            with _as_state_errors(path):
                store._prepare(path, for_writing)
                yield store
        finally:
            connection.close()

    def _prepare(self, path: Path, for_writing: bool) -> None:
        if for_writing:
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
        tables, version, application = (
            self._one("SELECT count(*) FROM sqlite_master"),
            self._one("PRAGMA user_version"),
            self._one("PRAGMA application_id"),
        )
        if tables and (application, version) != (APPLICATION_ID, SCHEMA_VERSION):
            whose = f"state of version {version}" if application == APPLICATION_ID else "no state of factionwatch"
            raise StateError(f"{path}: {whose}; this program reads version {SCHEMA_VERSION}. Give another directory")
        if for_writing:
            with self.transaction():
                if not tables:
                    for statement in _TABLES.split(";\n"):
                        self._db.execute(statement)
                    self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                    self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside takes effect together, or not at all."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _one(self, sql: str, *values: object) -> object:
        row = self._db.execute(sql, values).fetchone()
        return row[0] if row else None

    # --- meta ------------------------------------------------------------------------------------------------

    def meta(self, name: str) -> str | None:
        """A fact about the state as a whole."""
        value = self._one("SELECT value FROM meta WHERE name = ?", name)
        return None if value is None else str(value)

    def set_meta(self, name: str, value: str | None) -> None:
        """Set a fact about the state as a whole; None removes it."""
        if value is None:
            self._db.execute("DELETE FROM meta WHERE name = ?", (name,))
        else:
            self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def put_watchlist(self, watchlist: Watchlist) -> None:
        """Keep what a theatre was read with."""
        self.set_meta(f"watchlist:{watchlist.theatre.id}", watchlist.to_bytes().decode())

    def watchlist(self, theatre: str) -> Watchlist:
        """What a theatre was read with."""
        return Watchlist.from_bytes(str(self.meta(f"watchlist:{theatre}")).encode())

    # --- articles --------------------------------------------------------------------------------------------

    def has_input(self, input_digest: bytes) -> bool:
        """These very bytes are stored already."""
        return self._one("SELECT 1 FROM article WHERE input_digest = ?", input_digest) is not None

    def article_at(self, article_id: str, published_at: datetime) -> StoredArticle | None:
        """The version of an article of one moment."""
        row = self._db.execute(
            f"SELECT {_ARTICLE} FROM article WHERE id = ? AND published_at = ?",  # noqa: S608 - a constant of ours
            (article_id, _to_microseconds(published_at)),
        ).fetchone()
        return _article(row) if row else None

    def has_article(self, article_id: str) -> bool:
        """Some version of it is stored."""
        return self._one("SELECT 1 FROM article WHERE id = ?", article_id) is not None

    def put_article(self, article: StoredArticle) -> None:
        """Store a version that has been read, in place of another one of the same moment."""
        moment = _to_microseconds(article.published_at)
        self._db.execute(
            "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, 1, ?)",
            (
                article.id,
                moment,
                article.version,
                article.input_digest,
                article.origin,
                article.packed,
                article.is_revised,
            ),
        )

    def mark_revised(self, article_id: str) -> None:
        """All versions of an article are to be read again, and even their empty extractions count."""
        self._db.execute("UPDATE article SET is_revised = 1, is_read = 0 WHERE id = ?", (article_id,))

    def unread(self, limit: int) -> list[StoredArticle]:
        """Articles whose extractions are yet to be made."""
        rows = self._db.execute(f"SELECT {_ARTICLE} FROM article WHERE is_read = 0 LIMIT ?", (limit,))  # noqa: S608 - a constant of ours
        return [_article(row) for row in rows]

    def mark_read(self, article: StoredArticle) -> None:
        """The extractions of this version have been made."""
        self._db.execute(
            "UPDATE article SET is_read = 1 WHERE id = ? AND published_at = ?",
            (article.id, _to_microseconds(article.published_at)),
        )

    def drop_article(self, article: StoredArticle) -> None:
        """Forget a version that turned out to be no article for this configuration."""
        self._db.execute(
            "DELETE FROM article WHERE id = ? AND published_at = ?",
            (article.id, _to_microseconds(article.published_at)),
        )

    def newest_published_at(self) -> datetime | None:
        """When the newest stored article was published."""
        value = self._one("SELECT max(published_at) FROM article")
        return _from_microseconds(value) if isinstance(value, int) else None

    # --- rejections ------------------------------------------------------------------------------------------

    def put_rejection(self, input_digest: bytes, rejection: Rejection) -> bool:
        """Keep a rejection; of the same input only the first. Returns whether it is new."""
        row = (input_digest, rejection.to_bytes())
        cursor = self._db.execute("INSERT OR IGNORE INTO rejection (input_digest, value) VALUES (?, ?)", row)
        return cursor.rowcount > 0

    def drop_rejection(self, input_digest: bytes) -> None:
        """Forget a rejection of an input that is good by now, such as one whose day has come."""
        self._db.execute("DELETE FROM rejection WHERE input_digest = ?", (input_digest,))

    def rejections(self) -> Iterator[bytes]:
        """All rejections in the order in which they came."""
        return (row[0] for row in self._db.execute("SELECT value FROM rejection ORDER BY number"))

    # --- extractions ---------------------------------------------------------------------------------------

    def put_extraction(self, published_at: datetime, article_id: str, theatre: str, value: bytes) -> None:
        """Let an extraction wait for its day."""
        row = (_to_microseconds(published_at), article_id, theatre, zlib.compress(value, 1))
        self._db.execute("INSERT OR REPLACE INTO extraction VALUES (?, ?, ?, ?, 0)", row)

    def count_untold(self, until: date | None) -> int:
        """How many wait for a day up to `until`, inclusive; for any day where it is None."""
        end = _end_of(until) if until else _NEVER
        return int(str(self._one("SELECT count(*) FROM extraction WHERE is_told = 0 AND published_at < ?", end)))

    def first_untold_day(self, until: date) -> date | None:
        """The first day up to `until`, inclusive, on which one waits."""
        sql = "SELECT min(published_at) FROM extraction WHERE is_told = 0 AND published_at < ?"
        value = self._one(sql, _end_of(until))
        return day_of(_from_microseconds(value)) if isinstance(value, int) else None

    def tell(self, day: date, limit: int) -> list[bytes]:
        """The first of those that wait for `day` or an earlier one, in order of publication; they wait no longer."""
        rows = self._db.execute(
            "UPDATE extraction SET is_told = 1 WHERE rowid IN ("
            "SELECT rowid FROM extraction WHERE is_told = 0 AND published_at < ?"
            " ORDER BY published_at, article_id, theatre LIMIT ?)"
            " RETURNING published_at, article_id, theatre, value",
            (_end_of(day), limit),
        ).fetchall()
        return [zlib.decompress(row[3]) for row in sorted(rows, key=lambda row: row[:3])]

    # --- what the stages keep and publish ----------------------------------------------------------------------

    def owned(self, stage: str, owner: str) -> list[tuple[str, bytes]]:
        """What an owner has written."""
        return self._db.execute(
            "SELECT name, value FROM owned WHERE stage = ? AND owner = ?", (stage, owner)
        ).fetchall()

    def owned_value(self, stage: str, owner: str, name: str) -> bytes | None:
        """One of the things that an owner has written."""
        value = self._one("SELECT value FROM owned WHERE stage = ? AND owner = ? AND name = ?", stage, owner, name)
        return value if isinstance(value, bytes) else None

    def write_owned(self, stage: str, owner: str, writes: Mapping[str, bytes | None]) -> None:
        """Take in an owner's writes; None removes."""
        gone = [(stage, owner, name) for name, value in writes.items() if value is None]
        kept = [(stage, owner, name, value) for name, value in writes.items() if value is not None]
        self._db.executemany("DELETE FROM owned WHERE stage = ? AND owner = ? AND name = ?", gone)
        self._db.executemany("INSERT OR REPLACE INTO owned VALUES (?, ?, ?, ?)", kept)

    def put_latest(self, values: Mapping[tuple[Topic, str], bytes | None]) -> None:
        """The newest values of keys; None removes a key."""
        gone = [key for key, value in values.items() if value is None]
        kept = [(*key, value) for key, value in values.items() if value is not None]
        self._db.executemany("DELETE FROM latest WHERE topic = ? AND key = ?", gone)
        self._db.executemany("INSERT OR REPLACE INTO latest VALUES (?, ?, ?)", kept)

    def latest(self, topic: Topic, prefix: str = "", about: str = "") -> Iterator[tuple[str, bytes]]:
        """Keys that begin with `prefix` and their newest values, sorted by key; only values that hold `about`."""
        return self._db.execute(
            "SELECT key, value FROM latest WHERE topic = ? AND substr(key, 1, ?) = ? AND instr(value, ?) ORDER BY key",
            (topic, len(prefix), prefix, about.encode()),
        )

    def latest_of(self, topic: Topic, key: str) -> bytes | None:
        """The newest value of one key."""
        row = self._db.execute("SELECT value FROM latest WHERE topic = ? AND key = ?", (topic, key)).fetchone()
        return bytes(row[0]) if row else None

    def add_message(self, topic: Topic, key: str, value: bytes) -> None:
        """Keep a message for good."""
        self._db.execute("INSERT INTO message (topic, key, value) VALUES (?, ?, ?)", (topic, key, value))

    def messages(self, topic: Topic, about: str = "") -> Iterator[bytes]:
        """All messages in the order in which they were raised; only those that hold `about`."""
        rows = self._db.execute(
            "SELECT value FROM message WHERE topic = ? AND instr(value, ?) ORDER BY number", (topic, about.encode())
        )
        return (row[0] for row in rows)

    def forget_answers(self) -> None:
        """Drop all that was derived from extractions; all of them are to be told again."""
        for table in ("owned", "latest", "message"):
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own tables
        self._db.execute("UPDATE extraction SET is_told = 0")

    def forget_extractions(self) -> None:
        """Drop all that was derived from articles; all of them are to be read again."""
        self.forget_answers()
        self._db.execute("DELETE FROM extraction")
        self._db.execute("UPDATE article SET is_read = 0")


def _article(row: tuple[Any, ...]) -> StoredArticle:
    article_id, published_at, version, input_digest, origin, packed, is_revised = row
    moment = _from_microseconds(published_at)
    return StoredArticle(article_id, moment, version, input_digest, origin, packed, bool(is_revised))


def _to_microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND


def _from_microseconds(value: int) -> datetime:
    return _EPOCH + value * _MICROSECOND


def _end_of(day: date) -> int:
    return ((day - _EPOCH.date()).days + 1) * _DAY_MICROSECONDS


@contextmanager
def _as_state_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise StateError(f"{path}: in use by another run") from None
        raise StateError(f"{path}: {error}") from None
    except sqlite3.DatabaseError as error:
        raise StateError(f"{path}: damaged or no state file: {error}") from None

"""What SECURITY.md promises of hostile input, one test or more for each threat that no other test covers."""

import json
import re
import socket
import time
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import (
    Article,
    Extraction,
    IncidentEntry,
    LedgerRecord,
    Mention,
    Rejection,
    Span,
    StandingSignal,
    Tally,
    Tick,
    Watchlist,
)
from schemas.topics import Topic
from schemas.words import Policy
from streams import watchlists
from streams.core import watchlist
from streams.core.extract import RuleExtractor
from streams.core.options import Options
from streams.core.provenance import fingerprint
from streams.core.resolve import TheatreOwner
from streams.core.step import Out
from streams.core.text import clean
from streams.core.validate import read_article
from streams.core.watch import SubjectOwner
from streams.errors import WatchlistError
from tests.ops.tools import ROOT

NOW = datetime(2024, 3, 1, tzinfo=UTC)
HIDDEN = ["\n", "\r", "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\x9b31m", "\u2028", "\u202e", "\u2066"]
"""What forges a line, colours a terminal or turns the reading order."""
UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
GOOD = {
    "id": "a-1",
    "url": "https://example.org/a-1",
    "source": "Wire",
    "title": "Nothing happened",
    "body": "Nothing happened.",
    "language": "en",
    "published_at": "2024-02-01T12:00:00Z",
}


def reading(**changes: object) -> Article | Rejection:
    return read_article(json.dumps(GOOD | changes).encode(), "file:1", NOW)


# --- forged lines, headers and terminals ---------------------------------------------------------------


@pytest.mark.parametrize("hidden", HIDDEN, ids=ascii)
@pytest.mark.parametrize("field", ["id", "url", "source", "updates", "language"])
def test_what_goes_into_keys_headers_and_logs_is_one_visible_line(field: str, hidden: str) -> None:
    forged = f"https://example.org/{hidden}CRITICAL"
    read = reading(**{field: forged})
    assert isinstance(read, Rejection)
    assert read.field == field


@pytest.mark.parametrize("hidden", HIDDEN, ids=ascii)
def test_a_rejection_can_be_logged_whatever_the_input_called_its_fields(hidden: str) -> None:
    for changes in (
        {f"evil{hidden}2024-01-01 CRITICAL forged": 1},
        {hidden * 1_000_000: 1},
        {"language": f"x{hidden}"},
    ):
        read = reading(**changes)
        assert isinstance(read, Rejection)
        told = f"{read.field} {read.message} {read.error} {read.stage}"
        assert told.isprintable()
        assert len(told) < 1_000


@given(st.text(max_size=200))
def test_quoted_text_has_nothing_unseen_in_it(text: str) -> None:
    article = Article.model_validate(GOOD | {"published_at": NOW, "title": text[:100], "body": f"{text} x"})
    cleaned = clean(article)
    assert not UNSEEN.search(cleaned.title.text)
    assert not UNSEEN.search(cleaned.body.text)


# --- texts made to be slow --------------------------------------------------------------------------------

SLOW = {
    "open brackets": "(" * 200_000,
    "open tags": "<div " * 40_000,
    "one endless sentence": "the group said that " * 10_000,
    "one endless word": "a" * 200_000,
    "entities": "&amp;" * 40_000,
    "quotes": "\"'“‘" * 50_000,
    "numbers": "1,000,000 " * 20_000,
    "combining marks": "e" + "\u0301" * 200_000,
    "names only": "Kataib Hezbollah " * 12_000,
    "apostrophes": "a'" * 100_000,
    "initials": "a." * 100_000,
    "joined numbers": "1." * 100_000,
}


@pytest.fixture(scope="module")
def extractor() -> RuleExtractor:
    return RuleExtractor(watchlists.load(()))


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_200_kilobytes_made_to_be_slow_are_read_in_seconds(extractor: RuleExtractor, text: str) -> None:
    article = Article.model_validate(GOOD | {"published_at": NOW, "body": f"Kataib Hezbollah attacked. {text}"})
    began = time.process_time()
    extractor.extract(article)
    assert time.process_time() - began < 5


def test_nothing_that_an_article_names_is_fetched(extractor: RuleExtractor, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    url = "http://127.0.0.1:9/x"
    tags = f'<img src="{url}"><script src="{url}"></script><a href="{url}">Kataib Hezbollah attacked a US base.</a>'
    article = reading(url=url, updates="http://127.0.0.1:9/y", body=tags)
    assert isinstance(article, Article)
    assert any(told.relevant for told in extractor.extract(article))


# --- one voice that wants to be many --------------------------------------------------------------------


def theatre() -> Watchlist:
    return next(found for found in watchlists.load(()) if any(faction.kind == "faction" for faction in found.factions))


def faction_of(watched: Watchlist) -> str:
    return next(faction.id for faction in watched.factions if faction.kind == "faction")


def words(seed: str) -> str:
    """A text that no other seed's resembles."""
    return " ".join(sha256(f"{seed} {number}".encode()).hexdigest()[:8] for number in range(60))


def report(watched: Watchlist, article_id: str, number: int, source: str, published: datetime) -> Extraction:
    """One article that tells in its own words of one attack of the day, at the place of that number."""
    place = watched.places[number % len(watched.places)]
    day = published.date()
    text = words(f"{source} {article_id}")
    mention = Mention(
        mention_id=f"m-{article_id}",
        article_id=article_id,
        theatre=watched.theatre.id,
        kind="attack",
        faction=faction_of(watched),
        attribution="stated",
        counterparty=None,
        date_from=day,
        date_to=day,
        country=place.country,
        place=place.name,
        place_name=place.name,
        weapon=None,
        outcome=None,
        killed=None,
        wounded=None,
        sentence=0,
        evidence=Span(field="body", start=0, end=1, text=text),
    )
    return Extraction(
        article_id=article_id,
        theatre=watched.theatre.id,
        url=f"https://example.org/{article_id}",
        source=source,
        title=text[:80],
        published_at=published,
        updates=None,
        version=f"v-{article_id}",
        extractor="test/1",
        relevant=True,
        wire=None,
        fingerprint=fingerprint(text),
        mentions=(mention,),
    )


def believe(watched: Watchlist, records: Iterable[Extraction | Tick], options: Options) -> list[Out]:
    """All outputs of the theatre and of its subjects, in one process and without a shell."""
    owner = TheatreOwner(watched, options)
    outputs = list(owner.apply(list(records)).outputs)
    by_subject: dict[str, list[LedgerRecord]] = {}
    for out in outputs:
        if out.topic is Topic.LEDGER:
            by_subject.setdefault(out.key, []).append(out.value)  # type: ignore[arg-type]  # the topic's records
    for subject, entries in by_subject.items():
        outputs += SubjectOwner(subject, options).apply(entries).outputs
    return outputs


def tick(watched: Watchlist, as_of: date) -> Tick:
    subject = f"theatre:{watched.theatre.id}"
    return Tick(subject=subject, subject_kind="theatre", theatre=watched.theatre.id, as_of=as_of)


def attacks(outputs: list[Out], subject: str, policy: Policy) -> int:
    tallies = [out.value for out in outputs if isinstance(out.value, Tally) and out.value.subject == subject]
    return tallies[-1].attacks[policy].total if tallies else 0


def behaviour(outputs: list[Out]) -> list[StandingSignal]:
    standing = [out.value for out in outputs if out.topic is Topic.STANDING]
    return [value for value in standing if isinstance(value, StandingSignal) and value.basis == "behaviour"]


def flood(watched: Watchlist, sources: list[str]) -> list[Extraction | Tick]:
    """After 120 quiet days ten made-up attacks a day for ten days, every one told by each of the sources."""
    first = datetime(2024, 1, 1, 12, tzinfo=UTC)
    told = [
        report(watched, f"a-{number}-{source}", number, source, first + timedelta(days=120 + number // 10))
        for number in range(100)
        for source in sources
    ]
    return [tick(watched, first.date()), *told, tick(watched, date(2024, 5, 11))]


def test_one_source_cannot_raise_a_behaviour_signal_alone_where_two_are_asked_for() -> None:
    watched = theatre()
    told = believe(watched, flood(watched, ["Only Voice"]), Options(policy="corroborated"))
    assert attacks(told, faction_of(watched), "reported") > 50, "the flood is there"
    assert attacks(told, faction_of(watched), "corroborated") == 0
    assert not behaviour(told)


def test_the_same_flood_does_raise_one_by_two_independent_sources() -> None:
    """Else the test above would prove nothing."""
    watched = theatre()
    told = believe(watched, flood(watched, ["One Voice", "Another Paper"]), Options(policy="corroborated"))
    assert attacks(told, faction_of(watched), "corroborated") > 50
    assert behaviour(told)


def test_copies_under_many_mastheads_are_one_source() -> None:
    watched = theatre()
    first = report(watched, "c", 1, "Masthead", datetime(2024, 2, 1, tzinfo=UTC))
    copies = [
        report(
            watched, f"c-{number}", 1, f"Masthead {number}", first.published_at + timedelta(hours=number)
        ).model_copy(update={"fingerprint": first.fingerprint})
        for number in range(20)
    ]
    entries = [out.value for out in believe(watched, copies, Options()) if isinstance(out.value, IncidentEntry)]
    assert entries
    assert {entry.sources for entry in entries} == {1}
    assert not [entry for entry in entries if "corroborated" in entry.policies]


# --- back-dating -----------------------------------------------------------------------------------------


def test_an_older_version_does_not_replace_a_newer_one() -> None:
    watched = theatre()
    newer = report(watched, "a", 1, "Wire", datetime(2024, 2, 2, tzinfo=UTC))
    backdated = {"published_at": datetime(2024, 2, 1, tzinfo=UTC), "version": "z", "mentions": ()}
    older = newer.model_copy(update=backdated)
    assert attacks(believe(watched, [newer, older], Options()), faction_of(watched), "reported") == 1
    assert attacks(believe(watched, [older, newer], Options()), faction_of(watched), "reported") == 1


def test_an_article_from_before_the_horizon_is_put_aside_and_changes_nothing() -> None:
    watched = theatre()
    options = Options(horizon_days=30)
    late = report(watched, "a", 1, "Wire", datetime(2023, 1, 2, tzinfo=UTC))
    outputs = believe(watched, [tick(watched, date(2024, 2, 1)), late], options)
    [put_aside] = [out.value for out in outputs if out.topic is Topic.DEAD_LETTERS]
    assert isinstance(put_aside, Rejection)
    assert put_aside.error == "too_late"
    assert attacks(outputs, faction_of(watched), "reported") == 0


def test_an_article_cannot_tell_of_acts_after_its_own_publication() -> None:
    watched = theatre()
    later = report(watched, "a", 1, "Wire", datetime(2024, 2, 20, tzinfo=UTC))
    ahead = later.model_copy(update={"published_at": datetime(2024, 2, 1, tzinfo=UTC)})
    assert attacks(believe(watched, [ahead], Options()), faction_of(watched), "reported") == 0


# --- poisoned watchlists -----------------------------------------------------------------------------------

HEAD = "theatre: {id: t, name: T, countries: [IQ], timezone: UTC}\nfactions: [{id: f, name: F, kind: faction}]\n"
POISON = {
    "code": ("!!python/object/apply:os.system ['true']", ""),
    "an alias that grows": ("a: &a [x, x]\nb: *a\n", "aliases are not taken"),
    "depth": ("[" * 10_000, "nested deeper"),
    "size": ("#" * 5_000_000, "characters"),
    "a name that forges lines": (HEAD + 'parties: [{id: p, name: "x\\nCRITICAL"}]', "parties[0].name"),
    "a name that turns the reading order": (HEAD + 'parties: [{id: p, name: "x\\u202Ey"}]', "parties[0].name"),
    "a path as an id": (HEAD.replace("id: f", "id: ../../etc/passwd"), "factions[0].id"),
    "a time zone that is a path": (HEAD.replace("timezone: UTC", "timezone: ../../../etc/passwd"), "timezone"),
}


@pytest.mark.parametrize(("text", "said"), POISON.values(), ids=POISON)
def test_a_poisoned_watchlist_is_refused_in_one_line(text: str, said: str) -> None:
    with pytest.raises(WatchlistError) as refused:
        watchlist.require([watchlist.read(text, "theirs.yaml")])
    message = str(refused.value)
    assert message.startswith("theirs.yaml")
    assert message.isprintable()
    assert said in message


# --- the page itself ---------------------------------------------------------------------------------------


def test_every_threat_of_security_md_names_a_test_and_every_such_test_is_there() -> None:
    text = (ROOT / "SECURITY.md").read_text()
    threats = [line for line in text.splitlines() if line.startswith("| ")][2:]
    assert all("`tests/" in threat.rsplit("|", 2)[1] for threat in threats)
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", text)
    assert len(named) > 10
    for path, name in named:
        source = ROOT / path
        assert source.is_file(), path
        assert not name or f"def {name}(" in source.read_text(), f"{path}::{name}"

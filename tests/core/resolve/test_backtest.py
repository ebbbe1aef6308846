"""The winter of 2023/24 in Iraq and Syria, from daily reports to a tally that tracks what officials counted.

The reports are written here, from the running counts that US officials gave (attacks since 17 October 2023): the
attacks between two counts are spread evenly over the days between, at bases in turn, each told by two outlets in
their own words, one of which dates by the weekday. They go through the real reader, resolver and ledger.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from schemas import Article, Extraction, Tally
from streams.core.extract import RuleExtractor
from streams.core.ledger import Ledger
from streams.core.options import Options
from streams.core.resolve import TheatreOwner
from streams.core.tally import fold
from streams.core.watchlist import parse

WATCHLIST_FILE = Path(__file__).parents[2] / "corpus" / "watchlist-iraq.yaml"

FIRST = date(2023, 10, 17)
TOLD = [
    (date(2023, 10, 24), 13), (date(2023, 10, 30), 23), (date(2023, 10, 31), 27), (date(2023, 11, 6), 38),
    (date(2023, 11, 9), 46), (date(2023, 11, 14), 55), (date(2023, 11, 18), 61), (date(2023, 11, 21), 66),
    (date(2023, 11, 23), 73), (date(2023, 11, 30), 74), (date(2023, 12, 8), 82), (date(2023, 12, 13), 97),
    (date(2023, 12, 21), 102), (date(2024, 1, 4), 118), (date(2024, 1, 9), 127), (date(2024, 1, 11), 130),
    (date(2024, 1, 18), 140), (date(2024, 1, 22), 151), (date(2024, 1, 29), 165), (date(2024, 1, 30), 166),
]  # fmt: skip
BASES = [
    ("Ain al-Asad air base", "western Iraq"), ("the al-Tanf garrison", "Syria"), ("Erbil air base", "northern Iraq"),
    ("the Green Village", "eastern Syria"), ("Harir air base", "northern Iraq"), ("Shaddadi", "northeastern Syria"),
    ("Rumaylan", "northeastern Syria"),
]  # fmt: skip
WEAPONS = [("drone", "Drones were"), ("rocket", "Rockets were")]


def attacks() -> Iterator[date]:
    """The day of each attack."""
    day_before, count_before = FIRST - timedelta(days=1), 0
    for day, count in TOLD:
        days, more = (day - day_before).days, count - count_before
        for number in range(more):
            yield day_before + timedelta(days=1 + number * days // more)
        day_before, count_before = day, count


def article(name: str, source: str, day: date, hour: int, title: str, body: str) -> Article:
    return Article(
        id=name, url=f"https://example.org/{name}", source=source, title=title, body=body, language="en",
        published_at=datetime(day.year, day.month, day.day, hour, tzinfo=UTC),
    )  # fmt: skip


def press() -> list[Article]:
    found = []
    for number, day in enumerate(attacks()):
        base, where = BASES[number % len(BASES)]
        weapon, plural = WEAPONS[number // len(BASES) % 2]
        found.append(
            article(
                f"news-{number}",
                "Tigris Dispatch",
                day,
                17,
                f"Attack on {base}",
                f"A {weapon} attack was carried out on {base} in {where}, which houses US forces, on {day:%B} "
                f"{day.day}, a security source said. The Islamic Resistance in Iraq claimed responsibility for it.",
            )
        )
        found.append(
            article(
                f"also-{number}",
                "Levant Monitor",
                day + timedelta(days=1),
                9,
                f"US troops attacked at {base}",
                f"{plural} fired at US forces at {base} in {where} on {day:%A}, two US officials said.",
            )
        )
    for day, count in TOLD:
        text = (
            f"US forces in Iraq and Syria have been attacked {count} times since October 17, the Pentagon said "
            f"on {day:%A}. It did not say how many of these it lays at the door of the Islamic Resistance in Iraq."
        )
        found.append(article(f"count-{count}", "Potomac Daily", day, 22, "Pentagon gives a count", text))
    return found


def tallies(articles: list[Article]) -> tuple[Tally, Tally]:
    """Of the theatre and of the umbrella."""
    watchlist = parse(WATCHLIST_FILE.read_text(), WATCHLIST_FILE.name)
    extractor = RuleExtractor([watchlist])
    owner = TheatreOwner(watchlist, Options(), started=True)
    extractions: list[Extraction] = [read for told in articles for read in extractor.extract(told)]
    ledgers: dict[str, Ledger] = {}
    for out in owner.apply(extractions).outputs:
        if out.topic == "factions.ledger":
            ledgers.setdefault(out.key, Ledger(out.key, 180)).put(out.value)  # type: ignore[arg-type]  # of this topic
    last = TOLD[-1][0] + timedelta(days=1)
    return fold(ledgers["theatre:iraq-syria"], last), fold(ledgers["islamic-resistance-in-iraq"], last)


def test_the_tally_tracks_what_officials_counted_and_names_its_coverage() -> None:
    theatre, umbrella = tallies(press())
    true = Counter(attacks())
    daily = dict(theatre.daily)
    for day, count in TOLD:
        tallied = sum(n for at, n in daily.items() if at <= day)
        assert abs(tallied - count) <= 0.05 * count + 1, f"{day}: {tallied} tallied, {count} told"
    assert sum(abs(daily.get(day, 0) - true[day]) for day in {*daily, *true}) <= 0.1 * sum(true.values())
    assert theatre.coverage is not None
    assert (theatre.coverage.reported, theatre.coverage.since) == (166, FIRST)
    assert theatre.coverage.share is not None
    assert 0.95 <= theatre.coverage.share <= 1.05
    assert abs(umbrella.attacks["claimed"].total - 166) <= 8

"""The report that this project began with, in words of our own: what is announced in it, and what is counted."""

from datetime import date, datetime

import pytest

from schemas import Article, Extraction
from streams.core.extract import RuleExtractor
from tests.corpus import watchlist

BODY = """\
BAGHDAD — Iran told the armed factions that it backs in Iraq to stop their attacks on American forces after a \
drone killed three US soldiers in Jordan on January 28, Iraqi and Iranian sources said, and there has been none \
since 4 February.

Esmail Qaani, the commander of the Quds Force, met the leaders of several groups at Baghdad airport on January \
29, less than two days after the drone hit Tower 22, the sources said. On January 30, Kataib Hezbollah announced \
that it was suspending its military operations against US forces so as not to embarrass the Iraqi government.

One group did not agree at first: Nujaba. Akram al-Kaabi said on February 2 that his movement would not stop its \
attacks until the war in Gaza was over.

The factions have attacked US forces more than 160 times since 7 October, when Hamas attacked Israel.

On February 7 a US drone strike in Baghdad killed Abu Baqir al-Saadi, a commander of Kataib Hezbollah. The \
Islamic Resistance in Iraq vowed on February 9 to resume its attacks on American forces. At al-Saadi's funeral, \
Abu Fadak al-Mohammedawi said that the departure of foreign troops would be revenge enough.

Washington killed Qassem Soleimani, the head of the Quds Force, in Baghdad in January 2020."""


@pytest.fixture(scope="module")
def reading() -> Extraction:
    article = Article(
        id="founding", url="https://example.org/founding", source="Gulf Wire", language="en", body=BODY,
        title="Iran told Iraqi factions to stop attacks after three soldiers died",
        published_at=datetime.fromisoformat("2024-02-18T09:00:00+00:00"),
    )  # fmt: skip
    (extraction,) = RuleExtractor([watchlist("iraq")]).extract(article)
    return extraction


def test_who_announced_what_and_when(reading: Extraction) -> None:
    assert {(s.faction, s.kind, s.date_from) for s in reading.statements} == {
        ("kataib-hezbollah", "suspend", date(2024, 1, 30)),
        ("harakat-hezbollah-al-nujaba", "reject", date(2024, 2, 2)),
        ("islamic-resistance-in-iraq", "resume", date(2024, 2, 9)),
    }


def test_what_is_counted(reading: Extraction) -> None:
    (count,) = reading.reported_counts
    assert (count.faction, count.count, count.bound, count.since) == (None, 160, "at_least", date(2023, 10, 7))


def test_the_strike_that_killed_a_leader(reading: Extraction) -> None:
    (strike,) = [mention for mention in reading.mentions if mention.kind == "strike"]
    assert (strike.faction, strike.date_from, strike.country) == ("kataib-hezbollah", date(2024, 2, 7), "IQ")
    assert strike.leaders_killed == ("Abu Baqir al-Saadi",)


def test_history_and_the_7th_of_october_are_no_incidents(reading: Extraction) -> None:
    days = {mention.date_from for mention in reading.mentions}
    assert date(2023, 10, 7) not in days
    assert not any(day is not None and day.year < 2023 for day in days)

"""News of an invented kind, in any amount: for tests and measurements that need many articles, not hard ones."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import chain, islice

from schemas import Article

FACTIONS = ("Kata'ib Hezbollah", "Nujaba", "Kataib Sayyid al-Shuhada", "the Islamic Resistance in Iraq")
PLACES = (
    ("Ain al-Asad air base", "western Iraq"),
    ("Harir air base", "northern Iraq"),
    ("the Conoco gas field", "eastern Syria"),
    ("al-Tanf", "southern Syria"),
    ("the Green Village", "eastern Syria"),
    ("Shaddadi", "north-eastern Syria"),
)
WEAPONS = ("two drones", "a salvo of rockets", "a one-way attack drone", "several mortar rounds", "three missiles")
OUTLETS = ("Plains Wire", "The Morning Ledger", "Harbour Post", "Channel Nine", "North Star Daily", "Evening Courier")

FILLER = (
    "The ministry said that talks on the budget would go on next week, and that no decision had been taken so far.",
    "Traders in the old market said that prices had risen since the autumn and that few people were buying.",
    "A spokesman declined to comment on the matter when he was asked about it on the sidelines of a conference.",
    "Rain had fallen in the night, and the roads to the south were slow; buses arrived hours late in several towns.",
    "Analysts said that the coming months would show whether the new arrangement could last.",
    "The university opened its doors to students again after a long break, and the library was full by noon.",
    "Two weeks ago the same committee had put off a vote on the plan, which has been discussed since the spring.",
    "Farmers along the river hope for a better harvest, but the level of the water is still low.",
)


FILLERS = 4


def relevant(number: int, *, first_day: date, days: int, seed: int = 0, fillers: int = FILLERS) -> Iterator[Article]:
    """Articles that tell of attacks, several of them of the same one, spread over `days` days in order.

    `fillers`: paragraphs of other things, which take most of the time of reading.
    """
    dice = random.Random(seed)
    for index in range(number):
        moment = _moment(first_day, days, index, number)
        act = random.Random(f"{seed}/{moment.date()}/{dice.randrange(4)}")
        faction, (place, region), weapon = act.choice(FACTIONS), act.choice(PLACES), act.choice(WEAPONS)
        when = f"{moment:%A}, {moment:%B} {moment.day}"
        lead = (
            f"Fighters of {faction} attacked US forces at {place} in {region} with {weapon} on {when}, officials said."
        )
        detail = f"The group claimed responsibility in a statement. {act.randrange(5)} soldiers were wounded."
        yield _article(
            f"r-{seed}-{index}", f"{faction} attacks US forces at {place}", (lead, detail), moment, dice, fillers
        )


def irrelevant(number: int, *, first_day: date, days: int, seed: int = 0, fillers: int = FILLERS) -> Iterator[Article]:
    """Articles that name nobody and no place of any watchlist."""
    dice = random.Random(seed)
    for index in range(number):
        moment = _moment(first_day, days, index, number)
        yield _article(f"i-{seed}-{index}", "Council puts off vote on the new bridge", (), moment, dice, fillers)


def mixed(number: int, first_day: date, days: int) -> Iterator[Article]:
    """A feed in which one article in ten is relevant."""
    other = irrelevant(number - number // 10, first_day=first_day, days=days)
    for one in relevant(number // 10, first_day=first_day, days=days):
        yield from chain([one], islice(other, 9))


def _moment(first_day: date, days: int, index: int, number: int) -> datetime:
    start = datetime(first_day.year, first_day.month, first_day.day, 6, tzinfo=UTC)
    return start + timedelta(seconds=int(index * days * 86_400 / number))


def _article(
    id_: str, title: str, paragraphs: tuple[str, ...], moment: datetime, dice: random.Random, fillers: int
) -> Article:
    filler = ["  ".join(dice.sample(FILLER, 4)) for _ in range(fillers)]
    return Article(
        id=id_,
        url=f"https://news.example.org/{moment:%Y/%m/%d}/{id_}",
        source=dice.choice(OUTLETS),
        title=title,
        body="\n\n".join((*paragraphs, *filler)),
        language="en",
        published_at=moment,
    )

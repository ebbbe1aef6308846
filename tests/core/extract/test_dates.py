"""Words for days, counted from publication on Sunday 18 February 2024."""

from datetime import date

import pytest

from streams.core.extract.dates import Calendar, When
from streams.core.extract.lexicon import lexicon
from streams.core.extract.pieces import lexical_pieces, numbers
from streams.core.extract.tokens import tokenise
from tests.core.extract.vale import read as read_vale


def read(text: str, published: date = date(2024, 2, 18)) -> list[When]:
    calendar = Calendar(published)
    tokens = tokenise(text, 0, len(text))
    pieces = (*lexical_pieces(tokens, lexicon()), *numbers(tokens))
    return [piece.data for piece in calendar.read(tokens, pieces)]


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("attacked on Sunday", "2024-02-18", "2024-02-18"),
        ("attacked on Saturday night", "2024-02-17", "2024-02-17"),
        ("attacked last Sunday", "2024-02-11", "2024-02-11"),
        ("attacked in the night of Friday to Saturday", "2024-02-17", "2024-02-17"),
        ("attacked overnight", "2024-02-18", "2024-02-18"),
        ("attacked yesterday", "2024-02-17", "2024-02-17"),
        ("attacked on 28 January", "2024-01-28", "2024-01-28"),
        ("attacked on Jan. 28", "2024-01-28", "2024-01-28"),
        ("attacked on January 28, 2021", "2021-01-28", "2021-01-28"),
        ("attacked on the 28th of January", "2024-01-28", "2024-01-28"),
        ("attacked on Sunday, 28 January,", "2024-01-28", "2024-01-28"),
        ("attacked on 5 December", "2023-12-05", "2023-12-05"),
        ("three days ago", "2024-02-15", "2024-02-15"),
        ("a week ago", "2024-02-11", "2024-02-11"),
        ("in January", "2024-01-01", "2024-01-31"),
        ("in mid-January", "2024-01-10", "2024-01-20"),
        ("in March 2020", "2020-03-01", "2020-03-31"),
        ("in 2020", "2020-01-01", "2020-12-31"),
        ("last month", "2024-01-01", "2024-01-31"),
        ("this week", "2024-02-12", "2024-02-18"),
    ],
)
def test_a_time_is_counted_from_publication(text: str, start: str, end: str) -> None:
    (when,) = read(text)
    assert (when.start, when.end, when.role) == (day(start), day(end), "at")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Thursday a base was hit. The next day another", ["2024-02-15", "2024-02-16"]),
        ("on Thursday a base was hit; hours earlier another", ["2024-02-15", "2024-02-15"]),
        ("on 13 February; three days earlier", ["2024-02-13", "2024-02-10"]),
        ("on Thursday, a day after the raid", ["2024-02-15"]),
    ],
)
def test_relative_days_count_from_the_day_told_before(text: str, expected: list[str]) -> None:
    assert [when.start for when in read(text)] == [day(each) for each in expected]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("since 17 October", ["since"]),
        ("between 17 October and 4 February", ["since", "until"]),
        ("from 17 October to 4 February", ["since", "until"]),
        ("as of Thursday", ["until"]),
        ("which dates the event to Thursday", ["until"]),
        ("until next Thursday", ["until"]),
        ("next Thursday", ["future"]),
    ],
)
def test_the_words_before_a_time_give_its_role(text: str, roles: list[str]) -> None:
    assert [when.role for when in read(text)] == roles


def test_a_relative_day_without_a_day_before_it_stays_open() -> None:
    (when,) = read("the next day they left")
    assert when.start is None


def test_names_of_months_that_are_words_need_a_day_or_a_capital() -> None:
    assert read("they may march on") == []


@pytest.mark.parametrize(
    ("body", "days"),
    [
        (
            "On Monday the Karun Brigades shelled Fort Kestrel, a day after Valdorian jets bombed the Selva Front.",
            ["2031-05-19", "2031-05-18"],
        ),
        (
            "On Monday the Karun Brigades shelled Mirna, three days after Valdorian jets bombed the Selva Front.",
            ["2031-05-19", "2031-05-16"],
        ),
        (
            "This week the Karun Brigades attacked a post in Mirna. In the attack on Monday they killed two soldiers.",
            ["2031-05-19"],
        ),
        (
            "Envoys met on 8 May after a drone hit Mirna on 7 May. A day later the Selva Front shelled Fort Kestrel.",
            ["2031-05-07", "2031-05-09"],
        ),
        (
            "The Karun Brigades attacked a hotel in Mirna shortly before 8 p.m. Sunday, police said.",
            ["2031-05-18"],
        ),
    ],
)
def test_an_act_is_of_the_day_that_its_own_words_lead_to(body: str, days: list[str]) -> None:
    mentions = read_vale(body).mentions
    assert [(mention.date_from, mention.date_to) for mention in mentions] == [(day(each), day(each)) for each in days]

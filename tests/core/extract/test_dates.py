"""Words for days, counted from publication on Sunday 18 February 2024."""

from datetime import date

import pytest

from streams.core.extract.words.dates import Calendar, When
from streams.core.extract.words.lexicon import lexicon
from streams.core.extract.words.pieces import lexical_pieces, numbers
from streams.core.extract.words.times import read_times
from streams.core.extract.words.tokens import split_sentences, tokenise
from tests.core.extract.vale import read as read_vale


def read(text: str, published: date = date(2024, 2, 18)) -> list[When]:
    calendar = Calendar(published)
    found: list[When] = []
    for span in split_sentences(text):
        tokens = tokenise(text, span.start, span.end)
        pieces = (*lexical_pieces(tokens, lexicon()), *numbers(tokens))
        found += [piece.data for piece in read_times(calendar, tokens, pieces)]
    return found


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
        ("attacked on Friday of last week", "2024-02-09", "2024-02-09"),
        ("attacked on Friday last week", "2024-02-09", "2024-02-09"),
        ("attacked two nights ago", "2024-02-16", "2024-02-16"),
        ("attacked on the 29th", "2024-01-29", "2024-01-29"),
        ("attacked on New Year's Eve", "2023-12-31", "2023-12-31"),
        ("fought on 3-5 February", "2024-02-03", "2024-02-05"),
        ("fought on Feb. 3 and 4", "2024-02-03", "2024-02-04"),
        ("over the past 48 hours", "2024-02-16", "2024-02-18"),
        ("tied them to Friday's raid", "2024-02-16", "2024-02-16"),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Thursday a base was hit. The army said on Saturday that it was calm. That night", "2024-02-15"),
        ("On Thursday a base was hit. The army told reporters late on Saturday of it. A day later", "2024-02-16"),
        ("On Thursday a base was hit. The army said on Saturday that a post had been hit that day", "2024-02-17"),
        ("On Thursday a base was hit. The army said on Saturday that a post had been hit the day before", "2024-02-16"),
        ("On Thursday a base was hit. The army said on Saturday it fired on the day of the attack", "2024-02-15"),
        ("On Thursday, after a raid on Tuesday, a base was hit. The same evening", "2024-02-15"),
        ("On Thursday jets flew in retaliation for a raid on Tuesday. The same evening", "2024-02-15"),
        ("The owner reported a flash on Thursday. The same evening", "2024-02-15"),
    ],
)  # fmt: skip
def test_a_day_is_counted_from_that_of_the_events_and_not_from_that_of_the_telling(text: str, expected: str) -> None:
    assert read(text)[-1].start == day(expected)


def test_today_is_the_day_on_which_a_report_was_filed() -> None:
    body = "MIRNA, May 18 (Vale Post) - The Karun Brigades shelled Fort Kestrel overnight."
    (mention,) = read_vale(body).mentions
    assert mention.date_from == date(2031, 5, 18)


@pytest.mark.parametrize(
    "body",
    [
        "The Karun Brigades carried out 60 raids in Mirna in March.",
        "Rockets fired by the Karun Brigades have fallen on Mirna in recent weeks.",
        "The Karun Brigades' gunmen killed two dozen people in Mirna last month.",
    ],
)
def test_a_span_of_weeks_is_the_day_of_no_act(body: str) -> None:
    assert read_vale(body).mentions == ()


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
            "Karunis shelled Mirna on Monday. Envoys said on Tuesday it was bad. Selvists shelled Fort Kestrel.",
            ["2031-05-19", "2031-05-19"],
        ),
        (
            "On Monday Karunis shelled Mirna in reply to a march on Friday. Selvists shelled Fort Kestrel.",
            ["2031-05-19", "2031-05-19"],
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

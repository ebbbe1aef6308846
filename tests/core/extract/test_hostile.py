"""Hostile text is read: a megabyte of it in linear time, and any jumble of the words that the rules look for."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.core.extract.words.lexicon import lexicon
from tests.core.extract.vale import EXTRACTOR, article

MEGABYTE = 1_000_000
SECONDS_MAX = 2.0


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("one endless sentence", "the drone struck the base and killed three near Mirna, "),
        ("names and nothing else", "Karun Brigades "),
        ("nested brackets", "((((((((Karun Brigades "),
        ("short sentences", "The Karun Brigades attacked Mirna on Monday, killing three. "),
        ("paragraphs", "Karun Brigades fired a missile.\n\n"),
        ("references", "Karunis struck. The group claimed it. "),
        ("quotation marks", '" Karunis " '),
        ("digits", "1,2,3 Karunis 4:5:6 "),
        ("links", "of the Karun Brigades "),
        ("tags", "<b>Karunis</b> <a href='"),
        ("entities", "&amp;&#8217;Karunis "),
        ("and and and", "and Karunis &amp; "),
        ("days and no verb", "Karunis on Monday and "),
        ("apostrophes", "Karun's'Brigades' "),
        ("capitals", "Karim Brigada "),
        ("times", "on Monday three days later in May 2030 Karunis "),
    ],
)
def test_a_megabyte_takes_less_than_two_seconds(name: str, part: str) -> None:
    body = (part * (MEGABYTE // len(part) + 1))[:MEGABYTE]
    started = time.process_time()
    EXTRACTOR.extract(article(body))
    assert time.process_time() - started < SECONDS_MAX, name


PHRASES = sorted({" ".join(reading.words) for found in lexicon().by_first.values() for reading in found})
JUMBLE = st.lists(st.sampled_from(PHRASES) | st.sampled_from(["the Karun Brigades", "Mirna", "Valdoria", ".", ","]))


@given(title=JUMBLE, end=JUMBLE)
def test_a_text_may_break_off_at_any_word(title: list[str], end: list[str]) -> None:
    body = f"The Karun Brigades attacked Mirna on Monday. {' '.join(end)}"
    (extraction,) = EXTRACTOR.extract(article(body, f"Mirna {' '.join(title)}"))
    assert extraction.relevant

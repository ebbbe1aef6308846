"""A megabyte of hostile text is read in linear time."""

import time

import pytest

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

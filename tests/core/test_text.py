"""Cleaning: what the rules read, and the way back to the article as published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.core.text import clean_field


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("plain text", "plain text"),
        ("Kata&#8217;ib &amp; co", "Kata'ib & co"),
        ("“Quoted” ‘words’", "\"Quoted\" 'words'"),
        ("zero\u200bwidth\u200d and\u00a0space", "zerowidth and space"),
        ("one<p>two</p>three", "one\n\ntwo\n\nthree"),
        ("<b>bold</b> and <a href='x'>link</a>", "bold and link"),
        ("before<script>var a = '<b>';</script>after", "beforeafter"),
        ("full‐width ＡＢＣ", "full-width ABC"),
        ("x < y and y > z", "x < y and y > z"),
    ],
)
def test_cleaning_leaves_the_words_and_drops_the_dress(raw: str, read: str) -> None:
    assert clean_field(raw).text == read


@given(st.text(alphabet=st.sampled_from("ab <>/&;#8217pscript\u200b’“é\n!-"), max_size=80))
def test_every_cleaned_character_has_its_place_in_the_article(raw: str) -> None:
    cleaned = clean_field(raw)
    start, end = cleaned.published(0, len(cleaned.text))
    assert 0 <= start <= end <= len(raw)
    if cleaned.origin is not None:
        assert len(cleaned.origin) == len(cleaned.text) + 1
        assert list(cleaned.origin) == sorted(cleaned.origin)


def test_markup_of_a_million_characters_is_cleaned_in_linear_time() -> None:
    for raw in ("<" * 1_000_000, "<a " * 300_000, "<script>" * 120_000, "<!--" * 250_000, "&amp" * 250_000):
        clean_field(raw)

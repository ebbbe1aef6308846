"""Every statement and reported count cites the article as published, whatever the text is dressed in."""

import html

from hypothesis import given
from hypothesis import strategies as st

from streams.core.text import clean_field
from tests.core.extract.vale import EXTRACTOR, article

TELLING = [
    "The Karun Brigades suspended their attacks on Valdorian bases on Monday.",
    "“We will strike the enemy’s ports,” Idris Maro said on Sunday.",
    "The Selva Front turned down the Council’s plea for a truce.",
    "Valdorian troops have been attacked at least 55 times since 3 October.",
    "The Karun Brigades’ raid on Mirna brought the tally of attacks to 97.",
]
DULL = ["Nothing else was known.", "Rain fell on Mirna — again.", "“Who knows?” a baker asked.", "More follows…"]
NOISE = ["", "\u200b", "\ufeff", "&nbsp;", "<b>", "</b>", "<p>", "  ", "\u00ad", "\n\n"]

bodies = st.lists(st.tuples(st.sampled_from([*TELLING, *DULL]), st.sampled_from(NOISE)), min_size=1, max_size=8)


def published(parts: list[tuple[str, str]]) -> str:
    return " ".join(f"{text}{noise}" for text, noise in parts)


@given(bodies, st.booleans())
def test_the_span_holds_the_characters_of_the_article_as_published(parts: list[tuple[str, str]], escaped: bool) -> None:
    body = published(parts)
    if escaped:
        body = html.escape(body, quote=True).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;nbsp;", "&nbsp;")
    (extraction,) = EXTRACTOR.extract(article(body))
    for told in (*extraction.statements, *extraction.reported_counts):
        field = article(body).title if told.evidence.field == "title" else body
        cited = field[told.evidence.start : told.evidence.end]
        assert " ".join(clean_field(cited).text.split()) == told.evidence.text


@given(st.text(max_size=300))
def test_no_text_is_too_strange(text: str) -> None:
    (extraction,) = EXTRACTOR.extract(article(f"The Karun Brigades vowed revenge. {text}"))
    assert extraction.relevant


@given(st.lists(st.sampled_from(" ".join([*TELLING, *DULL]).split()), max_size=60))
def test_words_in_any_order_are_survived(words: list[str]) -> None:
    (extraction,) = EXTRACTOR.extract(article("Mirna. " + " ".join(words)))
    assert all(s.date_from and s.date_to and s.date_from <= s.date_to for s in extraction.statements)


@given(st.permutations(TELLING))
def test_ids_depend_on_what_is_said_and_not_on_where(order: list[str]) -> None:
    (one,) = EXTRACTOR.extract(article("\n\n".join(TELLING)))
    (other,) = EXTRACTOR.extract(article("\n\n".join(order)))
    assert {c.count_id for c in one.reported_counts} == {c.count_id for c in other.reported_counts}
    assert {s.statement_id for s in one.statements} == {s.statement_id for s in other.statements}

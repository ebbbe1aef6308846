"""What does not change the reading: dress, spelling, the name of a faction, what stands beside the report."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import streams
from schemas import Mention
from tests.core.extract.vale import EXTRACTOR, article, read

REPORT = (
    "Three drones struck Fort Kestrel on Monday, killing two soldiers and wounding nine, the High Council said. "
    "The Karun Brigades' spokesman said the group's fighters had carried out the attack.\n\n"
    "Hours later Valdorian jets bombed a Karun Brigades arms depot near Mirna, Valdorian forces announced. "
    'The depot was destroyed in the defence ministry\'s "answer" and four fighters died.'
)


def told(mentions: tuple[Mention, ...]) -> list[dict[str, object]]:
    spelt = {"mention_id", "evidence", "said_by", "sentence"}
    return [mention.model_dump(exclude=spelt) for mention in mentions]


def test_the_report_is_read_as_an_attack_and_a_strike() -> None:
    mentions = read(REPORT).mentions
    assert [(m.kind, m.faction, m.killed) for m in mentions] == [
        ("attack", "karun-brigades", 2), ("strike", "karun-brigades", 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "dress"),
    [
        ("curly quotes", lambda text: text.replace("'", "’").replace('"', "”")),
        ("American spelling", lambda text: text.replace("defence", "defense")),
        ("zero-width characters", lambda text: text.replace("a", "a\u200b").replace("e", "\u2060e")),
        ("non-breaking spaces", lambda text: text.replace(" ", "\u00a0")),
        ("markup", lambda text: "".join(f"<p>{part}</p>" for part in text.split("\n\n"))),
        ("entities", lambda text: text.replace("'", "&#8217;").replace('"', "&quot;")),
        ("boilerplate", lambda text: f"{text}\n\nRead more: ten drones hit Port Ansel\n\nSign up for our newsletter."),
    ],
)
def test_the_dress_of_a_text_does_not_change_its_reading(name: str, dress: object) -> None:
    assert callable(dress)
    assert told(read(dress(REPORT)).mentions) == told(read(REPORT).mentions), name


def test_another_factions_name_gives_the_same_reading_of_that_faction() -> None:
    swapped = read(REPORT.replace("Karun Brigades", "Selva Front")).mentions
    as_before = [m.model_copy(update={"faction": "karun-brigades"}) for m in swapped]
    assert told(tuple(as_before)) == told(read(REPORT).mentions)


def test_the_evidence_is_in_the_article_as_published() -> None:
    body = REPORT.replace("'", "&#8217;").replace("Fort", "<b>Fort</b>")
    for mention in read(body).mentions:
        shown = body[mention.evidence.start : mention.evidence.end]
        plain = re.sub(r"<[^>]*>", "", shown).replace("&#8217;", "'")
        assert " ".join(plain.split()) == mention.evidence.text


def test_no_name_of_a_faction_or_place_stands_in_the_code() -> None:
    root = Path(streams.__file__).parent
    names = set()
    for path in (root / "data" / "watchlists").glob("*.yaml"):
        watchlist = yaml.safe_load(path.read_text("utf-8"))
        for kind in ("factions", "places"):
            for entry in watchlist[kind]:
                names |= {entry["name"], *entry.get("aliases", ())}
    code = "\n".join(path.read_text("utf-8") for path in (root / "core").rglob("*.py"))
    found = {name for name in names if len(name) > 3 and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", _unquoted(code))}
    assert not found


def _unquoted(code: str) -> str:
    """Code without docstrings and comments: these may give real names as examples."""
    return re.sub(r'"""[\s\S]*?"""|#.*', "", code)


WORDS = (
    "Karun Brigades", "Selva Front", "Idris Maro", "Fort Kestrel", "Mirna", "Valdoria", "drone", "rockets", "the", "a",
    "attacked", "struck", "killed", "three", "soldiers", "on Monday", "said", "claimed", "both", "by", "and", "which",
    ",", ".", '"', "(", ")", "—", ";", ":", "'s", "not", "if", "had", "been", "after", "20 May", "since", "\n\n", "it",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join))
def test_no_string_of_words_breaks_the_reader(body: str) -> None:
    first = EXTRACTOR.extract(article(f"{body} x"))
    assert first == EXTRACTOR.extract(article(f"{body} x"))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_no_text_at_all_breaks_the_reader(text: str) -> None:
    EXTRACTOR.extract(article(f"The Karun Brigades {text} attacked Mirna."))

"""Whom a mention calls the other side."""

import pytest

from schemas import Party
from streams.core.extract import RuleExtractor
from tests.core.extract.vale import VALE, article, read


@pytest.mark.parametrize(
    ("body", "words", "party"),
    [
        ("The Karun Brigades attacked Valdorian troops in Mirna on Monday.", "Valdorian troops", "valdoria"),
        ("The Karun Brigades shot dead four coal miners in Mirna on Monday.", "civilians", None),
        ("The Karun Brigades shot dead a telephone trader in Mirna on Monday.", "civilian", None),
        ("The Karun Brigades bombed a crowded market in Mirna on Monday.", "civilians", None),
        ("The Karun Brigades bombed a truck in Mirna on Monday, killing two Valdorian soldiers.",
         "Valdorian soldiers", "valdoria"),
        ("The Karun Brigades killed four soldiers in Mirna on Monday. Valdorian troops hold the town.",
         "Valdorian soldiers", "valdoria"),
        ("The Karun Brigades fired on a patrol in Mirna on Monday. Valdorian troops hold the town.",
         "Valdoria", "valdoria"),
        ("The Karun Brigades killed two policemen in Mirna on Monday.", "police", None),
        ("The Karun Brigades attacked a police post in Mirna on Monday.", "police", None),
        ("On Monday troops shot dead two Karuni fighters in a firefight at Mirna. Valdorian forces hold the town.",
         "Valdorian troops", "valdoria"),
        ("On Monday the army killed three Karuni fighters at Mirna. Valdorian forces hold the town.",
         "Valdorian army", "valdoria"),
        ("Valdorian jets bombed a Karuni camp at Mirna on Monday. On Sunday a Karuni depot was bombed at Port Ansel.",
         "Valdorian jets", "valdoria"),
    ],
)  # fmt: skip
def test_the_other_side_is_told_in_few_words(body: str, words: str, party: str | None) -> None:
    mention = read(body).mentions[-1]
    assert (mention.counterparty, mention.counterparty_id) == (words, party)


def test_a_sponsor_is_not_the_side_that_was_attacked() -> None:
    body = "Suspected Valdoria-backed rebels of the Karun Brigades fired two rockets at Fort Kestrel on Monday."
    (mention,) = read(body).mentions
    assert mention.counterparty_id is None


def test_nobody_is_named_for_a_strike_by_unknown_aircraft() -> None:
    body = (
        "Valdorian jets bombed a Karuni camp at Mirna on Sunday. On Monday unknown aircraft bombed a Karuni depot at "
        "Port Ansel."
    )
    assert [mention.counterparty for mention in read(body).mentions] == ["Valdorian jets", None]


@pytest.mark.parametrize(
    "before",
    [
        "Valdorian jets bombed a Karuni camp at Mirna on Sunday.",
        "The Karun Brigades fired rockets at Valdorian troops in Mirna on Sunday.",
        "Valdorian ministers met on Sunday.",
    ],
)
@pytest.mark.parametrize(
    ("told", "word"),
    [
        ("On Monday a drone killed two Karuni fighters near Port Ansel.", "stated"),
        ("On Monday a drone killed two Karuni fighters near Port Ansel, a farmer said.", "stated"),
        ("A Karuni depot was bombed at Port Ansel on Monday, the Karun Brigades said.", "blamed"),
        ("A Karuni depot was bombed at Port Ansel on Monday, the Valdorian army said.", "claimed"),
    ],
)
def test_a_strike_of_nobody_named_is_the_only_state_s_by_the_word_of_who_tells_it(
    before: str, told: str, word: str
) -> None:
    struck = read(f"{before} {told}").mentions[-1]
    assert (struck.kind, struck.counterparty_id, struck.attribution) == ("strike", "valdoria", word)


def test_a_ship_without_a_name_is_the_one_named_before() -> None:
    body = (
        "The tanker Sea Harrow left Port Ansel on Sunday, watched by the frigate Stern Wind. "
        "On Monday the Karun Brigades fired a missile at the ship."
    )
    (mention,) = read(body).mentions
    assert mention.counterparty == "tanker Sea Harrow"


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ("A firm identified her as the Sea Harrow, a Lowland-flagged bulk carrier run by a Hamburg line.",
         "carrier Sea Harrow"),
        ("A fire burnt for hours aboard the Sea Harrow.", "Sea Harrow"),
        ("Her owners said that the Sea Harrow, a tanker, was safe.", "tanker Sea Harrow"),
    ],
)  # fmt: skip
def test_a_ship_is_known_by_what_stands_beside_her_name(named: str, words: str) -> None:
    (mention,) = read(f"The Karun Brigades fired a missile at a ship on Monday. {named}").mentions
    assert mention.counterparty == words


def test_works_are_told_as_what_they_are() -> None:
    body = "Rockets of the Karun Brigades hit an oil refinery near Mirna on Monday. Valdorian troops hold the town."
    (mention,) = read(body).mentions
    assert (mention.counterparty, mention.counterparty_id) == ("oil refinery", None)


@pytest.mark.parametrize(("place", "party"), [("Fort Kestrel", "valdoria"), ("Port Ansel", "romania")])
def test_at_a_base_that_is_listed_its_guests_were_meant(place: str, party: str) -> None:
    romania = Party(id="romania", name="Romania", demonyms=("Romanian",))
    extractor = RuleExtractor([VALE.model_copy(update={"parties": (*VALE.parties, romania)})])
    guests = "Valdorian troops are guests there. Romanian soldiers searched the hills, and Romanian police the town."
    (extraction,) = extractor.extract(article(f"Four rockets hit {place} late on Monday. {guests}"))
    assert [mention.counterparty_id for mention in extraction.mentions] == [party]


def test_a_word_for_a_nation_is_no_name_of_a_ship() -> None:
    body = (
        "The tanker Sea Harrow left Port Ansel on Sunday. "
        "On Monday the Karun Brigades fired a missile at a Danish-operated ship."
    )
    (mention,) = read(body).mentions
    assert mention.counterparty == "tanker Sea Harrow"


def test_a_town_of_the_state_that_strikes_the_faction_abroad_is_hit_in_their_war() -> None:
    romania = Party(id="romania", name="Romania", demonyms=("Romanian",))
    reader = RuleExtractor([VALE.model_copy(update={"parties": (*VALE.parties, romania)})])
    market = "The Karun Brigades bombed a crowded market in Port Ansel on Sunday."
    for told, words in ((market, "civilians"), (f"{market} Romanian jets struck a Karuni camp at Mirna.", "Romania")):
        (extraction,) = reader.extract(article(told))
        assert extraction.mentions[0].counterparty == words

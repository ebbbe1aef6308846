"""Whom a name that only the article uses, or a word that points back or ahead, stands for."""

import pytest

from schemas import Faction
from streams.core.extract import RuleExtractor
from tests.core.extract.vale import VALE, article, read

SAME = [
    ("the group", "The Karun Brigades are back. The group killed nine men at Mirna on Monday."),
    ("its creed", "The Karun Brigades are back. The Sunni militant group killed nine men at Mirna on Monday."),
    ("its sponsor", "The Karun Brigades are back. The Iran-backed militia killed nine men at Mirna on Monday."),
    ("its friends", "The Karun Brigades are back. The al-Qaeda-linked group killed nine men at Mirna on Monday."),
    ("its fighters", "The Karun Brigades are back. Its fighters killed nine men at Mirna on Monday."),
    ("told ahead", "The militants killed nine men at Mirna on Monday. The Karun Brigades are back."),
    ("initials in brackets", "The Karun Brigades (KBR) are back. KBR fighters killed nine men at Mirna on Monday."),
    ("initials after a comma", "The Karun Brigades, or KBR, are back. KBR killed nine men at Mirna on Monday."),
    ("known by initials",
     "The Karun Brigades, known by the acronym KBR, are back. The KBR killed nine men at Mirna on Monday."),
    ("a last word", "The Karun Brigades are back. The Brigades killed nine men at Mirna on Monday."),
    ("a leader's men", "Idris Maro is back. Maro's fighters killed nine men at Mirna on Monday."),
]  # fmt: skip

OTHERS = [
    ("a splinter", "A splinter group of the Karun Brigades killed nine men at Mirna on Monday."),
    ("a former member", "Former Karun Brigades fighters killed nine men at Mirna on Monday."),
    ("dissidents", "Karun Brigades dissidents killed nine men at Mirna on Monday."),
    ("a breakaway", "The Blue Hand, a breakaway faction of the Karun Brigades, killed nine men at Mirna on Monday."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "body"), SAME, ids=[row[0] for row in SAME])
def test_a_faction_is_meant_by(why: str, body: str) -> None:
    (mention,) = read(body).mentions
    assert (mention.kind, mention.faction) == ("attack", "karun-brigades")


@pytest.mark.parametrize(("why", "body"), OTHERS, ids=[row[0] for row in OTHERS])
def test_a_faction_is_not_meant_by_the_name_of_those_who_left_it(why: str, body: str) -> None:
    assert all(mention.faction is None for mention in read(body).mentions)


def test_the_party_is_the_one_that_the_article_names_most() -> None:
    body = (
        "The Karun Brigades are back. The Karun Brigades have guests, of the Selva Front. "
        "On Monday the party's fighters killed nine men at Mirna."
    )
    assert [mention.faction for mention in read(body).mentions] == ["karun-brigades"]


def test_the_army_is_not_a_group_that_has_the_word_in_its_name() -> None:
    watchlist = VALE.model_copy(update={"factions": (Faction(id="pa", name="Free Hill Army", kind="faction"),)})
    body = "Four rebels of the Free Hill Army were killed in a clash with Army soldiers at Mirna, an Army officer said."
    ((mention,),) = [each.mentions for each in RuleExtractor([watchlist]).extract(article(body))]
    assert (mention.kind, mention.faction) == ("strike", "pa")


def test_who_is_said_to_have_told_of_a_group_does_not_speak_for_it() -> None:
    body = "The Karun Brigades are back. Zira said the insurgents shelled Mirna on Monday."
    (mention,) = read(body).mentions
    assert mention.attribution != "claimed"

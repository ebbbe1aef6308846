"""Where an act was, and in which country."""

import pytest

from tests.core.extract.vale import read


@pytest.mark.parametrize(
    ("body", "place", "country"),
    [
        ("The Karun Brigades attacked Fort Kestrel on Monday.", "Fort Kestrel", "RO"),
        ("The Karun Brigades attacked a market in Mirna on Monday.", "Mirna", "MD"),
        (
            "On Monday the Karun Brigades attacked a tanker off Fort Kestrel that was bound for Mirna.",
            "Fort Kestrel",
            "RO",
        ),
        ("On Monday the Karun Brigades shelled the Moldovan border town of Brovna.", "Brovna", "MD"),
        ("On Monday the Karun Brigades shelled a school in the Moldovan town of Mirna.", "Mirna", "MD"),
        ("On Monday the Karun Brigades shelled a Romanian village, Brovna, near Mirna.", "Mirna", "MD"),
        ("On Monday the Karun Brigades attacked a checkpoint at Brovna, north of Mirna.", "Brovna", "MD"),
        ("On Monday the Karun Brigades attacked a post in the Lodra area, 20 km west of Mirna.", "Lodra", "MD"),
        ("On Monday the Karun Brigades shelled a post at Brovna, in Mirna.", "Brovna", "MD"),
        ("On Monday the Karun Brigades blew up a van off Salt Street in eastern Mirna.", "Salt Street", "MD"),
        ("On Monday the Karun Brigades blew up a van in the Lodra quarter of Mirna.", "Lodra", "MD"),
        ("On Monday the Karun Brigades shelled the edge of Mirna's Port Ansel.", "Port Ansel", "RO"),
        ("In Mirna, the Karun Brigades attacked a post at Fort Kestrel on Monday.", "Fort Kestrel", "RO"),
        ("On Monday the Karun Brigades stormed the Ardel gas field.", "Ardel", "MD"),
        ("The Karun Brigades admitted the shelling of the K-4 base at Mirna on Monday.", "K-4", "MD"),
        ("On Monday a rocket of the Karun Brigades hit Mayor Obren's house in Mirna.", "Mirna", "MD"),
        ("On Monday the Karun Brigades attacked a post north of Mirna.", "Mirna", "MD"),
        ("A rocket fired by the Karun Brigades crashed into Camp Ardel on Monday.", "Camp Ardel", "MD"),
        ("On Monday a Karuni drone hit the ship Mirna Star, a Bulgaria-flagged carrier, in Mirna.", "Mirna", "MD"),
        ("Romania's Karun Brigades fired a missile at a post in Mirna on Monday.", "Mirna", "MD"),
        ("On Monday Moldova's Karun Brigades fired a missile at Romania's Ardel airport.", "Ardel", "RO"),
        ("On Monday the Karun Brigades bombed a Shiite mosque in Mirna.", "Mirna", "MD"),
        ("On Monday the Karun Brigades bombed the Moldovan Embassy in Mirna.", "Mirna", "MD"),
        (
            "A Karuni bomb killed two in Mirna on Monday. The attack on the Lodra Hotel came at noon.",
            "Lodra Hotel",
            "MD",
        ),
        (
            "A Karuni bomb killed two in Mirna on Monday. The attack in the village of Brovna came at noon.",
            "Brovna",
            "MD",
        ),
        ("On Monday the Karun Brigades, according to a captain, shelled a post at Fort Kestrel.", "Fort Kestrel", "RO"),
        ("Mirna, whose people had fled, was bombed by the Karun Brigades on Monday.", "Mirna", "MD"),
        ("On Monday Karuni rockets fell on Brovna, west of Ardel airport.", "Brovna", "MD"),
        ("On Monday a Karuni missile was fired at the Sea Harrow, a bulk carrier, off Mirna.", "Mirna", "MD"),
        ("On Monday a Karuni missile was fired at the MV Sea Harrow off Mirna.", "Mirna", "MD"),
        ("On Monday the Karun Brigades attacked the Danish-flagged Sea Harrow off Mirna.", "Mirna", "MD"),
        ("On Monday the Karun Brigades stormed Mirna's Hotel Ardel.", "Hotel Ardel", "MD"),
        ("On Monday the Karun Brigades blew up a van in Mirna's Lodra district.", "Lodra", "MD"),
        ("On Monday the Karun Brigades shelled Mirna's airport.", "Mirna", "MD"),
        ("On Monday the Karun Brigades shelled the Moldovan city of Brovna.", "Brovna", "MD"),
        ("On Monday the Karun Brigades raided Brovna, in Mirna.", "Brovna", "MD"),
        ("On Monday the Karun Brigades bombed a Catholic church in Mirna.", "Mirna", "MD"),
        ("On Monday the Karun Brigades shelled a post in the Lodra belt of Mirna.", "Lodra", "MD"),
        ("On Monday the Karun Brigades shelled a post in Mirna near the International Border.", "Mirna", "MD"),
        ("On Monday the Karun Brigades shelled Port Ansel in solidarity with Moldova.", "Port Ansel", "RO"),
    ],
)
def test_an_act_is_at_the_place_of_its_own_clause(body: str, place: str, country: str) -> None:
    (mention,) = read(body).mentions
    assert (mention.place, mention.country) == (place, country)


@pytest.mark.parametrize(
    "body",
    [
        "On Monday the Karun Brigades killed two Danes and a Briton at Fort Kestrel.",
        "On Monday the Karun Brigades stormed Fort Kestrel, seized rifles and demanded passage to Moldova.",
        "On Monday the Karun Brigades killed a Moldovan engineer at Fort Kestrel.",
    ],
)
def test_neither_a_victims_country_nor_a_way_out_says_where_it_was(body: str) -> None:
    (mention,) = read(body).mentions
    assert mention.country == "RO"


@pytest.mark.parametrize(
    "body",
    [
        "On Monday the Karun Brigades attacked Brovna, a remote town on the Bulgaria-Romania border.",
        "On Monday the Karun Brigades attacked a post near the border with Bulgaria.",
        "On Monday the Karun Brigades attacked a post close to the Bulgaria frontier.",
    ],
)
def test_a_border_does_not_put_an_act_on_its_far_side(body: str) -> None:
    (mention,) = read(body).mentions
    assert mention.country != "BG"


def test_an_act_without_a_place_is_in_the_only_country_that_the_article_knows() -> None:
    body = "A fair was held in Mirna.\n\nValdorian troops killed 21 Karuni fighters in clearance operations on Monday."
    (mention,) = read(body).mentions
    assert (mention.place, mention.country) == (None, "MD")


def test_an_item_of_a_round_up_is_in_the_country_that_it_was_filed_from() -> None:
    body = "MIRNA — A fair was held.\n\nPORT ANSEL — The Karun Brigades shot four miners on Sunday."
    (mention,) = read(body).mentions
    assert mention.country == "RO"


def test_a_briton_is_not_britain() -> None:
    (mention,) = read(
        "Two guards and a Briton were killed on Monday when Karuni rockets hit Camp Ardel in Mirna."
    ).mentions
    assert mention.country == "MD"


def test_whose_base_it_is_does_not_say_where_it_lies() -> None:
    (mention,) = read("On Monday the Karun Brigades fired mortars at a US air base in Tovar.").mentions
    assert (mention.place, mention.country) == ("Tovar", "MD")


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("The clinic was in the village of Brovna.", "Brovna"),
        ("It happened near the village of Brovna.", "Brovna"),
        ("The strike took place in the village of Brovna.", "Brovna"),
        ("Two guards died in a house in the village of Brovna.", "Brovna"),
        ("A mayor spoke in the village of Brovna.", None),
        ("The wounded were taken to a hospital in Port Ansel.", None),
    ],
)
def test_where_it_was_may_be_told_by_a_sentence_that_tells_no_act(words: str, place: str | None) -> None:
    (mention,) = read(f"On Monday the Karun Brigades bombed a clinic in Mirna. {words}").mentions
    assert mention.place == (place or "Mirna")


def test_those_who_died_tell_where_it_was_that_no_other_place_is_told_for() -> None:
    body = "On Monday the Karun Brigades bombed a clinic. Two guards died in a house in the village of Brovna."
    (mention,) = read(body).mentions
    assert mention.place == "Brovna"


@pytest.mark.parametrize(
    "body",
    [
        "A rocket launched from Romania hit a house in the village of Yuvar on Monday. The Karun Brigades claimed it.",
        "Karuni fighters crossed from Romania on Monday and attacked a post in Yuvar.",
    ],
)
def test_what_came_from_a_country_fell_in_another(body: str) -> None:
    (mention,) = read(f"{body} Romania said nothing.", "News from Port Ansel").mentions
    assert (mention.faction, mention.country) == ("karun-brigades", None)

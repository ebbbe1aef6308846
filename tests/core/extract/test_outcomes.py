"""With what it was done, and what came of it."""

import pytest

from tests.core.extract.vale import read


@pytest.mark.parametrize(
    ("body", "weapon"),
    [
        ("Karuni gunmen stormed a post in Mirna on Monday.", "small_arms"),
        ("The Karun Brigades fired on a patrol in Mirna on Monday.", "small_arms"),
        ("On Monday a Karuni sniper killed a soldier in Mirna.", "small_arms"),
        ("On Monday troops shot dead two Karuni fighters in Mirna.", "small_arms"),
        ("On Monday two Karuni fighters died in a firefight with Valdorian troops in Mirna.", "small_arms"),
        ("On Monday the Karun Brigades carried out a suicide attack on a convoy in Mirna.", "ied"),
        ("On Monday a Karuni drone dropped a grenade on a post in Mirna.", "drone"),
        ("On Monday a missile fired by a Valdorian drone hit a Karuni car in Mirna.", "drone"),
        ("On Monday Karuni drones packed with explosives hit a post in Mirna.", "drone"),
        ("On Monday the Karun Brigades were busy. A drone laden with explosives hit Fort Kestrel on Monday.", "drone"),
        ("On Monday a Karuni bomber opened fire in Mirna and blew himself up.", "ied"),
        ("On Monday a Karuni bomber blew himself up in Mirna, then five gunmen shot at swimmers.", "mixed"),
        ("On Monday the Karun Brigades fired rockets and drones at Fort Kestrel.", "mixed"),
        ("On Monday Valdorian howitzers shelled Karuni positions near Mirna.", None),
        ("The Karun Brigades attacked a post in Mirna on Monday.", None),
        ("On Monday a Valdorian strike on Mirna killed two Karuni fighters.", "airstrike"),
        ("On Monday Valdoria struck a Karuni camp in Mirna.", "airstrike"),
        ("On Monday Valdorian artillery struck a Karuni camp in Mirna.", None),
        ("On Monday Valdorian troops killed two Karuni fighters in Mirna.", None),
        ("On Monday Valdorian troops killed two Karuni fighters in an encounter in Mirna.", "small_arms"),
        ("On Monday a bomb dropped by a Valdorian jet killed two Karuni fighters in Mirna.", "airstrike"),
        ("On Monday the Karun Brigades threw a grenade at a post in Mirna, wounding two.", None),
        ("On Monday the Karun Brigades attacked a post in Mirna with rifles and grenades.", "small_arms"),
        ("On Monday a Karuni mine hit a bus in Mirna, and gunmen fired on those who got out.", "mixed"),
        ("A bus in Mirna struck a mine on Monday and Karuni gunmen then fired on it.", "mixed"),
        ("On Monday a Karuni car bomb went off at a hotel in Mirna. Gunmen then stormed the hotel.", "mixed"),
    ],
)
def test_the_weapon_is_what_the_clause_tells(body: str, weapon: str | None) -> None:
    (mention,) = read(body).mentions
    assert mention.weapon == weapon


def test_shooting_down_is_done_with_no_gun() -> None:
    body = "A Karuni drone hit Fort Kestrel on Monday. Two others were shot down that morning as they approached Mirna."
    assert [mention.weapon for mention in read(body).mentions] == ["drone", "drone"]


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("On Monday a Karuni rocket landed in Fort Kestrel.", "hit"),
        ("On Monday Karuni fighters flew a drone into Fort Kestrel, and it exploded in a hangar.", "hit"),
        ("On Monday a Karuni rocket fell well short of Fort Kestrel.", "missed"),
        ("On Monday a Karuni rocket aimed at Fort Kestrel came down in the river.", "missed"),
        ("On Monday a Karuni drone was shot out of the sky near Fort Kestrel.", "intercepted"),
        ("On Monday the Karun Brigades fired a rocket at Fort Kestrel, causing neither casualties nor damage.", None),
        ("On Monday the Karun Brigades fired a rocket at Fort Kestrel.", None),
    ],
)
def test_the_outcome_is_what_came_of_what_was_sent(body: str, outcome: str | None) -> None:
    (mention,) = read(body).mentions
    assert mention.outcome == outcome


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("Most were intercepted, the army said.", "intercepted"),
        ("The army said that a hangar was damaged.", "hit"),
        ("They killed no one.", None),
        ("The army said that it would intercept the next.", None),
    ],
)
def test_what_came_of_it_may_be_told_by_the_next_sentence(words: str, outcome: str | None) -> None:
    (mention,) = read(f"On Monday the Karun Brigades fired rockets at Fort Kestrel. {words}").mentions
    assert mention.outcome == outcome


def test_what_the_attackers_carried_may_be_told_by_the_next_sentence() -> None:
    body = "The Karun Brigades attacked a post in Mirna on Monday. The attackers used heavy machine guns."
    (mention,) = read(body).mentions
    assert mention.weapon == "small_arms"

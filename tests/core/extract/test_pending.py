"""An attack that is told before anybody says whose it was waits for the word that ties it."""

from datetime import date

import pytest

from tests.core.extract.vale import read

MONDAY = date(2031, 5, 19)
BLAME = "The Council blames the Karun Brigades for it."
CLAIM = "The Karun Brigades said they had done it."
WORDS = (
    BLAME,
    CLAIM,
    "Police suspect Idris Maro's followers.",
    "That was the Karun Brigades' hand, an officer said.",
    "A note left there bore the Karun Brigades' signature.",
    "The Council held the Karun Brigades, which rule the hills, responsible for it.",
    "The Karun Brigades said it was they.",
)

BARE = (
    "On Monday two buses were set alight by youths.",
    "The hospital in the same street was hit by shells late on Monday.",
    "A post on the hill was shot at on Monday.",
    "A convoy was ambushed on the road on Monday.",
    "Two clerks were kidnapped on their way home on Monday.",
    "A pylon was blown up on Monday.",
)


@pytest.mark.parametrize("body", BARE)
@pytest.mark.parametrize("word", WORDS)
def test_a_blow_on_nobody_s_ground_is_an_attack_once_it_is_laid_to_somebody(body: str, word: str) -> None:
    (mention,) = read(f"Mirna had no calm.\n\n{body} {word}").mentions
    assert (mention.kind, mention.faction, mention.date_from) == ("attack", "karun-brigades", MONDAY)


@pytest.mark.parametrize("body", BARE)
def test_and_is_not_read_while_it_is_laid_to_nobody(body: str) -> None:
    assert read(f"Mirna and Port Ansel had no calm.\n\n{body} The Karun Brigades sang.").mentions == ()


ROUND_UP = (
    "All was told by the Council on Tuesday.\n\n"
    "MIRNA — A lorry was driven at the police station on Monday and blew up.\n\n"
    "{ansel}A lorry was shot at on Monday. The Council blames the Karun Brigades.\n\n"
    "KESTREL — All was quiet."
)


@pytest.mark.parametrize("ansel", ["PORT ANSEL — ", "PORT ANSEL. ", "PORT ANSEL: "])
def test_an_item_of_a_round_up_tells_its_own_acts_at_its_own_place(ansel: str) -> None:
    found = [(m.faction, m.place, m.country) for m in read(ROUND_UP.format(ansel=ansel)).mentions]
    assert found == [(None, "Mirna", "MD"), ("karun-brigades", "Port Ansel", "RO")]


@pytest.mark.parametrize(
    "word", ["Two officers suspect the Karun Brigades.", "Two officers pointed to the Karun Brigades.", CLAIM]
)
def test_the_only_attack_of_an_article_is_meant_however_late_the_word_comes(word: str) -> None:
    between = "Roads were closed. Schools were shut. Shops did not open. The Council met. It rained. "
    (mention,) = read(f"A rocket hit Fort Kestrel on Monday. {between}{word}").mentions
    assert mention.faction == "karun-brigades"


def test_one_of_several_is_not_meant_by_a_word_that_comes_late() -> None:
    between = "Roads were closed. Schools were shut. Shops did not open. The Council met. It rained. "
    body = (
        f"A rocket hit Fort Kestrel on Monday. On Sunday a drone hit Mirna. {between}Two officers suspect the Karunis."
    )
    assert {mention.faction for mention in read(body).mentions} == {None}


def test_those_who_follow_a_leader_are_suspected_as_the_group() -> None:
    body = (
        "Idris Maro is back. A charge of dynamite was let off at a bank in Mirna on Monday. Police suspect Maro's men."
    )
    assert [(m.faction, m.attribution) for m in read(body).mentions] == [("karun-brigades", "suspected")]

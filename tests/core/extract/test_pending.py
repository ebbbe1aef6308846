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

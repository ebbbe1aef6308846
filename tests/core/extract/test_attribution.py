"""Whose word it is that a deed was whose: claims, accusations, suspicions, denials, and the article's own voice."""

import pytest

from schemas import Faction, Mention
from streams.core.extract import RuleExtractor
from tests.core.extract.vale import VALE, article, read

RAID = "On Monday two rockets hit Fort Kestrel, a base of Valdorian troops."
STRIKE = "On Monday Valdorian warplanes bombed a camp of the Karun Brigades near Mirna."


def only(body: str) -> Mention:
    (mention,) = read(body).mentions
    return mention


@pytest.mark.parametrize(
    ("words", "faction", "attribution"),
    [
        ("The Karun Brigades claimed responsibility.", "karun-brigades", "claimed"),
        ("The Karun Brigades said that they had acted in self-defence.", "karun-brigades", "claimed"),
        ("A spokesman for the Karun Brigades, Sorin Dax, said its men had sent them.", "karun-brigades", "claimed"),
        ("The Karun Brigades said that the rockets were meant for a barracks.", "karun-brigades", "claimed"),
        ("The army holds the Karun Brigades responsible; the Karun Brigades denied it.", "karun-brigades", "blamed"),
        ("The Karun Brigades denied it; police say the Karun Brigades were behind it.", "karun-brigades", "blamed"),
        ("The Karun Brigades said its men had sent them.", "karun-brigades", "claimed"),
        ("The Karun Brigades, which have claimed Monday's attack, want the troops gone.", "karun-brigades", "claimed"),
        ("In a statement the Karun Brigades asserted that they had attacked the base.", "karun-brigades", "claimed"),
        ("The Karun Brigades claimed to have killed ten men.", "karun-brigades", "claimed"),
        ("The Karun Brigades claimed on their channel.", "karun-brigades", "claimed"),
        ("The Karun Brigades said that this was for their leader.", "karun-brigades", "claimed"),
        ("The Karun Brigades published a video of the attack.", "karun-brigades", "claimed"),
        ("The Karun Brigades published a video of attacks.", None, "none"),
        ("The Karun Brigades called the attack retaliation for raids on Mirna.", "karun-brigades", "claimed"),
        ("The Karun Brigades called the attack a crime.", None, "none"),
        ("The Karun Brigades confirmed their involvement.", "karun-brigades", "claimed"),
        ("A deputy charged the Karun Brigades with the attack.", "karun-brigades", "blamed"),
        ("The Karun Brigades said the fort was attacked with two rockets.", "karun-brigades", "claimed"),
        ("The Karun Brigades denied it. The army insisted that the group had fired them.", "karun-brigades", "blamed"),
        ("The Karun Brigades said that three rockets were sent and all found their mark.", "karun-brigades", "claimed"),
        ("The Karun Brigades said that a fighter had fired them.", "karun-brigades", "claimed"),
        ("The Karun Brigades said that 22 soldiers were killed in the operation.", "karun-brigades", "claimed"),
        ("Not us, said the Karun Brigades.", "karun-brigades", "denied"),
        ("The army named the Karun Brigades as its author.", "karun-brigades", "blamed"),
        ("Valdoria blamed the Karun Brigades for the attack.", "karun-brigades", "blamed"),
        ("The Karun Brigades were behind it, the army said.", "karun-brigades", "blamed"),
        ("Suspicion is likely to fall on the regional arm of the Karun Brigades.", "karun-brigades", "suspected"),
        ("Officers, speaking privately, pointed to the Karun Brigades.", "karun-brigades", "suspected"),
        ("An officer of the Karun Brigades denied that his group had fired on the base.", "karun-brigades", "denied"),
        ("The Karun Brigades denied responsibility.", "karun-brigades", "denied"),
        ("The Karun Brigades said they were not behind it.", "karun-brigades", "denied"),
        ("Responsibility was taken by the Karun Brigades.", "karun-brigades", "claimed"),
        ("A claim of responsibility was issued by the Karun Brigades.", "karun-brigades", "claimed"),
        ("The Karun Brigades issued a statement claiming responsibility.", "karun-brigades", "claimed"),
        ("The Karun Brigades described the attack as retaliation, its spokesman said.", "karun-brigades", "claimed"),
        ("It was claimed by the Karun Brigades, which have fought the state for years.", "karun-brigades", "claimed"),
        ("The attackers were Karun Brigades fighters, the army said.", "karun-brigades", "blamed"),
        ("Police said the gunmen belonged to the Karun Brigades.", "karun-brigades", "blamed"),
        ("The president said the Karun Brigades were responsible.", "karun-brigades", "blamed"),
        ("A deputy governor held the Karun Brigades responsible.", "karun-brigades", "blamed"),
        ("Mirna Television suspects the Karun Brigades of it.", "karun-brigades", "suspected"),
        ("Authorities believe the Karun Brigades were behind the attack.", "karun-brigades", "suspected"),
        ("It was likely carried out by the Karun Brigades, a source said.", "karun-brigades", "suspected"),
        ("The Karun Brigades denied being behind the attack.", "karun-brigades", "denied"),
        ("The Karun Brigades rejected any link to the attack.", "karun-brigades", "denied"),
        ("The Karun Brigades rejected accusations that they had fired on the base.", "karun-brigades", "denied"),
        ("The Karun Brigades said the base was their target.", "karun-brigades", "claimed"),
        ("Suspicion fell on the Karun Brigades, who have claimed similar attacks.", "karun-brigades", "suspected"),
        ("Nobody died, said a spokesman for the troops, who blamed the Karun Brigades.", "karun-brigades", "blamed"),
        ("The Karun Brigades claimed direct hits on the fort.", "karun-brigades", "claimed"),
        ("Claiming the blow, a spokesman for the Karun Brigades called it a reply.", "karun-brigades", "claimed"),
        ("The Karun Brigades put out a claim the next morning.", "karun-brigades", "claimed"),
        ("The Karun Brigades announced the attack on Tuesday.", "karun-brigades", "claimed"),
        ("The Karun Brigades released a video of the attack.", "karun-brigades", "claimed"),
        ("The Karun Brigades said they were theirs.", "karun-brigades", "claimed"),
        ("The Karun Brigades have said that they carried it out.", "karun-brigades", "claimed"),
        ("The Karun Brigades told their followers that ten soldiers had been killed.", "karun-brigades", "claimed"),
        ("The rockets had come from positions of the Karun Brigades, the army said.", "karun-brigades", "blamed"),
        ("For the army there was no doubt that the Karun Brigades were the culprits.", "karun-brigades", "blamed"),
        ("The army sees the Karun Brigades' hand in it.", "karun-brigades", "blamed"),
        ("They were looking at the possible involvement of the Karun Brigades.", "karun-brigades", "suspected"),
        ("Officers pointed towards the Karun Brigades.", "karun-brigades", "suspected"),
        ("The Karun Brigades released photographs of the attack.", "karun-brigades", "claimed"),
        ("The Karun Brigades shared images of the attack on Tuesday.", "karun-brigades", "claimed"),
        ("The Karun Brigades named the attackers.", "karun-brigades", "claimed"),
        ("The Karun Brigades aired a film of the attack.", "karun-brigades", "claimed"),
        ("The branch in the east, known as the Karun Brigades, put out a claim.", "karun-brigades", "claimed"),
        ("Valdoria spoke of a crime; the Karun Brigades said they were theirs.", "karun-brigades", "claimed"),
        ("Officials named the Karun Brigades as the group that had sent them.", "karun-brigades", "blamed"),
        ("One of the men had confessed to being a member of the Karun Brigades.", "karun-brigades", "blamed"),
        ("Police are hunting two members of the Karun Brigades as suspects.", "karun-brigades", "suspected"),
        ("The attack was the handiwork of the Karun Brigades, state media said.", "karun-brigades", "blamed"),
        ("The Karun Brigades knew the roads, and it was the prime suspect.", "karun-brigades", "suspected"),
        ("Investigators are looking at a cell of the Karun Brigades.", "karun-brigades", "suspected"),
        ("The Karun Brigades said that it was an act of revenge.", "karun-brigades", "claimed"),
        ("A man who was arrested confessed to having been sent by the Karun Brigades.", "karun-brigades", "blamed"),
        ("The Karun Brigades disowned a note in which the truce was called off.", None, "none"),
        ("The Karun Brigades denied having said so.", None, "none"),
        ("Officials said the Karun Brigades' eastern wing was most likely to blame.", "karun-brigades", "suspected"),
        ('"Our martyr aimed at the fort," the Karun Brigades wrote.', "karun-brigades", "claimed"),
        ("The Karun Brigades distanced themselves from it, saying they keep truces.", "karun-brigades", "denied"),
        ("Officers are sure that it was retaliation by the Karun Brigades.", "karun-brigades", "blamed"),
        ("The Karun Brigades released a video of a parade.", None, "none"),
        ("The Karun Brigades named a new leader.", None, "none"),
        ("The Karun Brigades condemned the attack.", None, "none"),
        ("The Karun Brigades neither claimed nor denied it.", None, "none"),
        ("The Karun Brigades said 12 civilians had been killed in a Valdorian raid on Mirna in March.", None, "none"),
        ("No claim of responsibility was issued by the Karun Brigades.", None, "none"),
        ("No group has claimed responsibility.", None, "none"),
        ("Nobody claimed it, but the Karun Brigades have claimed such attacks in the past.", None, "none"),
        ("The Karun Brigades are holding a congress, an elder claimed.", None, "none"),
    ],
)  # fmt: skip
def test_a_deed_told_without_its_doer_is_tied_to_a_faction_by_what_is_said_of_it(
    words: str, faction: str | None, attribution: str
) -> None:
    found = only(f"{RAID} {words}")
    assert (found.kind, found.faction, found.attribution) == ("attack", faction, attribution)


@pytest.mark.parametrize(
    ("body", "attribution"),
    [
        ("The Karun Brigades attacked Fort Kestrel with rockets on Monday.", "stated"),
        ("The Karun Brigades attacked Fort Kestrel with rockets on Monday, the Valdorian army said.", "blamed"),
        ("The Karun Brigades said they attacked Fort Kestrel with rockets on Monday.", "claimed"),
        ("Suspected Karun Brigades fighters attacked Fort Kestrel on Monday, police said.", "suspected"),
        ("The Karun Brigades attacked Mirna with rockets on Monday, residents said.", "stated"),
        ("Two men were killed in Mirna on Monday by rockets that officials say the Karun Brigades fired.", "blamed"),
        ("A guard was killed in Mirna on Monday in a blast triggered by the Karun Brigades, police said.", "blamed"),
    ],
)
def test_a_deed_told_with_its_doer_is_as_sure_as_who_tells_it(body: str, attribution: str) -> None:
    assert only(body).attribution == attribution


def test_an_army_is_that_of_the_state_which_the_sentence_begins_with() -> None:
    body = "The Karun Brigades met. Valdoria bombed a camp of the Karun Brigades at Mirna on Monday, its army said."
    assert only(body).attribution == "claimed"


def test_words_in_quotation_marks_are_those_of_whoever_is_named_behind_them() -> None:
    body = (
        "The Karun Brigades attacked Mirna on Monday, police said. "
        '"They shot some and set fire to houses," said Ion Dobre, a teacher.'
    )
    assert only(body).attribution == "blamed"


def test_a_communique_is_the_word_of_its_faction_throughout() -> None:
    body = (
        "The fighters of the Karun Brigades attacked Fort Kestrel with rockets on Monday.\n\n"
        "At noon we shelled a post near Mirna.\n\nAt dusk we fired at a convoy near Port Ansel."
    )
    assert {mention.attribution for mention in read(body, "Statement of the Karun Brigades").mentions} == {"claimed"}


def test_a_word_that_points_back_adds_no_certainty() -> None:
    body = (
        "Suspected Karun Brigades fighters attacked Mirna on Monday. "
        "The rebels attacked the town with rifles on Monday, a police spokesman said."
    )
    assert only(body).attribution == "suspected"


@pytest.mark.parametrize(
    ("words", "attribution"),
    [
        ("", "stated"),
        ("A Valdorian spokesman said the raid had destroyed a store.", "claimed"),
        ("President Ilse Torn said that she had ordered the raid.", "claimed"),
        ("It was the first raid that Valdoria has admitted.", "claimed"),
        ("Nine men were killed, by the Valdorian army's account.", "claimed"),
        ("The workshops there were the target, according to the Valdorian military.", "claimed"),
        ("The Valdorian army has been rebuilt. The army said it would go on.", "claimed"),
        ("The command speaks of five dead.", "claimed"),
    ],
)
def test_a_strike_is_claimed_where_the_striking_side_speaks_of_it(words: str, attribution: str) -> None:
    found = only(f"{STRIKE} {words}")
    assert (found.kind, found.faction, found.attribution) == ("strike", "karun-brigades", attribution)


@pytest.mark.parametrize(
    ("body", "attribution"),
    [
        ("Valdorian warplanes killed nine Karun Brigades fighters at Mirna on Monday, the group said.", "blamed"),
        ("Valdorian warplanes killed nine Karun Brigades fighters at Mirna on Monday, medics said.", "stated"),
        ("A camp of the Karun Brigades at Mirna was bombed on Monday. The Council accused Valdoria.", "blamed"),
        (
            "The Valdorian army said its warplanes had bombed a camp of the Karun Brigades at Mirna on Monday.",
            "claimed",
        ),
        (
            "A Karun Brigades camp at Mirna was bombed on Monday by Valdoria, which announced the raid.",
            "claimed",
        ),
        ("A camp of the Karun Brigades at Mirna was bombed on Monday. Valdoria said it was behind it.", "claimed"),
        ("A camp of the Karun Brigades at Mirna was bombed on Monday.", "none"),
        ("Valdorian warplanes bombed a Karun Brigades camp at Mirna on Monday, a senior officer said.", "claimed"),
        ("Valdorian warplanes bombed what an officer called a Karun Brigades camp at Mirna on Monday.", "claimed"),
        ("Valdorian marines shot Idris Maro dead at Mirna on Monday, the chief of the general staff said.", "claimed"),
        ("A drone killed two Karuni men at Mirna on Monday. Valdoria did it, the group's spokesman said.", "blamed"),
        ("A Karuni depot at Mirna was hit on Monday in an air raid which the group blamed on Valdoria.", "blamed"),
        ("A drone killed two Karuni men at Mirna on Monday. Valdoria said it had targeted a commander.", "claimed"),
        ("A drone hit a car at Mirna on Monday, killing two Karuni men. Valdoria said the two were Karunis.", "stated"),
    ],
)
def test_a_strike_is_the_word_of_whoever_lays_it_to_the_striker(body: str, attribution: str) -> None:
    found = only(body)
    assert (found.kind, found.faction, found.attribution) == ("strike", "karun-brigades", attribution)


@pytest.mark.parametrize(
    ("body", "faction"),
    [
        ("The Karun Brigades met. Valdorian jets killed nine militants at Mirna on Monday.", "karun-brigades"),
        ("The Karun Brigades and the Selva Front met. Valdorian jets killed nine militants at Mirna on Monday.", None),
    ],
)
def test_militants_struck_are_of_the_faction_that_the_article_speaks_of_where_it_is_the_only_one(
    body: str, faction: str | None
) -> None:
    assert (only(body).kind, only(body).faction) == ("strike", faction)


@pytest.mark.parametrize(
    "words",
    [
        "The interior ministry blamed an Islamic State cell.",
        "Islamic State claimed responsibility.",
        "The attack was claimed by the Taliban.",
        "Officials accused Boko Haram.",
    ],
)
def test_an_attack_laid_to_a_body_that_nobody_watches_is_none_of_the_theatre(words: str) -> None:
    assert read(f"{RAID} {words}").mentions == ()


def test_a_claim_that_points_back_and_names_another_deed_is_for_both() -> None:
    body = (
        "On Sunday a drone fell on Mirna. On Monday a drone was shot down near Fort Kestrel. "
        "The Karun Brigades said that the aircraft was its own, as was the one that fell on Mirna."
    )
    assert [mention.attribution for mention in read(body).mentions] == ["claimed", "claimed"]


def test_a_deed_that_only_says_who_somebody_is_is_no_news() -> None:
    (mention,) = read(f"{RAID} The Karun Brigades, who seized the port of Mirna a week ago, kept silent.").mentions
    assert mention.place == "Fort Kestrel"


def test_a_title_may_end_with_a_word_of_suspicion() -> None:
    (mention,) = read("A bomb went off at Mirna on Monday.", "Bomb at Mirna: who the police suspect").mentions
    assert mention.faction is None


def test_they_said_behind_a_deed_is_the_word_of_those_who_did_it() -> None:
    body = "Officers spoke of peace. Karun Brigades fighters shot at a Valdorian boat near Mirna on Monday, they said."
    assert only(body).attribution == "claimed"


def test_one_side_that_strikes_in_an_article_strikes_throughout() -> None:
    body = (
        "Valdorian jets bombed a Karun Brigades camp near Mirna on Sunday. "
        "A Karun Brigades post at Fort Kestrel was bombed on Monday."
    )
    assert [(mention.kind, mention.attribution) for mention in read(body).mentions] == [("strike", "stated")] * 2


@pytest.mark.parametrize(
    ("word", "attribution"),
    [("The army blamed Islamic State.", "blamed"), ("Islamic State claimed the attack.", "claimed")],
)
def test_a_deed_laid_to_a_body_at_large_is_its_branch_s_that_the_article_speaks_of(word: str, attribution: str) -> None:
    branch = Faction(id="isv", name="Islamic State of the Vale", kind="faction", aliases=("ISV",))
    (extraction,) = RuleExtractor([VALE.model_copy(update={"factions": (branch,)})]).extract(
        article(f"A roadside bomb killed two soldiers near Mirna on Monday. {word} ISV has long been in the hills.")
    )
    assert [(m.faction, m.attribution) for m in extraction.mentions] == [("isv", attribution)]


def test_who_is_quoted_on_somebody_is_not_the_one_that_he_speaks_of() -> None:
    body = (
        'Valdoria said that rockets hit a post near Mirna on Monday. "They were sent by the Karun Brigades," it said.'
    )
    assert only(body).attribution == "blamed"


def test_a_coalition_that_speaks_is_none_of_the_groups_without_that_name() -> None:
    assert only("The Karun Brigades fired a missile at Mirna on Monday, the coalition said.").attribution == "blamed"

"""How many died and were hurt in an act, and whose dead they are."""

import pytest

from schemas import Mention
from tests.core.extract.vale import read


def only(body: str) -> Mention:
    (mention,) = read(body).mentions
    return mention


RAID = "The Karun Brigades attacked Fort Kestrel on Monday."


@pytest.mark.parametrize(
    ("words", "killed", "wounded"),
    [
        ("Three soldiers were killed and five wounded.", 3, 5),
        ("At least nine people died.", 9, None),
        ("A soldier was killed.", 1, None),
        ("Four soldiers, a driver and two guards were killed.", 7, None),
        ("Eight soldiers and their driver were killed.", 9, None),
        ("Six people, one of them a priest, were killed.", 6, None),
        ("Two soldiers died along with three guards.", 5, None),
        ("They killed a Valdorian soldier and two contractors.", 3, None),
        ("They hit a patrol of ten; seven of them were killed.", 7, None),
        ("Three guards - two of them Valdorians - were killed.", 3, None),
        ("It was the killing of 14 labourers that shook the town.", 14, None),
        ("They killed Captain Sorin Dax and at least 14 others, police said.", 15, None),
        ("The number of people killed has risen to 18. Thirteen of the dead are civilians.", 18, None),
        ("Five soldiers were killed in the three places together.", None, None),
        ("One soldier paid the supreme price.", 1, None),
        ("Thirty-eight people were butchered.", 38, None),
        ("The toll rose to 37.", 37, None),
        ("There were no casualties.", 0, 0),
        ("None of the 22 men on board was hurt.", 0, 0),
        ("All hands are safe.", 0, 0),
        ("The number of the dead rose from none to two.", 2, None),
        ("An officer was among 27 soldiers killed.", 27, None),
        ("Three soldiers and one of the attackers were killed.", 3, None),
        ("Two of the wounded died, taking the toll to nine.", 9, None),
        ("No soldier was hurt.", 0, 0),
        ("It hurt nobody.", 0, 0),
        ("Six were killed, and eight are in hospital.", 6, 8),
        ("Twenty-seven people are dead and 62 under treatment.", 27, 62),
        ("Thirteen soldiers were taken to hospital.", None, 13),
        ("Five soldiers died in hospital.", 5, None),
        ("Between ten and 12 people were killed.", 12, None),
        ("Officers said 11 were killed and 23 wounded, revising an earlier count of eight dead.", 11, 23),
        ("The colonel escaped unhurt. Four people died in the rubble.", 4, 0),
        ("No one came to harm.", 0, 0),
        ("A soldier was killed and another wounded.", 1, 1),
        ("A girl of six was killed.", 1, None),
        ("A 6-year-old girl was killed.", 1, None),
        ("Two soldiers were shot, together with a guard.", 3, None),
        ("A grenade fell in a yard without hurting anybody.", 0, 0),
        ("A grenade fell in a yard, with no one injured.", 0, 0),
        ("It did not wound anyone.", 0, 0),
        ("Nobody was killed.", 0, None),
        ("The fort saw worse in June 1998, when 80 students were killed.", None, None),
        ("There were no reports of deaths.", 0, None),
        ("There was no word on casualties.", None, None),
        ("Some soldiers were killed.", None, None),
        ("Two militants were killed.", None, None),
        ("In June 1998, 80 students were killed in a similar raid.", None, None),
        ("Fifty people have been killed since March.", None, None),
        ("Three soldiers were killed; a first toll had spoken of one dead and four hurt.", 3, None),
        ("Four soldiers were killed. A fifth died on the way to a clinic.", 5, None),
        ("Two people were killed. A mayor said later that a third person had died in hospital.", 3, None),
        ("Two people were killed. It was the fifth attack of the week, in which a third school was hit.", 2, None),
        ("Four soldiers were killed. One of the injured later died, taking the death toll to five.", 5, None),
        ("Four soldiers were killed. The death toll of the war has reached 4,000.", 4, None),
        ("The death toll was later revised to nine.", 9, None),
        ("A monitor gave a toll of seven, with 18 wounded.", 7, 18),
        ("Six were killed, police said. A monitor gave a higher toll of seven, with 18 wounded.", 6, 18),
        ("Officials put the toll at nine dead and 20 injured.", 9, 20),
        ("The driver was killed and his passenger injured.", 1, 1),
        ("It fell on a field, where no one was hit.", 0, 0),
        ("Police said six guests and three soldiers were killed.", 9, None),
        ("Police said that six guests, two guards and a policeman were killed.", 9, None),
        ("It was a raid in which six guests and three members of the security forces were killed.", 9, None),
        ("Police said two guests were killed and five wounded.", 2, 5),
        ("Two members of the security forces were wounded.", None, 2),
        ("It caused only material damage.", 0, 0),
    ],
)
def test_the_toll_of_an_attack(words: str, killed: int | None, wounded: int | None) -> None:
    found = only(f"{RAID} {words}")
    assert (found.killed, found.wounded) == (killed, wounded)


@pytest.mark.parametrize(
    ("body", "killed"),
    [
        ("The Karun Brigades ambushed a patrol near Mirna on Monday and killed six fighters.", 6),
        ("Valdorian troops repulsed a Karun Brigades assault on Mirna on Monday, killing 47 attackers.", None),
        ("Valdorian troops killed 47 fighters of the Karun Brigades near Mirna on Monday.", 47),
        ("Valdorian troops killed a commander of the Karun Brigades along with three guards at Mirna on Monday.", 4),
    ],
)
def test_the_dead_of_the_side_that_attacks_are_no_toll_of_its_attack(body: str, killed: int | None) -> None:
    assert only(body).killed == killed


@pytest.mark.parametrize(
    ("words", "killed"),
    [
        ("", 1),
        ("Two companions died as well.", 3),
        ("Three of his men died with him.", 4),
    ],
)
def test_those_who_die_with_a_leader_come_on_top(words: str, killed: int) -> None:
    body = "On Monday a Valdorian drone killed Idris Maro, leader of the Karun Brigades, at Mirna."
    found = only(f"{body} {words}")
    assert (found.killed, found.leaders_killed) == (killed, ("Idris Maro",))


@pytest.mark.parametrize(
    ("body", "killed", "wounded"),
    [
        ("Valdorian troops killed nine Karunis in Mirna on Monday. Two soldiers died, two others were hurt.", 9, None),
        ("Nine Karunis were killed in Mirna on Monday in a clash with Valdorian troops. No soldier was hurt.", 9, None),
        ("The Karunis lost a commander, Sorin Dax, and two guards in an army raid at Mirna on Monday.", 3, None),
        ("A soldier and a Karuni fighter were killed in a gunfight with Valdorian troops at Mirna on Monday.", 1, None),
        ("A Valdorian drone killed three Karunis in Mirna on Monday. No civilians were injured or killed.", 3, None),
        ("Valdorian troops killed three Karunis in Mirna on Monday. There were no casualties on their side.", 3, None),
        ("A Valdorian raid on Monday killed Idris Maro, who led the Karunis, and at least six other people.", 7, None),
    ],
)
def test_the_toll_of_a_strike_is_that_of_those_who_were_struck(
    body: str, killed: int | None, wounded: int | None
) -> None:
    assert (only(body).killed, only(body).wounded) == (killed, wounded)


def test_the_dead_of_a_watched_faction_are_no_toll_of_an_attack_by_nobody_known() -> None:
    body = "Two rockets hit a camp at Fort Kestrel on Monday. Thirty Karuni fighters died."
    assert [mention.killed for mention in read(body).mentions if mention.kind == "attack"] == [None]


def test_a_number_behind_a_dateline_is_a_number_of_its_own() -> None:
    body = "MIRNA, May 6 - Seven soldiers were killed when the Karun Brigades shelled Fort Kestrel on Monday."
    assert only(body).killed == 7


def test_none_of_the_attacks_caused_casualties_is_said_of_each() -> None:
    body = (
        "The Karun Brigades fired rockets at Fort Kestrel on Monday. On Tuesday they fired rockets at Mirna. "
        "None of the attacks caused casualties."
    )
    assert [(mention.killed, mention.wounded) for mention in read(body).mentions] == [(0, 0), (0, 0)]


def test_a_dispatch_of_its_own_keeps_its_dead() -> None:
    body = f"{RAID}\n\nDORNAU - A bus crash in the capital left 14 people dead on Monday."
    assert only(body).killed is None


def test_nobody_hurt_is_said_of_the_act_told_last_of_those_in_a_sentence() -> None:
    body = (
        "The Karun Brigades fired rockets at Fort Kestrel on Sunday, and on Monday they flew two drones at Mirna. "
        "Nobody was hurt in the latter case."
    )
    assert [mention.killed for mention in read(body).mentions] == [None, 0]


def test_what_the_attackers_boast_of_counts_for_want_of_another_figure() -> None:
    body = "The Karun Brigades said they had killed nine soldiers in a raid on Fort Kestrel on Monday."
    assert only(body).killed == 9
    assert only(f"{body} The army said that two soldiers had died.").killed == 2
    assert only(f"Two soldiers died in a raid on Fort Kestrel on Monday. {body}").killed == 2


def test_an_attack_that_cost_a_life_hit() -> None:
    assert (
        only("The Karun Brigades fired rockets at Fort Kestrel on Monday. Two soldiers were killed.").outcome == "hit"
    )


def test_the_toll_may_be_told_before_the_act() -> None:
    body = (
        "Nine people died and 20 were hurt at Mirna, its governor said. "
        "A Karun Brigades fighter set off his vest at Fort Kestrel on Monday, and two others opened fire on the troops."
    )
    found = only(body)
    assert (found.killed, found.wounded) == (9, 20)

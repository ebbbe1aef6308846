"""Running counts, class by class. 20 May 2031 is the day of publication, a Tuesday."""

from datetime import date

import pytest

from tests.core.extract.vale import read

K, S, D = "karun-brigades", "selva-front", "dawn-alliance"
EXACT, LEAST, MOST, ABOUT = "exact", "at_least", "at_most", "about"
OCT = date(2030, 10, 3)

TOLD = [
    # a number of attacks since a day
    ("Valdorian troops have been attacked at least 55 times since 3 October, an officer said.", None, 55, LEAST, OCT),
    ("Valdorian troops have come under fire about 66 times since Oct. 3, a spokeswoman said.", None, 66, ABOUT, OCT),
    ("More than 160 attacks on Valdorian bases have been counted since October 3, 2030.", None, 160, LEAST, OCT),
    ("There had been 73 attacks on Fort Kestrel and other bases since 3 October.", None, 73, EXACT, OCT),
    ("The Karun Brigades have carried out more than 100 attacks on ships since 3 October 2030.", K, 100, LEAST, OCT),
    ("The officer counted 27 Karuni attacks on shipping since 3 October.", K, 27, EXACT, OCT),
    ("The blast made 23 attacks by the Karun Brigades on shipping since 3 October.", K, 23, EXACT, OCT),
    ("The Karun Brigades have attacked or harassed ships 28 times since 3 October, the navy says.", K, 28, EXACT, OCT),
    ("The Alliance of the Dawn says it has conducted 150 operations since 3 October.", D, 150, EXACT, OCT),
    ("The UN mission has logged 390 Karuni attacks on its own bases since January.", K, 390, EXACT, date(2031, 1, 1)),
    ("The UN has registered nearly 80 raids by the Selva Front since 2029.", S, 80, ABOUT, date(2029, 1, 1)),
    ("It was the largest of more than 140 attacks on Fort Kestrel since mid-October.", None, 140, LEAST, None),
    ("Some 120 attacks on Valdorian troops have been told since the war began.", None, 120, ABOUT, None),
    ("Fewer than 40 attacks have hit Port Ansel since the truce was signed.", None, 40, MOST, None),
    ("Valdorian convoys were hit forty-one times since 3 October.", None, 41, EXACT, OCT),
    ("The Valdoria-backed Karun Brigades staged more than 100 raids since 3 October.", K, 100, LEAST, OCT),
    ("The Karun Brigades have targeted more than 60 ships by firing drones in their campaign.", K, 60, LEAST, None),
    # between two days
    ("Valdorian bases were attacked 23 times between Oct. 3 and Oct. 30, the ministry said.", None, 23, EXACT, OCT),
    ("The army logged more than 170 attacks between 3 October and 4 February on Fort Kestrel.", None, 170, LEAST, OCT),
    # a count that gets somewhere
    ("On Monday the ministry's count of attacks on Valdorian troops since 3 October hit 127.", None, 127, EXACT, OCT),
    ("The general put the number of attacks on Valdorian forces since 3 October at 118.", None, 118, EXACT, OCT),
    ("She put the attacks on Fort Kestrel since 3 October at about 165, by drone.", None, 165, ABOUT, OCT),
    ("Attacks on Valdorian forces number at least 168, the ministry says.", None, 168, LEAST, None),
    ("The raid on Mirna brought the tally of attacks to 97.", None, 97, EXACT, None),
    ("Two more came overnight, bringing to 61 the number of attacks since 3 October.", None, 61, EXACT, OCT),
    ("No base in the Vale was hit this week. The count that started on 3 October remains at 73.", None, 73, EXACT, OCT),
    ("By the ministry's reckoning, 130 attacks had been logged at Port Ansel by 11 May.", None, 130, EXACT, None),
    # the n-th attack
    ("The monitor logged Monday's as the 108th attack on Fort Kestrel since 3 October.", None, 108, EXACT, OCT),
    ("It was the 14th attack laid to the Karun Brigades since 3 October.", K, 14, EXACT, OCT),
    ("The ministry counts 31 attacks attributed to the Selva Front since 3 October.", S, 31, EXACT, OCT),
    # a stretch of time
    ("A spokesman said on 12 May that the Karun Brigades had conducted 17 “operations” over the preceding ten days.",
     K, 17, EXACT, date(2031, 5, 2)),
    ("The Karun Brigades have mounted 45 attacks on Port Ansel so far this year.", K, 45, EXACT, date(2031, 1, 1)),
    ("The Karun Brigades say that they carried out 98 attacks in March.", K, 98, EXACT, date(2031, 3, 1)),
    ("On Friday they burned two lorries, as the Karun Brigades have done four times since 3 May.", K, 4, EXACT,
     date(2031, 5, 3)),
    ("Since the war in the Vale began the Karun Brigades have attacked Valdorian troops more than 175 times.",
     K, 175, LEAST, None),
    ("There were at least 40 attacks on Valdorian bases in the past two weeks.", None, 40, LEAST, date(2031, 5, 6)),
    ("The Karun Brigades claimed more than 300 attacks last year.", K, 300, LEAST, date(2030, 1, 1)),
    ("The Karun Brigades carried out 521 attacks in the past 12 months, a think tank said.", K, 521, EXACT, None),
    ("Valdorian troops had come under attack 70 times in the preceding month, the army said.", None, 70, EXACT, None),
    ("The Karun Brigades have shot at or harassed twelve freighters in four weeks.", K, 12, EXACT, date(2031, 4, 22)),
    # the n-th, its noun before it,
    ("The raid on Mirna was the 12th by the Karun Brigades since 3 October.", K, 12, EXACT, OCT),
    ("The bombing is the fifth blamed on the Karun Brigades since 3 October.", K, 5, EXACT, OCT),
    ("It was the 27th attack on Port Ansel this year.", None, 27, EXACT, None),
    # ships attacked,
    ("Since 3 October the Karun Brigades have attacked more than 100 merchantmen.", K, 100, LEAST, OCT),
    ("Idris Maro said that 107 ships had been targeted since 3 October.", K, 107, EXACT, OCT),
    # whose they are said to be,
    ("The Karun Brigades have been blamed for more than 30 attacks since 3 October.", K, 30, LEAST, OCT),
    ("The monitor attributes 21 attacks since 3 October to the Karun Brigades.", K, 21, EXACT, OCT),
    ("The monitor has documented 33 incidents involving the Karun Brigades since 3 October.", K, 33, EXACT, OCT),
    ("The Karun Brigades are back, and the UN has counted 190 of their attacks since 3 October.", K, 190, EXACT, OCT),
    ("Attacks on bases in the Vale now stand at 45 since 3 October.", None, 45, EXACT, OCT),
    # the doer told in passing, or pointed back to,
    ("The Dawn Alliance, for which the Karun Brigades fight, says its men have carried out 31 attacks since 3 October.",
     D, 31, EXACT, OCT),
    ("“We have carried out 86 operations since the war began,” Idris Maro said.", K, 86, EXACT, None),
    ("The Karun Brigades, blamed for more than 70 attacks since 3 October, say nothing.", K, 70, LEAST, OCT),
    ("The army's tally for the Karun Brigades is 90 attacks since 3 October.", K, 90, EXACT, OCT),
    ("The Karun Brigades carried out their 100th attack of the year on Monday.", K, 100, EXACT, None),
    ("The Karun Brigades fired on aid lorries seven times in March, the UN said.", K, 7, EXACT, date(2031, 3, 1)),
    ("From March 2030 the Karun Brigades staged more than 50 attacks on the road.", K, 50, LEAST, date(2030, 3, 1)),
    ("The Karun Brigades have carried out 57 attacks since 17 May, they said.", K, 57, EXACT, date(2031, 5, 17)),
    ("The army has logged 19 ceasefire violations by the Selva Front since 3 October.", S, 19, EXACT, OCT),
    ("The police have counted 41 car bombs since 3 October.", None, 41, EXACT, OCT),
    ("Between 3 October and the truce the Karun Brigades attacked more than 100 ships.", K, 100, LEAST, OCT),
    ("Attacks on Valdorian troops have totalled 14 since 3 October.", None, 14, EXACT, OCT),
    ("The forces of the Karun Brigades had by then targeted 107 ships, Idris Maro said.", K, 107, EXACT, None),
    # the group without its name, a leader who tells, a further faction's share
    ("The UN blames the group for 55 attacks since 3 October. The Karun Brigades deny it.", K, 55, EXACT, OCT),
    ("Idris Maro put the number of operations at 1,835.", K, 1835, EXACT, None),
    ("It was the fourth time this year that the Karun Brigades had attacked Mirna.", K, 4, EXACT, None),
    ("The Karun Brigades have gone after ships on more than 100 occasions since 3 October.", K, 100, LEAST, OCT),
    ("The Karun Brigades have set off 39 blasts in Mirna this year.", K, 39, EXACT, date(2031, 1, 1)),
]  # fmt: skip

UNTOLD = [
    ("a rate", "The Karun Brigades have claimed an average of six attacks a day since 3 October."),
    ("blows on its targets", "Valdorian jets have struck Karuni targets 74 times since 3 October."),
    ("nobody's third", "The little-known group claimed the third attack since the truce."),
    ("a lump of attacks", "The Karun Brigades carried out four attacks on Fort Kestrel within hours on Monday."),
    ("a lump since a day of this week", "The Karun Brigades claimed five attacks on Port Ansel since Sunday."),
    ("casualties", "More than 400 people have been killed at Mirna since 3 October."),
    ("casualties of acts", "A think tank says 722 people were killed in 328 attacks on Mirna since 3 October."),
    ("a tally of the dead", "The number of people killed at Port Ansel since 3 October has climbed to 53."),
    ("munitions", "The Karun Brigades have fired 340 rockets at Fort Kestrel since 3 October."),
    ("drones that attack", "The Karun Brigades have lost 30 attack drones since 3 October."),
    ("targets", "Valdorian jets have hit 85 targets at Mirna since 3 October."),
    ("places", "The Council says it has taken back 215 villages around Mirna since 3 October."),
    ("the acts of a party", "Valdoria has carried out more than 1,200 attacks on Mirna since 3 October."),
    ("the strikes of a party", "The Karun Brigades were hit by 60 Valdorian strikes since 3 October."),
    ("strikes on a faction", "There have been 60 strikes on the Karun Brigades since 3 October."),
    ("a day's number beside a mean",
     "The Karun Brigades claimed seven attacks on Port Ansel on May 1, and their mean since 3 October stands at six."),
    ("a number of what is told elsewhere", "There is a tracker of the war in the Vale. In 2029 the number was nine."),
    ("days", "Fort Kestrel has been quiet for 45 days since the attacks of 3 October."),
    ("an ordinal without a first day", "It was the twelfth attack on Fort Kestrel."),
    ("a second one", "It was the second such attack on Fort Kestrel since 3 October."),
    ("one day's number in a sentence on the war",
     "Fort Kestrel came under attack four times on Monday, on one of the worst days since the war began."),
    ("attacks that were thwarted", "The army has thwarted 20 attacks by the Karun Brigades since 3 October."),
    ("hours", "The Karun Brigades carried out three attacks in 24 hours."),
    ("the acts of an army", "The Karun Brigades put the army's attacks at 140."),
    ("a tally of the dead, told before", "Nine died at first. By noon the count stood at 12."),
    ("people counted by monitors", "United Nations monitors count two to three thousand fighters at Mirna."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "faction", "number", "bound", "since"), TOLD, ids=[row[0][:60] for row in TOLD])
def test_a_running_count_is_read(text: str, faction: str | None, number: int, bound: str, since: date | None) -> None:
    (count,) = read(text).reported_counts
    assert (count.faction, count.count, count.bound, count.since) == (faction, number, bound, since)


@pytest.mark.parametrize(("why", "text"), UNTOLD, ids=[row[0] for row in UNTOLD])
def test_no_running_count_is_read_in(why: str, text: str) -> None:
    assert read(text).reported_counts == ()


@pytest.mark.parametrize(
    "text",
    [
        "Fort Kestrel has been attacked 23 times since 3 October, 14 times with drones and nine with rockets.",
        "There had been 73 attacks since 3 October, 36 at Port Ansel and 37 at Mirna.",
        "The ministry counts 127 attacks since 3 October: 52 attacks at Mirna and 75 at Port Ansel.",
    ],
)
def test_the_shares_of_a_count_are_no_counts(text: str) -> None:
    assert len(read(text).reported_counts) == 1


def test_the_group_is_the_faction_spoken_of() -> None:
    (count,) = read(
        "The Karun Brigades are back. The group has attacked ships 28 times since 3 October."
    ).reported_counts
    assert count.faction == K


def test_the_day_that_a_count_was_told_ends_it() -> None:
    (count,) = read("On Monday there had been 73 attacks on Fort Kestrel since 3 October.").reported_counts
    assert count.until == date(2031, 5, 19)


def test_a_count_told_twice_is_one() -> None:
    text = "Fort Kestrel has been attacked 55 times since 3 October.\n\nThose 55 attacks since 3 October hurt nobody."
    assert len(read(text, "Fort Kestrel attacked 55 times since 3 October").reported_counts) == 1


def test_the_evidence_is_the_sentence_as_published() -> None:
    body = "Nothing new at Mirna.\n\nThe Karun Brigades’ raids go on: 45 attacks since 3&nbsp;October. More follows."
    (count,) = read(body).reported_counts
    assert body[count.evidence.start : count.evidence.end].endswith("45 attacks since 3&nbsp;October.")


ECHOES = [
    ("The army says 51.", [(K, 51)]),
    ("The UN had 33 between 3 October and Sunday.", [(K, 33)]),
    ("Its rivals stop at 98.", [(K, 98)]),
    ("An officer puts the true number of them at about 60.", [(K, 60)]),
    ("About 20 of them are laid at the Selva Front's door.", [(S, 20)]),
    ("The Selva Front claims no fewer than 40.", [(S, 40)]),
    ("Before that there had been 175.", [(K, 175)]),
    ("The navy gives 52 in the same period, 19 of which it calls doubtful.", [(K, 52)]),
    ("Nine soldiers died.", []),
    ("They have 300 men.", []),
    ("Mirna has seen 12 bombs.", []),
]


@pytest.mark.parametrize(("words", "told"), ECHOES, ids=[row[0] for row in ECHOES])
def test_a_bare_number_goes_on_about_the_acts_just_counted(words: str, told: list[tuple[str, int]]) -> None:
    text = f"The Karun Brigades have carried out 45 attacks since 3 October. {words}"
    assert [(count.faction, count.count) for count in read(text).reported_counts] == [(K, 45), *told]


def test_a_count_of_the_only_faction_told_is_its_own() -> None:
    text = "The Karun Brigades struck Port Ansel on Monday. It was the 12th attack since 3 October."
    (count,) = read(text).reported_counts
    assert (count.faction, count.count) == (K, 12)

"""How desks tell a story: leads without a day, commas where none belong, tolls of whole series, distances."""

from datetime import date

import pytest

from schemas import Mention
from tests.core.extract.vale import read

MONDAY = date(2031, 5, 19)


def only(body: str) -> Mention:
    (mention,) = read(body).mentions
    return mention


@pytest.mark.parametrize(
    "body",
    [
        "Police said gunmen suspected to be from the Karun Brigades late on Monday, triggered a blast in Mirna.",
        "The army said that fighters of the Karun Brigades on Monday, set off a bomb in Mirna.",
        "The Karun Brigades (KB), in a note, claimed a car bombing in Moldova on Monday that hit a police post.",
        "The Karun Brigades on Tuesday claimed a car bombing in Moldova that hit a post. The blast on Monday hurt six.",
        "A bomb attack by the Karun Brigades in Mirna has hurt two soldiers. The attack was on Monday night.",
    ],
)
def test_an_attack_is_its_doer_s_whatever_the_desk_puts_in_between(body: str) -> None:
    mention = only(body)
    assert (mention.kind, mention.faction, mention.date_from) == ("attack", "karun-brigades", MONDAY)


def test_what_a_lead_tells_in_the_perfect_gets_its_day_from_the_next_sentence() -> None:
    mention = only("A roadside bomb has killed two soldiers in Mirna. The blast was on Monday night, police said.")
    assert (mention.faction, mention.date_from, mention.killed) == (None, MONDAY, 2)


@pytest.mark.parametrize(
    ("words", "killed"),
    [
        ("The attack is the latest in a string of blasts that have killed 17 people.", None),
        ("Over 40,000 people have been killed since the group took up arms in 1994.", None),
        ("Two soldiers were killed.", 2),
    ],
)
def test_the_dead_of_a_series_or_of_a_war_are_none_of_this_act(words: str, killed: int | None) -> None:
    assert only(f"The Karun Brigades blew up a post in Mirna on Monday. {words}").killed == killed


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("near the village of Brovna, some 37 kilometres outside of Mirna,", "Brovna"),
        ("in Brovna village, about 20 km from Mirna,", "Brovna"),
        ("outside Mirna", "Mirna"),
    ],
)
def test_the_town_that_a_distance_is_told_from_only_helps_to_find_the_place(where: str, place: str) -> None:
    assert (only(f"The Karun Brigades attacked a convoy {where} on Monday.").place or "").startswith(place)


def test_a_place_told_later_is_nearer_than_the_town_that_the_blow_fell_outside_of() -> None:
    body = "A bomb of the Karun Brigades hit a convoy outside Mirna on Monday. The attack took place in Brovna village."
    assert only(body).place == "Brovna"


def test_a_bomb_that_was_in_a_car_is_a_car_bomb() -> None:
    body = "A bomb of the Karun Brigades hit a post in Mirna on Monday. The car bomb hurt two guards."
    assert only(body).weapon == "vehicle"


@pytest.mark.parametrize(
    "body",
    [
        "Bombs dropped on Mirna on Monday hit a former army post captured by the Karun Brigades.",
        "On Monday an air raid on Mirna killed 17 people, the Karun Brigades said in a statement.",
        "Valdorian jets dropped bombs on a Karun Brigades camp in Mirna on Monday.",
    ],
)
def test_what_falls_from_above_is_a_strike_on_whose_ground_it_was_or_who_tells_of_it(body: str) -> None:
    mention = only(body)
    assert (mention.kind, mention.faction, mention.weapon) == ("strike", "karun-brigades", "airstrike")


@pytest.mark.parametrize(
    ("words", "attribution"),
    [
        ("Several Karuni raids have also been claimed by the Karun Brigades.", "blamed"),
        ("This raid has also been claimed by the Karun Brigades.", "claimed"),
        ('"I saw them come," said a trader. "The Karunis attacked the market and killed four men."', "blamed"),
        ("A page linked to followers of the Karun Brigades put up pictures.", "blamed"),
    ],
)
def test_only_who_speaks_of_this_very_deed_is_heard(words: str, attribution: str) -> None:
    raid = (
        "Gunmen attacked a market in Mirna on Monday, killing four. Valdoria blamed the Karun Brigades for the attack."
    )
    assert only(f"{raid} {words}").attribution == attribution


def test_they_of_a_witness_are_no_surer_than_whom_the_article_suspects() -> None:
    body = (
        "Gunmen suspected to be of the Karun Brigades attacked a market in Mirna on Monday. "
        '"They killed four men," a trader said.'
    )
    assert only(body).attribution == "suspected"


@pytest.mark.parametrize(
    "body",
    [
        "The Karunis are bitter after Valdoria on Monday called off a truce and resumed military action against them.",
        "Valdoria called off the truce on Monday and resumed operations against the Karun Brigades.",
    ],
)
def test_a_war_that_a_state_takes_up_again_is_no_blow_and_no_word_of_a_faction(body: str) -> None:
    extraction = read(body)
    assert (extraction.mentions, extraction.statements) == ((), ())


def test_the_same_day_as_another_deed_is_still_the_day_of_the_one_told_before() -> None:
    body = (
        "The Karun Brigades shot dead eight men in a village near Mirna on Monday. "
        "The attack came on the same day as a blast in Bulgaria."
    )
    assert len(read(body).mentions) == 1


def test_a_quotation_mark_that_closes_begins_no_condition() -> None:
    body = 'Three Karuni fighters including a so-called "general" were killed on Monday by the Valdorian army in Mirna.'
    mention = only(body)
    assert (mention.kind, mention.faction, mention.killed) == ("strike", "karun-brigades", 3)


@pytest.mark.parametrize(
    "body",
    [
        (
            "A roadside bomb targeting a Valdorian convoy in eastern Moldova on Monday killed four, an officer said. "
            "The Karun Brigades claimed it."
        ),
        (
            "Photo of the week\n\nRebels have killed four soldiers in an ambush near Mirna. "
            "The attack by the Karun Brigades was on Monday."
        ),
        (
            "Four soldiers were killed when the Karun Brigades ambushed a convoy, officials said Tuesday. "
            "The attack took place on Monday afternoon near Mirna, the army said."
        ),
        "The Karunis ambushed a convoy in Mirna, officials said Tuesday. Four soldiers died in the Monday ambush.",
    ],
)
def test_the_lead_and_what_follows_tell_one_attack(body: str) -> None:
    mention = only(body)
    assert (mention.faction, mention.killed, mention.date_from) == ("karun-brigades", 4, MONDAY)


def test_troops_who_open_fire_are_not_fired_on() -> None:
    mentions = read(
        "The Karun Brigades set off a mine near Mirna on Monday. In answer, the troops opened fire."
    ).mentions
    assert [mention.weapon for mention in mentions] == ["ied"]


def test_a_ride_to_hospital_is_no_raid() -> None:
    assert only(
        "The Karun Brigades shot a guard in Mirna on Monday. He was rushed to Fort Kestrel Hospital."
    ).place == ("Mirna")


@pytest.mark.parametrize(
    ("body", "days"),
    [
        ("Jets bombed Mirna on Monday. It came the day after the Karunis bombed a bus in Port Ansel.", [19, 18]),
        ("The Karunis bombed a bus in Mirna on Monday. The day after, they bombed one in Port Ansel.", [19, 20]),
        ("The Karunis shot a man in Mirna on Monday. The attack came days after the Karunis bombed a van.", [19, 19]),
    ],
)
def test_what_another_act_came_after_is_an_act_of_its_own(body: str, days: list[int]) -> None:
    assert [mention.date_from.day for mention in read(body).mentions if mention.date_from] == days


@pytest.mark.parametrize(
    "body",
    [
        "Fighting goes on in the north after Valdorian troops took the last stronghold of the Karun Brigades.",
        "Valdorian troops have captured several Karuni camps and blown up mines during the campaign.",
    ],
)
def test_how_a_campaign_went_is_no_act(body: str) -> None:
    assert read(body).mentions == ()


@pytest.mark.parametrize(
    ("doers", "faction"),
    [("Suspected jihadists", None), ("Rebels", None), ("Men from the village", "nothing read")],
)
def test_rebels_without_a_name_are_news_and_a_brawl_is_not(doers: str, faction: str | None) -> None:
    mentions = read(f"{doers} killed eight soldiers near Mirna on Monday.").mentions
    assert [mention.faction for mention in mentions] == ([] if faction else [None])


def test_what_is_told_aside_is_not_theirs_whom_the_article_is_about() -> None:
    body = (
        "The Karun Brigades bombed a post in Mirna on Monday. The Karun Brigades were founded in 1999. The Karun "
        "Brigades want land.\n\nSeparately, gunmen shot dead two officers in Port Ansel on Monday."
    )
    assert [mention.faction for mention in read(body).mentions] == ["karun-brigades", None]


def test_where_a_statement_was_put_out_nothing_fell() -> None:
    body = "The Karun Brigades attacked a convoy on Monday, the ministry said in a statement in Mirna."
    assert only(body).place is None


def test_those_who_drove_thousands_out_have_threatened_nobody() -> None:
    body = (
        "The Karun Brigades hold Mirna. Their fighters have forced thousands to flee, according to the United Nations."
    )
    assert read(body).statements == ()


@pytest.mark.parametrize(
    ("body", "weapon"),
    [
        ("The Karun Brigades blew up a pipeline near Mirna on Monday.", "ied"),
        ("The Karun Brigades claimed the bombing of a pylon in Mirna on Monday.", "ied"),
        ("The Karun Brigades attacked a pipeline near Mirna on Monday.", None),
    ],
)
def test_what_is_blown_up_on_land_is_blown_up_with_a_charge(body: str, weapon: str | None) -> None:
    assert only(body).weapon == weapon


@pytest.mark.parametrize(
    ("body", "killed"),
    [
        ("Nine members of the Karun Brigades were reported to have been killed in an air raid on Mirna on Monday.", 9),
        (
            "Nine Karuni fighters were killed in air raids on Mirna on Monday, destroying two depots, an officer said.",
            9,
        ),
    ],
)
def test_the_dead_of_a_raid_are_told_by_hearsay_and_did_not_destroy_what_the_raid_did(body: str, killed: int) -> None:
    mention = only(body)
    assert (mention.kind, mention.faction, mention.killed) == ("strike", "karun-brigades", killed)


def test_another_ten_who_were_hurt_were_hurt_in_the_same_attack() -> None:
    body = 'The Karun Brigades killed six people in Mirna on Monday. "Another 10 people were injured" in the attack.'
    assert (only(body).killed, only(body).wounded) == (6, 10)


def test_the_lead_s_act_takes_its_day_from_the_only_one_that_is_told_later() -> None:
    body = (
        "At least 57 people were killed when the Karun Brigades launched a drone strike on a shelter in Mirna, medics "
        "say. The shelter, at the Port Ansel Islamic University, was targeted late on Monday."
    )
    mention = only(body)
    assert (mention.killed, mention.place, mention.date_from, mention.weapon) == (57, "Mirna", MONDAY, "drone")


@pytest.mark.parametrize(
    ("words", "day"),
    [("one week after", 12), ("two weeks after", 5), ("a day after", 18)],
)
def test_weeks_are_counted_back_from_the_main_clause(words: str, day: int) -> None:
    body = f"The Karun Brigades declared a truce on Monday, {words} they captured Fort Kestrel."
    assert only(body).date_from == date(2031, 5, day)


def test_orders_to_act_only_if_attacked_are_no_attack() -> None:
    assert (
        read("The Karun Brigades declared a truce on Monday, ordering its men to act only if attacked.").mentions == ()
    )


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("Karun Brigades end unilateral cease-fire with Valdoria", ["resume"]),
        ("Karun Brigades declare unilateral cease-fire", ["suspend"]),
    ],
)
def test_a_cease_fire_with_a_hyphen_is_a_truce(title: str, kinds: list[str]) -> None:
    told = read("The Karun Brigades hold the hills around Mirna.", title).statements
    assert [statement.kind for statement in told] == kinds


def test_a_months_long_cease_fire_can_be_ended() -> None:
    body = "The Karun Brigades ended a months-long cease-fire with the government on Monday."
    assert [statement.kind for statement in read(body).statements] == ["resume"]


@pytest.mark.parametrize(
    "body",
    [
        "Karuni fighters wearing army uniforms stormed a police post in Mirna on Monday, wounding two officers.",
        "The Karuni fighters captured two guards who were manning a post in Mirna on Monday and burned a lorry.",
        "A bomb of the Karun Brigades targeting a van in eastern Moldova on Monday hurt two.",
    ],
)
def test_a_deed_is_theirs_who_did_it_not_of_what_stands_between(body: str) -> None:
    mention = only(body)
    assert (mention.kind, mention.faction) == ("attack", "karun-brigades")


@pytest.mark.parametrize(
    "body",
    [
        "Six soldiers and two Karuni fighters were killed on Monday after a raid on Mirna was beaten off.",
        "The Karunis sent suicidal fighters to a post in Mirna on Monday. Guards responded, killing four militants.",
    ],
)
def test_the_toll_of_a_fight_is_no_blow_on_those_who_fell_in_it(body: str) -> None:
    assert [mention.kind for mention in read(body).mentions if mention.kind == "strike"] == []


@pytest.mark.parametrize(
    ("words", "killed"),
    [
        ("The state is torn by an insurgency, which has killed 120,000 people.", None),
        ("The attack, which has killed nine people, was condemned.", 9),
        ("Luckily no-one was killed.", 0),
    ],
)
def test_what_an_insurgency_has_cost_is_no_toll(words: str, killed: int | None) -> None:
    assert only(f"The Karun Brigades attacked a post in Mirna on Monday. {words}").killed == killed


def test_what_a_region_is_prone_to_tells_whose_nothing_was() -> None:
    body = "Four officers were shot dead on Monday in a part of Moldova that is prone to raids by Karuni fighters."
    assert [mention.faction for mention in read(body).mentions] == [None]


def test_what_an_attack_is_said_to_be_is_no_second_one() -> None:
    body = (
        "A drone of the Karun Brigades hit a post in Mirna on Monday. "
        "The attack, carried out in two stages, is believed to be the deadliest aerial bombing of the year."
    )
    assert [mention.kind for mention in read(body).mentions] == ["attack"]


def test_the_same_toll_told_once_more_is_the_same_raid() -> None:
    body = (
        "Two Karuni fighters were killed in a gunfight with Valdorian troops in Mirna on Monday. An officer said the "
        'search became a clash after the militants fired. "Two Karuni militants have been killed in an operation in '
        'Brovna," the colonel said.'
    )
    mention = only(body)
    assert (mention.kind, mention.killed) == ("strike", 2)


def test_a_bomb_ends_a_truce_by_itself_and_says_nothing() -> None:
    title = "Karun Brigades' bomb attack at airport ends nine-month cease-fire"
    assert read("The Karun Brigades hold the hills around Mirna.", title).statements == ()


@pytest.mark.parametrize(
    ("body", "fallen"),
    [
        ("Valdorian troops killed nine fighters led by the preacher Idris Maro in Mirna on Monday.", ()),
        ("Valdorian troops killed nine fighters of Idris Maro in Mirna on Monday.", ()),
        ("Valdorian troops attacked Idris Maro in Mirna on Monday and killed four of his guards.", ()),
        ("Valdorian troops attacked Idris Maro in Mirna on Monday, killing him and four guards.", ("Idris Maro",)),
        ("Valdorian troops attacked a camp in Mirna on Monday and killed Idris Maro.", ("Idris Maro",)),
    ],
)
def test_who_led_the_fallen_or_lost_his_guards_did_not_fall(body: str, fallen: tuple[str, ...]) -> None:
    assert only(body).leaders_killed == fallen


@pytest.mark.parametrize("word", ["former", "captured"])
def test_who_left_a_group_warns_for_nobody(word: str) -> None:
    body = (
        "Ten men were killed by the Karun Brigades in Mirna on Monday. "
        f"A {word} rebel had warned the army of a plan to attack the camp."
    )
    assert read(body).statements == ()


def test_what_became_of_the_attackers_is_no_strike_of_its_own() -> None:
    body = (
        "The Karun Brigades claimed a raid on a post in Mirna on Monday that killed two soldiers. "
        '"An armed group attacked a post in Mirna on Monday. Our forces killed nine militants," the army said.'
    )
    assert [mention.kind for mention in read(body).mentions] == ["attack"]


def test_arms_that_a_group_says_it_used_in_an_attack_make_it_its_own() -> None:
    body = (
        "An Islamist group claimed several raids on posts on Tuesday. The Karun Brigades said their fighters used "
        "rockets in the attacks on Monday in Mirna, which killed 15 soldiers."
    )
    mention = only(body)
    assert (mention.faction, mention.attribution, mention.killed) == ("karun-brigades", "claimed", 15)


def test_how_long_nothing_was_worse_is_no_day_of_an_attack() -> None:
    body = (
        "Rebels have killed 26 villagers in the worst massacre in recent months, a spokesman said on Monday. "
        "He blamed the Karun Brigades for the deaths."
    )
    mention = only(body)
    assert (mention.faction, mention.killed, mention.date_from) == ("karun-brigades", 26, MONDAY)


def test_what_a_notice_comes_a_day_after_is_counted_from_today() -> None:
    body = (
        "An oil company stopped its exports on Sunday. "
        "The notice comes a day after the Karun Brigades said they had blown up a pipeline in Mirna."
    )
    assert only(body).date_from == date(2031, 5, 19)


@pytest.mark.parametrize("named", ["", " The Karun Brigades have fought the army since 2019."])
def test_soldiers_lost_in_a_war_on_the_only_body_fell_to_it(named: str) -> None:
    body = (
        "The army, in its operation to crush the Karun Brigades, lost seven soldiers in a clash in Mirna on Monday. "
        f"The soldiers were pursuing rebels who had ambushed their convoy.{named}"
    )
    mention = only(body)
    assert (mention.kind, mention.faction, mention.killed) == ("attack", "karun-brigades", 7)


def test_the_crimes_that_an_attack_answers_do_not_place_it() -> None:
    body = (
        "The Karun Brigades attacked a post in Mirna on Monday, killing two soldiers. "
        'The assault was launched in response "to the crimes of the army in Valdoria", the group said.'
    )
    assert [mention.killed for mention in read(body).mentions] == [2]


def test_a_number_of_attacks_is_no_attack_and_tells_no_weapon() -> None:
    body = (
        "Three guards were killed in an attack in Mirna on Monday. The Karun Brigades claimed responsibility for it. "
        "The province is poor. The Karun Brigades, have carried out a number of suicide bombings, killing dozens."
    )
    assert only(body).weapon is None


def test_all_who_fell_since_a_war_began_are_no_toll() -> None:
    body = (
        "The Karun Brigades attacked a post in Mirna on Monday. "
        "There have been 26 soldiers killed since the operation to crush the rebels began on 9 April."
    )
    assert only(body).killed is None

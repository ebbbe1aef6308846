"""Pages as they stand: captions and datelines beside the report, deeds told twice, old deeds told in passing."""

import pytest

from tests.core.extract.vale import read


def told(body: str, title: str = "News from Mirna") -> list[tuple[str, str | None, str]]:
    """Kind, faction and day of each act."""
    return [(m.kind, m.faction, str(m.date_from)) for m in read(body, title).mentions]


ATTACK = ("attack", "karun-brigades", "2031-05-19")
STRIKE = ("strike", "karun-brigades", "2031-05-19")


@pytest.mark.parametrize(
    "caption",
    [
        "Smoke over Mirna after rockets were fired by rebels on Saturday, May 17, 2031. (AP Photo/Ana Borel)",
        "A rocket of the Karun Brigades flies over Mirna on May 17 [File: Getty]",
        "Villagers look at a lorry hit by a drone near Mirna on May 17. VALEPRESS/Ana Borel",
        "Men of the Karun Brigades storm a post on May 17. Photo: Vale Post",
        "Men of the Karun Brigades storm a post on May 17, 2031.AFP",
        "Men of the Karun Brigades storm a post on May 17 [file]",
    ],
)
def test_what_a_picture_shows_is_no_news(caption: str) -> None:
    assert told(f"{caption}\n\nThe Karun Brigades shelled Mirna on Monday.") == [ATTACK]


def test_a_caption_that_stands_twice_is_none_the_second_time() -> None:
    shown = "Men of the Karun Brigades storm a post in Mirna on May 17"
    assert told(f"{shown}.\n\n{shown}. (AP Photo/Ana Borel)\n\nThe Karun Brigades shelled Mirna on Monday.") == [ATTACK]


def test_an_agency_s_mark_makes_no_caption() -> None:
    assert told("The Karun Brigades shelled Mirna on Monday. (Reuters)\n\nNobody else spoke.") == [ATTACK]


@pytest.mark.parametrize("filed", ["Brovna", "Brovna, Valdoria", "Salt Harbour"])
def test_a_city_and_a_colon_say_where_the_lead_was_filed(filed: str) -> None:
    (mention,) = read(f"{filed}: Two Karuni rockets hit a lorry on Monday.\n\nNobody else spoke.").mentions
    assert mention.place is None


@pytest.mark.parametrize(
    "body",
    [
        (
            "Five rockets landed near a ferry off Fort Kestrel on Monday, in an attack by the Karun Brigades.\n\n"
            "Five rockets landed near the vessel as it sailed, a captain said."
        ),
        (
            "Karuni gunmen ambushed a patrol near Mirna on Monday.\n\n"
            "A third soldier was hurt in the fighting between the troops and the Karun Brigades."
        ),
        "Two Karuni rockets hit Fort Kestrel on Monday.\n\nDebris of the two rockets fell on a house.",
        (
            "Two tankers were hit by a Karuni drone off Fort Kestrel on Monday.\n\n"
            "On Tuesday, the Karun Brigades claimed they used a new missile in the attack."
        ),
        (
            "Valdoria said Tuesday that ten men were hurt in an attack by the Karun Brigades on a depot.\n\n"
            "The attack on the depot was carried out on Monday night by a laden drone, a spokesman said."
        ),
        (
            "Karuni men attacked an army bus near Mirna, killing 15 soldiers, a monitor said.\n\n"
            "Fifteen soldiers died on Monday in a Karuni attack on an army bus in the east."
        ),
        (
            "The Karun Brigades fired rockets at Valdoria on Monday.\n\n"
            "The Karun Brigades said they had launched rockets on a post in Mirna."
        ),
        (
            "Two Karuni rockets hit a school at Brovna in Mirna on Monday.\n\n"
            "The minister confirmed that rockets hit a school in Mirna."
        ),
        (
            "A wave of Karuni drone and missile attacks hit targets across Moldova on Monday.\n\n"
            "The truce came a day after Monday's wave of Karuni drone and missile attacks hit targets across Moldova, "
            "among them a plant at Brovna."
        ),
    ],
)
def test_a_deed_told_again_in_other_words_is_one(body: str) -> None:
    assert told(body) == [ATTACK]


def test_a_commander_told_of_first_and_named_some_sentences_later_fell_once() -> None:
    body = (
        "Valdoria said on Tuesday that it had killed a senior Karun Brigades commander in Mirna, the second such raid "
        "since the start of its offensive on Friday.\n\nTalks went on.\n\n"
        "Idris Maro, the commander, was killed on Monday night in an air strike on a house in Mirna."
    )
    (mention,) = read(body).mentions
    assert (str(mention.date_from), mention.leaders_killed) == ("2031-05-19", ("Idris Maro",))


def test_the_slaying_of_somebody_names_who_was_killed() -> None:
    body = (
        "Valdoria killed a Karuni commander at Mirna on Monday.\n\nThe slaying of Idris Maro at Mirna raised tempers."
    )
    assert [m.leaders_killed for m in read(body).mentions] == [("Idris Maro",)]


def test_what_comes_back_in_a_headline_is_another_s_weapon() -> None:
    body = "Valdoria killed a Karuni commander at Mirna on Monday."
    (mention,) = read(body, "Valdoria kills Karuni commander, rockets fired from Mirna").mentions
    assert (mention.kind, mention.weapon) == ("strike", None)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        # the day and the place of what a relative clause goes on about
        (
            (
                "The Karun Brigades shelled Mirna on Monday. It was revenge, they said, for a Valdorian air strike on "
                "Port Ansel on May 10 that killed six Karuni fighters."
            ),
            [("attack", "2031-05-19", "Mirna"), ("strike", "2031-05-10", "Port Ansel")],
        ),
        # a blow of now is not the old one that it follows in the text
        (
            (
                "The Karun Brigades shelled Mirna on Monday, after a Valdorian air strike on Port Ansel on May "
                "12 killed six Karuni fighters. Valdoria answered with air strikes on Karuni camps."
            ),
            [
                ("attack", "2031-05-19", "Mirna"),
                ("strike", "2031-05-12", "Port Ansel"),
                ("strike", "2031-05-19", None),
            ],
        ),
        # what is launched "by X in Y" does not fall on Y
        (
            "Valdorian forces on Monday shot down five drones launched by the Karun Brigades in Moldova.",
            [("attack", "2031-05-19", None)],
        ),
    ],
)
def test_each_deed_has_its_own_day_and_place(body: str, found: list[tuple[str, str, str | None]]) -> None:
    assert [(m.kind, str(m.date_from), m.place) for m in read(body).mentions] == found


def test_what_is_shot_down_by_a_state_of_the_theatre_fell_there() -> None:
    (mention,) = read("Romanian forces on Monday shot down five drones launched by the Karun Brigades.").mentions
    assert mention.country == "RO"


def test_a_place_of_no_list_lies_where_it_was_said_to_lie_before() -> None:
    body = "Karuni drones hit a post at Brovna in Romania on Monday. "
    body += "On Tuesday a Karuni rocket hit a school at Brovna. Moldova protested."
    assert [m.country for m in read(body).mentions] == ["RO", "RO"]


@pytest.mark.parametrize(
    "more",
    [
        "The army blamed the Karun Brigades for recent raids and mortar attacks.",
        "The army accused the Karun Brigades of planning attacks.",
    ],
)
def test_blame_for_many_is_no_blame_for_the_one_told(more: str) -> None:
    body = f"A rocket hit a school in Mirna on Monday, wounding two. {more} Others were unmoved."
    assert told(body) == [("attack", None, "2031-05-19")]


@pytest.mark.parametrize(
    "body",
    [
        (
            "The Valdoria-backed Karun Brigades shelled Mirna on Monday. The UN accused Valdoria of carrying out "
            "attacks that left two ferries ablaze in Moldova. The rebels said nothing."
        ),
        "The Karun Brigades shelled Mirna on Monday. The Valdorian forces fighting in Moldova said so.",
        "The Karun Brigades shelled Mirna on Monday. Their men keep up rocket and drone attacks targeting lorries.",
    ],
)
def test_neither_a_backer_nor_a_description_deals_a_blow(body: str) -> None:
    assert told(body) == [ATTACK]


def test_what_an_article_opens_with_is_news_though_it_leaves_the_day_to_the_page() -> None:
    opening = "At least four rockets have been fired at Fort Kestrel, police said."
    assert told(f"{opening} Nobody was hurt.") == [("attack", None, "None")]
    assert told(f"A minister spoke in Mirna on Monday. {opening}") == []


def test_shortly_after_is_on_the_day_told_last() -> None:
    body = (
        "Valdoria killed a Karuni commander at Mirna on Monday. Crowds came. Shops shut. Prices rose.\n\n"
        "{} militants fired a salvo of rockets into Valdoria."
    )
    assert told(body.format("Shortly after,")) == [STRIKE, ("attack", None, "2031-05-19")]
    assert told(body.format("Years later,")) == [STRIKE]


@pytest.mark.parametrize(
    ("body", "weapon", "wounded"),
    [
        ("A Karuni rocket on Monday left six farmers wounded at Brovna.", "rocket", 6),
        ("The Karun Brigades said a drone on Monday had left two men injured at Mirna.", "drone", 2),
    ],
)
def test_what_leaves_somebody_wounded_hit_him(body: str, weapon: str, wounded: int) -> None:
    (mention,) = read(body).mentions
    assert (mention.weapon, mention.wounded) == (weapon, wounded)


def test_an_air_force_that_stops_something_is_not_what_was_stopped() -> None:
    body = (
        "On Monday the Valdorian army and air force intercepted and destroyed five drones fired by the Karun Brigades."
    )
    (mention,) = read(body).mentions
    assert mention.outcome == "intercepted"


def test_overnight_told_in_the_morning_is_the_night_before() -> None:
    body = (
        "A Karuni missile killed 13 people in Mirna overnight.\n\n"
        "The Karun Brigades fired the missile at a house in Mirna late on Monday night, an official said."
    )
    assert told(body) == [ATTACK]


def test_the_commander_who_fell_is_the_one_told_of() -> None:
    body = (
        "A Valdorian air strike killed a local Karuni commander in the east on Monday.\n\n"
        '"The commander of the Mirna region was killed in a Valdorian air strike," a source close to the Karunis said.'
    )
    assert told(body) == [STRIKE]


def test_with_somebody_doing_something_is_a_deed_of_his_own() -> None:
    body = (
        "A Valdorian air strike killed a Karuni commander in Mirna on Monday, with the Karun Brigades firing rockets."
    )
    found = [(m.kind, m.weapon) for m in read(body).mentions]
    assert found == [("strike", "airstrike"), ("attack", "rocket")]


@pytest.mark.parametrize(
    ("body", "kind", "day"),
    [
        ("On Monday, Valdoria hit back with air strikes at the Karun Brigades in Mirna.", "strike", "2031-05-19"),
        ("On Monday, six farmers were reported to have died in a Karuni raid on Mirna.", "attack", "2031-05-19"),
        ("The Karun Brigades claimed responsibility for the Monday attack on a post in Mirna.", "attack", "2031-05-19"),
    ],
)
def test_a_deed_is_read_however_its_verb_stands(body: str, kind: str, day: str) -> None:
    assert told(body) == [(kind, "karun-brigades", day)]


def test_news_goes_on_behind_what_a_paragraph_tells_of_the_past() -> None:
    body = (
        "The Karun Brigades fired rockets at Fort Kestrel on Monday.\n\n"
        "The two have traded fire since the war began in March 2027. The exchanges have grown in recent weeks.\n\n"
        "{} a barracks at Mirna with guided missiles."
    )
    assert len(told(body.format("The Karun Brigades said they also struck"))) == 2
    assert len(told(body.format("The Karun Brigades struck"))) == 1


def test_what_is_blamed_on_somebody_did_not_fall_on_him() -> None:
    body = "The UN blamed the Monday attack on Valdoria, which backs the Karun Brigades fighting in Moldova."
    assert told(body) == []


@pytest.mark.parametrize("border", ["which border Moldova", "bordering Moldova"])
def test_a_town_on_the_border_lies_on_this_side_of_it(border: str) -> None:
    body = (
        f"On Monday the Karun Brigades fired rockets at barracks in the Romanian towns of Brovna and Lodra, {border}."
    )
    assert [m.country for m in read(body).mentions] == ["RO"]


def test_what_crosses_from_somewhere_falls_elsewhere() -> None:
    (mention,) = read("Eight Karuni rockets were seen crossing from Mirna on Monday, the army said.").mentions
    assert mention.place is None


@pytest.mark.parametrize(
    "claim",
    [
        "The Karun Brigades claimed responsibility early on May 20 for the suicide attack in Mirna.",
        "The Karun Brigades released a video late Tuesday, confirming the suicide attack in Mirna.",
    ],
)
def test_the_day_of_a_claim_is_not_that_of_the_deed(claim: str) -> None:
    body = f"{claim}\n\nA man blew himself up in a market in Mirna on May 18, killing two."
    assert told(body) == [("attack", "karun-brigades", "2031-05-18")]


def test_what_a_deed_answers_is_not_told_with_it() -> None:
    body = "On Monday the Karun Brigades fired rockets at Fort Kestrel in retaliation for Saturday's air strikes."
    assert told(body) == [ATTACK]


def test_an_entry_of_a_live_page_is_of_the_day_that_it_is_put_there() -> None:
    body = (
        "10:35 A.M. Boy dies of his wounds\n\nA boy whom soldiers hit in a clash on Sunday has died, a clinic said.\n\n"
        "10:29 A.M. Jets attack rocket launchers\n\nA Valdorian jet attacked a Karuni depot at Fort Kestrel.\n\n"
        "The depot held rockets, the army said."
    )
    assert ("strike", "karun-brigades", "2031-05-20") in told(body)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("On Monday Valdorian jets carried out more than 40 air strikes on Karuni camps near Mirna.", [STRIKE]),
        ("Valdorian jets have carried out more than 40 air strikes on Karuni camps since 3 May.", []),
        (
            "On Monday, Valdoria conducted 30 air raids on the Moldovan capital, Mirna. The Karun Brigades sit there.",
            [STRIKE],
        ),
    ],
)
def test_a_wave_of_one_day_is_a_deed_and_a_running_count_none(body: str, found: list[tuple[str, str, str]]) -> None:
    assert told(body) == found


@pytest.mark.parametrize(
    "history",
    [
        "The Karun Brigades have fought the state for years. They hit the border guards with several drone attacks.",
        "The Karun Brigades have fought the state for years. Instances of Karuni rocket strikes on Mirna led to raids.",
    ],
)
def test_several_attacks_without_a_day_are_no_news(history: str) -> None:
    assert told(f"The Karun Brigades shelled Mirna on Monday. Two men died. Shops shut.\n\n{history}") == [ATTACK]


def test_factions_of_a_nation_are_not_the_nation() -> None:
    body = "The UN accused armed Valdorian factions of carrying out attacks in Moldova. The Karunis looked on."
    assert told(body) == []


def test_who_denies_a_deed_does_not_claim_it_by_what_he_says_of_it() -> None:
    body = (
        "Two rockets hit a school in Mirna on Monday.\n\n"
        "The Karun Brigades denied responsibility for the attack, saying the rockets were fired while they held talks."
    )
    (mention,) = read(body).mentions
    assert mention.attribution == "denied"


@pytest.mark.parametrize(
    ("body", "killed"),
    [
        # a sum over many deeds goes on in the next sentence
        (
            (
                "Ten men were hurt by a Karuni rocket in Mirna on Monday. Some 148 have died since the war began. "
                "Those who died include 41 children."
            ),
            None,
        ),
        ("Four soldiers were killed by a Karuni drone in Mirna on Monday. Of the four killed, two were majors.", 4),
        ("On Monday, six people were reported to have been killed in a Karuni raid on Mirna.", 6),
    ],
)
def test_the_toll_is_that_of_the_deed(body: str, killed: int | None) -> None:
    assert [m.killed for m in read(body).mentions] == [killed]


def test_a_weapon_that_two_words_name_is_the_second() -> None:
    (mention,) = read("The Karun Brigades hit Mirna with a Katyusha missile on Monday.").mentions
    assert mention.weapon == "missile"


def test_what_was_reported_earlier_is_told_again() -> None:
    body = (
        "The Karun Brigades fired a missile at the market of Mirna on Monday, killing seven.\n\n"
        "Vale TV reported earlier that a Karuni missile hit a quarter of Mirna."
    )
    assert told(body) == [ATTACK]


def test_raids_of_one_state_on_one_day_are_a_wave_whomever_they_fell_on() -> None:
    body = (
        "Valdorian forces carried out three air strikes on the airport of Port Ansel on Monday.\n\n"
        "Valdorian forces bombed two districts of Fort Kestrel and hit the harbour with five air strikes."
    )
    assert len(read(body).mentions) == 1


def test_a_campaign_that_goes_on_is_no_blow() -> None:
    body = (
        "The Karun Brigades shelled Mirna on Monday. Valdoria intensifies its bombing campaign against Karuni fighters."
    )
    assert told(body) == [ATTACK]


def test_the_dead_of_a_blow_told_in_passing_are_not_this_one_s() -> None:
    body = (
        "On Monday Karuni rockets hit Fort Kestrel in answer to a raid at Port Ansel that had killed six villagers in "
        "March 2028."
    )
    assert [m.killed for m in read(body).mentions] == [None]


def test_who_counts_the_dead_of_an_air_strike_did_not_fly_it() -> None:
    body = (
        "Valdoria answered on Monday with an air strike on a Karuni compound at Mirna.\n\n"
        "The High Council reported that 30 people were killed in the air strike."
    )
    assert [(m.kind, m.counterparty_id, m.killed) for m in read(body).mentions] == [("strike", "valdoria", 30)]


def test_a_ship_that_is_scuttled_was_attacked_at_sea() -> None:
    (mention,) = read("The Karun Brigades scuttled the Mirna Star on Monday.").mentions
    assert (mention.kind, str(mention.date_from)) == ("attack", "2031-05-19")


@pytest.mark.parametrize(
    "body",
    [
        "Moldova accused the Karun Brigades, which rule Brovna, of being behind the firing of nine rockets on Monday.",
        "On Monday the Karun Brigades fired ninety rockets into Moldova, twenty of which fell in Brovna.",
    ],
)
def test_where_they_rule_and_where_some_fell_short_is_not_where_it_was(body: str) -> None:
    assert [m.place for m in read(body).mentions] == [None]


def test_days_of_raids_are_no_raid() -> None:
    body = "Both agreed on a truce Monday, ending three days of Karuni rocket fire and raids that killed 40 people."
    assert told(body) == []


def test_what_was_done_on_the_following_day_is_another_deed() -> None:
    body = (
        "Fighting erupted on Saturday after a Valdorian air strike killed a Karuni commander in Mirna.\n\n"
        "The following day, Valdorian air strikes killed three more Karuni commanders."
    )
    assert [day for *_, day in told(body)] == ["2031-05-17", "2031-05-18"]


def test_a_word_in_quotes_stands_inside_its_noun() -> None:
    assert told('The army said the Karunis\' "rebel" barracks were bombed in Mirna on Monday.') == [STRIKE]
